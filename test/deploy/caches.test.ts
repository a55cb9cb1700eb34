import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createPort } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, serve, workFolder } from '../support/program.ts';

const recipe = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url)), 'utf8');

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createPort().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

const until = async (claim: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 15_000;
  while (!(await claim())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await new Promise((done) => setTimeout(done, 20));
  }
};

/** A cache under test: starts in a folder, in front of an origin's port. */
interface Cache {
  readonly name: string;
  readonly program: string;
  readonly start: (folder: string, port: number, origin: number) => ChildProcess;
}

const caches: readonly Cache[] = [
  {
    name: 'nginx',
    program: '/usr/sbin/nginx',
    start: (folder, port, origin) => {
      const site = recipe('nginx-cluster.conf')
        .replace('/var/cache/nginx/dateline', join(folder, 'cache'))
        .replace('server dateline-1:3000;', `server 127.0.0.1:${origin};`)
        .replace('  server dateline-2:3000;\n', '')
        .replace('listen 80;', `listen 127.0.0.1:${port};`);
      writeFileSync(
        join(folder, 'nginx.conf'),
        `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;\nevents {}\nhttp { access_log off; client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3; uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;\n${site}\n}\n`,
      );
      return spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
    },
  },
  {
    name: 'Varnish',
    program: '/usr/sbin/varnishd',
    start: (folder, port, origin) => {
      writeFileSync(join(folder, 'site.vcl'), recipe('varnish.vcl').replace('"3000"', `"${origin}"`));
      const args = [
        '-F',
        '-n',
        join(folder, 'work'),
        '-a',
        `127.0.0.1:${port}`,
        '-f',
        join(folder, 'site.vcl'),
      ];
      return spawn('/usr/sbin/varnishd', [...args, '-s', 'malloc,32m'], { stdio: 'ignore' });
    },
  },
];

/** A cache that runs in front of a server, with something in between that counts what arrives, and can be out of order. */
const newRig = async ({ name, start }: Cache) => {
  const work = workFolder({
    'site.yaml': 'url: https://example.org\nmaxAge: 2\n',
    'articles/a.md': `---\ntitle: A\ndate: 2020-01-01T10:00:00Z\n---\n${'Text of some length. '.repeat(50)}\n`,
    'articles/x.mp3': '0123456789',
  });
  const folder = mkdtempSync(join(tmpdir(), 'dateline-cache-'));
  chmodSync(folder, 0o777);
  mkdirSync(join(folder, 'cache'), { mode: 0o777 });
  const server: Running = await serve(work.root);
  const arrived: string[] = [];
  const origin = { isBroken: false, isStarting: false };
  const counter: Server = createServer((incoming, response) => {
    if (origin.isBroken) return void response.destroy();
    if (origin.isStarting)
      return void response.writeHead(503, { 'Retry-After': '2', 'Content-Length': '0' }).end();
    if (incoming.url !== '/readyz')
      arrived.push(`${incoming.method} ${incoming.url} ${incoming.headers['accept-encoding'] ?? ''}`);
    const { method, url, headers } = incoming;
    httpRequest({ port: server.port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((done) => counter.once('listening', done));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const cache = start(folder, port, (counter.address() as AddressInfo).port);
  await until(async () => (await ask(`${base}/healthz`).catch(() => undefined))?.status === 200);
  const end = async (): Promise<void> => {
    cache.kill();
    counter.close();
    await server.stop();
    work.remove();
    await sleep(200);
    rmSync(folder, { recursive: true, force: true });
  };
  return { name, base, server, arrived, origin, end };
};

type Rig = Awaited<ReturnType<typeof newRig>>;

const there = caches.filter(({ program }) => existsSync(program));
const missing = caches.filter(({ program }) => !existsSync(program)).map(({ program }) => program);
const title =
  missing.length > 0 ? `the recipes (skipped for what is not there: ${missing.join(', ')})` : 'the recipes';

describe.skipIf(there.length === 0)(title, { timeout: 60_000 }, () => {
  let rigs: readonly Rig[] = [];
  beforeAll(async () => {
    rigs = await Promise.all(there.map(newRig));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(rigs.map(({ end }) => end()));
  });

  /** The same in front of each cache, side by side: they wait more than they work. */
  const behindEach = (work: (rig: Rig) => Promise<void>) => async (): Promise<void> => {
    await Promise.all(
      rigs.map((rig) =>
        work(rig).catch((fault: Error) => {
          fault.message = `${rig.name}: ${fault.message}`;
          throw fault;
        }),
      ),
    );
  };

  it(
    'answers conditional requests, HEAD and each coding from its store',
    behindEach(async ({ base, server }) => {
      const plain = await ask(`${base}/rss.xml`);
      const plainOrigin = await ask(`${server.url}/rss.xml`);
      expect(plain.body.equals(plainOrigin.body)).toBe(true);
      expect(plain.headers.etag).toBe(plainOrigin.headers.etag);
      expect(plain.headers['last-modified']).toBe(plainOrigin.headers['last-modified']);
      expect(plain.headers['cache-control']).toBe(plainOrigin.headers['cache-control']);
      const tags = new Set<string | undefined>();
      for (const coding of ['gzip', 'br', 'identity']) {
        const headers = { 'accept-encoding': coding };
        const answer = await ask(`${base}/rss.xml`, { headers });
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
        tags.add(answer.headers.etag);
        const again = await ask(`${base}/rss.xml`, {
          headers: { ...headers, 'if-none-match': answer.headers.etag ?? '' },
        });
        expect([coding, again.status, again.body.length]).toEqual([coding, 304, 0]);
        const head = await ask(`${base}/rss.xml`, { method: 'HEAD', headers });
        expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, answer.headers.etag]);
      }
      expect(tags.size).toBe(3);
      const since = { 'if-modified-since': plainOrigin.headers['last-modified'] ?? '' };
      expect((await ask(`${base}/rss.xml`, { headers: since })).status).toBe(304);
    }),
  );

  it(
    'asks for each variant at most once in max-age, however many ask and however they write it',
    behindEach(async ({ base, arrived }) => {
      await sleep(2500);
      arrived.length = 0;
      const accepts = [
        'gzip, deflate',
        'gzip',
        'gzip, deflate, br',
        'br;q=1.0, gzip;q=0.8',
        '',
        'identity',
        'deflate',
      ];
      const began = performance.now();
      for (let round = 0; round < 20; round += 1)
        await Promise.all(
          accepts.map((accept) => ask(`${base}/atom.xml`, { headers: { 'accept-encoding': accept } })),
        );
      expect(performance.now() - began).toBeLessThan(2000);
      expect(arrived.filter((line) => line.includes('/atom.xml')).length).toBe(3);
    }),
  );

  it(
    'passes redirects, ranges and a navigation on',
    behindEach(async ({ base, server }) => {
      const moved = await ask(`${base}/feed`);
      expect([moved.status, moved.headers.location]).toEqual([
        301,
        (await ask(`${server.url}/feed`)).headers.location,
      ]);
      const part = await ask(`${base}/media/x.mp3`, { headers: { range: 'bytes=2-4' } });
      expect([part.status, part.body.toString()]).toEqual([206, '234']);
      const page = await ask(`${base}/rss.xml`, {
        headers: { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', accept: 'text/html' },
      });
      expect(page.headers['content-type']).toMatch(/^application\/xml/);
      expect((await ask(`${base}/rss.xml`)).headers['content-type']).toMatch(/^application\/rss\+xml/);
    }),
  );

  it(
    'serves what it has while the origin starts, and passes on when to ask again for what it has not',
    behindEach(async ({ base, origin }) => {
      const before = await ask(`${base}/feed.json`);
      origin.isStarting = true;
      try {
        await sleep(2500);
        const kept = await ask(`${base}/feed.json`);
        expect([kept.status, kept.headers.etag]).toEqual([200, before.headers.etag]);
        const never = await ask(`${base}/tags/never/rss.xml`);
        expect([never.status, never.headers['retry-after']]).toEqual([503, '2']);
      } finally {
        origin.isStarting = false;
      }
      await until(async () => (await ask(`${base}/sitemap.xml`)).status === 200);
    }),
  );

  it(
    'serves what it has while the origin is away, and says 502 or 503 for what it has not',
    behindEach(async ({ base, origin }) => {
      const before = await ask(`${base}/rss.xml`);
      origin.isBroken = true;
      try {
        await sleep(3000);
        for (let round = 0; round < 3; round += 1) {
          const { status, body } = await ask(`${base}/rss.xml`);
          expect([round, status]).toEqual([round, 200]);
          expect(body.equals(before.body)).toBe(true);
        }
        expect([502, 503, 504]).toContain((await ask(`${base}/tags/none/rss.xml`)).status);
      } finally {
        origin.isBroken = false;
      }
      await until(async () => (await ask(`${base}/feeds.opml`)).status === 200);
    }),
  );
});

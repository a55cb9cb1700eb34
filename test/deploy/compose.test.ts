import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { article, type Cluster, newCluster, sleep, until } from '../support/cluster.ts';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { ask, type Running, workFolder } from '../support/program.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const text = (name: string): string => readFileSync(file(name), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly networks?: readonly string[];
}

/** `deploy/compose.yaml` as Docker reads it: keys that begin with `x-` are for the file's own use. */
const composed = parse(text('deploy/compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

/** What Compose Specification names as what a service can wait for. */
const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'];

describe('deploy/compose.yaml', () => {
  const services = Object.entries(composed.services);

  it('names services, networks, volumes, files and settings that are there', () => {
    for (const [name, service] of services) {
      const { image, build, volumes = [], networks = [], depends_on: waits = [] } = service;
      expect([name, image ?? build]).not.toEqual([name, undefined]);
      if (build) expect(existsSync(resolve(file('deploy'), build.context, build.dockerfile))).toBe(true);
      for (const network of networks) expect(composed.networks).toHaveProperty(network);
      for (const other of Array.isArray(waits) ? waits : Object.keys(waits))
        expect(composed.services).toHaveProperty(other);
      if (!Array.isArray(waits))
        for (const { condition } of Object.values(waits)) expect(conditions).toContain(condition);
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect(existsSync(resolve(file('deploy'), source))).toBe(true);
        else expect(composed.volumes).toHaveProperty(source);
      }
    }
  });

  it('sets what the program knows, and gives nginx the servers that its configuration asks', () => {
    const settings = text('src/cli/settings.ts');
    for (const [, { environment = {} }] of services)
      for (const name of Object.keys(environment))
        if (name.startsWith('DATELINE_')) expect(settings).toContain(name);
    const asked = [...text('deploy/nginx-cluster.conf').matchAll(/^ {2}server (\S+):(\d+);/gm)];
    expect(asked.length).toBe(2);
    const [port] = /(?<=PORT=)\d+/.exec(text('deploy/Dockerfile')) ?? [];
    for (const [, name = '', at] of asked) {
      expect(composed.services).toHaveProperty(name);
      expect(at).toBe(port);
    }
  });
});

const program = '/usr/sbin/nginx';
const isThere = hasPostgres && existsSync(program);
const title = !hasPostgres
  ? postgresTitle('two servers behind nginx')
  : `two servers behind nginx${isThere ? '' : ` (skipped: there is no ${program})`}`;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

// What Docker would start, without it: the same programs, settings and configuration, on other ports.
describe.skipIf(!isThere)(title, { timeout: 60_000 }, () => {
  const work = workFolder({ 'site.yaml': 'maxAge: 2\n' });
  const folder = mkdtempSync(join(tmpdir(), 'dateline-compose-'));
  let server: TestPostgres;
  let cluster: Cluster;
  let one: Running;
  let two: Running;
  let nginx: ChildProcess;
  let base = '';

  beforeAll(async () => {
    chmodSync(folder, 0o777);
    mkdirSync(join(folder, 'cache'), { mode: 0o777 });
    server = await TestPostgres.start();
    cluster = await newCluster(server, work);
    await cluster.put('a.md', article('A'));
    await cluster.put('x.mp3', '0123456789');
    const trust = { DATELINE_TRUST_PROXY: '127.0.0.0/8', url: 'http://localhost:8080' };
    [one, two] = await Promise.all([cluster.start([], trust), cluster.start([], trust)]);
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    const site = text('deploy/nginx-cluster.conf')
      .replace('/var/cache/nginx/dateline', join(folder, 'cache'))
      .replace('dateline-1:3000', `127.0.0.1:${one.port}`)
      .replace('dateline-2:3000', `127.0.0.1:${two.port}`)
      .replace('listen 80;', `listen 127.0.0.1:${port};`);
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;\nevents {}\nhttp { access_log off; client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3; uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;\n${site}\n}\n`,
    );
    nginx = spawn(program, ['-c', join(folder, 'nginx.conf'), '-p', dirname(join(folder, 'x'))], {
      stdio: 'ignore',
    });
    await until(async () => (await ask(`${base}/healthz`).catch(() => undefined))?.status === 200);
  }, 60_000);
  afterAll(async () => {
    nginx?.kill();
    await cluster?.end();
    server?.remove();
    work.remove();
    await sleep(200);
    rmSync(folder, { recursive: true, force: true });
  });

  it('answer as one: the same bytes and tags whichever is asked, changes and ranges too', async () => {
    const answer = await ask(`${base}/rss.xml`);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('http://localhost:8080/rss.xml');
    for (const { url } of [one, two]) {
      const direct = await ask(`${url}/rss.xml`);
      expect([direct.headers.etag, direct.headers['last-modified'], direct.body]).toEqual([
        answer.headers.etag,
        answer.headers['last-modified'],
        answer.body,
      ]);
    }
    const part = await ask(`${base}/media/x.mp3`, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.body.toString()]).toEqual([206, '234']);
    await cluster.put('b.md', article('B'));
    // As long as an answer is kept at the most, and a minute in which it is made anew behind it.
    await until(async () => (await ask(`${base}/rss.xml`)).body.toString().includes('<title>B</title>'));
  });

  it('go on with one of them, and with what is kept when none is left', async () => {
    await one.stop();
    for (const path of ['/atom.xml', '/feed.json', '/tags/tide/rss.xml', '/media/x.mp3'])
      expect([path, (await ask(base + path)).status]).toEqual([path, 200]);
    const kept = await ask(`${base}/feed.json`);
    await two.stop('SIGKILL');
    await sleep(2500);
    const old = await ask(`${base}/feed.json`);
    expect([old.status, old.headers.etag]).toEqual([200, kept.headers.etag]);
    expect(old.body.equals(kept.body)).toBe(true);
    expect((await ask(`${base}/tags/never/rss.xml`)).status).toBe(502);
  });
});

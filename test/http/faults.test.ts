import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Running, serve, workFolder } from '../support/program.ts';
import { readWithFeedsmith } from '../support/read-back.ts';

const text = (title: string, day: number, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2026-01-0${day}T00:00:00Z\n${more}---\n\nText of ${title}.\n`;

let work: ReturnType<typeof workFolder>;
const running: Running[] = [];
beforeEach(() => {
  work = workFolder({
    'site.yaml': 'title: Faults\nurl: https://example.org\n',
    'articles/a.md': text('Alpha', 1),
    'articles/sub/b.md': text('Beta', 2),
  });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop('SIGKILL')));
  work.remove();
});

const started = async (...args: string[]): Promise<Running> => {
  const server = await serve(work.root, args);
  running.push(server);
  return server;
};
const at = (path: string): string => join(work.root, path);
const get = async (server: Running, path = '/atom.xml') => ask(server.url + path);
const entriesOf = async (server: Running) => {
  const answer = await get(server);
  expect(answer.status).toBe(200);
  return readWithFeedsmith('atom', answer.body.toString()).map(({ title, id }) => ({ title, id }));
};
const titles = async (server: Running): Promise<unknown[]> =>
  (await entriesOf(server)).map(({ title }) => title);

/** Waits until the claim holds; fails with the last reason after some seconds. */
const eventually = async (claim: () => Promise<void>): Promise<void> => {
  const until = Date.now() + 8000;
  for (;;) {
    try {
      return await claim();
    } catch (fault) {
      if (Date.now() > until) throw fault;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
};

describe('starting again', () => {
  it('keeps tag and Last-Modified of every document', async () => {
    const first = await started();
    const before = await get(first);
    await first.stop();
    await new Promise((done) => setTimeout(done, 1100));
    const after = await get(await started());
    expect(after.headers.etag).toBe(before.headers.etag);
    expect(after.headers['last-modified']).toBe(before.headers['last-modified']);
  });

  it('takes a file that was changed meanwhile from the file, whatever its size and time', async () => {
    const first = await started();
    await first.stop();
    const { mtime } = statSync(at('articles/a.md'));
    writeFileSync(at('articles/a.md'), text('Omega', 1));
    utimesSync(at('articles/a.md'), mtime, mtime);
    expect(await titles(await started())).toEqual(['Beta', 'Omega']);
  });

  it.each(['facts.jsonl', 'current.tsv'])('survives a damaged cache/%s, and says so', async (name) => {
    const first = await started();
    const before = await entriesOf(first);
    await first.stop();
    writeFileSync(at(`.dateline/cache/${name}`), 'nonsense\0');
    const second = await started();
    expect(await entriesOf(second)).toEqual(before);
    expect(second.said.stderr).toContain('cache-damaged');
    expect(readFileSync(at(`.dateline/cache/${name}.damaged`), 'utf8')).toBe('nonsense\0');
    await second.stop();
    expect(readFileSync(at(`.dateline/cache/${name}`), 'utf8')).not.toContain('nonsense');
  });

  it('loses no id when it is killed at any moment while state is written', async () => {
    const ids = new Map<unknown, unknown>();
    for (let round = 0; round < 4; round += 1) {
      const server = await started();
      for (const { title, id } of await entriesOf(server)) {
        expect(ids.get(title) ?? id).toBe(id);
        ids.set(title, id);
      }
      work.write(`articles/new-${round}.md`, text(`New ${round}`, 3 + round));
      await new Promise((done) => setTimeout(done, 60 * round));
      await server.stop('SIGKILL');
    }
    const last = await started();
    const entries = await entriesOf(last);
    expect(entries).toHaveLength(6);
    for (const { title, id } of entries) expect(ids.get(title) ?? id).toBe(id);
    expect(last.said.stderr).not.toMatch(/damaged/);
  });
});

describe('the state folder', () => {
  it('may be a file: everything is served, and one Problem says why nothing is kept', async () => {
    writeFileSync(at('.dateline'), 'in the way');
    const server = await started();
    expect(await titles(server)).toEqual(['Beta', 'Alpha']);
    await eventually(async () => expect(server.said.stderr).toContain('ids-not-written'));
    await new Promise((done) => setTimeout(done, 1500));
    expect(server.said.stderr.match(/not-written/g)).toHaveLength(1);
    work.write('articles/c.md', text('Gamma', 3));
    await eventually(async () => expect(await titles(server)).toEqual(['Gamma', 'Beta', 'Alpha']));
  });

  it.skipIf(process.getuid?.() === 0)('may be read-only', async () => {
    mkdirSync(at('.dateline'));
    chmodSync(at('.dateline'), 0o500);
    const server = await started();
    expect(await titles(server)).toEqual(['Beta', 'Alpha']);
    await eventually(async () => expect(server.said.stderr).toContain('ids-not-written'));
  });

  it('may be full: everything is served', async () => {
    // Writing to /dev/full fails as on a full disk.
    mkdirSync(at('.dateline/cache'), { recursive: true });
    symlinkSync('/dev/full', at('.dateline/ids.tsv.new'));
    const server = await started();
    expect(await titles(server)).toEqual(['Beta', 'Alpha']);
    await eventually(async () => expect(server.said.stderr).toMatch(/ids-not-written.*ENOSPC/));
  });

  it('may be shared by two processes: both give the same ids and lose none', async () => {
    const [one, two] = await Promise.all([started(), started()]);
    expect(await entriesOf(one)).toEqual(await entriesOf(two));
    work.write('articles/c.md', text('Gamma', 3));
    await eventually(async () => expect(await titles(one)).toContain('Gamma'));
    await eventually(async () => expect(await entriesOf(two)).toEqual(await entriesOf(one)));
    await Promise.all([one.stop(), two.stop()]);
    const rows = readFileSync(at('.dateline/ids.tsv'), 'utf8').trim().split('\n').slice(2);
    expect(rows.map((row) => row.split('\t')[1]).sort()).toEqual(['a.md', 'c.md', 'sub/b.md']);
  });
});

describe('the articles folder', () => {
  it('may go and come back: the last good feeds stay, and /readyz says degraded', async () => {
    const server = await started();
    const before = await get(server);
    renameSync(at('articles'), at('away'));
    await eventually(async () => {
      const ready = await get(server, '/readyz');
      expect(ready.status).toBe(200);
      expect(ready.body.toString()).toMatch(/^degraded: .*articles/);
    });
    expect((await get(server)).headers.etag).toBe(before.headers.etag);
    renameSync(at('away'), at('articles'));
    await eventually(async () => expect((await get(server, '/readyz')).body.toString()).toBe('ready\n'));
    expect((await get(server)).headers.etag).toBe(before.headers.etag);
    work.write('articles/c.md', text('Gamma', 3));
    await eventually(async () => expect(await titles(server)).toContain('Gamma'));
  });

  it('may be replaced as a whole, its articles keep their ids', async () => {
    const server = await started();
    const before = await entriesOf(server);
    mkdirSync(at('next/sub'), { recursive: true });
    writeFileSync(at('next/a.md'), text('Alpha', 1));
    writeFileSync(at('next/sub/moved.md'), text('Beta', 2));
    writeFileSync(at('next/c.md'), text('Gamma', 3));
    renameSync(at('articles'), at('old'));
    renameSync(at('next'), at('articles'));
    await eventually(async () => expect((await entriesOf(server)).slice(1)).toEqual(before));
  });

  it('shows the last good version while a file is half-written', async () => {
    const server = await started();
    const before = await get(server);
    writeFileSync(at('articles/a.md'), '---\ntitle: Alp');
    await new Promise((done) => setTimeout(done, 400));
    expect(await titles(server)).toEqual(['Beta', 'Alpha']);
    writeFileSync(at('articles/a.md'), text('Alpha', 1));
    await new Promise((done) => setTimeout(done, 400));
    expect((await get(server)).headers.etag).toBe(before.headers.etag);
  });

  it('may hold a file that is saved again unchanged: no byte and no tag is another', async () => {
    const server = await started();
    const before = await get(server);
    writeFileSync(at('articles/new'), text('Alpha', 1));
    renameSync(at('articles/new'), at('articles/a.md'));
    await new Promise((done) => setTimeout(done, 400));
    const after = await get(server);
    expect(after.headers.etag).toBe(before.headers.etag);
    expect(after.headers['last-modified']).toBe(before.headers['last-modified']);
  });

  it('may have its defaults changed, and broken', async () => {
    const server = await started();
    work.write('articles/sub/_defaults.yaml', 'authors: [Grace Hopper]\n');
    await eventually(async () => expect((await get(server)).body.toString()).toContain('Grace Hopper'));
    work.write('articles/sub/_defaults.yaml', 'authors: [Grace\n  : :');
    await new Promise((done) => setTimeout(done, 400));
    expect((await get(server)).body.toString()).toContain('Grace Hopper');
    rmSync(at('articles/sub/_defaults.yaml'));
    await eventually(async () => expect((await get(server)).body.toString()).not.toContain('Grace Hopper'));
  });

  it('shows and drops articles at their second', async () => {
    const soon = new Date(Math.ceil(Date.now() / 1000) * 1000 + 4000);
    work.write('articles/soon.md', `---\ntitle: Soon\ndate: ${soon.toISOString()}\n---\nx\n`);
    work.write('articles/ends.md', text('Ends', 3, `expires: ${soon.toISOString()}\n`));
    const server = await started();
    expect(await titles(server)).toEqual(['Ends', 'Beta', 'Alpha']);
    await new Promise((done) => setTimeout(done, soon.getTime() - Date.now() + 50));
    expect(await titles(server)).toEqual(['Soon', 'Beta', 'Alpha']);
  });
});

describe('while the articles are first read', () => {
  it('answers 503 with Retry-After, but for /healthz, and then the feed', async () => {
    const probe = createServer();
    const port = await new Promise<number>((done) => {
      probe.listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
      });
    });
    for (let at = 0; at < 3000; at += 1) work.write(`articles/many/${at}.md`, text(`Many ${at}`, 1));
    const starting = started('--port', String(port));
    const seen = new Set<string>();
    await eventually(async () => {
      const answers = await Promise.all(
        ['/rss.xml', '/nothing', '/readyz', '/healthz'].map((path) => ask(`http://127.0.0.1:${port}${path}`)),
      );
      const [feed, nothing, , health] = answers;
      expect(health?.status).toBe(200);
      if (feed?.status === 503) {
        for (const answer of answers.slice(0, 3))
          expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        expect(nothing?.status).toBe(503);
      }
      seen.add(String(feed?.status));
      expect(feed?.status).toBe(200);
    });
    expect([...seen]).toEqual(['503', '200']);
    await starting;
  });
});

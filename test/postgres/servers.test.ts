import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { ask, type Running, run, serve, workFolder } from '../support/program.ts';

const article = (title: string, text = 'Text.', more = ''): string =>
  `---\ntitle: ${title}\ndate: 2020-01-01T10:00:00Z\ntags: [tide]\n${more}---\n${text}\n`;

const until = async (claim: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await claim())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await new Promise((done) => setTimeout(done, 20));
  }
};

const documents = ['/rss.xml', '/atom.xml', '/feed.json', '/tags/tide/rss.xml', '/feeds.opml'];

describe.skipIf(!hasPostgres)(postgresTitle('several servers of one database'), { timeout: 90_000 }, () => {
  let server: TestPostgres;
  const work = workFolder();
  let running: Running[] = [];
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(running.map((each) => each.stop()));
    running = [];
  });
  afterAll(() => {
    server.remove();
    work.remove();
  });

  let states = 0;
  const database = async () => {
    const store = await server.database();
    const env = { DATELINE_STORE: store };
    expect((await run(['store', 'init'], { cwd: work.root, env })).code).toBe(0);
    const sql = (text: string, values: readonly unknown[] = []) => server.query(store, text, values);
    const put = (path: string, text: string) =>
      sql(
        `INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes`,
        [path, Buffer.from(text)],
      );
    const start = async (args: readonly string[] = [], url = 'https://example.org'): Promise<Running> => {
      states += 1;
      const one = await serve(work.root, ['--url', url, '--state', `state-${states}`, ...args], env);
      running.push(one);
      return one;
    };
    return { store, sql, put, start };
  };

  /** What a server tells: bytes and validators of each document. */
  const told = async ({ url }: Running) =>
    Promise.all(
      documents.map(async (path) => {
        const { status, headers, body } = await ask(url + path);
        return [path, status, headers.etag, headers['last-modified'], body.toString()];
      }),
    );

  const titles = async ({ url }: Running): Promise<readonly string[]> => {
    const feed = JSON.parse((await ask(`${url}/feed.json`)).body.toString()) as {
      items: { title: string }[];
    };
    return feed.items.map(({ title }) => title);
  };

  const ids = async ({ url }: Running): Promise<readonly string[]> => {
    const feed = JSON.parse((await ask(`${url}/feed.json`)).body.toString()) as { items: { id: string }[] };
    return feed.items.map(({ id }) => id);
  };

  it('tell the same bytes, tags and dates, also after changes and a restart', async () => {
    const { put, start } = await database();
    await put('a.md', article('A'));
    await put('b.md', article('B', '![x](pics/x.png)'));
    await put('pics/x.png', 'PNG');
    await put('_defaults.yaml', 'authors: [Meera]\n');
    // Both at once, with nothing recorded yet.
    const [one, two] = await Promise.all([start(), start()]);
    const first = await told(one!);
    expect(first.map(([, status]) => status)).toEqual([200, 200, 200, 200, 200]);
    await new Promise((done) => setTimeout(done, 1100));
    expect(await told(two!)).toEqual(first);
    await put('c.md', article('C'));
    await until(async () => (await titles(one!)).length === 3 && (await titles(two!)).length === 3);
    const second = await told(one!);
    await new Promise((done) => setTimeout(done, 1100));
    expect(await told(two!)).toEqual(second);
    expect(second[0]?.[2]).not.toBe(first[0]?.[2]);
    expect(Date.parse(String(second[0]?.[3]))).toBeGreaterThan(Date.parse(String(first[0]?.[3])));
    const three = await start();
    expect(await told(three)).toEqual(second);
    const media = await ask(`${three.url}/media/pics/x.png`, { headers: { range: 'bytes=1-2' } });
    expect([media.status, media.body.toString()]).toEqual([206, 'NG']);
  });

  it('keep one id and slug through a rename, whoever notices first', async () => {
    const { sql, put, start } = await database();
    await put('a.md', article('A'));
    const [one, two] = await Promise.all([start(), start()]);
    const before = await ids(one!);
    await sql(`UPDATE dateline.articles SET path = 'moved/b.md' WHERE path = 'a.md'`);
    const rows = () => sql('SELECT id, path, slug FROM dateline.ids');
    await until(async () => (await rows())[0]?.path === 'moved/b.md');
    await new Promise((done) => setTimeout(done, 300));
    expect(await ids(one!)).toEqual(before);
    expect(await told(two!)).toEqual(await told(one!));
    expect(await rows()).toEqual([{ id: before[0], path: 'moved/b.md', slug: 'a' }]);
  });

  it('mint once, also when the one that begins is killed before its rows are kept', async () => {
    const { store, sql, put, start } = await database();
    await put('a.md', article('A'));
    const [one, two] = await Promise.all([start(), start()]);
    // Whoever mints now waits for the lock with all in hand.
    const holder = new pg.Client({ connectionString: store });
    await holder.connect();
    await holder.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('dateline ids', 0))`);
    await put('b.md', article('B'));
    const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await until(async () => (await sql(waiting))[0]?.n === 2);
    expect(await titles(one!)).toEqual(['A']);
    await one!.stop('SIGKILL');
    await holder.query('COMMIT');
    await holder.end();
    await until(async () => (await titles(two!)).length === 2);
    const rows = await sql('SELECT id FROM dateline.ids ORDER BY id');
    expect(rows.map(({ id }) => id)).toEqual(['tag:example.org,2026:a', 'tag:example.org,2026:b']);
    const again = await start();
    expect(await told(again)).toEqual(await told(two!));
  });

  it('move ids of a loopback address to the right one, once', async () => {
    const { sql, put, start } = await database();
    await put('a.md', article('A'));
    await (await start([], 'http://localhost:3000')).stop();
    expect((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id)).toEqual(['tag:localhost,2026:a']);
    await Promise.all([start(), start()]);
    expect((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id)).toEqual([
      'tag:example.org,2026:a',
    ]);
  });

  it('wait with 503 for a database that comes later, and keep the last good feeds while it is away', async () => {
    const { put, start } = await database();
    await put('a.md', article('A'));
    const one = await start();
    const [before] = await told(one);
    server.stop();
    const late = start();
    await until(async () => (await ask(`${one.url}/readyz`)).body.toString().startsWith('degraded'));
    expect((await ask(`${one.url}/readyz`)).status).toBe(200);
    expect((await told(one))[0]).toEqual(before);
    // What was never made cannot be had now, and says when to ask again.
    const never = await ask(`${one.url}/media/none.png`);
    expect(never.status).toBe(404);
    await new Promise((done) => setTimeout(done, 500));
    server.start();
    await put('b.md', article('B'));
    await until(async () => (await titles(one)).includes('B'));
    await until(async () => (await ask(`${one.url}/readyz`)).body.toString() === 'ready\n');
    expect(await told(await late)).toEqual(await told(one));
  });

  it('answer 503 with Retry-After for a document that needs the database while it is away', async () => {
    const { put, start } = await database();
    await put('a.md', article('A'));
    await put('x.bin', 'x');
    const one = await start();
    server.stop();
    await until(async () => (await ask(`${one.url}/readyz`)).body.toString().startsWith('degraded'));
    for (const path of ['/rss.xml', '/media/x.bin']) {
      const { status, headers } = await ask(one.url + path);
      expect([path, status]).toEqual([path, 503]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    server.start();
    await until(async () => (await ask(`${one.url}/rss.xml`)).status === 200);
  });

  it('show a scheduled article within a second of each other', async () => {
    const { put, start } = await database();
    const due = new Date(Date.now() + 6000);
    await put('a.md', `---\ntitle: Due\ndate: ${due.toISOString()}\n---\nx\n`);
    const [one, two] = await Promise.all([start(), start()]);
    expect(await titles(one!)).toEqual([]);
    const seen = await Promise.all(
      [one!, two!].map(async (each) => {
        await until(async () => (await titles(each)).length === 1);
        return Date.now();
      }),
    );
    for (const at of seen) expect(at).toBeGreaterThanOrEqual(due.getTime());
    expect(Math.abs((seen[0] ?? 0) - (seen[1] ?? 0))).toBeLessThan(1000);
    expect(await told(two!)).toEqual(await told(one!));
  });

  describe('with a hub', () => {
    let hub: Server;
    let heard: string[][] = [];
    let answers: number[] = [];
    const hubUrl = () => `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`;
    beforeAll(async () => {
      hub = createServer((request, response) => {
        let body = '';
        request.on('data', (part) => {
          body += part;
        });
        request.on('end', () => {
          heard.push(new URLSearchParams(body).getAll('hub.url').sort());
          response.writeHead(answers.shift() ?? 202).end();
        });
      }).listen(0, '127.0.0.1');
      await new Promise((done) => hub.once('listening', done));
    });
    afterAll(() => hub.close());

    it('tell it once for each change, again after it has failed, and nothing at a start without news', async () => {
      work.write('hubs.yaml', `hubs: ["${hubUrl()}"]\n`);
      const { put, start } = await database();
      await put('a.md', article('A'));
      const args = ['--site', 'hubs.yaml'];
      const [one, two] = await Promise.all([start(args), start(args)]);
      await told(one!);
      await told(two!);
      answers = [503];
      heard = [];
      await put('b.md', article('B'));
      await until(() => heard.length === 2, 30_000);
      expect(heard[0]).toEqual(heard[1]);
      expect(heard[0]).toContain('https://example.org/rss.xml');
      expect(heard[0]).toContain('https://example.org/tags/tide/atom.xml');
      await Promise.all([one!.stop(), two!.stop()]);
      await start(args);
      await new Promise((done) => setTimeout(done, 4000));
      expect(heard).toHaveLength(2);
    });

    it('tell it of what changed while no server ran', async () => {
      work.write('hubs.yaml', `hubs: ["${hubUrl()}"]\n`);
      const { put, start } = await database();
      await put('a.md', article('A'));
      const args = ['--site', 'hubs.yaml'];
      await told(await start(args));
      await new Promise((done) => setTimeout(done, 1000));
      await running[0]!.stop('SIGKILL');
      heard = [];
      await put('b.md', article('B'));
      await Promise.all([start(args), start(args)]);
      await until(() => heard.length > 0, 20_000);
      await new Promise((done) => setTimeout(done, 3000));
      expect(heard).toHaveLength(1);
    });
  });
});

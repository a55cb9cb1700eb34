import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article, type Cluster, ids, newCluster, sleep, titles, told, until } from '../support/cluster.ts';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { ask, type Running, workFolder } from '../support/program.ts';

const shiftedClock = fileURLToPath(new URL('../support/shifted-clock.ts', import.meta.url));

/** What a program needs to run with a clock that is ahead by milliseconds. */
const clockAhead = (milliseconds: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${shiftedClock}`,
  CLOCK_SHIFT: String(milliseconds),
});

// They wait more than they work.
describe
  .skipIf(!hasPostgres)
  .concurrent(postgresTitle('several servers of one database'), { timeout: 90_000 }, () => {
    let server: TestPostgres;
    const work = workFolder();
    const clusters: Cluster[] = [];
    beforeAll(async () => {
      server = await TestPostgres.start();
    }, 60_000);
    afterAll(async () => {
      await Promise.all(clusters.map((each) => each.end()));
      server.remove();
      work.remove();
    });
    const database = async (): Promise<Cluster> => {
      const cluster = await newCluster(server, work);
      clusters.push(cluster);
      return cluster;
    };

    it('tell the same bytes, tags and dates, also after changes and a restart', async () => {
      const { put, start } = await database();
      await put('a.md', article('A'));
      await put('b.md', article('B', '![x](pics/x.png)'));
      await put('pics/x.png', 'PNG');
      await put('_defaults.yaml', 'authors: [Meera]\n');
      // Both at once, with nothing recorded yet.
      const [one, two] = await Promise.all([start(), start()]);
      const first = await told(one);
      expect(first.map(([, status]) => status)).toEqual([200, 200, 200, 200, 200]);
      await sleep(1100);
      expect(await told(two)).toEqual(first);
      await put('c.md', article('C'));
      await until(async () => (await titles(one)).length === 3 && (await titles(two)).length === 3);
      const second = await told(one);
      await sleep(1100);
      expect(await told(two)).toEqual(second);
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
      const before = await ids(one);
      await sql(`UPDATE dateline.articles SET path = 'moved/b.md' WHERE path = 'a.md'`);
      const rows = () => sql('SELECT id, path, slug FROM dateline.ids');
      await until(async () => (await rows())[0]?.path === 'moved/b.md');
      await sleep(300);
      expect(await ids(one)).toEqual(before);
      expect(await told(two)).toEqual(await told(one));
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
      const waiting = `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      await until(async () => (await sql(waiting))[0]?.n === 2);
      expect(await titles(one)).toEqual(['A']);
      await one.stop('SIGKILL');
      await holder.query('COMMIT');
      await holder.end();
      await until(async () => (await titles(two)).length === 2);
      const rows = await sql('SELECT id FROM dateline.ids ORDER BY id');
      expect(rows.map(({ id }) => id)).toEqual(['tag:example.org,2026:a', 'tag:example.org,2026:b']);
      const again = await start();
      expect(await told(again)).toEqual(await told(two));
    });

    it('move ids of a loopback address to the right one, once', async () => {
      const { sql, put, start } = await database();
      await put('a.md', article('A'));
      await (await start([], { url: 'http://localhost:3000' })).stop();
      expect((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id)).toEqual([
        'tag:localhost,2026:a',
      ]);
      await Promise.all([start(), start()]);
      expect((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id)).toEqual([
        'tag:example.org,2026:a',
      ]);
    });

    it('show a scheduled article within a second of each other', async () => {
      const { put, start } = await database();
      const [one, two] = await Promise.all([start(), start()]);
      const due = new Date(Date.now() + 3000);
      await put('a.md', `---\ntitle: Due\ndate: ${due.toISOString()}\n---\nx\n`);
      const seen = await Promise.all(
        [one, two].map(async (each) => {
          await until(async () => (await titles(each)).length === 1);
          return Date.now();
        }),
      );
      for (const at of seen) expect(at).toBeGreaterThanOrEqual(due.getTime());
      expect(Math.abs((seen[0] ?? 0) - (seen[1] ?? 0))).toBeLessThan(1000);
      expect(await told(two)).toEqual(await told(one));
    });

    it('find rows that were written past the triggers, a little later', async () => {
      const { put, sql, start } = await database();
      await put('a.md', article('A'));
      const one = await start();
      await sql(
        `BEGIN; ALTER TABLE dateline.articles DISABLE TRIGGER tell;
       UPDATE dateline.articles SET bytes = convert_to('---\ntitle: Silent\ndate: 2020-01-01\n---\nx', 'UTF8');
       ALTER TABLE dateline.articles ENABLE TRIGGER tell; COMMIT`,
      );
      await until(async () => (await titles(one)).includes('Silent'), 15_000);
    });

    it('go on beside rows with hostile paths, paths that differ in case alone, and 200 MB of an article', async () => {
      const { put, sql, start } = await database();
      const [one, two] = await Promise.all([start(), start()]);
      const hostile = [
        '../up.md',
        '/etc/abs.md',
        'a/../b.md',
        '.git/c.md',
        'back\\slash.md',
        `${'p'.repeat(5000)}.md`,
      ];
      for (const path of hostile) await put(path, article('Hostile'));
      await put('case/Same.md', article('Upper'));
      await put('case/same.md', article('Lower'));
      await sql(
        `INSERT INTO dateline.articles (path, bytes) SELECT 'huge.md', convert_to(repeat('0123456789', 20000000), 'UTF8')`,
      );
      await put('last.md', article('Last'));
      for (const each of [one, two]) {
        await until(async () => (await titles(each)).includes('Last'));
        expect((await titles(each)).toSorted()).toEqual(['Last', 'Lower', 'Upper']);
        expect(new Set(await ids(each)).size).toBe(3);
        expect((await ask(`${each.url}/readyz`)).body.toString()).toBe('ready\n');
        await until(() => each.said.stderr.includes('too-large'));
      }
      expect(await told(two)).toEqual(await told(one));
      const again = await start();
      expect(await told(again)).toEqual(await told(one));
    });

    /** Each tag and date that a server's feed has had, looked at until it is told to end. */
    const watched = (one: Running) => {
      const seen: (readonly [string | undefined, string | undefined])[] = [];
      let isOver = false;
      const looking = (async () => {
        while (!isOver) {
          const { headers } = await ask(`${one.url}/rss.xml`);
          const now = [headers.etag, headers['last-modified']] as const;
          if (seen.at(-1)?.join() !== now.join()) seen.push(now);
          await sleep(50);
        }
      })();
      return async () => {
        isOver = true;
        await looking;
        return seen;
      };
    };

    it('agree with clocks two seconds apart: the same tags and dates, each change once on each, no way back', async () => {
      const { put, start } = await database();
      await put('a.md', article('A'));
      await put('news.md', article('News'));
      const [late, early] = await Promise.all([start([], clockAhead(-1000)), start([], clockAhead(1000))]);
      const first = await told(late);
      expect(await told(early)).toEqual(first);
      const ends = [watched(late), watched(early)];
      await put('news.md', article('Other news'));
      const isThere = async (one: Running, title: string) => (await titles(one)).includes(title);
      await until(async () => (await isThere(late, 'Other news')) && (await isThere(early, 'Other news')));
      const due = new Date(Date.now() + 4000);
      await put('due.md', `---\ntitle: Due\ndate: ${due.toISOString()}\n---\nx\n`);
      await until(async () => isThere(early, 'Due'));
      const seenEarly = Date.now();
      expect(await isThere(late, 'Due')).toBe(false);
      await until(async () => isThere(late, 'Due'));
      // By its own clock each of them has shown it when it was due.
      expect(seenEarly).toBeGreaterThanOrEqual(due.getTime() - 1000);
      expect(Date.now()).toBeGreaterThanOrEqual(due.getTime() + 1000);
      await sleep(1500);
      const last = await told(late);
      expect(await told(early)).toEqual(last);
      const [ofLate, ofEarly] = await Promise.all(ends.map((end) => end()));
      // As they were, with other news, and with what was due.
      expect(ofLate).toHaveLength(3);
      expect(ofEarly).toEqual(ofLate);
      const dates = ofLate!.map(([, date]) => Date.parse(date ?? ''));
      expect(dates).toEqual(dates.toSorted((a, b) => a - b));
      expect(new Set(ofLate!.map(([tag]) => tag)).size).toBe(3);
      // Dates are those of the database, which agree with neither clock.
      expect(dates[2]! - Date.now()).toBeLessThanOrEqual(0);
    });
  });

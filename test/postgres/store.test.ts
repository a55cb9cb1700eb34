import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IdRecord } from '../../src/article/identity/id-records.ts';
import { toInstant } from '../../src/date/instant.ts';
import { openPostgres, type PostgresStore } from '../../src/store/postgres/open.ts';
import { initSchema } from '../../src/store/postgres/version.ts';
import type { StoreChange, StoredFile } from '../../src/store/store.ts';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';

const until = async (claim: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> => {
  const end = performance.now() + milliseconds;
  while (!(await claim())) {
    if (performance.now() > end) throw new Error('it did not come true in time');
    await new Promise((done) => setTimeout(done, 10));
  }
};

describe.skipIf(!hasPostgres)(postgresTitle('a store in PostgreSQL'), { timeout: 60_000 }, () => {
  let server: TestPostgres;
  let opened: PostgresStore[] = [];
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterAll(() => server.remove());
  afterEach(async () => {
    for (const store of opened) await store.close();
    opened = [];
  });

  /** A database with its schema, a store on it, and a way to ask as others do. */
  const open = async () => {
    const address = await server.database();
    const another = (now?: () => number): PostgresStore => {
      const store = openPostgres(address, now);
      opened.push(store);
      return store;
    };
    const store = another();
    await initSchema(store.database);
    const sql = (text: string, values: readonly unknown[] = []) => server.query(address, text, values);
    return { ...store, address, another, sql };
  };

  /** What is there, as somebody who follows the changes knows it. */
  const follow = async ({ store }: PostgresStore) => {
    const files = new Map<string, StoredFile>();
    const changes: StoreChange[] = [];
    const end = store.watch?.((change = { kind: 'all' }) => {
      changes.push(change);
      if (change.kind === 'all') return;
      for (const path of change.gone) files.delete(path);
      for (const file of change.present) files.set(file.path, file);
    });
    for await (const file of store.list()) files.set(file.path, file);
    return { files, changes, end: end ?? (() => {}) };
  };

  it('tells of rows that other programs write with plain SQL, and fills in what they leave out', async () => {
    const { store, sql } = await open();
    await sql(`INSERT INTO dateline.articles (path, bytes) VALUES ('a.md', 'abc')`);
    await sql(
      `INSERT INTO dateline.articles (path, bytes, size, modified, hash) VALUES ('b.md', '\\x00ff', 99, '2020-01-01T00:00:00.123456Z', 'x')`,
    );
    const files = await Array.fromAsync(store.list());
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['a.md', 3],
      ['b.md', 2],
    ]);
    expect(Math.abs((files[0]?.modified ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(files[1]?.modified).toBe(Date.parse('2020-01-01T00:00:00.123Z'));
    const [{ hash } = {}] = await sql(
      `SELECT encode(hash, 'hex') AS hash FROM dateline.articles WHERE path = 'a.md'`,
    );
    // FIPS 180-2, appendix B.1.
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('reads a file and its parts as the bytes they are', async () => {
    const { store, sql } = await open();
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256));
    await sql('INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2)', ['a.bin', bytes]);
    expect(bytes.equals(await store.read('a.bin'))).toBe(true);
    expect(
      bytes.subarray(99_000, 99_003).equals(await store.read('a.bin', { start: 99_000, end: 99_003 })),
    ).toBe(true);
    expect((await store.read('a.bin', { start: 5, end: 5 })).length).toBe(0);
    expect((await store.read('a.bin', { start: 99_999, end: 200_000 })).length).toBe(1);
    await expect(store.read('none')).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('passes over hostile paths, and serves 200 MB in ranges', async () => {
    const { store, sql } = await open();
    const hostile = [
      '../x.md',
      '/etc/x.md',
      'a//b.md',
      './x.md',
      'a/../../x.md',
      '.git/x.md',
      'a\\b.md',
      'a\nb.md',
      'p'.repeat(5000),
    ];
    for (const path of hostile)
      await sql('INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2)', [path, Buffer.from('x')]);
    await expect(
      sql(`INSERT INTO dateline.articles (path, bytes) VALUES ($1, 'x')`, ['a\0b.md']),
    ).rejects.toThrow();
    await sql(
      `INSERT INTO dateline.articles (path, bytes) SELECT 'big.mp3', convert_to(repeat('0123456789', 20000000), 'UTF8')`,
    );
    const files = await Array.fromAsync(store.list());
    expect(files.map(({ path, size }) => [path, size])).toEqual([['big.mp3', 200_000_000]]);
    const part = await store.read('big.mp3', { start: 199_999_995, end: 200_000_000 });
    expect(Buffer.from(part).toString()).toBe('56789');
    for (const path of [...hostile, 'a\0b.md'])
      await expect(store.read(path)).rejects.toMatchObject({ code: 'unreadable-file' });
    // As a whole it is more than an answer holds, and comes in parts.
    expect((await store.read('big.mp3')).length).toBe(200_000_000);
  });

  it('reads expected files in their order, large ones among them', async () => {
    const { store, sql } = await open();
    await sql(
      `INSERT INTO dateline.articles (path, bytes)
       SELECT 'f' || n, convert_to(repeat(n::text, CASE WHEN n % 700 = 0 THEN 2000000 ELSE 10 END), 'UTF8') FROM generate_series(1, 1500) n`,
    );
    const files = await Array.fromAsync(store.list());
    store.expect?.([...files, { path: 'gone', size: 3, modified: 0 }]);
    for (const { path } of files) {
      const number = path.slice(1);
      const text = Buffer.from(await store.read(path)).toString();
      expect(text === number.repeat(Number(number) % 700 === 0 ? 2_000_000 : 10)).toBe(true);
    }
    await expect(store.read('gone')).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('follows inserts, updates, renames, deletions and a truncated table', async () => {
    const db = await open();
    await db.sql(`INSERT INTO dateline.articles (path, bytes) VALUES ('a', 'a'), ('b', 'b'), ('b/c', 'c')`);
    const seen = await follow(db);
    expect([...seen.files.keys()].sort()).toEqual(['a', 'b', 'b/c']);
    await db.sql(`INSERT INTO dateline.articles (path, bytes) VALUES ('d', 'd')`);
    await until(() => seen.files.has('d'));
    const before = seen.files.get('a');
    await db.sql(`UPDATE dateline.articles SET bytes = 'other' WHERE path = 'a'`);
    await until(() => seen.files.get('a')?.size === 5);
    expect(seen.files.get('a')?.modified).toBeGreaterThan(before?.modified ?? 0);
    await db.sql(`UPDATE dateline.articles SET path = 'e' WHERE path = 'd'`);
    await until(() => seen.files.has('e') && !seen.files.has('d'));
    await db.sql(`DELETE FROM dateline.articles WHERE path = 'b'`);
    await until(() => !seen.files.has('b'));
    expect(seen.files.has('b/c')).toBe(true);
    await db.sql(
      `BEGIN; DELETE FROM dateline.articles WHERE path = 'a'; INSERT INTO dateline.articles (path, bytes) VALUES ('a', 'again!'); COMMIT`,
    );
    await until(() => seen.files.get('a')?.size === 6);
    await db.sql('TRUNCATE dateline.articles');
    await until(() => seen.files.size === 0);
    expect(seen.changes.every(({ kind }) => kind === 'files')).toBe(true);
    seen.end();
  });

  it('misses nothing of transactions that end in another order than they began', async () => {
    const db = await open();
    const seen = await follow(db);
    const { default: pg } = await import('pg');
    const early = new pg.Client({ connectionString: db.address });
    await early.connect();
    await early.query('BEGIN');
    await early.query(`INSERT INTO dateline.articles (path, bytes) VALUES ('early', '1')`);
    for (const path of ['late-1', 'late-2', 'late-3']) {
      await db.sql(`INSERT INTO dateline.articles (path, bytes) VALUES ($1, '2')`, [path]);
      await until(() => seen.files.has(path));
    }
    expect(seen.files.has('early')).toBe(false);
    await early.query('COMMIT');
    await early.end();
    await until(() => seen.files.has('early'));
    const told = seen.changes.flatMap((change) =>
      change.kind === 'files' ? change.present.map(({ path }) => path) : [],
    );
    expect(told.sort()).toEqual(['early', 'late-1', 'late-2', 'late-3']);
    seen.end();
  });

  it('makes up for what happened while its connections were cut, and while the database was stopped', async () => {
    const db = await open();
    await db.sql(`INSERT INTO dateline.articles (path, bytes) VALUES ('a', 'a'), ('b', 'b')`);
    const seen = await follow(db);
    await db.sql(
      `INSERT INTO dateline.articles (path, bytes) VALUES ('c', 'c');
       SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dateline'`,
    );
    await db.sql(`DELETE FROM dateline.articles WHERE path = 'a'`);
    await until(() => seen.files.has('c') && !seen.files.has('a'));
    server.stop();
    await until(() => db.store.fault !== undefined);
    await expect(db.store.read('b')).rejects.toMatchObject({ code: 'source-lost' });
    const waiting = db.ids.load();
    server.start();
    await db.sql(`INSERT INTO dateline.articles (path, bytes) VALUES ('d', 'd')`);
    await until(() => seen.files.has('d'), 20_000);
    await waiting;
    expect(db.store.fault).toBeUndefined();
    expect(Buffer.from(await db.store.read('b')).toString()).toBe('b');
    seen.end();
  });

  describe('its ids', () => {
    const record = (id: string, path: string, more: Partial<IdRecord> = {}): IdRecord => ({
      id,
      path,
      slug: 's',
      bodyHash: '0123456789abcdef',
      metaHash: '',
      published: toInstant(1_442_420_520_123),
      ...more,
    });

    it('keeps any text, however long or odd', async () => {
      const { ids, another } = await open();
      const odd = [
        record(`urn:${'x'.repeat(100_000)}`, 'a'),
        record('nul\0 and \ud800 and \\0 and \\\\', 'b\t\n', { part: '\udfff', slug: 'ü' }),
        record('c', 'c', { published: undefined, fileTime: toInstant(-1) }),
      ];
      await ids.save(new Map(odd.map((each) => [each.id, each])));
      const { records } = await another().ids.load();
      expect([...records.values()].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
        odd.map((each) => ({ part: undefined, fileTime: undefined, published: undefined, ...each })),
      );
    });

    it('saves what a caller has changed of the rows it read, and leaves alone what others have', async () => {
      const { ids, another, sql } = await open();
      const first = [record('one', 'a'), record('two', 'b'), record('three', 'c')];
      await ids.save(new Map(first.map((each) => [each.id, each])));
      const mine = another().ids;
      const { records } = await mine.load();
      await sql(`UPDATE dateline.ids SET slug = 'theirs' WHERE id = 'two'`);
      const changed = new Map(records).set('one', record('one', 'moved'));
      changed.delete('three');
      await mine.save(changed);
      expect(await sql('SELECT id, path, slug FROM dateline.ids ORDER BY id')).toEqual([
        { id: 'one', path: 'moved', slug: 's' },
        { id: 'two', path: 'b', slug: 'theirs' },
      ]);
    });

    it('tells each server what others have given before it gives any', async () => {
      const { ids, another } = await open();
      const other = another().ids;
      await ids.load();
      await other.load();
      const seen: (readonly string[])[] = [];
      const mint = (store: typeof ids, ...fresh: readonly IdRecord[]) =>
        store.mint?.((others) => {
          seen.push(others.map(({ id }) => id));
          return { fresh, isWhole: false };
        });
      await mint(ids, record('one', 'a'));
      await mint(other, record('two', 'b'));
      await mint(ids);
      await mint(ids);
      await mint(other);
      expect(seen).toEqual([[], ['one'], ['two'], [], []]);
    });

    it('ends soon when it is closed while it waits for another server', async () => {
      const { ids, another } = await open();
      let release: () => void = () => {};
      const held = new Promise<void>((done) => {
        release = done;
      });
      const other = another();
      const { default: pg } = await import('pg');
      const holder = new pg.Client({ connectionString: other.database.connectionString });
      await holder.connect();
      await holder.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('dateline ids', 0))`);
      void held.then(() => holder.end());
      await ids.load();
      const waiting = other.ids.mint?.(() => ({ fresh: [], isWhole: false })).catch(() => 'ended');
      await new Promise((done) => setTimeout(done, 300));
      const began = performance.now();
      await other.close();
      expect(await waiting).toBe('ended');
      expect(performance.now() - began).toBeLessThan(3000);
      release();
    });

    it('begins anew with all rows where it is not known whether they were kept', async () => {
      const { ids, sql } = await open();
      await ids.load();
      const asked: boolean[] = [];
      await ids.mint?.((_others, isAll) => {
        asked.push(isAll);
        return { fresh: [record('one', 'a')], isWhole: false };
      });
      let isCut = false;
      await ids.mint?.((others, isAll) => {
        asked.push(isAll);
        if (isAll) expect(others.map(({ id }) => id)).toEqual(['one']);
        if (!isCut) {
          isCut = true;
          const lost = new Error('Connection terminated unexpectedly');
          throw lost;
        }
        return { fresh: [], isWhole: false };
      });
      expect(asked).toEqual([false, false, true]);
      expect(await sql('SELECT id FROM dateline.ids')).toEqual([{ id: 'one' }]);
    });
  });

  describe('the currency of documents', () => {
    it('is the same on every server, whatever their clocks say, and later for another text', async () => {
      const { another } = await open();
      const [a, b] = [another(() => Date.now() - 2000), another(() => Date.now() + 2000)];
      const [first, same] = await Promise.all([
        a.currentSince('/rss.xml', 'h1'),
        b.currentSince('/rss.xml', 'h1'),
      ]);
      expect(same).toBe(first);
      expect(first % 1000).toBe(0);
      expect(Math.abs(first - Date.now())).toBeLessThan(2000);
      const second = await b.currentSince('/rss.xml', 'h2', 'h1');
      expect(second).toBeGreaterThan(first);
      // A server that is a moment behind still shows what it showed.
      expect(await a.currentSince('/rss.xml', 'h1', 'h1')).toBe(first);
      // One that has seen the second text and comes back to the first has something new.
      const back = await b.currentSince('/rss.xml', 'h1', 'h2');
      expect(back).toBeGreaterThan(second);
      expect(await a.currentSince('/rss.xml', 'h1', 'h1')).toBe(back);
    });
  });
});

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { article, type Cluster, newCluster, sleep, titles, told, until } from '../support/cluster.ts';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { ask, type Running, run, workFolder } from '../support/program.ts';

describe.skipIf(!hasPostgres)(postgresTitle('servers of a database in trouble'), { timeout: 90_000 }, () => {
  let server: TestPostgres;
  const work = workFolder({ 'all.yaml': 'feeds:\n  entries: 1000\n' });
  let clusters: Cluster[] = [];
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(clusters.map((each) => each.end()));
    clusters = [];
  });
  afterAll(() => {
    server.remove();
    work.remove();
  });
  const database = async (): Promise<Cluster> => {
    const cluster = await newCluster(server, work);
    clusters.push(cluster);
    return cluster;
  };
  const all = ['--site', 'all.yaml'];
  const readiness = async ({ url }: Running): Promise<string> => (await ask(`${url}/readyz`)).body.toString();
  const isDegraded = async (one: Running): Promise<boolean> => (await readiness(one)).startsWith('degraded');

  it('wait with 503 for a database that comes later, and keep the last good feeds while it is away', async () => {
    const { put, start } = await database();
    await put('a.md', article('A'));
    const one = await start();
    const [before] = await told(one);
    server.stop();
    const late = start();
    await until(() => isDegraded(one));
    expect((await ask(`${one.url}/readyz`)).status).toBe(200);
    expect((await told(one))[0]).toEqual(before);
    // What was never made cannot be had now, and says when to ask again.
    const never = await ask(`${one.url}/media/none.png`);
    expect(never.status).toBe(404);
    await sleep(500);
    server.start();
    await put('b.md', article('B'));
    await until(async () => (await titles(one)).includes('B'));
    await until(async () => (await readiness(one)) === 'ready\n');
    expect(await told(await late)).toEqual(await told(one));
  });

  it('answer 503 with Retry-After for a document that needs the database while it is away', async () => {
    const { put, start } = await database();
    await put('a.md', article('A'));
    await put('x.bin', 'x');
    const one = await start();
    server.stop();
    await until(() => isDegraded(one));
    for (const path of ['/rss.xml', '/media/x.bin']) {
      const { status, headers } = await ask(one.url + path);
      expect([path, status]).toEqual([path, 503]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    server.start();
    await until(async () => (await ask(`${one.url}/rss.xml`)).status === 200);
  });

  it('miss nothing of a burst during which connections are cut and the database is stopped', async () => {
    const { put, sql, start } = await database();
    await put('a.md', article('Number first'));
    const [one, two] = await Promise.all([start(all), start(all)]);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'dateline%'`;
    for (let at = 0; at < 200; at += 1) {
      await put(`${at % 150}.md`, article(`Number ${at}`));
      if (at % 20 === 10) await sql(cut);
      if (at === 100) {
        server.stop();
        server.start();
      }
      if (at % 50 === 49) await sql('DELETE FROM dateline.articles WHERE path = $1', [`${at - 5}.md`]);
    }
    const rows = await sql(`SELECT convert_from(bytes, 'UTF8') AS text FROM dateline.articles`);
    // One more, of 150, without the two that were taken out for good.
    const wanted = rows.map(({ text }) => /title: (.*)/.exec(String(text))?.[1]).sort();
    expect(wanted).toHaveLength(149);
    for (const each of [one, two])
      await until(async () => (await titles(each)).toSorted().join() === wanted.join(), 20_000);
    expect(await told(two)).toEqual(await told(one));
    const given = await sql(
      'SELECT path, count(*)::int AS n FROM dateline.ids GROUP BY path HAVING count(*) > 1',
    );
    expect(given).toEqual([]);
    expect(await told(await start(all))).toEqual(await told(one));
  });

  it('start at once on a database without a row, and follow COPY, one UPDATE of all rows, renames and TRUNCATE', async () => {
    const { sql, start } = await database();
    const [one, two] = await Promise.all([start(all), start(all)]);
    expect(await titles(one)).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'dateline-copy-'));
    chmodSync(folder, 0o755);
    const lines = Array.from({ length: 500 }, (_, at) => {
      const bytes = Buffer.from(article(`Title ${at}`)).toString('hex');
      return `copied/${at}.md\t\\\\x${bytes}\n`;
    });
    writeFileSync(join(folder, 'rows.txt'), lines.join(''));
    await sql(`COPY dateline.articles (path, bytes) FROM '${join(folder, 'rows.txt')}'`);
    rmSync(folder, { recursive: true });
    const count = async (each: Running, wanted: number, sample: RegExp): Promise<boolean> => {
      const found = await titles(each);
      return found.length === wanted && found.every((title) => sample.test(title));
    };
    for (const each of [one, two]) await until(() => count(each, 500, /^Title \d+$/));
    expect(await told(two)).toEqual(await told(one));
    await sql(
      `UPDATE dateline.articles SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'Title', 'Heading'), 'UTF8')`,
    );
    for (const each of [one, two]) await until(() => count(each, 500, /^Heading \d+$/));
    const before = new Set((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id));
    await sql(`UPDATE dateline.articles SET path = replace(path, 'copied/', 'moved/')`);
    await until(
      async () =>
        (await sql(`SELECT count(*)::int AS n FROM dateline.ids WHERE path LIKE 'moved/%'`))[0]?.n === 500,
    );
    expect(new Set((await sql('SELECT id FROM dateline.ids')).map(({ id }) => id))).toEqual(before);
    for (const each of [one, two]) await until(() => count(each, 500, /^Heading \d+$/));
    await until(async () => String(await told(two)) === String(await told(one)));
    await sql('TRUNCATE dateline.articles');
    for (const each of [one, two]) await until(() => count(each, 0, /^$/));
  });

  it('keep their feeds while the schema is gone, and show what is there once it has been made again', async () => {
    const { env, put, sql, start } = await database();
    await put('a.md', article('A'));
    await put('b.md', article('B'));
    const one = await start();
    const before = await told(one);
    await sql('DROP SCHEMA dateline CASCADE');
    await sql(`NOTIFY dateline`);
    await until(() => isDegraded(one));
    expect(await told(one)).toEqual(before);
    expect((await run(['store', 'init'], { cwd: work.root, env })).code).toBe(0);
    await put('c.md', article('C'));
    await until(async () => String(await titles(one)) === 'C', 30_000);
    await until(async () => (await readiness(one)) === 'ready\n');
  });
});

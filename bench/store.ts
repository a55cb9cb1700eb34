/**
 * Articles in PostgreSQL against the folder of the same articles, in one run on one machine:
 *
 *     npx node bench/store.ts [articles] [rounds] [start,follow]
 *
 * Start to first feed (cold and with the cache; on a busy machine CPU says more than the clock), memory, CPU for each request, `push` against `COPY` of the same bytes,
 * and the time from a written row to the feeds of two servers, alone and while 1,000 rows change. Needs a PostgreSQL in
 * /usr/lib/postgresql (Debian's package `postgresql`).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasPostgres, TestPostgres } from '../test/support/postgres.ts';
import { corpusOf, freePort } from './support/corpus.ts';

if (!hasPostgres) throw new Error('This needs a PostgreSQL in /usr/lib/postgresql.');

const count = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
const parts = process.argv[4] ?? 'start,follow';
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
const articles = corpusOf(count);
const server = await TestPostgres.start();
const store = await server.database();

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const dateline = (...args: string[]): void => {
  execFileSync(process.execPath, [main, ...args, '--store', store], { cwd: folder, stdio: 'ignore' });
};

const agent = new Agent({ keepAlive: true });
const ask = (port: number, path = '/rss.xml'): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => done({ status: response.statusCode ?? 0, text }));
    });
    request.once('error', () => done({ status: 0, text: '' }));
  });

/** User and system time of a process, in milliseconds. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

const peakOf = (pid: number): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

interface Started {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  readonly milliseconds: number;
  readonly megabytes: number;
  /** Milliseconds of CPU that the server has taken until then. */
  readonly work: number;
}

const start = async (source: readonly string[], state: string): Promise<Started> => {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      main,
      'serve',
      ...source,
      '--state',
      join(folder, state),
      '--port',
      String(port),
      '--url',
      'https://example.org',
      '--log',
      'quiet',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  while ((await ask(port)).status !== 200) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  const pid = child.pid ?? 0;
  const milliseconds = performance.now() - began;
  return { child, pid, port, milliseconds, megabytes: peakOf(pid), work: cpuOf(pid) };
};

const stop = async ({ child }: Started): Promise<void> => {
  child.kill();
  await new Promise((done) => child.once('exit', done));
};

const line = (name: string, value: string, ratio = ''): void =>
  console.log(`  ${name.padEnd(44)} ${value.padStart(12)}  ${ratio}`);

/** `COPY` of the same paths and bytes into a plain table, by psql. */
const prepareCopy = (): string => {
  const file = join(folder, 'copy.txt');
  const out = openSync(file, 'w');
  for (const entry of readdirSync(articles, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeSync(out, `${path.slice(articles.length + 1)}\t\\\\x${readFileSync(path).toString('hex')}\n`);
  }
  closeSync(out);
  return file;
};

const benchPush = async (): Promise<void> => {
  const file = prepareCopy();
  const copies: number[] = [];
  const pushes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await server.query(
      store,
      'DROP TABLE IF EXISTS plain; CREATE TABLE plain (path text PRIMARY KEY, bytes bytea); TRUNCATE dateline.articles',
    );
    let began = performance.now();
    execFileSync('psql', [store, '-qc', `\\copy plain from '${file}'`]);
    copies.push(performance.now() - began);
    began = performance.now();
    dateline('push', articles);
    pushes.push(performance.now() - began);
  }
  const [copy, push] = [median(copies), median(pushes)];
  const began = performance.now();
  dateline('push', articles);
  console.log(`\nFilling with ${count} articles (medians of ${rounds})`);
  line('COPY of the same bytes', `${copy.toFixed(0)} ms`);
  line('push', `${push.toFixed(0)} ms`, `${(push / copy).toFixed(2)} × COPY`);
  line('push, nothing changed', `${(performance.now() - began).toFixed(0)} ms`);
};

const benchStart = async (): Promise<void> => {
  const contenders = [
    { name: 'folder', source: ['--articles', articles] },
    { name: 'database', source: ['--store', store] },
  ].map((each) => ({ ...each, cold: [] as Started[], warm: [] as Started[], cpu: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, source, cold, warm, cpu } of contenders) {
      rmSync(join(folder, name), { recursive: true, force: true });
      await server.query(store, 'TRUNCATE dateline.ids, dateline.currency');
      const first = await start(source, name);
      cold.push(first);
      const requests = 20_000;
      for (let at = 0; at < 1000; at += 1) await ask(first.port);
      const before = cpuOf(first.pid);
      for (let at = 0; at < requests; at += 8)
        await Promise.all(Array.from({ length: 8 }, () => ask(first.port)));
      cpu.push(((cpuOf(first.pid) - before) * 1000) / requests);
      await stop(first);
      const second = await start(source, name);
      warm.push(second);
      await stop(second);
    }
  }
  console.log(`\nStart to first feed of ${count} articles (medians of ${rounds})`);
  const figures = contenders.map(({ name, cold, warm, cpu }) => ({
    name,
    cold: median(cold.map(({ milliseconds }) => milliseconds)),
    warm: median(warm.map(({ milliseconds }) => milliseconds)),
    megabytes: median(cold.map(({ megabytes }) => megabytes)),
    coldWork: median(cold.map(({ work }) => work)),
    warmWork: median(warm.map(({ work }) => work)),
    cpu: median(cpu),
  }));
  const [base] = figures;
  for (const each of figures) {
    const ratio = (value: number, of: number | undefined): string =>
      `${(value / (of ?? Number.NaN)).toFixed(2)} ×`;
    line(`${each.name}, nothing kept`, `${each.cold.toFixed(0)} ms`, ratio(each.cold, base?.cold));
    line(`${each.name}, with its cache`, `${each.warm.toFixed(0)} ms`, ratio(each.warm, base?.warm));
    line(
      `${each.name}, CPU of the server, nothing kept`,
      `${each.coldWork} ms`,
      ratio(each.coldWork, base?.coldWork),
    );
    line(
      `${each.name}, CPU of the server, with its cache`,
      `${each.warmWork} ms`,
      ratio(each.warmWork, base?.warmWork),
    );
    line(`${each.name}, memory`, `${each.megabytes.toFixed(0)} MB`, ratio(each.megabytes, base?.megabytes));
    line(`${each.name}, CPU for a request`, `${each.cpu.toFixed(1)} µs`, ratio(each.cpu, base?.cpu));
  }
};

const benchFollowing = async (): Promise<void> => {
  const servers = [await start(['--store', store], 'one'), await start(['--store', store], 'two')];
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: store });
  await client.connect();
  let written = 0;
  // Newer than all others, so that the site's feed shows it.
  const newest = Date.now() - 3_600_000;
  const measure = async (): Promise<number> => {
    written += 1;
    const title = `Written ${written} of ${process.pid}`;
    const date = new Date(newest + written * 1000).toISOString();
    const text = `---\ntitle: ${title}\ndate: ${date}\n---\nx\n`;
    const began = performance.now();
    await client.query('INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2)', [
      `bench-${written}.md`,
      Buffer.from(text),
    ]);
    await Promise.all(
      servers.map(async ({ port }) => {
        while (!(await ask(port, '/feed.json')).text.includes(title))
          await new Promise((done) => setTimeout(done, 5));
      }),
    );
    return performance.now() - began;
  };
  const alone: number[] = [];
  for (let at = 0; at < 30; at += 1) alone.push(await measure());
  const busy: number[] = [];
  let isOver = false;
  const others = (async () => {
    const other = new pg.Client({ connectionString: store });
    await other.connect();
    const { rows } = await other.query<{ path: string }>(
      `SELECT path FROM dateline.articles WHERE path LIKE '%.md' LIMIT 1000`,
    );
    for (const { path } of rows)
      await other.query(
        `UPDATE dateline.articles SET bytes = bytes || convert_to(E'\\nMore.\\n', 'UTF8') WHERE path = $1`,
        [path],
      );
    await other.end();
    isOver = true;
  })();
  do busy.push(await measure());
  while (!isOver);
  await others;
  await client.end();
  console.log(`\nFrom a written row to the feeds of two servers, ${count} articles (median, slowest)`);
  line('alone', `${median(alone).toFixed(0)} ms`, `${Math.max(...alone).toFixed(0)} ms`);
  line(
    `while 1,000 rows change (${busy.length} times)`,
    `${median(busy).toFixed(0)} ms`,
    `${Math.max(...busy).toFixed(0)} ms`,
  );
  for (const each of servers) await stop(each);
};

try {
  dateline('store', 'init');
  await benchPush();
  if (parts.includes('start')) await benchStart();
  if (parts.includes('follow')) await benchFollowing();
} finally {
  agent.destroy();
  server.remove();
  rmSync(folder, { recursive: true, force: true });
}

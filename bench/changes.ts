/**
 * Articles that are added and edited among many while `dateline serve` runs: how long until they are in the feed, what
 * that costs, and what other requests notice while a thousand files change, at the same rate of requests as a server
 * that nothing happens to. Once by the clock, which says little on a busy machine, and once by the CPU that the server's
 * main thread spends between one look at its connections and the next: what a request waits for whatever else runs.
 *
 *     npx node bench/changes.ts [articles] [changes]
 */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusOf, freePort } from './support/corpus.ts';
import { quantile, waitOf } from './support/waits.ts';

const count = Number(process.argv[2] ?? 100_000);
const changes = Number(process.argv[3] ?? 20);
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
const articles = join(folder, 'articles');
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Hard links cost no room; files are only ever replaced, never written into. */
const copyCorpus = (): void => {
  const corpus = corpusOf(count);
  try {
    execFileSync('cp', ['-rlL', corpus, articles], { stdio: 'ignore' });
  } catch {
    rmSync(articles, { recursive: true, force: true });
    cpSync(corpus, articles, { recursive: true, dereference: true });
  }
};

const port = await freePort();
const ask = (path: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((done) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.once('error', () => done({ status: 0, text: '' }));
  });

/** CPU of the server so far, in milliseconds, as the scheduler counts it. */
const cpuOf = (child: ChildProcess): number => {
  const tasks = `/proc/${child.pid}/task`;
  if (!existsSync(tasks)) return Number.NaN;
  const ids = execFileSync('ls', [tasks], { encoding: 'utf8' }).trim().split('\n');
  return ids.reduce(
    (sum, id) => sum + Number(readFileSync(`${tasks}/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
};

let written = 0;
/** An article as an editor saves it: beside, then renamed. Answers its title. */
const write = (name: string): string => {
  written += 1;
  const title = `Change number ${written}`;
  const date = new Date(Date.UTC(2026, 6, 1) + written * 60_000).toISOString();
  const text = `---\ntitle: ${title}\ndate: ${date}\nauthor: Bench\ntags: [bench]\n---\n\n${'A sentence of the article. '.repeat(150)}\n`;
  writeFileSync(join(articles, `.${name}.new`), text);
  renameSync(join(articles, `.${name}.new`), join(articles, name));
  return title;
};

const untilShown = async (title: string): Promise<number> => {
  const began = performance.now();
  while (!(await ask('/rss.xml')).text.includes(`${title}<`)) {
    if (performance.now() - began > 30_000) throw new Error(`${title} does not show`);
    await sleep(1);
  }
  return performance.now() - began;
};

/** CPU milliseconds of the server while `work` runs, and what it would have used idle is not taken off. */
const cpuDuring = async (child: ChildProcess, work: () => Promise<void>): Promise<number> => {
  const before = cpuOf(child);
  await work();
  return cpuOf(child) - before;
};

/** Times of requests at a fixed rate while `work` runs, from when each was due. */
const latencies = async (work: () => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  const pending: Promise<unknown>[] = [];
  let isOver = false;
  const over = work().then(() => {
    isOver = true;
  });
  const began = performance.now();
  for (let at = 0; !isOver; at += 1) {
    const due = began + at * 5;
    if (due > performance.now()) await sleep(due - performance.now());
    pending.push(ask('/tags/bench/atom.xml').then(() => times.push(performance.now() - due)));
  }
  await over;
  await Promise.all(pending);
  return times;
};

/** What a request waits for that comes at any moment of `work`: stretches of the server's CPU, in milliseconds. */
const stretchesDuring = async (child: ChildProcess, work: () => Promise<unknown>): Promise<number[]> => {
  child.send('begin');
  await work();
  return new Promise((done) => {
    child.once('message', (message) => done((message as { readonly stretches: number[] }).stretches));
    child.send('end');
  });
};

/** Times of requests at a fixed rate while `work` runs, and what they waited for in the server. */
const underLoad = async (child: ChildProcess, work: () => Promise<unknown>) => {
  const began = performance.now();
  let times: readonly number[] = [];
  const stretches = await stretchesDuring(child, async () => {
    times = await latencies(work);
  });
  return { times, longest: quantile(stretches, 1), wait: waitOf(stretches, performance.now() - began, 0.01) };
};

/** Has another process replace a thousand files, so that its work does not delay the requests that are timed. */
const changeThousand = (): Promise<void> =>
  new Promise((done) => {
    const code = `
      const fs = require('node:fs'), path = require('node:path');
      const [root] = process.argv.slice(1);
      const files = fs.readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.md')).slice(0, 1000);
      for (const name of files) {
        const file = path.join(root, name), text = fs.readFileSync(file, 'utf8');
        fs.writeFileSync(file + '.tmp~', text.replace('title: "', 'title: "Again ') + ' More.');
        fs.renameSync(file + '.tmp~', file);
      }`;
    spawn(process.execPath, ['-e', code, articles], { stdio: 'inherit' }).once('exit', () =>
      setTimeout(done, 3000),
    );
  });

copyCorpus();
const options = [
  '--articles',
  articles,
  '--state',
  join(folder, 'state'),
  '--port',
  String(port),
  '--log',
  'quiet',
];
const probe = new URL('support/loop-probe.ts', import.meta.url).href;
const child = fork(main, ['serve', ...options, '--url', 'https://example.org'], {
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  execArgv: [`--import=${probe}`],
});
while ((await ask('/rss.xml')).status !== 200) {
  if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
  await sleep(50);
}
write('first.md');
await untilShown('Change number 1');
await sleep(10_000);

const added: number[] = [];
for (let at = 0; at < changes; at += 1) added.push(await untilShown(write(`added-${at}.md`)));
const edited: number[] = [];
for (let at = 0; at < changes; at += 1) edited.push(await untilShown(write(`added-${at}.md`)));

const span = changes * 500;
const idle = await cpuDuring(child, () => sleep(span));
const busy = await cpuDuring(child, async () => {
  for (let at = 0; at < changes; at += 1) {
    write(`more-${at}.md`);
    await sleep(500);
  }
});
await ask('/tags/bench/atom.xml');
const quiet = await underLoad(child, () => sleep(5000));
const loaded = await underLoad(child, changeThousand);

const row = (name: string, value: number, unit: string, goal: string): void =>
  console.log(`  ${name.padEnd(52)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(8)} ${goal}`);
console.log(`\n${count} articles, ${changes} changes of each kind`);
row('added: until it is in the feed, median', quantile(added, 0.5), 'ms', 'goal 100');
row('edited: until it is in the feed, median', quantile(edited, 0.5), 'ms', 'goal 100');
row('one added: CPU, above an idle server', (busy - idle) / changes, 'ms', 'goal 20');
for (const [name, { times }] of [
  ['idle server', quiet],
  ['1,000 files change', loaded],
] as const) {
  row(`other requests by the clock, ${name}: p50`, quantile(times, 0.5), 'ms', '');
  row(`other requests by the clock, ${name}: p99`, quantile(times, 0.99), 'ms', '');
}
const delay = loaded.wait - quiet.wait;
row('what requests wait for, idle server: p99', quiet.wait, 'ms', `longest ${quiet.longest.toFixed(1)} ms`);
row(
  'what requests wait for, 1,000 files change: p99',
  loaded.wait,
  'ms',
  `longest ${loaded.longest.toFixed(1)} ms`,
);
row('later than on an idle server: p99', delay, 'ms', `goal 20: ${delay <= 20 ? 'kept' : 'missed'}`);
child.kill();
child.disconnect();
await new Promise((done) => child.once('exit', done));
agent.destroy();
rmSync(folder, { recursive: true, force: true });

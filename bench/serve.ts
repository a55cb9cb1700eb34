/**
 * CPU per request of a feed of 20 entries (about 42 KB), as `dateline serve` answers it with default settings, against
 * bare `node:http` with default options that serves the same bytes with the same head. Each measurement is a fresh
 * process of its own, the order is rotated from round to round, medians count, and bare stands against bare to show
 * the noise of this run. `bare in Express` is what Express costs whatever is mounted in it; `mounted, lean` is the router
 * in an app without `X-Powered-By`, so that no header is set before it. Then the time from when a
 * request was due to its last byte, at 1,600 requests a second, by the clock and, for a machine that is busy with other
 * things, by the CPU of the server's main thread that a request waits for.
 *
 *     npx node bench/serve.ts [rounds] [requests] [identity,gzip,304,latency]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureLatency } from './support/latency.ts';
import { quantile, waitOf } from './support/waits.ts';

const rounds = Number(process.argv[2] ?? 8);
const requests = Number(process.argv[3] ?? 20_000);
const parts = process.argv[4]?.split(',') ?? ['identity', 'gzip', '304', 'latency'];
const connections = 8;

const servers = [
  'bare',
  'bare again',
  'serve',
  'mounted router',
  'mounted, lean',
  'bare in Express',
  'feed in Express',
] as const;
type ServerName = (typeof servers)[number];

/** Headers of the request beside those that each has. */
const kinds = {
  identity: '',
  gzip: 'Accept-Encoding: gzip\r\n',
  '304': 'Accept-Encoding: gzip\r\nIf-None-Match: $tag\r\n',
} as const;
type Kind = keyof typeof kinds;

/** Most that the issue allows against bare. */
const goals: Partial<Record<ServerName, Record<Kind, number>>> = {
  serve: { identity: 1.1, gzip: 1.1, '304': 1.05 },
  'mounted router': { identity: 1.4, gzip: 1.4, '304': 1.4 },
  'mounted, lean': { identity: 1.4, gzip: 1.4, '304': 1.4 },
};

const folder = mkdtempSync(join(tmpdir(), 'bench-serve-'));

/** Words of a language that nobody speaks, the common ones more often: they compress about as prose does. */
const syllables = 'ka lo mi ren tus va der ing sol pe tra no est qui ba'.split(' ');

let state = 1;
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

const vocabulary = Array.from({ length: 1500 }, () =>
  Array.from({ length: 1 + random(4) }, () => syllables[random(syllables.length)]).join(''),
);

const paragraph = (): string =>
  `${Array.from({ length: 50 }, () => vocabulary[random(random(1500) + 1)]).join(' ')}.`;

mkdirSync(join(folder, 'articles'));
for (let at = 0; at < 20; at += 1) {
  const date = `2026-01-${String(at + 1).padStart(2, '0')}T08:00:00Z`;
  const text = Array.from({ length: 4 }, () => `${paragraph()}\n`).join('\n');
  const matter = `title: Article number ${at}\ndate: ${date}\nauthor: Ada Lovelace\ntags: [feeds, news]\nlanguage: en`;
  writeFileSync(join(folder, 'articles', `${at}.md`), `---\n${matter}\n---\n\n${text}`);
}

const startChild = async (server: ServerName): Promise<{ child: ChildProcess; port: number }> => {
  const file = fileURLToPath(new URL('support/serve-child.ts', import.meta.url));
  const probe = new URL('support/loop-probe.ts', import.meta.url).href;
  const child = fork(file, [server, folder], {
    stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    execArgv: [`--import=${probe}`],
  });
  const { port } = await new Promise<{ port: number }>((done, fail) => {
    child.once('message', (message) => done(message as { port: number }));
    child.once('exit', (code) => fail(new Error(`${server} ended with ${code}`)));
  });
  return { child, port };
};

const stopChild = (child: ChildProcess): Promise<unknown> =>
  new Promise((done) => {
    child.removeAllListeners('exit').once('exit', done);
    child.kill('SIGKILL');
  });

/** CPU time of the child so far, in microseconds. */
const cpuOf = (child: ChildProcess): Promise<number> =>
  new Promise((done) => {
    child.once('message', (message) => done((message as { cpu: number }).cpu));
    child.send('cpu');
  });

const ask = (
  port: number,
  headers: Record<string, string>,
): Promise<{ answer: IncomingMessage; bytes: Buffer }> =>
  new Promise((done, fail) => {
    get({ port, host: '127.0.0.1', path: '/rss.xml', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => done({ answer, bytes: Buffer.concat(chunks) }));
    }).on('error', fail);
  });

/** The head without what Node adds to every answer. */
const ownHead = ({ rawHeaders }: IncomingMessage): string[] =>
  rawHeaders.filter((_, at) => !/^(?:date|connection|keep-alive)$/i.test(rawHeaders[at - (at % 2)] ?? ''));

/** Asks the product once, so that all others answer the same. */
const takeAnswers = async (): Promise<void> => {
  const { child, port } = await startChild('serve');
  const plain = await ask(port, {});
  const gzip = await ask(port, { 'accept-encoding': 'gzip' });
  const tag = gzip.answer.headers.etag ?? '';
  const notModified = await ask(port, { 'accept-encoding': 'gzip', 'if-none-match': tag });
  if (notModified.answer.statusCode !== 304) throw new Error('no 304');
  writeFileSync(join(folder, 'plain'), plain.bytes);
  writeFileSync(join(folder, 'gzip'), gzip.bytes);
  const [plainHead, gzipHead, bareHead] = [plain, gzip, notModified].map(({ answer }) => ownHead(answer));
  writeFileSync(
    join(folder, 'heads.json'),
    JSON.stringify({ plain: plainHead, gzip: gzipHead, notModified: bareHead, tag }),
  );
  await stopChild(child);
  console.log(`The feed has ${plain.bytes.length} bytes, ${gzip.bytes.length} in gzip.`);
};

/** Sends `count` requests one after the other on one connection; an answer ends where its Content-Length says. */
const drive = (
  port: number,
  text: string,
  { status, count }: { status: string; count: number },
): Promise<void> =>
  new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    const request = Buffer.from(text);
    let left = count;
    let missing = 0;
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      if (missing === 0) {
        const end = chunk.indexOf('\r\n\r\n');
        const head = chunk.toString('latin1', 0, end);
        if (!head.startsWith(`HTTP/1.1 ${status} `)) return fail(new Error(head));
        missing = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      }
      missing -= chunk.length;
      if (missing > 0) return;
      left -= 1;
      if (left > 0) socket.write(request);
      else socket.end(done);
    });
  });

/** The request as it goes over the wire. To learn the tag also has the document made. */
const requestFor = async (port: number, kind: Kind): Promise<string> => {
  const tag = (await ask(port, { 'accept-encoding': 'gzip' })).answer.headers.etag ?? '';
  const headers = `Host: example.org\r\nUser-Agent: bench\r\nAccept: */*\r\n${kinds[kind].replace('$tag', tag)}`;
  return `GET /rss.xml HTTP/1.1\r\n${headers}\r\n`;
};

const measure = async (server: ServerName, kind: Kind): Promise<number> => {
  const { child, port } = await startChild(server);
  const text = await requestFor(port, kind);
  const many = server === 'feed in Express' ? requests / 10 : requests;
  const status = kind === '304' ? '304' : '200';
  const run = (count: number) => {
    const each = Math.ceil(count / connections);
    return Promise.all(Array.from({ length: connections }, () => drive(port, text, { status, count: each })));
  };
  // As much again before, so that neither compiling nor what the program did at its start is in the figure.
  await run(many);
  const before = await cpuOf(child);
  await run(many);
  const spent = (await cpuOf(child)) - before;
  await stopChild(child);
  return spent / many;
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

const report = (kind: Kind, spent: ReadonlyMap<ServerName, readonly number[]>): void => {
  const base = median(spent.get('bare') ?? []);
  const noise = Math.abs(median(spent.get('bare again') ?? []) / base - 1);
  console.log(`\n${kind}: CPU per request, ${rounds} rounds of ${requests} requests`);
  for (const [server, values] of spent) {
    const ratio = median(values) / base;
    const goal = goals[server]?.[kind];
    const verdict = goal === undefined ? '' : `  goal ${goal}: ${ratio <= goal + noise ? 'kept' : 'missed'}`;
    const time = `${median(values).toFixed(1).padStart(8)} µs`;
    console.log(`  ${server.padEnd(18)}${time}${ratio.toFixed(2).padStart(8)} ×${verdict}`);
  }
};

/** Requests a second of readers that ask whether something is new, and how long they are sent. */
const rate = 1600;
const seconds = 5;

/** One server under that rate: times by the clock, and stretches of CPU in which its main thread looked at no connection. */
interface Latencies {
  readonly times: number[];
  readonly stretches: number[];
  /** Milliseconds in which these were gathered. */
  total: number;
}

const addLatencies = async (server: ServerName, kind: Kind, all: Latencies): Promise<void> => {
  const { child, port } = await startChild(server);
  const request = await requestFor(port, kind);
  const options = {
    port,
    request,
    expected: `HTTP/1.1 ${kind === '304' ? 304 : 200} `,
    rate,
    connections: 64,
  };
  // What a program does at its start, and compiling, is no part of the figure.
  await measureLatency({ ...options, seconds: 5 });
  child.send('begin');
  const began = performance.now();
  for (const time of await measureLatency({ ...options, seconds })) all.times.push(time);
  all.total += performance.now() - began;
  child.send('end');
  const stretches = await new Promise<number[]>((done) => {
    child.once('message', (message) => done((message as { stretches: number[] }).stretches));
  });
  for (const stretch of stretches) all.stretches.push(stretch);
  await stopChild(child);
};

const reportLatencies = (
  title: string,
  all: ReadonlyMap<ServerName, Latencies>,
  figureOf: (latencies: Latencies, share: number) => number,
): void => {
  const of = (server: ServerName, share: number): number => {
    const latencies = all.get(server);
    return latencies === undefined ? Number.NaN : figureOf(latencies, share);
  };
  const noise = Math.abs(of('bare again', 0.99) / of('bare', 0.99) - 1);
  console.log(`  ${title}: p50, p99, p99.9`);
  for (const server of all.keys()) {
    const ratio = of(server, 0.99) / of('bare', 0.99);
    const verdict = server === 'serve' ? `  goal 1.1: ${ratio <= 1.1 + noise ? 'kept' : 'missed'}` : '';
    const figures = [0.5, 0.99, 0.999].map((share) => of(server, share).toFixed(2).padStart(8)).join('');
    console.log(`    ${server.padEnd(16)}${figures} ms${ratio.toFixed(2).padStart(8)} × at p99${verdict}`);
  }
};

/** All rounds together: a hundredth of one round is too few requests to tell two servers apart. */
const compareLatency = async (): Promise<void> => {
  const contenders = ['bare', 'bare again', 'serve'] as const;
  for (const kind of ['gzip', '304'] as const) {
    const all = new Map<ServerName, Latencies>(
      contenders.map((server) => [server, { times: [], stretches: [], total: 0 }]),
    );
    for (let round = 0; round < rounds; round += 1) {
      for (let step = 0; step < contenders.length; step += 1) {
        const server = contenders[(round + step) % contenders.length] ?? 'bare';
        const latencies = all.get(server);
        if (latencies) await addLatencies(server, kind, latencies);
      }
    }
    console.log(`\n${kind}: latency at ${rate} requests a second, ${rounds} rounds of ${seconds} s together`);
    reportLatencies('by the clock', all, ({ times }, share) => quantile(times, share));
    reportLatencies('by the CPU that a request waits for', all, ({ stretches, total }, share) =>
      waitOf(stretches, total, 1 - share),
    );
  }
};

try {
  await takeAnswers();
  for (const kind of (Object.keys(kinds) as Kind[]).filter((each) => parts.includes(each))) {
    const contenders = servers.filter((server) => kind === 'identity' || server !== 'feed in Express');
    const spent = new Map<ServerName, number[]>(contenders.map((server) => [server, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (let step = 0; step < contenders.length; step += 1) {
        const server = contenders[(round + step) % contenders.length] ?? 'bare';
        spent.get(server)?.push(await measure(server, kind));
      }
    }
    report(kind, spent);
  }
  if (parts.includes('latency')) await compareLatency();
} finally {
  rmSync(folder, { recursive: true });
}

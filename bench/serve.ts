/**
 * CPU per request of a feed of 20 entries (about 42 KB), as `serve` answers it, against bare `node:http` with default
 * options that serves the same bytes with the same headers. Each measurement is a fresh process of its own, the order
 * is rotated from round to round, medians count, and bare stands against bare to show the noise of this run.
 *
 *     npx node bench/serve.ts [rounds] [requests]
 */
import { fork } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 8);
const requests = Number(process.argv[3] ?? 20_000);
const connections = 8;

const servers = [
  'bare',
  'bare again',
  'serve',
  'mounted router',
  'bare in Express',
  'feed in Express',
] as const;
type ServerName = (typeof servers)[number];

/** What is asked for: headers of the request beside Host. */
const kinds = {
  identity: '',
  gzip: 'Accept-Encoding: gzip\r\n',
  '304': 'Accept-Encoding: gzip\r\nIf-None-Match: $tag\r\n',
} as const;
type Kind = keyof typeof kinds;

/** Most that the issue allows, against bare; of `feed in Express` the least. */
const goals: Record<string, Partial<Record<Kind, number>>> = {
  serve: { identity: 1.1, gzip: 1.1, '304': 1.05 },
  'mounted router': { identity: 1.4, gzip: 1.4, '304': 1.4 },
};

interface Report {
  readonly port: number;
  readonly tag: string;
}

/** Asks the child for its CPU time so far, in microseconds. */
const cpuOf = (child: ReturnType<typeof fork>): Promise<number> =>
  new Promise((done) => {
    child.once('message', (message) => done(Number(message)));
    child.send('cpu');
  });

/** Sends `count` requests one after the other on one connection; a response ends where its Content-Length says. */
const drive = (port: number, text: string, count: number): Promise<void> =>
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
        if (!/^HTTP\/1\.1 (?:200|304) /.test(head)) return fail(new Error(head));
        missing = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      }
      missing -= chunk.length;
      if (missing > 0) return;
      left -= 1;
      if (left > 0) socket.write(request);
      else {
        socket.end();
        done();
      }
    });
  });

const measure = async (server: ServerName, kind: Kind): Promise<number> => {
  const child = fork(fileURLToPath(new URL('support/serve-child.ts', import.meta.url)), [server]);
  const { port, tag } = await new Promise<Report>((done) =>
    child.once('message', (message) => done(message as Report)),
  );
  const text = `GET /rss.xml HTTP/1.1\r\nHost: example.org\r\nUser-Agent: bench\r\nAccept: */*\r\n${kinds[kind].replace('$tag', tag)}\r\n`;
  const many = server === 'feed in Express' ? requests / 20 : requests;
  const run = (count: number) =>
    Promise.all(Array.from({ length: connections }, () => drive(port, text, Math.ceil(count / connections))));
  await run(many / 4);
  const before = await cpuOf(child);
  await run(many);
  const spent = (await cpuOf(child)) - before;
  child.disconnect();
  child.kill();
  return spent / many;
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

for (const kind of Object.keys(kinds) as Kind[]) {
  const contenders = servers.filter((server) => kind === 'identity' || server !== 'feed in Express');
  const spent = new Map<ServerName, number[]>(contenders.map((server) => [server, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < contenders.length; step += 1) {
      const server = contenders[(round + step) % contenders.length] as ServerName;
      spent.get(server)?.push(await measure(server, kind));
    }
  }
  const base = median(spent.get('bare') ?? []);
  const noise = Math.abs(median(spent.get('bare again') ?? []) / base - 1);
  console.log(`\n${kind}: CPU per request, ${rounds} rounds of ${requests} requests`);
  for (const [server, values] of spent) {
    const ratio = median(values) / base;
    const goal = goals[server]?.[kind];
    const verdict = goal === undefined ? '' : `  goal ${goal}: ${ratio <= goal + noise ? 'kept' : 'missed'}`;
    console.log(
      `  ${server.padEnd(18)}${median(values).toFixed(1).padStart(8)} µs${ratio.toFixed(2).padStart(8)} ×${verdict}`,
    );
  }
}

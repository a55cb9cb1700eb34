/**
 * An hour of polling (or more) by 2,000 readers, as fast as it goes: each asks for its feed twelve times an hour, with
 * what it holds from the last time, while an article changes every minute. Prints the server's memory every ten minutes
 * of that hour, how it grew from the second ten minutes to the last, and the answers that were wrong: bytes that are not
 * those of their tag, a 304 for something that has changed, a 200 for something that has not.
 *
 *     npx node bench/polling.ts [readers] [hours]
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const readers = Number(process.argv[2] ?? 2000);
const minutes = 60 * Number(process.argv[3] ?? 1);
const pollsPerMinute = Math.ceil((readers * 12) / 60);

const folder = mkdtempSync(join(tmpdir(), 'bench-polling-'));
mkdirSync(join(folder, 'articles'));

const writeArticle = (at: number, title: string): void => {
  const date = new Date(Date.UTC(2026, 0, 1, at)).toISOString();
  const matter = `title: ${title}\ndate: ${date}\ntags: [tag ${at % 7}, news]`;
  const text = `---\n${matter}\n---\n\n${`A sentence of article ${at}. `.repeat(60)}\n`;
  writeFileSync(join(folder, 'articles', `${at}.md`), text);
};

const articles = 300;
for (let at = 0; at < articles; at += 1) writeArticle(at, `Article ${at}`);

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

const ask = (port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((done, fail) => {
    get({ port, host: '127.0.0.1', path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
      response.on('error', fail);
    }).on('error', fail);
  });

const hashOf = (tag: string): string => /[0-9a-f]{32}/.exec(tag)?.[0] ?? '';

const plain = ({ headers, bytes }: Answer): Buffer => {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(bytes);
  return headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
};

const isTrue = (answer: Answer): boolean => {
  const hash = createHash('sha256').update(plain(answer)).digest('hex').slice(0, 32);
  return hash === hashOf(answer.headers.etag ?? '');
};

const paths = ['', '/tags/news', ...Array.from({ length: 7 }, (_, at) => `/tags/tag-${at}`)].flatMap(
  (scope) => ['rss.xml', 'atom.xml', 'feed.json'].map((name) => `${scope}/${name}`),
);
const codings = ['gzip, deflate, br', 'gzip', '', 'br;q=0.9, gzip'];

/** The server's resident memory in MB. */
const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const server = fork(main, ['serve', '--port', '0', '--url', 'https://example.org'], {
  cwd: folder,
  stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
});

const port = await new Promise<number>((done, fail) => {
  let said = '';
  server.stdout?.on('data', (piece) => {
    said += piece;
    const found = /ready on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (found !== undefined) done(Number(found));
  });
  server.once('exit', () => fail(new Error('the server ended')));
});

const held = new Map<number, string>();
let wrong = 0;
let unchanged = 0;
let whole = 0;

const poll = async (reader: number, truth: ReadonlyMap<string, string>): Promise<void> => {
  const path = paths[reader % paths.length] ?? '/rss.xml';
  const coding = codings[reader % codings.length] ?? '';
  const tag = held.get(reader);
  const answer = await ask(port, path, {
    'user-agent': `Reader/${reader % 50} (${reader} subscribers)`,
    ...(coding !== '' && { 'accept-encoding': coding }),
    ...(tag !== undefined && { 'if-none-match': tag }),
  });
  const current = truth.get(path) ?? '';
  if (answer.status === 304) {
    unchanged += 1;
    if (tag === undefined || hashOf(tag) !== current) wrong += 1;
  } else {
    whole += 1;
    const isNews = tag === undefined || hashOf(tag) !== current;
    const { etag = '' } = answer.headers;
    if (answer.status !== 200 || !isTrue(answer) || hashOf(etag) !== current || !isNews) wrong += 1;
    held.set(reader, etag);
  }
};

/** Changes an article and waits until it shows; answers what is true from then on. */
const change = async (minute: number): Promise<Map<string, string>> => {
  const title = `Minute ${minute}`;
  writeArticle(articles - 1 - (minute % 15), title);
  const end = Date.now() + 10_000;
  while (!(await ask(port, '/feed.json')).bytes.includes(title)) {
    if (Date.now() > end) throw new Error(`${title} does not show`);
    await new Promise((done) => setTimeout(done, 10));
  }
  const truth = new Map<string, string>();
  for (const path of paths) truth.set(path, hashOf((await ask(port, path)).headers.etag ?? ''));
  return truth;
};

try {
  const memory: number[] = [];
  let next = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const truth = await change(minute);
    const from = next;
    next += pollsPerMinute;
    for (let at = from; at < next; at += 64) {
      const batch = Array.from({ length: Math.min(64, next - at) }, (_, step) => (at + step) % readers);
      await Promise.all(batch.map((reader) => poll(reader, truth)));
    }
    if (minute % 10 === 0) memory.push(memoryOf(server.pid ?? 0));
  }
  console.log(`${whole + unchanged} polls: ${unchanged} not modified, ${whole} whole, ${wrong} wrong`);
  console.log(`Memory after each ten minutes: ${memory.map((value) => `${value.toFixed(0)} MB`).join(', ')}`);
  const [, ...settled] = memory;
  const growth = (settled.at(-1) ?? 0) / (settled[0] ?? 1);
  console.log(`From the second to the last: ${growth.toFixed(2)} ×`);
  if (wrong > 0) process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  agent.destroy();
  rmSync(folder, { recursive: true });
}

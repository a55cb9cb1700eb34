/**
 * An hour of polling (or more) by 2,000 readers, as fast as it goes: each asks for its feed twelve times an hour, with
 * what it holds from the last time, while an article changes every minute. Prints what is left of the server's memory
 * after all garbage is collected, at each tenth of that time, and the answers that were wrong: bytes that are not those
 * of their tag, a 304 for something that has changed, a 200 for something that has not. Ends with 1 where an answer was
 * wrong or what is left grew by more than a twentieth from the first tenth to the last.
 *
 *     npx node bench/polling.ts [readers] [hours]
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Memory of the server in bytes, after all garbage is collected. */
interface Left {
  readonly heap: number;
  readonly external: number;
  readonly resident: number;
}

/** Growth from the first tenth to the last that is none: what is kept differs by some per cent with what was asked last. */
const mostGrowth = 1.05;

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const probe = new URL('support/memory-probe.ts', import.meta.url).href;
const server = fork(main, ['serve', '--port', '0', '--url', 'https://example.org'], {
  cwd: folder,
  execArgv: ['--expose-gc', `--import=${probe}`],
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

const memory = (): Promise<Left> =>
  new Promise((done) => {
    server.once('message', (left) => done(left as Left));
    server.send('memory');
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
  const left: Left[] = [];
  let next = 0;
  for (let minute = 1; minute <= minutes; minute += 1) {
    const truth = await change(minute);
    const from = next;
    next += pollsPerMinute;
    for (let at = from; at < next; at += 64) {
      const batch = Array.from({ length: Math.min(64, next - at) }, (_, step) => (at + step) % readers);
      await Promise.all(batch.map((reader) => poll(reader, truth)));
    }
    if (minute % Math.ceil(minutes / 10) === 0 || minute === minutes) left.push(await memory());
  }
  console.log(`${whole + unchanged} polls: ${unchanged} not modified, ${whole} whole, ${wrong} wrong`);
  console.log('After all garbage is collected, in MB: heap, bytes outside of it, resident');
  const figure = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(8);
  for (const [at, { heap, external, resident }] of left.entries()) {
    const share = `${Math.round(((at + 1) / left.length) * 100)} %`.padStart(7);
    console.log(`${share} ${figure(heap)} ${figure(external)} ${figure(resident)}`);
  }
  const [first, last] = [left[0], left.at(-1)].map((each) => (each ? each.heap + each.external : Number.NaN));
  const growth = (last ?? 0) / (first ?? 1);
  const verdict = growth <= mostGrowth ? 'kept' : 'missed';
  console.log(`Heap and bytes, last against first: ${growth.toFixed(3)} ×  goal ${mostGrowth}: ${verdict}`);
  if (wrong > 0 || verdict === 'missed') process.exitCode = 1;
} finally {
  server.kill('SIGTERM');
  server.disconnect();
  agent.destroy();
  rmSync(folder, { recursive: true });
}

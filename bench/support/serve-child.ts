/**
 * One server of `bench/serve.ts`, named by the first argument; the second is its folder: `articles/`, and from the first
 * run of `serve` on `plain`, `gzip` and `heads.json`. Tells its port, and its CPU time when it is asked.
 */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { Feed } from 'feed';

const [, , name = '', folder = ''] = process.argv;

/** What `serve` answered, for the others to answer the same: flat heads as they came, without what Node adds itself. */
interface Heads {
  readonly plain: readonly string[];
  readonly gzip: readonly string[];
  readonly notModified: readonly string[];
  readonly tag: string;
}

const tellPort = (port: number): void => {
  process.send?.({ port });
};

const listen = (server: Server): void => {
  server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port));
};

/** The head as a program writes it that knows nothing of flat arrays. */
const objectOf = (flat: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    flat.flatMap((header, at) => (at % 2 === 0 ? [[header, flat[at + 1] ?? ''] as const] : [])),
  );

const makeBare = (): RequestListener => {
  const heads: Heads = JSON.parse(readFileSync(join(folder, 'heads.json'), 'utf8'));
  const [plain, gzip] = ['plain', 'gzip'].map((file) => readFileSync(join(folder, file)));
  const [plainHead, gzipHead, notModified] = [heads.plain, heads.gzip, heads.notModified].map(objectOf);
  return (request, response) => {
    if (request.url !== '/rss.xml') response.writeHead(404).end();
    else if (request.headers['if-none-match'] === heads.tag) response.writeHead(304, notModified).end();
    else if (request.headers['accept-encoding'] === 'gzip') response.writeHead(200, gzipHead).end(gzip);
    else response.writeHead(200, plainHead).end(plain);
  };
};

/** The product's router as another app mounts it. */
const mountRouter = async (isLean: boolean): Promise<void> => {
  const { createPublisher, folderStore } = await import('../../src/index.ts');
  const store = folderStore(join(folder, 'articles'));
  const publisher = createPublisher({ store, site: { url: 'https://example.org', timeZone: 'UTC' } });
  await publisher.ready;
  const app = express().use(publisher.router);
  if (isLean) app.disable('x-powered-by');
  listen(createServer(app));
};

/** What a site does without any of this: the `feed` package for each request, from articles that are ready. */
const feedPerRequest = (): void => {
  const html = readFileSync(join(folder, 'plain'), 'utf8');
  const contents = [...html.matchAll(/<content:encoded><!\[CDATA\[([\s\S]*?)\]\]>/g)].map(
    ([, text = '']) => text,
  );
  const app = express();
  app.get('/rss.xml', (_request, response) => {
    const feed = new Feed({
      id: 'https://example.org/',
      title: 'Example',
      copyright: '',
      updated: new Date(0),
    });
    for (const [at, content] of contents.entries()) {
      const link = `https://example.org/articles/${at}/`;
      feed.addItem({ title: `Article ${at}`, id: link, link, date: new Date(at * 86_400_000), content });
    }
    response.type('application/rss+xml').send(feed.rss2());
  });
  listen(createServer(app));
};

/** The program itself, with default settings; its line on standard output tells the port. */
const runProgram = async (): Promise<void> => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => {
    const port = /^Dateline is ready on http:\/\/127\.0\.0\.1:(\d+)/.exec(String(text))?.[1];
    if (port !== undefined) tellPort(Number(port));
    return port === undefined ? write(text) : true;
  }) as typeof process.stdout.write;
  process.env.DATELINE_URL = 'https://example.org';
  process.env.DATELINE_STATE = join(folder, 'state');
  process.argv = [
    process.argv[0] ?? '',
    'main.ts',
    'serve',
    '--articles',
    join(folder, 'articles'),
    '--port',
    '0',
  ];
  await import('../../src/cli/main.ts');
  // Only a program that could not start comes this far; the channel to the parent would keep the process.
  process.exit();
};

process.on('message', (message) => {
  if (message !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.on('disconnect', () => process.exit());

if (name === 'serve') await runProgram();
else if (name === 'mounted router') await mountRouter(false);
else if (name === 'mounted, lean') await mountRouter(true);
else if (name === 'feed in Express') feedPerRequest();
else if (name === 'bare in Express') listen(createServer(express().use(makeBare())));
else listen(createServer(makeBare()));

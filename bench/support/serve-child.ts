/** One server of `bench/serve.ts`, named by the first argument; tells its port, and its CPU time when it is asked. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Article, Entry } from '../../src/article/article.ts';
import type { Instant } from '../../src/date/reading.ts';
import { Collection } from '../../src/feed/collection.ts';
import { feedDefinition } from '../../src/feed/definition.ts';
import { selectFeed } from '../../src/feed/select.ts';
import { createPublication } from '../../src/publication.ts';
import { feedFormats } from '../../src/render/formats.ts';
import { createFeedHandler } from '../../src/web/router.ts';
import { article, instant, site } from '../../test/support/builders.ts';

const [, , name] = process.argv;
const settings = site();

const words = 'A feed is read by many and asked for by more; most of the time nothing has changed. '.split(
  ' ',
);
const paragraph = (at: number): string =>
  `<p>${Array.from({ length: 45 }, (_, word) => words[(word * 7 + at * 13) % words.length]).join(' ')} ${at}</p>`;

const entryOf = async (one: Article): Promise<Entry> => ({
  article: one,
  content: {
    html: Array.from({ length: 7 }, (_, at) => paragraph(at + one.published / 86_400_000)).join('\n'),
    summary: 'What an article is about, in a sentence.',
    enclosures: [],
    problems: [],
  },
});

const articles = Array.from({ length: 20 }, (_, at) => ({
  article: article({
    path: `${at}.md`,
    title: `Article number ${at}`,
    published: (instant('2026-01-01T00:00:00Z') + at * 86_400_000) as Instant,
    tags: ['news', 'feeds'],
    authors: [{ name: 'Ada Lovelace' }],
  }),
  standing: 'listed' as const,
}));

const collection = new Collection(settings, articles);
const publication = createPublication({
  site: settings,
  collection,
  formats: feedFormats,
  entryOf,
  modifiedAt: () => instant('2026-03-01T00:00:00Z'),
});
const handler = createFeedHandler(publication);
const document = await publication.document('/rss.xml');
if (document === undefined) throw new Error('no document');
const gzip = await document.make('gzip');

/** The same head as the product's, with what bare `node:http` would be given: an object, and buffers made once. */
const head = {
  'Cache-Control': 'max-age=300, stale-while-revalidate=60, stale-if-error=86400',
  ETag: document.identity.etag,
  'Last-Modified': 'Sun, 01 Mar 2026 00:00:00 GMT',
  Vary: 'Accept-Encoding',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link',
};
const body = {
  'Content-Type': document.contentType,
  Link: document.links,
  'X-Content-Type-Options': 'nosniff',
};
const plainHead = { ...head, ...body, 'Content-Length': document.identity.bytes.length };
const gzipHead = {
  ...head,
  ...body,
  ETag: gzip.etag,
  'Content-Encoding': 'gzip',
  'Content-Length': gzip.bytes.length,
};

const bare: RequestListener = (request, response) => {
  if (request.url !== '/rss.xml') return void response.writeHead(404).end();
  if (request.headers['if-none-match'] === gzip.etag) {
    response.writeHead(304, { ...head, ETag: gzip.etag });
    response.end();
  } else if (request.headers['accept-encoding'] === 'gzip') {
    response.writeHead(200, gzipHead);
    response.end(gzip.bytes);
  } else {
    response.writeHead(200, plainHead);
    response.end(document.identity.bytes);
  }
};

/** The handler as another Express app mounts it. */
const mounted = () => {
  const app = express();
  app.use((request, response, next) => {
    if (handler.fast(request, response)) return;
    handler.answer(request, response).then((isAnswered) => isAnswered || next(), next);
  });
  return app;
};

/** What Express costs by itself. */
const bareInExpress = () => express().use((request, response) => bare(request, response));

/** What a site does without any of this: the feed made for each request. */
const perRequest = () => {
  const rss = feedFormats.find((format) => format.name === 'rss');
  const definition = feedDefinition(settings, { kind: 'site', path: '' });
  const app = express();
  app.get('/rss.xml', async (_request, response) => {
    // Entries are made anew, or the product's own memory of their pieces would answer.
    const feed = await selectFeed({ site: settings, collection, definition, entryOf });
    response.type('application/rss+xml').send(feed === undefined ? '' : rss?.render(feed));
  });
  return app;
};

const start = () => {
  if (name === 'serve') {
    const app = mounted();
    return createServer({ optimizeEmptyRequests: true } as object, (request, response) => {
      if (!handler.fast(request, response)) app(request, response);
    });
  }
  if (name === 'mounted router') return createServer(mounted());
  if (name === 'bare in Express') return createServer(bareInExpress());
  if (name === 'feed in Express') return createServer(perRequest());
  return createServer(bare);
};

const server = start();
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, tag: gzip.etag });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());

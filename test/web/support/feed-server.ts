import { createServer, type IncomingHttpHeaders, type RequestOptions, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Article, Entry } from '../../../src/article/article.ts';
import type { Instant } from '../../../src/date/reading.ts';
import { Collection, type Standings } from '../../../src/feed/collection.ts';
import { createPublication, type Publication, type PublicationOptions } from '../../../src/publication.ts';
import { feedFormats } from '../../../src/render/formats.ts';
import type { Site } from '../../../src/site.ts';
import { createFeedHandler, type FeedHandler } from '../../../src/web/router.ts';
import { article, instant, site } from '../../support/builders.ts';

/** A publication of `articles` whose documents all became current at the same moment, unless told otherwise. */
export const publicationOf = (
  articles: readonly Standings[],
  { settings = site(), ...options }: { settings?: Site } & Partial<PublicationOptions> = {},
): Publication =>
  createPublication({
    site: settings,
    collection: new Collection(settings, articles),
    formats: feedFormats,
    entryOf: async (one: Article): Promise<Entry> => ({
      article: one,
      content: {
        html: `<p>Text of ${one.slug}.</p>`,
        summary: `Text of ${one.slug}.`,
        enclosures: [],
        problems: [],
      },
    }),
    modifiedAt: () => instant('2026-03-02T00:00:00Z'),
    ...options,
  });

/** `count` listed articles, one a day from the first of January 2026 on. */
export const daily = (count: number, given: Partial<Article> = {}): Standings[] =>
  Array.from({ length: count }, (_, at) => ({
    article: article({
      path: `day-${String(at).padStart(3, '0')}.md`,
      title: `Day ${at}`,
      published: (instant('2026-01-01T00:00:00Z') + at * 86_400_000) as Instant,
      ...given,
    }),
    standing: 'listed',
  }));

/** An answer, with its body as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly raw: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
}

/** A server that has nothing but the feed handler; anything else is answered 404 with the text `elsewhere`. */
export interface FeedServer {
  readonly handler: FeedHandler;
  readonly origin: string;
  readonly fetched: (path: string, options?: RequestOptions) => Promise<Answer>;
  readonly close: () => Promise<unknown>;
}

const ask = (port: number, path: string, options: RequestOptions = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode: status = 0, headers, rawHeaders: raw } = response;
        resolve({ status, headers, raw, bytes, text: bytes.toString() });
      });
    });
    asked.on('error', reject);
    asked.end();
  });

/** Starts the server on a free port. `isFast` false sends every request the long way. */
export const serveFeeds = async (
  publication: Publication,
  { now, isFast = true }: { now?: () => number; isFast?: boolean } = {},
): Promise<FeedServer> => {
  const handler = createFeedHandler(publication, now && { now });
  const server: Server = createServer((req, res) => {
    if (isFast && handler.fast(req, res)) return;
    handler.answer(req, res).then(
      (isAnswered) => isAnswered || res.writeHead(404).end('elsewhere'),
      (error) => res.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    handler,
    origin: `http://127.0.0.1:${port}`,
    fetched: (path, options) => ask(port, path, options),
    close: () => {
      handler.close();
      return new Promise((done) => server.close(done));
    },
  };
};

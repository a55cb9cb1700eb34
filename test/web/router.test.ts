import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/date/reading.ts';
import type { Publication } from '../../src/publication.ts';
import { createFeedHandler } from '../../src/web/router.ts';
import { article, instant, site } from '../support/builders.ts';
import { type Answer, daily, type FeedServer, publicationOf, serveFeeds } from './support/feed-server.ts';

const settings = site({
  hubs: ['https://hub.example/'],
  moved: {
    '/old': '/new',
    '/blog/:year/:slug': '/articles/:slug/',
    '/?p=:id': '/articles/post-:id/',
    '/slash': '/slash/',
    '/away': 'https://elsewhere.example/x',
    '/tags/renamed/rss.xml': '/tags/physics/rss.xml',
  },
  gone: ['/dead', '/dead/:part'],
});

const articles = [
  ...daily(45),
  {
    article: article({
      path: 'tagged.md',
      title: 'A & B',
      published: instant('2026-06-01T00:00:00Z'),
      tags: ['Physics', 'C#', 'Café', 'feed'],
      categories: ['Science'],
      authors: [{ name: 'Ada Lovelace' }],
    }),
    standing: 'listed' as const,
  },
];

let publication: Publication;
let server: FeedServer;
beforeAll(async () => {
  publication = publicationOf(articles, {
    settings,
    extras: [{ path: '/feeds.opml', mediaType: 'text/x-opml', render: () => '<opml version="2.0"/>' }],
  });
  server = await serveFeeds(publication);
});
afterAll(() => server.close());

const etagOf = (answer: Answer): string => answer.headers.etag ?? '';

describe('a feed document', () => {
  test.each([
    ['/rss.xml', 'application/rss+xml; charset=utf-8', '<?xml'],
    ['/atom.xml', 'application/atom+xml; charset=utf-8', '<?xml'],
    ['/feed.json', 'application/feed+json; charset=utf-8', '{'],
    ['/tags/physics/atom.xml', 'application/atom+xml; charset=utf-8', '<?xml'],
    ['/tags/caf%C3%A9/rss.xml', 'application/rss+xml; charset=utf-8', '<?xml'],
    ['/categories/science/feed.json', 'application/feed+json; charset=utf-8', '{'],
    ['/authors/ada-lovelace/rss.xml', 'application/rss+xml; charset=utf-8', '<?xml'],
    ['/archive/1/atom.xml', 'application/atom+xml; charset=utf-8', '<?xml'],
    ['/feeds.opml', 'text/x-opml; charset=utf-8', '<opml'],
  ])('%s has its media type, true length and validators', async (path, type, start) => {
    const answer = await server.fetched(path);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'content-length': String(answer.bytes.length),
      'last-modified': 'Mon, 02 Mar 2026 00:00:00 GMT',
      'cache-control': 'max-age=300, stale-while-revalidate=60, stale-if-error=86400',
      vary: 'Accept-Encoding',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Link',
      'x-content-type-options': 'nosniff',
    });
    expect(etagOf(answer)).toMatch(/^"[0-9a-f]{32}"$/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.text.startsWith(start)).toBe(true);
  });

  test('answers HEAD with every header of GET and no body', async () => {
    const ignoring = ({ raw }: Answer) => raw.filter((_, at) => raw[at - (at % 2)] !== 'Date');
    for (const headers of [{}, { 'accept-encoding': 'gzip' }, { 'if-none-match': '"x"' }]) {
      const get = await server.fetched('/atom.xml', { headers });
      const head = await server.fetched('/atom.xml', { headers, method: 'HEAD' });
      expect(ignoring(head)).toEqual(ignoring(get));
      expect(head.status).toBe(get.status);
      expect(head.bytes).toHaveLength(0);
    }
  });

  test('is the same the long way and the fast way', async () => {
    const slow = await serveFeeds(publicationOf(articles, { settings }), { isFast: false });
    for (const path of ['/rss.xml', '/rss.xml?x', '/feed.json']) {
      const expected = await slow.fetched(path);
      const warm = await server.fetched(path);
      expect(warm.bytes.equals(expected.bytes)).toBe(true);
      expect({ ...warm.headers, date: '' }).toEqual({ ...expected.headers, date: '' });
    }
    await slow.close();
  });

  test('is not another one for a query, an Accept header, a Host or an X-Forwarded header', async () => {
    const plain = await server.fetched('/rss.xml');
    const headers = { accept: 'text/html', host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const odd = await server.fetched('/rss.xml?utm_source=x&v=1', { headers });
    expect(odd.bytes.equals(plain.bytes)).toBe(true);
    expect(etagOf(odd)).toBe(etagOf(plain));
    expect((await server.fetched('http://evil.example/rss.xml')).bytes.equals(plain.bytes)).toBe(true);
  });

  test('has the links of its body in its Link header', async () => {
    const { text, headers } = await server.fetched('/atom.xml');
    const inBody = [...text.slice(0, text.indexOf('<entry')).matchAll(/<link ([^>]*)\/>/g)].map(
      ([, attributes = '']) => {
        const read = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
        return { rel: read('rel'), href: read('href')?.replaceAll('&amp;', '&') };
      },
    );
    const inHeader = [...String(headers.link).matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, href, rel]) => ({
      rel,
      href,
    }));
    expect(inHeader).toContainEqual({ rel: 'self', href: 'https://example.org/atom.xml' });
    expect(inHeader).toContainEqual({ rel: 'hub', href: 'https://hub.example/' });
    expect(inHeader).toContainEqual({ rel: 'alternate', href: 'https://example.org/rss.xml' });
    expect(inBody).toEqual(expect.arrayContaining(inHeader));
  });
});

describe('content coding', () => {
  test('gives gzip and brotli with tags of their own and the same content', async () => {
    const plain = await server.fetched('/rss.xml');
    const gzip = await server.fetched('/rss.xml', { headers: { 'accept-encoding': 'gzip' } });
    const br = await server.fetched('/rss.xml', { headers: { 'accept-encoding': 'br' } });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(br.headers['content-encoding']).toBe('br');
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    const hash = etagOf(plain).slice(1, -1);
    expect([etagOf(gzip), etagOf(br)]).toEqual([`"${hash}-gzip"`, `"${hash}-br"`]);
    expect([gzip, br].map((answer) => answer.headers['content-length'])).toEqual([
      String(gzip.bytes.length),
      String(br.bytes.length),
    ]);
  });

  test('is brotli as soon as it is made for those who take both', async () => {
    const ask = () => server.fetched('/tags/physics/rss.xml', { headers: { 'accept-encoding': 'gzip, br' } });
    const first = await ask();
    expect(['gzip', 'br']).toContain(first.headers['content-encoding']);
    await (await publication.document('/tags/physics/rss.xml'))?.make('br');
    expect((await ask()).headers['content-encoding']).toBe('br');
  });
});

describe('conditional requests', () => {
  const forms: [string, (hash: string) => string, string][] = [
    ['its own tag', (hash) => `"${hash}"`, ''],
    ['the gzip tag', (hash) => `"${hash}-gzip"`, '-gzip'],
    ['the brotli tag', (hash) => `"${hash}-br"`, '-br'],
    ['a weak tag', (hash) => `W/"${hash}-gzip"`, '-gzip'],
    ['a bare tag', (hash) => hash, ''],
    ['a list', (hash) => `"x", "${hash}-br"`, '-br'],
    ['a star', () => '*', ''],
  ];
  test.each(forms)('answers 304 to %s, with the tag that was named', async (_, write, suffix) => {
    const hash = etagOf(await server.fetched('/atom.xml')).slice(1, -1);
    const answer = await server.fetched('/atom.xml', { headers: { 'if-none-match': write(hash) } });
    expect(answer.status).toBe(304);
    expect(answer.headers).toMatchObject({
      etag: `"${hash}${suffix}"`,
      'cache-control': 'max-age=300, stale-while-revalidate=60, stale-if-error=86400',
      vary: 'Accept-Encoding',
      'last-modified': 'Mon, 02 Mar 2026 00:00:00 GMT',
    });
    expect(answer.headers['content-length']).toBeUndefined();
    expect(answer.bytes).toHaveLength(0);
  });

  test('lets If-None-Match decide over If-Modified-Since', async () => {
    const headers = { 'if-none-match': '"x"', 'if-modified-since': 'Mon, 02 Mar 2026 00:00:00 GMT' };
    expect((await server.fetched('/atom.xml', { headers })).status).toBe(200);
    const { 'if-modified-since': since } = headers;
    expect((await server.fetched('/atom.xml', { headers: { 'if-modified-since': since } })).status).toBe(304);
    const earlier = { 'if-modified-since': 'Sun, 01 Mar 2026 23:59:59 GMT' };
    expect((await server.fetched('/atom.xml', { headers: earlier })).status).toBe(200);
  });

  test('gives Node’s fetch its 304, which sends no-cache along', async () => {
    const first = await fetch(`${server.origin}/rss.xml`);
    await first.arrayBuffer();
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const second = await fetch(`${server.origin}/rss.xml`, { headers });
    expect(second.status).toBe(304);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  test('answers 412 to an If-Match of other bytes', async () => {
    expect((await server.fetched('/rss.xml', { headers: { 'if-match': '"x"' } })).status).toBe(412);
  });
});

describe('a browser’s navigation', () => {
  const headers = { 'sec-fetch-dest': 'document' };

  test('gets the same bytes as XML under another tag, for itself alone', async () => {
    const plain = await server.fetched('/rss.xml');
    const shown = await server.fetched('/rss.xml', { headers });
    expect(shown.bytes.equals(plain.bytes)).toBe(true);
    expect(shown.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(etagOf(shown)).toBe(`${etagOf(plain).slice(0, -1)}-xml"`);
    expect(shown.headers['cache-control']).toMatch(/^private, max-age=300/);
    expect(shown.headers.vary).toBe('Accept-Encoding');
    const again = await server.fetched('/rss.xml', {
      headers: { ...headers, 'if-none-match': etagOf(shown) },
    });
    expect([again.status, etagOf(again)]).toEqual([304, etagOf(shown)]);
    expect(again.headers['cache-control']).toMatch(/^private/);
    const other = await server.fetched('/rss.xml', { headers: { 'if-none-match': etagOf(shown) } });
    expect(other.status).toBe(200);
  });

  test('changes nothing for JSON, nor where the site has no style', async () => {
    expect((await server.fetched('/feed.json', { headers })).headers['content-type']).toMatch(/feed\+json/);
    const bare = await serveFeeds(publicationOf(articles, { settings: { ...settings, styled: false } }));
    expect((await bare.fetched('/rss.xml', { headers })).headers['content-type']).toMatch(/rss\+xml/);
    await bare.close();
  });
});

describe('methods', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('%s is answered 405', async (method) => {
    for (const path of ['/rss.xml', '/feed', '/archive/1/rss.xml']) {
      const answer = await server.fetched(path, { method });
      expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
  });

  test('OPTIONS allows conditional requests from any page for a day', async () => {
    const answer = await server.fetched('/rss.xml', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'If-None-Match, If-Modified-Since, A-IM',
      'access-control-max-age': '86400',
    });
  });
});

describe('other addresses', () => {
  const aliases = {
    '/rss.xml':
      '/feed /feed/ /feed/rss2/ /feed/rdf/ /rss /rss/ /feed.rss /index.rss /index.xml /?feed=rss2 /?feed=rss /?x=1&feed=rdf /rss.xml/ /RSS.XML //rss.xml /Feed/RSS2',
    '/atom.xml': '/atom /atom/ /feed.atom /feed.xml /feed/atom/ /feed/feed.xml /?feed=atom /Atom.xml',
    '/feed.json': '/index.json /feed/json/ /feed/feed.json /feed.JSON',
    '/tags/physics/rss.xml':
      '/tags/physics/index.xml /tags/physics/feed/ /tag/physics/feed/ /tag/Physics/rss/ /Tags/Physics/rss.xml /tags/renamed/rss.xml',
    '/tags/physics/atom.xml': '/feed/by_tag/physics.xml /feed/by_tag/Physics.xml /tags/physics/atom.xml/',
    '/tags/caf%C3%A9/rss.xml':
      '/tag/cafe/feed/ /tag/caf%c3%a9/feed/ /tags/caf%c3%a9/rss.xml /tags/Cafe%CC%81/rss.xml',
    '/categories/science/rss.xml': '/category/science/feed/ /category/a/science/feed/',
    '/categories/science/atom.xml': '/feed/science.xml',
    '/authors/ada-lovelace/rss.xml': '/author/ada-lovelace/feed/ /author/ada-lovelace/rss/',
    '/archive/1/rss.xml': '/archive/01/rss.xml /Archive/1/RSS.xml/',
    '/tags/feed/rss.xml': '/tag/feed/feed/ /tag/feed/rss/ /tags/feed/feed/',
    '/slash/': '/slash',
    '/new': '/old /old/',
    '/articles/x%20y/': '/blog/2019/x%20y /blog/2019/x%20y/',
    '/articles/post-12/': '/?p=12',
    'https://elsewhere.example/x': '/away',
  };
  const rows = Object.entries(aliases).flatMap(([to, from]) =>
    from.split(' ').map((path) => [path, to] as const),
  );

  test.each(rows)('%s leads to %s', async (path, to) => {
    const answer = await server.fetched(path);
    expect([answer.status, answer.headers.location]).toEqual([301, to]);
    expect(answer.headers['cache-control']).toBe('max-age=86400');
  });

  test.each(['/comments/feed/', '/comments/feed', '/dead', '/dead/x'])('%s is gone', async (path) => {
    expect((await server.fetched(path)).status).toBe(410);
  });

  test.each([
    '/',
    '/tags/none/rss.xml',
    '/tag/none/feed/',
    '/tag/a/physics/feed/',
    '/feed/none.xml',
    '/archive/2/rss.xml',
    '/archive/0/rss.xml',
    '/archive/1e0/rss.xml',
    '/archive/99999999999/rss.xml',
    '/rss.xml/x',
    '/tags/%/rss.xml',
    '/tags/%ff/rss.xml',
    '/x/../rss.xml',
    '/..%2frss.xml',
    '/%2e%2e/rss.xml',
    '/languages/en/rss.xml',
    '/?feed=x',
    '/?feed=__proto__',
    '/tag/__proto__/feed/',
    '/constructor',
    '/slash/',
    '/blog/2019',
  ])('%s is nothing here', async (path) => {
    const answer = await server.fetched(path);
    expect([answer.status, answer.text]).toEqual([404, 'elsewhere']);
  });

  test('never lead out of the site, whatever is in their parts', async () => {
    for (const part of [
      '%5C%5Cevil.example',
      '\\\\evil.example',
      '%2F%2Fevil.example',
      'a%0d%0ax:y',
      '..',
      '%2e%2e',
    ]) {
      const { status, headers } = await server.fetched(`/blog/2019/${part}`);
      expect(status).toBe(301);
      expect(headers.location).toMatch(/^\/articles\/[A-Za-z0-9%.]+\/$/);
    }
  });

  test('leave folders alone that are called like them', async () => {
    const by = ['folders'] as const;
    const paths = ['news/a.md', 'news/feed/b.md', 'archive/1/c.md'];
    const found = paths.map((path) => ({ article: article({ path }), standing: 'listed' as const }));
    const own = await serveFeeds(
      publicationOf(found, { settings: site({ feeds: { ...site().feeds, by } }) }),
    );
    expect((await own.fetched('/folders/news/feed/')).status).toBe(404);
    expect((await own.fetched('/folders/news/feed/index.xml')).headers.location).toBe(
      '/folders/news/feed/rss.xml',
    );
    expect((await own.fetched('/folders/news/feed/feed/')).headers.location).toBe(
      '/folders/news/feed/rss.xml',
    );
    for (const folder of ['news', 'news/feed', 'archive_', 'archive_/1']) {
      expect((await own.fetched(`/folders/${folder}/rss.xml`)).status).toBe(200);
    }
    await own.close();
  });

  test('keep the path that the router is mounted under', async () => {
    const app = express();
    const handler = createFeedHandler(publication);
    app.use('/news', (req, res, next) => {
      if (handler.fast(req, res)) return;
      handler.answer(req, res).then((isAnswered) => isAnswered || next(), next);
    });
    const mounted = app.listen(0);
    const { port } = mounted.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/news/feed/rss2/`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/news/rss.xml');
    for (let times = 0; times < 2; times += 1) {
      expect((await fetch(`http://127.0.0.1:${port}/news/feed/`)).headers.get('content-type')).toMatch(
        /rss\+xml/,
      );
    }
    handler.close();
    await new Promise((done) => mounted.close(done));
  });

  test('lead to the right place behind a proxy that takes the public path away', async () => {
    const url = 'https://example.org/news';
    const below = await serveFeeds(publicationOf(articles, { settings: { ...settings, url } }));
    for (const [path, to] of [
      ['/feed', '/news/rss.xml'],
      ['/feed/', '/news/rss.xml'],
      ['/tag/physics/feed/', '/news/tags/physics/rss.xml'],
      ['/rss.xml/', '/news/rss.xml'],
    ] as const) {
      const { headers } = await below.fetched(path);
      expect(new URL(headers.location ?? '', `${url}${path}`).pathname).toBe(to);
    }
    await below.close();
  });
});

describe('changes', () => {
  test('show at once, with another tag, and only in documents that show them', async () => {
    const changing = publicationOf(articles, { settings });
    const own = await serveFeeds(changing);
    const paths = ['/rss.xml', '/archive/1/rss.xml', '/tags/physics/rss.xml'];
    const before = await Promise.all(paths.map((path) => own.fetched(path)));
    const added = article({ path: 'new.md', title: 'Brand new', published: instant('2026-07-01T00:00:00Z') });
    changing.update({ put: [{ article: added, standing: 'listed' }] });
    const after = await Promise.all(paths.map((path) => own.fetched(path)));
    expect(after.map((answer, at) => etagOf(answer) !== etagOf(before[at] as Answer))).toEqual([
      true,
      false,
      false,
    ]);
    expect(after[0]?.text).toContain('Brand new');
    await own.close();
  });

  test('that are due end what caches may keep', async () => {
    let time = Date.UTC(2026, 0, 1);
    const due = await serveFeeds(publicationOf(articles, { settings }), { now: () => time });
    const cacheControl = async () => (await due.fetched('/rss.xml')).headers['cache-control'];
    const at = (seconds: number) => (Date.UTC(2026, 0, 1) + seconds * 1000) as Instant;
    due.handler.follow({ change: at(1000) });
    expect(await cacheControl()).toBe('max-age=300, stale-while-revalidate=60, stale-if-error=86400');
    time = at(700);
    expect(await cacheControl()).toBe('max-age=300, stale-while-revalidate=0, stale-if-error=86400');
    time = at(990) + 500;
    expect(await cacheControl()).toBe('max-age=9, stale-while-revalidate=0, stale-if-error=86400');
    time = at(1000);
    expect(await cacheControl()).toBe('max-age=0, stale-while-revalidate=0, stale-if-error=86400');
    due.handler.follow({ change: at(2000), expiry: at(2000) });
    expect(await cacheControl()).toBe('max-age=300, stale-while-revalidate=60, stale-if-error=700');
    due.handler.follow({});
    expect(await cacheControl()).toBe('max-age=300, stale-while-revalidate=60, stale-if-error=86400');
    await due.close();
  });
});

import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, run, serve, workFolder } from '../support/program.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Three formats, a draft, a future article, and articles that are broken in various ways. */
const files = {
  'site.yaml': 'title: Test & Site\nurl: https://example.org\nlanguage: en-GB\ntimeZone: Asia/Kolkata\n',
  'articles/kites.md':
    '---\ntitle: Kites & forts\ndate: 2015-09-16 21:52:00\nauthor: Meera Nair\ntags: [kites]\nimage: pics/kite.png\n---\n\nUp *already*.\n\n![A kite](pics/kite.png)\n',
  'articles/pics/kite.png': png,
  'articles/page.html':
    '<!doctype html><html lang="en"><head><title>Bread at altitude</title><meta property="article:published_time" content="2016-12-22T10:43:37-08:00"></head><body><article><h1>Bread at altitude</h1><p>The dough rose twice as fast in the hut below the pass, said the baker who had carried the flour up on foot for the summer.</p><p>She now lets it rest in the snow for an hour, and the crust is better than in the valley, as the guests say.</p></article></body></html>',
  'articles/dump.txt':
    'Corpus Times\n\nFerry link reopens\n\nImage\n\nIANS Kochi\n\nThe ferry link reopened on Tuesday, two years after a storm.\n\nFares stay as they were.\n\nFirst Published: Mar 03 2015 | 6:14 PM IST\n\nExplore News\n',
  'articles/draft.md': '---\ntitle: Not yet\ndate: 2015-01-01\ndraft: true\n---\nx\n',
  'articles/future.md': '---\ntitle: Later\ndate: 2099-01-01\n---\nx\n',
  'articles/bad-date.md': '---\ntitle: Bad date\ndate: 31 June 2015\n---\nx\n',
  'articles/broken.md': '---\ntitle: A\ndate: 2015-01-01\njust words here\n---\nx\n',
  'articles/binary.md': Buffer.from([0, 1, 2, 255, 254, 0, 0, 0, 9]),
};

const documents = [
  ['rss', '/rss.xml', 'application/rss+xml; charset=utf-8'],
  ['atom', '/atom.xml', 'application/atom+xml; charset=utf-8'],
  ['json', '/feed.json', 'application/feed+json; charset=utf-8'],
] as const;

describe('dateline serve', () => {
  const work = workFolder(files);
  let server: Running;
  beforeAll(async () => {
    server = await serve(work.root);
  });
  afterAll(async () => {
    await server.stop();
    work.remove();
  });

  const text = async (path: string): Promise<string> => (await fetch(server.url + path)).text();

  it('says where it listens, and how much it serves', () => {
    expect(server.readyLine).toMatch(
      /^Dateline is ready on http:\/\/127\.0\.0\.1:\d+ \(3 articles, \d+ feeds\)$/,
    );
  });

  it.each(documents)('serves %s at %s with its media type', async (_format, path, type) => {
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('tells the same ids, titles, links and instants in all three formats, newest first', async () => {
    const entries = await Promise.all(
      documents.map(async ([format, path]) => readWithFeedsmith(format, await text(path))),
    );
    const facts = entries.map((list) =>
      list.map(({ title, link, published, authors }) => ({ title, link, published, authors })),
    );
    expect(facts[0]).toEqual([
      {
        title: 'Bread at altitude',
        link: 'https://example.org/articles/bread-at-altitude/',
        published: Date.parse('2016-12-22T18:43:37Z'),
        authors: [],
      },
      {
        title: 'Kites & forts',
        link: 'https://example.org/articles/kites-forts/',
        published: Date.parse('2015-09-16T16:22:00Z'),
        authors: ['Meera Nair'],
      },
      {
        title: 'Ferry link reopens',
        link: 'https://example.org/articles/ferry-link-reopens/',
        published: Date.parse('2015-03-03T12:44:00Z'),
        authors: ['IANS'],
      },
    ]);
    expect(facts[1]).toEqual(facts[0]);
    expect(facts[2]).toEqual(facts[0]);
    const ids = entries.map((list) => list.map(({ id }) => id));
    expect(ids[0]).toEqual([
      'tag:example.org,2026:page',
      'tag:example.org,2026:kites',
      'tag:example.org,2026:dump',
    ]);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  it('is read alike by a parser on another XML library', async () => {
    const [rss, atom] = await Promise.all([
      readWithRssParser(await text('/rss.xml')),
      readWithRssParser(await text('/atom.xml')),
    ]);
    expect(rss.map(({ title }) => title)).toEqual([
      'Bread at altitude',
      'Kites & forts',
      'Ferry link reopens',
    ]);
    expect(atom.map(({ isoDate }) => isoDate)).toEqual(rss.map(({ isoDate }) => isoDate));
  });

  it('keeps back what is a draft, in the future or broken, and says why', async () => {
    const json = await text('/feed.json');
    for (const title of ['Not yet', 'Later', 'Bad date']) expect(json).not.toContain(title);
    expect(server.said.stderr).toMatch(
      /^articles\/bad-date\.md:3(:\d+)?: error invalid-date: .*31 June 2015/m,
    );
    expect(server.said.stderr).toMatch(/^articles\/broken\.md:\d+:\d+: error front-matter: /m);
    expect(server.said.stderr).toMatch(/^articles\/binary\.md: error binary-file: /m);
    expect(server.said.stderr).not.toMatch(/draft\.md|future\.md/);
  });

  it('puts placeholder, promotion and date line of a press dump aside', async () => {
    const feed = JSON.parse(await text('/feed.json')) as { items: { title: string; content_html: string }[] };
    const dump = feed.items.find(({ title }) => title === 'Ferry link reopens')!;
    expect(dump.content_html).toContain('The ferry link reopened on Tuesday');
    expect(dump.content_html).toContain('Fares stay');
    for (const noise of ['Image', 'First Published', 'Explore News', 'IANS Kochi', 'Corpus Times']) {
      expect(dump.content_html).not.toContain(noise);
    }
  });

  it.each(documents)('answers 304 for %s to its own validators', async (_format, path) => {
    const url = server.url + path;
    const first = await ask(url);
    const { etag = '', 'last-modified': lastModified = '' } = first.headers;
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(Date.parse(lastModified)).toBeLessThanOrEqual(Date.now());
    for (const headers of [
      { 'If-None-Match': etag },
      { 'If-Modified-Since': lastModified },
      { 'If-None-Match': `W/${etag}` },
    ]) {
      const again = await ask(url, { headers });
      expect(again.status).toBe(304);
      expect(again.body.length).toBe(0);
      expect(again.headers.etag).toBe(etag);
    }
    const other = await ask(url, {
      headers: { 'If-None-Match': '"other"', 'If-Modified-Since': lastModified },
    });
    expect(other.status).toBe(200);
    // Node's own fetch sends Cache-Control: no-cache along with every conditional request.
    const byFetch = await fetch(url, {
      headers: { 'If-None-Match': (await fetch(url)).headers.get('etag') ?? '' },
    });
    expect(byFetch.status).toBe(304);
  });

  it.each([
    ...documents.map(([, path]) => path),
    '/',
    '/articles/kites-forts/',
    '/media/pics/kite.png',
    '/feeds.opml',
    '/nothing-here',
  ])('answers HEAD of %s like GET, without a body', async (path) => {
    const [get, head] = await Promise.all([
      ask(server.url + path),
      ask(server.url + path, { method: 'HEAD' }),
    ]);
    const { date: _a, ...getHeaders } = get.headers;
    const { date: _b, ...headHeaders } = head.headers;
    expect(head.status).toBe(get.status);
    expect(headHeaders).toEqual(getHeaders);
    expect(Number(get.headers['content-length'])).toBe(get.body.length);
    expect(head.body.length).toBe(0);
  });

  it.each([
    '/rss.xml',
    '/',
    '/articles/kites-forts/',
    '/media/pics/kite.png',
    '/feed',
    '/feeds.opml',
    '/healthz',
  ])('answers POST to %s with 405 and what is allowed', async (path) => {
    const answer = await ask(server.url + path, { method: 'POST' });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toContain('GET, HEAD');
  });

  it('answers 404 with a page for people', async () => {
    const answer = await ask(`${server.url}/nothing-here`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body.toString()).toContain('Not found');
  });

  it('lists the articles at / with autodiscovery links, the preferred format first', async () => {
    const page = await text('/');
    expect(page).toContain('Kites &amp; forts');
    const links = [...page.matchAll(/<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"/g)].map(
      (match) => [match[1], match[2]],
    );
    expect(links).toEqual([
      ['application/atom+xml', 'https://example.org/atom.xml'],
      ['application/rss+xml', 'https://example.org/rss.xml'],
      ['application/feed+json', 'https://example.org/feed.json'],
    ]);
  });

  it('shows an article at its permalink', async () => {
    const page = await text('/articles/kites-forts/');
    expect(page).toContain('<link rel="canonical" href="https://example.org/articles/kites-forts/">');
    expect(page).toContain('<em>already</em>');
    expect(page).toContain('datetime="2015-09-16T16:22:00Z"');
    expect((await ask(`${server.url}/articles/kites-forts`)).headers.location).toBe('/articles/kites-forts/');
  });

  it('makes links absolute and serves the image they lead to', async () => {
    expect(await text('/feed.json')).toContain('https://example.org/media/pics/kite.png');
    const answer = await ask(`${server.url}/media/pics/kite.png`);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.body.equals(png)).toBe(true);
  });

  it('serves a range of a media file', async () => {
    const answer = await ask(`${server.url}/media/pics/kite.png`, { headers: { Range: 'bytes=1-3' } });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes 1-3/${png.length}`);
    expect(answer.body.toString()).toBe('PNG');
    const beyond = await ask(`${server.url}/media/pics/kite.png`, {
      headers: { Range: `bytes=${png.length}-` },
    });
    expect(beyond.status).toBe(416);
  });

  it.each([
    '/media/kites.md',
    '/media/../site.yaml',
    '/media/%2e%2e/site.yaml',
    '/media/..%2fsite.yaml',
    '/media/',
    '/media/%00',
    '/media/%',
  ])('does not serve %s', async (path) => {
    expect((await ask(server.url + path)).status).toBe(404);
  });

  it('redirects the usual feed addresses', async () => {
    expect((await ask(`${server.url}/feed`)).headers.location).toBe('/rss.xml');
    expect((await ask(`${server.url}/atom/`)).headers.location).toBe('/atom.xml');
  });

  it('says that it lives and is ready', async () => {
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
    expect((await ask(`${server.url}/readyz`)).status).toBe(200);
  });

  it('logs each problem once', () => {
    expect(server.said.stderr.match(/bad-date\.md/g)).toHaveLength(1);
  });
});

describe('the real press dump', () => {
  const seed = 'seed/press-dump-000.txt';
  it.skipIf(!hasShared(seed))(sharedTitle('becomes one clean entry', seed), async () => {
    const work = workFolder({
      'site.yaml': 'timeZone: Asia/Kolkata\n',
      'articles/dump.txt': readFileSync(sharedPath(seed)),
    });
    const server = await serve(work.root);
    try {
      const [entry] = readWithFeedsmith('rss', await (await fetch(`${server.url}/rss.xml`)).text());
      expect(entry).toMatchObject({
        title: 'Russia says US-led anti-IS coalition inefficient',
        authors: ['IANS'],
        published: Date.parse('2015-09-16T16:22:00Z'),
      });
      expect(await (await fetch(`${server.url}/rss.xml`)).text()).toContain(
        '<pubDate>Wed, 16 Sep 2015 16:22:00 GMT</pubDate>',
      );
      const feed = (await (await fetch(`${server.url}/feed.json`)).json()) as {
        items: { content_html: string }[];
      };
      const { content_html: html } = feed.items[0]!;
      expect(html.match(/<p>/g)).toHaveLength(7);
      expect(html).not.toMatch(
        /Telegram|Explore News|First Published|<p>Image<\/p>|IANS Moscow|Business Standard/,
      );
    } finally {
      await server.stop();
      work.remove();
    }
  });
});

describe('the same articles', () => {
  it('give the same bytes in two host zones, with two empty states, whatever the order of files', async () => {
    const names = Object.entries(files);
    const first = workFolder(Object.fromEntries(names));
    const second = workFolder(Object.fromEntries(names.toReversed()));
    const servers = [
      await serve(first.root, [], { TZ: 'Asia/Kathmandu' }),
      await serve(second.root, [], { TZ: 'America/St_Johns' }),
    ];
    const bodies = await Promise.all(
      servers.map(async ({ url }) =>
        Promise.all(documents.map(async ([, path]) => (await fetch(url + path)).text())),
      ),
    );
    await Promise.all(servers.map((server) => server.stop()));
    first.remove();
    second.remove();
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]!.every((body) => body.length > 500)).toBe(true);
  });
});

describe('starting and stopping', () => {
  it('serves valid, empty feeds of an empty folder', async () => {
    const work = workFolder();
    const server = await serve(work.root, ['--url', 'https://example.org']);
    expect(server.readyLine).toMatch(/\(0 articles, 1 feeds\)$/);
    for (const [format, path] of documents) {
      const text = await (await fetch(server.url + path)).text();
      expect(readWithFeedsmith(format, text)).toEqual([]);
    }
    await server.stop();
    work.remove();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    const work = workFolder();
    const server = await serve(work.root);
    expect((await server.stop(signal)).code).toBe(0);
    work.remove();
  });

  it('ends with 2 and says what to do when the articles folder is missing', async () => {
    const work = workFolder();
    const { code, stderr } = await run(['serve', '--port', '0', '--articles', 'nowhere'], { cwd: work.root });
    expect(code).toBe(2);
    expect(stderr).toMatch(/nowhere.*does not exist.*--articles/);
    work.remove();
  });

  it('ends with 2 and names file, line and the nearest key for an unknown one', async () => {
    const work = workFolder({ 'site.yaml': 'title: A\ntimezone: UTC\n' });
    const { code, stderr } = await run(['serve', '--port', '0'], { cwd: work.root });
    expect(code).toBe(2);
    expect(stderr).toContain('site.yaml:2:1: unknown key timezone. Did you mean timeZone?');
    work.remove();
  });

  it('ends with 2 and names the port that is taken', async () => {
    const work = workFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await run(['serve', '--port', String(port)], { cwd: work.root });
    other.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`port ${port}`);
    work.remove();
  });

  it.each([
    ['--port', 'many'],
    ['--url', 'example.org'],
    ['--log', 'loud'],
    ['--nonsense'],
    ['--drafts', '--host', '0.0.0.0'],
  ])('ends with 2 for %s %s', async (...args) => {
    const work = workFolder();
    const { code, stderr } = await run(['serve', ...args.filter((each) => each !== undefined)], {
      cwd: work.root,
    });
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    work.remove();
  });

  it.each(['serve', 'check', 'explain', 'dates'])('explains %s with --help', async (command) => {
    const { code, stdout } = await run([command, '--help'], { cwd: '.' });
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});

describe('changes on disk', () => {
  it('shows a new, an edited and a removed article, and keeps its id through a rename', async () => {
    const work = workFolder({
      'site.yaml': 'url: https://example.org\ntimeZone: UTC\n',
      'articles/a.md': '---\ntitle: First\ndate: 2020-01-01\n---\nOne.\n',
    });
    const server = await serve(work.root);
    const items = async () =>
      (
        (await (await fetch(`${server.url}/feed.json`)).json()) as {
          items: { id: string; title: string; content_html: string }[];
        }
      ).items;
    const until = async (claim: (list: Awaited<ReturnType<typeof items>>) => boolean): Promise<void> => {
      const end = Date.now() + 3000;
      while (!claim(await items()) && Date.now() < end) await new Promise((done) => setTimeout(done, 10));
      expect(await items()).toSatisfy(claim);
    };
    work.write('articles/b.md', '---\ntitle: Second\ndate: 2020-01-02\n---\nTwo.\n');
    await until((list) => list.length === 2 && list[0]!.title === 'Second');
    const { id } = (await items())[0]!;
    work.write('articles/b.md', '---\ntitle: Second\ndate: 2020-01-02\n---\nTwo and a half.\n');
    await until((list) => list[0]!.content_html.includes('a half'));
    const { renameSync, rmSync } = await import('node:fs');
    renameSync(`${work.root}/articles/b.md`, `${work.root}/articles/c.md`);
    await until((list) => list.length === 2 && list[0]!.id === id);
    rmSync(`${work.root}/articles/a.md`);
    await until((list) => list.length === 1);
    await server.stop();
    work.remove();
  });
});

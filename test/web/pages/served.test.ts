import { gunzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, serve, workFolder } from '../../support/program.ts';

const day = (back: number): string =>
  new Date(Date.UTC(2026, 2, 1) - back * 86_400_000).toISOString().slice(0, 10);

const many = Object.fromEntries(
  Array.from({ length: 25 }, (_, at) => [
    `articles/more/n${at}.md`,
    `---\ntitle: Number ${at}\ndate: ${day(at + 10)}T08:00:00Z\ntags: [many]\n---\nText ${at}.\n`,
  ]),
);

const folder = workFolder({
  'site.yaml': `title: 'Kites & "Forts"'
description: All that flies
url: https://example.org
language: de
timeZone: Europe/Berlin
gone: [/weg]
`,
  'articles/first.md': `---
title: Erster </script> Text
date: 2026-03-01 09:30
updated: 2026-03-02T10:00:00Z
author: { name: Ada, url: 'javascript:alert(1)' }
tags: [Wind & Wetter, many]
image: kite.png
---
Hallo[^1].

[^1]: Eine Note.
`,
  'articles/second.md': `---
title: مرحبا بالعالم
date: 2026-02-20T10:00:00Z
language: ar
---
نص عربي.
`,
  'articles/taken-back.md': `---
title: Falsch & vorbei
date: 2026-02-25T10:00:00Z
withdrawn: 2026-02-26
notice: Die Zahlen <b>stimmten</b> nicht.
---
Zahlen.
`,
  'articles/silent.md': `---
title: Still
date: 2026-02-24T10:00:00Z
withdrawn: 2026-02-26
---
Nichts.
`,
  'articles/old-home.md': '---\ntitle: Alt\ndate: 2015-01-01T10:00:00Z\nurl: /\n---\nText.\n',
  'articles/own.md': '---\ntitle: Eigen\ndate: 2015-01-02T10:00:00Z\nurl: /articles/eigen/\n---\nText.\n',
  'articles/old-path.md': '---\ntitle: Pfad\ndate: 2015-01-03T10:00:00Z\nurl: /2015/01/pfad\n---\nText.\n',
  'articles/style.css': ':root { --accent: #800 }\n',
  'articles/kite.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  ...many,
});

let running: Running;
const page = async (path: string) => {
  const answer = await ask(running.url + path);
  const text = answer.body.toString();
  return { status: answer.status, text, document: parseHTML(text).document };
};
interface HasAttributes {
  getAttribute(name: string): string | null;
}

const attributes = (elements: Iterable<HasAttributes>, name: string): (string | null)[] =>
  [...elements].map((element) => element.getAttribute(name));

beforeAll(async () => {
  running = await serve(folder.root);
});
afterAll(async () => {
  await running.stop();
  folder.remove();
});

describe('every page', () => {
  it.each([
    ['/', 200],
    ['/tags/many/', 200],
    ['/tags/', 200],
    ['/archive/1/', 200],
    ['/articles/erster-script-text/', 200],
    ['/articles/falsch-vorbei/', 410],
    ['/articles/still/', 410],
    ['/weg', 410],
    ['/nirgends', 404],
  ])('is sent with a strict policy and below 50 KB: %s', async (path, status) => {
    const answer = await ask(running.url + path, { headers: { Accept: 'text/html,*/*;q=0.8' } });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBeTruthy();
    expect(answer.body.length).toBeLessThan(50_000);
    const faults: string[] = [];
    parse(answer.body.toString(), { onParseError: ({ code }) => faults.push(code) });
    expect(faults).toEqual([]);
    const { document } = parseHTML(answer.body.toString());
    const scripts = [...document.querySelectorAll('script')].filter(
      (script) => script.getAttribute('type') !== 'application/ld+json',
    );
    for (const script of scripts) expect(script.getAttribute('src')).toBeTruthy();
    expect(document.querySelectorAll('[style], style').length).toBe(0);
    expect(document.querySelectorAll('h1').length).toBe(1);
    expect(document.documentElement.getAttribute('lang')).toBe('de');
  });

  it('announces the feeds, the preferred one first', async () => {
    const { document } = await page('/tags/many/');
    const links = document.querySelectorAll('link[rel=alternate]');
    expect(attributes(links, 'href')).toEqual([
      'https://example.org/tags/many/atom.xml',
      'https://example.org/tags/many/rss.xml',
      'https://example.org/tags/many/feed.json',
    ]);
    expect(document.querySelector('#feed-address')?.getAttribute('value')).toBe(
      'https://example.org/tags/many/atom.xml',
    );
  });

  it('speaks the language of the site', async () => {
    const { document } = await page('/nirgends');
    expect(document.querySelector('h1')?.textContent).toBe('Nicht gefunden');
    expect(document.querySelector('.subscribe h2')?.textContent).toBe('Abonnieren');
  });

  it('brings the stylesheet of the site behind its own', async () => {
    const { document } = await page('/');
    const sheets = attributes(document.querySelectorAll('link[rel=stylesheet]'), 'href');
    expect(sheets).toHaveLength(2);
    expect(sheets[1]).toBe('/media/style.css');
    expect((await ask(running.url + sheets[0]!)).headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await ask(running.url + sheets[1]!)).body.toString()).toContain('--accent');
  });

  it('is compressed for who takes that, and not sent again to who has it', async () => {
    const headers = { 'Accept-Encoding': 'gzip' };
    const zipped = await ask(`${running.url}/`, { headers });
    const plain = await ask(`${running.url}/`);
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.headers.vary).toBe('Accept-Encoding');
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
    expect(zipped.headers.etag).not.toBe(plain.headers.etag);
    const again = await ask(`${running.url}/`, {
      headers: { ...headers, 'If-None-Match': String(zipped.headers.etag) },
    });
    expect([again.status, again.headers.etag]).toEqual([304, zipped.headers.etag]);
  });

  it('stays at its address, whatever address an article names as its own', async () => {
    expect((await ask(`${running.url}/`)).status).toBe(200);
    expect((await ask(`${running.url}/articles/eigen/`)).status).toBe(200);
    const old = await ask(`${running.url}/2015/01/pfad/`);
    expect([old.status, old.headers.location]).toEqual([301, '/articles/pfad/']);
  });

  it('has an address with a slash', async () => {
    for (const path of ['/tags/many', '/tags', '/archive/1', '/articles/erster-script-text']) {
      const { status, headers } = await ask(running.url + path);
      expect([status, headers.location]).toEqual([301, `${path}/`]);
    }
  });
});

describe('lists', () => {
  it('show the newest by day, and lead to all older ones', async () => {
    const shown: string[] = [];
    let path: string | undefined = '/';
    for (let pages = 0; path !== undefined && pages < 10; pages += 1) {
      const { document } = await page(path);
      shown.push(...attributes(document.querySelectorAll('.h-entry .u-url'), 'href').map(String));
      path = document.querySelector('.turn a[rel=prev]')?.getAttribute('href') ?? undefined;
    }
    expect(new Set(shown).size).toBe(30);
    expect(shown[0]).toBe('/articles/erster-script-text/');
  });

  it('show an article in its own language and direction', async () => {
    const { document } = await page('/');
    const arabic = document.querySelector('.h-entry[lang=ar]');
    expect(arabic?.getAttribute('dir')).toBe('rtl');
    expect(arabic?.querySelector('time')?.getAttribute('datetime')).toBe('2026-02-20T10:00:00Z');
    // In the article's own words, on the wall clock of the site's zone.
    expect(arabic?.querySelector('time')?.textContent).toMatch(/فبراير.*11:00.*UTC\+01:00/);
  });

  it('name all scopes of a kind with their articles', async () => {
    const { document } = await page('/tags/');
    const items = [...document.querySelectorAll('.index li')].map((item) =>
      item.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(items).toEqual(['many 26', 'Wind & Wetter 1']);
  });
});

describe('the page of an article', () => {
  const path = '/articles/erster-script-text/';

  it('tells machines its dates, and nothing in it ends the script', async () => {
    const { document } = await page(path);
    const data = JSON.parse(document.querySelector('script[type="application/ld+json"]')!.textContent!);
    expect(data).toMatchObject({
      '@type': 'Article',
      headline: 'Erster </script> Text',
      datePublished: '2026-03-01T08:30:00Z',
      dateModified: '2026-03-02T10:00:00Z',
      inLanguage: 'de',
      author: [{ '@type': 'Person', name: 'Ada' }],
      image: 'https://example.org/media/kite.png',
    });
    expect(JSON.stringify(data)).not.toContain('javascript:');
  });

  it('has Open Graph properties and microformats', async () => {
    const { document, text } = await page(path);
    const property = (name: string) =>
      document.querySelector(`meta[property="${name}"]`)?.getAttribute('content');
    expect(property('og:title')).toBe('Erster </script> Text');
    expect(property('og:image')).toBe('https://example.org/media/kite.png');
    expect(property('og:image:width')).toBe('1');
    expect(property('article:published_time')).toBe('2026-03-01T08:30:00Z');
    const entry = document.querySelector('.h-entry')!;
    expect(entry.querySelector('.p-name')?.textContent).toBe('Erster </script> Text');
    expect(entry.querySelector('.dt-published')?.getAttribute('datetime')).toBe('2026-03-01T08:30:00Z');
    expect(entry.querySelector('.p-author')?.textContent).toBe('Ada');
    expect(entry.querySelector('.u-url')?.getAttribute('href')).toBe(`https://example.org${path}`);
    expect(text).not.toContain('javascript:');
  });

  it('names its place, and keeps footnotes on the page', async () => {
    const { document } = await page(path);
    expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
      `https://example.org${path}`,
    );
    const targets = attributes(document.querySelectorAll('.e-content a'), 'href').map(String);
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) {
      expect(target).toMatch(/^#/);
      expect(document.getElementById(decodeURIComponent(target.slice(1))), target).not.toBeNull();
    }
  });

  it('passes over withdrawn articles to the one before', async () => {
    const { document } = await page(path);
    expect(document.querySelector('a[rel=prev]')?.getAttribute('href')).toMatch(
      /^\/articles\/(?!falsch|still)/,
    );
    const prev = await page(document.querySelector('a[rel=prev]')!.getAttribute('href')!);
    expect(prev.status).toBe(200);
    expect(prev.document.querySelector('.neighbours a[rel=next]')?.getAttribute('href')).toBe(path);
  });
});

describe('what is gone', () => {
  it('says the notice of a withdrawal as text', async () => {
    const { document } = await page('/articles/falsch-vorbei/');
    expect(document.querySelector('main')?.textContent).toContain('Die Zahlen <b>stimmten</b> nicht.');
    expect(document.querySelector('main')?.textContent).toContain('Falsch & vorbei');
    expect(document.querySelector('main b')).toBeNull();
  });

  it('says nothing of an article that was withdrawn without one', async () => {
    const { text, status } = await page('/articles/still/');
    expect(status).toBe(410);
    expect(text).not.toMatch(/Still\b|Nichts/);
  });

  it('is a page for a browser and a line for a program', async () => {
    const program = await ask(`${running.url}/weg`);
    expect([program.status, program.headers['content-type']]).toEqual([410, 'text/plain; charset=utf-8']);
    const browser = await ask(`${running.url}/weg`, { headers: { Accept: 'text/html' } });
    expect(parseHTML(browser.body.toString()).document.querySelector('h1')?.textContent).toBe('Entfernt');
  });
});

describe('feeds that a browser opens', () => {
  const navigation = { 'Sec-Fetch-Dest': 'document' };

  it.each(['/atom.xml', '/rss.xml', '/tags/many/rss.xml'])('%s names its stylesheet', async (path) => {
    const reader = await ask(running.url + path);
    const browser = await ask(running.url + path, { headers: navigation });
    expect(reader.body.equals(browser.body)).toBe(true);
    const href = /^<\?xml[^>]*\?>\n<\?xml-stylesheet type="text\/css" href="([^"]+)"\?>/.exec(
      browser.body.toString(),
    )?.[1];
    const sheet = await ask(running.url + href!);
    expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(sheet.body.toString()).toContain('Das ist ein Feed');
    expect(browser.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(reader.headers['content-type']).toMatch(/^application\/(rss|atom)\+xml; charset=utf-8$/);
  });

  it('run nothing that an article brings along', async () => {
    const { headers } = await ask(`${running.url}/atom.xml`, { headers: navigation });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'/);
  });
});

describe('for search engines', () => {
  it('names in robots.txt the sitemaps that there are', async () => {
    const robots = await ask(`${running.url}/robots.txt`);
    expect(robots.headers['content-type']).toBe('text/plain; charset=utf-8');
    const named = [...robots.body.toString().matchAll(/^Sitemap: https:\/\/example\.org(\S+)$/gm)];
    expect(named.map(([, path]) => path)).toEqual(['/sitemap.xml', '/sitemap-news.xml']);
    for (const [, path] of named) {
      const { status, headers } = await ask(running.url + path);
      expect([status, headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    }
  });

  it('lists only pages that answer 200', async () => {
    const sitemap = (await ask(`${running.url}/sitemap.xml`)).body.toString();
    const paths = [...sitemap.matchAll(/<loc>https:\/\/example\.org([^<]+)<\/loc>/g)].map(
      ([, path]) => path!,
    );
    expect(paths.length).toBeGreaterThan(31);
    for (const path of paths) expect((await ask(running.url + path)).status, path).toBe(200);
  });
});

describe('with drafts shown', () => {
  let early: Running;
  const earlyFolder = workFolder({
    'site.yaml': 'title: Früh\nlanguage: de\n',
    'articles/a.md': '---\ntitle: A\ndate: 2026-03-01T09:30:00Z\ndraft: true\n---\nText.\n',
    'articles/b.md': '---\ntitle: B\ndate: 2026-03-01T09:30:00Z\n---\nText.\n',
  });
  beforeAll(async () => {
    early = await serve(earlyFolder.root, ['--drafts']);
  });
  afterAll(async () => {
    await early.stop();
    earlyFolder.remove();
  });

  it('marks them, in lists too, and keeps search engines away from them alone', async () => {
    const documentAt = async (path: string) =>
      parseHTML((await ask(early.url + path)).body.toString()).document;
    const draft = await documentAt('/articles/a/');
    expect(draft.querySelector('.mark')?.textContent).toBe('Entwurf');
    expect(draft.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    expect((await documentAt('/articles/b/')).querySelector('meta[name=robots], .mark')).toBeNull();
    expect((await documentAt('/')).querySelectorAll('.h-entry .mark').length).toBe(1);
    const sitemap = (await ask(`${early.url}/sitemap.xml`)).body.toString();
    expect(sitemap).toContain('/articles/b/');
    expect(sitemap).not.toContain('/articles/a/');
  });
});

describe('with styled and pages off', () => {
  let bare: Running;
  const bareFolder = workFolder({
    'site.yaml': 'title: Bare\nurl: https://example.org\nstyled: off\npages: off\n',
    'articles/a.md': '---\ntitle: A\ndate: 2026-03-01T09:30:00Z\n---\nText.\n',
  });
  beforeAll(async () => {
    bare = await serve(bareFolder.root);
  });
  afterAll(async () => {
    await bare.stop();
    bareFolder.remove();
  });

  it('feeds name no stylesheet and keep their type in a browser', async () => {
    const answer = await ask(`${bare.url}/rss.xml`, { headers: { 'Sec-Fetch-Dest': 'document' } });
    expect(answer.body.toString()).not.toContain('xml-stylesheet');
    expect(answer.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect((await ask(`${bare.url}/assets/feed.css`)).status).toBe(404);
  });

  it.each(['/', '/articles/a/', '/sitemap.xml', '/robots.txt', '/assets/page.css'])(
    '%s is not there',
    async (path) => {
      expect((await ask(bare.url + path)).status).toBe(404);
    },
  );
});

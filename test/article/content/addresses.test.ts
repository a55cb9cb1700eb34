import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { surroundingsOf } from '../../../src/article/content/surroundings.ts';
import { contextOf, imageOf, linkOf } from './address-context.ts';

const media = (path: string): string => `https://site.example/media/${path}`;

describe('a file in the articles folder', () => {
  test.each([
    ['crane.jpg', 'posts/crane.jpg'],
    ['./crane.jpg', 'posts/crane.jpg'],
    ['../img/fort.jpg', 'img/fort.jpg'],
    ['/img/fort.jpg', 'img/fort.jpg'],
    ['..\\img\\fort.jpg', 'img/fort.jpg'],
    ['crane.jpg?raw=true', 'posts/crane.jpg'],
    ['  crane.jpg\n', 'posts/crane.jpg'],
    ['a%20b%231%3F.png', 'posts/a%20b%231%3F.png'],
    ['/e\u0301te\u0301.png', '%C3%A9t%C3%A9.png'],
    ['/%C3%A9t%C3%A9.png', '%C3%A9t%C3%A9.png'],
    ['C:\\Users\\me\\site\\crane.jpg', 'posts/crane.jpg'],
    ['file:///home/me/site/posts/crane.jpg', 'posts/crane.jpg'],
  ])('%s', (src, path) => {
    const { problems } = safeHtml(`<img src="${src}">`, contextOf());
    expect(imageOf(src)).toBe(media(path));
    expect(problems).toEqual([]);
  });

  test('is found under the path of the public address too', () => {
    const surroundings = surroundingsOf({
      publicUrl: 'https://site.example/blog',
      files: [{ path: 'img/fort.jpg' }],
      articles: [],
    });
    expect(imageOf('/blog/img/fort.jpg', contextOf({ surroundings }))).toBe(
      'https://site.example/blog/media/img/fort.jpg',
    );
  });
});

describe('a link to another article', () => {
  test.each([
    ['other.md', 'https://site.example/articles/other/'],
    ['other', 'https://site.example/articles/other/'],
    ['./other/', 'https://site.example/articles/other/'],
    ['/posts/other.md#part', 'https://site.example/articles/other/#part'],
    ['../2015-09-16-fort.md', 'https://site.example/articles/fort/'],
    ['/notes', 'https://site.example/articles/notes/'],
    ['kite.md#end', 'https://site.example/articles/kite/#end'],
  ])('%s', (href, link) => {
    expect(linkOf(href)).toBe(link);
  });

  test('carries the prefix of that article to its part', () => {
    const idPrefixOf = (path: string): string | undefined =>
      path === 'posts/other.md' ? 'other-' : undefined;
    expect(linkOf('other.md#part', contextOf({}, { idPrefixOf }))).toBe(
      'https://site.example/articles/other/#other-part',
    );
  });
});

describe('what is not in the folder', () => {
  test('is resolved against the link of the entry, with a warning for images, at its line', () => {
    const context = contextOf({ lineOf: () => 12 });
    const { html, problems } = safeHtml('<img src="../nope.jpg">', context);
    expect(html).toBe('<img src="https://site.example/articles/nope.jpg">');
    expect(problems).toMatchObject([
      { code: 'missing-media', severity: 'warning', path: 'posts/kite.md', line: 12 },
    ]);
  });

  test('is told of once, and only for media', () => {
    const { problems } = safeHtml(
      '<img src="n.jpg"><img src="n.jpg" srcset="n.jpg 2x"><a href="page">p</a><audio src="n.mp3"></audio>',
      contextOf(),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      '"n.jpg" is not in the articles folder',
      '"n.mp3" is not in the articles folder',
    ]);
  });

  test('never leaves the folder for a file outside', () => {
    expect(imageOf('../../etc/passwd')).toBe('https://site.example/etc/passwd');
  });
});

describe('a saved page', () => {
  const page = contextOf({
    path: 'saved/Last keeper.html',
    baseUrl: 'https://news.example/2021/keeper.html',
    surroundings: surroundingsOf({
      publicUrl: 'https://site.example',
      files: [{ path: 'saved/Last keeper_files/here.jpg' }, { path: 'img/fort.jpg' }],
      articles: [],
    }),
  });

  test('takes addresses from the place it came from', () => {
    expect(linkOf('/tag/lamps', page)).toBe('https://news.example/tag/lamps');
    expect(imageOf('/img/fort.jpg', page)).toBe('https://news.example/img/fort.jpg');
    expect(imageOf('lamp.jpg', page)).toBe('https://news.example/2021/lamp.jpg');
    expect(safeHtml('<img src="lamp.jpg">', page).problems).toEqual([]);
  });

  test.each([
    ['Last keeper_files/here.jpg'],
    ['./Last%20keeper_files/here.jpg'],
    ['Last%20keeper_files\\here.jpg'],
  ])('shows a file of its folder that lies here: %s', (src) => {
    expect(imageOf(src, page)).toBe(media('saved/Last%20keeper_files/here.jpg'));
  });

  test.each([
    ['Last keeper_files/gone.jpg'],
    ['./Last%20keeper_files/gone.jpg'],
    ['.%2FLast%20keeper_files%2Fgone.jpg'],
    ['file:///C:/Users/me/Last%20keeper_files/gone.jpg'],
  ])('loses a reference into its folder where the file is not there: %s', (src) => {
    const { html, problems } = safeHtml(`<p>t<img src="${src}"><a href="${src}">big</a></p>`, page);
    expect(html).toBe('<p>tbig</p>');
    expect(problems).toEqual([]);
  });

  test('takes another candidate where the first is gone', () => {
    const { html } = safeHtml(
      '<img src="Last keeper_files/gone.jpg" srcset="/a.jpg 300w, /b.jpg 900w">',
      page,
    );
    expect(html).toBe(
      '<img src="https://news.example/b.jpg" srcset="https://news.example/a.jpg 300w, https://news.example/b.jpg 900w">',
    );
  });

  test('finds its own parts again behind absolute addresses', () => {
    const { html } = safeHtml(
      '<p id="n1"><a href="https://news.example/2021/keeper.html#n1">n</a></p>',
      page,
    );
    expect(html).toBe('<p id="kite-n1"><a href="https://site.example/articles/kite/#kite-n1">n</a></p>');
  });
});

describe('parts of the entry itself', () => {
  test('have the prefix of the entry, and links to them are absolute', () => {
    const { html } = safeHtml('<a href="#fn:1">1</a><p id="fn:1">n</p>', contextOf());
    expect(html).toBe(
      '<a href="https://site.example/articles/kite/#kite-fn%3A1">1</a><p id="kite-fn:1">n</p>',
    );
  });

  test('are found by name, percent-encoded and in any script', () => {
    const { html } = safeHtml('<a href="#%C3%A9t%C3%A9">1</a><a name="été">n</a>', contextOf());
    expect(html).toContain('<a id="kite-été">n</a>');
    expect(html).toContain('href="https://site.example/articles/kite/#kite-%C3%A9t%C3%A9"');
  });

  test('are of another page where the entry has none of that name', () => {
    expect(linkOf('#comments')).toBe('https://site.example/articles/kite/#comments');
  });

  test('have an id once', () => {
    expect(safeHtml('<p id="a">x</p><p id="a">y</p>', contextOf()).html).toBe('<p id="kite-a">x</p><p>y</p>');
  });
});

describe('addresses of the web and others', () => {
  test.each([
    ['https://x.example', 'https://x.example/'],
    ['//x.example/a', 'https://x.example/a'],
    ['https://bücher.example/ü?q=a b', 'https://xn--bcher-kva.example/%C3%BC?q=a%20b'],
    ['https://x.example/a|b`c"d<e>', 'https://x.example/a%7Cb%60c%22d%3Ce%3E'],
    ['HTTPS://X.example/A', 'https://x.example/A'],
    ['mailto:a@x.example?subject=a b', 'mailto:a@x.example?subject=a%20b'],
    ['tel:+49-30-1', 'tel:+49-30-1'],
    ['?page=2', 'https://site.example/articles/kite/?page=2'],
  ])('%s', (href, expected) => {
    expect(linkOf(href)).toBe(expected);
  });

  test.each([
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)'],
    ['java\tscript:alert(1)'],
    ['\u0001javascript:alert(1)'],
    ['vbscript:x'],
    ['data:text/html,<script>alert(1)</script>'],
    ['blob:https://x.example/1'],
    ['file:///etc/passwd'],
    ['about:blank'],
    ['view-source:https://x.example/'],
    ['https://'],
    ['https://x:99999999/'],
    ['https://[::1'],
    ['mailto:'],
  ])('%s leads nowhere', (href) => {
    expect(linkOf(href)).toBeUndefined();
  });

  test('any text at all never throws and gives an absolute address or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        const href = linkOf(text.replaceAll('\0', ''));
        if (href !== undefined) expect(href).toMatch(/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/);
        const src = imageOf(text.replaceAll('\0', ''));
        if (src !== undefined) expect(src).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
      }),
      { numRuns: 500 },
    );
  });
});

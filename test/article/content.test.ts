import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Body, Draft, EntryContent } from '../../src/article/article.ts';
import { surroundingsOf } from '../../src/article/content/surroundings.ts';
import { type ContentArticle, entryContent } from '../../src/article/content.ts';
import { readDrafts } from '../../src/article/read.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const surroundings = surroundingsOf({
  publicUrl: 'https://site.example',
  files: [
    { path: 'notes/boat.png', size: 2_048 },
    { path: 'audio/one.mp3', size: 123_456 },
    { path: 'attic/old map.jpg', size: 9 },
  ],
  articles: [
    { path: 'notes/kite.md', link: 'https://site.example/articles/kite/' },
    { path: 'notes/Time tables.md', link: 'https://site.example/articles/time-tables/' },
  ],
  imageInfo: (path) =>
    path === 'notes/boat.png' ? { width: 640, height: 480, type: 'image/png' } : undefined,
});

const draft = (body: Body, more: Partial<Draft> = {}): Draft => ({
  path: 'notes/kite.md',
  format: 'markdown',
  encoding: 'utf-8',
  dates: [],
  enclosures: [],
  visibility: {},
  removed: [],
  problems: [],
  body,
  ...more,
});

const markdown = (text: string, line = 1): Body => ({ kind: 'markdown', text, line });

const contentOf = (
  body: Body,
  article: Partial<ContentArticle> = {},
  more: Partial<Draft> = {},
): Promise<EntryContent> =>
  entryContent(
    draft(body, more),
    { link: 'https://site.example/articles/kite/', title: 'Kite', enclosures: [], ...article },
    { idPrefix: 'kite-', surroundings },
  );

describe('a body in Markdown', () => {
  test('becomes safe HTML with absolute addresses', async () => {
    const { html, problems } = await contentOf(
      markdown('A *boat* ![b](boat.png) and [tables](<Time tables.md>).\n\n<script>alert(1)</script>\n'),
    );
    expect(html.trim()).toBe(
      '<p>A <em>boat</em> <img src="https://site.example/media/notes/boat.png" alt="b"> and ' +
        '<a href="https://site.example/articles/time-tables/">tables</a>.</p>',
    );
    expect(problems).toEqual([]);
  });

  test('finds what Obsidian names by file name alone', async () => {
    const { html } = await contentOf(markdown('See [[time tables|the tables]] and ![[old map.jpg]].'));
    expect(html).toContain('<a href="https://site.example/articles/time-tables/">the tables</a>');
    expect(html).toContain('src="https://site.example/media/attic/old%20map.jpg"');
  });

  test('tells on which line a missing image is named', async () => {
    const { problems } = await contentOf(markdown('One.\n\nTwo ![x](gone%20now.png)\n', 7));
    expect(problems).toMatchObject([{ code: 'missing-media', path: 'notes/kite.md', line: 9 }]);
  });

  test('gives the same content each time', async () => {
    const body = markdown('# Kite\n\nText[^1] [[Time tables]].\n\n[^1]: Note.\n');
    expect(await contentOf(body)).toEqual(await contentOf(body));
  });
});

describe('bodies of other kinds', () => {
  test('a fragment is taken as it is', async () => {
    const { html } = await contentOf({ kind: 'fragment', html: '<p onclick="x">Hi</p>', line: 1 });
    expect(html).toBe('<p>Hi</p>');
  });

  test('blocks of a press dump become paragraphs, headings and lists', async () => {
    const { html } = await contentOf({
      kind: 'blocks',
      line: 1,
      blocks: [
        { kind: 'paragraph', text: 'Tom & Jerry <3', line: 1 },
        { kind: 'heading', text: 'After', line: 3 },
        { kind: 'list', items: ['a', 'b'], ordered: false, line: 4 },
      ],
    });
    expect(html.replaceAll('\n', '')).toBe(
      '<p>Tom &amp; Jerry &lt;3</p><h2>After</h2><ul><li>a</li><li>b</li></ul>',
    );
  });

  test('of a page the main text is taken', async () => {
    const text =
      'The keeper put out the lamp by hand on Sunday, and the harbour office wrote it down in its book. ';
    const page = `<html><body><nav><a href="/">Home</a></nav><article><h1>Kite</h1>${`<p>${text.repeat(3)}</p>`.repeat(4)}<p><a href="/tag">tag</a></p></article><footer>Privacy</footer></body></html>`;
    const { html } = await contentOf(
      { kind: 'page', html: page, line: 1 },
      {},
      { path: 'k.html', baseUrl: 'https://news.example/a' },
    );
    expect(html).toContain('The keeper put out the lamp');
    expect(html).toContain('href="https://news.example/tag"');
    expect(html).not.toContain('Privacy');
  });

  test('an empty one gives empty content', async () => {
    expect(await contentOf(markdown(''))).toEqual({ html: '', summary: '', enclosures: [], problems: [] });
  });
});

describe('the summary', () => {
  test('is the one that is given, in one line', async () => {
    expect((await contentOf(markdown('Text.'), { summary: ' Two\n lines ' })).summary).toBe('Two lines');
  });

  test('ends where the author ends it', async () => {
    const { summary, html } = await contentOf(markdown('The *lead* of it.\n\n<!--more-->\n\nThe rest.\n'));
    expect(summary).toBe('The lead of it.');
    expect(html).toContain('The rest.');
    expect(html).not.toContain('more');
  });

  test('leaves out headings, figures, code, tables and marks of footnotes', async () => {
    const html =
      '<h2>Part</h2><figure><img src="boat.png"><figcaption>Cap</figcaption></figure><pre>code</pre>' +
      '<p>First<sup><a href="#n">1</a></sup> x<sup>2</sup>.</p><table><tr><td>cell</table><p>Second.</p>';
    expect((await contentOf({ kind: 'fragment', html, line: 1 })).summary).toBe('First x2. Second.');
  });

  test('leaves out footnotes and the arrows back from them', async () => {
    const { summary } = await contentOf(
      markdown('A text.[^1] More.[^long]\n\n[^1]: The *note*.\n[^long]: One.\n\n    Two.\n'),
    );
    expect(summary).toBe('A text. More.');
    // As Hugo and kramdown write them.
    const html =
      '<p>Said.<sup><a href="#fn:1">1</a></sup> <a href="#top">Up</a> and on.</p><ul><li>an item</li></ul>' +
      '<ol><li id="fn:1"><p>Where.&#160;<a href="#fnref:1">&#x21a9;&#xfe0e;</a></p></li></ol>';
    expect((await contentOf({ kind: 'fragment', html, line: 1 })).summary).toBe('Said. Up and on. an item');
  });

  test('takes those where there is nothing else', async () => {
    expect((await contentOf({ kind: 'fragment', html: '<pre>only code</pre>', line: 1 })).summary).toBe(
      'only code',
    );
  });
});

describe('image and enclosures', () => {
  test('the image that the article names, with what the folder knows', async () => {
    const { image } = await contentOf(markdown('x'), { image: 'boat.png' });
    expect(image).toEqual({
      url: 'https://site.example/media/notes/boat.png',
      type: 'image/png',
      length: 2_048,
      width: 640,
      height: 480,
    });
  });

  test('else the first of the body that is no icon', async () => {
    const html =
      '<img src="https://x.example/icon.png" width="16"><img src="https://img.shields.io/badge/a.png"><img src="https://x.example/photo.jpg">';
    const { image } = await contentOf({ kind: 'fragment', html, line: 1 });
    expect(image).toEqual({ url: 'https://x.example/photo.jpg', type: 'image/jpeg' });
  });

  test('an enclosure gets its length and type from the file', async () => {
    const { enclosures, problems } = await contentOf(markdown('x'), {
      enclosures: [
        { url: '../audio/one.mp3', durationSeconds: 60 },
        { url: '../audio/two.mp3', type: 'audio/x' },
      ],
    });
    expect(enclosures).toEqual([
      {
        url: 'https://site.example/media/audio/one.mp3',
        length: 123_456,
        type: 'audio/mpeg',
        durationSeconds: 60,
      },
      { url: 'https://site.example/articles/audio/two.mp3', type: 'audio/x' },
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['missing-media']);
  });

  test('image, transcript and chapters of an episode are looked for beside the file', async () => {
    const { episode } = await contentOf(markdown('x'), {
      episode: {
        number: 3,
        image: 'boat.png',
        transcript: { url: 'https://t.example/3.vtt', type: 'text/vtt' },
        chapters: '/audio/one.mp3',
      },
    });
    expect(episode).toEqual({
      number: 3,
      image: 'https://site.example/media/notes/boat.png',
      transcript: { url: 'https://t.example/3.vtt', type: 'text/vtt' },
      chapters: 'https://site.example/media/audio/one.mp3',
    });
  });
});

const corpora = ['markdown', 'markdown/obsidian', 'html'].map((name) => `data/articles/${name}`);

for (const folder of corpora) {
  describe.skipIf(!hasShared(folder))(sharedTitle(`content of ${folder}`, folder), () => {
    const files = hasShared(folder)
      ? readdirSync(sharedPath(folder)).filter((name) => name.endsWith('.expected.json'))
      : [];
    test('has files', () => expect(files.length).toBeGreaterThan(0));

    test.each(files)('%s', async (file) => {
      const name = file.replace(/\.expected\.json$/, '');
      const expected = JSON.parse(readFileSync(sharedPath(`${folder}/${file}`), 'utf8')) as {
        readonly title: string;
        readonly contentHas: readonly string[];
        readonly contentHasNot: readonly string[];
      };
      const bytes = readFileSync(sharedPath(`${folder}/${name}`));
      const [first] = readDrafts({ path: name, bytes, modified: 0 }).drafts;
      const { title } = expected;
      const link = first!.url?.value ?? 'https://site.example/articles/a/';
      const article = { link: URL.parse(link, 'https://site.example/')!.href, title, enclosures: [] };
      const { html } = await entryContent(first!, article, { idPrefix: 'a-', surroundings });
      for (const part of expected.contentHas) expect(html).toContain(part);
      for (const part of expected.contentHasNot) expect(html).not.toContain(part);
    });
  });
}

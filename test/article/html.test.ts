import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/article/article.ts';
import { mainContent, readHtmlPage } from '../../src/article/html.ts';
import { formatRfc3339 } from '../../src/date/format.ts';
import { parseDate } from '../../src/date/parse.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';

const read = (text: string, path = 'page.html'): Draft => readHtmlPage({ path, text, encoding: 'utf-8' });

/** The instant that the first readable candidate of a role gives. */
const instantOf = (draft: Draft, zone: string, role: 'published' | 'updated'): string | null => {
  for (const { value, role: own } of draft.dates) {
    const reading = parseDate(value, { zone, language: draft.language?.value });
    if (reading.ok && (own === 'unknown' ? reading.role : own) === role)
      return formatRfc3339(reading.instant);
  }
  return null;
};

interface Expected {
  readonly title: string;
  readonly siteName: string | null;
  readonly authors: readonly string[];
  readonly zone: string;
  readonly published: string | null;
  readonly updated: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly baseUrl: string | null;
  readonly image: string | null;
  readonly tags: readonly string[] | null;
  readonly saved: string | null;
  /** Instant of the visible date line beside a machine's. */
  readonly text?: string;
  readonly contentHas: readonly string[];
  readonly contentHasNot: readonly string[];
}

const folder = new URL('../fixtures/articles/html/', import.meta.url);
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => ({
    name,
    html: readFileSync(new URL(name, folder), 'utf8'),
    expected: JSON.parse(readFileSync(new URL(name.replace('.html', '.json'), folder), 'utf8')) as Expected,
  }));

describe('saved pages of many templates', () => {
  it('are fifteen at least', () => {
    expect(pages.length).toBeGreaterThanOrEqual(15);
  });

  it.each(pages)('reads what $name says of itself', ({ html, expected }) => {
    const draft = read(html);
    const { zone, contentHas: _, contentHasNot: __, text, ...fields } = expected;
    expect({
      title: draft.title?.value ?? null,
      siteName: draft.siteName?.value ?? null,
      authors: (draft.authors?.value ?? []).map(({ name }) => name),
      published: instantOf(draft, zone, 'published'),
      updated: instantOf(draft, zone, 'updated'),
      language: draft.language?.value ?? null,
      url: draft.url?.value ?? null,
      baseUrl: draft.baseUrl ?? null,
      image: draft.image?.value ?? null,
      tags: draft.tags?.value ?? null,
      saved: draft.saved?.value ?? null,
    }).toEqual(fields);
    if (text !== undefined) {
      const visible = draft.dates.filter(({ source }) => source === 'text');
      expect(instantOf({ ...draft, dates: visible }, zone, 'published')).toBe(text);
    }
  });

  it.each(pages)('finds the main text of $name', async ({ html, expected }) => {
    const found = await mainContent(html, { title: expected.title });
    expect(found.byFallback).toBe(false);
    for (const part of expected.contentHas) expect(found.html).toContain(part);
    for (const part of expected.contentHasNot) expect(found.html).not.toContain(part);
    expect(found.html).not.toMatch(/<h[12][^>]*>\s*Last horse-drawn barge comes home/);
  });
});

interface SharedExpected {
  readonly siteTimeZone: string;
  readonly title: string;
  readonly published: string | null;
  readonly updated: string | null;
  readonly authors: readonly string[];
  readonly siteName: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly image: string | null;
}

const corpus = 'data/articles/html';
const shared = hasShared(corpus)
  ? readdirSync(sharedPath(corpus))
      .filter((name) => name.endsWith('.html'))
      .map((name) => ({
        name,
        html: new TextDecoder(name.includes('cp1252') ? 'windows-1252' : 'utf-8').decode(
          readFileSync(sharedPath(`${corpus}/${name}`)),
        ),
        expected: JSON.parse(
          readFileSync(sharedPath(`${corpus}/${name}.expected.json`), 'utf8'),
        ) as SharedExpected,
      }))
  : [];

describe.skipIf(shared.length === 0)(sharedTitle('the shared corpus of saved pages', corpus), () => {
  it.each(shared)('$name', ({ html, expected }) => {
    const draft = read(html);
    const utc = (text: string | null) =>
      text === null ? null : new Date(text).toISOString().replace('.000', '');
    expect(draft.title?.value).toBe(expected.title);
    expect((draft.authors?.value ?? []).map(({ name }) => name)).toEqual(expected.authors);
    expect(instantOf(draft, expected.siteTimeZone, 'published')).toBe(utc(expected.published));
    expect(instantOf(draft, expected.siteTimeZone, 'updated')).toBe(utc(expected.updated));
    for (const key of ['siteName', 'language', 'url', 'image'] as const) {
      if (expected[key] !== null) expect(draft[key]?.value).toBe(expected[key]);
    }
  });
});

describe('the main text', () => {
  const paragraphs =
    '<p>The canal museum has bought back the last horse-drawn barge of the county, its director said.</p>'.repeat(
      6,
    );

  it.each([
    ['a fragment', `<article><h1>Barge</h1>${paragraphs}</article>`],
    [
      'a page without body tag',
      `<!doctype html><html lang=en><meta charset=utf-8><title>Barge</title><h1>Barge</h1>${paragraphs}`,
    ],
    [
      'a page with a head alone',
      `<html><head><title>Barge</title></head><h1>Barge</h1><div>${paragraphs}</div></html>`,
    ],
    [
      'a menu that is never closed',
      `<html><body><nav><a href="/">Home</a><div><h1>Barge</h1>${paragraphs}</div></body></html>`,
    ],
  ])('is found in %s', async (_, html) => {
    const found = await mainContent(html, { title: 'Barge' });
    expect(found.byFallback).toBe(false);
    expect(found.html.match(/<p>The canal museum/g)).toHaveLength(6);
    expect(found.html).not.toContain('<h1>');
  });

  it('says which lines the template had put there', async () => {
    const html = `<html><body><article>\n<h1>Barge</h1>\n<p>By Nell Harker</p>\n${paragraphs}\n<p>Share this article</p>\n</article></body></html>`;
    expect((await mainContent(html, { title: 'Barge' })).removed).toEqual([
      { line: 2, text: 'Barge', rule: 'headline' },
      { line: 3, text: 'By Nell Harker', rule: 'byline' },
      { line: 5, text: 'Share this article', rule: 'share' },
    ]);
  });

  it('is without the list of links below a heading such as Related Topics', async () => {
    const list =
      '<h2>Related Topics</h2><ul><li><a href="/a">Peat</a></li><li><a href="/b">Barges</a></li></ul>';
    const found = await mainContent(
      `<html><body><article>${paragraphs}${list}${paragraphs}</article></body></html>`,
    );
    expect(found.html).not.toContain('Related Topics');
    expect(found.html.match(/<p>The canal museum/g)).toHaveLength(12);
    expect(found.removed?.map(({ text }) => text)).toEqual(['Related Topics', 'Peat', 'Barges']);
  });

  it('keeps addresses as they are written', async () => {
    const html = `<html><head><base href="https://x.example/"></head><body><article>${paragraphs}<p>See <a href="/list">the list</a> and <img src="a.jpg" alt=""> of barges, which is long.</p></article></body></html>`;
    const found = await mainContent(html);
    expect(found.html).toContain('href="/list"');
    expect(found.html).toContain('src="a.jpg"');
  });

  it('falls back to the article element of a page that is too deep', async () => {
    const deep = `<body><div>${'<div>'.repeat(300)}x${'</div>'.repeat(300)}</div><article>${paragraphs}</article><footer>Imprint</footer></body>`;
    const found = await mainContent(deep);
    expect(found.byFallback).toBe(true);
    expect(found.html).toBe(paragraphs);
  });
});

describe('hostile pages', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['500 open div', `${'<div>'.repeat(500)}<p>The text is here.</p>`],
    ['20,000 nested elements', `<article>${'<div>'.repeat(20_000)}<p>The text is here.</p></article>`],
    ['59 KB of font and p', '<font><p>'.repeat(6_600)],
    [
      '40,000 attributes',
      `<p ${Array.from({ length: 40_000 }, (_, index) => `a${index}=1`).join(' ')}>Text</p>`,
    ],
    [
      'a JSON-LD script of braces',
      `<script type="application/ld+json">${'{"a":['.repeat(50_000)}</script><p>Text</p>`,
    ],
    ['one line of 2 MB', `<p>${'word '.repeat(400_000)}</p>`],
    ['no element at all', 'just text'],
    ['nothing', ''],
  ];

  it.each(hostile)('%s: metadata and main text come back', async (_, html) => {
    expect(read(html).format).toBe('html');
    const found = await mainContent(html);
    expect(typeof found.html).toBe('string');
  });

  it('ends a worker that a page holds too long, and the next page is read as ever', async () => {
    // Shallow enough for the check of depth, and slow all the same: much text in many blocks that Readability scores.
    const slow = `<body>${'<div>'.repeat(140)}${'<div><p>a, b, c, d, e, f</p></div>'.repeat(11_000)}`;
    const found = await mainContent(slow);
    expect(found.html).toContain('a, b, c');
    const [{ html, expected } = { html: '', expected: { contentHas: [''] } }] = pages;
    expect((await mainContent(html)).html).toContain(expected.contentHas[0]);
  });
});

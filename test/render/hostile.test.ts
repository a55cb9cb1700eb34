import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/article/article.ts';
import { feedFormats } from '../../src/render/formats.ts';
import { entry, feed, instant } from '../support/builders.ts';
import { hostileArticle, hostileContent, hostileSite } from '../support/hostile.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';

/** XML 1.0 §2.2, Char: nothing else may stand in a document, not even as a reference. */
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const before = entry({ path: 'before.md', title: 'Before & after', tags: ['t'] });
const after = entry({ path: 'after.md', published: instant('2026-01-01T00:00:00Z') });

const isWellFormed = async (name: string, document: string): Promise<void> => {
  if (name === 'json') {
    JSON.parse(document);
    return;
  }
  expect(document).not.toMatch(notXml);
  await readWithRssParser(document);
};

describe.each(feedFormats)('a $title document of hostile articles', ({ name, render }) => {
  it('is well-formed, loses no entry and leaves the others as they are', async () => {
    const alone = render(feed({ entries: [before, after] }));
    const [first, last] = readWithFeedsmith(name, alone);
    await fc.assert(
      fc.asyncProperty(hostileArticle, hostileContent, async (article, content) => {
        const document = render(feed({ entries: [before, entry(article, content), after] }));
        await isWellFormed(name, document);
        const read = readWithFeedsmith(name, document);
        expect(read).toHaveLength(3);
        expect(read[0]).toEqual(first);
        expect(read[2]).toEqual(last);
        expect(read[1]!.published).toBe(
          name === 'rss' ? Math.floor(article.published! / 1000) * 1000 : article.published,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('is well-formed whatever the settings say', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSite, hostileArticle, async (site, article) => {
        await isWellFormed(name, render(feed({ site, entries: [entry(article)] })));
      }),
      { numRuns: 150 },
    );
  });

  it('holds 200 tags, 30 authors and a body of 2 MB', async () => {
    const many: Entry = entry(
      {
        tags: Array.from({ length: 200 }, (_, at) => `tag & ${at}`),
        authors: Array.from({ length: 30 }, (_, at) => ({ name: `Author <${at}>` })),
      },
      { html: `<p>${'x ]]> & <b>y</b>\n'.repeat(125_000)}</p>` },
    );
    const document = render(feed({ entries: [many, after] }));
    await isWellFormed(name, document);
    const [read] = readWithFeedsmith(name, document);
    expect(read!.tags).toEqual(many.article.tags);
    expect(read!.authors).toEqual(many.article.authors.map((author) => author.name));
    expect(document.length).toBeGreaterThan(2_000_000);
  });
});

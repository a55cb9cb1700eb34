import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../src/article/explain.ts';
import { type Expected, expectations, explainCorpusFile } from '../support/article-corpus.ts';
import { hasShared, sharedTitle } from '../support/shared.ts';

const articles = 'data/articles';

const list = (corpus: string): readonly Expected[] => (hasShared(articles) ? expectations(corpus) : []);

/** Instants are compared as such, whatever offset they are written with. */
const instantOf = (text: unknown): number | null => (typeof text === 'string' ? Date.parse(text) : null);

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The corpus names encodings as Python does. */
const encodingName = (name: string): string => name.replace('cp1252', 'windows-1252');

/** The corpus calls a time with `:00` seconds one to the minute; the dates corpus, which counts, one to the second. */
const precisionOf = (precision: string | null, instant: string | null): readonly (string | null)[] =>
  precision === 'second' && instant?.endsWith(':00Z') ? [precision, 'minute'] : [precision];

/** Whether null means that the file says nothing and the field is not compared. */
const isSilent = (expected: unknown): boolean => expected === null || expected === undefined;

const expectDates = (found: Explanation, expected: Expected): void => {
  const accepted = (expected.accept as Record<string, readonly unknown[]> | undefined)?.published;
  const published = expected.feedPublished ?? expected.published;
  const allowed = (accepted ?? [published]).map(instantOf);
  expect(allowed).toContain(instantOf(found.published));
  expect(instantOf(found.updated)).toBe(instantOf(expected.updated));
};

describe.skipIf(!hasShared(articles)).each(['markdown', 'html'])(
  sharedTitle('the corpus of %s', articles),
  (corpus) => {
    test('has expectations', () => expect(list(corpus)).not.toEqual([]));

    test.each(list(corpus).map((expected) => [expected.file, expected] as const))(
      '%s',
      async (file, expected) => {
        const found = await explainCorpusFile(corpus, expected);
        const title = String(expected.title);
        // The notes accept a title with the site's name behind it where nothing in the page tells the name apart.
        if (/with or without the suffix/.test(String(expected.notes))) expect(found.title).toContain(title);
        else expect(found.title).toBe(title);
        expectDates(found, expected);
        expect(found.authors).toEqual(expected.authors);
        if (expected.tags) expect([...found.tags].sort()).toEqual([...(expected.tags as string[])].sort());
        if (expected.listed !== undefined) expect(found.listed).toBe(expected.listed);
        for (const field of ['summary', 'id', 'slug', 'siteName', 'language', 'url'] as const) {
          if (!isSilent(expected[field])) expect([field, found[field]]).toEqual([field, expected[field]]);
        }
        if (!isSilent(expected.image)) {
          // An image is compared by its end: the address that it is relative to is the site's.
          const end = String(expected.image).replace(/^(?:\.\.\/)+/, '');
          expect(found.image?.endsWith(end)).toBe(true);
        }
        if (expected.enclosure) expect(found.enclosures[0]).toMatchObject(expected.enclosure);
        for (const text of expected.contentHas as string[]) expect(found.content).toContain(text);
        for (const text of expected.contentHasNot as string[]) expect(found.content).not.toContain(text);
        expect(file).not.toBe('');
      },
    );
  },
);

describe.skipIf(!hasShared(articles))(sharedTitle('the corpus of press dumps', articles), () => {
  test('has expectations', () => expect(list('press')).not.toEqual([]));

  test.each(list('press').map((expected) => [expected.file, expected] as const))(
    '%s',
    async (_file, expected) => {
      const found = await explainCorpusFile('press', expected);
      expect(found.title).toBe(expected.title);
      expect(found.siteName).toBe(expected.siteName);
      expect(found.authors).toEqual(expected.authors);
      expect(found.place).toBe(expected.place);
      expect(found.language).toBe(expected.language);
      expect(found.encoding).toBe(encodingName(String(expected.encoding)));
      expectDates(found, expected);
      if (expected.published) {
        expect(precisionOf(found.precision.published, found.published)).toContain(
          expected.publishedPrecision,
        );
        expect(found.sources.published).toBe(expected.dateSource);
      }
      if (expected.updated) {
        expect(precisionOf(found.precision.updated, found.updated)).toContain(expected.updatedPrecision);
      }
      expect(found.paragraphs.length).toBe(expected.paragraphs);
      expect(found.paragraphs[0]).toBe(fold(String(expected.firstParagraph)));
      expect(found.paragraphs.at(-1)).toBe(fold(String(expected.lastParagraph)));
      const removed = found.removed.map(({ text }) => fold(text));
      expect([...removed].sort()).toEqual((expected.removedLines as string[]).map(fold).sort());
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/article/article.ts';
import { feedFormats } from '../../src/render/formats.ts';
import { oncePerEntry } from '../../src/render/pieces.ts';
import { entry, feed, site } from '../support/builders.ts';
import { hostileArticle, hostileContent } from '../support/hostile.ts';

/** Entries of which nothing is known yet. */
const unknown = (entries: readonly Entry[]): Entry[] => entries.map((each) => ({ ...each }));
const hostileEntries = fc.array(
  fc.tuple(hostileArticle, hostileContent).map(([article, content]) => entry(article, content)),
  { maxLength: 4 },
);

describe.each(feedFormats)('entries in $title', ({ render }) => {
  it('are written alike whether all, some or none of them were written before', () => {
    const settings = site();
    fc.assert(
      fc.property(hostileEntries, hostileEntries, hostileEntries, (first, second, third) => {
        const written = (entries: readonly Entry[]): string =>
          render({ ...feed(), site: settings, entries: [...entries] });
        const all = [...first, ...second, ...third];
        const expected = written(unknown(all));
        written(first);
        written([...third].reverse());
        expect(written(all)).toBe(expected);
        expect(written(all)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('may be frozen objects, and show nothing of what is remembered', () => {
    const frozen = Object.freeze(entry());
    const document = render(feed({ entries: [frozen] }));
    expect(render(feed({ entries: [frozen] }))).toBe(document);
    expect(Object.getOwnPropertyNames(frozen)).toEqual(['article', 'content']);
  });
});

describe('a memory of pieces', () => {
  it('has an entry written once under the same settings, and again under others', () => {
    const asked: string[][] = [];
    const pieces = oncePerEntry((entries) => {
      asked.push(entries.map(({ title }) => title));
      return entries.map(({ title }) => `<${title}>`);
    });
    const [a, b] = [entry({ title: 'a' }), entry({ title: 'b' })];
    const settings = site();
    expect(pieces([a], settings)).toEqual(['<a>']);
    expect(pieces([b, a], settings)).toEqual(['<b>', '<a>']);
    expect(pieces([a, b], settings)).toEqual(['<a>', '<b>']);
    expect(pieces([a], site())).toEqual(['<a>']);
    expect(asked).toEqual([['a'], ['b'], ['a']]);
  });
});

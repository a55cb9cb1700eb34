import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { olderPages, pageRange, pagesBeside } from '../../../src/web/pages/paging.ts';
import { site } from '../../support/builders.ts';

const withEntries = (entries: number) => site({ feeds: { ...site().feeds, entries } });
const sizes = fc.integer({ min: 0, max: 300 });
const limits = fc.integer({ min: 1, max: 60 });

const rangesOf = (entries: number, size: number) => {
  const settings = withEntries(entries);
  const numbers = Array.from({ length: olderPages(settings, size) }, (_, at) => at + 1);
  return [undefined, ...numbers].map((number) => pageRange(settings, size, number)!);
};

describe('the pages of a scope', () => {
  it('show every article, and none beyond', () => {
    fc.assert(
      fc.property(limits, sizes, (entries, size) => {
        const shown = new Set<number>();
        for (const { start, end } of rangesOf(entries, size)) {
          for (let at = start; at < end; at += 1) shown.add(at);
        }
        expect([...shown].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, at) => at));
      }),
    );
  });

  it('show the newest first, twenty at most', () => {
    fc.assert(
      fc.property(limits, sizes, (entries, size) => {
        const [newest, ...older] = rangesOf(entries, size);
        expect(newest!.end).toBe(size);
        for (const { start, end } of [newest!, ...older]) expect(end - start).toBeLessThanOrEqual(20);
      }),
    );
  });

  it('keep what a page of older articles shows when articles come', () => {
    fc.assert(
      fc.property(limits, sizes, fc.integer({ min: 0, max: 50 }), (entries, size, more) => {
        const [, ...before] = rangesOf(entries, size);
        const [, ...after] = rangesOf(entries, size + more);
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it('name each other in a row', () => {
    expect(pagesBeside('/tags/tea', 2, undefined)).toEqual({
      older: '/tags/tea/archive/2/',
      newer: undefined,
    });
    expect(pagesBeside('/tags/tea', 2, 2)).toEqual({ older: '/tags/tea/archive/1/', newer: '/tags/tea/' });
    expect(pagesBeside('', 2, 1)).toEqual({ older: undefined, newer: '/archive/2/' });
    expect(pagesBeside('', 0, undefined)).toEqual({ older: undefined, newer: undefined });
  });

  it('are those that there are', () => {
    const settings = withEntries(20);
    expect(olderPages(settings, 20)).toBe(0);
    expect(olderPages(settings, 21)).toBe(1);
    expect(pageRange(settings, 21, 2)).toBeUndefined();
    expect(pageRange(settings, 21, 0)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdRecord } from '../../src/article/identity/id-records.ts';
import { formatIds } from '../../src/store/ids/ids-file.ts';
import { isWrittenWhole, spliceRows } from '../../src/store/ids/ids-splice.ts';

const row = (id: string, slug: string): IdRecord => ({
  id,
  path: `${slug}.md`,
  slug,
  bodyHash: '',
  metaHash: '',
});
const textOf = (rows: readonly IdRecord[]): string => formatIds(new Map(rows.map((each) => [each.id, each])));

const bytesOf = (text: string) => {
  const bytes = Buffer.from(text);
  return { size: bytes.length, read: async (start: number, end: number) => bytes.subarray(start, end) };
};

const spliced = async (text: string, rows: readonly IdRecord[]): Promise<string> => {
  const pieces = await Array.fromAsync(spliceRows(bytesOf(text), rows), (piece) => Buffer.from(piece));
  return Buffer.concat(pieces).toString();
};

describe('spliceRows', () => {
  it('gives the text that all rows together have', async () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('a', 'b', 'ab', '#x', '\ud800', '\uffff', '😀', 'tab\there', '\\', 'long'.repeat(2000)),
    );
    const rows = fc.array(fc.tuple(id, fc.constantFrom('one', 'two', 'much longer'), fc.boolean()));
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const before = cells.filter(([, , isOld]) => isOld).map(([each, slug]) => row(each, slug));
        const fresh = cells.filter(([, , isOld]) => !isOld);
        const unique = [...new Map(fresh.map(([each, slug]) => [each, row(each, slug)])).values()];
        expect(await spliced(textOf(before), unique)).toBe(textOf([...before, ...unique]));
      }),
    );
  });

  it('finds places among thousands of rows', async () => {
    const all = Array.from({ length: 3000 }, (_, at) => row(`urn:${at}`, `slug-${at % 7}`));
    const fresh = all.filter((_, at) => at % 500 === 3);
    const others = all.filter((each) => !fresh.includes(each));
    expect(await spliced(textOf(others), fresh)).toBe(textOf(all));
    const changed = fresh.map(({ id }) => row(id, 'another'));
    expect(await spliced(textOf(all), changed)).toBe(textOf([...all, ...changed]));
  });
});

describe('isWrittenWhole', () => {
  it.each([
    ['what formatIds writes', textOf([row('x', 'a')]), true],
    ['no rows', textOf([]), true],
    ['another head', 'id\tpath\tslug\nx\ta.md\ta\n', false],
    ['a last line without end', textOf([row('x', 'a')]).slice(0, -1), false],
  ])('knows %s', async (_what, text, isWhole) => {
    expect(await isWrittenWhole(bytesOf(text))).toBe(isWhole);
  });
});

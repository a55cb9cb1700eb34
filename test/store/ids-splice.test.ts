import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdRecord } from '../../src/article/id-records.ts';
import { formatIds } from '../../src/store/ids-file.ts';
import { spliceRows } from '../../src/store/ids-splice.ts';

const row = (id: string, slug: string): IdRecord => ({
  id,
  path: `${slug}.md`,
  slug,
  bodyHash: '',
  metaHash: '',
});
const textOf = (rows: readonly IdRecord[]): string => formatIds(new Map(rows.map((each) => [each.id, each])));

describe('spliceRows', () => {
  it('gives the text that all rows together have', () => {
    const id = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.constantFrom('a', 'b', 'ab', '#x', '\ud800', '\uffff', '😀', 'tab\there', '\\'),
    );
    const rows = fc.array(fc.tuple(id, fc.constantFrom('one', 'two', 'much longer'), fc.boolean()));
    fc.assert(
      fc.property(rows, (cells) => {
        const before = cells.filter(([, , isOld]) => isOld).map(([each, slug]) => row(each, slug));
        const unique = new Map(
          cells.filter(([, , isOld]) => !isOld).map(([each, slug]) => [each, row(each, slug)]),
        );
        const pieces = spliceRows(Buffer.from(textOf(before)), [...unique.values()]);
        expect(Buffer.concat(pieces ?? []).toString()).toBe(textOf([...before, ...unique.values()]));
      }),
    );
  });

  it('leaves a file alone that was not written whole by this version', () => {
    expect(spliceRows(Buffer.from('id\tpath\tslug\nx\ta.md\ta\n'), [row('y', 'b')])).toBeUndefined();
    expect(spliceRows(Buffer.from(textOf([row('x', 'a')]).slice(0, -1)), [row('y', 'b')])).toBeUndefined();
  });
});

import { compareCodePoints, sortByCodePoints } from '../article/code-points.ts';
import type { IdRecord } from '../article/id-records.ts';
import { formatRow, headOfIds, idOfRow } from './ids-file.ts';

const LINE_END = 0x0a;

/** Where the line ends in which `at` lies: the index behind its line feed. */
const endOfLine = (bytes: Buffer, at: number): number => {
  const end = bytes.indexOf(LINE_END, at);
  return end === -1 ? bytes.length : end + 1;
};

/** The first line whose id is not before `id`: where it begins, and where it ends if it is that id's. */
const placeOfId = (bytes: Buffer, id: string): { readonly start: number; readonly end: number } => {
  let low = headOfIds.length;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const start = Math.max(low, bytes.lastIndexOf(LINE_END, middle - 1) + 1);
    const end = endOfLine(bytes, middle);
    const order = compareCodePoints(idOfRow(bytes.toString('utf8', start, end)), id);
    if (order === 0) return { start, end };
    if (order < 0) low = end;
    else high = start;
  }
  return { start: low, end: low };
};

/**
 * The text of an `ids.tsv` with some rows added or replaced, as pieces to be written one after the other: each costs a
 * search, however many rows there are. Undefined where the text does not begin as `formatIds` writes it; that its rows
 * are in the order of their ids is for the caller to know.
 */
export const spliceRows = (bytes: Buffer, rows: readonly IdRecord[]): Buffer[] | undefined => {
  if (bytes.toString('latin1', 0, headOfIds.length) !== headOfIds || bytes.at(-1) !== LINE_END)
    return undefined;
  const pieces: Buffer[] = [];
  let from = 0;
  for (const row of sortByCodePoints(rows, ({ id }) => id)) {
    const { start, end } = placeOfId(bytes, row.id);
    pieces.push(bytes.subarray(from, start), Buffer.from(`${formatRow(row)}\n`));
    from = end;
  }
  pieces.push(bytes.subarray(from));
  return pieces;
};

import { compareCodePoints, sortByCodePoints } from '../../article/code-points.ts';
import type { IdRecord } from '../../article/identity/id-records.ts';
import { formatRow, headOfIds, idOfRow } from './ids-file.ts';

/** The bytes of a file, piece by piece: a file of 100,000 rows is never in memory as a whole. */
export interface FileBytes {
  readonly size: number;
  /** Bytes from `start` up to, not including, `end`; they count until the next call. */
  read(start: number, end: number): Promise<Buffer>;
}

const LINE_END = 0x0a;

/** Longer than most rows; where one is longer, more is read. In bytes. */
const WINDOW = 1024;

/** Bytes copied at a time. */
const CHUNK = 256 * 1024;

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line in which `at` lies, among those from `low` on, where a line begins. `end` is behind its line feed. */
const lineAt = async (bytes: FileBytes, at: number, low: number): Promise<Line> => {
  for (let reach = WINDOW; ; reach *= 4) {
    const from = Math.max(low, at - reach);
    const to = Math.min(bytes.size, at + reach);
    const window = await bytes.read(from, to);
    // A line feed at `at` itself ends this line.
    const before = at === from ? -1 : window.lastIndexOf(LINE_END, at - from - 1);
    const after = window.indexOf(LINE_END, at - from);
    if ((before === -1 && from > low) || (after === -1 && to < bytes.size)) continue;
    const start = before === -1 ? low : from + before + 1;
    const end = after === -1 ? to : from + after + 1;
    return { start, end, text: window.toString('utf8', start - from, end - from) };
  }
};

/** The first line from `from` on whose id is not before `id`: where it begins, and where it ends if it is that id's. */
const placeOfId = async (bytes: FileBytes, id: string, from: number): Promise<Omit<Line, 'text'>> => {
  let low = from;
  let high = bytes.size;
  while (low < high) {
    const { start, end, text } = await lineAt(bytes, (low + high) >>> 1, low);
    const order = compareCodePoints(idOfRow(text), id);
    if (order === 0) return { start, end };
    if (order < 0) low = end;
    else high = start;
  }
  return { start: low, end: low };
};

/** Whether a file begins as `formatIds` writes it, and ends with a line. */
export const isWrittenWhole = async (bytes: FileBytes): Promise<boolean> => {
  const head = (await bytes.read(0, headOfIds.length)).toString('latin1');
  const last = (await bytes.read(bytes.size - 1, bytes.size))[0];
  return head === headOfIds && last === LINE_END;
};

async function* copy(bytes: FileBytes, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += CHUNK) yield bytes.read(at, Math.min(to, at + CHUNK));
}

/**
 * The text of an `ids.tsv` (`isWrittenWhole`, its rows in the order of their ids) with some rows added or replaced, as
 * pieces that each count until the next: a row costs a search, however many there are.
 */
export async function* spliceRows(
  bytes: FileBytes,
  rows: readonly IdRecord[],
): AsyncGenerator<Buffer | string> {
  let from = 0;
  let low = headOfIds.length;
  for (const row of sortByCodePoints(rows, ({ id }) => id)) {
    const { start, end } = await placeOfId(bytes, row.id, low);
    yield* copy(bytes, from, start);
    yield `${formatRow(row)}\n`;
    from = end;
    low = end;
  }
  yield* copy(bytes, from, bytes.size);
}

import { compareCodePoints, sortByCodePoints } from '../../article/code-points.ts';
import type { IdRecord, IdRecords } from '../../article/identity/id-records.ts';
import { ownString } from '../../article/own-string.ts';
import { readFast } from '../../date/fast.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { isInstant } from '../../date/instant.ts';
import type { Instant } from '../../date/reading.ts';

const VERSION = 1;
const firstLine = `# dateline ids ${VERSION}: the ids given so far; keep and commit this file`;
const columns = ['id', 'path', 'slug', 'published', 'body', 'meta', 'part', 'file-time'] as const;
type Column = (typeof columns)[number];

/** What a text of `ids.tsv` holds. */
export interface IdsText {
  readonly records: IdRecords;
  /** Lines that cannot be read, as they are. */
  readonly damaged: readonly { readonly line: number; readonly text: string }[];
  /** The file's version, where it is a later one than ours: it must not be written then. */
  readonly laterVersion?: number | undefined;
  /** Whether the text is just what `formatIds` would write: rows can be put into it without reading it again. */
  readonly isOwn?: boolean | undefined;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};
const unescapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  t: '\t',
  n: '\n',
  r: '\r',
  '0': '\0',
  '#': '#',
  '<': '<',
  '=': '=',
  '>': '>',
  '|': '|',
};

const surrogate = /[\ud800-\udfff]/;

const special = /[\\\t\n\r\0\ud800-\udfff]/;

/** A lone surrogate, which UTF-8 cannot carry, as `\ud800`; the other marks as in C. */
const escapeCell = (text: string): string =>
  special.test(text)
    ? text
        .replace(/[\\\t\n\r\0]/g, (mark) => escapes[mark] ?? mark)
        .replace(/\p{Cs}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    : text;

const unescapeCell = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (whole, hex: string | undefined, mark: string) =>
        hex === undefined ? (unescapes[mark] ?? whole) : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

const readInstant = (text: string | undefined): Instant | undefined => {
  if (text === undefined || text === '') return undefined;
  const time = readFast(text, {})?.instant ?? Date.parse(text);
  return isInstant(time) ? time : undefined;
};

const writeInstant = (instant: Instant | undefined): string =>
  instant === undefined ? '' : formatRfc3339(instant);

/** Whether a cell is a hash: 16 hexadecimal digits. Codes are looked at, since this is asked twice a row. */
const isHash = (cell: string): boolean => {
  if (cell.length !== 16) return false;
  for (let at = 0; at < 16; at += 1) {
    const code = cell.charCodeAt(at);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return true;
};

/** Where each column stands in a row; -1 for one that is not there. */
type Order = Readonly<Record<Column, number>> & { readonly width: number };

const orderOf = (header: readonly string[]): Order => {
  const places = columns.map((name): [Column, number] => [name, header.indexOf(name)]);
  return { ...(Object.fromEntries(places) as Record<Column, number>), width: header.length };
};

/** What stays in memory must be no slice, or each would keep the whole text of the file. */
const ownCell = (cell: string | undefined): string =>
  cell === undefined || cell === '' ? '' : ownString(unescapeCell(cell));

const ownHash = (cell: string | undefined): string =>
  cell !== undefined && isHash(cell) ? ownString(cell) : '';

/** The record of a row; undefined where it is none. */
const readRow = (line: string, order: Order): IdRecord | undefined => {
  const cells = line.split('\t');
  const id = ownCell(cells[order.id]);
  const path = ownCell(cells[order.path]);
  if (id === '' || path === '' || cells.length > order.width + 20) return undefined;
  return {
    id,
    path,
    part: ownCell(cells[order.part]) || undefined,
    slug: ownCell(cells[order.slug]),
    published: readInstant(cells[order.published]),
    bodyHash: ownHash(cells[order.body]),
    metaHash: ownHash(cells[order.meta]),
    fileTime: readInstant(cells[order['file-time']]),
  };
};

/** What git leaves behind when two people have written: both sides count, and the marks say nothing. */
const isConflictMark = (line: string): boolean => /^(?:<{7}|\|{7}|>{7})(?: |$)|^={7}$/.test(line);

const countLines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/** Bytes a piece: a text of 100,000 rows as a whole would count as memory in use for as long as it is read. */
const PIECE_BYTES = 256 * 1024;

/** The text of a file in pieces of whole lines. */
export function* piecesOfText(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start + PIECE_BYTES);
    const end = newline === -1 ? bytes.length : newline + 1;
    yield bytes.toString('utf8', start, end);
    start = end;
  }
}

/** The lines of a text with line ends of any kind; none behind the last line end. */
function* linesOf(text: string): Generator<string> {
  const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let start = 0;
  for (let end = unix.indexOf('\n'); end !== -1; end = unix.indexOf('\n', start)) {
    yield unix.slice(start, end);
    start = end + 1;
  }
  if (start < unix.length) yield unix.slice(start);
}

const isHeader = (line: string): boolean => /^id\tpath\tslug(?:\t|$)/.test(line);

/** Whether a line may be something else than a row: nothing that we write begins like this. */
const maySayNothing = (line: string): boolean => /^(?:[#<>=|\s]|$)/.test(line);

/** The order of code points too, where there is no surrogate, at a fraction of the cost. */
const compareUnits = (a: string, b: string): number => (a > b ? 1 : a < b ? -1 : 0);

/**
 * Reads `ids.tsv`. Rows are id, path and slug at least (the slug may be empty: people add rows); columns may stand in
 * any order when the header names them. Of two rows with one id the first counts. Line ends of any kind, a BOM,
 * comments and the marks of a merge conflict do no harm. The text may come in pieces of whole lines.
 */
export const parseIds = (text: string | Iterable<string>): IdsText => {
  const records = new Map<string, IdRecord>();
  const damaged: { line: number; text: string }[] = [];
  let order = orderOf(columns);
  let laterVersion: number | undefined;
  let last = '';
  let inOrder = 0;
  let line = 0;
  const take = (raw: string, compare: (a: string, b: string) => number): void => {
    line += 1;
    if (maySayNothing(raw)) {
      const version = Number(/^# dateline ids (\d{1,6})/.exec(raw)?.[1] ?? 0);
      if (version > VERSION) laterVersion = version;
      if (raw.trim() === '' || raw.startsWith('# ') || isConflictMark(raw)) return;
    } else if (isHeader(raw)) {
      order = orderOf(raw.split('\t'));
      return;
    }
    const record = readRow(raw, order);
    if (record === undefined) damaged.push({ line, text: raw });
    else if (!records.has(record.id)) {
      records.set(record.id, record);
      if (compare(record.id, last) > 0) inOrder += 1;
      last = record.id;
    }
  };
  let newlines = 0;
  let isAsWritten = true;
  let end = '';
  for (const piece of typeof text === 'string' ? [text] : text) {
    if (end === '') isAsWritten = piece.startsWith(headOfIds);
    const compare = surrogate.test(piece) ? compareCodePoints : compareUnits;
    for (const raw of linesOf(end === '' ? piece.replace(/^\ufeff/, '') : piece)) take(raw, compare);
    newlines += countLines(piece);
    isAsWritten &&= !piece.includes('\r');
    end = piece.slice(-1);
  }
  const isOwn = isAsWritten && end === '\n' && inOrder === records.size && newlines === 2 + records.size;
  return { records, damaged, laterVersion, isOwn };
};

/** A row as one line, without its end. */
export const formatRow = (record: IdRecord): string => {
  const { id, path, slug, published, bodyHash, metaHash, part = '', fileTime } = record;
  const cells = [id, path, slug, writeInstant(published), bodyHash, metaHash, part, writeInstant(fileTime)];
  // An id that looks like a comment or a mark of a merge conflict shall not be taken for one.
  return cells
    .map(escapeCell)
    .join('\t')
    .replace(/^(?=[#<=>|])/, '\\');
};

/** The id of a line that `formatRow` has written. */
export const idOfRow = (line: string): string => unescapeCell(line.slice(0, line.indexOf('\t')));

/** The first lines of a file that was written whole. */
export const headOfIds = `${firstLine}\n${columns.join('\t')}\n`;

/** Rows a piece: about a hundred kilobytes. */
const PIECE = 1000;

/** The text of `ids.tsv` in pieces, which together need not be in memory. */
export function* piecesOfIds(records: IdRecords): Generator<string> {
  yield headOfIds;
  const sorted = sortByCodePoints(records.values(), ({ id }) => id);
  for (let at = 0; at < sorted.length; at += PIECE) {
    const rows = sorted.slice(at, at + PIECE);
    yield rows.map((record) => `${formatRow(record)}\n`).join('');
  }
}

/** Writes `ids.tsv`: a comment with the version, a header, and the rows in the code-point order of their ids. */
export const formatIds = (records: IdRecords): string => [...piecesOfIds(records)].join('');

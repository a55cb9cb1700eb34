import { compareCodePoints, sortByCodePoints } from '../../article/code-points.ts';
import type { IdRecord, IdRecords } from '../../article/identity/id-records.ts';
import { ownString } from '../../article/own-string.ts';
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
  const time = text ? Date.parse(text) : Number.NaN;
  return isInstant(time) ? time : undefined;
};

const writeInstant = (instant: Instant | undefined): string =>
  instant === undefined ? '' : formatRfc3339(instant);

const hashShape = /^[0-9a-f]{16}$/;

const readRow = (line: string, order: readonly string[]): IdRecord | undefined => {
  const cells = line.split('\t');
  // What stays in memory must be no slice, or each would keep the whole text of the file.
  const cell = (name: Column): string => ownString(unescapeCell(cells[order.indexOf(name)] ?? ''));
  const id = cell('id');
  const path = cell('path');
  if (id === '' || path === '' || cells.length > order.length + 20) return undefined;
  const hash = (name: Column): string => (hashShape.test(cell(name)) ? cell(name) : '');
  return {
    id,
    path,
    part: cell('part') || undefined,
    slug: cell('slug'),
    published: readInstant(cell('published')),
    bodyHash: hash('body'),
    metaHash: hash('meta'),
    fileTime: readInstant(cell('file-time')),
  };
};

/** What git leaves behind when two people have written: both sides count, and the marks say nothing. */
const isConflictMark = (line: string): boolean => /^(?:<{7}|\|{7}|>{7})(?: |$)|^={7}$/.test(line);

const countLines = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

const isHeader = (line: string): boolean => /^id\tpath\tslug(?:\t|$)/.test(line);

/**
 * Reads `ids.tsv`. Rows are id, path and slug at least (the slug may be empty: people add rows); columns may stand in
 * any order when the header names them. Of two rows with one id the first counts. Line ends of any kind, a BOM,
 * comments and the marks of a merge conflict do no harm.
 */
export const parseIds = (text: string): IdsText => {
  const records = new Map<string, IdRecord>();
  const damaged: { line: number; text: string }[] = [];
  let order: readonly string[] = columns;
  let laterVersion: number | undefined;
  let last = '';
  let inOrder = 0;
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const version = Number(/^# dateline ids (\d{1,6})/.exec(raw)?.[1] ?? 0);
    if (version > VERSION) laterVersion = version;
    if (raw.trim() === '' || raw.startsWith('# ') || isConflictMark(raw)) continue;
    if (isHeader(raw)) {
      order = raw.split('\t');
      continue;
    }
    const record = readRow(raw, order);
    if (record === undefined) damaged.push({ line: index + 1, text: raw });
    else if (!records.has(record.id)) {
      records.set(record.id, record);
      if (compareCodePoints(record.id, last) > 0) inOrder += 1;
      last = record.id;
    }
  }
  const lines = 2 + records.size;
  const isOwn =
    text.startsWith(headOfIds) &&
    inOrder === records.size &&
    text.endsWith('\n') &&
    countLines(text) === lines;
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

import { countWords, endsSentence, foldSpace, isUnspaced } from './words.ts';

/** One line of the file that isn't blank; `text` is trimmed and folded. */
export interface SourceLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/** What counts as one line for the reader: a source line, or several that a hard wrap has cut. */
export interface Unit {
  readonly line: number;
  readonly text: string;
  readonly lines: readonly SourceLine[];
  /** Whether a blank line (or the file's beginning) stands before it. */
  readonly afterBlank: boolean;
}

interface Row extends SourceLine {
  /** How wide the line stands in a fixed-width font, indent included. */
  readonly columns: number;
  readonly indented: boolean;
  readonly afterBlank: boolean;
}

/** Marks of one list item: a bullet, or a number or letter with a point or bracket. */
export const LIST_MARK = /^(?:[-*•‣▪■●○◦·∙➤►✓✔–—]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)(?=\S)/u;

/** A wrap is at 40 columns at least (half as many characters where they are two columns wide), at 132 at most. */
const NARROWEST = 40;
const WIDEST = 132;

const rowsOf = (text: string): Row[] => {
  const rows: Row[] = [];
  let afterBlank = true;
  for (const [index, raw] of text.split('\n').entries()) {
    const folded = foldSpace(raw);
    if (folded === '') {
      afterBlank = true;
      continue;
    }
    rows.push({
      line: index + 1,
      text: folded,
      columns: columns(raw.trimEnd()),
      indented: /^(?: {2,}|\t|\u3000)/u.test(raw),
      afterBlank,
    });
    afterBlank = false;
  }
  return rows;
};

/** How wide a text stands in a fixed-width font. */
const columns = (text: string): number => (isUnspaced(text) ? text.length * 2 : text.length);

/** The room that the next line's first word would have needed; unspaced lines may end early for a mark's sake. */
const firstWordColumns = (text: string): number =>
  isUnspaced(text) ? 6 : 1 + (text.split(' ', 1)[0]?.length ?? 0);

/** Whether the text goes on in the next line: no sentence ended here, or the next begins in lower case. */
const goesOn = (row: Row, next: Row): boolean => !endsSentence(row.text) || /^[\p{Ll}]/u.test(next.text);

/** The column at which the file's lines were cut, or undefined where each line stands for itself. */
const wrapColumn = (rows: readonly Row[]): number | undefined => {
  const pairs: [Row, Row][] = [];
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    if (next && !next.afterBlank && !next.indented && !LIST_MARK.test(next.text)) pairs.push([row, next]);
  }
  const widths = pairs.filter(([row, next]) => goesOn(row, next)).map(([row]) => row.columns);
  const widest = Math.max(0, ...widths.slice(0, 5000));
  if (widest < NARROWEST || widest > WIDEST) return undefined;
  // A line that is longer than the supposed cut wasn't cut there.
  if (rows.some((row) => row.columns > widest + 8 && countWords(row.text) > 3)) return undefined;
  const cut = pairs.filter(([row, next]) => isCut(row, next, widest));
  const midSentence = cut.filter(([row, next]) => goesOn(row, next) && isProseLine(row.text));
  const lowerCase = midSentence.filter(([, next]) => /^[\p{Ll}\p{Lo}\d]/u.test(next.text));
  if (lowerCase.length === 0 || midSentence.length * 2 < cut.length) return undefined;
  return pairs.reduce((width, [row]) => Math.max(width, row.columns), widest);
};

const isProseLine = (text: string): boolean => countWords(text) >= 5;

/** Whether the line is as full as it could be: the next word would not have fitted. */
const isCut = (row: Row, next: Row, width: number): boolean =>
  row.columns <= width && row.columns + firstWordColumns(next.text) > width;

/**
 * The lines of a dump, each with its number. Where the file was wrapped at a fixed column, the pieces of a paragraph
 * are joined (without a space where the script has none); in any other file each line stands for itself.
 */
export const readUnits = (text: string): Unit[] => {
  const rows = rowsOf(text);
  const width = wrapColumn(rows);
  const units: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const joins =
      width !== undefined &&
      before !== undefined &&
      !row.afterBlank &&
      !row.indented &&
      !LIST_MARK.test(row.text) &&
      (isCut(before, row, width) || isMidSentence(before, row));
    if (joins || continuesItem(row, units.at(-1))) units.at(-1)?.push(row);
    else units.push([row]);
  }
  return units.map(joinRows);
};

/** In a wrapped file a line that goes on in lower case was cut, though a little early. */
const isMidSentence = (row: Row, next: Row): boolean =>
  /^\p{Ll}/u.test(next.text) && !endsSentence(row.text) && row.columns >= NARROWEST;

/** An indented line under a list item belongs to it. */
const continuesItem = (row: Row, item: readonly Row[] | undefined): boolean =>
  row.indented &&
  !row.afterBlank &&
  item !== undefined &&
  LIST_MARK.test(item[0]?.text ?? '') &&
  !LIST_MARK.test(row.text);

const joinRows = (rows: readonly Row[]): Unit => {
  let text = rows[0]?.text ?? '';
  for (const { text: more } of rows.slice(1)) {
    const hyphenated = /\p{L}\u00ad$/u.test(text);
    if (hyphenated) text = text.slice(0, -1) + more;
    else text += (isUnspaced(text) && isUnspaced(more) ? '' : ' ') + more;
  }
  return {
    line: rows[0]?.line ?? 1,
    text,
    lines: rows.map(({ line, text }) => ({ line, text })),
    afterBlank: rows[0]?.afterBlank ?? true,
  };
};

import { formatRfc3339 } from '../../date/format.ts';
import type { DateRead, DateRefused, Precision, Reading } from '../../date/reading.ts';

/** Columns of the table and the width each has at least; one that needs more pushes its row to the right. */
const columns = [
  ['instant', 20],
  ['local time', 26],
  ['zone', 19],
  ['precision', 11],
  ['notation', 18],
  ['warnings', 16],
  ['text', 0],
] as const;

const pad = (cell: string, place: number): string => cell.padEnd(columns[place]?.[1] ?? 0);

/** Wraps a text in a colour of the terminal, or leaves it as it is. */
export type Paint = (colour: 'bold' | 'red' | 'yellow' | 'dim', text: string) => string;

const codes = { bold: 1, red: 31, yellow: 33, dim: 2 } as const;

/** Colours for a terminal; without colour every text stays as it is. */
export const painter = (hasColour: boolean): Paint =>
  hasColour ? (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m` : (_colour, text) => text;

/** Longest part of a text that a row shows. */
const shownText = 100;

/** The text on one line, without what could steer a terminal or turn its direction. */
const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n' || character === '\r' || character === '\t') return ' ';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

const shorten = (text: string): string =>
  text.length > shownText ? `${text.slice(0, shownText - 1)}…` : text;

const offsetMilliseconds = (offset: string): number => {
  const [hours = '0', minutes = '0'] = offset.slice(1).split(':');
  return (offset.startsWith('-') ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
};

const shownLength: Readonly<Record<Precision, number>> = {
  day: 10,
  hour: 16,
  minute: 16,
  second: 19,
  millisecond: 23,
  microsecond: 23,
};

/** The source's wall clock, as exact as the text, and its offset: `2015-09-16 21:52 +05:30`. */
const localTime = ({ instant, offset, precision }: DateRead): string => {
  const wall = new Date(instant + offsetMilliseconds(offset)).toISOString().replace('T', ' ');
  return `${wall.slice(0, shownLength[precision])} ${offset}`;
};

/** The head of the table. */
export const tableHead = (paint: Paint): string =>
  paint('bold', columns.map(([name], place) => pad(name, place)).join('  '));

const refusedRow = ({ refused, message, text }: DateRefused, paint: Paint): string => {
  const asked = message.includes(text) ? '' : `  ${paint('dim', printable(shorten(text)))}`;
  return `${paint('red', `${pad('refused', 0)}  ${refused}:`)} ${printable(message)}${asked}`;
};

/** One reading as a row of the table; a refusal says its code and what would settle it. */
export const tableRow = (reading: Reading, paint: Paint): string => {
  if (!reading.ok) return refusedRow(reading, paint);
  const { instant, zone, precision, notation, role, warnings, text } = reading;
  const facts = [
    formatRfc3339(instant),
    localTime(reading),
    zone ?? '-',
    precision,
    role === 'updated' ? `${notation} (update)` : notation,
  ];
  const doubts = pad(warnings.join(' '), facts.length);
  return [...facts.map(pad), paint('yellow', doubts), paint('dim', printable(shorten(text)))].join('  ');
};

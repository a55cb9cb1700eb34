import { type DatePiece, fullDate } from './date-piece.ts';
import { matchIsoWeek } from './iso-days.ts';
import { digits, glued, type Item, isMark } from './items.ts';
import { chained, matchTriple } from './triples.ts';

const chainedBefore = (items: readonly Item[], at: number): boolean =>
  items[at - 1]?.kind === 'mark' &&
  /^[./-]$/.test(items[at - 1]?.text ?? '') &&
  glued(items[at]) &&
  glued(items[at - 1]) &&
  items[at - 2]?.kind === 'number';

const numbering =
  /^(?:v|ver|vers|version|release|rel|build|php|ios|android|firmware|chapter|kapitel|section|abschnitt|rfc|ip|isbn|issn|doi|tel|fax|phone|telefon|ext)$/;

/** Whether a word or sign before the number says that it is no date: v1.2.2015, £16.09.2015, Version 10.12.15. */
const gluedWord = (items: readonly Item[], at: number): boolean => {
  const before = items[at - 1];
  if (before?.kind === 'mark') return glued(items[at]) && /^[$€£¥₹#@§]$/.test(before.text);
  if (before?.kind !== 'word' || before.sense?.label !== undefined) return false;
  if (glued(items[at])) return /[a-z]$/i.test(before.text) && before.sense?.weekday === undefined;
  return numbering.test(before.key);
};

/** Whether a word hangs on a number with points, as on a version: 2.11.23-beta. */
const hasTail = (items: readonly Item[], { value, to }: DatePiece): boolean =>
  value.form === 'numeric' &&
  !value.longYear &&
  value.mark === '.' &&
  isMark(items[to], '-') &&
  glued(items[to]) &&
  items[to + 1]?.kind === 'word' &&
  glued(items[to + 1]);

/** 16/9-2015 and 16/9 2015, as Scandinavians write. */
const matchMixed = (items: readonly Item[], at: number): DatePiece | undefined => {
  const a = items[at];
  const slash = items[at + 1];
  const b = items[at + 2];
  if (!isMark(slash, '/') || digits(a) > 2 || digits(b) === 0 || digits(b) > 2 || !glued(b)) return undefined;
  const dash = isMark(items[at + 3], '-') ? 1 : 0;
  const year = items[at + 3 + dash];
  if (digits(year) !== 4 || chained(items, at + 4 + dash)) return undefined;
  if (dash === 0 && !year?.spaced) return undefined;
  const numbers = [a?.value ?? 0, b?.value ?? 0, year?.value ?? 0] as const;
  return {
    kind: 'date',
    from: at,
    to: at + 4 + dash,
    notation: 'numeric',
    value: { form: 'numeric', numbers, mark: '/', longYear: true },
  };
};

/** 20150916 beside a time or alone; elsewhere eight digits are any number. */
const matchCompact = (items: readonly Item[], at: number): DatePiece | undefined => {
  const item = items[at] as Item;
  if (digits(item) !== 8) return undefined;
  const year = Math.trunc(item.value / 10_000);
  const month = Math.trunc(item.value / 100) % 100;
  const day = item.value % 100;
  if (year < 1600 || year > 2199 || month > 12 || day > 31) return undefined;
  return { kind: 'date', from: at, to: at + 1, notation: 'compact', value: fullDate(year, month, day) };
};

/** 2015-09 and 09/2015: a month without a day. */
const matchMonthYear = (items: readonly Item[], at: number): DatePiece | undefined => {
  const a = items[at];
  const mark = items[at + 1];
  const b = items[at + 2];
  if (
    mark?.kind !== 'mark' ||
    !/^[./-]$/.test(mark.text) ||
    mark.spaced ||
    !glued(b) ||
    chained(items, at + 3)
  )
    return undefined;
  const first = digits(a) === 4 && digits(b) === 2 && mark.text !== '.';
  const last = digits(b) === 4 && digits(a) <= 2;
  const month = first ? b?.value : a?.value;
  if (!(first || last) || month === undefined || month < 1 || month > 12) return undefined;
  // Nov-02-2023 has its month before.
  if (last && isMark(items[at - 1], '-') && glued(items[at]) && items[at - 2]?.sense?.month !== undefined)
    return undefined;
  return { kind: 'date', from: at, to: at + 3, notation: 'numeric', value: { form: 'no-day' } };
};

/** 16.9. and 9/16: a day without a year. */
const matchPair = (items: readonly Item[], at: number): DatePiece | undefined => {
  const a = items[at];
  const mark = items[at + 1];
  const b = items[at + 2];
  if (mark?.kind !== 'mark' || !/^[./-]$/.test(mark.text) || mark.spaced) return undefined;
  if (digits(a) > 2 || digits(b) === 0 || digits(b) > 2 || chained(items, at + 3)) return undefined;
  const dot = isMark(items[at + 3], '.') && glued(items[at + 3]);
  if (mark.text === '.' ? !dot : !glued(b)) return undefined;
  const numbers = [a?.value ?? 0, b?.value ?? 0] as const;
  return {
    kind: 'date',
    from: at,
    to: at + (dot ? 4 : 3),
    notation: 'numeric',
    value: { form: 'pair', numbers, mark: mark.text },
  };
};

/** 16 09 2015 and 2015 09 16: only with a year of four digits and nothing else beside. */
const matchSpaced = (items: readonly Item[], at: number): DatePiece | undefined => {
  const a = items[at];
  const b = items[at + 1];
  const c = items[at + 2];
  if (
    b?.kind !== 'number' ||
    c?.kind !== 'number' ||
    items[at - 1]?.kind === 'number' ||
    items[at + 3]?.kind === 'number'
  )
    return undefined;
  const sizes = `${digits(a)}${digits(b)}${digits(c)}`;
  const piece = { kind: 'date', from: at, to: at + 3 } as const;
  const numbers = [a?.value ?? 0, b.value, c.value] as const;
  if (sizes === '422') return { ...piece, notation: 'year-month-day', value: fullDate(...numbers) };
  if (sizes === '224')
    return { ...piece, notation: 'numeric', value: { form: 'numeric', numbers, mark: ' ', longYear: true } };
  return undefined;
};

/** The date in digits that begins at item `at`, if one does. */
export const matchNumeric = (items: readonly Item[], at: number): DatePiece | undefined => {
  if (items[at]?.kind !== 'number' || chainedBefore(items, at) || gluedWord(items, at)) return undefined;
  const triple = matchTriple(items, at);
  if (triple !== undefined && hasTail(items, triple)) return undefined;
  return (
    triple ??
    matchMixed(items, at) ??
    matchIsoWeek(items, at) ??
    matchCompact(items, at) ??
    matchMonthYear(items, at) ??
    matchSpaced(items, at) ??
    matchPair(items, at)
  );
};

import type { Day } from './calendars.ts';
import type { Item } from './items.ts';
import type { RefusalCode } from './reading.ts';

/** What a date says before language, weekday and calendar have been asked. */
export type DateValue =
  | ({ readonly form: 'full'; readonly shortYear: boolean; readonly calendar: string | undefined } & Day & {
        readonly era?: string;
      })
  | {
      readonly form: 'numeric';
      readonly numbers: readonly [number, number, number];
      readonly mark: string;
      readonly longYear: boolean;
    }
  | {
      readonly form: 'no-year';
      readonly month: number;
      readonly day: number;
      readonly calendar: string | undefined;
    }
  | { readonly form: 'pair'; readonly numbers: readonly [number, number]; readonly mark: string }
  | { readonly form: 'no-day' }
  | { readonly form: 'refused'; readonly code: RefusalCode; readonly why: string };

/** A date in the text. */
export interface DatePiece {
  readonly kind: 'date';
  readonly from: number;
  readonly to: number;
  readonly notation: string;
  readonly value: DateValue;
}

const digits = (item: Item | undefined): number => (item?.kind === 'number' ? item.text.length : 0);
const isMark = (item: Item | undefined, text: string): boolean => item?.kind === 'mark' && item.text === text;
const glued = (item: Item | undefined): boolean => item !== undefined && !item.spaced;

const triple = /^[./:-]$/;

/** Whether a number hangs at `at`, glued by a mark: part of a longer chain such as 192.168.1.1. */
const chained = (items: readonly Item[], at: number): boolean =>
  items[at]?.kind === 'mark' &&
  triple.test(items[at]?.text ?? '') &&
  glued(items[at]) &&
  items[at + 1]?.kind === 'number' &&
  glued(items[at + 1]);

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

interface Triple {
  readonly a: Item;
  readonly b: Item;
  readonly c: Item;
  readonly mark: string;
  readonly next: number;
}

const readTriple = (items: readonly Item[], at: number): Triple | undefined => {
  const [a, one, b, two, c] = items.slice(at, at + 5);
  if (one?.kind !== 'mark' || !triple.test(one.text) || two?.text !== one.text) return undefined;
  if (a === undefined || b?.kind !== 'number' || c?.kind !== 'number') return undefined;
  const spacing = one.spaced === two.spaced && b.spaced === c.spaced;
  if (!spacing && one.text !== '.') return undefined;
  if (one.spaced && !b.spaced) return undefined;
  return { a, b, c, mark: one.text, next: at + 5 };
};

const full = (year: number, month: number, day: number): DateValue => ({
  form: 'full', year, month, day, shortYear: false, calendar: undefined,
}); // biome-ignore format: one line

const refused = (code: RefusalCode, why: string): DateValue => ({ form: 'refused', code, why });

/** Y-M-D-h-m and the like: the numbers behind the day are a time, or the whole is no date. */
const valueOfTriple = ({ a, b, c, mark }: Triple, isLog: boolean): DateValue | undefined => {
  const sizes = [digits(a), digits(b), digits(c)] as const;
  // 2015:09:16 is EXIF's; 2015:21:52:00 is the end of a server log's date and its time.
  if (mark === ':' && (sizes.join('') !== '422' || b.value > 12 || isLog)) return undefined;
  if (sizes[0] === 4 && sizes[1] <= 2 && sizes[2] <= 2) return full(a.value, b.value, c.value);
  if (sizes[0] > 2 || sizes[1] > 2) return undefined;
  if (sizes[2] === 4) return { form: 'numeric', numbers: [a.value, b.value, c.value], mark, longYear: true };
  if (sizes[2] === 3) return undefined;
  if (sizes[2] <= 2 && (sizes[0] === 2 || sizes[2] === 2)) {
    return { form: 'numeric', numbers: [a.value, b.value, c.value], mark, longYear: false };
  }
  return undefined;
};

const matchTriple = (items: readonly Item[], at: number): DatePiece | undefined => {
  const found = readTriple(items, at);
  if (found === undefined) return undefined;
  const value = valueOfTriple(found, isMark(items[found.next], ':'));
  if (value === undefined) return undefined;
  let to = found.next;
  const piece = {
    kind: 'date',
    from: at,
    notation: value.form === 'full' ? 'year-month-day' : 'numeric',
  } as const;
  if (chained(items, to) && !isMark(items[to], ':') && !isTimeBehind(items, to + 1)) {
    const code = found.mark === '.' && value.form === 'numeric' ? undefined : 'unparsable';
    return code && { ...piece, to: to + 2, value: refused(code, 'more numbers hang on it') };
  }
  // The dot behind the last number of `2015. 9. 16.` belongs to it.
  if (found.mark === '.' && isMark(items[to], '.') && glued(items[to])) to++;
  return { ...piece, to, value };
};

const isTimeBehind = (items: readonly Item[], at: number): boolean =>
  digits(items[at]) <= 2 &&
  /^[:.]$/.test(items[at + 1]?.text ?? '') &&
  digits(items[at + 2]) === 2 &&
  glued(items[at + 2]);

/** 16/9-2015 and 16/9 2015, as Scandinavians write. */
const matchMixed = (items: readonly Item[], at: number): DatePiece | undefined => {
  const [a, slash, b] = items.slice(at, at + 3);
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

/** 2015-W38-3 and 2015-259 (ISO 8601 weeks and ordinal days). */
const matchIsoWeek = (items: readonly Item[], at: number): DatePiece | undefined => {
  if (digits(items[at]) !== 4) return undefined;
  const year = items[at]?.value ?? 0;
  const dash = isMark(items[at + 1], '-') && glued(items[at + 1]) ? 1 : 0;
  const letter = items[at + 1 + dash];
  const week = items[at + 2 + dash];
  if (
    letter?.key === 'w' &&
    glued(letter) &&
    glued(week) &&
    (digits(week) === 2 || (digits(week) === 3 && dash === 0))
  ) {
    return weekPiece(items, at, at + 3 + dash, year, week as Item);
  }
  const ordinal = items[at + 2];
  if (dash === 1 && digits(ordinal) === 3 && glued(ordinal) && !chained(items, at + 3)) {
    const value = ordinalDay(year, ordinal?.value ?? 0);
    return { kind: 'date', from: at, to: at + 3, notation: 'iso-ordinal', value };
  }
  return undefined;
};

const weekPiece = (
  items: readonly Item[],
  from: number,
  next: number,
  year: number,
  week: Item,
): DatePiece => {
  const joined = digits(week) === 3;
  const separate = isMark(items[next], '-') && digits(items[next + 1]) === 1 ? 2 : 0;
  if (!joined && separate === 0)
    return { kind: 'date', from, to: next, notation: 'iso-week', value: { form: 'no-day' } };
  const number = joined ? Math.trunc(week.value / 10) : week.value;
  const weekday = joined ? week.value % 10 : (items[next + 1]?.value ?? 0);
  return {
    kind: 'date',
    from,
    to: next + separate,
    notation: 'iso-week',
    value: weekDay(year, number, weekday),
  };
};

const DAY = 86_400_000;

const weeksIn = (year: number): number => {
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const last = new Date(Date.UTC(year, 11, 31)).getUTCDay();
  return first === 4 || last === 4 ? 53 : 52;
};

const weekDay = (year: number, week: number, weekday: number): DateValue => {
  if (week < 1 || week > weeksIn(year) || weekday < 1 || weekday > 7)
    return refused('invalid-date', 'there is no such week or day');
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  const date = new Date(monday + ((week - 1) * 7 + weekday - 1) * DAY);
  return full(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

const ordinalDay = (year: number, ordinal: number): DateValue => {
  const date = new Date(Date.UTC(year, 0, ordinal));
  if (ordinal < 1 || date.getUTCFullYear() !== year)
    return refused('invalid-date', 'the year has no such day');
  return full(year, date.getUTCMonth() + 1, date.getUTCDate());
};

/** 20150916 beside a time or alone; elsewhere eight digits are any number. */
const matchCompact = (items: readonly Item[], at: number): DatePiece | undefined => {
  const item = items[at] as Item;
  if (digits(item) !== 8) return undefined;
  const year = Math.trunc(item.value / 10_000);
  const month = Math.trunc(item.value / 100) % 100;
  const day = item.value % 100;
  if (year < 1600 || year > 2199 || month > 12 || day > 31) return undefined;
  return { kind: 'date', from: at, to: at + 1, notation: 'compact', value: full(year, month, day) };
};

/** 2015-09 and 09/2015: a month without a day. */
const matchMonthYear = (items: readonly Item[], at: number): DatePiece | undefined => {
  const [a, mark, b] = items.slice(at, at + 3);
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
  return { kind: 'date', from: at, to: at + 3, notation: 'numeric', value: { form: 'no-day' } };
};

/** 16.9. and 9/16: a day without a year. */
const matchPair = (items: readonly Item[], at: number): DatePiece | undefined => {
  const [a, mark, b] = items.slice(at, at + 3);
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
  const [a, b, c] = items.slice(at, at + 3);
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
  if (sizes === '422') return { ...piece, notation: 'year-month-day', value: full(...numbers) };
  if (sizes === '224')
    return { ...piece, notation: 'numeric', value: { form: 'numeric', numbers, mark: ' ', longYear: true } };
  return undefined;
};

/** The date in digits that begins at item `at`, if one does. */
export const matchNumeric = (items: readonly Item[], at: number): DatePiece | undefined => {
  if (items[at]?.kind !== 'number' || chainedBefore(items, at) || gluedWord(items, at)) return undefined;
  return (
    matchTriple(items, at) ??
    matchMixed(items, at) ??
    matchIsoWeek(items, at) ??
    matchCompact(items, at) ??
    matchMonthYear(items, at) ??
    matchSpaced(items, at) ??
    matchPair(items, at)
  );
};

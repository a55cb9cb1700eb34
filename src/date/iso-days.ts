import { type DatePiece, type DateValue, fullDate, refusedDate } from './date-piece.ts';
import { digits, glued, type Item, isMark } from './items.ts';
import { chained } from './triples.ts';

const DAY = 86_400_000;

const weeksIn = (year: number): number => {
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const last = new Date(Date.UTC(year, 11, 31)).getUTCDay();
  return first === 4 || last === 4 ? 53 : 52;
};

const weekDay = (year: number, week: number, weekday: number): DateValue => {
  if (week < 1 || week > weeksIn(year) || weekday < 1 || weekday > 7)
    return refusedDate('invalid-date', 'there is no such week or day');
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  const date = new Date(monday + ((week - 1) * 7 + weekday - 1) * DAY);
  return fullDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

const ordinalDay = (year: number, ordinal: number): DateValue => {
  const date = new Date(Date.UTC(year, 0, ordinal));
  if (ordinal < 1 || date.getUTCFullYear() !== year)
    return refusedDate('invalid-date', 'the year has no such day');
  return fullDate(year, date.getUTCMonth() + 1, date.getUTCDate());
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

/** 2015-W38-3 and 2015-259 (ISO 8601 weeks and ordinal days). */
export const matchIsoWeek = (items: readonly Item[], at: number): DatePiece | undefined => {
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

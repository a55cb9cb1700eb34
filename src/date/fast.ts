import type { DateContext, DateRead, DateWarning, Instant, Precision } from './reading.ts';
import { canonicalZone, formatOffset, placeWall } from './zones.ts';

/*
 * Feeds and front matter hold the same few notations a million times: RFC 822, RFC 3339 (with a space before the
 * offset too, as Jekyll writes it), the day and time of ISO 8601 without an offset, and the English `Sep 16, 2015 21:52
 * UTC`. They are read here by their character codes when nothing about them is in doubt; every other text, and every
 * doubt, is left to the general reader, which reads these too and gives the same answer.
 */

const DAY = 86_400_000;

/** Within two days of epoch zero a date may be what programs write when they have none: the general reader knows. */
const isNearZero = (instant: number): boolean => instant < 2 * DAY && instant > -2 * DAY;

/** The number of `count` digits at `at`, or −1 where one is no digit. */
const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let place = at; place < at + count; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
};

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether the day exists, in years that cannot be placeholders (1601, 1899, 1900, 1904, 9999), implausible or Buddhist. */
const isCertain = (year: number, month: number, day: number): boolean =>
  year > 1904 &&
  year < 2400 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  (day <= (monthLengths[month - 1] as number) || (day === 29 && month === 2 && isLeap(year)));

/** Days since 1970-01-01; years begin in March here, so that the leap day is their last. */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const shifted = month > 2 ? year : year - 1;
  const centuries = Math.floor(shifted / 100);
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    365 * shifted + Math.floor(shifted / 4) - centuries + Math.floor(centuries / 4) + dayOfYear - 719_468
  );
};

/** A time of day and its offset as they stand at the end of a text. */
interface Tail {
  /** Milliseconds since midnight of the wall clock. */
  clock: number;
  precision: Precision;
  /** Milliseconds that the wall clock is ahead of UTC. */
  ahead: number;
  offset: string;
}

/** One object for all readings: it is filled and emptied within one call, since to make one takes a tenth of the time. */
const tail: Tail = { clock: 0, precision: 'second', ahead: 0, offset: '' };

const COLON = 58;
const COMMA = 44;
const SPACE = 32;

/** Reads `HH:MM` or `HH:MM:SS` into `tail`; the place behind it, or −1. */
const readClock = (text: string, at: number): number => {
  const hour = digits(text, at, 2);
  const minute = digits(text, at + 3, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charCodeAt(at + 2) !== COLON) return -1;
  tail.clock = (hour * 60 + minute) * 60_000;
  tail.precision = 'minute';
  if (text.charCodeAt(at + 5) !== COLON) return at + 5;
  const second = digits(text, at + 6, 2);
  if (second < 0 || second > 59) return -1;
  tail.clock += second * 1000;
  tail.precision = 'second';
  return at + 8;
};

/** Reads three digits behind a point into `tail`; the place behind them, `at` where there is no point, or −1. */
const readThousandths = (text: string, at: number): number => {
  if (text.charCodeAt(at) !== 46) return at;
  const thousandths = digits(text, at + 1, 3);
  if (thousandths < 0 || tail.precision !== 'second') return -1;
  if (thousandths > 0) tail.precision = 'millisecond';
  tail.clock += thousandths;
  return at + 4;
};

/** Reads `+05:30` or `+0530` to the end of the text into `tail`. */
const readOffset = (text: string, at: number): boolean => {
  const sign = text.charCodeAt(at);
  const hasColon = text.charCodeAt(at + 3) === COLON;
  if ((sign !== 43 && sign !== 45) || text.length !== at + (hasColon ? 6 : 5)) return false;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + (hasColon ? 4 : 3), 2);
  if (hours < 0 || hours > 11 || minutes < 0 || minutes > 59) return false;
  const size = (hours * 60 + minutes) * 60_000;
  tail.ahead = sign === 45 ? -size : size;
  if (size === 0) tail.offset = '+00:00';
  else tail.offset = hasColon ? text.slice(at) : `${text.slice(at, at + 3)}:${text.slice(at + 3)}`;
  return true;
};

const readUtc = (): true => {
  tail.ahead = 0;
  tail.offset = '+00:00';
  return true;
};

const noWarnings: readonly [] = Object.freeze([]);

const toReading = (text: string, days: number, notation: string, read: string): DateRead | undefined => {
  const instant = days * DAY + tail.clock - tail.ahead;
  if (isNearZero(instant)) return undefined;
  return {
    ok: true,
    text,
    instant: instant as Instant,
    offset: tail.offset,
    zone: null,
    precision: tail.precision,
    notation,
    read,
    role: 'published',
    warnings: noWarnings,
  };
};

/** Whether the wall time of dates without one could be read into `tail`: midnight, or what the context says. */
const readDayTime = (dayTime: string | undefined): boolean => {
  tail.clock = 0;
  const isRead = dayTime === undefined || (dayTime.length === 5 && readClock(dayTime, 0) === 5);
  tail.precision = 'day';
  return isRead;
};

/** The wall clock in `tail` on a day, at its place in the context's zone. */
const toZonedReading = (text: string, days: number, zone: string | undefined): DateRead | undefined => {
  const wall = days * DAY + tail.clock;
  const canonical = canonicalZone(zone);
  if (canonical === undefined || isNearZero(wall)) return undefined;
  const { instant, offset, change } = placeWall(wall, canonical);
  if (isNearZero(instant)) return undefined;
  const isPlain = change === undefined || tail.precision === 'day';
  return {
    ok: true,
    text,
    instant,
    offset: formatOffset(offset),
    zone: canonical,
    precision: tail.precision,
    notation: 'year-month-day',
    read: text,
    role: 'published',
    warnings: isPlain ? noWarnings : ([change] satisfies DateWarning[]),
  };
};

/**
 * `2015-09-16T21:52:00.000+05:30`: RFC 3339 §5.6, with a space for the T, without seconds or colon too; and
 * without an offset, or a day alone, in the context's zone.
 */
const readIso = (text: string, { zone, dayTime }: DateContext): DateRead | undefined => {
  if (text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (!isCertain(year, month, day)) return undefined;
  const days = daysSince1970(year, month, day);
  if (text.length === 10) return readDayTime(dayTime) ? toZonedReading(text, days, zone) : undefined;
  const between = text.charCodeAt(10);
  if (between !== 84 && between !== SPACE) return undefined;
  const clockEnd = readClock(text, 11);
  const end = clockEnd < 0 ? -1 : readThousandths(text, clockEnd);
  if (end < 0) return undefined;
  if (end === text.length) return toZonedReading(text, days, zone);
  const from = text.charCodeAt(end) === SPACE ? end + 1 : end;
  // `2015-09-16 09:00-17:00` may be opening hours.
  if (between === SPACE && tail.precision === 'minute' && text.charCodeAt(from) === 45) return undefined;
  const isUtc = text.charCodeAt(end) === 90 && text.length === end + 1;
  if (!(isUtc ? readUtc() : readOffset(text, from))) return undefined;
  return toReading(text, days, 'year-month-day', text);
};

const months: ReadonlyMap<string, number> = new Map(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ').map((name, index) => [name, index + 1]),
);
/** 1970-01-01 was a Thursday. */
const weekdays = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;

/** `Wed, 16 Sep 2015 21:52:00 GMT`: RFC 5322 §3.3 with the weekday, which must be right. */
const readRfc822 = (text: string): DateRead | undefined => {
  const width = text.charCodeAt(6) === SPACE ? 1 : 2;
  const at = 5 + width;
  const day = digits(text, 5, width);
  const year = digits(text, at + 5, 4);
  const month = months.get(text.slice(at + 1, at + 4)) ?? 0;
  if (!isCertain(year, month, day)) return undefined;
  if (text.charCodeAt(4) !== SPACE || text.charCodeAt(at) !== SPACE || text.charCodeAt(at + 4) !== SPACE)
    return undefined;
  const days = daysSince1970(year, month, day);
  if (!text.startsWith(weekdays[((days % 7) + 7) % 7] as string) || text.charCodeAt(at + 9) !== SPACE)
    return undefined;
  const end = readClock(text, at + 10);
  if (end < 0 || text.charCodeAt(end) !== SPACE) return undefined;
  const isGmt = text.length === end + 4 && text.endsWith('GMT');
  if (!(isGmt ? readUtc() : readOffset(text, end + 1))) return undefined;
  return toReading(text, days, 'month-name', text.slice(5));
};

/** `Sep 16, 2015 21:52 UTC`, with seconds too, and any offset. */
const readMonthFirst = (text: string): DateRead | undefined => {
  const comma = text.charCodeAt(5) === COMMA ? 5 : 6;
  const day = digits(text, 4, comma - 4);
  const year = digits(text, comma + 2, 4);
  if (!isCertain(year, months.get(text.slice(0, 3)) ?? 0, day)) return undefined;
  if (text.charCodeAt(comma) !== COMMA || text.charCodeAt(comma + 1) !== SPACE) return undefined;
  if (text.charCodeAt(comma + 6) !== SPACE) return undefined;
  const end = readClock(text, comma + 7);
  if (end < 0 || text.charCodeAt(end) !== SPACE) return undefined;
  const isUtc = text.length === end + 4 && (text.endsWith('UTC') || text.endsWith('GMT'));
  if (!(isUtc ? readUtc() : readOffset(text, end + 1))) return undefined;
  return toReading(text, daysSince1970(year, months.get(text.slice(0, 3)) ?? 0, day), 'month-name', text);
};

/**
 * Reads a text that is nothing but an ISO 8601 day or date-time, an RFC 822 date-time, written as those
 * specifications write it, or an English one like them, without any doubt; undefined for all else, which may yet be a date.
 * With a reference every text is left to the general reader, since a date after it carries a warning.
 */
export const readFast = (text: string, context: DateContext): DateRead | undefined => {
  if (context.reference !== undefined || text.length > 35) return undefined;
  if (text.charCodeAt(4) === 45) return readIso(text, context);
  if (text.charCodeAt(3) === COMMA) return readRfc822(text);
  return text.charCodeAt(3) === SPACE ? readMonthFirst(text) : undefined;
};

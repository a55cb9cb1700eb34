import type { Item } from './items.ts';
import type { Precision } from './reading.ts';
import { matchZone, type ZoneMatch, type ZoneText } from './zone-text.ts';

/** A time of day as the text writes it. */
export interface TimePiece {
  readonly kind: 'time';
  /** First item and the one behind the last. */
  readonly from: number;
  readonly to: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly precision: Precision;
  /** Hours that words beside it allow (AM, PM, in the evening), or undefined. */
  readonly hours: number | undefined;
  /** The word that `hours` comes from. */
  readonly period: string;
  /** What makes it a time: `:` or a word; `.` alone may as well be a date or a number. */
  readonly mark: ':' | '.' | 'word' | 'digits';
  readonly zones: readonly ZoneText[];
  /** Whether it stands in brackets, as a second way to say the same time. */
  readonly bracketed: boolean;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly precision: Precision;
  readonly mark: TimePiece['mark'];
  readonly next: number;
}

const isMark = (item: Item | undefined, text: string): boolean => item?.kind === 'mark' && item.text === text;
const digits = (item: Item | undefined): number => (item?.kind === 'number' ? item.text.length : 0);

/** Milliseconds of a fraction's digits; what is finer is cut. */
export const millisecondsOf = (fraction: string): number => Number(`${fraction}00`.slice(0, 3));

const withFraction = (items: readonly Item[], at: number, clock: Omit<Clock, 'next'>): Clock => {
  const point = items[at];
  const fraction = items[at + 1];
  const behind = items[at + 2];
  // ISO 8601 allows a comma; where fewer than three digits follow, only before an offset is it sure to be one.
  const isIso =
    isMark(point, ',') && (/^[+-]$/.test(behind?.text ?? '') || behind?.key === 'z') && !behind?.spaced;
  const isPoint =
    isMark(point, '.') || isIso || ((isMark(point, ',') || isMark(point, ':')) && digits(fraction) >= 3);
  if (!isPoint || point?.spaced || fraction?.kind !== 'number' || fraction.spaced)
    return { ...clock, next: at };
  if (items[at + 2]?.text === fraction.text && isMark(items[at + 2], ':')) return { ...clock, next: at };
  const millisecond = millisecondsOf(fraction.text);
  const precision = /^0*$/.test(fraction.text) ? 'second' : 'millisecond';
  return { ...clock, millisecond, precision, next: at + 2 };
};

const colonClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const colon = items[at + 1];
  const minute = items[at + 2];
  if (!isMark(colon, ':') || digits(hour) > 2 || digits(minute) !== 2) return undefined;
  if (minute?.spaced && !colon?.spaced) return undefined;
  const base = { hour: hour.value, minute: minute?.value ?? 0, millisecond: 0, mark: ':' as const };
  const second = items[at + 4];
  if (isMark(items[at + 3], ':') && digits(second) === 2) {
    return withFraction(items, at + 5, { ...base, second: second?.value ?? 0, precision: 'second' });
  }
  return { ...base, second: 0, precision: 'minute', next: at + 3 };
};

const skipDot = (items: readonly Item[], at: number): number => (isMark(items[at], '.') ? at + 1 : at);

/** Words that stand behind a length of time sooner than behind an hour: 2 hours, 5 saat. */
const durations = /^(?:hours?|hrs?|saat|jam|ore|tim|uair)$/;

/** 21h52, 21時52分05秒, 21 Uhr, 9 giờ 52 phút. */
const unitClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const unit = items[at + 1];
  if (unit?.sense?.month !== undefined) return undefined;
  if (digits(hour) > 2 || unit?.sense?.unit !== 'hour' || items[at + 2]?.sense?.ago) return undefined;
  let next = skipDot(items, at + 2);
  const base = { hour: hour.value, millisecond: 0, mark: 'word' as const };
  const minute = items[next];
  const minuteUnit = items[next + 1]?.sense?.unit;
  const close = !minute?.spaced || unit.spaced || minuteUnit === 'minute';
  const isAlone = digits(minute) === 0 || digits(minute) > 2;
  if (isAlone && durations.test(unit.key)) return undefined;
  if (isAlone || !close || minuteUnit === 'hour' || minuteUnit === 'day') {
    return { ...base, minute: 0, second: 0, precision: 'hour', next };
  }
  if (digits(minute) === 1 && minuteUnit !== 'minute')
    return { ...base, minute: 0, second: 0, precision: 'hour', next };
  // `21h 16 septembre`: a number before a month is a day.
  if (
    minuteUnit !== 'minute' &&
    (minute?.spaced || unit.spaced) &&
    (items[next + 1]?.sense?.month !== undefined || isMark(items[next + 1], '/'))
  ) {
    return { ...base, minute: 0, second: 0, precision: 'hour', next };
  }
  const minutes = { ...base, minute: minute?.value ?? 0 };
  next = minuteUnit === 'minute' ? skipDot(items, next + 2) : next + 1;
  const second = items[next];
  if (digits(second) > 0 && digits(second) <= 2 && items[next + 1]?.sense?.unit === 'second') {
    return { ...minutes, second: second?.value ?? 0, precision: 'second', next: skipDot(items, next + 2) };
  }
  if (!second?.spaced && isMark(second, ':') && digits(items[next + 1]) === 2) {
    return { ...minutes, second: items[next + 1]?.value ?? 0, precision: 'second', next: next + 2 };
  }
  return { ...minutes, second: 0, precision: 'minute', next };
};

/** 21.52 and 21.52.05; whether it is a time, its surroundings tell. */
const dottedClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const minute = items[at + 2];
  if (!isMark(items[at + 1], '.') || items[at + 1]?.spaced || minute?.spaced) return undefined;
  if (digits(hour) > 2 || digits(minute) !== 2) return undefined;
  const second = items[at + 4];
  const base = { hour: hour.value, minute: minute?.value ?? 0, millisecond: 0, mark: '.' as const };
  const dotted =
    isMark(items[at + 3], '.') && !items[at + 3]?.spaced && second?.kind === 'number' && !second.spaced;
  if (!dotted) return { ...base, second: 0, precision: 'minute', next: at + 3 };
  if (digits(second) !== 2) return undefined;
  return withFraction(items, at + 5, { ...base, second: second.value, precision: 'second' });
};

const bareHour = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  if (digits(hour) > 2) return undefined;
  return {
    hour: hour.value,
    minute: 0,
    second: 0,
    millisecond: 0,
    precision: 'hour',
    mark: 'word',
    next: at + 1,
  };
};

const periodAt = (items: readonly Item[], at: number): Item | undefined => {
  const item = items[at];
  return item?.sense?.hours !== undefined && item.sense.month === undefined ? item : undefined;
};

const isTail = (item: Item | undefined): boolean =>
  item?.sense?.unit === 'hour' && item.sense.month === undefined;

/** A clock behind which an AM or PM may stand, with the words that belong to it. */
const behind = (
  items: readonly Item[],
  clock: Clock,
): { next: number; period: Item | undefined; tail: boolean } => {
  let next = clock.next;
  let tail = false;
  if (isTail(items[next])) {
    next = skipDot(items, next + 1);
    tail = true;
  }
  const period = periodAt(items, next);
  if (period === undefined) return { next, period, tail };
  next = skipDot(items, next + 1);
  if (isTail(items[next])) next = skipDot(items, next + 1);
  return { next, period, tail };
};

const militaryClock = (items: readonly Item[], at: number): Clock | undefined => {
  const item = items[at] as Item;
  if (digits(item) !== 4 || Math.trunc(item.value / 100) > 24 || item.value % 100 > 59) return undefined;
  const hour = Math.trunc(item.value / 100);
  const base = { hour, minute: item.value % 100, second: 0, millisecond: 0, precision: 'minute' as const };
  return { ...base, mark: 'digits', next: at + 1 };
};

/** 2152 and 215208 behind an ISO T. */
const compactClock = (items: readonly Item[], at: number): Clock | undefined => {
  const item = items[at] as Item;
  if (items[at - 1]?.key !== 't' || items[at - 1]?.spaced || item.spaced) return undefined;
  const size = digits(item);
  if (size !== 4 && size !== 6) return undefined;
  const part = (from: number): number => Number(item.text.slice(from, from + 2) || '0');
  const base = { hour: part(0), minute: part(2), second: part(4), millisecond: 0, mark: 'word' as const };
  if (size === 4) return { ...base, precision: 'minute', next: at + 1 };
  return withFraction(items, at + 1, { ...base, precision: 'second' });
};

const strongWord = (item: Item | undefined): boolean =>
  item?.kind === 'word' && /^(?:hrs?|hours|uhr|uur)$/.test(item.key);

const clockAt = (items: readonly Item[], at: number): Clock | undefined => {
  if (items[at]?.kind !== 'number') return undefined;
  return compactClock(items, at) ?? colonClock(items, at) ?? unitClock(items, at) ?? dottedClock(items, at);
};

/** Zones behind a time: `IST`, `(IST)`, `, IST`, `GMT+0530 (India Standard Time)`. */
const zonesBehind = (
  items: readonly Item[],
  at: number,
  text: string,
  clock: Clock,
): { zones: ZoneText[]; next: number } => {
  const zones: ZoneText[] = [];
  let next = at;
  for (let turn = 0; turn < 3; turn++) {
    const opening = /^[([,]$/.test(items[next]?.text ?? '') && items[next]?.kind === 'mark' ? 1 : 0;
    const start = next + opening;
    if (turn > 0 && opening === 0) break;
    if (isRangeEnd(items, start, clock, opening)) break;
    const match: ZoneMatch | undefined = matchZone(items, start, text);
    if (match === undefined || (items[next]?.text === ',' && match.zone.kind !== 'abbreviation')) break;
    zones.push(match.zone);
    next = match.next;
    if (opening === 1 && /^[)\]]$/.test(items[next]?.text ?? '')) next++;
  }
  return { zones, next };
};

/** `10:00-11:30` is a span of time, not an offset: only behind seconds or an ISO `T` is a glued minus an offset. */
const isRangeEnd = (items: readonly Item[], at: number, clock: Clock, opening: number): boolean => {
  const sign = items[at];
  if (opening === 1 || !isMark(sign, '-') || sign?.spaced) return false;
  if (clock.precision !== 'minute' || !isMark(items[at + 2], ':')) return false;
  return !isoTime(items, clock);
};

const isoTime = (items: readonly Item[], clock: Clock): boolean =>
  items[clock.next - 4]?.key === 't' && !items[clock.next - 3]?.spaced;

const make = (items: readonly Item[], from: number, clock: Clock, text: string): TimePiece => {
  const { next, period } = behind(items, clock);
  const found = zonesBehind(items, next, text, clock);
  const { hour, minute, second, millisecond, precision } = clock;
  return {
    kind: 'time',
    from,
    to: found.next,
    hour,
    minute,
    second,
    millisecond,
    precision,
    hours: period?.sense?.hours,
    period: period?.key ?? '',
    mark:
      period !== undefined || isTail(items[clock.next]) || items[from - 1]?.sense?.clock
        ? 'word'
        : clock.mark,
    zones: found.zones,
    bracketed: isMark(items[from - 1], '('),
  };
};

const fromPeriod = (items: readonly Item[], at: number, text: string): TimePiece | undefined => {
  const period = items[at] as Item;
  // Welsh am before a time is no AM.
  const dot = skipDot(items, at + 1);
  const start =
    items[dot]?.sense?.link && items[dot]?.sense?.month === undefined && items[dot + 1]?.kind === 'number'
      ? dot + 1
      : dot;
  const clock = clockAt(items, start);
  if (clock !== undefined) {
    const isLink = period.sense?.link === true && /^[a-z]+$/.test(period.key);
    if (isLink && (clock.hour > 12 || clock.hour === 0)) return undefined;
    const time = make(items, start, clock, text);
    if (time.hours !== undefined) return undefined;
    // Before 12:30 it can be either: a mask of midnight alone is an hour with two readings.
    const hours = isLink && clock.hour === 12 ? 1 : period.sense?.hours;
    return { ...time, from: at, hours, period: period.key, mark: 'word' };
  }
  // Noon by itself is an hour; midnight belongs to two days.
  const hours = period.sense?.hours ?? 0;
  if (hours !== 1 << 12 && hours !== 1) return undefined;
  const alone = {
    hour: 12,
    minute: 0,
    second: 0,
    millisecond: 0,
    precision: 'hour' as const,
    mark: 'word' as const,
  };
  const time = make(items, at, { ...alone, next: at + 1 }, text);
  return { ...time, hours, period: period.key };
};

/** The time of day that begins at item `at`, if one does. */
export const matchTime = (items: readonly Item[], at: number, text: string): TimePiece | undefined => {
  const item = items[at] as Item;
  if (periodAt(items, at) !== undefined) return fromPeriod(items, at, text);
  if (item.kind !== 'number') return undefined;
  const clock = clockAt(items, at);
  if (clock !== undefined) return make(items, at, clock, text);
  const next = items[at + 1];
  if (digits(item) === 4) {
    const military = militaryClock(items, at);
    if (military === undefined) return undefined;
    const time = make(items, at, military, text);
    return time.zones.length > 0 || strongWord(next) ? time : undefined;
  }
  const bare = bareHour(items, at);
  if (bare === undefined) return undefined;
  const { period } = behind(items, bare);
  if (period !== undefined) return make(items, at, bare, text);
  const before = items[at - 1];
  const ends =
    next === undefined || next.kind === 'break' || (next.kind === 'mark' && /^[,|)•·]$/.test(next.text));
  return before?.sense?.clock && item.spaced && ends ? make(items, at, bare, text) : undefined;
};

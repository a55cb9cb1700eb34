import { digits, type Item, isMark } from './items.ts';
import type { Precision } from './reading.ts';
import type { TimePiece } from './times.ts';

/** A time of day in digits, before words and zones beside it are looked at; `next` is the item behind it. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly precision: Precision;
  readonly mark: TimePiece['mark'];
  readonly next: number;
}

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

const endsField = (item: Item | undefined): boolean =>
  item === undefined || item.kind === 'break' || (item.kind === 'mark' && /^[,|)\]•·]$/.test(item.text));

const colonClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const colon = items[at + 1];
  const minute = items[at + 2];
  if (!isMark(colon, ':') || digits(hour) > 2 || digits(minute) !== 2) return undefined;
  // Bengali pages write ১৪: ০৫; before further words it is a heading's number: `12: 10 things`.
  if (minute?.spaced && !colon?.spaced && !(digits(hour) === 2 && endsField(items[at + 3]))) return undefined;
  const base = { hour: hour.value, minute: minute?.value ?? 0, millisecond: 0, mark: ':' as const };
  const second = items[at + 4];
  if (isMark(items[at + 3], ':') && digits(second) === 2) {
    return withFraction(items, at + 5, { ...base, second: second?.value ?? 0, precision: 'second' });
  }
  // 12:45 min is a length.
  if (/^mins?$/.test(items[at + 3]?.key ?? '')) return undefined;
  return { ...base, second: 0, precision: 'minute', next: at + 3 };
};

/** The place behind a point, if one stands at `at`. */
export const skipDot = (items: readonly Item[], at: number): number => (isMark(items[at], '.') ? at + 1 : at);

/** Words that stand behind a length of time sooner than behind an hour: 2 hours, 5 saat. */
const durations = /^(?:hours?|hrs?|saat|jam|ore|tim|uair)$/;

/** What stands behind an hour and its word: the minutes, if they are minutes, and their own word. */
interface Minutes {
  readonly minute: number;
  readonly hasUnit: boolean;
}

const minutesBehind = (items: readonly Item[], at: number, unit: Item): Minutes | undefined => {
  const minute = items[at];
  const size = digits(minute);
  if (minute === undefined || size === 0 || size > 2) return undefined;
  const next = items[at + 1];
  const nextUnit = next?.sense?.unit;
  if (nextUnit === 'minute') return { minute: minute.value, hasUnit: true };
  const isSpaced = minute.spaced || unit.spaced;
  // 14h05 ngày 2/11: two digits glued to the hour are its minutes, whatever stands behind.
  if (nextUnit === 'hour' || (nextUnit === 'day' && isSpaced) || size === 1) return undefined;
  if (minute.spaced && !unit.spaced) return undefined;
  // `21h 16 septembre`: a number before a month is a day.
  if (isSpaced && (next?.sense?.month !== undefined || isMark(next, '/'))) return undefined;
  return { minute: minute.value, hasUnit: false };
};

/** 21h52, 21時52分05秒, 21 Uhr, 9 giờ 52 phút. */
const unitClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const unit = items[at + 1];
  if (unit?.sense?.unit !== 'hour' || unit.sense.month !== undefined) return undefined;
  if (digits(hour) > 2 || items[at + 2]?.sense?.ago) return undefined;
  const behind = skipDot(items, at + 2);
  const size = digits(items[behind]);
  if ((size === 0 || size > 2) && durations.test(unit.key)) return undefined;
  const minutes = minutesBehind(items, behind, unit);
  if (minutes === undefined)
    return wordClock({ hour: hour.value, minute: 0, second: 0, precision: 'hour', next: behind });
  const { minute, hasUnit } = minutes;
  const next = hasUnit ? skipDot(items, behind + 2) : behind + 1;
  const second = items[next];
  const isNumber = digits(second) > 0 && digits(second) <= 2;
  if (second !== undefined && isNumber && items[next + 1]?.sense?.unit === 'second')
    return wordClock({
      hour: hour.value,
      minute,
      second: second.value,
      precision: 'second',
      next: skipDot(items, next + 2),
    });
  const last = items[next + 1];
  if (last !== undefined && !second?.spaced && isMark(second, ':') && digits(last) === 2)
    return wordClock({ hour: hour.value, minute, second: last.value, precision: 'second', next: next + 2 });
  return wordClock({ hour: hour.value, minute, second: 0, precision: 'minute', next });
};

/** Written out, since V8 optimizes records of one shape and gives up on spread ones that hold numbers. */
const wordClock = ({
  hour,
  minute,
  second,
  precision,
  next,
}: Omit<Clock, 'millisecond' | 'mark'>): Clock => ({
  hour,
  minute,
  second,
  millisecond: 0,
  precision,
  mark: 'word',
  next,
});

/** 21.52 and 21.52.05; whether it is a time, its surroundings tell. */
const dottedClock = (items: readonly Item[], at: number): Clock | undefined => {
  const hour = items[at] as Item;
  const minute = items[at + 2];
  if (!isMark(items[at + 1], '.') || items[at + 1]?.spaced || minute?.spaced) return undefined;
  // v2.10 is a version.
  if (items[at - 1]?.key === 'v' && !hour.spaced) return undefined;
  if (digits(hour) > 2 || digits(minute) !== 2) return undefined;
  const second = items[at + 4];
  const base = { hour: hour.value, minute: minute?.value ?? 0, millisecond: 0, mark: '.' as const };
  const dotted =
    isMark(items[at + 3], '.') && !items[at + 3]?.spaced && second?.kind === 'number' && !second.spaced;
  if (!dotted) return { ...base, second: 0, precision: 'minute', next: at + 3 };
  if (digits(second) !== 2) return undefined;
  return withFraction(items, at + 5, { ...base, second: second.value, precision: 'second' });
};

/** An hour by itself: 9 of `9 pm`. */
export const bareHour = (items: readonly Item[], at: number): Clock | undefined => {
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

/** 2152; whether it is a time, what stands behind it tells. */
export const militaryClock = (items: readonly Item[], at: number): Clock | undefined => {
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

/** The clock that begins at item `at`, by any mark that makes one. */
export const clockAt = (items: readonly Item[], at: number): Clock | undefined => {
  if (items[at]?.kind !== 'number') return undefined;
  return compactClock(items, at) ?? colonClock(items, at) ?? unitClock(items, at) ?? dottedClock(items, at);
};

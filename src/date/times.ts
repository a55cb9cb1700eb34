import { bareHour, type Clock, clockAt, militaryClock, skipDot } from './clocks.ts';
import { digits, type Item, isMark } from './items.ts';
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

const strongWord = (item: Item | undefined): boolean =>
  item?.kind === 'word' && /^(?:hrs?|hours|uhr|uur)$/.test(item.key);

const periodAt = (items: readonly Item[], at: number): Item | undefined => {
  const item = items[at];
  return item?.sense?.hours !== undefined && item.sense.month === undefined ? item : undefined;
};

const isTail = (item: Item | undefined): boolean =>
  item?.sense?.unit === 'hour' && item.sense.month === undefined;

/** A clock behind which an AM or PM may stand, with the words that belong to it. */
export const behind = (
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

const isoTime = (items: readonly Item[], clock: Clock): boolean =>
  items[clock.next - 4]?.key === 't' && !items[clock.next - 3]?.spaced;

/** `10:00-11:30` is a span of time, not an offset: only behind seconds or an ISO `T` is a glued minus an offset. */
const isRangeEnd = (items: readonly Item[], at: number, clock: Clock, opening: number): boolean => {
  const sign = items[at];
  if (opening === 1 || !isMark(sign, '-') || sign?.spaced) return false;
  if (clock.precision !== 'minute' || !isMark(items[at + 2], ':')) return false;
  return !isoTime(items, clock);
};

const openings = new Set(['(', '[', ',']);

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
    const opening = items[next]?.kind === 'mark' && openings.has(items[next]?.text ?? '') ? 1 : 0;
    const start = next + opening;
    if (turn > 0 && opening === 0) break;
    if (isRangeEnd(items, start, clock, opening)) break;
    const match: ZoneMatch | undefined = matchZone(items, start, text);
    if (match === undefined || (items[next]?.text === ',' && match.zone.kind !== 'abbreviation')) break;
    zones.push(match.zone);
    next = match.next;
    if (opening === 1 && /^[)\]]$/.test(items[next]?.text ?? '')) next++;
  }
  // `+0530Z` names two zones at once.
  const [first] = zones;
  const isDouble = first?.kind === 'offset' && first.minutes !== 0 && items[next]?.key === 'z';
  if (isDouble && !items[next]?.spaced)
    return { zones: [{ kind: 'refused', code: 'unknown-zone', name: 'Z behind an offset' }], next };
  return { zones, next };
};

/** Whether a word before the item says that it is a time: `kl 14`, `kl. 14`. */
const isClockWordBefore = (items: readonly Item[], at: number): boolean => {
  const before = items[at - 1];
  const word = isMark(before, '.') && !before?.spaced ? items[at - 2] : before;
  return word?.sense?.clock === true;
};

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
      period !== undefined || isTail(items[clock.next]) || isClockWordBefore(items, from)
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
  const ends =
    next === undefined || next.kind === 'break' || (next.kind === 'mark' && /^[,|)•·]$/.test(next.text));
  return isClockWordBefore(items, at) && item.spaced && ends ? make(items, at, bare, text) : undefined;
};

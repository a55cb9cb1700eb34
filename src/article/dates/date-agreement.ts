import type { DateRead, Precision } from '../../date/reading.ts';

const units: Readonly<Record<Precision, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
  millisecond: 1,
  microsecond: 1,
};

/** Two sources of one date may differ by so much: one was written when the other was shown. */
const TOLERANCE = 15 * 60_000;

const offsetOf = ({ offset }: DateRead): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
};

/** The wall clock of the source, in milliseconds as if it were UTC. */
const wallOf = (date: DateRead): number => date.instant + offsetOf(date);

const dayOf = (wall: number): number => Math.floor(wall / units.day);

const coarserUnit = (a: DateRead, b: DateRead): number => Math.max(units[a.precision], units[b.precision]);

const isUtc = (date: DateRead): boolean => date.zone === null && offsetOf(date) === 0;

/**
 * The days that a date can mean to a reader of `other`: on the wall of its own source, and on that of the other.
 * UTC is nobody's wall on a page; authors and their tools name files by it.
 */
const daysBeside = (date: DateRead, other: DateRead, isUtcWall: boolean): readonly number[] => {
  const there = dayOf(date.instant + offsetOf(other));
  if (date.precision === 'day') return [dayOf(wallOf(date))];
  return isUtc(date) && !isUtcWall ? [there] : [there, dayOf(wallOf(date))];
};

/**
 * Whether two dates tell the same at the coarser precision of the two: the same day where one of them names only a
 * day, else no more than 15 minutes apart. With `isUtcWall` the day that a date in UTC has there counts too.
 */
export const agree = (a: DateRead, b: DateRead, isUtcWall = false): boolean => {
  const unit = coarserUnit(a, b);
  if (unit === units.day) {
    const days = daysBeside(b, a, isUtcWall);
    return daysBeside(a, b, isUtcWall).some((day) => days.includes(day));
  }
  return Math.abs(Math.floor(a.instant / unit) - Math.floor(b.instant / unit)) * unit <= TOLERANCE;
};

/** Whether `a` is before `b` at the coarser precision of the two, whichever wall a day is taken from. */
export const isBefore = (a: DateRead, b: DateRead): boolean => {
  const unit = coarserUnit(a, b);
  if (unit === units.day) return Math.max(...daysBeside(a, b, true)) < Math.min(...daysBeside(b, a, true));
  return Math.floor(a.instant / unit) < Math.floor(b.instant / unit);
};

/**
 * Whether a machine date in UTC shows the wall clock of a visible line that is not UTC: then it is local time with a
 * false Z. Beside a line that names only a day it must be that day's midnight.
 */
export const isFalseUtc = (machine: DateRead, visible: DateRead): boolean => {
  if (!isUtc(machine) || offsetOf(visible) === 0) return false;
  const unit = coarserUnit(machine, visible);
  if (visible.precision === 'day') {
    return wallOf(machine) % units.day === 0 && dayOf(wallOf(machine)) === dayOf(wallOf(visible));
  }
  return unit < units.day && Math.floor(wallOf(machine) / unit) === Math.floor(wallOf(visible) / unit);
};

import type { Day } from './calendars.ts';
import type { Instant, Precision, RefusalCode } from './reading.ts';
import { type WallClock, wallAsUtc } from './zones.ts';

const HOUR = 3_600_000;

/** A refusal's code and message. */
export interface Doubt {
  readonly code: RefusalCode;
  readonly message: string;
}

const nothing: Doubt = { code: 'placeholder', message: 'it is what programs write when they have no date' };

/** Days that stand for no date, and years before 1600 (rule 13). */
export const doubtDay = ({ year, month, day }: Day): Doubt | undefined => {
  if (year === 1 || year === -1 || (year === 0 && month === 0)) return nothing;
  const stamp = year * 10_000 + month * 100 + day;
  if ([16010101, 18991230, 18991231, 19000101, 19040101, 99991231].includes(stamp)) return nothing;
  if (year < 1600) return { code: 'implausible', message: `the year ${year} is no year of a publication` };
  return undefined;
};

/** Epoch zero, in whatever zone it was written (rule 13). */
export const doubtInstant = (instant: Instant, wall: WallClock, precision: Precision): Doubt | undefined => {
  if (instant === 0) return nothing;
  const isMidnight = wall.hour === 0 && wall.minute === 0 && wall.second === 0 && wall.millisecond === 0;
  if (isMidnight && wall.year === 1970 && wall.month === 1 && wall.day === 1) return nothing;
  if (wall.year === 1969 && wall.month === 12 && wall.day === 31 && precision === 'day') return nothing;
  const coarse = precision === 'day' || precision === 'hour' || precision === 'minute' || wall.second === 0;
  const isNear = Math.abs(instant) <= 14 * HOUR || Math.abs(wallAsUtc(wall)) <= 14 * HOUR;
  return coarse && isNear ? nothing : undefined;
};

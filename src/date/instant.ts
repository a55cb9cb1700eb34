import type { Instant } from './reading.ts';

/** 0000-01-01T00:00:00Z; `Date.UTC` would read a year below 100 as one of the twentieth century. */
const earliest = -62_167_219_200_000;
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Whether a number can stand as an Instant: an integer within the years 0000–9999, all that RFC 3339 can write. */
export const isInstant = (milliseconds: number): milliseconds is Instant =>
  Number.isInteger(milliseconds) && milliseconds >= earliest && milliseconds <= latest;

/**
 * The Instant of `milliseconds` since 1970 UTC; a fraction (as file times have) is cut down.
 * Throws a RangeError where the number is not finite or outside the years 0000–9999.
 */
export const toInstant = (milliseconds: number): Instant => {
  const whole = Math.floor(milliseconds) + 0; // + 0 turns −0 into 0
  if (!isInstant(whole)) throw new RangeError(`${milliseconds} ms is outside the years 0000–9999`);
  return whole;
};

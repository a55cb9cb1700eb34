import type { IndexedTime } from './attached-times.ts';
import { type Found, refused } from './candidate.ts';
import type { IndexedDate } from './date-choice.ts';
import { isWeak, touches } from './neighbours.ts';
import type { Piece } from './piece.ts';

const stray = (): Found =>
  refused('unparsable', 'a number or a second date stands beside the date, and nothing says what it is');

/** Numbers beside what was read that nothing explains: 2013-01-27-01, Sep 16-18, 2015. */
export const strayNumber = (pieces: readonly Piece[], used: readonly number[]): Found | undefined => {
  const first = Math.min(...used);
  const last = Math.max(...used);
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    const partial = piece.kind === 'date' && !used.includes(at) && piece.value.form !== 'no-day';
    if ((piece.kind !== 'number' && !partial) || used.includes(at)) continue;
    if (at > first && at < last) {
      if (touchesStrictly(pieces, at, used, -1) || touchesStrictly(pieces, at, used, 1)) return stray();
      continue;
    }
    const isBefore = at < first;
    if (!touchesStrictly(pieces, at, used, isBefore ? 1 : -1)) continue;
    const explained = isBefore ? isCountedBefore(pieces, at) : isCounted(pieces, at);
    if (!explained) return stray();
  }
  return undefined;
};

const touchesStrictly = (
  pieces: readonly Piece[],
  from: number,
  used: readonly number[],
  step: 1 | -1,
): boolean => {
  for (let at = from + step; at >= 0 && at < pieces.length; at += step) {
    if (used.includes(at)) return true;
    const piece = pieces[at] as Piece;
    if (piece.kind === 'range') return rangeLeads(pieces, at, used, step);
    const isDash = piece.kind === 'mark' && piece.text === '-';
    if (!isWeak(piece) && !isDash) return false;
  }
  return false;
};

const rangeLeads = (
  pieces: readonly Piece[],
  from: number,
  used: readonly number[],
  step: 1 | -1,
): boolean => {
  for (let at = from + step; at >= 0 && at < pieces.length; at += step) {
    if (used.includes(at)) return true;
    if (!isWeak(pieces[at])) return false;
  }
  return false;
};

/** Whether a word behind the number says what it counts: `5 min read`, `12 comments`. */
const isCounted = (pieces: readonly Piece[], at: number): boolean => {
  const next = pieces[at + 1];
  if (next === undefined) return false;
  if (next.kind === 'mark') return /^[%$€£¥₹+°]$/.test(next.text) && pieces[at - 1]?.kind !== 'mark';
  return (
    (next.kind === 'word' && (next.key.length > 3 || !/^[a-z]+$/.test(next.key))) || next.kind === 'noise'
  );
};

/** Whether a word before the number says what it numbers, with a comma behind: `Vol 12, 16 September 2015`. */
const isCountedBefore = (pieces: readonly Piece[], at: number): boolean => {
  const next = pieces[at + 1];
  return pieces[at - 1]?.kind === 'word' && next?.kind === 'mark' && next.text === ',';
};

/** Whether a word for a range joins what was read to another number: 16 bis 18 September. */
export const rangeBeside = (
  pieces: readonly Piece[],
  times: readonly IndexedTime[],
  dates: readonly IndexedDate[],
): boolean => {
  const places = [...times, ...dates].map(({ at }) => at);
  return pieces.some((piece, at) => {
    if (piece.kind !== 'range') return false;
    const isJoined = (step: 1 | -1): boolean => {
      for (let place = at + step; place >= 0 && place < pieces.length; place += step) {
        if (places.includes(place) || pieces[place]?.kind === 'number') return true;
        if (!isWeak(pieces[place])) return false;
      }
      return false;
    };
    return isJoined(-1) && isJoined(1);
  });
};

/** A part of the day, or a time in words, that belongs to no time that was read (rule 16). */
export const strayPeriod = (pieces: readonly Piece[], used: readonly number[], hasTime: boolean): boolean =>
  pieces.some(
    (piece, at) => piece.kind === 'period' && (!hasTime || used.some((place) => touches(pieces, place, at))),
  );

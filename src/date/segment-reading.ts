import { attach, type IndexedTime, isOffsetOrTime, mayBeHalf } from './attached-times.ts';
import { type Found, refused } from './candidate.ts';
import { chooseDates, dropTimes, type IndexedDate, mayBeTime, retime } from './date-choice.ts';
import type { DatePiece } from './date-piece.ts';
import { type Item, isMark } from './items.ts';
import { rangeBeside, strayNumber, strayPeriod } from './leftovers.ts';
import { isAfterWords, isWordy, touches } from './neighbours.ts';
import type { Piece } from './piece.ts';
import type { Segment } from './segments.ts';
import type { TimePiece } from './times.ts';
import { zoneNear, zonePlace } from './zone-place.ts';

/** The dates and times of a segment, and whether it has pieces of other kinds, which are then looked for. */
interface Survey {
  readonly dates: IndexedDate[];
  readonly times: IndexedTime[];
  hasNumber: boolean;
  hasRange: boolean;
  hasPeriod: boolean;
  hasWeekday: boolean;
  hasZone: boolean;
}

const survey = (pieces: readonly Piece[]): Survey => {
  const dates: IndexedDate[] = [];
  const times: IndexedTime[] = [];
  const found = {
    dates,
    times,
    hasNumber: false,
    hasRange: false,
    hasPeriod: false,
    hasWeekday: false,
    hasZone: false,
  };
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (piece.kind === 'date') dates.push({ piece, at });
    else if (piece.kind === 'time') {
      if (piece.hour <= 99) times.push({ piece, at });
    } else if (piece.kind === 'number') found.hasNumber = true;
    else if (piece.kind === 'range') found.hasRange = true;
    else if (piece.kind === 'period') found.hasPeriod = true;
    else if (piece.kind === 'weekday') found.hasWeekday = true;
    else if (piece.kind === 'zone') found.hasZone = true;
  }
  return found;
};

const weekdayNear = (pieces: readonly Piece[], used: readonly number[]): number | undefined => {
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (piece.kind !== 'weekday') continue;
    // Sun Media and Mon Repos are names.
    if (pieces[at + 1]?.kind === 'word') continue;
    const near = used.some((place) => touches(pieces, place, at));
    if (near && piece.weekday > 0) return piece.weekday;
  }
  return undefined;
};

/** A machine's date that ends too early: the T announces a time, the plus an offset (rule 16). */
const isCutOff = (
  items: readonly Item[],
  { notation, to }: DatePiece,
  time: TimePiece | undefined,
): boolean => {
  if (time !== undefined) {
    const plus = items[time.to];
    // 14:05+, 14:05 GMT+abc, and a plus at the end of the line.
    return plus?.text === '+' && (!plus.spaced || items[time.to + 1] === undefined);
  }
  return notation === 'year-month-day' && items[to]?.key === 't' && !items[to]?.spaced;
};

/** Two years of one date, one by an era, that differ. */
const yearsDiffer = (pieces: readonly Piece[], { value }: DatePiece): boolean =>
  value.form === 'full' &&
  pieces.some(
    (piece) =>
      piece.kind === 'number' &&
      piece.flag === 'year' &&
      (piece.era === undefined) !== (value.era === undefined) &&
      piece.value + (piece.era?.add ?? 0) !== value.year,
  );

const foreignEras = new Set(['bs', 'ah', 'vs', 'be']);

/** Letters behind a year that count it by another calendar, where no name goes on: 2080-07-16 BS, not BS Reporter. */
const hasForeignEra = (items: readonly Item[], { value, to }: DatePiece): boolean => {
  if (value.form === 'full' && value.calendar !== undefined) return false;
  const isSpelled = isMark(items[to + 1], '.') && items[to + 2]?.kind === 'word';
  const letters = isSpelled ? `${items[to]?.key}${items[to + 2]?.key}` : (items[to]?.key ?? '');
  const end = isSpelled ? to + 3 : to + 1;
  return foreignEras.has(letters) && items[end]?.kind !== 'word';
};

const nothing: Found = { kind: 'nothing' };

/** A segment whose date was chosen: what stands beside the date is still to be explained. */
interface Chosen {
  readonly pieces: readonly Piece[];
  readonly items: readonly Item[];
  readonly language: string | undefined;
  readonly survey: Survey;
  readonly date: IndexedDate;
  readonly others: readonly IndexedDate[];
  readonly times: readonly IndexedTime[];
  /** Places of all that was read. */
  readonly used: readonly number[];
}

/** Why something beside the date forbids to read it, if anything does. */
const objection = ({ pieces, items, survey: found, date, times, used }: Chosen): Found | undefined => {
  const hasParts = found.hasNumber || found.dates.length > 1;
  const wrong = hasParts ? strayNumber(pieces, used) : undefined;
  if (wrong !== undefined) return wrong;
  if (found.hasRange && rangeBeside(pieces, times, found.dates))
    return refused('unparsable', 'it is a range: write the day it was published');
  if (found.hasPeriod && strayPeriod(pieces, used, times.length > 0))
    return refused('unparsable', 'it has a time in words that is not read: write the time in digits');
  if (isCutOff(items, date.piece, times[0]?.piece))
    return refused('unparsable', 'it breaks off before its time or offset');
  if (hasForeignEra(items, date.piece))
    return refused('calendar', 'its year is one of another calendar: write the Gregorian date');
  if (yearsDiffer(pieces, date.piece)) return refused('calendar', 'its two calendars name different years');
  return undefined;
};

/** Why one of the times cannot be read for certain. */
const timeObjection = ({ pieces, items, language, date, times }: Chosen): Found | undefined => {
  for (const { at, piece } of times) {
    if (isOffsetOrTime(items, date.piece, piece))
      return refused('unparsable', 'what stands behind the day can be its time or its offset');
    if (mayBeHalf(pieces, items, at, language))
      return refused('ambiguous-hour', 'a word beside the time may say which half of the day is meant');
    if (piece.zones.length > 0) continue;
    const unknown = zonePlace(pieces, items, at, language);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
};

const toCandidate = ({ pieces, survey: found, date, others, times, used }: Chosen): Found => {
  const time = times[0]?.piece;
  let { from, to } = date.piece;
  for (const { piece } of times) {
    from = Math.min(from, piece.from);
    to = Math.max(to, piece.to);
  }
  const zone = time?.zones[0] ?? (found.hasZone ? zoneNear(pieces, used, time !== undefined) : undefined);
  return {
    kind: 'candidate',
    candidate: {
      date: date.piece,
      others: others.length === 0 ? [] : others.map(({ piece }) => piece),
      time,
      otherTimes: times.length < 2 ? [] : times.slice(1).map(({ piece }) => piece),
      zone,
      weekday: found.hasWeekday ? weekdayNear(pieces, used) : undefined,
      from,
      to,
    },
  };
};

/** Whether the date counts only in a text without further words: eight digits, 16.9., 2015-09. */
const isNothingAmongWords = ({ notation, value }: DatePiece, hasLabel: boolean): boolean =>
  (notation === 'compact' && !hasLabel) ||
  value.form === 'pair' ||
  (value.form === 'no-day' && !notation.startsWith('month-name'));

/** What a segment says about its date. */
export const readSegment = (
  { pieces, label }: Segment,
  items: readonly Item[],
  language: string | undefined,
): Found => {
  let found = survey(pieces);
  if (found.dates.length > 1 && dropTimes(pieces)) found = survey(pieces);
  const { main, rest } = chooseDates(found.dates);
  const date = main[0];
  if (date === undefined) {
    const lone = found.times.find(({ piece }) => piece.mark !== '.');
    return lone === undefined ? nothing : { kind: 'time', time: lone.piece };
  }
  if (isNothingAmongWords(date.piece, label !== undefined) && isWordy(pieces)) return nothing;
  const isLost = rest.some(
    ({ piece, at }) => retime(piece) !== undefined && isAfterWords(pieces, date.at, at),
  );
  if (isLost || mayBeTime(pieces, date.piece))
    return refused('unparsable', 'the numbers with points can be a time, and the date is not read');
  const { times, refusal } = attach(pieces, date.at, found.times);
  if (refusal !== undefined) return refusal;
  const others = main.slice(1);
  for (const one of rest)
    if (one.piece.value.form === 'full' && one.piece.notation !== 'compact') others.push(one);
  const used = [date.at];
  for (const { at } of others) used.push(at);
  for (const { at } of times) used.push(at);
  const chosen = { pieces, items, language, survey: found, date, others, times, used };
  return objection(chosen) ?? timeObjection(chosen) ?? toCandidate(chosen);
};

import { attach, isOffsetOrTime, mayBeHalf } from './attached-times.ts';
import { type Found, refused } from './candidate.ts';
import { chooseDates, dropTimes, isNamed, mayBeTime, retime } from './date-choice.ts';
import type { DatePiece } from './date-piece.ts';
import type { Item } from './items.ts';
import { rangeBeside, strayNumber, strayPeriod } from './leftovers.ts';
import { isAfterWords, isWordy, touches } from './neighbours.ts';
import type { Piece } from './piece.ts';
import type { Segment } from './segments.ts';
import type { TimePiece } from './times.ts';
import { zoneNear, zonePlace } from './zone-place.ts';

const indexed = <Kind extends Piece['kind']>(
  pieces: readonly Piece[],
  kind: Kind,
): { piece: Extract<Piece, { kind: Kind }>; at: number }[] =>
  pieces.flatMap((piece, at) =>
    piece.kind === kind ? [{ piece: piece as Extract<Piece, { kind: Kind }>, at }] : [],
  );

const weekdayNear = (pieces: readonly Piece[], used: readonly number[]): number | undefined => {
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'weekday') continue;
    // Sun Media and Mon Repos are names.
    if (pieces[at + 1]?.kind === 'word') continue;
    const near = [...used].some((place) => touches(pieces, place, at));
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
  if (time !== undefined)
    return time.zones.length === 0 && items[time.to]?.text === '+' && !items[time.to]?.spaced;
  return notation === 'year-month-day' && items[to]?.key === 't' && !items[to]?.spaced;
};

/** Two years of one date, one by an era, that differ. */
const yearsDiffer = (pieces: readonly Piece[], { value }: DatePiece): boolean =>
  value.form === 'full' &&
  value.era !== undefined &&
  pieces.some(
    (piece) =>
      piece.kind === 'number' &&
      piece.flag === 'year' &&
      piece.era === undefined &&
      piece.value !== value.year,
  );

/** What a segment says about its date. */
export const readSegment = (
  segment: Segment,
  items: readonly Item[],
  language: string | undefined,
): Found => {
  const { pieces } = segment;
  dropTimes(pieces);
  const dates = indexed(pieces, 'date');
  const times = indexed(pieces, 'time').filter(({ piece }) => piece.hour <= 99);
  const { main, rest } = chooseDates(dates);
  const first = main[0];
  if (first === undefined) {
    const lone = times.find(({ piece }) => piece.mark !== '.');
    return lone === undefined ? { kind: 'nothing' } : { kind: 'time', time: lone.piece };
  }
  if (first.piece.notation === 'compact' && segment.label === undefined && isWordy(pieces))
    return { kind: 'nothing' };
  if (first.piece.value.form === 'pair' && isWordy(pieces)) return { kind: 'nothing' };
  if (first.piece.value.form === 'no-day' && !isNamed(first.piece) && isWordy(pieces))
    return { kind: 'nothing' };
  const isLost = rest.some(
    ({ piece, at }) => retime(piece) !== undefined && isAfterWords(pieces, first.at, at),
  );
  if (isLost || mayBeTime(pieces, first.piece))
    return refused('unparsable', 'the numbers with points can be a time, and the date is not read');
  const { times: attached, refusal } = attach(pieces, first.at, times);
  if (refusal !== undefined) return refusal;
  const others = [
    ...main.slice(1),
    ...rest.filter(({ piece }) => piece.value.form === 'full' && piece.notation !== 'compact'),
  ];
  const used = [first.at, ...others.map(({ at }) => at), ...attached.map(({ at }) => at)];
  const wrong = strayNumber(pieces, used);
  if (wrong !== undefined) return wrong;
  if (rangeBeside(pieces, attached, dates))
    return refused('unparsable', 'it is a range: write the day it was published');
  if (strayPeriod(pieces, used, attached.length > 0))
    return refused('unparsable', 'it has a time in words that is not read: write the time in digits');
  if (isCutOff(items, first.piece, attached[0]?.piece))
    return refused('unparsable', 'it breaks off before its time or offset');
  if (yearsDiffer(pieces, first.piece)) return refused('calendar', 'its two calendars name different years');
  for (const { at, piece } of attached) {
    if (isOffsetOrTime(pieces, items, first.piece, piece))
      return refused('unparsable', 'what stands behind the day can be its time or its offset');
    if (mayBeHalf(pieces, items, at, language))
      return refused('ambiguous-hour', 'a word beside the time may say which half of the day is meant');
    if (piece.zones.length > 0) continue;
    const unknown = zonePlace(pieces, items, at, language);
    if (unknown !== undefined) return unknown;
  }
  const time = attached[0]?.piece;
  const spans = [first.piece, ...attached.map(({ piece }) => piece)];
  return {
    kind: 'candidate',
    candidate: {
      date: first.piece,
      others: others.map(({ piece }) => piece),
      time,
      otherTimes: attached.slice(1).map(({ piece }) => piece),
      zone: time?.zones[0] ?? zoneNear(pieces, used, time !== undefined),
      weekday: weekdayNear(pieces, used),
      from: Math.min(...spans.map(({ from }) => from)),
      to: Math.max(...spans.map(({ to }) => to)),
    },
  };
};

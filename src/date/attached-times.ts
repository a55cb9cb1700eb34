import { type Found, refused } from './candidate.ts';
import type { DatePiece } from './date-piece.ts';
import type { Item } from './items.ts';
import { countsToTwelve } from './language-facts.ts';
import { isAfterWords, isBorder, isField, touches } from './neighbours.ts';
import type { Piece } from './piece.ts';
import type { TimePiece } from './times.ts';

/** A time and its place among the pieces. */
export type IndexedTime = { readonly piece: TimePiece; readonly at: number };

interface Attached {
  readonly times: readonly IndexedTime[];
  readonly refusal: Found | undefined;
}

/** Whether a border stands between date and time, and a word before the time says what it is: `John 3:16 | 2 Nov`. */
const isOfAnotherField = (pieces: readonly Piece[], date: number, time: number): boolean => {
  const between = pieces.slice(Math.min(date, time) + 1, Math.max(date, time));
  if (!between.some(isBorder)) return false;
  let before = time - 1;
  while (before >= 0 && isOpening(pieces[before])) before--;
  return pieces[before]?.kind === 'word';
};

const isOpening = (piece: Piece | undefined): boolean => piece?.kind === 'mark' && /^[:([]$/.test(piece.text);

/** The times that belong to the date at `date`; one that may or may not belong is a refusal (rule 16). */
export const attach = (pieces: readonly Piece[], date: number, times: readonly IndexedTime[]): Attached => {
  const kept: IndexedTime[] = [];
  for (const time of times) {
    const near = touches(pieces, date, time.at);
    const { mark, hour, minute, zones } = time.piece;
    if (mark === '.' && !near && minute <= 59 && hour <= 24 && isAfterWords(pieces, date, time.at)) {
      return {
        times: kept,
        refusal: refused('unparsable', 'a number that can be a time stands behind words'),
      };
    }
    if (mark === '.' && (!near || hour > 24 || minute > 59)) {
      if (near && pieces[time.at + 1]?.kind !== 'word')
        return { times: kept, refusal: refused('invalid-time', 'there is no such time of day') };
      continue;
    }
    if (mark === 'digits' && !near && zones.length === 0) continue;
    if (mark === '.' && zones.length === 0 && pieces[time.at + 1]?.kind === 'word') {
      return {
        times: kept,
        refusal: refused('unparsable', 'a number stands where a time stands, with a word behind it'),
      };
    }
    const isNamed = mark === ':' && zones.length === 0 && isOfAnotherField(pieces, date, time.at);
    const isPlaced = !isNamed && (near || isField(pieces, time.at));
    const sure = isPlaced || mark === 'word' || zones.length > 0;
    if (!sure)
      return {
        times: kept,
        refusal: refused('unparsable', 'a time stands apart from the date: write them together'),
      };
    kept.push(time);
  }
  return { times: kept, refusal: undefined };
};

/** `2015-09-16-05:00` is a day with its offset, or a day with its time. */
export const isOffsetOrTime = (items: readonly Item[], date: DatePiece, time: TimePiece): boolean => {
  const dash = items[time.from - 1];
  const isGlued =
    dash?.text === '-' && !dash.spaced && !items[time.from]?.spaced && date.to === time.from - 1;
  return isGlued && date.notation === 'year-month-day' && time.precision === 'minute';
};

const beyondLatin = /^[^\u0000-\u024f]/;

/** A word beside a time before one o'clock that may say which half of the day is meant, in a language that counts to twelve. */
export const mayBeHalf = (
  pieces: readonly Piece[],
  items: readonly Item[],
  at: number,
  language: string | undefined,
): boolean => {
  const time = pieces[at];
  if (time?.kind !== 'time' || time.hours !== undefined || time.hour === 0 || time.hour > 12) return false;
  // Two letters with points, as in p.m. and Albanian m.d., whatever the language.
  const isLetter = (place: number): boolean =>
    items[place]?.kind === 'word' && items[place]?.text.length === 1;
  if (isLetter(time.to) && items[time.to + 1]?.text === '.' && isLetter(time.to + 2)) return true;
  // A lone letter of the Arabic script, as in Kurdish د.ن.
  const after = pieces[at + 1];
  if (language === undefined && after?.kind === 'link' && /^[\u0600-\u06ff]$/.test(after.key)) return true;
  if (language !== undefined && (/^en\b/i.test(language) || !countsToTwelve(language))) return false;
  // Of an unknown language a Latin word counts only right behind the time: 5:30 PTG Waktu Siang.
  return (
    pieces[at + 1]?.kind === 'word' ||
    [pieces[at - 1]].some(
      (piece) => piece?.kind === 'word' && (language !== undefined || beyondLatin.test(piece.key)),
    )
  );
};

import type { DatePiece } from './date-piece.ts';
import { touches } from './neighbours.ts';
import type { Piece } from './piece.ts';
import type { TimePiece } from './times.ts';

/** A date and its place among the pieces. */
export type IndexedDate = { readonly piece: DatePiece; readonly at: number };

/** `10.52.05` beside a date is a time; alone it is a date of two-digit numbers. */
export const retime = (piece: DatePiece): TimePiece | undefined => {
  if (piece.value.form !== 'numeric' && piece.value.form !== 'pair') return undefined;
  const [hour, minute, second = 0] = piece.value.numbers;
  if (piece.value.mark !== '.' || (piece.value.form === 'numeric' && piece.value.longYear)) return undefined;
  if (hour > 24 || minute > 59 || second > 59) return undefined;
  return {
    kind: 'time',
    from: piece.from,
    to: piece.to,
    hour,
    minute,
    second,
    millisecond: 0,
    precision: piece.value.form === 'pair' ? 'minute' : 'second',
    hours: undefined,
    period: '',
    mark: '.',
    zones: [],
    bracketed: false,
  };
};

const isComplete = ({ value }: DatePiece): boolean =>
  value.form === 'full' || (value.form === 'numeric' && (value.longYear || value.mark !== '.'));

/**
 * Makes of what stands beside a complete date, and only looked like a date, the time that it is. Changes
 * `pieces`, and tells whether it did.
 */
export const dropTimes = (pieces: Piece[]): boolean => {
  const complete = pieces.findIndex((piece) => piece.kind === 'date' && isComplete(piece));
  if (complete < 0) return false;
  let isChanged = false;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (piece.kind !== 'date' || at === complete || isComplete(piece)) continue;
    // 02.11. - 05.11.2023 are two days.
    const joint = pieces[at + 1];
    if (at + 2 === complete && joint?.kind === 'mark' && joint.text === '-') continue;
    const time = retime(piece);
    if (time === undefined || !touches(pieces, complete, at)) continue;
    pieces[at] = time;
    isChanged = true;
  }
  return isChanged;
};

/** How much a date counts: complete ones before partial ones; eight digits only where nothing else is a date. */
const rankOf = ({ value, notation }: DatePiece): number => {
  switch (value.form) {
    case 'full':
      return notation !== 'compact' && value.calendar === undefined ? 0 : 2;
    case 'numeric':
      return 1;
    case 'refused':
      return 3;
    case 'no-year':
      return 4;
    case 'no-day':
      return notation.startsWith('month-name') ? 5 : 7;
    case 'pair':
      return 6;
  }
};

/** The dates that count most, and the others. */
export const chooseDates = (dates: readonly IndexedDate[]): { main: IndexedDate[]; rest: IndexedDate[] } => {
  let best = 8;
  for (const { piece } of dates) best = Math.min(best, rankOf(piece));
  const main: IndexedDate[] = [];
  const rest: IndexedDate[] = [];
  for (const date of dates) (rankOf(date.piece) === best ? main : rest).push(date);
  return { main, rest };
};

/** `31. maj 2023, 12.30.59`, where the month is not known: what looks like a date may be the time of another. */
export const mayBeTime = (pieces: readonly Piece[], { value }: DatePiece): boolean => {
  if (value.form !== 'numeric' || value.longYear || value.mark !== '.') return false;
  const [hour, minute, second] = value.numbers;
  if (hour > 24 || minute > 59 || second > 59) return false;
  return pieces.some(
    (piece) =>
      (piece.kind === 'number' && piece.digits === 4) ||
      (piece.kind === 'date' && piece.value.form === 'no-day'),
  );
};

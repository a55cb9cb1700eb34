import type { NumberPiece, Piece } from './piece.ts';

/** The numbers beside a month's name, nearest first, with their places in the list of pieces. */
export interface Beside {
  readonly numbers: readonly NumberPiece[];
  readonly places: readonly number[];
  /** Whether a time stands between the first and the second number. */
  readonly overTime: boolean;
}

/** Marks that stand between a month and its numbers. */
export const passing = /^[,./'_-]$/;

/** Whether the piece may stand between a month and its numbers; a line break only where `breaks`. */
export const isFiller = (piece: Piece, breaks: boolean): boolean =>
  piece.kind === 'link' ||
  piece.kind === 'weekday' ||
  (piece.kind === 'mark' && (passing.test(piece.text) || piece.text === '(' || piece.text === ')')) ||
  (breaks && piece.kind === 'break');

/** The colon that some languages write behind an abbreviated month. */
const isColonOf = (piece: Piece, distance: number): boolean =>
  distance === 1 && piece.kind === 'mark' && piece.text === ':' && !piece.spaced;

/** A four-digit number that was taken for a time (2152 IST) and may be a year. */
export const asYear = (piece: Piece): NumberPiece | undefined =>
  piece.kind === 'time' && piece.mark === 'digits'
    ? {
        kind: 'number',
        from: piece.from,
        to: piece.from + 1,
        value: piece.hour * 100 + piece.minute,
        digits: 4,
        flag: undefined,
        era: undefined,
        apostrophe: false,
      }
    : undefined;

/** Whether the line that begins behind the break at `at` is part of a date set in several lines: no words in it. */
const isWordless = (pieces: readonly Piece[], at: number, step: 1 | -1): boolean => {
  for (let place = at + step; ; place += step) {
    const piece = pieces[place];
    if (piece === undefined || piece.kind === 'break') return true;
    if (['word', 'noise', 'label', 'date', 'range'].includes(piece.kind)) return false;
  }
};

/** The numbers on one side of the month at `at`. */
export const collect = (pieces: readonly Piece[], at: number, step: 1 | -1, breaks: boolean): Beside => {
  const numbers: NumberPiece[] = [];
  const places: number[] = [];
  let overTime = false;
  for (let place = at + step, fillers = 0; numbers.length < 3 && fillers < 7; place += step) {
    const piece = pieces[place];
    if (piece === undefined) break;
    if (piece.kind === 'number' && piece.digits <= 4) {
      if (overTime && numbers.length === 0 && !isYearOverTime(pieces, place, piece)) break;
      numbers.push(piece);
      places.push(place);
      fillers = 0;
    } else if (piece.kind === 'time' && !overTime && numbers.length < 2 && step === 1) {
      overTime = true;
      fillers = 0;
    } else if (piece.kind === 'break' && breaks && !isWordless(pieces, place, step)) {
      break;
    } else if (isFiller(piece, breaks) || isColonOf(piece, place - at)) fillers++;
    else break;
  }
  return { numbers, places, overTime };
};

/** Whether the number behind the time is the year, and not what a word behind it counts: 16 Sep 21:52:00 IST 2015. */
const isYearOverTime = (pieces: readonly Piece[], at: number, { digits }: NumberPiece): boolean =>
  digits === 4 && (endsThere(pieces, at) || pieces[at + 1]?.kind === 'zone');

/** Whether nothing but a mark, a time or the line's end stands behind the piece. */
export const endsThere = (pieces: readonly Piece[], at: number): boolean => {
  const next = pieces[at + 1];
  return (
    next === undefined ||
    next.kind === 'break' ||
    next.kind === 'time' ||
    (next.kind === 'mark' && next.text !== '-')
  );
};

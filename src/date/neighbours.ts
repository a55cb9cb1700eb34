import type { Piece } from './piece.ts';

const border = /^[|•·;()[\]»›*–]$/;

/** Whether the piece ends a field of the line, as a bar, a bracket, a spaced dash or the line’s own end does. */
export const isBorder = (piece: Piece | undefined): boolean =>
  piece === undefined ||
  piece.kind === 'break' ||
  (piece.kind === 'mark' &&
    (border.test(piece.text) || ((piece.text === '-' || piece.text === '/') && piece.spaced)));

const isSilent = (piece: Piece): boolean =>
  piece.kind === 'mark' || piece.kind === 'link' || piece.kind === 'break' || piece.kind === 'weekday';

/** Whether the piece says nothing by itself: a mark that is no border, a linking word, a weekday. */
export const isWeak = (piece: Piece | undefined): boolean =>
  piece !== undefined &&
  !isBorder(piece) &&
  (piece.kind === 'mark' || piece.kind === 'link' || piece.kind === 'weekday');

/** Whether only marks and linking words stand between two places. */
export const touches = (pieces: readonly Piece[], a: number, b: number): boolean => {
  for (let at = Math.min(a, b) + 1; at < Math.max(a, b); at++) {
    const piece = pieces[at] as Piece;
    if (!isSilent(piece) && piece.kind !== 'zone' && piece.kind !== 'time' && piece.kind !== 'date')
      return false;
  }
  return true;
};

/** Whether nothing but marks that are no borders, linking words and weekdays stands between two places. */
export const isBeside = (pieces: readonly Piece[], a: number, b: number): boolean =>
  pieces
    .slice(Math.min(a, b) + 1, Math.max(a, b))
    .every((piece) => isWeak(piece) || piece.kind === 'time' || piece.kind === 'date');

/** Whether the piece at `at` fills a field by itself. */
export const isField = (pieces: readonly Piece[], at: number): boolean =>
  isBorder(pieces[at - 1]) && isBorder(pieces[at + 1]);

/** Whether one or two unknown words and no border stand between the date and what may be its time. */
export const isAfterWords = (pieces: readonly Piece[], date: number, time: number): boolean => {
  const between = pieces.slice(Math.min(date, time) + 1, Math.max(date, time));
  const words = between.filter(({ kind }) => kind === 'word');
  return (
    words.length > 0 && words.length <= 2 && between.every((piece) => piece.kind === 'word' || isWeak(piece))
  );
};

/** Whether the piece is a word, known or not, that names no part of a date. */
export const wordLike = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' || piece?.kind === 'link' || piece?.kind === 'noise';

/** Whether a word stands among the pieces that nothing explains. */
export const isWordy = (pieces: readonly Piece[]): boolean => pieces.some((piece) => piece.kind === 'word');

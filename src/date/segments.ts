import type { Label } from './lexicon.ts';
import type { Piece } from './piece.ts';

/** A stretch of a line that one label speaks for. */
export interface Segment {
  readonly label: Label | undefined;
  readonly pieces: Piece[];
}

const strong = /^[|•·;()[\]»›/\u2022]$/;

const isDated = (piece: Piece | undefined): boolean =>
  piece?.kind === 'date' || piece?.kind === 'time' || piece?.kind === 'zone' || piece?.kind === 'weekday';

/** The nearest piece that says something, over marks and linking words, with whether a border stood between. */
const look = (
  pieces: readonly Piece[],
  at: number,
  step: 1 | -1,
): { piece: Piece | undefined; border: boolean } => {
  let border = false;
  for (let place = at + step, turns = 0; turns < 8; place += step, turns++) {
    const piece = pieces[place];
    if (piece === undefined) return { piece, border: true };
    if (piece.kind === 'break') border = true;
    else if (piece.kind === 'mark') {
      if (piece.text === ':') border = true;
      if (strong.test(piece.text) || (piece.text === '-' && piece.spaced)) border = true;
    } else if (piece.kind !== 'link') return { piece, border };
  }
  return { piece: undefined, border };
};

/** Whether a label speaks for the date before it: 2015年9月16日 公開. */
const isBehind = (pieces: readonly Piece[], at: number, allBehind: boolean): boolean => {
  const label = pieces[at] as Piece;
  if (label.kind !== 'label' || label.colon) return false;
  const before = look(pieces, at, -1);
  const after = look(pieces, at, 1);
  if (!isDated(before.piece) || (before.border && !allBehind)) return false;
  if (allBehind) return true;
  return after.border || !isDated(after.piece);
};

/** Whether the line begins with a date and ends with a label, each date being followed by its label. */
const labelsStandBehind = (pieces: readonly Piece[]): boolean => {
  const said = pieces.filter((piece) => piece.kind === 'date' || piece.kind === 'label');
  if (said.length < 4 || said.length % 2 === 1) return false;
  return said.every(
    (piece, at) =>
      piece.kind === (at % 2 === 0 ? 'date' : 'label') && !(piece.kind === 'label' && piece.colon),
  );
};

/** Cuts the pieces at the labels. */
export const toSegments = (pieces: readonly Piece[]): Segment[] => {
  if (!pieces.some(({ kind }) => kind === 'label')) {
    return pieces.length === 0 ? [] : [{ label: undefined, pieces: [...pieces] }];
  }
  const allBehind = labelsStandBehind(pieces);
  const segments: Segment[] = [];
  let label: Label | undefined;
  let current: Piece[] = [];
  const close = (): void => {
    if (current.length > 0 || label !== undefined) segments.push({ label, pieces: current });
    current = [];
    label = undefined;
  };
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'label') {
      current.push(piece);
      return;
    }
    if (label === undefined && isBehind(pieces, at, allBehind)) {
      label = piece.label;
      close();
      return;
    }
    close();
    label = piece.label;
  });
  close();
  return segments;
};

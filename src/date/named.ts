import { asYear, type Beside, collect, endsThere, isFiller, passing } from './beside-month.ts';
import type { DatePiece, DateValue } from './date-piece.ts';
import type { MonthPiece, NumberPiece, Piece } from './piece.ts';

const isDay = (number: NumberPiece | undefined): number is NumberPiece =>
  number !== undefined &&
  number.flag !== 'year' &&
  number.digits <= 2 &&
  number.era === undefined &&
  !number.apostrophe;

const isLongYear = (number: NumberPiece | undefined): number is NumberPiece =>
  number !== undefined && number.flag !== 'day' && (number.digits === 4 || number.era !== undefined);

const isYear = (number: NumberPiece | undefined): number is NumberPiece =>
  number !== undefined &&
  number.flag !== 'day' &&
  (number.digits === 4 || number.digits === 2 || number.era !== undefined);

interface Found {
  readonly value: DateValue;
  readonly used: readonly number[];
}

const full = (month: MonthPiece, day: NumberPiece, year: NumberPiece, used: readonly number[]): Found => ({
  value: {
    form: 'full',
    year: year.era === undefined ? year.value : year.value + year.era.add,
    month: month.month,
    day: day.value,
    shortYear: year.digits <= 2 && year.era === undefined && year.flag !== 'year',
    calendar: month.calendar,
    ...(year.era && { era: year.era.names[0] as string }),
  },
  used,
});

const commaBetween = (pieces: readonly Piece[], from: number, to: number): boolean =>
  pieces.slice(from + 1, to).some((piece) => piece.kind === 'mark' && passing.test(piece.text));

interface Sides {
  readonly left: Beside;
  readonly right: Beside;
  readonly pieces: readonly Piece[];
  readonly yearFirst: boolean;
}

const refusedValue = (why: string): DateValue => ({ form: 'refused', code: 'unparsable', why });

/** Day and year around the month, by what the numbers can be; undefined where they make no date. */
const complete = (month: MonthPiece, { left, right, pieces, yearFirst }: Sides): Found | undefined => {
  const [l1, l2] = left.numbers;
  const [r1, r2] = right.numbers;
  const [pl1 = 0, pl2 = 0] = left.places;
  const [pr1 = 0, pr2 = 0] = right.places;
  // 16 September 2015, and at its side 2015 September 16.
  if (isDay(l1) && isLongYear(r1)) return full(month, l1, r1, [pl1, pr1]);
  if (isLongYear(l1) && isDay(r1)) return full(month, r1, l1, [pl1, pr1]);
  if (isDay(r1) && isLongYear(r2) && !isYearOverRange(pieces, pr1, pr2))
    return full(month, r1, r2, [pr1, pr2]);
  if (isDay(l1) && isLongYear(l2)) return full(month, l1, l2, [pl1, pl2]);
  if (isDay(l1) && isYear(r1) && (isLongYear(r1) || isShortYear(pieces, month, pr1))) {
    if (yearFirst && isYear(l1) && l1.flag !== 'day' && isDay(r1)) {
      return {
        value: { form: 'refused', code: 'ambiguous-order', why: 'either number can be the year' },
        used: [pl1, pr1],
      };
    }
    return full(month, l1, r1, [pl1, pr1]);
  }
  if (
    isDay(r1) &&
    isYear(r2) &&
    !right.overTime &&
    (r2.apostrophe || commaBetween(pieces, pr1, pr2)) &&
    endsThere(pieces, pr2)
  ) {
    return full(month, r1, r2, [pr1, pr2]);
  }
  if (isYear(l1) && l1.apostrophe && isDay(r1)) return full(month, r1, l1, [pl1, pr1]);
  return undefined;
};

/** Whether a number of two digits behind the month can be its year: not in another line, and not `12 comments`. */
const isShortYear = (pieces: readonly Piece[], month: MonthPiece, at: number): boolean =>
  pieces[at + 1]?.kind !== 'word' &&
  pieces[at + 1]?.kind !== 'noise' &&
  pieces[at + 1]?.kind !== 'month' &&
  !pieces.slice(pieces.indexOf(month), at).some(({ kind }) => kind === 'break');

/** `Sep 16-18, 2015`: a number hangs between, so the second is no year's neighbour. */
const isYearOverRange = (pieces: readonly Piece[], from: number, to: number): boolean =>
  pieces.slice(from + 1, to).some((piece) => piece.kind === 'range');

const partial = (month: MonthPiece, { left, right }: Sides): Found | undefined => {
  const [l1] = left.numbers;
  const [r1] = right.numbers;
  const day = isDay(l1) && !isDay(r1) ? l1 : isDay(r1) && !isDay(l1) ? r1 : undefined;
  if (isDay(l1) && isDay(r1)) {
    return {
      value: refusedValue('two numbers can be the day'),
      used: [left.places[0] ?? 0, right.places[0] ?? 0],
    };
  }
  if (day !== undefined) {
    const place = day === l1 ? left.places[0] : right.places[0];
    return {
      value: { form: 'no-year', month: month.month, day: day.value, calendar: month.calendar },
      used: [place ?? 0],
    };
  }
  if (isLongYear(l1)) return { value: { form: 'no-day' }, used: [left.places[0] ?? 0] };
  if (isLongYear(r1)) return { value: { form: 'no-day' }, used: [right.places[0] ?? 0] };
  return undefined;
};

const notationOf = (month: MonthPiece): string =>
  month.calendar === undefined ? 'month-name' : `month-name-${month.calendar}`;

const place = (pieces: Piece[], at: number, { value, used }: Found, month: MonthPiece): void => {
  let { from, to } = month;
  for (const index of used) {
    const piece = pieces[index] as Piece;
    from = Math.min(from, piece.from);
    to = Math.max(to, (asYear(piece) ?? piece).to);
    // The zone behind a year that was taken for a time stands on its own again.
    const zone = piece.kind === 'time' ? piece.zones[0] : undefined;
    pieces[index] =
      zone === undefined || piece.kind !== 'time'
        ? { kind: 'link', from: piece.from, to: piece.to, key: 'used' }
        : { kind: 'zone', from: piece.from + 1, to: piece.to, zone };
  }
  pieces[at] = { kind: 'date', from, to, notation: notationOf(month), value } satisfies DatePiece;
};

const sidesOf = (pieces: readonly Piece[], at: number, breaks: boolean, yearFirst: boolean): Sides => ({
  left: collect(pieces, at, -1, breaks),
  right: collect(pieces, at, 1, breaks),
  pieces,
  yearFirst,
});

/**
 * Joins month names with the numbers beside them to dates, complete ones first, so that a word which is a month
 * in one language and a weekday in another (mar.) takes no number from a complete date. Changes `pieces`.
 */
export const joinNamedDates = (pieces: Piece[], yearFirst: boolean): void => {
  if (!pieces.some(({ kind }) => kind === 'month')) return;
  dropSecondNames(pieces);
  for (const { breaks, find } of attempts) {
    let isLeft = false;
    for (let at = 0; at < pieces.length; at++) {
      const month = pieces[at] as Piece;
      if (month.kind !== 'month') continue;
      const found = find(month, sidesOf(pieces, at, breaks, yearFirst));
      if (found !== undefined) place(pieces, at, found, month);
      else isLeft = true;
    }
    if (!isLeft) return;
  }
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (piece.kind !== 'month') continue;
    pieces[at] =
      piece.weekday === undefined
        ? { kind: 'word', from: piece.from, to: piece.to, key: 'month' }
        : { kind: 'weekday', from: piece.from, to: piece.to, weekday: piece.weekday };
  }
};

/** `Sep 16 2015 IST`, `Sep 16 21:52:00 2015 +0530`: four digits before a zone are the year where there is no other. */
const withMilitaryYear = (month: MonthPiece, sides: Sides): Found | undefined => {
  const { right, pieces } = sides;
  const start = pieces.indexOf(month);
  for (let at = start + 1; at <= start + 8 && at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    const year = asYear(piece);
    if (year !== undefined) {
      const beside = { ...right, numbers: [...right.numbers, year], places: [...right.places, at] };
      return complete(month, { ...sides, right: beside });
    }
    if (!isFiller(piece, false) && piece.kind !== 'number' && piece.kind !== 'time') return undefined;
  }
  return undefined;
};

/** Makes one of a month's two names with a stroke between: 2 تشرين الثاني / نوفمبر 2023. */
const dropSecondNames = (pieces: Piece[]): void => {
  for (let at = 0; at + 2 < pieces.length; at++) {
    const first = pieces[at];
    const stroke = pieces[at + 1];
    const second = pieces[at + 2];
    if (first?.kind !== 'month' || second?.kind !== 'month' || stroke?.kind !== 'mark') continue;
    const isSame = first.month === second.month && first.month > 0 && first.calendar === second.calendar;
    if (stroke.text !== '/' || !isSame) continue;
    pieces[at + 1] = { kind: 'link', from: stroke.from, to: stroke.to, key: 'used' };
    pieces[at + 2] = { kind: 'link', from: second.from, to: second.to, key: 'used' };
  }
};

/** How the numbers beside a month are looked for, one way after the other. */
const attempts = [
  { breaks: false, find: complete },
  { breaks: false, find: withMilitaryYear },
  { breaks: true, find: complete },
  { breaks: false, find: partial },
] as const;

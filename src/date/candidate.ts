import type { Item } from './items.ts';
import { countsToTwelve } from './names.ts';
import type { DatePiece } from './numeric.ts';
import type { Piece } from './pieces.ts';
import type { RefusalCode } from './reading.ts';
import type { Segment } from './segments.ts';
import type { TimePiece } from './times.ts';
import { isZoneWord } from './zone-names.ts';
import { isWordToo, type ZoneText } from './zone-text.ts';

/** What one segment says: a date with its time, zone and weekday, not yet resolved. */
export interface Candidate {
  readonly date: DatePiece;
  /** Further dates of the segment, which must name the same day. */
  readonly others: readonly DatePiece[];
  readonly time: TimePiece | undefined;
  /** Further times, which must name the same moment by their own zones. */
  readonly otherTimes: readonly TimePiece[];
  readonly zone: ZoneText | undefined;
  readonly weekday: number | undefined;
  /** First item and the one behind the last of what was read. */
  readonly from: number;
  readonly to: number;
}

/** A segment's outcome: a candidate, a refusal, or nothing that is a date. */
export type Found =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'time'; readonly time: TimePiece }
  | { readonly kind: 'nothing' };

const refused = (code: RefusalCode, message: string): Found => ({ kind: 'refused', code, message });

type IndexedDate = { readonly piece: DatePiece; readonly at: number };
type IndexedTime = { readonly piece: TimePiece; readonly at: number };

const border = /^[|•·;()[\]»›*–]$/;

const isBorder = (piece: Piece | undefined): boolean =>
  piece === undefined ||
  piece.kind === 'break' ||
  (piece.kind === 'mark' &&
    (border.test(piece.text) || ((piece.text === '-' || piece.text === '/') && piece.spaced)));

const isSilent = (piece: Piece): boolean =>
  piece.kind === 'mark' || piece.kind === 'link' || piece.kind === 'break' || piece.kind === 'weekday';

const isWeak = (piece: Piece | undefined): boolean =>
  piece !== undefined &&
  !isBorder(piece) &&
  (piece.kind === 'mark' || piece.kind === 'link' || piece.kind === 'weekday');

/** Whether only marks and linking words stand between two places. */
const touches = (pieces: readonly Piece[], a: number, b: number): boolean => {
  for (let at = Math.min(a, b) + 1; at < Math.max(a, b); at++) {
    const piece = pieces[at] as Piece;
    if (!isSilent(piece) && piece.kind !== 'zone' && piece.kind !== 'time' && piece.kind !== 'date')
      return false;
  }
  return true;
};

/** Whether nothing but marks that are no borders, linking words and weekdays stands between two places. */
const isBeside = (pieces: readonly Piece[], a: number, b: number): boolean =>
  pieces
    .slice(Math.min(a, b) + 1, Math.max(a, b))
    .every((piece) => isWeak(piece) || piece.kind === 'time' || piece.kind === 'date');

const isField = (pieces: readonly Piece[], at: number): boolean =>
  isBorder(pieces[at - 1]) && isBorder(pieces[at + 1]);

/** `10.52.05` beside a date is a time; alone it is a date of two-digit numbers. */
const retime = (piece: DatePiece): TimePiece | undefined => {
  if (piece.value.form !== 'numeric' && piece.value.form !== 'pair') return undefined;
  const [hour, minute, second = 0] = piece.value.numbers;
  if (piece.value.mark !== '.' || (piece.value.form === 'numeric' && piece.value.longYear)) return undefined;
  if (hour > 24 || minute > 59 || second > 59) return undefined;
  return {
    kind: 'time', from: piece.from, to: piece.to, hour, minute, second, millisecond: 0,
    precision: piece.value.form === 'pair' ? 'minute' : 'second', hours: undefined, period: '', mark: '.', zones: [],
    bracketed: false,
  };
}; // biome-ignore format: one record

const isComplete = ({ value }: DatePiece): boolean =>
  value.form === 'full' || (value.form === 'numeric' && (value.longYear || value.mark !== '.'));

const dropTimes = (pieces: Piece[]): void => {
  const complete = pieces.findIndex((piece) => piece.kind === 'date' && isComplete(piece));
  if (complete < 0) return;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece;
    if (piece.kind !== 'date' || at === complete || isComplete(piece)) continue;
    const time = retime(piece);
    if (time !== undefined && touches(pieces, complete, at)) pieces[at] = time;
  }
};

const indexed = <Kind extends Piece['kind']>(
  pieces: readonly Piece[],
  kind: Kind,
): { piece: Extract<Piece, { kind: Kind }>; at: number }[] =>
  pieces.flatMap((piece, at) =>
    piece.kind === kind ? [{ piece: piece as Extract<Piece, { kind: Kind }>, at }] : [],
  );

const isNamed = (date: DatePiece): boolean => date.notation.startsWith('month-name');

/** The dates that count: complete ones before partial ones; eight digits only where nothing else is a date. */
const chooseDates = (dates: readonly IndexedDate[]): { main: IndexedDate[]; rest: IndexedDate[] } => {
  const groups = [
    dates.filter(
      ({ piece }) =>
        piece.value.form === 'full' && piece.notation !== 'compact' && piece.value.calendar === undefined,
    ),
    dates.filter(({ piece }) => piece.value.form === 'numeric'),
    dates.filter(({ piece }) => piece.value.form === 'full'),
    dates.filter(({ piece }) => piece.value.form === 'refused'),
    dates.filter(({ piece }) => piece.value.form === 'no-year'),
    dates.filter(({ piece }) => piece.value.form === 'no-day' && isNamed(piece)),
    dates.filter(({ piece }) => piece.value.form === 'pair'),
    dates.filter(({ piece }) => piece.value.form === 'no-day'),
  ];
  const main = groups.find((group) => group.length > 0) ?? [];
  return { main, rest: dates.filter((date) => !main.includes(date)) };
};

/** Whether one or two unknown words and no border stand between the date and what may be its time. */
const isAfterWords = (pieces: readonly Piece[], date: number, time: number): boolean => {
  const between = pieces.slice(Math.min(date, time) + 1, Math.max(date, time));
  const words = between.filter(({ kind }) => kind === 'word');
  return (
    words.length > 0 && words.length <= 2 && between.every((piece) => piece.kind === 'word' || isWeak(piece))
  );
};

/** `31. maj 2023, 12.30.59`, where the month is not known: what looks like a date may be the time of another. */
const mayBeTime = (pieces: readonly Piece[], { value }: DatePiece): boolean => {
  if (value.form !== 'numeric' || value.longYear || value.mark !== '.') return false;
  const [hour, minute, second] = value.numbers;
  if (hour > 24 || minute > 59 || second > 59) return false;
  return pieces.some(
    (piece) =>
      (piece.kind === 'number' && piece.digits === 4) ||
      (piece.kind === 'date' && piece.value.form === 'no-day'),
  );
};

interface Attached {
  readonly times: readonly IndexedTime[];
  readonly refusal: Found | undefined;
}

/** The times that belong to the date at `date`; one that may or may not belong is a refusal (rule 16). */
const attach = (pieces: readonly Piece[], date: number, times: readonly IndexedTime[]): Attached => {
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
    const sure = near || mark === 'word' || zones.length > 0 || isField(pieces, time.at);
    if (!sure)
      return {
        times: kept,
        refusal: refused('unparsable', 'a time stands apart from the date: write them together'),
      };
    kept.push(time);
  }
  return { times: kept, refusal: undefined };
};

/** Numbers beside what was read that nothing explains: 2013-01-27-01, Sep 16-18, 2015. */
const strayNumber = (pieces: readonly Piece[], used: readonly number[]): Found | undefined => {
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

const stray = (): Found =>
  refused('unparsable', 'a number or a second date stands beside the date, and nothing says what it is');

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

const rangeBeside = (
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

/** Whether an abbreviation that no time took stands where a zone stands: before a time, or behind the date. */
const isPlaced = (pieces: readonly Piece[], at: number, used: readonly number[]): boolean => {
  const next = pieces[at + 1]?.kind === 'mark' && !isBorder(pieces[at + 1]) ? pieces[at + 2] : pieces[at + 1];
  return next?.kind === 'time' || at > Math.min(...used);
};

const zoneNear = (
  pieces: readonly Piece[],
  used: readonly number[],
  hasTime: boolean,
): ZoneText | undefined => {
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'zone') continue;
    if (!used.some((place) => touches(pieces, place, at))) continue;
    const { zone } = piece;
    if (zone.kind !== 'abbreviation') return zone;
    // Words such as pet and cet are weekdays in front of a date, not zones.
    if (!isPlaced(pieces, at, used)) continue;
    if (used.some((place) => isBeside(pieces, place, at))) {
      if (hasTime || isBorder(pieces[at + 1])) return zone;
    } else if (!isWordToo(zone.name)) {
      // Behind a border it must fill the field, and stand with a time: `9:52 PM | IST`.
      return hasTime && isField(pieces, at)
        ? zone
        : { kind: 'refused', code: 'unknown-zone', name: zone.name };
    } else if (hasTime || zone.name === 'est' || zone.name === 'ist') {
      return { kind: 'refused', code: 'unknown-zone', name: zone.name };
    }
  }
  return undefined;
};

const isWordy = (pieces: readonly Piece[]): boolean => pieces.some((piece) => piece.kind === 'word');

const wordLike = (piece: Piece | undefined): boolean =>
  piece?.kind === 'word' || piece?.kind === 'link' || piece?.kind === 'noise';

/** Whether the words from `at` on read as a zone's name that is not known: `Delhi Time`. */
const isUnknownName = (
  pieces: readonly Piece[],
  items: readonly Item[],
  at: number,
  language: string | undefined,
): boolean => {
  if (pieces[at]?.kind !== 'word') return false;
  for (let place = at; wordLike(pieces[place]) && place < at + 8; place++) {
    const key = items[(pieces[place] as Piece).from]?.key ?? '';
    const isLabel = items[(pieces[place] as Piece).to]?.text === ':';
    if (!isLabel && (isZoneWord(key, 'en') || (language !== undefined && isZoneWord(key, language))))
      return true;
  }
  return false;
};

/** What stands in the zone's place behind a time, and is no zone that is known. */
const zonePlace = (
  pieces: readonly Piece[],
  items: readonly Item[],
  at: number,
  language: string | undefined,
): Found | undefined => {
  let place = at + 1;
  const opening = pieces[place];
  if (opening?.kind === 'mark' && (opening.text === '(' || opening.text === '[')) place++;
  const word = pieces[place];
  const isLetter = word?.kind === 'link' && /^[a-z]$/.test(word.key) && isBorder(pieces[place + 1]);
  if (word?.kind !== 'word' && !isLetter) return undefined;
  const { text, key } = items[(word as Piece).from] as Item;
  const unknown = refused(
    'unknown-zone',
    `${text} stands where a zone stands, and is none that is known: write the offset`,
  );
  if (isUnknownName(pieces, items, place, language)) return unknown;
  if (!/^[a-z]{1,5}$/.test(key) || (key.length === 5 && !key.endsWith('t'))) return undefined;
  const after = pieces[place + 1];
  const ends = after === undefined || isBorder(after) || (after.kind === 'mark' && after.text === ',');
  // Before further words only what ends as zones do is taken for one: 21:52 QQT by Reuters.
  if (!ends && !key.endsWith('t') && wordLike(after) && !/^[bcfgjlnpqrtx]$/.test(key)) return undefined;
  if (key.length > 1) return unknown;
  return refused('military-zone', `${text} is a single letter: write the offset or the zone’s name`);
};

const beyondLatin = /^[^\u0000-\u024f]/;

/** A word beside a time before one o'clock that may say which half of the day is meant, in a language that counts to twelve. */
const mayBeHalf = (
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

/** A part of the day, or a time in words, that belongs to no time that was read (rule 16). */
const strayPeriod = (pieces: readonly Piece[], used: readonly number[], hasTime: boolean): boolean =>
  pieces.some(
    (piece, at) => piece.kind === 'period' && (!hasTime || used.some((place) => touches(pieces, place, at))),
  );

/** `2015-09-16-05:00` is a day with its offset, or a day with its time. */
const isOffsetOrTime = (
  pieces: readonly Piece[],
  items: readonly Item[],
  date: DatePiece,
  time: TimePiece,
): boolean => {
  const dash = items[time.from - 1];
  const isGlued =
    dash?.text === '-' && !dash.spaced && !items[time.from]?.spaced && date.to === time.from - 1;
  return isGlued && date.notation === 'year-month-day' && time.precision === 'minute' && pieces.length > 0;
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

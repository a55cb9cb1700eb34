import { amountEnd, copyrightEnd } from './amounts.ts';
import { type Era, eras } from './calendars.ts';
import { glued, type Item, isMark } from './items.ts';
import { matchNumeric } from './numeric.ts';
import type { MonthPiece, NumberPiece, Piece } from './piece.ts';
import { matchTime } from './times.ts';
import { matchZone } from './zone-text.ts';

/** The degree sign that Italian, Spanish and Portuguese writers put for º in 1° maggio. */
const isFirstOfMonth = (items: readonly Item[], at: number): boolean => {
  if (!isMark(items[at], '°') || !glued(items[at]) || items[at - 1]?.value !== 1) return false;
  const next = items[at + 1]?.sense?.link && items[at + 1]?.sense?.month === undefined ? at + 2 : at + 1;
  return items[next]?.sense?.month !== undefined;
};

/** The end of a day's ordinal ending: 16th, 1er, 16º, 16-án. */
const ordinalEnd = (items: readonly Item[], at: number): number => {
  const word = items[at];
  if (
    word?.sense?.ordinal &&
    word.sense.month === undefined &&
    (glued(word) || /^(?:st|nd|rd|th)$/.test(word.key))
  )
    return at + 1;
  if (isFirstOfMonth(items, at)) return at + 1;
  const dashed = items[at + 1];
  // Swedish writes 11:e maj.
  if (isMark(word, ':') && glued(word) && /^[ea]$/.test(dashed?.key ?? '') && glued(dashed)) return at + 2;
  if (
    isMark(word, '-') &&
    glued(word) &&
    dashed?.sense?.ordinal &&
    glued(dashed) &&
    dashed.sense.month === undefined
  )
    return at + 2;
  return at;
};

const numberPiece = (items: readonly Item[], at: number, era: Era | undefined): NumberPiece => {
  const item = items[at] as Item;
  const base = {
    kind: 'number',
    from: at,
    value: item.value,
    digits: item.text.length,
    era,
    apostrophe: isMark(items[at - 1], "'") && glued(item),
  } as const;
  const unit = items[at + 1]?.sense?.unit;
  if ((unit === 'year' || unit === 'day') && items[at + 1]?.sense?.month === undefined) {
    return { ...base, to: at + 2, flag: unit };
  }
  const end = item.text.length <= 2 ? ordinalEnd(items, at + 1) : at + 1;
  return { ...base, to: end, flag: end > at + 1 ? 'day' : undefined };
};

/** In Vietnamese the number stands behind the word: 1 tháng 4 is the first of April. */
const isMonthBefore = (items: readonly Item[], at: number): boolean =>
  /^th(?:an)?g$/.test(items[at]?.key ?? '') && items[at + 1]?.kind === 'number';

const monthByNumber = (items: readonly Item[], at: number): MonthPiece | undefined => {
  const first = items[at] as Item;
  const second = items[at + 1];
  const rest = { kind: 'month', from: at, to: at + 2, calendar: undefined, weekday: undefined } as const;
  if (first.kind === 'number' && first.text.length <= 2) {
    // Mongolian writes 4-р сарын.
    const end = ordinalEnd(items, at + 1);
    const unit = isMark(items[end], '-') && glued(items[end]) && glued(items[end + 1]) ? end + 1 : end;
    const sense = items[unit]?.sense;
    if (sense?.unit === 'month' && sense.month === undefined && !isMonthBefore(items, unit))
      return { ...rest, to: unit + 1, month: first.value };
  }
  const isTimeBehind = isMark(items[at + 2], ':');
  if (
    first.sense?.unit === 'month' &&
    second?.kind === 'number' &&
    second.text.length <= 2 &&
    !isTimeBehind
  ) {
    return { ...rest, month: second.value };
  }
  return undefined;
};

const eraByName = new Map(eras.flatMap((era) => era.names.map((name) => [name, era] as const)));

/** Whether the word at `at` is an era's name with a number behind it. */
const eraAt = (items: readonly Item[], at: number): Era | undefined => {
  if (items[at]?.kind !== 'word') return undefined;
  const era = eraByName.get(items[at]?.key ?? '');
  return era !== undefined && items[at + 1]?.kind === 'number' ? era : undefined;
};

const fromNumber = (items: readonly Item[], at: number, text: string, era: Era | undefined): Piece => {
  const month = monthByNumber(items, at);
  if (month !== undefined) return month;
  if (era !== undefined) return numberPiece(items, at, era);
  const time = matchTime(items, at, text);
  if (time !== undefined && time.mark !== '.' && time.mark !== 'digits') return time;
  return matchNumeric(items, at) ?? time ?? numberPiece(items, at, undefined);
};

const roman: ReadonlyMap<string, number> = new Map(
  'i ii iii iv v vi vii viii ix x xi xii'.split(' ').map((numeral, at) => [numeral, at + 1]),
);

/** 16 IX 2015 and 16.IX.2015. */
const romanMonth = (items: readonly Item[], at: number): MonthPiece | undefined => {
  const month = roman.get((items[at] as Item).key);
  if (month === undefined) return undefined;
  const beside = (step: number): Item | undefined =>
    /^[./-]$/.test(items[at + step]?.text ?? '') ? items[at + 2 * step] : items[at + step];
  if (beside(-1)?.kind !== 'number' || (beside(1)?.text.length ?? 0) < 4 || beside(1)?.kind !== 'number')
    return undefined;
  return { kind: 'month', from: at, to: at + 1, month, calendar: undefined, weekday: undefined };
};

/** Whether a single letter that can be a weekday is the end of a name or of a Hebrew number: 张三, תשפ״ד. */
const isInWord = (items: readonly Item[], at: number): boolean => {
  const [before, mark] = [items[at - 1], items[at - 2]];
  if (items[at]?.text.length !== 1 || !glued(items[at])) return false;
  if (isMark(before, '"')) return glued(before) && mark?.kind === 'word';
  return before?.kind === 'word' && before.sense === undefined;
};

const fromWord = (items: readonly Item[], at: number, text: string): Piece => {
  const item = items[at] as Item;
  const sense = item.sense;
  const span = { from: at, to: at + 1 };
  const month = monthByNumber(items, at) ?? romanMonth(items, at);
  if (month !== undefined) return month;
  if (sense?.label !== undefined && sense.month === undefined) {
    return { ...span, kind: 'label', label: sense.label, colon: isMark(items[at + 1], ':') };
  }
  const time = sense?.hours === undefined ? undefined : matchTime(items, at, text);
  if (time !== undefined) return time;
  if (sense?.month !== undefined) {
    return { ...span, kind: 'month', month: sense.month, calendar: sense.calendar, weekday: sense.weekday };
  }
  if (sense?.weekday !== undefined && isInWord(items, at)) return { ...span, kind: 'word', key: item.key };
  if (sense?.weekday !== undefined) return { ...span, kind: 'weekday', weekday: sense.weekday };
  const zone = matchZone(items, at, text);
  if (zone !== undefined && !sense?.link) return { kind: 'zone', from: at, to: zone.next, zone: zone.zone };
  if (sense === undefined) return { ...span, kind: 'word', key: item.key };
  // A part of the day that belongs to no time that was read.
  if (sense.spoken || (sense.hours !== undefined && !sense.link))
    return { ...span, kind: 'period', key: item.key };
  if (sense.range) return { ...span, kind: 'range', key: item.key };
  return { ...span, kind: sense.link || sense.unit ? 'link' : 'noise', key: item.key };
};

const fromMark = (items: readonly Item[], at: number, text: string, last: Piece | undefined): Piece => {
  const item = items[at] as Item;
  // 2015-09-16+05:30 is a day with its zone (XML Schema).
  if (item.text === '+' && last?.kind === 'date' && glued(item)) {
    const zone = matchZone(items, at, text);
    if (zone !== undefined) return { kind: 'zone', from: at, to: zone.next, zone: zone.zone };
  }
  return { kind: 'mark', from: at, to: at + 1, text: item.text, spaced: item.spaced };
};

/** Cuts the items into pieces, from left to right; `text` is the tidied text they come from. */
export const toPieces = (items: readonly Item[], text: string): Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at] as Item;
    const era = eraAt(items, at);
    let piece: Piece;
    const end = amountEnd(items, at) ?? copyrightEnd(items, at);
    if (end !== undefined) piece = { kind: 'noise', from: at, to: end, key: item.key };
    else if (item.kind === 'break') piece = { kind: 'break', from: at, to: at + 1, key: '' };
    else if (era !== undefined) piece = { ...fromNumber(items, at + 1, text, era), from: at };
    else if (item.kind === 'number') piece = fromNumber(items, at, text, undefined);
    else if (item.kind === 'word') piece = fromWord(items, at, text);
    else piece = fromMark(items, at, text, pieces.at(-1));
    pieces.push(piece);
    at = Math.max(piece.to, at + 1);
  }
  return pieces;
};

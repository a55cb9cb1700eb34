import { type Found, refused } from './candidate.ts';
import { glued, type Item, isMark } from './items.ts';
import { isBeside, isBorder, isField, touches, wordLike } from './neighbours.ts';
import type { Piece } from './piece.ts';
import { isZoneWord } from './zone-names.ts';
import { isWordToo, type ZoneText } from './zone-text.ts';

/** Whether an abbreviation that no time took stands where a zone stands: before a time, or behind the date. */
const isPlaced = (pieces: readonly Piece[], at: number, used: readonly number[]): boolean => {
  const next = pieces[at + 1]?.kind === 'mark' && !isBorder(pieces[at + 1]) ? pieces[at + 2] : pieces[at + 1];
  return next?.kind === 'time' || at > Math.min(...used);
};

/** The zone of a segment that no time took; `used` are the places of the date and its times. */
export const zoneNear = (
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
    if (zone.name !== 'gmt' && !isPlaced(pieces, at, used)) continue;
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

const regions =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|canada|etc|europe|indian|mexico|pacific|us)$/;

/** Whether the words are written as IANA's names are: Europe/Atlantis. */
const isIanaShaped = (items: readonly Item[], at: number): boolean =>
  regions.test(items[at]?.key ?? '') &&
  isMark(items[at + 1], '/') &&
  glued(items[at + 1]) &&
  items[at + 2]?.kind === 'word' &&
  glued(items[at + 2]);

/** What stands in the zone's place behind a time, and is no zone that is known. */
export const zonePlace = (
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
  const { from } = word as Piece;
  const { text, key } = items[from] as Item;
  const isNamed = isIanaShaped(items, from);
  const name = isNamed ? `${text}/${items[from + 2]?.text}` : text;
  const unknown = refused(
    'unknown-zone',
    `${name} stands where a zone stands, and is none that is known: write the offset`,
  );
  if (isNamed || isUnknownName(pieces, items, place, language)) return unknown;
  if (!/^[a-z]{1,5}$/.test(key) || (key.length === 5 && !key.endsWith('t'))) return undefined;
  const after = pieces[place + 1];
  const ends = after === undefined || isBorder(after) || (after.kind === 'mark' && after.text === ',');
  // Before further words only what ends as zones do is taken for one: 21:52 QQT by Reuters.
  if (!ends && !key.endsWith('t') && wordLike(after) && !/^[bcfgjlnpqrtx]$/.test(key)) return undefined;
  if (key.length > 1) return unknown;
  return refused('military-zone', `${text} is a single letter: write the offset or the zone’s name`);
};

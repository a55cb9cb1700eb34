import { meaningsOf } from './abbreviations.ts';
import type { Item } from './items.ts';
import { canonicalZone } from './zones.ts';

/** A zone as the text writes it, not yet placed. */
export type ZoneText =
  | { readonly kind: 'offset'; readonly minutes: number; readonly sure: boolean }
  | { readonly kind: 'abbreviation'; readonly name: string }
  | { readonly kind: 'iana'; readonly zone: string }
  /** A zone's name in words: the clock on the wall there. */
  | { readonly kind: 'named'; readonly zone: string; readonly offset: number | undefined }
  | {
      readonly kind: 'refused';
      readonly code: 'offset-range' | 'unknown-zone' | 'military-zone' | 'ambiguous-zone';
      readonly name: string;
    };

/** A zone and the item behind it. */
export interface ZoneMatch {
  readonly zone: ZoneText;
  readonly next: number;
}

const mark = (item: Item | undefined, text: string): boolean => item?.kind === 'mark' && item.text === text;
const glued = (item: Item | undefined): boolean => item !== undefined && !item.spaced;
const isNumber = (item: Item | undefined): item is Item => item?.kind === 'number';

const offsetOf = (sign: string, hours: number, minutes: number): ZoneText => {
  const total = (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
  const name = `${sign}${hours}:${String(minutes).padStart(2, '0')}`;
  if (minutes > 59 || total < -720 || total > 840) return { kind: 'refused', code: 'offset-range', name };
  return { kind: 'offset', minutes: total, sure: true };
};

/** +0530, +530, +05, +5, +05:30, +5.5 (only behind GMT), +05:30:00; `at` is the sign. */
export const matchOffset = (items: readonly Item[], at: number, behindGmt = false): ZoneMatch | undefined => {
  const sign = items[at]?.text ?? '';
  const hours = items[at + 1];
  if ((sign !== '+' && sign !== '-') || items[at]?.kind !== 'mark' || !isNumber(hours)) return undefined;
  if (hours.spaced && !behindGmt) return undefined;
  const size = hours.text.length;
  const next = items[at + 2];
  const minutes = items[at + 3];
  const joinedMinutes = isNumber(minutes) && glued(next) && glued(minutes);
  if (size <= 2 && mark(next, ':') && joinedMinutes && minutes.text.length === 2) {
    const longer = mark(items[at + 4], ':') && isNumber(items[at + 5]) ? 2 : 0;
    return { zone: offsetOf(sign, hours.value, minutes.value), next: at + 4 + longer };
  }
  if (size <= 2 && behindGmt && mark(next, '.') && joinedMinutes) {
    const part = Number(`0.${minutes.text}`) * 60;
    // GMT+5.30 are thirty minutes, GMT+5.5 half an hour, GMT+5.75 three quarters.
    if (/^(?:00|15|30|45)$/.test(minutes.text))
      return { zone: offsetOf(sign, hours.value, minutes.value), next: at + 4 };
    if (Number.isInteger(part)) return { zone: offsetOf(sign, hours.value, part), next: at + 4 };
    if (minutes.text.length === 2) return { zone: offsetOf(sign, hours.value, minutes.value), next: at + 4 };
    return {
      zone: { kind: 'refused', code: 'offset-range', name: `${sign}${hours.text}.${minutes.text}` },
      next: at + 4,
    };
  }
  if (size === 4 || size === 3) {
    return { zone: offsetOf(sign, Math.trunc(hours.value / 100), hours.value % 100), next: at + 2 };
  }
  // `21:52 -5 min`: a number with a word behind is no offset.
  if (size === 1 && !behindGmt && next?.kind === 'word' && !next.sense?.gmt) {
    // Glued to the number it may yet be one, which must not be passed over: `21:52 -5 Photo: AP`.
    if (!items[at]?.spaced || next.sense?.unit !== undefined) return undefined;
    return { zone: { kind: 'refused', code: 'unknown-zone', name: sign + hours.text }, next: at + 2 };
  }
  if (size <= 2) return { zone: offsetOf(sign, hours.value, 0), next: at + 2 };
  return { zone: { kind: 'refused', code: 'offset-range', name: sign + hours.text }, next: at + 2 };
};

const ianaShape = /[A-Za-z][A-Za-z_]*(?:\/[A-Za-z0-9_+-]+){1,3}/y;

/** An IANA name with a slash at the item's place in the text. */
const matchIana = (items: readonly Item[], at: number, text: string): ZoneMatch | undefined => {
  const item = items[at];
  if (item?.kind !== 'word' || !mark(items[at + 1], '/')) return undefined;
  ianaShape.lastIndex = item.start;
  const name = ianaShape.exec(text)?.[0].replace(/-+$/, '');
  const zone = name === undefined ? undefined : canonicalZone(name);
  if (name === undefined || zone === undefined) return undefined;
  const end = item.start + name.length;
  let next = at + 1;
  while (next < items.length && (items[next] as Item).end <= end) next++;
  return { zone: { kind: 'iana', zone }, next };
};

const technicalShape = /[A-Za-z]{1,10}(?:\d[A-Za-z]{3}|-[A-Za-z]{2,4})?/y;
const technical =
  /^(?:(?:est5edt|cst6cdt|mst7mdt|pst8pdt)|gb|gb-eire|nz|nz-chat|prc|roc|rok|w-su|zulu|uct|universal|greenwich)$/i;

const technicalStarts = new Set(
  'est cst mst pst gb nz prc roc rok w zulu uct universal greenwich'.split(' '),
);

/** An IANA name without a slash: EST5EDT, GB; one that is a country's (Japan) only in square brackets. */
const matchTechnical = (items: readonly Item[], at: number, text: string): ZoneMatch | undefined => {
  const item = items[at] as Item;
  const isBracketed = mark(items[at - 1], '[');
  if (!isBracketed && !technicalStarts.has(item.key)) return undefined;
  technicalShape.lastIndex = item.start;
  const name = technicalShape.exec(text)?.[0] ?? '';
  if (!technical.test(name) && !(isBracketed && meaningsOf(name.toLowerCase()).length === 0))
    return undefined;
  const zone = canonicalZone(name);
  if (zone === undefined) return undefined;
  const end = item.start + name.length;
  let next = at + 1;
  while (next < items.length && (items[next] as Item).end <= end) next++;
  return (items[next - 1] as Item).end === end ? { zone: { kind: 'iana', zone }, next } : undefined;
};

const greenwich = new Set(['gmt', 'utc', 'ut', 'utz', 'gtm', 'гринуич', 'ggt', 'tuc']);

const matchGmt = (items: readonly Item[], at: number): ZoneMatch | undefined => {
  const item = items[at];
  if (item?.kind !== 'word' || !(greenwich.has(item.key) || item.sense?.gmt)) return undefined;
  let next = at + 1;
  // GMT/UTC+2, UTC (GMT) and the like are one name.
  if (mark(items[next], '/') && greenwich.has(items[next + 1]?.key ?? '')) next += 2;
  while (
    next < at + 3 &&
    (mark(items[next], '.') || mark(items[next], ']')) &&
    /^[+-]$/.test(items[next + 1]?.text ?? '')
  )
    next++;
  const offset = matchOffset(items, next, true);
  // `GMT - 5 min read` is no offset: behind a spaced minus stands nothing that is sure.
  if (offset !== undefined && !(items[next]?.spaced && items[next + 1]?.spaced)) return offset;
  if (!greenwich.has(item.key) && meaningsOf(item.key).length > 0) return undefined;
  return { zone: { kind: 'abbreviation', name: 'gmt' }, next };
};

/** Abbreviations that are words as well: they begin names (West Ham, Art Basel, Met Gala). */
const words = new Set('act art bit cast cat cot eat get hast mart met mut pet pot west wit'.split(' '));

/** Whether a word that may be a zone is none by what stands behind it: Art. 5, est. 1851, West Ham. */
const isPlainWord = (items: readonly Item[], at: number): boolean => {
  const next = items[at + 1];
  if (mark(next, '.') && !next?.spaced && items[at + 2]?.kind === 'number' && items[at + 2]?.spaced)
    return true;
  return words.has((items[at] as Item).key) && next?.kind === 'word';
};

/** Whether the abbreviation is a word as well, or French and German for east and is. */
export const isWordToo = (name: string): boolean => words.has(name) || name === 'est' || name === 'ist';

/** An abbreviation with points: E.T., G.M.T. */
const matchSpelled = (items: readonly Item[], at: number): ZoneMatch | undefined => {
  let name = '';
  let next = at;
  while (name.length < 5 && /^[A-Z]$/.test(items[next]?.text ?? '') && (next === at || glued(items[next]))) {
    name += items[next]?.key;
    if (!mark(items[next + 1], '.') || !glued(items[next + 1])) return undefined;
    next += 2;
  }
  // P.T. Barnum is a name.
  if (name.length < 2 || (items[next]?.kind === 'word' && items[next]?.sense === undefined)) return undefined;
  if (greenwich.has(name)) return { zone: { kind: 'abbreviation', name: 'gmt' }, next };
  return meaningsOf(name).length === 0 ? undefined : { zone: { kind: 'abbreviation', name }, next };
};

/**
 * The zone that begins at item `at`: an offset, GMT with an offset, an IANA name, a known abbreviation;
 * undefined where none begins there. `text` is the tidied text that the items were cut from.
 */
export const matchZone = (items: readonly Item[], at: number, text: string): ZoneMatch | undefined => {
  const item = items[at];
  if (item === undefined) return undefined;
  if (item.zone !== undefined) return { zone: item.zone, next: at + 1 };
  if (item.kind === 'mark') return matchOffset(items, at);
  if (item.kind !== 'word') return undefined;
  const iana = matchIana(items, at, text) ?? matchTechnical(items, at, text);
  if (iana !== undefined) return iana;
  const gmt = matchGmt(items, at);
  if (gmt !== undefined) return gmt;
  const spelled = item.text.length === 1 ? matchSpelled(items, at) : undefined;
  if (spelled !== undefined) return spelled;
  if (meaningsOf(item.key).length === 0 || isPlainWord(items, at)) return undefined;
  return { zone: { kind: 'abbreviation', name: item.key }, next: at + 1 };
};

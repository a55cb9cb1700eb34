import type { IncomingHttpHeaders } from 'node:http';

/** What a representation is recognised by. */
export interface Validators {
  /** Strong tags with their quotes, of all variants that a client may hold; that of the variant chosen now comes first. */
  readonly tags: readonly string[];
  /** As `Last-Modified` has it; conditions about time count for nothing where it is absent. */
  readonly lastModified?: string | undefined;
}

/** What caches and servers on the way, and our own variants, append to a tag. */
const codingSuffix = /(?:-gzip|-br|-zstd|-deflate|;gzip|;br)+$/;

/** A tag without `W/`, quotes, and what readers make of quotes when they store or escape them. */
const opaqueOf = (tag: string): string =>
  tag
    .trim()
    .replace(/^W\//i, '')
    .replace(/["'\\]/g, '')
    .trim();

const withoutCoding = (opaque: string): string => {
  // Our own tag of a styled feed ends in -xml behind the coding; that one tells media types apart and has to agree.
  const isStyled = opaque.endsWith('-xml');
  const plain = (isStyled ? opaque.slice(0, -4) : opaque).replace(codingSuffix, '').replace(/-$/, '');
  return isStyled ? `${plain}-xml` : plain;
};

/**
 * Which of `tags` an `If-None-Match` names (RFC 9110 §13.1.2, weak comparison), undefined for none. A 304 has to carry
 * that tag: another would keep a cache from freshening what it has stored (RFC 9111 §4.3.4). Read leniently, since
 * readers send tags bare, weak, escaped, or with a coding that somebody on the way appended. `*` names the first.
 */
export const namedTag = (header: string, tags: readonly string[]): string | undefined => {
  const [chosen] = tags;
  if (chosen !== undefined && header === chosen) return chosen;
  const named = header.split(',').map(opaqueOf);
  if (named.includes('*')) return chosen;
  const exact = tags.find((tag) => named.includes(opaqueOf(tag)));
  if (exact !== undefined) return exact;
  const bases = new Set(named.map(withoutCoding));
  return tags.find((tag) => bases.has(withoutCoding(opaqueOf(tag))));
};

/** The hash that the one tag of an `If-None-Match` begins with; undefined for a list, for `*`, and for other tags. */
export const hashNamed = (header: string): string | undefined => {
  const plain = withoutCoding(opaqueOf(header));
  return /^[0-9a-f]{32}$/.test(plain) ? plain : undefined;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const fixdate = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const rfc850 = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/;

const partsOf = (text: string): readonly (string | undefined)[] | undefined => {
  const found = fixdate.exec(text) ?? rfc850.exec(text);
  if (found !== null) return found.slice(1);
  const [, month, day, hour, minute, second, year] = asctime.exec(text) ?? [];
  return month === undefined ? undefined : [day, month, year, hour, minute, second];
};

/** A year of two digits that is more than 50 years ahead of `now` lies in the past (RFC 9110 §5.6.7). */
const fullYear = (text: string, now: number): number => {
  if (text.length === 4) return Number(text);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(text);
  return year > thisYear + 50 ? year - 100 : year;
};

/**
 * An HTTP date in any of its three forms as milliseconds since 1970; undefined for anything else (RFC 9110 §5.6.7).
 * `now` (milliseconds) places years of two digits.
 */
export const parseHttpDate = (text: string, now: number): number | undefined => {
  const [day, month, year, hour, minute, second] = partsOf(text.trim()) ?? [];
  const at = months.indexOf(month ?? '');
  if (at === -1 || year === undefined) return undefined;
  const date = new Date(Date.UTC(fullYear(year, now), at, Number(day)));
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  // 60 is a leap second, which the clock of this platform counts as the next.
  if (date.getUTCDate() !== Number(day) || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  return date.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000;
};

/** Whether `lastModified` is no later than the date in the header; a header that is no date decides nothing (§13.1.3). */
export const isUnmodifiedSince = (header: string, lastModified: string): boolean | undefined => {
  if (header === lastModified) return true;
  const last = parseHttpDate(lastModified, 0) ?? 0;
  const since = parseHttpDate(header, last);
  return since === undefined ? undefined : last <= since;
};

/** What a request's conditions come to: 304 with the tag to carry, 412, or the whole answer. */
export type ConditionAnswer =
  | { readonly kind: 'whole' }
  | { readonly kind: 'not-modified'; readonly tag: string }
  | { readonly kind: 'failed' };

const whole: ConditionAnswer = { kind: 'whole' };
const failed: ConditionAnswer = { kind: 'failed' };

/** Strong comparison against the chosen variant alone (§13.1.1): `If-Match` is for those who mean exactly these bytes. */
const matchesExactly = (header: string, tag: string): boolean =>
  header.split(',').some((named) => named.trim() === tag || named.trim() === '*');

const mayProceed = (
  headers: IncomingHttpHeaders,
  { tags: [chosen = ''], lastModified }: Validators,
): boolean => {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) return matchesExactly(ifMatch, chosen);
  const since = headers['if-unmodified-since'];
  if (since === undefined || lastModified === undefined) return true;
  return isUnmodifiedSince(since, lastModified) !== false;
};

/**
 * Evaluates the conditions of a GET or HEAD in the order of RFC 9110 §13.2.2: `If-Match`, else `If-Unmodified-Since`;
 * then `If-None-Match`, else `If-Modified-Since`. `Cache-Control` of the request plays no part: Node's own fetch sends
 * `no-cache` with every conditional request.
 */
export const evaluateConditions = (headers: IncomingHttpHeaders, validators: Validators): ConditionAnswer => {
  if (!mayProceed(headers, validators)) return failed;
  const [chosen = ''] = validators.tags;
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) {
    const tag = namedTag(ifNoneMatch, validators.tags);
    return tag === undefined ? whole : { kind: 'not-modified', tag };
  }
  const since = headers['if-modified-since'];
  const { lastModified } = validators;
  const isFresh =
    since !== undefined && lastModified !== undefined && isUnmodifiedSince(since, lastModified) === true;
  return isFresh ? { kind: 'not-modified', tag: chosen } : whole;
};

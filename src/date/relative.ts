import { meaningsOf } from './abbreviations.ts';
import { type Day, dayNumber, dayOfNumber } from './calendars.ts';
import type { Found } from './candidate.ts';
import type { Item } from './items.ts';
import type { Label } from './lexicon.ts';
import { reading, refusal } from './outcome.ts';
import { longestPhrase } from './phrases.ts';
import type { DateRole, Instant, Precision, Reading } from './reading.ts';
import { relativeNamesOf, type Span, type SpanWords, skeletonOf } from './relative-names.ts';
import { dayIn, resolve } from './resolve.ts';
import type { Settings } from './settings.ts';
import type { TimePiece } from './times.ts';
import { offsetAt } from './zones.ts';

/** A line that has no full date, with what its segments gave. */
export interface RelativeLine {
  readonly text: string;
  readonly clean: string;
  readonly settings: Settings;
  readonly items: readonly Item[];
  readonly ranked: readonly { readonly label: Label | undefined; readonly found: Found }[];
}

type Meaning =
  | { readonly kind: 'span'; readonly span: Span; readonly count: number }
  | { readonly kind: 'day'; readonly distance: number }
  | { readonly kind: 'now' };

/** Words that make a length of time vague, or a number longer than the word that is read. */
const spoilers =
  /\b(?:half|almost|nearly|over|more|less|several|few|and|dozen|hundred|thousand|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/;

/** Words for one, by language: a day ago, vor einer Stunde, il y a une heure. */
const ones: Readonly<Record<string, readonly string[]>> = {
  ca: ['un', 'una'], da: ['en', 'et'], de: ['einem', 'einer', 'einen'], en: ['a', 'an', 'one'], es: ['un', 'una'],
  fr: ['un', 'une'], gl: ['un', 'unha'], it: ['un', 'una'], nb: ['en', 'ett', 'et'], nl: ['een'], no: ['en', 'ett', 'et'],
  pt: ['um', 'uma'], ro: ['un', 'o'], sv: ['en', 'ett'],
}; // biome-ignore format: a table reads better in rows

/** The skeleton with its first word for one as a number. */
const withOne = (skeleton: string, language: string | undefined): string => {
  const own = ones[language?.split('-', 1)[0] ?? 'en'];
  const parts = skeleton.split(' ');
  // The language's own words come first: a in French `il y a une heure` is no article.
  const find = (words: readonly string[] = []): number => parts.findIndex((part) => words.includes(part));
  const at = find(own) < 0 ? find(ones.en) : find(own);
  return at < 0 || skeleton.includes('#') ? skeleton : parts.with(at, '#').join(' ');
};

const meaningOf = (line: RelativeLine): Meaning | 'vague' | undefined => {
  const names = relativeNamesOf(line.settings.language);
  const skeleton = skeletonOf(line.clean.slice(0, 300));
  const span = spanIn(skeleton, names.spans, line.settings);
  if (span !== undefined) {
    const numbers = line.items.filter(({ kind }) => kind === 'number');
    if (spoilers.test(line.clean.toLowerCase())) return 'vague';
    const { unit, count } = span[1];
    if (numbers.length > 1) return meaningOfField(line, names.spans) ?? 'vague';
    if (count !== undefined && numbers.length > 0) return 'vague';
    return { kind: 'span', span: unit, count: count ?? numbers[0]?.value ?? 1 };
  }
  const day = longestPhrase(skeleton, names.days);
  if (day !== undefined && isDayWord(line, day[0], skeleton)) return { kind: 'day', distance: day[1] };
  if (names.now.has(skeleton) || skeleton === 'just now') return { kind: 'now' };
  return undefined;
};

/** The span of the one field that says one, where the numbers of the others are no time: `2 hours ago · 5 min read`. */
const meaningOfField = (
  { clean, settings, ranked }: RelativeLine,
  spans: ReadonlyMap<string, SpanWords>,
): Meaning | undefined => {
  if (ranked.some(({ found }) => found.kind === 'candidate')) return undefined;
  const said = clean
    .slice(0, 300)
    .split(/[|·•\n]/)
    .map((field) => ({
      numbers: field.match(/\d+/g) ?? [],
      span: spanIn(skeletonOf(field), spans, settings),
    }));
  const [only, ...others] = said.filter(({ span }) => span !== undefined);
  const isTime = /\d\s*[:.]\s*\d\d(?!\d)/.test(clean);
  if (only?.span === undefined || others.length > 0 || only.numbers.length > 1 || isTime) return undefined;
  const { unit, count } = only.span[1];
  return { kind: 'span', span: unit, count: count ?? Number(only.numbers[0] ?? 1) };
};

const spanIn = (
  skeleton: string,
  spans: ReadonlyMap<string, SpanWords>,
  { language }: Settings,
): readonly [string, SpanWords] | undefined =>
  longestPhrase(skeleton, spans) ?? longestPhrase(withOne(skeleton, language), spans);

/** `USA Today` is no date: beside the word stand a label, a time and linking words, and nothing else. */
const isDayWord = (line: RelativeLine, phrase: string, skeleton: string): boolean => {
  if (skeleton === phrase) return true;
  const hasTime = line.ranked.some(({ found }) => found.kind === 'time');
  return line.items.every(({ kind, sense, key, zone }) => {
    if (kind === 'number') return hasTime;
    return (
      kind !== 'word' ||
      phrase.includes(key) ||
      isBesideTime(sense, hasTime) ||
      zone !== undefined ||
      isZoneName(key)
    );
  });
};

const isZoneName = (key: string): boolean => meaningsOf(key).length > 0;

/** A part of the day counts only with a time: `yesterday evening` is not cut down to its day. */
const isBesideTime = (sense: Item['sense'], hasTime: boolean): boolean =>
  sense !== undefined &&
  (sense.label !== undefined ||
    sense.link === true ||
    (sense.hours !== undefined && hasTime) ||
    sense.unit !== undefined);

const roleOf = (line: RelativeLine): DateRole =>
  line.ranked.some(({ label }) => label === 'updated') &&
  !line.ranked.some(({ label }) => label === 'published')
    ? 'updated'
    : 'published';

const spanLengths: Readonly<Record<'second' | 'minute' | 'hour', number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};

const facts = { rfc822: false, thai: false, persian: false };

const onDay = (line: RelativeLine, day: Day, reference: Instant): Reading => {
  const { text, settings, clean } = line;
  const time = line.ranked.map(({ found }) => found).find((found) => found.kind === 'time')?.time as
    | TimePiece
    | undefined;
  const value = { form: 'full', ...day, shortYear: false, calendar: undefined } as const;
  const date = { kind: 'date', from: 0, to: 0, notation: 'relative', value } as const;
  const candidate = {
    date,
    others: [],
    time,
    otherTimes: [],
    zone: time?.zones[0],
    weekday: undefined,
    from: 0,
    to: 0,
  };
  const outcome = resolve(candidate, { ...settings, reference }, facts);
  if (!outcome.ok) return refusal(text, outcome.code, outcome.message);
  return reading(text, { ...outcome, notation: 'relative', read: clean.trim(), role: roleOf(line) });
};

const before = (line: RelativeLine, span: Span, count: number, reference: Instant): Reading => {
  const { text, settings, clean } = line;
  if (span === 'week' || span === 'month' || span === 'year')
    return refusal(text, 'no-day', `a text in ${span}s names no day`);
  const zone = settings.zone;
  if (span === 'day') {
    if (zone === undefined)
      return refusal(text, 'no-zone', 'neither the text nor the site names a zone: set zone');
    if (count > 36_500) return refusal(text, 'implausible', 'it is too long ago');
    // The number is the span's: the days of `3 дня назад` are no hour in the afternoon.
    const timeless = { ...line, ranked: line.ranked.filter(({ found }) => found.kind !== 'time') };
    return onDay(timeless, dayOfNumber(dayNumber(dayIn(reference, zone)) - count), reference);
  }
  const instant = (reference - count * spanLengths[span]) as Instant;
  if (!Number.isFinite(instant) || instant < 0) return refusal(text, 'implausible', 'it is too long ago');
  const offset = zone === undefined ? 0 : offsetAt(instant, zone);
  return reading(text, {
    instant,
    offset,
    zone: zone ?? null,
    precision: span satisfies Precision,
    notation: 'relative',
    read: clean.trim(),
    role: roleOf(line),
  });
};

/** The reading of a text that counts from a reference (rule 10), or undefined where it is none. */
export const readRelative = (line: RelativeLine): Reading | undefined => {
  if (line.ranked.some(({ found }) => found.kind === 'refused')) return undefined;
  const meaning = meaningOf(line);
  if (meaning === undefined) return undefined;
  const { text, settings } = line;
  if (meaning === 'vague') return refusal(text, 'unparsable', 'it does not say how long ago');
  const { reference } = settings;
  if (reference === undefined) {
    return refusal(
      text,
      'relative-no-reference',
      'it counts from a moment that is not known: give a reference',
    );
  }
  if (meaning.kind === 'span') return before(line, meaning.span, meaning.count, reference);
  if (meaning.kind === 'now') return before(line, 'second', 0, reference);
  if (settings.zone === undefined)
    return refusal(text, 'no-zone', 'neither the text nor the site names a zone: set zone');
  return onDay(line, dayOfNumber(dayNumber(dayIn(reference, settings.zone)) + meaning.distance), reference);
};

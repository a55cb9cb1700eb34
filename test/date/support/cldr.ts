import type { Reading } from '../../../src/date/reading.ts';

/** A style of `Intl.DateTimeFormat`. */
export type Style = 'full' | 'long' | 'medium' | 'short';

/** One date as `Intl.DateTimeFormat` writes it, and what it stands for. */
export interface CldrCase {
  readonly locale: string;
  readonly zone: string;
  readonly dateStyle: Style;
  readonly timeStyle: Style | 'none';
  readonly text: string;
  /** The instants the text can stand for, in milliseconds: two where its wall clock occurs twice. */
  readonly expected: readonly number[];
}

/** `right`: read at an instant that the text stands for; `refused` is no fault, `wrong` is the worst one. */
export type CldrOutcome = 'right' | 'refused' | 'wrong';

/** One judged case. */
export interface CldrResult extends CldrCase {
  readonly outcome: CldrOutcome;
  readonly reading: Reading;
}

const dateStyles: readonly Style[] = ['full', 'long', 'medium', 'short'];
const timeStyles: readonly (Style | 'none')[] = ['none', 'short', 'medium', 'long', 'full'];

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** Codes of two and three letters, all that a language can have. */
const languageCodes = (): string[] =>
  letters.flatMap((a) => letters.flatMap((b) => [a + b, ...letters.map((c) => a + b + c)]));

const regionCodes = (): string[] => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const pairs = letters.flatMap((a) => letters.map((b) => (a + b).toUpperCase()));
  return [...pairs.filter((code) => names.of(code) !== undefined), '001', '150', '419'];
};

const scripts =
  'Adlm Arab Aran Beng Cans Cher Cyrl Deva Ethi Gujr Guru Hans Hant Hebr Latn Mong Mtei Nkoo Olck Orya Rohg Sund Syrc Taml Telu Tfng Thai Vaii Yiii'.split(
    ' ',
  );

/** Whether the tag has data of its own; Segmenter answers as DateTimeFormat does and is made six times as fast. */
const isOwn = (tag: string): boolean => new Intl.Segmenter(tag).resolvedOptions().locale === tag;

/** Every locale this Node has data for: languages, their scripts, and both with regions. */
export const allLocales = (): readonly string[] => {
  // Some codes are aliases of tags with a region or script, such as cnr of sr-ME; those come below.
  const languages = Intl.DateTimeFormat.supportedLocalesOf(languageCodes()).filter(
    (tag) => !tag.includes('-') && isOwn(tag),
  );
  const written = languages.flatMap((tag) => [
    tag,
    ...scripts.map((script) => `${tag}-${script}`).filter(isOwn),
  ]);
  const regions = regionCodes();
  return written.flatMap((tag) => [tag, ...regions.map((region) => `${tag}-${region}`).filter(isOwn)]).sort();
};

/** Zones with whole, half and quarter offsets, with summer time north and south, and without. */
export const zones: readonly string[] = [
  'Asia/Kolkata',
  'America/New_York',
  'Europe/Paris',
  'Asia/Tokyo',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'UTC',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/St_Johns',
  'Europe/London',
  'Pacific/Auckland',
];

/** One in every month; days that can be months and days that cannot, both halves of the day, and the last century. */
export const instants: readonly number[] = [
  '2015-09-16T16:22:08Z',
  '2020-01-05T00:03:09Z',
  '2021-03-04T06:07:08Z',
  '2023-05-31T12:30:59Z',
  '2024-02-29T18:45:00Z',
  '2019-10-11T21:15:30Z',
  '2022-07-07T07:07:07Z',
  '1999-12-30T10:00:01Z',
  '2016-04-01T04:30:20Z',
  '2018-06-12T19:59:59Z',
  '2012-08-09T23:10:10Z',
  '2025-11-03T15:05:05Z',
].map((text) => Date.parse(text));

/** The wall clock in the zone, cut to what the style shows. */
const shownWall = (
  instant: number,
  zone: string,
  timeStyle: CldrCase['timeStyle'],
): Temporal.PlainDateTime => {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  const smallestUnit = timeStyle === 'none' ? 'day' : timeStyle === 'short' ? 'minute' : 'second';
  return wall.round({ smallestUnit, roundingMode: 'trunc' });
};

const expectedInstants = (
  instant: number,
  zone: string,
  timeStyle: CldrCase['timeStyle'],
): readonly number[] => {
  const wall = shownWall(instant, zone, timeStyle);
  if (timeStyle === 'none') return [wall.toPlainDate().toZonedDateTime(zone).epochMilliseconds];
  const both = (['earlier', 'later'] as const).map(
    (disambiguation) => wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
  return [...new Set(both)];
};

/** Which zones and instants a run takes for a style: all, or a few that change from style to style. */
export interface Sampling {
  readonly locales: readonly string[];
  /** Pairs of zone and instant for each locale and style; absent for all of them. */
  readonly pairs?: number;
}

const pairsFor = (start: number, pairs: number | undefined): readonly (readonly [string, number])[] => {
  const count = zones.length * instants.length;
  return Array.from({ length: Math.min(pairs ?? count, count) }, (_, step) => {
    // 37 has no factor in common with the 144 pairs, so every step meets another one.
    const index = (start + step * 37) % count;
    return [zones[index % zones.length]!, instants[Math.floor(index / zones.length)]!] as const;
  });
};

/** Writes the dates of a run, one at a time. */
export function* cldrCases({ locales, pairs }: Sampling): Generator<CldrCase> {
  let start = 0;
  for (const locale of locales) {
    for (const dateStyle of dateStyles) {
      for (const timeStyle of timeStyles) {
        const formats = new Map<string, Intl.DateTimeFormat>();
        for (const [zone, instant] of pairsFor(start, pairs)) {
          const options = { dateStyle, timeZone: zone, ...(timeStyle !== 'none' && { timeStyle }) };
          const format = formats.get(zone) ?? new Intl.DateTimeFormat(locale, options);
          formats.set(zone, format);
          const text = format.format(instant);
          const expected = expectedInstants(instant, zone, timeStyle);
          yield { locale, zone, dateStyle, timeStyle, text, expected };
        }
        start += 11;
      }
    }
  }
}

/** Judges how one case was read. */
export const judgeCldr = (item: CldrCase, reading: Reading): CldrResult => {
  if (!reading.ok) return { ...item, reading, outcome: 'refused' };
  return { ...item, reading, outcome: item.expected.includes(reading.instant) ? 'right' : 'wrong' };
};

/** How many of a group's texts were read. */
export interface Share {
  cases: number;
  read: number;
  /** Those whose date stands in the long or full style. */
  longCases: number;
  longRead: number;
  wrong: number;
}

/** Counts one result into the group of that name. */
export const count = (shares: Map<string, Share>, name: string, { dateStyle, outcome }: CldrResult): void => {
  const share = shares.get(name) ?? { cases: 0, read: 0, longCases: 0, longRead: 0, wrong: 0 };
  shares.set(name, share);
  const isLong = dateStyle === 'long' || dateStyle === 'full';
  share.cases += 1;
  share.longCases += isLong ? 1 : 0;
  if (outcome === 'right') {
    share.read += 1;
    share.longRead += isLong ? 1 : 0;
  }
  if (outcome === 'wrong') share.wrong += 1;
};

/** `98.7`; down, so that 100.0 means all. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : (Math.floor((part / whole) * 1000) / 10).toFixed(1);

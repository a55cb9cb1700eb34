import { createRequire } from 'node:module';
import type { FormatOptions } from 'date-fns/format';
import type { Instant, Precision } from './reading.ts';
import { offsetAt } from './zones.ts';

/** How a date is written for people; what is absent is not known. */
export interface PeopleContext {
  /** IANA zone whose wall clock is shown; UTC if absent. */
  readonly zone?: string | undefined;
  /** BCP 47 tag of the language it is written in. */
  readonly language?: string | undefined;
  /** What the source stated: a `day` shows no time, anything from `second` on shows seconds. `minute` if absent. */
  readonly precision?: Precision | undefined;
}

type Locale = NonNullable<FormatOptions['locale']> & { readonly code: string };
type Format = (date: Date, pattern: string, options: FormatOptions) => string;

const require = createRequire(import.meta.url);

/** Tags whose date-fns locale has another name, or none of its own but a near relative. */
const relatives: Readonly<Record<string, string>> = {
  en: 'en-GB',
  'en-ph': 'en-US',
  'en-us': 'en-US',
  fa: 'fa-IR',
  iw: 'he',
  in: 'id',
  mo: 'ro',
  no: 'nb',
  sh: 'sr-Latn',
  zh: 'zh-CN',
  'zh-hant': 'zh-TW',
  'zh-mo': 'zh-HK',
};

const known = new Map<string, Locale | undefined>();

/** The date-fns locale of one name, loaded by its own path on first need; undefined where there is none. */
const loadLocale = (name: string): Locale | undefined => {
  if (known.has(name)) return known.get(name);
  let locale: Locale | undefined;
  try {
    const module = require(`date-fns/locale/${name}`) as Readonly<Record<string, Locale>>;
    locale = Object.values(module).find((value) => typeof value === 'object' && 'formatLong' in value);
  } catch {
    locale = undefined;
  }
  known.set(name, locale);
  return locale;
};

const isSubtag = (part: string): boolean => /^[a-z0-9]{2,8}$/.test(part);

/** `xx`, `xx-Latn`, `xx-YY`: the way date-fns writes the tag. */
const localeName = (subtags: readonly string[]): string =>
  subtags
    .map((part, place) => {
      if (place === 0) return part;
      return part.length === 4 ? part[0]!.toUpperCase() + part.slice(1) : part.toUpperCase();
    })
    .join('-');

/** The locale of the tag, else that of the tag without its last parts: `de-AT-1996`, `de-AT`, `de`. */
const findLocale = (language: string): Locale | undefined => {
  const parts = language.toLowerCase().split('-', 4);
  const foreign = parts.findIndex((part) => !isSubtag(part)); // an extension such as `-u-nu-latn`, or no tag at all
  const subtags = foreign < 0 ? parts : parts.slice(0, foreign);
  for (let length = subtags.length; length > 0; length -= 1) {
    const part = subtags.slice(0, length);
    const locale = loadLocale(relatives[part.join('-')] ?? localeName(part));
    if (locale) return locale;
  }
  return undefined;
};

/**
 * A Date whose local fields are those of the wall clock, whatever the host's zone:
 * date-fns reads local fields only, and a host in a gap of summer time would shift them.
 */
class WallClock extends Date {
  override getFullYear(): number {
    return this.getUTCFullYear();
  }
  override getMonth(): number {
    return this.getUTCMonth();
  }
  override getDate(): number {
    return this.getUTCDate();
  }
  override getDay(): number {
    return this.getUTCDay();
  }
  override getHours(): number {
    return this.getUTCHours();
  }
  override getMinutes(): number {
    return this.getUTCMinutes();
  }
  override getSeconds(): number {
    return this.getUTCSeconds();
  }
  override getMilliseconds(): number {
    return this.getUTCMilliseconds();
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `UTC`, `UTC+05:30`, `UTC-04:00`: no abbreviation, since most have several meanings. */
const zoneLabel = (offsetMinutes: number): string => {
  if (offsetMinutes === 0) return 'UTC';
  const size = Math.abs(offsetMinutes);
  return `UTC${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

type Grain = 'day' | 'minute' | 'second';

const grain = (precision: Precision): Grain => {
  if (precision === 'day') return 'day';
  return precision === 'hour' || precision === 'minute' ? 'minute' : 'second';
};

/**
 * Whether a pattern counts hours to twelve and leaves a doubt: Uzbek's names no half of the day, and the first
 * hour of a Chinese day (上午 12:30) is understood as noon by some.
 */
const isDoubtful = (pattern: string, code: string): boolean => {
  const letters = pattern.replaceAll(/'[^']*'/g, '');
  return /h/.test(letters) && (!/[abB]/.test(letters) || code.startsWith('zh'));
};

/** The same pattern with hours to 24 and without the half of the day. */
const withWholeDay = (pattern: string): string =>
  pattern
    .replace(/[abB]+/, '')
    .replace(/h+/, 'HH')
    .trim();

/** The time of day as the locale writes it, to the minute or to the second. */
const timePattern = ({ code, formatLong }: Locale, shown: 'minute' | 'second'): string => {
  const time = formatLong.time({ width: shown === 'minute' ? 'short' : 'medium' });
  const whole = isDoubtful(time, code) ? withWholeDay(time) : time;
  // Indonesian and Malay have no pattern with seconds.
  return shown === 'minute' || whole.includes('s') ? whole : whole.replace(/(\P{L})mm/u, '$1mm$1ss');
};

/**
 * The locale's long date with as much of the time as is shown, as a pattern of date-fns. They are joined as in
 * medium dates: the joints of long ones (`at`, Azerbaijani `- də`) leave no room for the zone behind the time.
 */
const patternOf = (locale: Locale, shown: Grain): string => {
  const date = locale.formatLong.date({ width: 'long' });
  if (shown === 'day') return date;
  const time = timePattern(locale, shown);
  const joint = locale.formatLong.dateTime({ width: 'medium' });
  return joint.replace('{{date}}', () => date).replace('{{time}}', () => time);
};

/** `2015-09-16 21:52:00`, which every language reads, cut to what is shown. */
const neutral = (wall: Date, shown: Grain): string =>
  wall.toISOString().replace('T', ' ').slice(0, { day: 10, minute: 16, second: 19 }[shown]);

/**
 * The instant for people, in the words of their language and on the wall clock of their zone:
 * `16 September 2015, 21:52 UTC+05:30`; with precision `day` only `16 September 2015`.
 * Languages come from date-fns, so that every machine writes the same text; one it does not
 * have gets `2015-09-16 21:52 UTC+05:30`. Throws where `zone` is no IANA zone.
 */
export const formatForPeople = (
  instant: Instant,
  { zone = 'UTC', language = '', precision = 'minute' }: PeopleContext = {},
): string => {
  const offset = offsetAt(instant, zone);
  const wall = new WallClock(instant + offset * 60_000);
  const shown = grain(precision);
  const locale = findLocale(language);
  const { format } = require('date-fns/format') as { format: Format };
  const text = locale ? format(wall, patternOf(locale, shown), { locale }) : neutral(wall, shown);
  return shown === 'day' ? text : `${text} ${zoneLabel(offset)}`;
};

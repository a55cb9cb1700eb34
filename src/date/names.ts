import { createRequire } from 'node:module';
import type { Lexicon, Sense, Unit } from './lexicon.ts';
import { monthSpellings } from './spellings.ts';
import { foldWord, tidy } from './tidy.ts';
import { hourMask } from './words.ts';

const require = createRequire(import.meta.url);

/** The part of a date-fns locale that is used; declared here so that published types need no other package's. */
interface Localize {
  month(index: number, options: { width: string; context: string }): string;
  day(index: number, options: { width: string; context: string }): string;
  dayPeriod(name: string, options: { width: string; context: string }): string;
  ordinalNumber(value: number, options: { unit: string }): string;
}

const dateFnsLocales =
  'af ar ar-DZ ar-EG ar-MA ar-SA ar-TN az be be-tarask bg bn bs ca ckb cs cy da de de-AT el en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA eo es et eu fa-IR fi fr fr-CA fr-CH fy gd gl gu he hi hr ht hu hy id is it it-CH ja ja-Hira ka kk km kn ko lb lt lv mk mn ms mt nb nl nl-BE nn oc pl pt pt-BR ro ru se sk sl sq sr sr-Latn sv ta te th tr ug uk uz uz-Cyrl vi zh-CN zh-HK zh-TW'.split(
    ' ',
  );

const aliases: Readonly<Record<string, string>> = {
  fa: 'fa-IR',
  no: 'nb',
  zh: 'zh-CN',
  'zh-Hant': 'zh-TW',
  iw: 'he',
  in: 'id',
  en: 'en-US',
  tl: 'fil',
};

/** The name of the date-fns locale that fits a BCP 47 tag best, if there is one. */
export const dateFnsLocaleFor = (tag: string): string | undefined => {
  const { language, script, region, baseName } = new Intl.Locale(tag);
  const candidates = [
    baseName,
    script && `${language}-${script}`,
    region && `${language}-${region}`,
    language,
  ].filter((name): name is string => typeof name === 'string' && name !== '');
  for (const name of candidates) {
    const known = dateFnsLocales.includes(name) ? name : aliases[name];
    if (known !== undefined && dateFnsLocales.includes(known)) return known;
  }
  return undefined;
};

const loadLocalize = (name: string): Localize | undefined => {
  const exported: unknown = require(`date-fns/locale/${name}`);
  const locale = Object.values(exported as object).find(
    (value): value is { localize: Localize } =>
      typeof value === 'object' && value !== null && 'localize' in value,
  );
  return locale?.localize;
};

/** Names found for one language; a name that stands for two months or days is kept apart. */
type Found = Map<string, Set<number>>;

const note = (found: Found, name: string, value: number): void => {
  // By the key it is looked up by, so that names which differ by an accent alone are seen to clash.
  const clean = foldWord(tidy(name).trim());
  if (!/\p{L}/u.test(clean) || /^\d/.test(clean)) return;
  // Initials alone (narrow names) would be found everywhere; single letters of joined scripts are whole words.
  if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*\.?$/u.test(clean)) return;
  found.set(clean, (found.get(clean) ?? new Set()).add(value));
  // Mongolian dates have the genitive, which date-fns lacks.
  if (clean.endsWith(' сар')) found.set(`${clean}ын`, (found.get(`${clean}ын`) ?? new Set()).add(value));
  // Hebrew and Syriac write the preposition of a date as a part of the word.
  const prefix = /^[\u05d0-\u05ea]/.test(clean) ? 'ב' : /^[\u0710-\u072f]/.test(clean) ? 'ܒ' : undefined;
  if (prefix !== undefined) found.set(prefix + clean, (found.get(prefix + clean) ?? new Set()).add(value));
};

const commit = (lexicon: Lexicon, found: Found, sense: (value: number) => Sense): void => {
  for (const [name, values] of found) {
    lexicon.add(name, sense(values.size === 1 ? ([...values][0] as number) : 0));
  }
};

const contexts = ['formatting', 'standalone'];

const dayPeriodMasks: readonly (readonly [string, number])[] = [
  ['am', hourMask(0, 12)],
  ['pm', hourMask(12, 0)],
  ['noon', hourMask(12, 13)],
  ['midnight', hourMask(0, 1)],
];

/** Some locales have no word for a period in some width, and throw. */
const dayPeriodOf = (
  localize: Localize,
  name: string,
  options: { width: string; context: string },
): string => {
  try {
    return localize.dayPeriod(name, options) ?? '';
  } catch {
    return '';
  }
};

const fromDateFns = (lexicon: Lexicon, localize: Localize): void => {
  const months: Found = new Map();
  const days: Found = new Map();
  for (const context of contexts) {
    for (const width of ['wide', 'abbreviated']) {
      for (let index = 0; index < 12; index++)
        note(months, localize.month(index, { width, context }), index + 1);
    }
    for (const width of ['wide', 'abbreviated', 'short']) {
      for (let index = 0; index < 7; index++) note(days, localize.day(index, { width, context }), index || 7);
    }
    for (const [name, hours] of dayPeriodMasks) {
      for (const width of ['wide', 'abbreviated']) {
        lexicon.add(dayPeriodOf(localize, name, { width, context }), { hours });
      }
    }
  }
  commit(lexicon, months, (month) => ({ month, calendar: undefined }));
  commit(lexicon, days, (weekday) => ({ weekday }));
  for (let value = 1; value <= 31; value++) {
    const ending = tidy(String(localize.ordinalNumber(value, { unit: 'date' }))).replace(/\d+/g, '');
    if (/\p{L}/u.test(ending) && ending.length < 8) lexicon.add(ending, { ordinal: true });
  }
};

type Options = Intl.DateTimeFormatOptions;

const nameOptions: readonly Options[] = [
  { month: 'long' },
  { month: 'short' },
  { day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { dateStyle: 'full' },
  { dateStyle: 'long' },
  { dateStyle: 'medium' },
];

const formatter = (tag: string, calendar: string | undefined, options: Options): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...(calendar && { calendar }), ...options });

const partOf = (format: Intl.DateTimeFormat, time: number, type: string): string =>
  format.formatToParts(time).find((part) => part.type === type)?.value ?? '';

/** A part's text, and the same with the letters that the language writes onto it: irailaren, באפריל. */
const namesIn = (format: Intl.DateTimeFormat, time: number, type: string): string[] => {
  const parts = format.formatToParts(time);
  const at = parts.findIndex((part) => part.type === type);
  if (at < 0) return [];
  const name = parts[at]?.value ?? '';
  const literal = (index: number): string =>
    parts[index]?.type === 'literal' ? (parts[index]?.value ?? '') : '';
  const before = /[\p{L}\p{M}]+$/u.exec(literal(at - 1))?.[0] ?? '';
  const behind = /^[\p{L}\p{M}]+/u.exec(literal(at + 1))?.[0] ?? '';
  return [...new Set([name, before + name, name + behind, before + name + behind])];
};

/** Month names of a calendar: one sample a month, placed by the calendar's own numbers. */
/** 10-Kysã: where a month's name is its number and a word, the word marks months. */
const addMonthWord = (lexicon: Lexicon, tag: string): void => {
  const formats = nameOptions.map((options) => formatter(tag, 'gregory', options));
  for (const format of formats) {
    const match = /^9[\s.-]*(\p{L}[\p{L}\p{M}]+)\.?$/u.exec(
      tidy(partOf(format, Date.UTC(2015, 8, 16), 'month')),
    );
    if (match !== null) lexicon.add(match[1] as string, { unit: 'month' });
  }
};

const monthsOf = (tag: string, calendar: string | undefined): Found => {
  const found: Found = new Map();
  const number = formatter('en', calendar ?? 'gregory', { month: 'numeric' });
  const formats = nameOptions.map((options) => formatter(tag, calendar, options));
  for (let day = 0; day < 360; day += 14) {
    const time = Date.UTC(2015, 0, 3 + day);
    const month = Number.parseInt(partOf(number, time, 'month'), 10);
    if (!(month > 0)) continue;
    for (const format of formats) for (const name of namesIn(format, time, 'month')) note(found, name, month);
  }
  return found;
};

const weekdaysOf = (tag: string): Found => {
  const found: Found = new Map();
  const formats = [{ weekday: 'long' }, { weekday: 'short' }, { dateStyle: 'full' }].map((options) =>
    formatter(tag, undefined, options as Options),
  );
  for (let day = 0; day < 7; day++) {
    // 2015-09-14 was a Monday.
    const time = Date.UTC(2015, 8, 14 + day);
    for (const format of formats)
      for (const name of namesIn(format, time, 'weekday')) note(found, name, day + 1);
  }
  return found;
};

const addDayPeriods = (lexicon: Lexicon, tag: string): void => {
  const masks = new Map<string, number>();
  const formats: Intl.DateTimeFormat[] = [
    { hour: 'numeric', hour12: true },
    { timeStyle: 'short' },
    { hour: 'numeric', hour12: true, dayPeriod: 'long' },
    { hour: 'numeric', hour12: true, dayPeriod: 'short' },
  ].map((options) => formatter(tag, undefined, options as Options));
  for (let hour = 0; hour < 24; hour++) {
    for (const format of formats) {
      const name = tidy(partOf(format, Date.UTC(2015, 8, 16, hour, 30), 'dayPeriod')).trim();
      if (name !== '' && !/^\d+$/.test(name)) masks.set(name, (masks.get(name) ?? 0) | (1 << hour));
    }
  }
  for (const [name, hours] of masks) {
    // date-fns uses for the whole half day what CLDR has for some hours of it.
    const known = lexicon.get(name)?.hours ?? 0;
    lexicon.add(name, { hours: (known & hours) === 0 ? hours : known | hours });
  }
};

const unitBehind: Readonly<Record<string, Unit>> = { hour: 'hour', minute: 'minute', second: 'second' };

type Part = Intl.DateTimeFormatPart;

const addLiteral = (lexicon: Lexicon, parts: readonly Part[], at: number): void => {
  const words = tidy(parts[at]?.value ?? '').match(/[\p{L}\p{M}]+/gu) ?? [];
  const before = parts[at - 1];
  const unit = unitBehind[before?.type ?? ''];
  for (const word of words) {
    const known = lexicon.get(word);
    if (known?.unit !== undefined) continue;
    // A word of one language's dates can be another's AM: am is Welsh for at.
    if (known?.hours !== undefined) lexicon.add(word, { hours: undefined });
    if (before?.type === 'month' && /^\d+$/.test(tidy(before.value))) lexicon.add(word, { unit: 'month' });
    else if (unit !== undefined && parts[at + 1]?.type !== 'timeZoneName' && words.length === 1) {
      lexicon.add(word, { unit, link: true });
    } else lexicon.add(word, { link: true });
  }
};

/** What CLDR writes between the parts of this language's dates and times. */
const addLiterals = (lexicon: Lexicon, tag: string): void => {
  for (const dateStyle of ['full', 'long', 'medium', 'short'] as const) {
    for (const timeStyle of ['long', 'medium', 'short'] as const) {
      const format = formatter(tag, undefined, { dateStyle, timeStyle });
      const parts = format.formatToParts(Date.UTC(2015, 8, 16, 21, 52, 5));
      parts.forEach((part, at) => {
        if (part.type === 'literal') addLiteral(lexicon, parts, at);
        if (part.type === 'era') lexicon.add(part.value, { link: true });
      });
    }
  }
};

/** What the language writes for GMT before or behind an offset. */
const addGmt = (lexicon: Lexicon, tag: string): void => {
  for (const timeZoneName of ['longOffset', 'shortOffset'] as const) {
    const text = partOf(
      formatter(tag, undefined, { timeZone: 'Asia/Kolkata', hour: 'numeric', timeZoneName }),
      0,
      'timeZoneName',
    );
    const [before = '', behind = ''] = tidy(text).split(/[+-]?\d[\d:.]*/);
    lexicon.add(before, { gmt: true });
    lexicon.add(behind, before.trim() === '' ? { gmt: true } : { link: true });
  }
};

const calendars = new Map<string, string>();

/** The calendar in which CLDR writes a language's dates, such as `gregory`, `buddhist` or `persian`. */
export const calendarOf = (tag: string): string => {
  const known = calendars.get(tag);
  if (known !== undefined) return known;
  if (calendars.size > 1_000) calendars.clear();
  const calendar = isSupported(tag) ? new Intl.DateTimeFormat(tag).resolvedOptions().calendar : 'gregory';
  calendars.set(tag, calendar);
  return calendar;
};

const fromIntl = (lexicon: Lexicon, tag: string): void => {
  const calendar = calendarOf(tag);
  if (calendar !== 'gregory' && calendar !== 'buddhist') {
    commit(lexicon, monthsOf(tag, calendar), (month) => ({ month, calendar }));
  }
  commit(lexicon, monthsOf(tag, 'gregory'), (month) => ({ month, calendar: undefined }));
  commit(lexicon, weekdaysOf(tag), (weekday) => ({ weekday }));
  addMonthWord(lexicon, tag);
  addLiterals(lexicon, tag);
  addDayPeriods(lexicon, tag);
  addGmt(lexicon, tag);
};

const twelve = new Map<string, boolean>();

/** Whether CLDR writes a language's times by twelve hours. */
export const countsToTwelve = (tag: string): boolean => {
  const known = twelve.get(tag);
  if (known !== undefined) return known;
  if (twelve.size > 1_000) twelve.clear();
  const answer =
    isSupported(tag) &&
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).resolvedOptions().hour12 === true;
  twelve.set(tag, answer);
  return answer;
};

const supported = new Map<string, boolean>();

const askSupported = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag, { localeMatcher: 'lookup' }).length > 0;
  } catch {
    return false;
  }
};

/** Whether Intl has data of its own for the tag; without, it would answer in the host's language. */
export const isSupported = (tag: string): boolean => {
  const known = supported.get(tag);
  if (known !== undefined) return known;
  if (supported.size > 1_000) supported.clear();
  const answer = askSupported(tag);
  supported.set(tag, answer);
  return answer;
};

const addSpellings = (lexicon: Lexicon, tag: string): void => {
  const months = monthSpellings[new Intl.Locale(tag).language]?.split('|') ?? [];
  months.forEach((names, at) => {
    for (const name of names.split(';')) lexicon.add(name, { month: at + 1, calendar: undefined });
  });
};

/**
 * Adds a language's month and weekday names, parts of the day, ordinal endings and the words between the parts
 * of its dates: from its date-fns locale, loaded by its own path, and from the CLDR data of Intl.
 */
export const addLanguage = (lexicon: Lexicon, tag: string): void => {
  const name = dateFnsLocaleFor(tag);
  const localize = name === undefined ? undefined : loadLocalize(name);
  if (localize !== undefined) fromDateFns(lexicon, localize);
  if (isSupported(tag)) fromIntl(lexicon, tag);
  addSpellings(lexicon, tag);
  // Am is time in Irish and Gaelic, and stands in their zone names.
  if (/^(?:ga|gd)\b/i.test(tag)) lexicon.add('am', { hours: undefined });
};

import { createRequire } from 'node:module';
import { commit, type FoundNames, note } from './found-names.ts';
import type { Lexicon } from './lexicon.ts';
import { tidy } from './tidy.ts';
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

/** The names of a date-fns locale, loaded by its own path; undefined where it has none. */
export const loadLocalize = (name: string): Localize | undefined => {
  const exported: unknown = require(`date-fns/locale/${name}`);
  const locale = Object.values(exported as object).find(
    (value): value is { localize: Localize } =>
      typeof value === 'object' && value !== null && 'localize' in value,
  );
  return locale?.localize;
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

/** Adds month and weekday names, parts of the day and ordinal endings of a date-fns locale. */
export const fromDateFns = (lexicon: Lexicon, localize: Localize): void => {
  const months: FoundNames = new Map();
  const days: FoundNames = new Map();
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

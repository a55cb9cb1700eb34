import { fromIntl } from './cldr-names.ts';
import { isSupported } from './language-facts.ts';
import type { Lexicon } from './lexicon.ts';
import { dateFnsLocaleFor, fromDateFns, loadLocalize } from './locale-names.ts';
import { monthSpellings } from './spellings.ts';
import { AM } from './words.ts';

const swahiliParts = ['alfajiri', 'asubuhi', 'mchana', 'adhuhuri', 'alasiri', 'jioni', 'usiku'];

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
  // Swahili counts the hours of the day from six in the morning; such a time is not read.
  if (/^sw\b/i.test(tag)) {
    for (const part of swahiliParts) lexicon.add(part, { hours: undefined, spoken: true });
  }
  // Polish g. is godzina, the hour.
  if (/^pl\b/i.test(tag)) lexicon.add('g', { link: true, clock: true });
  // CLDR's hours for the Filipino morning end at six.
  if (/^(?:fil|tl)\b/i.test(tag)) for (const part of ['umaga', 'ng umaga']) lexicon.add(part, { hours: AM });
};

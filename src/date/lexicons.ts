import { hijriMonths, otherMonths } from './calendars.ts';
import { Lexicon } from './lexicon.ts';
import { addLanguage } from './names.ts';
import { addCommonWords, addEnglish } from './words.ts';

let base: Lexicon | undefined;

const baseLexicon = (): Lexicon => {
  if (base !== undefined) return base;
  base = new Lexicon();
  for (const name of otherMonths) base.add(name, { month: 1, calendar: 'other' });
  hijriMonths.forEach((names, at) => {
    for (const name of names) base?.add(name, { month: at + 1, calendar: 'islamic' });
  });
  addCommonWords(base);
  addEnglish(base);
  return base;
};

const make = (language: string | undefined, also: string | undefined): Lexicon => {
  const lexicon = baseLexicon().copy();
  if (also !== undefined) addLanguage(lexicon, also);
  if (language !== undefined && !/^en\b/i.test(language)) addLanguage(lexicon, language);
  return lexicon;
};

const lexicons = new Map<string | undefined, Map<string | undefined, Lexicon>>();
let count = 0;

/**
 * The words that count for texts of a language: those of every language's labels and links, English names,
 * and the language's own, which win. Made on first need and kept; `also` adds another language's names.
 */
export const lexiconFor = (language: string | undefined, also?: string): Lexicon => {
  const known = lexicons.get(language)?.get(also);
  if (known !== undefined) return known;
  const lexicon = make(language, also);
  count += 1;
  if (count > 300) {
    lexicons.clear();
    count = 1;
  }
  const ofLanguage = lexicons.get(language) ?? new Map<string | undefined, Lexicon>();
  lexicons.set(language, ofLanguage.set(also, lexicon));
  return lexicon;
};

import type { Lexicon, Sense } from './lexicon.ts';
import { foldWord, tidy } from './tidy.ts';

/** Names found for one language; a name that stands for two months or days is kept apart. */
export type FoundNames = Map<string, Set<number>>;

/** Keeps a name with what it stands for; numbers and lone letters are no names. */
export const note = (found: FoundNames, name: string, value: number): void => {
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

/** Adds the names to the lexicon; `sense` gets 0 for one with two meanings. */
export const commit = (lexicon: Lexicon, found: FoundNames, sense: (value: number) => Sense): void => {
  for (const [name, values] of found) {
    lexicon.add(name, sense(values.size === 1 ? ([...values][0] as number) : 0));
  }
};

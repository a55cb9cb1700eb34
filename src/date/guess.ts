import { monthWords } from './name-index.ts';
import type { Token } from './tokens.ts';

let languagesByWord: Map<string, string[]> | undefined;

const index = (): Map<string, string[]> => {
  if (languagesByWord !== undefined) return languagesByWord;
  const map = new Map<string, string[]>();
  for (const [language, words] of Object.entries(monthWords)) {
    for (const word of words.split(' ')) {
      const list = map.get(word);
      if (list === undefined) map.set(word, [language]);
      else list.push(language);
    }
  }
  languagesByWord = map;
  return map;
};

const isNearNumber = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 4), at + 5).some(({ kind }) => kind === 'number');

/**
 * The languages in whose dates a word of the line is a month; empty where there are none. `known` are the words
 * that are months already. In a line of known language a short ASCII word is taken for what it says there.
 */
export const guessLanguages = (
  tokens: readonly Token[],
  known: ReadonlySet<string>,
  language: string | undefined,
): readonly string[] => {
  const found = new Set<string>();
  for (let at = 0; at < tokens.length && at < 60; at++) {
    const { kind, key } = tokens[at] as Token;
    if (kind !== 'word' || known.has(key) || !isNearNumber(tokens, at)) continue;
    if (language !== undefined && key.length < 5 && /^[a-z]+$/.test(key)) continue;
    for (const name of index().get(key) ?? []) found.add(name);
  }
  return [...found].filter((name) => name !== language);
};

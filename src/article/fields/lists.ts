import { type FrontValue, isFrontMap } from '../front-matter/value.ts';
import { booleanOf, foldedText, itemsOf, lookUp, withoutBrackets } from './index.ts';

/** How a tool separates several words in one text. */
export interface ListRules {
  /** White space separates, as Jekyll and Obsidian have it. `lower`: only where no word begins with a capital. */
  readonly spaces: 'always' | 'lower' | 'never';
  /** Commas separate. */
  readonly commas: boolean;
}

const clean = (text: string): string => (/^[#!\s[]|\s$/.test(text) ? cleanMarks(text) : text);

const cleanMarks = (text: string): string =>
  withoutBrackets(text.trim())
    .replace(/^#+(?=[^\s#])/, '')
    .trim();

/** One text as several words. A comma, semicolon or line end decides; only without one may white space separate. */
export const splitWords = (text: string, { spaces, commas }: ListRules): readonly string[] => {
  if (text.includes('\n'))
    return text.split('\n').flatMap((line) => splitWords(line, { spaces: 'never', commas }));
  if (commas && /[,;，、]/.test(text)) return text.split(/[,;，、]/);
  const words = text.trim().split(/\s+/);
  if (words.length > 1 && words.every((word) => /^#[^\s#]/.test(word))) return words;
  if (spaces === 'always' || (spaces === 'lower' && words.every((word) => !/^\p{Lu}/u.test(word))))
    return words;
  return [text];
};

const nameOf = (item: FrontValue): string | undefined =>
  isFrontMap(item)
    ? foldedText(lookUp(item, ['name', 'label', 'title', 'tag', 'value', 'slug']))
    : foldedText(item);

/**
 * Tags or categories of a value: one text (split by the tool's rules), a list, lists within a list (Hexo), mappings
 * with `name` or `label`. Obsidian's `#` is taken off; each word once, in order. Undefined where there is none.
 */
export const wordsOf = (value: FrontValue, rules: ListRules): readonly string[] | undefined => {
  const words = new Set<string>();
  for (const item of itemsOf(value)) {
    const name = nameOf(item);
    if (name === undefined || (typeof value === 'string' && booleanOf(value) !== undefined)) continue;
    const parts = typeof value === 'string' ? splitWords(value, rules) : [name];
    for (const part of parts) {
      const word = clean(part);
      if (word !== '') words.add(word);
    }
  }
  return words.size > 0 ? [...words] : undefined;
};

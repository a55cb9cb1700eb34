import type { Lexicon, Sense } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A token, or several that make a known phrase, with what it can mean. */
export type Item = Token;

/** Whether the item is this mark. */
export const isMark = (item: Item | undefined, text: string): boolean =>
  item?.kind === 'mark' && item.text === text;

/** How many digits a number has; 0 for all else. */
export const digits = (item: Item | undefined): number => (item?.kind === 'number' ? item.text.length : 0);

/** Whether no white space stands before it. */
export const glued = (item: Item | undefined): boolean => item !== undefined && !item.spaced;

/** Several words with one meaning; written out, since to spread a token costs five times as much. */
const phraseOf = ({ start, spaced }: Token, end: number, text: string, sense: Sense): Item => ({
  kind: 'word',
  text,
  key: text.toLowerCase(),
  start,
  end,
  spaced,
  zone: undefined,
  sense,
  value: Number.NaN,
});

/** Finds the known phrases among the tokens; a word that is known gets its sense. */
export const toItems = (tokens: readonly Token[], lexicon: Lexicon, text: string): Item[] => {
  const items: Item[] = [];
  const pieces = lexicon.segment(tokens);
  for (let at = 0; at < pieces.length; ) {
    const token = pieces[at] as Token;
    const match = token.kind === 'word' && token.zone === undefined ? lexicon.match(pieces, at) : undefined;
    if (match === undefined) {
      items.push(token);
      at++;
    } else if (match.next === at + 1) {
      token.sense = match.sense;
      items.push(token);
      at++;
    } else {
      const { end } = pieces[match.next - 1] as Token;
      items.push(phraseOf(token, end, text.slice(token.start, end), match.sense));
      at = match.next;
    }
  }
  return items;
};

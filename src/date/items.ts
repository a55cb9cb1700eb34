import type { Lexicon, Sense } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A token, or several that make a known phrase, with what it can mean. */
export interface Item extends Token {
  /** What a known word can mean; undefined for unknown words and all else. */
  readonly sense: Sense | undefined;
  /** The number's value; NaN for all else and beyond 17 digits. */
  readonly value: number;
}

/** Whether the item is this mark. */
export const isMark = (item: Item | undefined, text: string): boolean =>
  item?.kind === 'mark' && item.text === text;

/** How many digits a number has; 0 for all else. */
export const digits = (item: Item | undefined): number => (item?.kind === 'number' ? item.text.length : 0);

/** Whether no white space stands before it. */
export const glued = (item: Item | undefined): boolean => item !== undefined && !item.spaced;

/** Written out, since to spread a token costs five times as much. */
const itemOf = ({ kind, text, key, start, end, spaced, zone }: Token, sense: Sense | undefined, value: number): Item => ({
  kind, text, key, start, end, spaced, zone, sense, value,
}); // biome-ignore format: one record

/** Finds the known phrases among the tokens. */
export const toItems = (tokens: readonly Token[], lexicon: Lexicon, text: string): Item[] => {
  const items: Item[] = [];
  const pieces = lexicon.segment(tokens);
  for (let at = 0; at < pieces.length; ) {
    const token = pieces[at] as Token;
    const match = token.kind === 'word' && token.zone === undefined ? lexicon.match(pieces, at) : undefined;
    if (match === undefined) {
      const value = token.kind === 'number' && token.text.length <= 17 ? Number(token.text) : Number.NaN;
      items.push(itemOf(token, undefined, value));
      at++;
    } else {
      const end = (pieces[match.next - 1] as Token).end;
      const whole = match.next === at + 1 ? token.text : text.slice(token.start, end);
      const key = match.next === at + 1 ? token.key : whole.toLowerCase();
      items.push({
        kind: 'word',
        text: whole,
        key,
        start: token.start,
        end,
        spaced: token.spaced,
        zone: undefined,
        sense: match.sense,
        value: Number.NaN,
      });
      at = match.next;
    }
  }
  return items;
};

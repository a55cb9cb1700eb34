import type { Sense } from './lexicon.ts';
import { foldWord } from './tidy.ts';
import type { ZoneText } from './zone-text.ts';

/** A piece of a tidied text: a run of digits, a run of letters, one other character, or a line break. */
export interface Token {
  readonly kind: 'number' | 'word' | 'mark' | 'break';
  readonly text: string;
  /** The key of a word (`foldWord`), else the text. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
  /** The zone that the token names in words, as CLDR writes it. */
  readonly zone: ZoneText | undefined;
  /** What a known word can mean; undefined for unknown words, all else, and until `toItems` has looked it up. */
  sense: Sense | undefined;
  /** The number's value; NaN for all else and beyond 17 digits. */
  readonly value: number;
}

const letter = /[\p{L}\p{M}]/u;

/** What is known of the characters of the first plane: 1 a letter or mark, 2 none, 0 not asked yet. */
const classes = new Uint8Array(0x10000);

const askClass = (code: number): number => {
  const answer = letter.test(String.fromCharCode(code)) ? 1 : 2;
  classes[code] = answer;
  return answer;
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const isLetterAt = (text: string, at: number, code: number): boolean => {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (code === 0xaa || code === 0xba) return true;
  if (code < 0xd800 || code > 0xdfff) return (classes[code] || askClass(code)) === 1;
  return letter.test(String.fromCodePoint(text.codePointAt(at) as number));
};

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1);

/** Scripts from Hebrew on, but not the Latin letters that stand among them in Unicode (Vietnamese, phonetic, ligatures). */
const isFarScript = (code: number): boolean =>
  (code >= 0x590 && code < 0x1d00) ||
  (code >= 0x2e80 && code < 0xd800 && (code < 0xa720 || code > 0xa7ff) && (code < 0xab30 || code > 0xab6f));

/** Where a word ends: at the first character that is no letter, and where ASCII letters meet a script without them (PMకి). */
const wordEnd = (text: string, start: number): number => {
  let at = start;
  let isAscii = text.charCodeAt(start) < 128;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isLetterAt(text, at, code)) break;
    if (isAscii && isFarScript(code)) break;
    if (code < 128 && !isAscii && isFarScript(text.charCodeAt(at - 1))) break;
    if (code >= 128) isAscii = false;
    at += widthAt(text, at);
  }
  return at;
};

/** Splits a tidied text into tokens; white space is only noted. Linear. */
export const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) {
      spaced = true;
      at++;
      continue;
    }
    const start = at;
    let kind: Token['kind'] = 'mark';
    if (isDigit(code)) {
      kind = 'number';
      while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    } else if (isLetterAt(text, at, code)) {
      kind = 'word';
      at = wordEnd(text, at);
    } else {
      if (code === 10 || code === 13 || code === 11 || code === 12) kind = 'break';
      at += widthAt(text, at);
    }
    const piece = text.slice(start, at);
    tokens.push({
      kind,
      text: piece,
      key: kind === 'word' ? foldWord(piece) : piece,
      start,
      end: at,
      spaced,
      zone: undefined,
      sense: undefined,
      value: kind === 'number' && piece.length <= 17 ? Number(piece) : Number.NaN,
    });
    spaced = false;
  }
  return tokens;
};

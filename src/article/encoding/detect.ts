import { lazy } from '../../lazy.ts';

const statistics = lazy<typeof import('chardet')>(import.meta.url, 'chardet');

/**
 * Encodings that are worth trying, by the share of bytes from 0x80 on: prose in Latin letters has few of them, that
 * in other scripts consists of them. Where the share decides, a detector by letter statistics can't take French for
 * Russian.
 */
const latin = ['windows-1252', 'windows-1250', 'windows-1254', 'windows-1257', 'iso-8859-2', 'macintosh'];
const singleByte = [
  'windows-1251',
  'koi8-r',
  'koi8-u',
  'iso-8859-5',
  'ibm866',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'windows-874',
];
const multiByte = ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'];

/** chardet's names to WHATWG's, which name the superset that people mean. */
const whatwgName = (name: string): string | undefined => {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
};

/** chardet knows the letters of a script by its ISO code; the Windows code page has them at the same places. */
const relatives: Readonly<Record<string, string>> = {
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-8-i': 'windows-1255',
};

const confidences = (bytes: Uint8Array): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { name, confidence } of statistics().analyse(bytes)) {
    const given = whatwgName(name);
    const known = given === undefined ? undefined : (relatives[given] ?? given);
    if (known !== undefined) found.set(known, Math.max(found.get(known) ?? 0, confidence));
  }
  return found;
};

const isLetter = (char: string): boolean => /\p{L}|\p{M}/u.test(char);
const isLower = (char: string): boolean => /\p{Ll}/u.test(char);
const isUpper = (char: string): boolean => /\p{Lu}/u.test(char);
/** Typographic signs that stand beside words in real prose. */
const isTypographic = (char: string): boolean => /[\u2010-\u2026\u20ac\u00a0«»„°§©®™·…¿¡]/u.test(char);

/** How far one character beyond ASCII looks at home between its neighbours: from −1 to 1. */
const fitness = (before: string, char: string, after: string): number => {
  if (isLetter(char)) {
    // letters of the wrong code page change case within the word
    if (isUpper(char) && isLower(before)) return -1;
    if (isLower(char) && isUpper(before) && isUpper(after)) return -1;
    return 1;
  }
  if (isLetter(before) && isLetter(after) && char !== '\u2019' && char !== '\u00ad') return -1;
  return isTypographic(char) ? 0.8 : -0.5;
};

/** The mean fitness of the characters beyond ASCII in a text; −2 where it holds what is no character at all. */
const plausibility = (text: string): number => {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < text.length && count < 4000; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    count += 1;
    if (code === 0xfffd || (code >= 0x80 && code < 0xa0)) sum -= 20;
    else sum += fitness(text[at - 1] ?? ' ', text[at]!, text[at + 1] ?? ' ');
  }
  return count === 0 ? 0 : Math.max(sum / count, -2);
};

const CYRILLIC_VOWELS = /[аеёиіїоуыэюяєў]/gi;

/** Cyrillic prose has four vowels in ten letters and few capitals; what another script's bytes give has not. */
const isCyrillicProse = (text: string): boolean => {
  const letters = text.match(/[\u0400-\u04ff]/g)?.length ?? 0;
  if (letters < 20) return true;
  const vowels = text.match(CYRILLIC_VOWELS)?.length ?? 0;
  const capitals = text.match(/[\u0400-\u042f]/g)?.length ?? 0;
  return vowels > letters * 0.33 && capitals < letters * 0.5;
};

const cyrillic = new Set(['windows-1251', 'koi8-r', 'koi8-u', 'iso-8859-5', 'ibm866']);

/** The share of bytes from 0x80 on among letters and such bytes. */
const highShare = (bytes: Uint8Array): number => {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters += 1;
  }
  return high / Math.max(high + letters, 1);
};

const decodesWhole = (bytes: Uint8Array, name: string): boolean => {
  try {
    new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true }); // the sample may end within a character
    return true;
  } catch {
    return false;
  }
};

/**
 * The most likely encoding of bytes that are not UTF-8, by its WHATWG name. Letter statistics (chardet) and the
 * looks of the decoded text are weighed together, among the encodings that the share of high bytes leaves.
 * In doubt it is `windows-1252`.
 */
export const detectEncoding = (bytes: Uint8Array): string => {
  const known = confidences(bytes);
  const share = highShare(bytes);
  const candidates =
    share < 0.3 ? latin : [...multiByte.filter((name) => decodesWhole(bytes, name)), ...singleByte];
  if (share >= 0.3 && share < 0.5) candidates.push(...latin);
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const name of candidates) {
    const text = new TextDecoder(name).decode(bytes);
    const bonus = name === 'windows-1252' ? 0.05 : cyrillic.has(name) && !isCyrillicProse(text) ? -0.6 : 0;
    const score = plausibility(text) + (known.get(name) ?? 0) / 100 + bonus;
    if (score > bestScore) {
      best = name;
      bestScore = score;
    }
  }
  return best;
};

import { lazy } from '../../lazy.ts';
import { firstFree } from './first-free.ts';

/** Its tables have half a megabyte. */
const transliteration = lazy<typeof import('any-ascii')>(import.meta.url, 'any-ascii');

const anyAscii = (text: string): string => transliteration().default(text);

/** Longest slug that we make, in characters: a file name or address that people can still read. */
const MADE_LENGTH = 80;

/** Longest given slug that is kept, in bytes of UTF-8: `build` writes it as a folder's name, which may have 255. */
const GIVEN_BYTES = 180;

/** Letters of scripts without upper and lower case come out of the transliteration as capitalised syllables. */
const syllables = /[^\p{ASCII}\p{Lu}\p{Ll}\p{M}]+/gu;

const plain = /^[ -~]*$/;

const apostrophes = /['’ʼ`]/g;

/** Cut at `length`, at the last hyphen where one stands in the second half. */
const cutAtWord = (slug: string, length: number): string => {
  if (slug.length <= length) return slug;
  const cut = slug.slice(0, length);
  const hyphen = slug[length] === '-' ? length : cut.lastIndexOf('-');
  return hyphen > length / 2 ? cut.slice(0, hyphen) : cut;
};

const spellSyllables = (run: string): string => anyAscii(run).replace(/([a-z0-9])([A-Z])/g, '$1 $2');

/**
 * A readable URL segment of lower-case ASCII letters, digits and single hyphens, at most 80 characters long;
 * empty when the text has nothing to make it from. Other scripts are transliterated: `Привет, мир` gives
 * `privet-mir`, `北京` gives `bei-jing`.
 */
export const slugify = (text: string): string => {
  // A title's first few hundred characters hold more than any slug; hostile titles may have millions.
  const title = text.slice(0, 400);
  const ascii = plain.test(title)
    ? title
    : anyAscii(title.normalize('NFC').replace(syllables, spellSyllables));
  const words = ascii
    .toLowerCase()
    .replace(apostrophes, '')
    .replace(/[^a-z0-9]+/g, '-');
  return cutAtWord(words.replace(/^-|-$/g, ''), MADE_LENGTH).replace(/-$/, '');
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const pageEnding = /\.(?:html?|xhtml|php|aspx?|md|markdown)$/i;

/** Cut so that the UTF-8 form fits `GIVEN_BYTES`, never inside a character. */
const fitBytes = (text: string): string => {
  if (Buffer.byteLength(text) <= GIVEN_BYTES) return text;
  let fitting = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > GIVEN_BYTES) break;
    fitting += character;
  }
  return fitting;
};

/**
 * A slug that an author gives, as one URL path segment: letters of every script and their case are kept, what has a
 * meaning in addresses or file names becomes a hyphen. Of a path the last segment counts, without `index.html` or a
 * page's ending. Empty when nothing usable is left.
 */
export const givenSlug = (text: string): string => {
  const path = text.slice(0, 2_000).split(/[?#]/, 1)[0] ?? '';
  const segments = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  if (segments.length > 1 && /^index\.[a-z]+$/i.test(segments.at(-1) ?? '')) segments.pop();
  const last = decode((segments.at(-1) ?? '').replace(pageEnding, ''));
  const clean = last
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}/\\?#%&:*"<>|]+/gu, '-');
  return fitBytes(clean.replace(/^[-.]+|[-.]+$/g, ''));
};

/** What slugs are compared by: `build` writes them as folders, and some file systems take `A` and `a` for one. */
export const slugKey = (slug: string): string => slug.toLowerCase();

/** `slug`, or with a number behind it (`slug-2` …) while `isTaken` claims it. */
export const uniqueSlug = (slug: string, isTaken: (slug: string) => boolean): string =>
  isTaken(slug) ? `${slug}-${firstFree((number) => isTaken(`${slug}-${number}`))}` : slug;

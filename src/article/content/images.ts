import type { Addresses } from './addresses.ts';
import { attribute, type TreeElement } from './tree.ts';

/** Where scripts that load images late keep the real address, the commonest first. */
const lazySources: readonly string[] = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
  'data-orig-src',
  'data-original-src',
  'data-real-src',
  'data-actualsrc',
  'data-echo',
  'data-image-src',
  'data-img-src',
  'data-img-url',
  'data-delayed-url',
  'data-hi-res-src',
  'data-full-src',
  'data-default-src',
  'data-runner-src',
  'data-cfsrc',
  'data-ezsrc',
  'data-pagespeed-lazy-src',
  'data-litespeed-src',
  'data-canonical-src',
  'data-image',
];

const lazySourceSets: readonly string[] = [
  'data-srcset',
  'data-lazy-srcset',
  'data-original-set',
  'data-original-srcset',
  'data-ezsrcset',
  'data-pagespeed-lazy-srcset',
  'data-litespeed-srcset',
];

/** The first of these attributes that holds something that can be an address. */
const firstOf = (element: TreeElement, names: readonly string[]): string | undefined => {
  for (const { name, value } of element.attrs) {
    // Most images have none of them: one pass decides.
    if (!name.startsWith('data-')) continue;
    if (value !== '' && names.includes(name)) return bestOf(element, names);
  }
  return undefined;
};

const bestOf = (element: TreeElement, names: readonly string[]): string | undefined =>
  names
    .map((name) => attribute(element, name)?.trim())
    .find((value) => value && !/^(?:data:|\{|\[)/i.test(value));

/** Whether a script was to put the real image into this one. */
export const isLazy = (element: TreeElement): boolean =>
  firstOf(element, lazySources) !== undefined || firstOf(element, lazySourceSets) !== undefined;

/** Addresses that by their names are placeholders of nothing; a word more (`blank-page.png`) makes a name of its own. */
const placeholder =
  /(?:^|[/_.-])(?:(?:blank|clear|pixel|trans|transparent)\.(?:gif|svg)|(?:spacer|placeholder|1x1|lazyload)(?:[_-]\d{1,4}(?:x\d{1,4})?)?\.(?:gif|svg|png|webp|jpe?g))(?:[?#].*)?$/i;

/** Whether the image by its name shows nothing of its own. */
export const isPlaceholder = (element: TreeElement): boolean => {
  if (isLazy(element)) return false;
  const source = attribute(element, 'src')?.trim() ?? '';
  if (attribute(element, 'srcset')?.trim()) return false;
  return !/^data:/i.test(source) && placeholder.test(source);
};

/** Classes of the small images that stand for a character: WordPress, GitHub, Discourse and others by Twemoji. */
const emojiClass = /(?:^|\s)(?:emoji|wp-smiley|twemoji|g-emoji)(?:\s|$)/;

/** The character that an image stands for, by its text; undefined for every other image. */
export const emojiOf = (element: TreeElement): string | undefined => {
  const text = attribute(element, 'alt') ?? '';
  if (text === '' || text.length > 16 || !emojiClass.test(attribute(element, 'class') ?? ''))
    return undefined;
  // Discourse names it in words, which beside other text would be rubbish: `balloon`, `:tada:`
  return /^:?[\w+-]{2,}:?$/.test(text) ? undefined : text;
};

/** One image of a `srcset`: its address, and its width or density with the space before it. */
interface Candidate {
  readonly address: string;
  readonly descriptor: string;
}

/**
 * Splits a `srcset` as the HTML standard does (§4.8.4.3.10): an address ends at white space, so that it may hold commas;
 * commas at its end close the candidate. Linear.
 */
export const parseSourceSet = (text: string): readonly Candidate[] => {
  const candidates: Candidate[] = [];
  let position = 0;
  while (position < text.length) {
    const start = /[^\s,]/g;
    start.lastIndex = position;
    const first = start.exec(text)?.index;
    if (first === undefined) break;
    const end = endOfWord(text, first);
    const address = text.slice(first, end).replace(/,+$/, '');
    const closed = address.length < end - first;
    const stop = closed ? end : endOfDescriptors(text, end);
    candidates.push({ address, descriptor: closed ? '' : descriptorOf(text.slice(end, stop)) });
    position = stop;
  }
  return candidates;
};

/** Where the run of characters other than white space ends. */
const endOfWord = (text: string, from: number): number => {
  const space = /\s/g;
  space.lastIndex = from;
  return space.exec(text)?.index ?? text.length;
};

/** Where the next comma outside parentheses is, or the end. */
const endOfDescriptors = (text: string, from: number): number => {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    const character = text[index];
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) return index;
  }
  return text.length;
};

/** The first width or density among the descriptors, with a space before it; others are dropped. */
const descriptorOf = (text: string): string => {
  const found = /(?:^|\s)(\d{1,9}w|\d{1,6}(?:\.\d{1,6})?x)(?=\s|$)/.exec(text.trim())?.[1];
  return found === undefined ? '' : ` ${found}`;
};

/** A `srcset` with absolute addresses; candidates that lead nowhere are left out. Undefined where none is left. */
export const absoluteSourceSet = (text: string, addresses: Addresses): string | undefined => {
  const kept = parseSourceSet(text).flatMap(({ address, descriptor }) => {
    const url = addresses.media(address)?.url;
    return url === undefined ? [] : [url + descriptor];
  });
  return kept.length === 0 ? undefined : [...new Set(kept)].join(', ');
};

/** The addresses of an image as they will be written. */
export interface ImageSources {
  readonly src?: string | undefined;
  readonly srcset?: string | undefined;
}

/** The largest candidate stands in where `src` itself leads nowhere. */
const largest = (srcset: string | undefined): string | undefined => {
  let best: string | undefined;
  let most = -1;
  for (const { address, descriptor } of parseSourceSet(srcset ?? '')) {
    const size = descriptor === '' ? 1 : Number.parseFloat(descriptor);
    if (size > most) [best, most] = [address, size];
  }
  return best;
};

/** Absolute addresses of an `img` (or `source` of a picture), late-loaded ones first. */
export const imageSources = (element: TreeElement, addresses: Addresses): ImageSources => {
  const setText = firstOf(element, lazySourceSets) ?? attribute(element, 'srcset');
  const srcset = setText === undefined ? undefined : absoluteSourceSet(setText, addresses);
  const text = firstOf(element, lazySources) ?? attribute(element, 'src');
  const isStandIn = text !== undefined && srcset !== undefined && placeholder.test(text.trim());
  const source = text === undefined || text.trim() === '' || isStandIn ? undefined : addresses.image(text);
  return { src: source ?? largest(srcset), srcset };
};

import type { Addresses } from './addresses.ts';
import { cleanMarkupText } from './clean-text.ts';
import { absoluteSourceSet, imageSources } from './images.ts';
import { allowed, codeLanguage } from './schema.ts';
import { styleValue } from './trackers.ts';
import { attribute, type TreeElement } from './tree.ts';

type Attribute = TreeElement['attrs'][number];

/** A value as it may stand, or undefined where the attribute goes. */
type Rule = (value: string, element: TreeElement, addresses: Addresses) => string | undefined;

/** A whole number as it will be written; leading zeros, signs and units would be read otherwise by others. */
const whole =
  (least: number, most: number) =>
  (value: string): string | undefined => {
    const digits = /^\s*([+-]?\d{1,9})/.exec(value)?.[1];
    const number = digits === undefined ? Number.NaN : Number(digits);
    return number >= least && number <= most ? String(number) : undefined;
  };

const oneOf =
  (...words: readonly string[]) =>
  (value: string): string | undefined => {
    const word = value.trim().toLowerCase();
    return words.includes(word) ? word : undefined;
  };

const matching =
  (pattern: RegExp) =>
  (value: string): string | undefined =>
    pattern.test(value.trim()) ? value.trim() : undefined;

const yes: Rule = () => '';
const asWritten: Rule = (value) => value;
const webOnly = (url: string | undefined): string | undefined => (url?.startsWith('http') ? url : undefined);
const webAddress: Rule = (value, _, addresses) => addresses.media(value)?.url;

const languageTag = matching(/^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8}$/i);

/** Sizes as the HTML standard has them, without what could be anything but lengths and media conditions. */
const plainCss = matching(/^[\w\s.,:()%+*/<>=-]{1,500}$/);

const listType = matching(/^[1aAiI]$/);
const listValue = whole(-999_999_999, 999_999_999);
const mediaType = matching(/^[\w.+-]{1,40}\/[\w.+-]{1,80}(?:;[\w\s=.,"'-]{0,100})?$/);
const cellAlignment = oneOf('left', 'right', 'center');

const rules: Readonly<Record<string, Rule>> = {
  abbr: asWritten,
  align: cellAlignment,
  alt: asWritten,
  cite: (value, _, addresses) => webOnly(addresses.link(value)),
  class: (value) => value.split(/\s+/).find((name) => codeLanguage.test(name)),
  colspan: whole(1, 1000),
  datetime: matching(/^[\w\s:.,+−-]{1,60}$/),
  default: yes,
  dir: oneOf('ltr', 'rtl', 'auto'),
  headers: (value, _, addresses) => addresses.prefixedAll(value),
  height: whole(0, 99_999),
  hreflang: languageTag,
  href: (value, _, addresses) => addresses.link(value),
  id: (value, _, addresses) => addresses.prefixed(value),
  kind: oneOf('subtitles', 'captions', 'descriptions', 'chapters', 'metadata'),
  label: asWritten,
  lang: languageTag,
  media: plainCss,
  open: yes,
  poster: webAddress,
  preload: oneOf('none', 'metadata'),
  reversed: yes,
  rowspan: whole(0, 65_534),
  scope: oneOf('row', 'col', 'rowgroup', 'colgroup'),
  sizes: plainCss,
  span: whole(1, 1000),
  src: webAddress,
  srclang: languageTag,
  srcset: (value, _, addresses) => absoluteSourceSet(value, addresses),
  start: listValue,
  title: asWritten,
  type: (value, { tagName }) => (tagName === 'ol' ? listType(value) : mediaType(value)),
  value: (value, { tagName }) => (tagName === 'li' ? listValue(value) : value),
  width: whole(0, 99_999),
};

/** Which attributes an element of this name may have. */
const namesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(allowed).map(([element, names]) => [
    element,
    new Set([...names, 'id', 'dir', 'lang', 'title']),
  ]),
);

/** Adds an attribute unless there is one of that name. */
const add = (attrs: Attribute[], name: string, value: string | undefined): void => {
  if (value !== undefined && !attrs.some((other) => other.name === name)) attrs.push({ name, value });
};

/**
 * The attributes that an element keeps under its new name, with absolute addresses and canonical values, in the order
 * in which they stand. A list of its own: the parser may share the old one between elements.
 */
export const cleanAttributes = (element: TreeElement, name: string, addresses: Addresses): Attribute[] => {
  const attrs: Attribute[] = [];
  const isImage = name === 'img' || name === 'source';
  if (element.attrs.length === 0 && name !== 'audio' && name !== 'video') return attrs;
  const permitted = namesOf.get(name);
  for (const { name: key, value } of element.attrs) {
    if (!permitted?.has(key) || (isImage && (key === 'src' || key === 'srcset'))) continue;
    add(attrs, key, rules[key]?.(cleanMarkupText(value), element, addresses));
  }
  if (isImage) addSources(attrs, element, name, addresses);
  if (name === 'audio' || name === 'video') add(attrs, 'controls', '');
  // Markdown renderers write the alignment of a cell as a style.
  if (name === 'td' || name === 'th')
    add(attrs, 'align', cellAlignment(styleValue(element, 'text-align') ?? ''));
  // `<a name>` was the target of fragments before `id` was.
  if (name === 'a') add(attrs, 'id', addresses.prefixed(attribute(element, 'name') ?? ''));
  return attrs;
};

/** Addresses of an image or of a source, ahead of its other attributes. */
const addSources = (attrs: Attribute[], element: TreeElement, name: string, addresses: Addresses): void => {
  const { src, srcset } = imageSources(element, addresses);
  const parent = element.parentNode?.nodeName;
  // In a picture a source has candidates only, in a film or sound an address only (HTML §4.8.2).
  if (name === 'source' && parent !== 'picture') {
    add(
      attrs,
      'src',
      addresses.media(attribute(element, 'data-src') ?? attribute(element, 'src') ?? '')?.url,
    );
    return;
  }
  if (name === 'img' && src !== undefined) attrs.unshift({ name: 'src', value: src });
  if (srcset !== undefined) add(attrs, 'srcset', srcset);
};

import type { Schema } from 'hast-util-sanitize';
import { allowedLinkSchemes, dataImage } from './urls.ts';

/**
 * Elements that an entry may have, and their own attributes. Anything not listed is replaced by what it contains or
 * taken out (`elements.ts`); the sanitizer enforces the same table as the last word.
 */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  // sections and blocks
  article: [],
  aside: [],
  section: [],
  header: [],
  footer: [],
  address: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hgroup: [],
  div: [],
  p: [],
  hr: [],
  pre: [],
  blockquote: ['cite'],
  figure: [],
  figcaption: [],
  details: ['open'],
  summary: [],
  // lists
  ol: ['start', 'reversed', 'type'],
  ul: [],
  li: ['value'],
  dl: [],
  dt: [],
  dd: [],
  // tables
  table: [],
  caption: [],
  colgroup: ['span'],
  col: ['span'],
  thead: [],
  tbody: [],
  tfoot: [],
  tr: [],
  td: ['colspan', 'rowspan', 'headers', 'align'],
  th: ['colspan', 'rowspan', 'headers', 'align', 'scope', 'abbr'],
  // text
  a: ['href', 'hreflang'],
  abbr: [],
  b: [],
  bdi: [],
  bdo: [],
  br: [],
  cite: [],
  code: ['class'],
  data: ['value'],
  del: ['cite', 'datetime'],
  dfn: [],
  em: [],
  i: [],
  ins: ['cite', 'datetime'],
  kbd: [],
  mark: [],
  q: ['cite'],
  rp: [],
  rt: [],
  ruby: [],
  s: [],
  samp: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  sup: [],
  time: ['datetime'],
  u: [],
  var: [],
  wbr: [],
  // media
  img: ['src', 'srcset', 'sizes', 'alt', 'width', 'height'],
  picture: [],
  source: ['src', 'srcset', 'sizes', 'media', 'type', 'width', 'height'],
  audio: ['src', 'controls', 'preload'],
  video: ['src', 'controls', 'preload', 'poster', 'width', 'height'],
  track: ['src', 'kind', 'srclang', 'label', 'default'],
};

/** Attributes that every element may have. */
export const globalAttributes: readonly string[] = ['id', 'dir', 'lang', 'title'];

/** The one class that stays: the language of code, which readers highlight by. */
export const codeLanguage = /^language-[\w+#.-]{1,40}$/;

/** hast's name for an attribute where it differs from HTML's (property-information). */
const propertyNames: Readonly<Record<string, string>> = {
  class: 'className',
  colspan: 'colSpan',
  datetime: 'dateTime',
  hreflang: 'hrefLang',
  rowspan: 'rowSpan',
  srclang: 'srcLang',
  srcset: 'srcSet',
};

const web = /^https?:\/\/[^\s"'<>]+$/;
const otherSchemes = allowedLinkSchemes.filter((scheme) => !scheme.startsWith('http')).join('|');
const link = new RegExp(`^(?:https?://|(?:${otherSchemes}):)[^\\s"'<>]+$`);
/** Comma-separated candidates; an image element's may only be of the web. */
const candidates = /^https?:\/\//;

type Definition = string | [string, ...(string | boolean | number | RegExp)[]];

/** What an attribute's value must look like, whatever the stages before have made of it. */
const valueRules: Readonly<Record<string, readonly (string | boolean | number | RegExp)[]>> = {
  href: [link],
  src: [web],
  cite: [web],
  poster: [web],
  srcset: [candidates],
  class: [codeLanguage],
  dir: ['ltr', 'rtl', 'auto'],
  align: ['left', 'right', 'center'],
  preload: ['none', 'metadata'],
};

const definition = (element: string, name: string): Definition => {
  const property = propertyNames[name] ?? name;
  if (element === 'img' && name === 'src') return [property, web, dataImage];
  const rule = valueRules[name];
  return rule === undefined ? property : [property, ...rule];
};

const attributes = Object.fromEntries([
  ...Object.entries(allowed).map(([element, names]) => [
    element,
    names.map((name) => definition(element, name)),
  ]),
  ['*', globalAttributes.map((name) => definition('*', name))],
]);

/**
 * The allow list for `hast-util-sanitize`. Nothing is inherited from its defaults: every key is set. Ids carry the
 * entry's prefix already, so that the sanitizer adds none.
 */
export const schema: Schema = {
  tagNames: Object.keys(allowed),
  attributes,
  protocols: {
    href: [...allowedLinkSchemes],
    src: ['http', 'https', 'data'],
    cite: ['http', 'https'],
    poster: ['http', 'https'],
  },
  ancestors: {
    caption: ['table'],
    colgroup: ['table'],
    col: ['table'],
    tbody: ['table'],
    thead: ['table'],
    tfoot: ['table'],
    tr: ['table'],
    td: ['table'],
    th: ['table'],
  },
  clobber: [],
  clobberPrefix: '',
  required: {},
  strip: ['script', 'style', 'template', 'iframe', 'object', 'embed', 'svg', 'math'],
  allowComments: false,
  allowDoctypes: false,
};

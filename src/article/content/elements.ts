import { allowed } from './schema.ts';

/** What becomes of an element: it stays (perhaps under another name), gives way to its content, or goes with it. */
export type Fate =
  | { readonly kind: 'keep'; readonly name: string }
  | { readonly kind: 'unwrap' }
  | { readonly kind: 'drop' }
  /** Gives way to a link to what it embeds. */
  | { readonly kind: 'embed' };

const drop: Fate = { kind: 'drop' };
const unwrap: Fate = { kind: 'unwrap' };
const embed: Fate = { kind: 'embed' };

/** Elements of old or of other uses, and what says the same today. */
const renamed: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  center: 'div',
  dir: 'ul',
  fieldset: 'div',
  form: 'div',
  listing: 'pre',
  main: 'div',
  menu: 'ul',
  nav: 'div',
  plaintext: 'pre',
  search: 'div',
  strike: 's',
  tt: 'code',
  xmp: 'pre',
  'amp-img': 'img',
  'amp-anim': 'img',
  'amp-video': 'video',
  'amp-audio': 'audio',
};

/** Elements whose content is not for reading: programs, styles, controls, drawings, and what belongs in a head. */
const dropped: readonly string[] =
  `area base basefont bgsound button datalist dialog frame frameset head input isindex keygen link math meta
   noembed noframes optgroup option param script select style svg template textarea title`.split(/\s+/);

const embedded: readonly string[] =
  `iframe embed object amp-iframe amp-youtube amp-vimeo amp-twitter amp-instagram lite-youtube lite-vimeo
   youtube-video`.split(/\s+/);

const fates: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  ...Object.keys(allowed).map((name): [string, Fate] => [name, { kind: 'keep', name }]),
  ...Object.entries(renamed).map(([name, now]): [string, Fate] => [name, { kind: 'keep', name: now }]),
  ...dropped.map((name): [string, Fate] => [name, drop]),
  ...embedded.map((name): [string, Fate] => [name, embed]),
]);

/** What becomes of an HTML element of this name; one that nobody knows gives way to its content. */
export const fateOf = (name: string): Fate => fates.get(name) ?? unwrap;

/** Elements that never have content. */
export const voidElements: ReadonlySet<string> = new Set('br col hr img source track wbr'.split(' '));

/** Elements that say nothing once they are empty. */
export const emptyIsNothing: ReadonlySet<string> = new Set(
  `a abbr article aside audio b bdi bdo blockquote cite code data del details dfn div dl em figcaption figure footer h1
   h2 h3 h4 h5 h6 header hgroup i ins kbd li mark ol p picture q ruby s samp section small span strong sub summary sup
   time u ul var video`.split(/\s+/),
);

/** Elements that begin a line of their own, so that the texts before and after them do not run together. */
export const blockElements: ReadonlySet<string> = new Set(
  `address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup
   hr li ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
);

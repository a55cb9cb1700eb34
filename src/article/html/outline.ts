/** A chain of elements around a place of the page that are not part of its article: comments, related links, menus. */
export interface Aside {
  readonly parent: Aside | undefined;
}

/** One line of visible text: what stands between two block boundaries. */
export interface TextLine {
  readonly text: string;
  /** Position among all lines and times of the page. */
  readonly order: number;
  /** The block that holds it: `h1`, `p`, `div` … */
  readonly element: string;
  /** `class`, `id`, `rel` and `itemprop` of the elements around it, lower case, nearest first. */
  readonly hint: string;
  readonly aside: Aside | undefined;
  /** Within `article` or `main`. */
  readonly inMain: boolean;
}

/** A `time` element, or an `abbr` of a microformat that has a machine-readable title. */
export interface TimeMark {
  /** `datetime` or the title; absent where only the text says it. */
  readonly machine: string | undefined;
  text: string;
  readonly order: number;
  /** Its own `class`, `id` and so on; `hint` has those of the elements around it. */
  readonly names: string;
  readonly hint: string;
  readonly aside: Aside | undefined;
  readonly inMain: boolean;
  /** The text of its line before it: `Updated `. */
  readonly before: string;
}

/** An item of microdata, RDFa or a microformat: its type and properties. */
export interface Item {
  readonly type: string;
  readonly properties: Map<string, (string | Item)[]>;
  /** The item that it is a property of. */
  readonly parent: Item | undefined;
  readonly aside: Aside | undefined;
}

/** A `meta` element: `property`, `name` or `http-equiv` in lower case, and its content. */
export interface Meta {
  readonly key: string;
  readonly content: string;
}

/** A `link` element or an `a` with `rel`. */
export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly text: string;
  readonly isElement: boolean;
  readonly aside: Aside | undefined;
}

/** What a page says of itself, in the order of the page, every list bounded. */
export interface Outline {
  title: string;
  language: string | undefined;
  base: string | undefined;
  readonly attributes: Map<string, string>;
  readonly metas: Meta[];
  readonly links: Link[];
  readonly comments: string[];
  readonly jsonLd: string[];
  readonly items: Item[];
  readonly times: TimeMark[];
  readonly lines: TextLine[];
  readonly audio: {
    readonly url: string;
    readonly type: string | undefined;
    readonly aside: Aside | undefined;
  }[];
}

/** An outline of nothing. */
export const emptyOutline = (): Outline => ({
  title: '',
  language: undefined,
  base: undefined,
  attributes: new Map(),
  metas: [],
  links: [],
  comments: [],
  jsonLd: [],
  items: [],
  times: [],
  lines: [],
  audio: [],
});

/** Whether a place lies in an aside that the article's own headline doesn't lie in as well. */
export const isAside = (aside: Aside | undefined, ofArticle: Aside | undefined): boolean => {
  for (let own = ofArticle; own !== undefined; own = own.parent) if (own === aside) return false;
  return aside !== undefined;
};

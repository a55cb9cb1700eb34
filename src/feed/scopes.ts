import { hash } from 'node:crypto';
import type { Article } from '../article/article.ts';
import { plainLine } from '../article/content/clean-text.ts';
import type { ScopeKind, Site } from '../site.ts';

/** One scope that an article belongs to. Articles of a scope share `key`; each may spell `label` in its own way. */
export interface ScopeName {
  /** Kind and key in one text, which no other scope has. */
  readonly id: string;
  readonly kind: ScopeKind;
  readonly key: string;
  /** As this article writes it, white space folded. */
  readonly label: string;
}

/** Longest slug in bytes of UTF-8, so that it can be a file's name anywhere (255 bytes) with room for a suffix. */
const longestSlug = 120;

const labelOf = (text: string): string => plainLine(text).normalize('NFC');

/**
 * Case folding that joins what differs only in case, in any script: `STRASSE` and `Straße`, `ΟΔΟΣ` and `οδος`.
 * The Turkish dotless ı is no small form of the i that others write, so it stays (as in Unicode's default folding).
 */
const foldCase = (text: string): string =>
  text
    .split('ı')
    .map((part) => part.toLowerCase().toUpperCase().toLowerCase())
    .join('ı')
    .normalize('NFC');

/** The key of a tag, category or author: two names with the same key are one scope. */
export const keyOf = (name: string): string => foldCase(labelOf(name));

/**
 * Case of a language tag as RFC 5646 §2.1.1 recommends it: `pt-BR`, `zh-Hant-TW`; subtags behind a singleton are small.
 */
export const formatLanguageTag = (tag: string): string => {
  let singleton = false;
  return tag
    .toLowerCase()
    .split('-')
    .map((subtag, at) => {
      if (at === 0 || singleton) return subtag;
      singleton = subtag.length === 1;
      if (subtag.length === 2) return subtag.toUpperCase();
      return /^[a-z]{4}$/.test(subtag) ? subtag.slice(0, 1).toUpperCase() + subtag.slice(1) : subtag;
    })
    .join('-');
};

/** The one text for a kind and a key. */
export const scopeId = (kind: ScopeKind, key: string): string => `${kind}/${key}`;

const nameOf = (kind: ScopeKind, key: string, label: string): ScopeName => ({
  id: scopeId(kind, key),
  kind,
  key,
  label,
});

const makeName = (kind: ScopeKind, text: string): ScopeName => {
  if (kind === 'folders') return nameOf(kind, text, text);
  const label = kind === 'languages' ? formatLanguageTag(plainLine(text)) : labelOf(text);
  return nameOf(kind, foldCase(label), label);
};

/** Every folder above the article, the outermost first. */
const foldersOf = (path: string): string[] => {
  const folders: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
};

/** How an article writes the names of each kind. */
const textsOf: Record<ScopeKind, (article: Article, site: Pick<Site, 'language'>) => readonly string[]> = {
  tags: ({ tags }) => tags,
  categories: ({ categories }) => categories,
  authors: ({ authors }) => authors.map(({ name }) => name),
  languages: ({ language = '' }, site) => [language === '' ? (site.language ?? '') : language],
  folders: ({ path }) => foldersOf(path),
};

/** Different spellings that are remembered; far more than a site has. */
const mostTexts = 50_000;

/** Reads the names of scopes off articles. Each spelling is folded once, however many articles have it. */
export class ScopeReader {
  readonly #site: Pick<Site, 'feeds' | 'language'>;
  readonly #known = new Map<ScopeKind, Map<string, ScopeName>>();

  constructor(site: Pick<Site, 'feeds' | 'language'>) {
    this.#site = site;
  }

  /**
   * The scopes that an article bears, of the kinds that the site has feeds for (`feeds.by`); the site's own is not among
   * them. A name that stands twice in an article, if only in another case, counts once. An article without a language
   * has the site's; where nobody has set one it has none.
   */
  namesOf(article: Article): ScopeName[] {
    const names = new Map<string, ScopeName>();
    for (const kind of this.#site.feeds.by) {
      for (const text of textsOf[kind](article, this.#site)) {
        const name = this.#nameOf(kind, text);
        if (name.key !== '' && !names.has(name.id)) names.set(name.id, name);
      }
    }
    return [...names.values()];
  }

  #nameOf(kind: ScopeKind, text: string): ScopeName {
    let known = this.#known.get(kind);
    if (known === undefined || known.size > mostTexts) {
      known = new Map();
      this.#known.set(kind, known);
    }
    let name = known.get(text);
    if (name === undefined) {
      name = makeName(kind, text);
      known.set(text, name);
    }
    return name;
  }
}

/** Eight hexadecimal digits that tell keys apart whose slugs are alike. */
export const shortHash = (key: string): string => hash('sha256', key, 'hex').slice(0, 8);

const cut = (text: string): string => {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestSlug) return text.slice(0, end);
    end += character.length;
  }
  return text;
};

/** Letters, marks and digits of any script, what emoji are made of, and `_ . -`; all else has a meaning in some URL or file system. */
const emojiParts = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200c\u200d\ufe0f`;
const unfit = new RegExp(String.raw`[^\p{L}\p{M}\p{N}${emojiParts}_.-]`, 'gu');

/** What a name can lose without becoming another one: punctuation, but for the signs that have a sense of their own. */
const punctuation = /[\p{P}\p{Z}]/u;
const signs = '#%&@*';

/** `l'art` and `l’art`: what other publishers take out of a slug, where all other punctuation becomes a hyphen. */
const apostrophes = /['’ʼ]/g;

/** A dot is kept between letters and digits (`node.js`); elsewhere it would hide a file or end a name that Windows refuses. */
const outerDot = /(?<![\p{L}\p{M}\p{N}])\.|\.(?![\p{L}\p{N}])/gu;

const losesItsSense = (key: string): boolean =>
  key.startsWith('.') ||
  (key.match(unfit) ?? []).some((character) => signs.includes(character) || !punctuation.test(character));

/**
 * The slug that a tag, category or author has by itself, not percent-encoded: its key with hyphens for spaces and
 * punctuation. Where signs are left out that a path segment can't carry everywhere and that make another name (`#`, `+`,
 * `%`), or much of a long name, a hash of the key follows, so that `C`, `C#` and `C++` have three addresses which never
 * depend on each other.
 */
export const slugOf = (key: string): string => {
  const fit = key.replace(apostrophes, '').replace(unfit, '-').replace(outerDot, '-').replace(/-+/g, '-');
  const whole = fit.replace(/^-|-$/g, '');
  const slug = cut(whole).replace(/[-.]$/, '');
  if (slug === '') return shortHash(key);
  return slug === whole && !losesItsSense(key) ? slug : `${slug}-${shortHash(key)}`;
};

/** A folder is named by its path as it is; `archive` gets a mark, since `/archive/{n}` stands behind a scope's path. */
const folderSlug = (key: string): string =>
  key
    .split('/')
    .map((segment) => (segment.toLowerCase() === 'archive' ? `${segment}_` : segment))
    .join('/');

/** The slug of a scope as long as no other of its kind has the same; not percent-encoded. */
export const scopeSlug = ({ kind, key }: Pick<ScopeName, 'kind' | 'key'>): string => {
  if (kind === 'folders') return folderSlug(key);
  return kind === 'languages' ? formatLanguageTag(key) : slugOf(key);
};

/** Path of a scope, percent-encoded: `/tags/caf%C3%A9`. Only folders keep their `/`. */
export const scopePath = (kind: ScopeKind, slug: string): string =>
  `/${kind}/${slug.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;

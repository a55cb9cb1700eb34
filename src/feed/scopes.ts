import { hash } from 'node:crypto';
import type { Article } from '../article/article.ts';
import { plainLine } from '../article/content/clean-text.ts';
import type { ScopeKind, Site } from '../site.ts';

/** One scope that an article belongs to. Articles of a scope share `key`; each may spell `label` in its own way. */
export interface ScopeName {
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
    .map((part) => part.toUpperCase().toLowerCase())
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

const namesOf = (kind: ScopeKind, labels: readonly string[]): ScopeName[] =>
  labels.map((text) => ({ kind, key: keyOf(text), label: labelOf(text) })).filter(({ key }) => key !== '');

const languageOf = (article: Article, site: Pick<Site, 'language'>): ScopeName[] => {
  const tag = (article.language ?? site.language ?? '').trim();
  return tag === '' ? [] : [{ kind: 'languages', key: tag.toLowerCase(), label: formatLanguageTag(tag) }];
};

/** Every folder above the article, the outermost first. */
const foldersOf = ({ path }: Article): ScopeName[] => {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, at) => {
    const folder = folders.slice(0, at + 1).join('/');
    return { kind: 'folders', key: folder, label: folder };
  });
};

const namesByKind: Record<ScopeKind, (article: Article, site: Pick<Site, 'language'>) => ScopeName[]> = {
  tags: (article) => namesOf('tags', article.tags),
  categories: (article) => namesOf('categories', article.categories),
  authors: (article) =>
    namesOf(
      'authors',
      article.authors.map(({ name }) => name),
    ),
  languages: languageOf,
  folders: foldersOf,
};

/**
 * The scopes that an article bears, of the kinds that the site has feeds for (`feeds.by`); the site's own is not among
 * them. A name that stands twice in an article, if only in another case, counts once. An article without a language
 * has the site's; where nobody has set one it has none.
 */
export const scopeNames = (article: Article, site: Pick<Site, 'feeds' | 'language'>): ScopeName[] => {
  const names = new Map<string, ScopeName>();
  for (const kind of site.feeds.by) {
    for (const name of namesByKind[kind](article, site)) {
      const id = `${kind}/${name.key}`;
      if (!names.has(id)) names.set(id, name);
    }
  }
  return [...names.values()];
};

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

/** A dot is kept between letters and digits (`node.js`); elsewhere it would hide a file or end a name that Windows refuses. */
const outerDot = /(?<![\p{L}\p{M}\p{N}])\.|\.(?![\p{L}\p{N}])/gu;

/**
 * The slug that a tag, category or author has by itself, not percent-encoded: its key with spaces as hyphens.
 * What a path segment can't carry everywhere (`/`, `#`, `%`, `?`, a leading dot, hundreds of characters) is left out,
 * and then a hash of the key follows, so that `C`, `C#` and `C++` have three addresses, which never depend on each other.
 */
export const slugOf = (key: string): string => {
  const plain = key.replaceAll(' ', '-');
  const fit = plain.replace(unfit, '-').replace(outerDot, '-').replace(/-+/g, '-').replace(/^-|-$/g, '');
  const slug = cut(fit).replace(/[-.]$/, '');
  if (slug === plain) return slug;
  return slug === '' ? shortHash(key) : `${slug}-${shortHash(key)}`;
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

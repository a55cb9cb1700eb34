import type { Article } from '../../article/article.ts';
import { pageFolder, pageName } from '../../article/fields/file-name.ts';
import { articleKey } from '../../article/identity/id-records.ts';
import { offsetAt } from '../../date/zones.ts';
import type { Site } from '../../site.ts';
import type { OldEntry } from './feed.ts';
import { addressKey, fileName, lastName, nameKey, titleKey } from './keys.ts';

/** By what an entry was found to be an article. */
export type MatchKind = 'link' | 'title and day' | 'title and name' | 'name and day';

/** What became of the entries of old feeds. */
export interface Matches {
  readonly matched: readonly {
    readonly entry: OldEntry;
    readonly article: Article;
    readonly kind: MatchKind;
  }[];
  /** Entries that are no article, or may be several. */
  readonly unmatched: readonly { readonly entry: OldEntry; readonly reason: string }[];
}

const articleDays = ({ published, zone }: Article): readonly string[] => {
  const wall = published + offsetAt(published, zone) * 60_000;
  return [...new Set([wall, published].map((time) => new Date(time).toISOString().slice(0, 10)))];
};

/** Articles by keys; a key of several articles names none of them. */
class Index {
  readonly #articles = new Map<string, Map<string, Article>>();

  add(key: string, article: Article): void {
    if (key === '') return;
    const known = this.#articles.get(key) ?? new Map<string, Article>();
    this.#articles.set(key, known.set(articleKey(article), article));
  }

  find(keys: readonly string[]): readonly Article[] {
    const found = new Map<string, Article>();
    for (const key of keys)
      for (const [name, article] of this.#articles.get(key) ?? []) found.set(name, article);
    return [...found.values()];
  }
}

const addressesOf = (article: Article, { url }: Site): readonly string[] => [
  article.link,
  ...(article.givenPath === undefined ? [] : [new URL(article.givenPath, `${url}/`).href]),
];

/** What the article may be called in its address: the file's name with and without its day, and its slug. */
const namesOf = ({ path, part, slug, givenSlug }: Article): readonly string[] =>
  part === undefined
    ? [pageName(path), fileName(path), givenSlug ?? slug].map(nameKey)
    : [nameKey(givenSlug ?? slug)];

/** What an entry was called in its addresses. */
const calledNames = ({ links }: OldEntry): readonly string[] =>
  links.map(lastName).filter((name) => name !== '');

/** Keys of two of the three things that tell articles apart when their addresses do not. */
const pairs = (
  title: string,
  days: readonly string[],
  names: readonly string[],
): Readonly<Record<Exclude<MatchKind, 'link'>, readonly string[]>> => {
  const known = [...new Set(names)].filter((name) => name !== '');
  return {
    'title and day': title === '' ? [] : days.map((day) => `${day} ${title}`),
    'title and name': title === '' ? [] : known.map((name) => `${name} ${title}`),
    'name and day': days.flatMap((day) => known.map((name) => `${day} ${name}`)),
  };
};

type Pairs = ReturnType<typeof pairs>;
const pairKinds = ['title and day', 'title and name', 'name and day'] as const satisfies (keyof Pairs)[];

interface Indexes {
  readonly full: Index;
  readonly path: Index;
  readonly pairs: Readonly<Record<keyof Pairs, Index>>;
}

const indexAll = (articles: readonly Article[], site: Site): Indexes => {
  const byPair = { 'title and day': new Index(), 'title and name': new Index(), 'name and day': new Index() };
  const indexes = { full: new Index(), path: new Index(), pairs: byPair };
  for (const article of articles) {
    for (const { full, path } of addressesOf(article, site).map(addressKey)) {
      indexes.full.add(full, article);
      indexes.path.add(path, article);
    }
    const keys = pairs(titleKey(article.title), articleDays(article), namesOf(article));
    for (const kind of pairKinds) for (const key of keys[kind]) byPair[kind].add(key, article);
  }
  return indexes;
};

/** The one article of the first index that knows the entry's addresses: first with their host, then without. */
const byLink = ({ links }: OldEntry, { full, path }: Indexes): Article | undefined => {
  for (const link of links) {
    const key = addressKey(link);
    for (const found of [full.find([key.full]), path.find([key.path])])
      if (found.length === 1) return found[0];
  }
  return undefined;
};

interface PairMatch {
  readonly kind: MatchKind;
  /** The article, if it is one alone. */
  readonly article?: Article | undefined;
  /** How many articles agree in title and day, whether they are taken or not. */
  readonly known: number;
  readonly free: number;
}

/** Whether an address of the entry ends in the folders and the name of the article's file. */
const isAtPath = ({ links }: OldEntry, { path }: Article): boolean => {
  const place = [...pageFolder(path).split('/'), pageName(path)].map(nameKey).filter((part) => part !== '');
  return links.some((link) => {
    const parts = addressKey(link).path.split('/').map(nameKey);
    return place.every((part, at) => parts[parts.length - place.length + at] === part);
  });
};

/** Among several articles with one title and day, the one whose name the entry's address has. */
const byPair = (entry: OldEntry, indexes: Indexes, isFree: (article: Article) => boolean): PairMatch => {
  const keys = pairs(titleKey(entry.title), entry.days, calledNames(entry));
  const alike = indexes.pairs['title and day'].find(keys['title and day']);
  const free = alike.filter(isFree);
  const counts = { known: alike.length, free: free.length };
  const [only] = free;
  if (only && free.length === 1) return { kind: 'title and day', article: only, ...counts };
  const placed = free.filter((article) => isAtPath(entry, article));
  if (placed.length === 1) return { kind: 'title and name', article: placed[0], ...counts };
  const shown = free.filter(({ draft, unlisted }) => !draft && !unlisted);
  if (shown.length === 1) return { kind: 'title and day', article: shown[0], ...counts };
  for (const kind of ['title and name', 'name and day'] as const) {
    const found = indexes.pairs[kind].find(keys[kind]).filter(isFree);
    if (found.length === 1) return { kind, article: found[0], ...counts };
  }
  return { kind: 'title and day', ...counts };
};

const reasonOf = ({ known, free }: PairMatch): string => {
  if (free > 1) return `${free} articles have this title and day`;
  return known > 0 ? 'its article has another entry already' : 'no article matches';
};

/**
 * Which entries are which articles: by link, else by two of title, day and the name in the address. What may be several
 * articles is none, and an article is the first entry's that finds it; links come before all else.
 */
export const matchEntries = (
  entries: readonly OldEntry[],
  articles: readonly Article[],
  site: Site,
): Matches => {
  const indexes = indexAll(articles, site);
  const owned = new Set<string>();
  const isFree = (article: Article): boolean => !owned.has(articleKey(article));
  const matched: { entry: OldEntry; article: Article; kind: MatchKind }[] = [];
  const take = (entry: OldEntry, article: Article, kind: MatchKind): void => {
    owned.add(articleKey(article));
    matched.push({ entry, article, kind });
  };
  const left = entries.filter((entry) => {
    const article = byLink(entry, indexes);
    if (article === undefined || !isFree(article)) return true;
    take(entry, article, 'link');
    return false;
  });
  const unmatched: { entry: OldEntry; reason: string }[] = [];
  for (const entry of left) {
    const found = byPair(entry, indexes, isFree);
    if (found.article) take(entry, found.article, found.kind);
    else unmatched.push({ entry, reason: reasonOf(found) });
  }
  return { matched, unmatched };
};

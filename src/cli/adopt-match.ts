import type { Article } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { offsetAt } from '../date/zones.ts';
import type { Site } from '../site.ts';
import type { OldEntry } from './adopt-feed.ts';

/** By what an entry was found to be an article. */
export type MatchKind = 'link' | 'title and day';

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

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * An address without what differs from one generator or host to the next: scheme, `www.`, case of the host, the page's
 * name or ending, the slash at the end, tracking, fragment. Empty for what is no address.
 */
const addressKey = (address: string): { readonly full: string; readonly path: string } => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return { full: '', path: '' };
  for (const name of [...url.searchParams.keys()]) if (/^utm_/i.test(name)) url.searchParams.delete(name);
  const path = decoded(url.pathname)
    .normalize('NFC')
    .replace(/\/index\.\w{2,5}$/i, '/')
    .replace(/\.(?:html?|php|aspx?)$/i, '')
    .replace(/\/+$/, '');
  const place = `${path}${url.search}`;
  return { full: `${url.host.replace(/^www\./, '')}${place}`, path: place };
};

/** Letters and digits of a title: quotes, dashes and spaces differ from one generator to the next. */
const titleKey = (title: string): string => {
  const plain = title
    .replace(/<[^<>]{0,1000}>/g, '')
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, ' ')
    .normalize('NFKC')
    .toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || plain.trim();
};

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

interface Indexes {
  readonly full: Index;
  readonly path: Index;
  readonly title: Index;
}

const indexAll = (articles: readonly Article[], site: Site): Indexes => {
  const indexes = { full: new Index(), path: new Index(), title: new Index() };
  for (const article of articles) {
    for (const { full, path } of addressesOf(article, site).map(addressKey)) {
      indexes.full.add(full, article);
      indexes.path.add(path, article);
    }
    const title = titleKey(article.title);
    if (title !== '') for (const day of articleDays(article)) indexes.title.add(`${day} ${title}`, article);
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

const byTitle = ({ title, days }: OldEntry, index: Index): readonly Article[] => {
  const key = titleKey(title);
  return key === '' ? [] : index.find(days.map((day) => `${day} ${key}`));
};

/**
 * Which entries are which articles: by link, else by title and day. What may be several articles is none, and an
 * article is the first entry's that finds it; links come before titles.
 */
export const matchEntries = (
  entries: readonly OldEntry[],
  articles: readonly Article[],
  site: Site,
): Matches => {
  const indexes = indexAll(articles, site);
  const owners = new Map<string, OldEntry>();
  const matched: { entry: OldEntry; article: Article; kind: MatchKind }[] = [];
  const take = (entry: OldEntry, article: Article, kind: MatchKind): boolean => {
    const key = articleKey(article);
    if (owners.has(key)) return false;
    owners.set(key, entry);
    matched.push({ entry, article, kind });
    return true;
  };
  const left = entries.filter((entry) => {
    const article = byLink(entry, indexes);
    return article === undefined || !take(entry, article, 'link');
  });
  const unmatched = left.flatMap((entry) => {
    const all = byTitle(entry, indexes.title);
    const free = all.filter((article) => !owners.has(articleKey(article)));
    const [only] = free;
    if (only && free.length === 1) return take(entry, only, 'title and day') ? [] : [];
    if (free.length > 1) return [{ entry, reason: `${free.length} articles have this title and day` }];
    return [
      { entry, reason: all.length > 0 ? 'its article has another entry already' : 'no article matches' },
    ];
  });
  return { matched, unmatched };
};

import type { Article } from '../../article/article.ts';
import { articleKey, type IdRecord, type IdRecords } from '../../article/identity/id-records.ts';
import { givenSlug, slugKey, uniqueSlug } from '../../article/identity/slug.ts';
import type { Site } from '../../site.ts';
import type { OldEntry } from './feed.ts';
import type { Matches } from './match.ts';

/** What was done with an entry that matched. */
export type Adoption = Matches['matched'][number] & {
  /** `recorded` now; `known` before; or why its id cannot be the article's. */
  readonly outcome: 'recorded' | 'known' | 'given' | 'other-id' | 'taken';
  /** Id or path that stands in the way. */
  readonly obstacle?: string | undefined;
};

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly before: IdRecord | undefined;
}

const rowOf = (article: Article, { id, slug, before }: Row): IdRecord => ({
  id,
  path: article.path,
  part: article.part,
  slug,
  published: before?.published ?? article.published,
  bodyHash: article.bodyHash,
  metaHash: article.metaHash,
  fileTime: before?.fileTime,
});

/** What an article was called in its old address. Undefined where the address has a query and with it another name. */
const oldSlug = ({ links: [link = ''] }: OldEntry): string | undefined => {
  const url = URL.parse(link, 'http://localhost/');
  return (url?.search === '' && givenSlug(url.pathname)) || undefined;
};

/**
 * Works out the rows of the ids that are adopted. With its id an article keeps the name that it had in its address, so
 * that `permalink` and `moved` lead to the same place as before, unless it gives a slug itself or the name is another's.
 */
export class Adopter {
  readonly #records: Map<string, IdRecord>;
  readonly #live: ReadonlySet<string>;
  readonly #minted: string;
  readonly #idsOf: ReadonlyMap<string, readonly string[]>;

  /** Which article has a slug, by `slugKey`. */
  readonly #slugs = new Map<string, string>();

  /** `articles` are all that are there. */
  constructor(records: IdRecords, articles: readonly Article[], { idAuthority }: Pick<Site, 'idAuthority'>) {
    this.#records = new Map(records);
    this.#live = new Set(articles.map(articleKey));
    // A name that was made just now is nobody's yet.
    const given = articles.filter(({ givenSlug: slug }) => slug !== undefined);
    for (const each of [...given, ...records.values()]) this.#slugs.set(slugKey(each.slug), articleKey(each));
    this.#minted = `tag:${idAuthority}:`;
    const rows = Map.groupBy(records.values(), articleKey);
    this.#idsOf = new Map([...rows].map(([key, same]) => [key, same.map(({ id }) => id)]));
  }

  /** All rows, the adopted ones among them. */
  get records(): IdRecords {
    return this.#records;
  }

  /** Gives the entry's id to the article, unless it has another one that readers may know. */
  adopt(match: Matches['matched'][number]): Adoption {
    const { article, entry } = match;
    const { id } = entry;
    if (article.givenId !== undefined && article.givenId !== id)
      return { ...match, outcome: 'given', obstacle: article.givenId };
    const row = this.#records.get(id);
    const key = articleKey(article);
    if (row && articleKey(row) !== key && this.#live.has(articleKey(row)))
      return { ...match, outcome: 'taken', obstacle: row.path };
    if (article.id === id && row) return { ...match, outcome: 'known' };
    const own = this.#records.get(article.id);
    if (own && articleKey(own) === key && article.id !== id && !this.#isMinted(article.id))
      return { ...match, outcome: 'other-id', obstacle: article.id };
    this.#retire(key, id);
    this.#records.set(id, rowOf(article, { id, slug: this.#slugFor(article, entry), before: row }));
    return { ...match, outcome: 'recorded' };
  }

  #slugFor(article: Article, entry: OldEntry): string {
    const key = articleKey(article);
    const isOthers = (slug: string): boolean => (this.#slugs.get(slugKey(slug)) ?? key) !== key;
    if (article.givenSlug !== undefined) return article.slug;
    const old = oldSlug(entry);
    const slug = old !== undefined && !isOthers(old) ? old : uniqueSlug(article.slug, isOthers);
    this.#slugs.set(slugKey(slug), key);
    return slug;
  }

  #isMinted(id: string): boolean {
    return id.startsWith(this.#minted) || /^tag:(?:localhost|127\.[\d.]+),/.test(id);
  }

  /** Of several rows for a path the one counts that agrees with the file: the others shall agree with nothing. */
  #retire(key: string, id: string): void {
    for (const other of this.#idsOf.get(key) ?? []) {
      const row = this.#records.get(other);
      if (other !== id && row) this.#records.set(other, { ...row, bodyHash: '', metaHash: '' });
    }
  }
}

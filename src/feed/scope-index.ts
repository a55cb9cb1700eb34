import { compareCodePoints, sortByCodePoints } from '../article/code-points.ts';
import { slugify } from '../article/identity/slug.ts';
import type { ScopeKind, Site } from '../site.ts';
import type { Scope } from './feed.ts';
import { compareNewestFirst } from './order.ts';
import type { ScopeArticles } from './scope-articles.ts';
import { keyOf, scopeId, scopePath, shortHash, slugOf } from './scopes.ts';

/** The articles of one scope, and what its path is made from. */
export interface Bucket {
  /** Of its kind and key (`scopeId`). */
  readonly id: string;
  readonly kind: ScopeKind;
  readonly key: string;
  /** The slug it has as long as no other of its kind has the same. */
  readonly slug: string;
  readonly articles: ScopeArticles;
}

/** Paths that differ in case alone would be one file where `build` writes to such a file system. */
export const sharedSlug = ({ kind, slug }: Pick<Bucket, 'kind' | 'slug'>): string =>
  `${kind}/${slug.toLowerCase()}`;

const compareAge = (a: Bucket, b: Bucket): number => {
  const [oldestA, oldestB] = [a.articles.oldest, b.articles.oldest];
  const age = oldestA === undefined || oldestB === undefined ? 0 : compareNewestFirst(oldestB, oldestA);
  return age || compareCodePoints(a.key, b.key);
};

/**
 * Gives each scope of a kind its path. Where several have the same slug by themselves (`a b` and `a-b`), the one with
 * the oldest article has it, so that a name that comes later takes no feed's address away; the others add a hash.
 */
const nameScopes = (kind: ScopeKind, buckets: readonly Bucket[]): Scope[] => {
  const groups = [...Map.groupBy(buckets, sharedSlug).values()].map((group) => group.sort(compareAge));
  const taken = new Set(groups.map(([first]) => (first === undefined ? '' : sharedSlug(first))));
  const scopeOf = ({ key, articles }: Bucket, slug: string): Scope => {
    return { kind, path: scopePath(kind, slug), label: articles.label, key };
  };
  return groups.flatMap((group) =>
    group.map((bucket, at) => {
      if (at === 0) return scopeOf(bucket, bucket.slug);
      let slug = bucket.slug;
      do slug += `-${shortHash(bucket.key)}`;
      while (taken.has(sharedSlug({ kind, slug })));
      taken.add(sharedSlug({ kind, slug }));
      return scopeOf(bucket, slug);
    }),
  );
};

const siteScope: Scope = { kind: 'site', path: '' };

type Labelled = Exclude<Scope, { readonly kind: 'site' }>;

/** Every scope that there is, with its path and label: found by its path, its key, and by names that others give it. */
export class ScopeIndex {
  /** The site's own scope, then those of each kind in the order of `feeds.by`, each kind by slug (code points). */
  readonly list: readonly Scope[];
  readonly #byPath: ReadonlyMap<string, Scope>;
  readonly #byFoldedPath: ReadonlyMap<string, Scope>;
  readonly #byId = new Map<string, Labelled>();
  #byAscii: Map<string, Scope | undefined> | undefined;

  /** Languages are scopes only when there are at least two. */
  constructor({ feeds }: Pick<Site, 'feeds'>, buckets: readonly Bucket[]) {
    const list: Scope[] = [siteScope];
    for (const kind of feeds.by) {
      const ofKind = buckets.filter((bucket) => bucket.kind === kind);
      if (kind === 'languages' && ofKind.length < 2) continue;
      list.push(...sortByCodePoints(nameScopes(kind, ofKind), ({ path }) => path));
    }
    this.list = list;
    this.#byPath = new Map(list.map((scope) => [scope.path, scope]));
    this.#byFoldedPath = new Map(list.map((scope) => [scope.path.toLowerCase(), scope]));
    for (const scope of list) {
      if (scope.kind !== 'site') this.#byId.set(scopeId(scope.kind, scope.key), scope);
    }
  }

  /** The scope with exactly this path. */
  at(path: string): Scope | undefined {
    return this.#byPath.get(path);
  }

  /** The scope whose path is this one, whatever its case. */
  like(path: string): Scope | undefined {
    return this.#byFoldedPath.get(path.toLowerCase());
  }

  /** The scope of a bucket. */
  of({ id }: Pick<Bucket, 'id'>): Labelled | undefined {
    return this.#byId.get(id);
  }

  /** What `Collection.findScope` finds. */
  find(kind: ScopeKind, name: string): Scope | undefined {
    return (
      this.at(scopePath(kind, name)) ??
      this.of({ id: scopeId(kind, keyOf(name)) }) ??
      this.at(scopePath(kind, slugOf(keyOf(name)))) ??
      this.#asciiIndex().get(`${kind}/${slugify(name)}`)
    );
  }

  #asciiIndex(): Map<string, Scope | undefined> {
    if (this.#byAscii === undefined) {
      this.#byAscii = new Map();
      for (const scope of this.list) {
        if (scope.kind === 'site') continue;
        const id = `${scope.kind}/${slugify(scope.label)}`;
        this.#byAscii.set(id, this.#byAscii.has(id) ? undefined : scope);
      }
    }
    return this.#byAscii;
  }
}

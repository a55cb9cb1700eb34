import type { Collection } from '../../feed/collection.ts';
import type { Scope } from '../../feed/feed.ts';
import type { ScopeKind, Site } from '../../site.ts';
import { olderPages, olderPath, pageRange } from './paging.ts';

/** What a page shows. */
export type PagePlace =
  /** One article, if there is one with that slug. */
  | { readonly kind: 'article'; readonly slug: string }
  /** The names of all scopes of a kind. */
  | { readonly kind: 'scopes'; readonly of: ScopeKind }
  /** Articles of a scope: the newest, or a page of older ones by its number. */
  | { readonly kind: 'list'; readonly scope: Scope; readonly number: number | undefined };

interface PageMap {
  readonly site: Site;
  readonly collection: Collection;
}

/** Percent-decoded; as it is where that is not possible. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Path of an article's page, below the public address. */
export const articlePath = (slug: string): string => `/articles/${encodeURIComponent(slug)}/`;

const kindAt = ({ site, collection }: PageMap, path: string): ScopeKind | undefined => {
  const kind = site.feeds.by.find((one) => path === `/${one}/`);
  return kind && collection.scopes().some((scope) => scope.kind === kind) ? kind : undefined;
};

const olderAt = ({ site, collection }: PageMap, path: string): PagePlace | undefined => {
  const [, scopePath = '', digits] = /^(.*)\/archive\/([1-9]\d{0,8})\/$/.exec(path) ?? [];
  const scope = digits === undefined ? undefined : collection.scopeAt(scopePath);
  if (scope === undefined) return undefined;
  const number = Number(digits);
  const exists = pageRange(site, collection.articlesOf(scope).size, number) !== undefined;
  return exists ? { kind: 'list', scope, number } : undefined;
};

/** What the page at a path (percent-encoded, with its slash) shows; undefined where there is none. */
export const pagePlace = (map: PageMap, path: string): PagePlace | undefined => {
  if (!path.endsWith('/')) return undefined;
  const slug = /^\/articles\/([^/]+)\/$/.exec(path)?.[1];
  if (slug !== undefined) return { kind: 'article', slug: decoded(slug) };
  const kind = kindAt(map, path);
  if (kind !== undefined) return { kind: 'scopes', of: kind };
  const older = olderAt(map, path);
  if (older !== undefined) return older;
  const scope = map.collection.scopeAt(path.slice(0, -1));
  return scope && { kind: 'list', scope, number: undefined };
};

/** Paths of all pages but those of articles. */
export function* listPaths({ site, collection }: PageMap): Generator<string> {
  for (const scope of collection.scopes()) {
    yield `${scope.path}/`;
    const last = olderPages(site, collection.articlesOf(scope).size);
    for (let number = 1; number <= last; number += 1) yield olderPath(scope.path, number);
  }
  const kinds = new Set(collection.scopes().map(({ kind }) => kind));
  for (const kind of site.feeds.by) if (kinds.has(kind)) yield `/${kind}/`;
}

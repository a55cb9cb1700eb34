import type { Scope } from '../../feed/feed.ts';
import { type Alias, Aliases, siteAliases } from '../../web/aliases.ts';
import { Moves } from '../../web/moves.ts';
import type { Publisher } from '../../web/publisher.ts';

/** An address that leads elsewhere, or to nothing any more. `from` is percent-encoded and has no query. */
export interface OldAddress {
  readonly from: string;
  /** Whether the address is meant with and without a slash at its end. */
  readonly isFolder: boolean;
  readonly alias: Alias;
}

/** A move with open parts (`/posts/:slug/`), as the site writes it. */
export interface OpenMove {
  readonly from: string;
  /** Undefined where the addresses are gone. */
  readonly to: string | undefined;
}

/** All that the output has to say about other addresses. */
export interface OldAddresses {
  readonly plain: readonly OldAddress[];
  readonly open: readonly OpenMove[];
  /** Keys of `moved` and `gone` with a query, which static hosts cannot tell apart. */
  readonly withQuery: readonly string[];
}

/** Addresses under which other publishers have a scope's feed (INTERFACE.md, URLs). */
const scopeCandidates = ({ kind, path }: Scope): readonly string[] => {
  if (kind === 'site') return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = [`${path}/index.xml`, `${path}/feed`];
  switch (kind) {
    case 'tags':
      return [...own, `/tag/${name}/feed`, `/tag/${name}/rss`, `/feed/by_tag/${name}.xml`];
    case 'categories':
      return [...own, `/category/${name}/feed`, `/feed/${name}.xml`];
    case 'authors':
      return [...own, `/author/${name}/feed`, `/author/${name}/rss`];
    case 'languages':
    case 'folders':
      return own;
  }
};

const isFolderLike = (path: string): boolean => !/\.[a-z\d]{1,5}$/i.test(path);

const withoutSlash = (path: string): string => path.replace(/\/+$/, '') || '/';

const encodePath = (path: string): string =>
  path
    .split('/')
    .map((segment) => {
      try {
        return encodeURIComponent(decodeURIComponent(segment).toWellFormed());
      } catch {
        return encodeURIComponent(segment.toWellFormed());
      }
    })
    .join('/');

/** Old addresses of articles that name theirs as a path. */
const articleAddresses = ({ library, publication, site }: Publisher): readonly OldAddress[] =>
  [...library.articles()].flatMap(({ path, part, givenPath, slug, link }) => {
    if (givenPath === undefined || !publication.collection.get(path, part)) return [];
    const to = site.pages ? `/articles/${encodeURIComponent(slug)}/` : link;
    const from = encodePath(withoutSlash(givenPath));
    return from === withoutSlash(to)
      ? []
      : [{ from, isFolder: isFolderLike(from), alias: { kind: 'redirect', to } }];
  });

/** Every address that `serve` would redirect or call gone, as far as an address alone tells it. */
export const oldAddresses = (publisher: Publisher): OldAddresses => {
  const { publication, site } = publisher;
  const { collection, formats } = publication;
  const aliases = new Aliases(collection, formats);
  const moves = new Moves(site);
  const keys = [...Object.keys(site.moved), ...site.gone];
  const [withQuery, others] = [
    keys.filter((key) => key.includes('?')),
    keys.filter((key) => !key.includes('?')),
  ];
  const isOpen = (key: string): boolean => /\/:[A-Za-z_]/.test(key);
  const found = new Map<string, OldAddress>();
  const add = (from: string, alias: Alias | undefined): void => {
    if (alias === undefined || found.has(from) || publication.has(from)) return;
    found.set(from, { from, isFolder: isFolderLike(from), alias });
  };
  for (const key of others.filter((each) => !isOpen(each))) {
    const from = encodePath(withoutSlash(key));
    add(from, moves.find(from, ''));
  }
  for (const address of articleAddresses(publisher))
    if (!found.has(address.from)) found.set(address.from, address);
  const candidates = [
    ...Object.keys(siteAliases),
    '/comments/feed',
    ...collection.scopes().flatMap(scopeCandidates),
  ];
  for (const from of candidates) add(from, moves.find(from, '') ?? aliases.find(from, ''));
  const open = others.filter(isOpen).map((from): OpenMove => ({ from, to: site.moved[from] }));
  return { plain: [...found.values()], open, withQuery };
};

import type { Article } from '../../article/article.ts';
import { linkOf } from '../../article/identity/permalink.ts';
import type { Site } from '../../site.ts';
import { Moves } from '../../web/moves.ts';
import { decoded } from './keys.ts';
import { oldPattern, patternsOf, unrecorded } from './patterns.ts';

/** An article with the address that it had. */
export interface OldAddress {
  readonly article: Article;
  /** The slug that it has from now on. */
  readonly slug: string;
  /** Absolute, or a path. */
  readonly link: string;
}

/** What has to be set so that old addresses stay or lead to the articles. */
export interface AddressAdvice {
  /** How many old addresses are looked at, and how many of them are right as things are. */
  readonly total: number;
  readonly right: number;
  /** A better `permalink`, and how many addresses it gives; where pages stay. */
  readonly permalink?: { readonly pattern: string; readonly right: number } | undefined;
  /** Lines of `moved`, where Dateline shows the pages. */
  readonly moved: readonly (readonly [from: string, to: string])[];
  /** Paths that articles have to give themselves (`url`). */
  readonly urls: readonly { readonly article: Article; readonly path: string }[];
}

/** An old address of this site, absolute; undefined where there is none. */
const absolute = (link: string, { url }: Site): URL | undefined => {
  const parsed = URL.parse(link, `${url}/`);
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : undefined;
};

/** Two addresses are the same page: how a character is encoded makes no difference. */
const isSame = (a: string, b: string): boolean => decoded(a).normalize('NFC') === decoded(b).normalize('NFC');

const stays = ({ article, slug, link }: OldAddress, site: Site, permalink: string): boolean => {
  const now = URL.parse(linkOf({ ...article, slug }, { url: site.url, permalink }));
  const before = absolute(link, site);
  return (
    now !== null && before !== undefined && isSame(now.pathname + now.search, before.pathname + before.search)
  );
};

/**
 * The pattern that gives the most addresses: those of the adopted articles with the names that they keep, and, as far as
 * these tell, those of `others`, whose names no feed has told. Of equal ones the first.
 */
const bestPattern = (
  addresses: readonly OldAddress[],
  site: Site,
  others: number,
): AddressAdvice['permalink'] => {
  const counted = patternsOf(addresses, site.url).map((pattern) => {
    const isRight = (address: OldAddress): boolean => stays(address, site, pattern);
    const right = addresses.filter(isRight).length;
    const fresh = addresses.filter((each) =>
      isRight({ ...each, slug: unrecorded(each.article).slug }),
    ).length;
    return { pattern, right, expected: right + (others * fresh) / addresses.length };
  });
  const [best] = counted.sort((a, b) => b.expected - a.expected);
  return best && best.right > 0 ? best : undefined;
};

const adviseStaying = (
  addresses: readonly OldAddress[],
  site: Site,
  permalink: string,
  others: number,
): AddressAdvice => {
  const right = addresses.filter((address) => stays(address, site, permalink)).length;
  const best = right === addresses.length ? undefined : bestPattern(addresses, site, others);
  const isBetter = best !== undefined && best.right > right;
  const rest = addresses.filter((address) => !stays(address, site, isBetter ? best.pattern : permalink));
  return {
    total: addresses.length,
    right,
    permalink: isBetter ? best : undefined,
    moved: [],
    urls: rest.flatMap(({ article, link }) => {
      const path = absolute(link, site)?.pathname;
      return path === undefined || article.givenUrl !== undefined ? [] : [{ article, path }];
    }),
  };
};

const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** A path below the public address: routes stay at the root. */
const ownPath = (link: string, site: Site): string | undefined => {
  const url = absolute(link, site);
  if (url === undefined || url.pathname === '/') return undefined;
  const root = withoutSlash(URL.parse(site.url)?.pathname ?? '');
  return (url.pathname.startsWith(`${root}/`) ? url.pathname.slice(root.length) : url.pathname) + url.search;
};

/** Whether what was at the path is found there or redirected to, by the article's own path or by what is set. */
const isFound = (path: string, { article, slug }: OldAddress, moves: Moves): boolean => {
  const page = `/articles/${slug}`;
  const leadsHere = (to: string): boolean => isSame(withoutSlash(to), page);
  if (leadsHere(path)) return true;
  if (article.givenPath !== undefined && isSame(withoutSlash(article.givenPath), withoutSlash(path)))
    return true;
  const [pathname = '', query = ''] = path.split('?');
  const found = moves.find(pathname, query);
  return found?.kind === 'redirect' && leadsHere(found.to);
};

/** Lines of `moved`: a pattern where one serves at least two addresses, else a line for each. */
const adviseMoved = (addresses: readonly OldAddress[], site: Site): AddressAdvice => {
  const moves = new Moves(site);
  const lost = addresses.flatMap((address) => {
    if (address.article.givenUrl !== undefined) return [];
    const path = ownPath(address.link, site);
    return path === undefined || isFound(path, address, moves) ? [] : [{ path, address }];
  });
  const groups = Map.groupBy(lost, ({ path, address }) => oldPattern(path, address) ?? path);
  const moved = [...groups].flatMap(([pattern, members]): [string, string][] =>
    members.length > 1 && pattern.includes('/:slug')
      ? [[pattern, '/articles/:slug/']]
      : members.map(({ path, address }) => [path, `/articles/${encodeURIComponent(address.slug)}/`]),
  );
  return { total: addresses.length, right: addresses.length - lost.length, moved, urls: [] };
};

/**
 * How the old addresses of adopted articles stay (`permalink`), or lead to their new pages (`moved`). `others` is the
 * number of articles whose addresses are not known.
 */
export const adviseAddresses = (
  addresses: readonly OldAddress[],
  site: Site,
  others: number,
): AddressAdvice =>
  site.permalink === undefined
    ? adviseMoved(addresses, site)
    : adviseStaying(addresses, site, site.permalink, others);

import type { Site } from '../../site.ts';

/** Articles of one page, however many the feed has: more with their summaries would outgrow 50 KB. */
const mostArticles = 20;

/** Which entries a page of a scope shows, counted from the oldest, which is 0: from `start` to, not including, `end`. */
export interface PageRange {
  readonly start: number;
  readonly end: number;
}

const perPage = (site: Pick<Site, 'feeds'>): number => Math.min(site.feeds.entries, mostArticles);

/** How many pages of older articles there are beside the page of the newest ones. */
export const olderPages = (site: Pick<Site, 'feeds'>, size: number): number =>
  Math.max(0, Math.ceil((size - perPage(site)) / perPage(site)));

/**
 * The entries of a page among `size`: the newest without a `number`, else the page of older articles of that number.
 * 1 is the oldest, so that what a page shows, and what links to it, stays while articles come. The last one may
 * repeat some of the newest. Undefined where there is no such page.
 */
export const pageRange = (
  site: Pick<Site, 'feeds'>,
  size: number,
  number?: number,
): PageRange | undefined => {
  const count = perPage(site);
  if (number === undefined) return { start: Math.max(0, size - count), end: size };
  if (number < 1 || number > olderPages(site, size)) return undefined;
  return { start: (number - 1) * count, end: number * count };
};

/** Path of a page of older articles, below the public address. */
export const olderPath = (scopePath: string, number: number): string => `${scopePath}/archive/${number}/`;

/** Paths of the pages before and after one in time; undefined where there is none. */
export const pagesBeside = (
  scopePath: string,
  last: number,
  number: number | undefined,
): { readonly older: string | undefined; readonly newer: string | undefined } => {
  const before = number === undefined ? last : number - 1;
  const after = number === undefined ? undefined : number + 1;
  return {
    older: before >= 1 ? olderPath(scopePath, before) : undefined,
    newer: after === undefined ? undefined : after <= last ? olderPath(scopePath, after) : `${scopePath}/`,
  };
};

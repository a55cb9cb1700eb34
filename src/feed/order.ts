import type { Article } from '../article/article.ts';
import { compareCodePoints } from '../article/code-points.ts';

/** What the place of an article in a feed depends on. */
export type Placed = Pick<Article, 'published' | 'path' | 'part'>;

/** The order of entries: newest first by `published`, equal ones by path, then by part (code points). */
export const compareNewestFirst = (a: Placed, b: Placed): number =>
  b.published - a.published ||
  compareCodePoints(a.path, b.path) ||
  compareCodePoints(a.part ?? '', b.part ?? '');

/**
 * Index of `article` in a list that is sorted oldest first, or where it would have to be put.
 * Looks at the end first: most articles that come are the newest.
 */
export const placeOf = (oldestFirst: readonly { readonly article: Placed }[], article: Placed): number => {
  const last = oldestFirst.at(-1);
  if (last === undefined || compareNewestFirst(article, last.article) < 0) return oldestFirst.length;
  let low = 0;
  let high = oldestFirst.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const member = oldestFirst[middle];
    if (member !== undefined && compareNewestFirst(member.article, article) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

import type { Article, ArticleFacts } from '../../src/article/article.ts';
import { sortByCodePoints } from '../../src/article/code-points.ts';
import { articleKey, type IdRecords } from '../../src/article/identity/id-records.ts';
import { IdentityIndex } from '../../src/article/identity/identity.ts';
import type { Problem } from '../../src/problem.ts';
import type { Site } from '../../src/site.ts';

/** All articles and rows of a batch. */
export interface Identities {
  /** In the order of their keys' code points. */
  readonly articles: readonly Article[];
  readonly records: IdRecords;
  readonly problems: readonly Problem[];
}

/**
 * Gives all articles their identities at once. `records` in the answer holds every row of before and the new ones;
 * articles that are held back (`duplicate-id`) are missing among `articles`.
 */
export const assignIdentities = (
  facts: readonly ArticleFacts[],
  records: IdRecords,
  site: Site,
): Identities => {
  const index = new IdentityIndex(records, site);
  const { articles } = index.update({ changed: facts });
  return {
    articles: sortByCodePoints(articles, articleKey),
    records: index.records,
    problems: index.problems,
  };
};

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Article, ArticleFacts, Defaults, Draft } from '../../article/article.ts';
import { checkFields } from '../../article/fields/checked-fields.ts';
import { articleKey, type IdRecords } from '../../article/identity/id-records.ts';
import { IdentityIndex } from '../../article/identity/identity.ts';
import { type Normalized, normalize } from '../../article/normalize.ts';
import type { Instant } from '../../date/reading.ts';
import type { Problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import type { Place } from './place.ts';

/** What articles are explained with. */
export interface ExplainContext {
  readonly site: Site;
  /** The ids recorded so far. */
  readonly records: IdRecords;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One article of a file, checked and named. */
export interface Identified {
  readonly draft: Draft;
  readonly normalized: Normalized;
  /** With a stand-in for its dates where it is held back. */
  readonly article: Article;
  /** Another file has its id. */
  readonly isDuplicate: boolean;
  /** Its id is given by itself or recorded. */
  readonly isIdKept: boolean;
  readonly problems: readonly Problem[];
}

/** What an article that is held back would be called does not hang on its date. */
const standIn = (draft: Draft, defaults: Defaults, site: Site): ArticleFacts => ({
  ...checkFields(draft, { site, defaults }).fields,
  published: 0 as Instant,
  publishedPrecision: 'day',
  zone: 'UTC',
  draft: true,
  unlisted: false,
  appears: 0 as Instant,
});

/** Checks the articles of one file and gives them the identities that they have or would get. Records nothing. */
export const identifyAll = (
  drafts: readonly Draft[],
  place: Place,
  { site, records }: ExplainContext,
): readonly Identified[] => {
  const index = new IdentityIndex(place.isInArticles ? records : new Map(), site);
  // An id that was minted for a loopback address may have taken the site's authority just now.
  const recorded = new Set(index.records.keys());
  const { modified, defaults } = place;
  const checked = drafts.map((draft) => {
    const firstSeen = index.firstSeen(articleKey(draft));
    const normalized = normalize(draft, { site, defaults, modified, firstSeen });
    return { draft, normalized, facts: normalized.facts ?? standIn(draft, defaults, site) };
  });
  const exists = (path: string): boolean => existsSync(join(place.root, path));
  index.update({ changed: checked.map(({ facts }) => facts), exists });
  const alone = new IdentityIndex(new Map(), site);
  return checked.map(({ draft, normalized, facts }) => {
    const key = articleKey(facts);
    const own = index.article(key);
    const article = own ?? alone.update({ changed: [facts] }).articles[0]!;
    return {
      draft,
      normalized,
      article,
      isDuplicate: own === undefined,
      isIdKept: facts.givenId !== undefined || (own !== undefined && recorded.has(article.id)),
      problems: index.problems.filter(({ code, path }) => code !== 'id-authority' && path === facts.path),
    };
  });
};

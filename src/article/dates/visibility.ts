import type { Instant } from '../../date/reading.ts';
import type { ArticleFacts, ArticleState } from '../article.ts';

/** What decides where an article stands. */
type Visible = Pick<ArticleFacts, 'draft' | 'unlisted' | 'appears' | 'expires' | 'withdrawn'>;

/**
 * Where the article stands at `now` (milliseconds since 1970). What its author keeps back (draft, unlisted) comes
 * first, then what was taken out (withdrawn, expired), then what is still to come (scheduled).
 * Each instant takes effect exactly at its millisecond.
 */
export const stateAt = (article: Visible, now: number): ArticleState => {
  if (article.draft) return 'draft';
  if (article.unlisted) return 'unlisted';
  if (article.withdrawn !== undefined && article.withdrawn <= now) return 'withdrawn';
  if (article.expires !== undefined && article.expires <= now) return 'expired';
  return article.appears > now ? 'scheduled' : 'listed';
};

/** The next instant after `now` at which the state changes by itself, or undefined when it never will. */
export const nextChange = (article: Visible, now: number): Instant | undefined => {
  const state = stateAt(article, now);
  let next: Instant | undefined;
  for (const instant of [article.appears, article.expires, article.withdrawn]) {
    if (instant === undefined || instant <= now || (next !== undefined && instant >= next)) continue;
    if (stateAt(article, instant) !== state) next = instant;
  }
  return next;
};

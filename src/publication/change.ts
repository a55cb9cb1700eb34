import type { Article } from '../article/article.ts';
import type { Standing } from '../feed/collection.ts';
import type { Scope } from '../feed/feed.ts';
import type { Problem } from '../problem.ts';

/** What has changed among the articles. */
export interface PublicationChange {
  /** Articles that came, changed, or stand otherwise now. An object that is not the one before counts as changed. */
  readonly put?: readonly { readonly article: Article; readonly standing: Standing }[];
  /** Articles that no longer count. */
  readonly remove?: readonly { readonly path: string; readonly part?: string | undefined }[];
  /** Whether the articles of `put` without a predecessor were never seen before: then `buried` is told. */
  readonly isNews?: boolean;
}

/** What a change did. */
export interface PublicationUpdate {
  /** Kept documents that show something else now; they are made again when they are asked for. */
  readonly paths: readonly string[];
  /** Scopes in which something is another article now, in their feed or their archives. Worked out when it is asked for. */
  readonly scopes: readonly Scope[];
  readonly problems: readonly Problem[];
}

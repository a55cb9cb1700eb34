import type { Entry } from '../article/article.ts';
import type { Instant } from '../date/reading.ts';
import type { ScopeKind, Site } from '../site.ts';

/** Which articles a feed is about. `path` is empty for the whole site, else `/tags/{slug}` and so on (percent-encoded). */
export type Scope =
  | { readonly kind: 'site'; readonly path: '' }
  | {
      readonly kind: ScopeKind;
      readonly path: string;
      /** The tag, category, author, language tag or folder as people write it. */
      readonly label: string;
      /** Comparison key: what articles of the scope have in common. */
      readonly key: string;
    };

/** What a feed is, apart from its entries. */
export interface FeedDefinition {
  readonly scope: Scope;
  /** A URI that stays the same whatever the public address becomes (RFC 4287 §4.2.6). */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * Address of a feed document without its format: `folder` is the scope's path plus `/archive/{n}` for an archive.
 * The URL is `site.url + folder + '/' + fileName`, plus `?v=version` where a version is given.
 */
export interface FeedAddress {
  readonly folder: string;
  readonly version?: string | undefined;
}

/** An article that was withdrawn without a notice (RFC 6721 `deleted-entry`). */
export interface Tombstone {
  /** The id as the entry had it. */
  readonly id: string;
  readonly link: string;
  /** Not before the entry's last `updated`. */
  readonly when: Instant;
}

/** RFC 5005: how the document stands among the documents of its feed. */
export type Paging =
  /** The one document holds every article of the scope (`fh:complete`), no paging links. */
  | { readonly kind: 'complete' }
  /** The newest entries only; there are others and no archive tells of them. */
  | { readonly kind: 'partial' }
  /** The subscription document of a feed with archives. */
  | { readonly kind: 'current'; readonly previous: FeedAddress }
  /** `fh:archive`. */
  | {
      readonly kind: 'archive';
      readonly number: number;
      readonly current: FeedAddress;
      readonly previous?: FeedAddress | undefined;
      readonly next?: FeedAddress | undefined;
    };

/** Everything a feed document tells: what the three renderers write, each in its own words. */
export interface Feed {
  readonly site: Site;
  readonly definition: FeedDefinition;
  readonly address: FeedAddress;
  readonly paging: Paging;
  /** The newest of the entries' and of withdrawals; never the clock's. */
  readonly updated: Instant;
  /** Newest first. An entry with a notice in place of its text has the withdrawal as `updated` and the notice as content. */
  readonly entries: readonly Entry[];
  readonly tombstones: readonly Tombstone[];
}

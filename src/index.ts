import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from './problem.ts';
import { checkSettings, fillSite } from './site/read-site.ts';
import type { Extension, Person, Podcast, ScopeKind } from './site.ts';
import type { Store } from './store/store.ts';
import { Publisher as PublisherCore } from './web/publisher.ts';

export type { DateOrder, Instant } from './date/reading.ts';
export { type Problem, PublisherError, type Severity } from './problem.ts';
export type { Extension, Person, Podcast, ScopeKind } from './site.ts';
export { folderStore } from './store/folder/folder.ts';
export type { ByteRange, Store, StoreChange, StoredFile } from './store/store.ts';

/** The keys of `site.yaml`, as a program gives them. All are optional but `url`, which every absolute address starts with. */
export interface SiteOptions {
  /** Public address of the place where the router is mounted, with the mount path. */
  readonly url: string;
  readonly title?: string;
  readonly description?: string;
  readonly copyright?: string;
  readonly image?: string;
  readonly icon?: string;
  /** BCP 47. Not set means not known: dates are then read as of unknown language. */
  readonly language?: string;
  /** IANA. Not set means not known: a date without a zone is read in UTC with a warning. */
  readonly timeZone?: string;
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD';
  /** `HH:MM`. */
  readonly dayTime?: string;
  readonly authors?: (string | Person)[];
  readonly permalink?: string;
  /** Off unless asked for. */
  readonly pages?: boolean;
  readonly idAuthority?: string;
  readonly idPattern?: string;
  readonly preferred?: 'atom' | 'rss' | 'json';
  readonly feeds?: {
    readonly entries?: number;
    readonly content?: 'full' | 'summary';
    readonly by?: ScopeKind[];
    readonly archives?: 'site' | 'all' | 'none';
  };
  readonly podcast?: Partial<Podcast>;
  readonly extensions?: (Pick<Extension, 'namespace' | 'prefix' | 'element'> & Partial<Extension>)[];
  readonly hubs?: string[];
  readonly deltas?: boolean;
  readonly undated?: 'hold' | 'file-time';
  /** Seconds. */
  readonly maxAge?: number;
  readonly styled?: boolean;
  readonly moved?: Record<string, string>;
  readonly gone?: string[];
}

/** What `createPublisher` takes. */
export interface PublisherOptions {
  readonly store: Store;
  readonly site: SiteOptions;
  /** A folder's path for `ids.tsv` and the cache; without it nothing is kept, and ids are worked out anew at each start. */
  readonly state?: string;
  /** Called once with each Problem when it shows. */
  readonly onProblem?: (problem: Problem) => void;
}

/** A feed document as it is now. */
export interface PublishedDocument {
  /** With charset. */
  readonly contentType: string;
  /** Not compressed. */
  readonly bytes: Uint8Array;
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

/** The documents of a publisher by path, such as `/atom.xml` or `/tags/notes/rss.xml`. */
export interface PublicationView {
  /** Paths of all documents there are. */
  paths(): Iterable<string>;
  /** The document at a path; undefined where there is none. */
  document(path: string): Promise<PublishedDocument | undefined>;
}

/** Serves the articles of a store. */
export interface Publisher {
  /**
   * A handler to mount under any path of an Express 5 app: answers what is its own and calls `next` for the rest.
   * Until `ready` it answers 503.
   */
  readonly router: (request: object, response: object, next: (fault?: unknown) => void) => void;
  /** Resolves when the articles are read; rejects when the store cannot be listed. */
  readonly ready: Promise<void>;
  readonly publication: PublicationView;
  /** Everything that is wrong with the articles now. */
  readonly problems: readonly Problem[];
  /** Stops following changes; resolves when nothing is under way. */
  close(): Promise<void>;
}

const viewOf = (core: PublisherCore): PublicationView => ({
  paths: () => core.publication.paths(),
  document: async (path) => {
    await core.ready;
    const document = await core.publication.document(path);
    if (!document) return undefined;
    const { contentType, lastModified } = document;
    const { bytes, etag } = document.identity;
    return { contentType, lastModified, bytes, etag };
  },
});

/**
 * Publishes the articles of a store as feeds, to be mounted in an Express 5 app. Settings that cannot be used throw
 * `PublisherError` `bad-settings` with every fault in its message.
 */
export const createPublisher = ({ store, site, state, onProblem }: PublisherOptions): Publisher => {
  const settings = checkSettings(site);
  const core = new PublisherCore({
    store,
    site: fillSite(settings, { fallbackUrl: 'http://localhost', pages: false }),
    ...(state !== undefined && { state }),
    ...(onProblem && { onProblem }),
    isTellingHubs: true,
  });
  // Whoever waits for it learns why it rejects; a program that does not must not end by it.
  core.ready.catch(() => {});
  return {
    router: (request, response, next) => {
      // What is ready is answered here and now: a promise for each request would cost as much again.
      if (core.fast(request as IncomingMessage, response as ServerResponse)) return;
      core.answer(request as IncomingMessage, response as ServerResponse).then((isOurs) => {
        if (!isOurs) next();
      }, next);
    },
    ready: core.ready,
    publication: viewOf(core),
    get problems() {
      return core.problems;
    },
    close: () => core.close(),
  };
};

import type { Instant } from '../date/reading.ts';
import { Collection } from '../feed/collection.ts';
import { feedDefinitions } from '../feed/definition.ts';
import type { Problem } from '../problem.ts';
import type { PublicationOptions } from '../publication.ts';
import { renderOpml } from '../render/opml.ts';
import type { Site } from '../site.ts';
import type { Currency } from '../store/cache/currency.ts';
import type { IdsStore } from '../store/ids/ids.ts';
import type { Library } from '../store/library.ts';
import type { LibraryChange } from '../store/standings.ts';
import type { Store } from '../store/store.ts';
import type { OpenHubs } from './hubs/news.ts';
import { styledFormats } from './styled-formats.ts';

/** What several servers of one source have in common. */
export interface SharedState {
  readonly ids: IdsStore;
  /** Since when a document has had these bytes; `former` is the hash of what this server showed there before. */
  currentSince(path: string, hash: string, former?: string): Promise<Instant>;
  /** Begins to tell hubs. */
  readonly openHubs: OpenHubs;
  /** Resolves when the source is there; rejects when it cannot be used. */
  ready(): Promise<void>;
  /** Ends whatever waits for the source. */
  close(): Promise<void>;
}

/** What a publisher is made from. */
export interface PublisherOptions {
  readonly store: Store;
  readonly site: Site;
  /** Folder of `ids.tsv` and the cache; without it nothing is kept. */
  readonly state?: string | undefined;
  /** Whether the state is only read: nothing is written, whatever is minted. */
  readonly isReadOnly?: boolean;
  /** What this server shares with others, instead of the ids and the currency of documents in `state`. */
  readonly shared?: SharedState | undefined;
  /** Milliseconds since 1970; the system's clock if absent. */
  readonly now?: () => number;
  readonly isShowingDrafts?: boolean;
  /** Whether changes of the store are followed, where the store can tell of them. */
  readonly isWatching?: boolean;
  /** Whether the site's hubs are told of changes; never for a loopback address, and never of drafts. */
  readonly isTellingHubs?: boolean;
  /** Told how many milliseconds a document took to make that was asked for. */
  readonly onRender?: (milliseconds: number) => void;
  /** What is kept of documents (bytes) and of finished entries (characters); the publication's own bounds if absent. */
  readonly memory?: number | undefined;
  readonly entryMemory?: number | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told once of each Problem, when it shows. */
  readonly onProblem?: (problem: Problem) => void;
}

/** What a publisher has made by the time that its articles are read. */
interface PublicationParts {
  readonly site: Site;
  readonly library: Library;
  readonly currency: Currency;
  readonly put: LibraryChange['put'];
}

/** What the publication of a site is made from, with the articles that it begins with. */
export const publicationOptions = (
  { shared, isReadOnly = false, memory, entryMemory }: PublisherOptions,
  { site, library, currency, put }: PublicationParts,
): PublicationOptions => {
  const collection = new Collection(site, put, (article) => library.filesOf(article));
  const opml = (): string => renderOpml(site, feedDefinitions(site, collection));
  return {
    site,
    collection,
    formats: styledFormats(site),
    entryOf: (article) => library.entryOf(article),
    modifiedAt: (path, hash) => currency.since(path, hash),
    agreeModified:
      shared && !isReadOnly ? (path, hash, former) => shared.currentSince(path, hash, former) : undefined,
    extras: [{ path: '/feeds.opml', mediaType: 'text/x-opml', render: opml }],
    ...(memory !== undefined && { memory }),
    ...(entryMemory !== undefined && { entryMemory }),
  };
};

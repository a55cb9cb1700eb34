import type { Collection } from '../feed/collection.ts';
import type { Feed } from '../feed/feed.ts';
import type { EntryOf } from '../feed/select.ts';
import type { Site } from '../site.ts';
import type { Dating } from './dated-documents.ts';
import type { DocumentFormat, ExtraDocument } from './places.ts';

/** A feed document that was made. */
export interface MadeFeed {
  readonly path: string;
  /** Of its bytes. */
  readonly hash: string;
  readonly feed: Feed;
  readonly format: DocumentFormat;
}

/** What a publication is made from. */
export interface PublicationOptions extends Dating {
  readonly site: Site;
  readonly collection: Collection;
  readonly formats: readonly DocumentFormat[];
  /** Finishes an entry: reads the body and makes it safe. Where it rejects, the entry's last good version stands in. */
  readonly entryOf: EntryOf;
  readonly extras?: readonly ExtraDocument[];
  /** Told of each feed document that is made. */
  readonly onFeed?: ((made: MadeFeed) => void) | undefined;
  /** Bytes of documents that are kept, least recently used out; 32 MB if absent. */
  readonly memory?: number;
  /** Characters of finished entries that are kept for the next document; 4 million if absent. */
  readonly entryMemory?: number;
}

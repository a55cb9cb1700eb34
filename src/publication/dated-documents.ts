import type { Instant } from '../date/reading.ts';
import { Document, type DocumentSource, hashOf } from '../render/document.ts';

/** Whom the times are asked of. */
export interface Dating {
  /**
   * When these bytes became current at this path (Last-Modified). Called once for each new text of a document; the
   * clock and the memory of earlier runs are the caller's.
   */
  readonly modifiedAt: (path: string, hash: string) => Instant;
  /**
   * The same where several servers have to agree: asked instead of `modifiedAt`, with the hash of the text that this
   * one showed there before.
   */
  readonly agreeModified?:
    | ((path: string, hash: string, former: string | undefined) => Promise<Instant>)
    | undefined;
}

interface LastState {
  readonly hash: string;
  readonly lastModified: Instant;
}

type Undated = Omit<DocumentSource, 'lastModified'>;

/** Gives documents the time since when they have been as they are: the same bytes made again are as old as they were. */
export class DatedDocuments {
  readonly #dating: Dating;
  /** Of documents whether kept or not. */
  readonly #last = new Map<string, LastState>();
  #sweepAt = 1000;

  constructor(dating: Dating) {
    this.#dating = dating;
  }

  /** The document of a text at a path. A promise only where servers have to agree. */
  document(path: string, source: Undated): Document | Promise<Document> {
    const { modifiedAt, agreeModified } = this.#dating;
    if (agreeModified) return this.#agreed(path, source, agreeModified);
    return new Document({
      ...source,
      lastModified: (hash) => {
        const last = this.#last.get(path);
        if (last?.hash === hash) return last.lastModified;
        // Clients that ask by date alone would never see a second text of the same second, or one after a clock was set back.
        const earliest = last === undefined ? 0 : last.lastModified + 1000;
        const lastModified = Math.max(modifiedAt(path, hash), earliest) as Instant;
        this.#last.set(path, { hash, lastModified });
        return lastModified;
      },
    });
  }

  /** Forgets documents that exist no longer, now and then: there are never many. */
  sweep(exists: (path: string) => boolean): void {
    if (this.#last.size < this.#sweepAt) return;
    for (const path of this.#last.keys()) if (!exists(path)) this.#last.delete(path);
    this.#sweepAt = 2 * this.#last.size + 1000;
  }

  async #agreed(
    path: string,
    source: Undated,
    agree: NonNullable<Dating['agreeModified']>,
  ): Promise<Document> {
    const hash = hashOf(Buffer.from(source.text, 'utf8'));
    const last = this.#last.get(path);
    const lastModified = last?.hash === hash ? last.lastModified : await agree(path, hash, last?.hash);
    this.#last.set(path, { hash, lastModified });
    return new Document({ ...source, lastModified: () => lastModified });
  }
}

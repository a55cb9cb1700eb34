import type { Article } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { type Entries, type EntryRecord, nameOf } from './entries.ts';
import type { ImageFactsCache, KnownImage } from './image-facts.ts';
import { type Store, type StoredFile, sameFile } from './store.ts';

/** What the entry of an article was made from, with the file as it was listed then. */
export interface KeptRecord extends EntryRecord {
  readonly file: StoredFile;
}

/** What records are taken from and brought back to. */
export interface EntryRecordsOptions {
  readonly store: Store;
  readonly fileAt: (path: string) => StoredFile | undefined;
  readonly entries: Entries;
  readonly images: ImageFactsCache;
}

/**
 * What entries were made from, for a run that makes nothing again whose sources are the same. Records are given out
 * by one run and brought back to the next.
 */
export class EntryRecords {
  readonly #options: EntryRecordsOptions;
  /** Names of the bytes of files that are not the very same as in their records. */
  readonly #held = new Map<string, Promise<string | undefined>>();

  constructor(options: EntryRecordsOptions) {
    this.#options = options;
  }

  /** What the entry of an article was made from in this run, or was recalled to be; undefined where neither is so. */
  of(article: Article): KeptRecord | undefined {
    const record = this.#options.entries.recordOf(articleKey(article));
    const file = this.#options.fileAt(article.path);
    return record && file && { ...record, file };
  }

  /**
   * Brings the record of an earlier run back, if its file holds the same bytes and its content would be told the same of
   * all that lies around it; answers whether that is so. A file that is not the very same is read.
   */
  async recall(article: Article, record: KeptRecord): Promise<boolean> {
    const file = this.#options.fileAt(article.path);
    if (file === undefined) return false;
    if (!sameFile(file, record.file) && (await this.#heldNow(file.path)) !== record.held) return false;
    return this.#options.entries.recall(articleKey(article), record);
  }

  /** What image files were found to be. */
  get images(): Iterable<readonly [string, KnownImage]> {
    return this.#options.images.known;
  }

  /** Brings back what image files were found to be at an earlier run: before the entries that show them. */
  recallImages(known: Iterable<readonly [string, KnownImage]>): void {
    this.#options.images.recall(known);
  }

  #heldNow(path: string): Promise<string | undefined> {
    const known = this.#held.get(path);
    if (known !== undefined) return known;
    // One that cannot be read now holds nothing that is known.
    const read = this.#options.store.read(path).then(nameOf, () => undefined);
    this.#held.set(path, read);
    return read;
  }
}

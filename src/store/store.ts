import { PublisherError } from '../problem.ts';

/** One file that a store holds. */
export interface StoredFile {
  /** Relative, with `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /**
   * What else tells that the file is another one, where the store has it: when anything about it was last changed
   * (milliseconds since 1970 with a fraction), and its number in the file system.
   */
  readonly changed?: number | undefined;
  readonly inode?: number | undefined;
}

/** Whether two listings of one path are of the very same file, unchanged in between. */
export const sameFile = (a: StoredFile, b: StoredFile): boolean =>
  a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;

/** The part of a file from byte `start` up to, not including, byte `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What has changed in a store: some files (new and changed ones as they are now, and the paths that are gone),
 * or anything. A folder is named only in `gone`: with it all that lay below is gone. With `isExact` `gone` names files
 * alone, for stores that know no folders.
 */
export type StoreChange =
  | {
      readonly kind: 'files';
      readonly present: readonly StoredFile[];
      readonly gone: readonly string[];
      readonly isExact?: boolean;
    }
  | { readonly kind: 'all' };

/** Whether a store could not read because its source as a whole is out of reach: such a file may be there all the same. */
export const isSourceLost = (fault: unknown): boolean =>
  fault instanceof PublisherError && fault.code === 'source-lost';

/**
 * Where articles and their media come from. The folder is one; a database or a CMS can be another.
 * A store never interprets what it holds.
 */
export interface Store {
  /** Every file, in no order. Throws when the source as a whole is out of reach. */
  list(): AsyncIterable<StoredFile>;
  /** The same at once, where the store need not wait: who iterates gives others their turn now and then. */
  listNow?(): Iterable<StoredFile>;
  /** The bytes of a file, or of a part of it. Throws when it is not there or cannot be read. */
  read(path: string, range?: ByteRange): Promise<Uint8Array>;
  /**
   * The bytes of a whole file at once, where the store can have them without waiting; they count until the next call.
   * Throws as `read` rejects. A promise for each of 100,000 small files costs more than reading them.
   */
  readNow?(path: string): Uint8Array;
  /**
   * Hears which files will be read whole next, in this order, where that lets the store fetch many at once. Reading
   * one of them waits while the source is out of reach.
   */
  expect?(files: Iterable<StoredFile>): void;
  /**
   * Folders that the last complete listing could not look into, with the reason: what it knows of from before may be
   * there still.
   */
  readonly closedFolders?: ReadonlyMap<string, unknown> | undefined;
  /** Why the source is out of reach now, where the store knows by itself; undefined while it is there. */
  readonly fault?: Error | undefined;
  /** Calls back after every change, without an argument where it doesn't know which; answers a function that ends it. */
  watch?(onChange: (change?: StoreChange) => void): () => void;
}

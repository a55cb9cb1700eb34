import type { StoredFile } from '../store.ts';
import { CopiedRows, literal } from './copy.ts';
import type { Database } from './database.ts';

/** Files and bytes in one answer. */
const mostFiles = 250;
const mostBytes = 1_000_000;

/** Files that are read with one answer. */
interface Batch {
  readonly paths: readonly string[];
  /** Bytes by path. Those of a file that is gone, or has become large, are not there. */
  readonly files: Promise<ReadonlyMap<string, Buffer>>;
  readonly memory: CopiedRows;
}

/**
 * Reads many files in a few answers: whoever reads them one after the other finds the next ones there already. While
 * the database is out of reach a reader waits. Two batches are in memory at a time, in the same memory each.
 */
export class ReadAhead {
  readonly #database: Database;
  /** Lists of paths that are not asked for yet, in order. */
  #waiting: (readonly string[])[] = [];
  readonly #batches = new Map<string, Batch>();
  /** The batch that is being read, and memory that nobody reads any more. */
  #current: Batch | undefined;
  #free: CopiedRows[] = [];
  /** Files that are too large to be read together with others. */
  readonly #large = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Tells which files will be read next, in this order. What was told before and not read is forgotten. */
  expect(files: Iterable<StoredFile>): void {
    this.#batches.clear();
    this.#large.clear();
    this.#current = undefined;
    this.#waiting = [];
    // What is still under way may write into the memory of before.
    this.#free = [new CopiedRows(), new CopiedRows()];
    let paths: string[] = [];
    let bytes = 0;
    for (const { path, size } of files) {
      if (size > mostBytes) {
        this.#large.add(path);
        continue;
      }
      if (paths.length === mostFiles || bytes + size > mostBytes) {
        this.#waiting.push(paths);
        paths = [];
        bytes = 0;
      }
      paths.push(path);
      bytes += size;
    }
    if (paths.length > 0) this.#waiting.push(paths);
    this.#start();
  }

  /**
   * The bytes of a file that was expected, which count until the next one is read; undefined for any other. What is large
   * is read by `readAlone`, and what is not what it was.
   */
  read(path: string, readAlone: () => Promise<Uint8Array>): Promise<Uint8Array> | undefined {
    if (this.#large.delete(path)) return this.#database.persistently(readAlone);
    const batch = this.#batches.get(path);
    if (batch === undefined) return undefined;
    this.#batches.delete(path);
    if (batch !== this.#current) {
      this.#leave();
      // While this batch is read the next one is fetched.
      this.#current = batch;
      this.#start();
    }
    return batch.files.then((files) => files.get(path) ?? this.#database.persistently(readAlone));
  }

  /** The batch that was read until now gives its memory to the next one; what was passed over in it is read alone. */
  #leave(): void {
    if (this.#current === undefined) return;
    const { paths, memory } = this.#current;
    for (const path of paths) if (this.#batches.get(path) === this.#current) this.#batches.delete(path);
    this.#free.push(memory);
  }

  #start(): void {
    const paths = this.#waiting.shift();
    if (paths === undefined) return;
    const memory = this.#free.pop() ?? new CopiedRows();
    const files = this.#database.persistently(() => this.#fetch(paths, memory));
    // Told to whoever reads one of them; nobody may.
    files.catch(() => undefined);
    const batch = { paths, files, memory };
    for (const path of paths) this.#batches.set(path, batch);
  }

  async #fetch(paths: readonly string[], memory: CopiedRows): Promise<ReadonlyMap<string, Buffer>> {
    memory.begin(0);
    await this.#database.copyOut(
      `COPY (SELECT path, bytes FROM dateline.articles WHERE path IN (${paths.map(literal).join(', ')}) AND size <= ${mostBytes}) TO STDOUT (FORMAT binary)`,
      (bytes) => memory.take(bytes),
    );
    const files = new Map<string, Buffer>();
    for (const [path, bytes] of memory.rows()) if (path && bytes) files.set(path.toString(), bytes);
    return files;
  }
}

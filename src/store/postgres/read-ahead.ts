import { PublisherError } from '../../problem.ts';
import type { StoredFile } from '../store.ts';
import type { Database } from './database.ts';

/** Files and bytes in one answer. */
const mostFiles = 250;
const mostBytes = 1_000_000;

type Batch = Promise<ReadonlyMap<string, Buffer>>;

/**
 * Reads many files in a few answers: whoever reads them one after the other finds the next ones there already. While
 * the database is out of reach a reader waits.
 */
export class ReadAhead {
  readonly #database: Database;
  /** Lists of paths that are not asked for yet, in order. */
  #waiting: (readonly string[])[] = [];
  readonly #batches = new Map<string, Batch>();
  #current: Batch | undefined;
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
   * The bytes of a file that was expected; undefined for any other. Rejects where it is not there. A large one is read
   * by `readAlone`.
   */
  read(path: string, readAlone: () => Promise<Uint8Array>): Promise<Uint8Array> | undefined {
    if (this.#large.delete(path)) return this.#database.persistently(readAlone);
    const found = this.#batches.get(path);
    if (found === undefined) return undefined;
    this.#batches.delete(path);
    if (found !== this.#current) {
      // While this batch is read the next one is fetched.
      this.#current = found;
      this.#start();
    }
    return found.then((files) => {
      const bytes = files.get(path);
      if (bytes === undefined) throw new PublisherError('unreadable-file', 'it is there no longer');
      return bytes;
    });
  }

  #start(): void {
    const paths = this.#waiting.shift();
    if (paths === undefined) return;
    const batch = this.#fetch(paths);
    // Told to whoever reads one of them; nobody may.
    batch.catch(() => undefined);
    for (const path of paths) this.#batches.set(path, batch);
  }

  #fetch(paths: readonly string[]): Batch {
    return this.#database.persistently(async () => {
      const text = 'SELECT path, bytes FROM dateline.articles WHERE path = ANY($1::text[])';
      const rows = await this.#database.ask(text, [paths]);
      return new Map(rows.map(([path, bytes]) => [path as string, bytes as Buffer]));
    });
  }
}

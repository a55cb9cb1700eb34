import { PublisherError } from '../../problem.ts';
import type { ByteRange, Store, StoreChange, StoredFile } from '../store.ts';
import type { Database } from './database.ts';
import { isLost, reasonOf } from './fault.ts';
import { Following } from './follow.ts';
import { isPlainPath } from './paths.ts';
import { ReadAhead } from './read-ahead.ts';
import { fileColumns, storedFile } from './rows.ts';

/** Rows in one answer of a listing. */
const page = 5000;

/** Bytes in one answer: a large file comes in parts, since the driver has each answer in memory three times over. */
const slice = 4_000_000;

/** Bytes of the largest file that is read whole: no article or export that counts is larger. */
const mostWhole = 210 * 1024 * 1024;

/** Every file in the database whose path is a plain one, page by page. Waits while the database is out of reach. */
export async function* listFiles(database: Database): AsyncGenerator<StoredFile> {
  let last = '';
  for (;;) {
    const text = `SELECT ${fileColumns} FROM dateline.articles WHERE path > $1 ORDER BY path LIMIT ${page}`;
    const rows = await database.persistently(() => database.ask(text, [last]));
    for (const row of rows) {
      const file = storedFile(row);
      last = file.path;
      if (isPlainPath(file.path)) yield file;
    }
    if (rows.length < page) return;
  }
}

/** Articles and media in a PostgreSQL database. */
export class PostgresFiles implements Store {
  readonly #database: Database;
  readonly #ahead: ReadAhead;
  #following: Following | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#ahead = new ReadAhead(database);
  }

  get fault(): Error | undefined {
    return this.#database.fault;
  }

  async *list(): AsyncGenerator<StoredFile> {
    // What changes between the listing and the following would be lost.
    await this.#following?.started;
    yield* listFiles(this.#database);
  }

  expect(files: Iterable<StoredFile>): void {
    this.#ahead.expect(files);
  }

  read(path: string, range?: ByteRange): Promise<Uint8Array> {
    if (range !== undefined) return this.#read(path, range);
    return this.#ahead.read(path, () => this.#readOnce(path, undefined)) ?? this.#read(path, undefined);
  }

  /** A connection that was cut while it was idle tells so at its next use: then another one is tried at once. */
  async #read(path: string, range: ByteRange | undefined): Promise<Uint8Array> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#readOnce(path, range);
      } catch (fault) {
        if (!isLost(fault)) throw fault;
        if (tries === 2) throw new PublisherError('source-lost', reasonOf(fault), { cause: fault });
      }
    }
  }

  async #readOnce(path: string, range: ByteRange | undefined): Promise<Uint8Array> {
    if (!isPlainPath(path)) throw new PublisherError('unreadable-file', 'there is no such file');
    const start = range?.start ?? 0;
    const end = range?.end ?? mostWhole + 1;
    for (;;) {
      const parts: Buffer[] = [];
      let version: unknown;
      let at = start;
      let isSame = true;
      do {
        const part = await this.#part(path, at, Math.max(0, Math.min(slice, end - at)));
        version ??= part.version;
        isSame = part.version === version;
        parts.push(part.bytes);
        at += part.bytes.length;
        if (part.bytes.length < slice) break;
      } while (isSame && at < end);
      // It has become another file while its parts were read.
      if (!isSame) continue;
      if (range === undefined && at > mostWhole)
        throw new PublisherError('too-large', 'it is larger than any article may be');
      return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    }
  }

  async #part(
    path: string,
    start: number,
    length: number,
  ): Promise<{ readonly bytes: Buffer; readonly version: unknown }> {
    const [[bytes, version] = []] = await this.#database.ask(
      'SELECT substring(bytes FROM $2::int FOR $3::int), change::text FROM dateline.articles WHERE path = $1',
      [path, start + 1, length],
    );
    if (!(bytes instanceof Buffer)) throw new PublisherError('unreadable-file', 'there is no such file');
    return { bytes, version };
  }

  watch(onChange: (change?: StoreChange) => void): () => void {
    const following = new Following(this.#database, onChange);
    this.#following = following;
    return () => void following.close();
  }
}

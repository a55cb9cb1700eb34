import { PublisherError } from '../../problem.ts';
import type { ByteRange, Store, StoreChange, StoredFile } from '../store.ts';
import { CopiedRows, literal } from './copy.ts';
import type { Database } from './database.ts';
import { isLost, reasonOf } from './fault.ts';
import { Following } from './follow.ts';
import { isPlainPath } from './paths.ts';
import { ReadAhead } from './read-ahead.ts';
import { fileColumns, storedFile } from './rows.ts';

/** Rows in one answer of a listing. */
const page = 5000;

/** Bytes in one answer: a large file comes in parts. */
const slice = 4_000_000;

/** No row of the database has a byte at this place. */
const mostStart = 2 ** 30;

/** Bytes of the largest file that is read whole: no article or export that counts is larger. */
const mostWhole = 210 * 1024 * 1024;

/** A part of a file, and of which file: how large it is, and the transaction that has written it. */
interface Part {
  readonly bytes: Buffer;
  readonly size: number;
  readonly version: bigint;
}

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
    const lengthTo = (size: number): number => Math.max(0, Math.min(range?.end ?? size, size) - start);
    for (;;) {
      const first = await this.#part(path, start, Math.min(slice, (range?.end ?? slice) - start));
      if (range === undefined && first.size > mostWhole)
        throw new PublisherError('too-large', 'it is larger than any article may be');
      const whole = lengthTo(first.size);
      if (first.bytes.length >= whole) return first.bytes;
      const bytes = Buffer.allocUnsafeSlow(whole);
      bytes.set(first.bytes);
      if (await this.#fill(path, start, bytes, first)) return bytes;
      // It has become another file while its parts were read.
    }
  }

  /** Reads the parts after the first one; answers whether they are of the same file. */
  async #fill(path: string, start: number, bytes: Buffer, first: Part): Promise<boolean> {
    for (let at = first.bytes.length; at < bytes.length; ) {
      const part = await this.#part(path, start + at, Math.min(slice, bytes.length - at));
      if (part.version !== first.version || part.bytes.length === 0) return false;
      bytes.set(part.bytes, at);
      at += part.bytes.length;
    }
    return true;
  }

  async #part(path: string, start: number, length: number): Promise<Part> {
    const memory = new CopiedRows();
    const text = `SELECT substring(bytes FROM ${Math.min(start, mostStart) + 1} FOR ${Math.max(0, length)}), size, change
      FROM dateline.articles WHERE path = ${literal(path)}`;
    await this.#database.copyOut(`COPY (${text}) TO STDOUT (FORMAT binary)`, (bytes) => memory.take(bytes));
    const [[bytes, size, version] = []] = memory.rows();
    if (!bytes || !size || !version) throw new PublisherError('unreadable-file', 'there is no such file');
    return { bytes, size: Number(size.readBigInt64BE()), version: version.readBigUInt64BE() };
  }

  watch(onChange: (change?: StoreChange) => void): () => void {
    const following = new Following(this.#database, onChange);
    this.#following = following;
    return () => void following.close();
  }
}

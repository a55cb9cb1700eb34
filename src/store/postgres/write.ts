import type { Database } from './database.ts';

/** A file to be written. */
export interface Incoming {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** What the database knows of a file. */
export interface KnownFile {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of the bytes in hexadecimal digits. */
  readonly hash: string;
}

/** Files and bytes in one transaction. */
const mostFiles = 1000;
const mostBytes = 8_000_000;

const page = 5000;

/** Every file in the database, by path, without its bytes. */
export const knownFiles = async (database: Database): Promise<ReadonlyMap<string, KnownFile>> => {
  const known = new Map<string, KnownFile>();
  for (let last = ''; ; ) {
    const rows = await database.ask(
      `SELECT path, size::float8, floor(extract(epoch FROM modified) * 1000)::float8, encode(hash, 'hex')
       FROM dateline.articles WHERE path > $1 ORDER BY path LIMIT ${page}`,
      [last],
    );
    for (const [path, size, modified, hash] of rows) {
      last = String(path);
      known.set(last, { size: Number(size), modified: Number(modified), hash: String(hash) });
    }
    if (rows.length < page) return known;
  }
};

/** A batch goes as one value that the database cuts up: thousands of values of their own would take several times as long. */
const put = async (database: Database, files: readonly Incoming[]): Promise<void> => {
  let start = 1;
  const starts = files.map(({ bytes }) => {
    const at = start;
    start += bytes.length;
    return at;
  });
  await database.ask(
    `INSERT INTO dateline.articles (path, bytes, modified)
     SELECT path, substring($1::bytea FROM start FOR length), to_timestamp(modified)
     FROM unnest($2::text[], $3::int[], $4::int[], $5::float8[]) AS t(path, start, length, modified)
     ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified = excluded.modified
     WHERE articles.hash <> excluded.hash`,
    [
      files.length === 1
        ? Buffer.from(files[0]?.bytes ?? [])
        : Buffer.concat(files.map(({ bytes }) => bytes)),
      files.map(({ path }) => path),
      starts,
      files.map(({ bytes }) => bytes.length),
      files.map(({ modified }) => modified / 1000),
    ],
  );
};

/**
 * Writes files in batches, each a transaction of its own; the next one is gathered while the last one is written.
 * `onWritten` gets the number of files written so far.
 */
export class FileWriter {
  readonly #database: Database;
  readonly #onWritten: (files: number) => void;
  #batch: Incoming[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #written = 0;

  constructor(database: Database, onWritten: (files: number) => void = () => {}) {
    this.#database = database;
    this.#onWritten = onWritten;
  }

  /** Takes a file; waits while one batch is written and another is full. */
  async put(file: Incoming): Promise<void> {
    if (this.#bytes + file.bytes.length > mostBytes || this.#batch.length === mostFiles) await this.#flush();
    this.#batch.push(file);
    this.#bytes += file.bytes.length;
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#bytes = 0;
    this.#writing = put(this.#database, batch).then(() => {
      this.#written += batch.length;
      this.#onWritten(this.#written);
    });
    // Told to whoever waits for it next.
    this.#writing.catch(() => undefined);
  }
}

/** Takes files out, in batches. */
export const removeFiles = async (database: Database, paths: readonly string[]): Promise<void> => {
  for (let at = 0; at < paths.length; at += mostFiles) {
    await database.ask('DELETE FROM dateline.articles WHERE path = ANY($1::text[])', [
      paths.slice(at, at + mostFiles),
    ]);
  }
};

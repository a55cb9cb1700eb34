import { type IdRecord, type IdRecords, sameRecord } from '../../article/identity/id-records.ts';
import { toInstant } from '../../date/instant.ts';
import type { Instant } from '../../date/reading.ts';
import { problem } from '../../problem.ts';
import type { IdsOutcome, IdsStore, MintWork } from '../ids/ids.ts';
import type { Ask, Database } from './database.ts';
import { reasonOf, userFault } from './fault.ts';

/** Rows in one statement. */
const batch = 2000;

/** What text in the database cannot hold, as `ids.tsv` writes it: NUL, half of a surrogate pair, and the backslash itself. */
const toDatabase = (text: string): string =>
  /[\\\0\ud800-\udfff]/.test(text)
    ? text
        .replace(/[\\\0]/g, (mark) => (mark === '\0' ? '\\0' : '\\\\'))
        .replace(/\p{Cs}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)
    : text;

const fromDatabase = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-f]{4})|(.))/gs, (_whole, hex: string | undefined, mark: string) =>
        hex === undefined ? (mark === '0' ? '\0' : mark) : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;

const columns = `id, path, part, slug, floor(extract(epoch FROM published) * 1000)::float8, body_hash, meta_hash, floor(extract(epoch FROM file_time) * 1000)::float8`;

const instantOf = (value: unknown): Instant | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? toInstant(value) : undefined;

const recordOf = ([id, path, part, slug, published, body, meta, fileTime]: readonly unknown[]): IdRecord => ({
  id: fromDatabase(String(id)),
  path: fromDatabase(String(path)),
  part: typeof part === 'string' ? fromDatabase(part) : undefined,
  slug: fromDatabase(String(slug)),
  published: instantOf(published),
  bodyHash: String(body),
  metaHash: String(meta),
  fileTime: instantOf(fileTime),
});

/** Seconds since 1970: the database makes an instant of them that text could not tell before the year 1. */
const seconds = (instant: Instant | undefined): number | null =>
  instant === undefined ? null : instant / 1000;

const time = (column: string): string => `to_timestamp(${column})`;

/** Inserts rows; of one that is there already `conflict` tells what becomes. */
const insert = async (ask: Ask, records: readonly IdRecord[], conflict: string): Promise<void> => {
  for (let at = 0; at < records.length; at += batch) {
    const rows = records.slice(at, at + batch);
    const texts = (of: (record: IdRecord) => string) => rows.map((row) => toDatabase(of(row)));
    await ask(
      `INSERT INTO dateline.ids (id, path, part, slug, published, body_hash, meta_hash, file_time)
       SELECT id, path, part, slug, ${time('published')}, body, meta, ${time('file_time')}
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[], $7::text[], $8::float8[])
         AS t(id, path, part, slug, published, body, meta, file_time)
       ON CONFLICT (key) ${conflict}`,
      [
        texts(({ id }) => id),
        texts(({ path }) => path),
        rows.map(({ part }) => (part === undefined ? null : toDatabase(part))),
        texts(({ slug }) => slug),
        rows.map(({ published }) => seconds(published)),
        rows.map(({ bodyHash }) => bodyHash),
        rows.map(({ metaHash }) => metaHash),
        rows.map(({ fileTime }) => seconds(fileTime)),
      ],
    );
  }
};

const update = `DO UPDATE SET path = excluded.path, part = excluded.part, slug = excluded.slug,
  published = excluded.published, body_hash = excluded.body_hash, meta_hash = excluded.meta_hash,
  file_time = excluded.file_time`;

const byId = (records: readonly IdRecord[]): IdRecords => new Map(records.map((each) => [each.id, each]));

/** Adds rows whose ids the database does not have yet; the others stay as they are there. */
export const addIds = (database: Database, records: Iterable<IdRecord>): Promise<void> =>
  database.together(async (ask) => {
    await lockIds(ask);
    await insert(ask, [...records], 'DO NOTHING');
  });

/** Every row in the database. */
export const readIds = async (database: Database): Promise<IdRecords> =>
  byId((await database.ask(`SELECT ${columns} FROM dateline.ids`)).map(recordOf));

/** Held until the end of the transaction: whoever gives ids does so after all who have given some. */
const lockIds = (ask: Ask): Promise<unknown> =>
  ask(`SELECT pg_advisory_xact_lock(hashtextextended('dateline ids', 0))`);

/**
 * The ids given so far, in a database that several servers share. An id is given under a lock and after reading what
 * others have given, and nothing is published under it before it is kept: so whoever comes first gives it, and the
 * others take it over.
 */
export class PostgresIds implements IdsStore {
  readonly #database: Database;
  /** Transactions from this one on may hold rows that are not known here; undefined where none is known. */
  #horizon: string | undefined;
  /** The transaction in which this server has last written itself. */
  #own = '0';
  /** The rows as they were read, until this server gives ids: what a caller saves is told apart by them. */
  #loaded: IdRecords = new Map();

  constructor(database: Database) {
    this.#database = database;
  }

  async load(): Promise<IdsOutcome> {
    const records = await this.#database.persistently(async () => {
      // The horizon is taken first: what is written in between is seen twice rather than never.
      const [[horizon] = []] = await this.#database.ask(
        'SELECT pg_snapshot_xmin(pg_current_snapshot())::text',
      );
      const all = await readIds(this.#database);
      this.#horizon = String(horizon);
      this.#loaded = all;
      return all;
    });
    return { records, problems: [] };
  }

  async save(records: IdRecords, fresh?: readonly IdRecord[]): Promise<IdsOutcome> {
    const { changed, lost } = fresh ? { changed: fresh, lost: [] } : changesOf(this.#loaded, records);
    try {
      await this.#database.together(async (ask) => {
        await lockIds(ask);
        await insert(ask, changed, update);
        await ask('DELETE FROM dateline.ids WHERE id = ANY($1::text[])', [lost.map(toDatabase)]);
      });
      if (!fresh) this.#loaded = new Map(records);
      return { records, problems: [] };
    } catch (fault) {
      const message = `${this.#database.address}: ${reasonOf(fault)}`;
      return { records, problems: [problem('ids-not-written', { message })] };
    }
  }

  mint(work: MintWork): Promise<void> {
    this.#loaded = new Map();
    return this.#database
      .persistently(() =>
        this.#database.together(async (ask) => {
          await lockIds(ask);
          const from = this.#horizon;
          const [[horizon, xact] = []] = await ask(
            'SELECT pg_snapshot_xmin(pg_current_snapshot())::text, pg_current_xact_id()::text',
          );
          const news =
            from === undefined
              ? await ask(`SELECT ${columns} FROM dateline.ids`)
              : await ask(
                  `SELECT ${columns} FROM dateline.ids WHERE change >= $1::xid8 AND change <> $2::xid8`,
                  [from, this.#own],
                );
          // Until this is kept, nobody knows what of it will be: the next try begins with all rows.
          this.#horizon = undefined;
          const { fresh, isWhole } = work(news.map(recordOf), from === undefined);
          if (isWhole) await removeOthers(ask, fresh);
          await insert(ask, fresh, update);
          return { horizon: String(horizon), own: fresh.length > 0 ? String(xact) : this.#own };
        }),
      )
      .then(
        ({ horizon, own }) => {
          this.#horizon = horizon;
          this.#own = own;
        },
        (fault: unknown) => {
          throw userFault(fault, this.#database.address);
        },
      );
  }
}

/** What a caller has made of the rows that were read: others may have changed the rest meanwhile. */
const changesOf = (
  before: IdRecords,
  now: IdRecords,
): { readonly changed: readonly IdRecord[]; readonly lost: readonly string[] } => ({
  changed: [...now.values()].filter((row) => {
    const own = before.get(row.id);
    return own === undefined || !sameRecord(own, row);
  }),
  lost: [...before.keys()].filter((id) => !now.has(id)),
});

/** Removes rows whose ids have become others: those that were minted for a loopback address and took the right one. */
const removeOthers = async (ask: Ask, kept: readonly IdRecord[]): Promise<void> => {
  await ask(
    `DELETE FROM dateline.ids WHERE key NOT IN (SELECT sha256(convert_to(id, 'UTF8')) FROM unnest($1::text[]) AS t(id))`,
    [kept.map(({ id }) => toDatabase(id))],
  );
};

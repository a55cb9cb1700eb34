import type { PgBoss } from 'pg-boss';
import type { Database } from './database.ts';
import { addJobs, doJobs, newJobs, openQueue, type TellHub } from './hub-queue.ts';

/** A document by its path, and the hash of its bytes. */
export interface MadeDocument {
  readonly path: string;
  readonly hash: string;
}

type Query = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** Makes the job queue's tables, or brings them up to date. */
export const prepareJobs = async (database: Database): Promise<void> => {
  const boss = await openQueue(database.connectionString);
  await boss.stop({ graceful: false });
};

/**
 * Tells hubs of changes once for all servers: whoever notices first that a document has new bytes leaves a job in the
 * database, in the same transaction in which it notes that this was done; any server does it.
 */
export class HubJobs {
  readonly #database: Database;
  readonly #hubs: readonly string[];
  readonly #boss: PgBoss;

  private constructor(database: Database, hubs: readonly string[], boss: PgBoss) {
    this.#database = database;
    this.#hubs = hubs;
    this.#boss = boss;
  }

  /** Begins to do jobs. Waits while the database is out of reach. */
  static async open(database: Database, hubs: readonly string[], tell: TellHub): Promise<HubJobs> {
    const boss = await database.persistently(() => openQueue(database.connectionString));
    await doJobs(boss, hubs, tell);
    return new HubJobs(database, hubs, boss);
  }

  /** What hubs were told last of each document; of those that they were never told of, what was made last. */
  async known(): Promise<Map<string, string>> {
    const text = `SELECT DISTINCT ON (path) path, hash FROM dateline.currency ORDER BY path, told DESC, since DESC`;
    const rows = await this.#database.persistently(() => this.#database.ask(text));
    return new Map(rows.map(([path, hash]) => [String(path), String(hash)]));
  }

  /** Notes documents as told without telling: those of a first start. */
  async note(documents: readonly MadeDocument[]): Promise<void> {
    await this.#mark(documents, async () => undefined);
  }

  /** Has hubs told of documents, unless another server has done so. */
  async announce(documents: readonly MadeDocument[]): Promise<void> {
    const jobsOf = await this.#database.persistently(() => newJobs(this.#boss, this.#hubs));
    await this.#mark(documents, (paths, query) => addJobs(this.#boss, jobsOf(paths), query));
  }

  /** Ends when the jobs under way are done, or after two seconds. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 2000 }).catch(() => undefined);
  }

  #mark(
    documents: readonly MadeDocument[],
    work: (paths: readonly string[], query: Query) => Promise<void>,
  ): Promise<void> {
    return this.#database.persistently(() =>
      this.#database.together(async (ask, client) => {
        const rows = await ask(
          `UPDATE dateline.currency c SET told = true
           FROM unnest($1::text[], $2::text[]) AS t(path, hash)
           WHERE c.path = t.path AND c.hash = t.hash AND NOT c.told RETURNING c.path`,
          [documents.map(({ path }) => path), documents.map(({ hash }) => hash)],
        );
        const paths = rows.map(([path]) => String(path)).sort();
        if (paths.length > 0) await work(paths, (text, values) => client.query(text, values));
      }),
    );
  }
}

import type { PgBoss } from 'pg-boss';
import type { Database } from './database.ts';

/** A document by its path, and the hash of its bytes. */
export interface MadeDocument {
  readonly path: string;
  readonly hash: string;
}

/** Tells one hub of documents by their paths; resolves to whether it has taken them. */
export type TellHub = (hub: string, paths: readonly string[]) => Promise<boolean>;

interface HubJob {
  readonly hub: string;
  readonly paths: readonly string[];
}

const queue = 'hubs';

/** The schema of the job queue's own tables. */
const schema = 'dateline_jobs';

/** Paths in one job: one request to a hub. */
const mostPaths = 500;

/** How often a job is tried again and when: a second later, then twice as long each time, an hour at the most. */
const patience = {
  retryLimit: 12,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 3600,
  // A server that dies while it tells a hub leaves the job to another one.
  expireInSeconds: 60,
  deleteAfterSeconds: 86_400,
};

/** Seconds until a hub is told: it may ask any of the servers, and all shall have the new bytes then. */
const headStart = 1;

const openBoss = async (connectionString: string): Promise<PgBoss> => {
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = new Boss({
    connectionString,
    schema,
    max: 2,
    application_name: 'dateline hubs',
    schedule: false,
  });
  // It goes on by itself once the database is back.
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(queue, patience);
  return boss;
};

/** Makes the job queue's tables, or brings them up to date. */
export const prepareJobs = async (database: Database): Promise<void> => {
  const boss = await openBoss(database.connectionString);
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
    const boss = await database.persistently(() => openBoss(database.connectionString));
    await boss.work<HubJob>(queue, { pollingIntervalSeconds: 1 }, async (jobs) => {
      for (const { data } of jobs) {
        // A hub that is no longer in the settings is not told.
        if (hubs.includes(data.hub) && !(await tell(data.hub, data.paths)))
          throw new Error(`${data.hub} has not taken it`);
      }
    });
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
    await this.#mark(documents, async (paths, query) => {
      const parts = Array.from({ length: Math.ceil(paths.length / mostPaths) }, (_, part) =>
        paths.slice(part * mostPaths, (part + 1) * mostPaths),
      );
      const jobs = this.#hubs.flatMap((hub) =>
        parts.map((some) => ({ data: { hub, paths: some }, startAfter: headStart, ...patience })),
      );
      await this.#boss.insert(queue, jobs, { db: { executeSql: query } });
    });
  }

  /** Ends when the jobs under way are done, or after two seconds. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 2000 }).catch(() => undefined);
  }

  #mark(
    documents: readonly MadeDocument[],
    work: (
      paths: readonly string[],
      query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
    ) => Promise<unknown>,
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

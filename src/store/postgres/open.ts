import { toInstant } from '../../date/instant.ts';
import type { Instant } from '../../date/reading.ts';
import type { IdsStore } from '../ids/ids.ts';
import type { Store } from '../store.ts';
import { Database } from './database.ts';
import { userFault } from './fault.ts';
import { PostgresFiles } from './files.ts';
import type { HubJobs } from './hub-jobs.ts';
import type { TellHub } from './hub-queue.ts';
import { PostgresIds } from './ids.ts';
import { checkSchema } from './version.ts';

/** Articles, ids and the currency of documents in one database. */
export interface PostgresStore {
  readonly database: Database;
  readonly store: Store;
  readonly ids: IdsStore;
  /**
   * Since when a document has had these bytes, the same for all servers; `former` is the hash of what this server
   * showed there before. While the database is out of reach it is the time of this machine.
   */
  currentSince(path: string, hash: string, former?: string): Promise<Instant>;
  /** Tells hubs of changes once for all servers. */
  openHubs(hubs: readonly string[], tell: TellHub): Promise<HubJobs>;
  /** Waits for the database, which may start after this program; then throws where its schema is not the right one. */
  ready(onFault?: (reason: string) => void): Promise<void>;
  close(): Promise<void>;
}

const wholeSecond = (milliseconds: number): Instant => toInstant(Math.floor(milliseconds / 1000) * 1000);

/** The store at an address such as `postgres://user@host/database`; nothing is connected yet. */
export const openPostgres = (address: string, now: () => number = Date.now): PostgresStore => {
  const database = new Database(address);
  return {
    database,
    store: new PostgresFiles(database),
    ids: new PostgresIds(database),
    async currentSince(path, hash, former) {
      try {
        if (database.isAway) return wholeSecond(now());
        const [[since] = []] = await database.ask(
          'SELECT extract(epoch FROM dateline.current_since($1, $2, $3))::float8',
          [path, hash, former ?? null],
        );
        return wholeSecond(Number(since) * 1000);
      } catch {
        return wholeSecond(now());
      }
    },
    async openHubs(hubs, tell) {
      const { HubJobs: Jobs } = await import('./hub-jobs.ts');
      return Jobs.open(database, hubs, tell).catch((fault: unknown) => {
        throw userFault(fault, database.address);
      });
    },
    async ready(onFault) {
      try {
        await database.persistently(() => checkSchema(database.ask), onFault);
      } catch (fault) {
        throw userFault(fault, database.address);
      }
    },
    close: () => database.close(),
  };
};

import type { Writable } from 'node:stream';
import type { Database } from '../store/postgres/database.ts';
import { userFault } from '../store/postgres/fault.ts';
import { prepareJobs } from '../store/postgres/hub-jobs.ts';
import { initSchema } from '../store/postgres/version.ts';
import type { CommonSettings } from './settings.ts';
import { requireStore } from './source.ts';

/**
 * Does a command's work on the database that `--store` names and closes it. What the database refuses, and that it is
 * not there, are the user's to mend: a `PublisherError` without a stack.
 */
export const withDatabase = async <T>(
  settings: Pick<CommonSettings, 'store'>,
  work: (database: Database) => Promise<T>,
): Promise<T> => {
  const database = await requireStore(settings);
  try {
    return await work(database);
  } catch (fault) {
    throw userFault(fault, database.address);
  } finally {
    await database.close();
  }
};

/** `dateline store init`: makes or upgrades the schema and says which version there is now. Resolves to 0. */
export const runStoreInit = (
  { settings }: { readonly settings: Pick<CommonSettings, 'store'> },
  { stdout }: { readonly stdout: Writable },
): Promise<number> =>
  withDatabase(settings, async (database) => {
    const { before, version } = await initSchema(database);
    await prepareJobs(database);
    const done =
      before === version
        ? 'is up to date'
        : before === 0
          ? 'was made'
          : `was upgraded from version ${before}`;
    stdout.write(`The schema of ${database.address} ${done} (version ${version})\n`);
    return 0;
  });

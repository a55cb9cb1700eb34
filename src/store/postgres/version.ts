import { PublisherError } from '../../problem.ts';
import type { Ask, Database } from './database.ts';
import { schemaVersion, steps } from './schema.ts';

/** The oldest PostgreSQL that has all that is used: `xid8` came with 13. */
const oldestServer = 130_000;

/** The version of the schema in the database; 0 where there is none. */
const versionIn = async (ask: Ask): Promise<number> => {
  const [[exists] = []] = await ask(`SELECT to_regclass('dateline.version') IS NOT NULL`);
  if (exists !== true) return 0;
  const [[version] = []] = await ask('SELECT version FROM dateline.version');
  return Number(version ?? 0);
};

const newer = (version: number): PublisherError =>
  new PublisherError(
    'newer-schema',
    `the database has schema version ${version}, which a later Dateline made; this one knows ${schemaVersion}: install the later one`,
  );

const checkServer = async (ask: Ask): Promise<void> => {
  const [[number, version] = []] = await ask(
    `SELECT current_setting('server_version_num')::int, current_setting('server_version')`,
  );
  if (Number(number) < oldestServer)
    throw new PublisherError('old-database', `PostgreSQL ${version} is too old: 13 or later is needed`);
};

/**
 * Throws `PublisherError` where the database has no schema (`no-schema`), an older one (`old-schema`) or one of a later
 * program (`newer-schema`), and says what to do.
 */
export const checkSchema = async (ask: Ask): Promise<void> => {
  await checkServer(ask);
  const version = await versionIn(ask);
  if (version === schemaVersion) return;
  if (version > schemaVersion) throw newer(version);
  throw new PublisherError(
    version === 0 ? 'no-schema' : 'old-schema',
    `the database has ${version === 0 ? 'no schema' : `schema version ${version}, not ${schemaVersion}`}: run dateline store init with the same --store`,
  );
};

/** What `initSchema` found and left. */
export interface SchemaOutcome {
  readonly before: number;
  readonly version: number;
}

/**
 * Makes the schema, or brings an older one up to date, in one transaction. Changes nothing where it is up to date, and
 * two at the same time are no harm. Throws where a later program made it.
 */
export const initSchema = (database: Database): Promise<SchemaOutcome> =>
  database.together(async (ask) => {
    await checkServer(ask);
    await ask(`SELECT pg_advisory_xact_lock(hashtextextended('dateline schema', 0))`);
    const before = await versionIn(ask);
    if (before > schemaVersion) throw newer(before);
    if (before === 0) await ask('CREATE SCHEMA IF NOT EXISTS dateline');
    for (const step of steps.slice(before)) await ask(step);
    await ask('UPDATE dateline.version SET version = $1', [schemaVersion]);
    return { before, version: schemaVersion };
  });

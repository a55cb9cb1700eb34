import type { Job, JobInsert, PgBoss } from 'pg-boss';

/** What a hub has answered: whether it has taken what it was told, and milliseconds that it asks for until the next try. */
export interface HubAnswer {
  readonly isGood: boolean;
  readonly wait?: number | undefined;
}

/** Tells one hub of documents by their paths. Never rejects. */
export type TellHub = (hub: string, paths: readonly string[]) => Promise<HubAnswer>;

/** One job: a hub and what it is to be told of. */
export interface HubJob {
  readonly hub: string;
  readonly paths: readonly string[];
}

const queue = 'hubs';

/** The schema of the job queue's own tables. */
const schema = 'dateline_jobs';

/** Paths in one job and in one request to a hub. */
const mostPaths = 500;

/** Jobs that are taken at once; those of one hub become one request. */
const mostJobs = 20;

/** How often a job is tried again and when: a second later, then twice as long each time, an hour at the most. */
const patience = {
  retryLimit: 12,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 300,
  // A server that dies while it tells a hub leaves the job to another one.
  heartbeatSeconds: 10,
  deleteAfterSeconds: 86_400,
};

/** Seconds between looks for jobs of servers that have died. */
const supervision = 10;

/** Seconds until a hub is told: it may ask any of the servers, and all shall have the new bytes then. */
const headStart = 1;

/** Opens the queue; its tables are made or brought up to date. */
export const openQueue = async (connectionString: string): Promise<PgBoss> => {
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = new Boss({
    connectionString,
    schema,
    max: 2,
    application_name: 'dateline hubs',
    schedule: false,
    superviseIntervalSeconds: supervision,
    monitorIntervalSeconds: supervision,
  });
  // It goes on by itself once the database is back.
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(queue, patience);
  return boss;
};

/** When a hub's turn is that is tried again later; undefined for one that nothing is known against. */
const turnOf = async (boss: PgBoss, hub: string): Promise<Date | undefined> => {
  const jobs = await boss.findJobs<HubJob>(queue, { key: hub, queued: true });
  const turns = jobs.filter(({ state }) => state === 'retry').map(({ startAfter }) => startAfter);
  return turns.reduce<Date | undefined>((last, turn) => (last && last > turn ? last : turn), undefined);
};

/** Jobs that tell hubs of documents. A hub that is not answering gets them at its next turn. */
export const newJobs = async (
  boss: PgBoss,
  hubs: readonly string[],
): Promise<(paths: readonly string[]) => readonly JobInsert<HubJob>[]> => {
  const turns = await Promise.all(hubs.map(async (hub) => ({ hub, turn: await turnOf(boss, hub) })));
  return (paths) =>
    turns.flatMap(({ hub, turn }) =>
      partsOf(paths).map((part) => ({
        data: { hub, paths: part },
        startAfter: turn ?? headStart,
        singletonKey: hub,
        ...patience,
      })),
    );
};

/** Writes jobs down, by `query` within a transaction. */
export const addJobs = async (
  boss: PgBoss,
  jobs: readonly JobInsert<HubJob>[],
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>,
): Promise<void> => {
  await boss.insert(queue, [...jobs], { db: { executeSql: query } });
};

/** Does jobs as they come, until the queue is closed. */
export const doJobs = async (boss: PgBoss, hubs: readonly string[], tell: TellHub): Promise<void> => {
  const options = { pollingIntervalSeconds: 1, batchSize: mostJobs, perJobResults: true } as const;
  await boss.work<HubJob, unknown, typeof options>(queue, options, async (jobs: Job<HubJob>[]) => {
    const byHub = Map.groupBy(jobs, ({ data }) => data.hub);
    const outcomes = Array.from(byHub, async ([hub, some]) => {
      // A hub that is no longer in the settings is not told.
      const told = hubs.includes(hub) ? await tellAll(hub, some, tell) : undefined;
      const isDone = ({ data }: Job<HubJob>): boolean =>
        !told || data.paths.every((path) => told.paths.has(path));
      if (told?.wait !== undefined)
        await putOff(boss, hub, { failed: some.filter((job) => !isDone(job)), wait: told.wait });
      return some.map((job) => ({
        id: job.id,
        status: isDone(job) ? ('completed' as const) : ('failed' as const),
      }));
    });
    return (await Promise.all(outcomes)).flat();
  });
};

const partsOf = (paths: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(paths.length / mostPaths) }, (_, part) =>
    paths.slice(part * mostPaths, (part + 1) * mostPaths),
  );

/** Tells a hub of what some jobs say, each document once; answers which it has taken. */
const tellAll = async (
  hub: string,
  jobs: readonly Job<HubJob>[],
  tell: TellHub,
): Promise<{ readonly paths: ReadonlySet<string>; readonly wait?: number | undefined }> => {
  const taken = new Set<string>();
  for (const part of partsOf([...new Set(jobs.flatMap(({ data }) => data.paths))].sort())) {
    const { isGood, wait } = await tell(hub, part);
    if (!isGood) return { paths: taken, wait };
    for (const path of part) taken.add(path);
  }
  return { paths: taken };
};

/** Leaves a hub alone for as long as it asks, and no shorter than without, whichever server's turn it would be. */
const putOff = async (
  boss: PgBoss,
  hub: string,
  { failed, wait }: { readonly failed: readonly Job<HubJob>[]; readonly wait: number },
): Promise<void> => {
  // A job counts as one that waits only when it has failed.
  await boss.fail(queue, [...failed], { message: 'the hub asks for patience' });
  const pause = patience.retryDelay * 2 ** Math.max(...failed.map(({ retryCount }) => retryCount));
  const startAfter = Math.max(Math.ceil(wait / 1000), Math.min(pause, patience.retryDelayMax));
  await boss.update(queue, undefined, { singletonKey: hub, match: 'all', startAfter });
};

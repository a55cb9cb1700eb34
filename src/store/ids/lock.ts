import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

/** Between two attempts, in milliseconds. */
const PAUSE = 15;

/** Whether the lock was free. Any other fault than another's lock is thrown. */
const take = (database: DatabaseSync): boolean => {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (cause) {
    if (cause instanceof Error && /locked|busy/i.test(cause.message)) return false;
    throw cause;
  }
};

/**
 * Runs `work` while no other process that locks the same file does; waits for `patience` milliseconds at most, then
 * throws. The lock is SQLite's on an empty database `file`: the system gives it back when its process ends, however it
 * ends, so none is ever stale. The folder must exist.
 */
export const withLock = async <T>(file: string, patience: number, work: () => Promise<T>): Promise<T> => {
  const { DatabaseSync } = await import('node:sqlite');
  const started = performance.now();
  while (performance.now() - started <= patience) {
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      // The cache folder may be deleted at any time, and a lock on a file without a name locks nobody out.
      if (take(database) && existsSync(file)) return await work();
    } finally {
      database.close();
    }
    await wait(PAUSE);
  }
  throw new Error(`another process has locked ${file} for ${Math.round(patience / 1000)} seconds`);
};

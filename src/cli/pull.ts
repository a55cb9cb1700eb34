import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { formatProblem, PublisherError, printable } from '../problem.ts';
import { insideTarget } from '../store/folder/walk.ts';
import { openIds } from '../store/ids/ids.ts';
import type { Database } from '../store/postgres/database.ts';
import { reasonOf } from '../store/postgres/fault.ts';
import { PostgresFiles } from '../store/postgres/files.ts';
import { readIds } from '../store/postgres/ids.ts';
import { isPlainPath } from '../store/postgres/paths.ts';
import { checkSchema } from '../store/postgres/version.ts';
import { type KnownFile, knownFiles } from '../store/postgres/write.ts';
import { createProgress } from './progress.ts';
import type { Streams } from './push.ts';
import type { CommonSettings } from './settings.ts';
import { withDatabase } from './store.ts';

/** What `dateline pull` was asked. */
export interface PullArguments {
  readonly dir: string;
  readonly settings: Pick<CommonSettings, 'store' | 'state'>;
}

/** Whether the file that is there is what the database holds. */
const isSame = async (file: string, known: KnownFile): Promise<boolean> => {
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile() || stats.size !== known.size) return false;
  if (Math.trunc(stats.mtimeMs) === known.modified) return true;
  const bytes = await readFile(file);
  return createHash('sha256').update(bytes).digest('hex') === known.hash;
};

/** Whether a folder lies, or will lie when it is made, in `root` (a real path) and nowhere else by a link. */
const isInside = (root: string, folder: string): boolean => {
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return insideTarget(root, nearest) !== undefined;
};

/** Writes a file whole or not at all, with its time. */
const writeFile = async (file: string, bytes: Uint8Array, modified: number): Promise<void> => {
  const beside = join(dirname(file), `.${basename(file).slice(0, 100)}.dateline-new`);
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(bytes);
    // Half a microsecond more: the system cuts off what a number of seconds cannot say.
    const seconds = (modified + 0.0005) / 1000;
    await handle.utimes(seconds, seconds);
  } finally {
    await handle.close();
  }
  await rename(beside, file).catch(async (fault) => {
    await rm(beside, { force: true });
    throw fault;
  });
};

/** Writes what differs; answers how many files were written, and how many could not be. */
const pullFiles = async (
  database: Database,
  root: string,
  known: ReadonlyMap<string, KnownFile>,
  stderr: Streams['stderr'],
): Promise<{ readonly written: number; readonly refused: number }> => {
  const store = new PostgresFiles(database);
  const wanted: { readonly path: string; readonly size: number; readonly modified: number }[] = [];
  let refused = 0;
  let written = 0;
  const refuse = (path: string, reason: string): void => {
    refused += 1;
    stderr.write(`${printable(path.slice(0, 200))}: is left out: ${printable(reason)}\n`);
  };
  for (const [path, file] of known) {
    if (!isPlainPath(path)) refuse(path, 'it is no path of a file below a folder');
    else if (!(await isSame(join(root, path), file))) wanted.push({ path, ...file });
  }
  store.expect(wanted);
  const progress = createProgress(stderr, undefined, 'files pulled');
  for (const [at, { path, modified }] of wanted.entries()) {
    progress.show(at, wanted.length);
    const file = join(root, path);
    const bytes = await store.read(path);
    try {
      if (!isInside(root, dirname(file)))
        throw new PublisherError('symlink-outside', 'a link on its path leads out of the folder');
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes, modified);
      written += 1;
    } catch (fault) {
      progress.end();
      refuse(path, reasonOf(fault));
    }
  }
  progress.end();
  return { written, refused };
};

/**
 * `dateline pull`: writes the database's files to a folder, which is made, and its ids to `ids.tsv` of the state. What
 * is the same stays untouched, and so does what the database does not hold. Resolves to 1 where a file could not be
 * written.
 */
export const runPull = async (
  { dir, settings }: PullArguments,
  { stdout, stderr }: Streams,
): Promise<number> =>
  withDatabase(settings, async (database) => {
    await checkSchema(database.ask);
    await mkdir(dir, { recursive: true });
    const known = await knownFiles(database);
    const { written, refused } = await pullFiles(database, await realpath(dir), known, stderr);
    const { problems } = await openIds(settings.state).save(await readIds(database));
    for (const problem of problems) stderr.write(`${formatProblem(problem)}\n`);
    stdout.write(`${written} files pulled, ${known.size - written - refused} unchanged\n`);
    return refused > 0 || problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  });

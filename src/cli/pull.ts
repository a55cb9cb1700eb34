import { createHash } from 'node:crypto';
import { existsSync, lstatSync, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
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
import { hashOfFile, PulledFiles } from './pulled-files.ts';
import type { Streams } from './push.ts';
import type { CommonSettings } from './settings.ts';
import { withDatabase } from './store.ts';

/** What `dateline pull` was asked. */
export interface PullArguments {
  readonly dir: string;
  readonly settings: Pick<CommonSettings, 'store' | 'state'>;
}

/** Files up to this size are read many at a time; larger ones in parts of this size. In bytes. */
const part = 1_000_000;

/** A file that is to be written. */
interface Wanted extends KnownFile {
  readonly path: string;
  /** What is there now, when it was looked at. */
  readonly before: Stats | undefined;
}

const refuse = (reason: string): never => {
  throw new Error(reason);
};

/** What is at a path itself, be it a link. */
const lookAt = (file: string): Stats | undefined => lstatSync(file, { throwIfNoEntry: false });

/** Whether a folder lies, or will lie when it is made, in `root` (a real path) and nowhere else by a link. */
const isInside = (root: string, folder: string): boolean => {
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return insideTarget(root, nearest) !== undefined;
};

/**
 * Whether a file has to be written. Throws where another one lies there that no pull has written: somebody has changed
 * it, or it was there before.
 */
const isWanted = async (
  root: string,
  { path, size, modified, hash }: Omit<Wanted, 'before'>,
  pulled: PulledFiles,
): Promise<boolean> => {
  const file = join(root, path);
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) refuse('a folder lies in its place');
  if (!stats?.isFile()) return lookAt(file) === undefined || refuse('something else lies in its place');
  if (stats.size === size && Math.trunc(stats.mtimeMs) === modified) return false;
  const own = await hashOfFile(file);
  if (own === hash) return false;
  if (!pulled.has(path, own))
    refuse('another file lies in its place, which no pull has written; remove it first');
  return true;
};

/** Writes a file whole or not at all, with its time; nothing where it has become another one meanwhile. */
const writeFile = async (
  root: string,
  { path, modified, before }: Wanted,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> => {
  const file = join(root, path);
  if (!isInside(root, dirname(file)))
    throw new PublisherError('symlink-outside', 'a link on its path leads out of the folder');
  await mkdir(dirname(file), { recursive: true });
  const beside = join(dirname(file), `.${basename(file).slice(0, 100)}.dateline-new`);
  try {
    const handle = await open(beside, 'w');
    try {
      await write(handle);
      // Half a microsecond more: the system cuts off what a number of seconds cannot say.
      const seconds = (modified + 0.0005) / 1000;
      await handle.utimes(seconds, seconds);
    } finally {
      await handle.close();
    }
    const now = lookAt(file);
    if (now?.ino !== before?.ino || now?.mtimeMs !== before?.mtimeMs)
      refuse('a file has come into its place');
    await rename(beside, file);
  } catch (fault) {
    await rm(beside, { force: true });
    throw fault;
  }
};

/** Writes a file's bytes, large ones in parts. Throws where they are others than were looked for. */
const copyBytes = async (
  store: PostgresFiles,
  { path, size, hash }: Wanted,
  handle: FileHandle,
): Promise<void> => {
  const own = createHash('sha256');
  const write = async (bytes: Uint8Array): Promise<void> => {
    own.update(bytes);
    await handle.writeFile(bytes);
  };
  if (size <= part) await write(await store.read(path));
  for (let start = 0; size > part && start < size; start += part)
    await write(await store.read(path, { start, end: Math.min(size, start + part) }));
  if (own.digest('hex') !== hash) refuse('it was changed while it was read; pull once more');
};

/** Writes what differs; answers how many files were written, and how many could not be. */
const pullFiles = async (
  database: Database,
  root: string,
  {
    known,
    pulled,
    stderr,
  }: {
    readonly known: ReadonlyMap<string, KnownFile>;
    readonly pulled: PulledFiles;
    readonly stderr: Streams['stderr'];
  },
): Promise<{ readonly written: number; readonly refused: number }> => {
  const store = new PostgresFiles(database);
  const progress = createProgress(stderr, undefined, 'files pulled');
  const wanted: Wanted[] = [];
  let refused = 0;
  let written = 0;
  const leaveOut = (path: string, fault: unknown): void => {
    if (fault instanceof PublisherError && fault.code === 'source-lost') throw fault;
    progress.end();
    refused += 1;
    stderr.write(`${printable(path.slice(0, 200))}: is left out: ${printable(reasonOf(fault))}\n`);
  };
  for (const [path, file] of known) {
    try {
      if (!isPlainPath(path)) refuse('it is no path of a file below a folder');
      if (!(await isWanted(root, { path, ...file }, pulled))) pulled.put(path, file.hash);
      else {
        wanted.push({ path, ...file, before: lookAt(join(root, path)) });
        pulled.add(path, file.hash);
      }
    } catch (fault) {
      leaveOut(path, fault);
    }
  }
  // Before anything is written: a pull that is cut short has written some of it.
  if (wanted.length > 0) await pulled.save();
  store.expect(wanted.filter(({ size }) => size <= part));
  for (const [at, file] of wanted.entries()) {
    progress.show(at, wanted.length);
    try {
      await writeFile(root, file, (handle) => copyBytes(store, file, handle));
      pulled.put(file.path, file.hash);
      written += 1;
    } catch (fault) {
      leaveOut(file.path, fault);
    }
  }
  progress.end();
  await pulled.save();
  return { written, refused };
};

/**
 * `dateline pull`: writes the database's files to a folder, which is made, and its ids to `ids.tsv` of the state. What
 * is the same stays untouched, and so does what the database does not hold, and every file that is another one than the
 * database has and than an earlier pull has written. Resolves to 1 where a file was left out.
 */
export const runPull = async (
  { dir, settings }: PullArguments,
  { stdout, stderr }: Streams,
): Promise<number> =>
  withDatabase(settings, async (database) => {
    await checkSchema(database.ask);
    await mkdir(dir, { recursive: true });
    const root = await realpath(dir);
    const known = await knownFiles(database);
    const pulled = new PulledFiles(settings.state, root);
    const { written, refused } = await pullFiles(database, root, { known, pulled, stderr });
    const { problems } = await openIds(settings.state).save(await readIds(database));
    for (const problem of problems) stderr.write(`${formatProblem(problem)}\n`);
    stdout.write(`${written} files pulled, ${known.size - written - refused} unchanged\n`);
    return refused > 0 || problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  });

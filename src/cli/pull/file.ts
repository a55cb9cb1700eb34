import { existsSync, lstatSync, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PublisherError } from '../../problem.ts';
import { insideTarget } from '../../store/folder/walk.ts';
import type { KnownFile } from '../../store/postgres/write.ts';
import { hashOfFile, type PulledFiles } from './pulled-files.ts';

/** A file that is to be written. */
export interface Wanted extends KnownFile {
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
 * Looks at where a file belongs below `root` (a real path): answers what is to be written, undefined where it is there
 * already. Throws where another one lies there that no pull has written: somebody has changed it, or it was there before.
 */
export const wantedFile = async (
  root: string,
  known: Omit<Wanted, 'before'>,
  pulled: PulledFiles,
): Promise<Wanted | undefined> => {
  const { path, size, modified, hash } = known;
  const file = join(root, path);
  const before = lookAt(file);
  const stats = await stat(file).catch(() => undefined);
  if (stats?.isDirectory()) refuse('a folder lies in its place');
  if (!stats?.isFile()) return before ? refuse('something else lies in its place') : { ...known, before };
  if (stats.size === size && Math.trunc(stats.mtimeMs) === modified) return undefined;
  const own = await hashOfFile(file);
  if (own === hash) return undefined;
  if (!pulled.has(path, own))
    refuse('another file lies in its place, which no pull has written; remove it first');
  return { ...known, before };
};

/** Writes a file whole or not at all, with its time; nothing where it has become another one meanwhile. */
export const writeWanted = async (
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

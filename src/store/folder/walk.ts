import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { StoredFile } from '../store.ts';

/** Dot files are nobody's article: editors, version control and this program's own state live there. */
const isHidden = (name: string): boolean => name.startsWith('.');

/** Whether a folder went away, or became a file, between the look at it and its listing. */
const isGone = (fault: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((fault as NodeJS.ErrnoException).code ?? '');

const list = (folder: string) => readdirSync(folder, { withFileTypes: true });

/** A file or folder that a walk has met. `stats` are the target's; undefined where it cannot be looked at. */
export interface Walked {
  readonly path: string;
  readonly stats: Stats | undefined;
}

/** The real path of a link's target if it stays inside `root`, else undefined (also for one that leads nowhere). */
export const insideTarget = (root: string, file: string): string | undefined => {
  try {
    const target = realpathSync(file);
    return target === root || target.startsWith(root + sep) ? target : undefined;
  } catch {
    return undefined;
  }
};

/** What lies at `path` below `root`. Plain text: `path.join` would cost as much as the look itself. */
export const below = (root: string, path: string): string =>
  path === '' ? root : root.endsWith(sep) ? `${root}${path}` : `${root}/${path}`;

/** The facts of `path` below `root` (a real path): of its target, if that lies inside. */
export const lookAt = (root: string, path: string): Walked => {
  const target = insideTarget(root, below(root, path));
  return { path, stats: target === undefined ? undefined : lookAtTarget(target) };
};

/**
 * All files and folders below the folder `start` of `root` (a real path), a folder before what it holds, without
 * recursion. A link that stays inside is followed, unless it leads to a folder it stands in (a loop); one that leads
 * out has no stats, so that reading it explains why. Dot files are left out. With `onlyFolders` nothing else is looked
 * at, which costs a fraction. A folder that cannot be listed is told to `onClosed` and hides only itself. Throws when
 * `start` cannot be listed.
 */
export function* walk(
  root: string,
  start = '',
  {
    onlyFolders = false,
    onClosed = () => {},
  }: { readonly onlyFolders?: boolean; readonly onClosed?: (path: string, fault: unknown) => void } = {},
): Generator<Walked> {
  const folders: { readonly path: string; readonly within: readonly string[] }[] = [
    { path: start, within: [realpathSync(below(root, start))] },
  ];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { path: parent, within } = folder;
    let entries: ReturnType<typeof list>;
    try {
      entries = list(below(root, parent));
    } catch (cause) {
      if (parent === start) throw cause;
      if (!isGone(cause)) onClosed(parent, cause);
      continue;
    }
    for (const entry of entries) {
      if (isHidden(entry.name) || (onlyFolders && entry.isFile())) continue;
      const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
      const full = below(root, path);
      const target = entry.isSymbolicLink() ? insideTarget(root, full) : full;
      const stats = target === undefined ? undefined : lookAtTarget(target);
      const isFolder = target !== undefined && stats?.isDirectory() === true;
      if (isFolder && within.includes(target)) continue;
      if (isFolder || !onlyFolders) yield { path, stats };
      if (isFolder) folders.push({ path, within: [...within, target] });
    }
  }
}

/** Undefined also where the system refuses the look (a link in a circle, a folder without permission). */
const lookAtTarget = (target: string): Stats | undefined => {
  try {
    return statSync(target, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

/** What a store tells of a file that was walked to. What is no regular file has size 0; reading it explains why. */
export const storedFile = ({ path, stats }: Walked): StoredFile => ({
  path,
  size: stats?.isFile() ? stats.size : 0,
  modified: stats ? Math.trunc(stats.mtimeMs) : 0,
  changed: stats?.ctimeMs,
  inode: stats?.ino,
});

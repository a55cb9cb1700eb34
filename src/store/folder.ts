import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { PublisherError } from '../problem.ts';
import type { ByteRange, Store, StoredFile } from './store.ts';

/** Entries looked at before the event loop gets its turn: about 2 ms of work. */
const SLICE = 500;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Dot files are nobody's article: editors, version control and this program's own state live there. */
const isHidden = (name: string): boolean => name.startsWith('.');

interface Walked {
  readonly path: string;
  readonly stats: Stats | undefined;
}

/** The real path of a link's target if it stays inside `root`, else undefined (also for one that leads nowhere). */
const insideTarget = (root: string, file: string): string | undefined => {
  try {
    const target = realpathSync(file);
    return target === root || target.startsWith(root + sep) ? target : undefined;
  } catch {
    return undefined;
  }
};

/**
 * All files below a folder, without recursion. A link that stays inside is followed, unless it leads to a folder
 * above itself (a loop); one that leads out is told of without its target's facts, so that reading it explains why.
 */
function* walk(root: string): Generator<Walked> {
  const folders: { readonly path: string; readonly seen: readonly string[] }[] = [{ path: '', seen: [root] }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { path: parent, seen } = folder;
    const where = join(root, parent);
    let entries: ReturnType<typeof list>;
    try {
      entries = list(where);
    } catch (cause) {
      // The root is checked by whoever asks for the list; a folder below that cannot be read hides only itself.
      if (parent === '') throw cause;
      yield { path: parent, stats: undefined };
      continue;
    }
    for (const entry of entries) {
      if (isHidden(entry.name)) continue;
      const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
      const full = join(where, entry.name);
      const target = entry.isSymbolicLink() ? insideTarget(root, full) : full;
      const stats = target === undefined ? undefined : statSync(target, { throwIfNoEntry: false });
      if (!stats?.isDirectory()) yield { path, stats };
      else if (!seen.includes(target!)) folders.push({ path, seen: [...seen, target!] });
    }
  }
}

const list = (folder: string) => readdirSync(folder, { withFileTypes: true });

const refuse = (code: string, message: string, cause?: unknown): never => {
  throw new PublisherError(code, message, { cause });
};

/** Opens a regular file inside `root`. A FIFO does not block, a link that leads out is refused. */
const openInside = (root: string, path: string): number => {
  const full = resolve(root, path);
  if (path === '' || path.includes('\0') || !full.startsWith(root + sep)) {
    refuse('unreadable-file', 'the path leads out of the articles folder');
  }
  if (insideTarget(root, full) === undefined && statSync(full, { throwIfNoEntry: false })) {
    refuse('symlink-outside', 'the link leads out of the articles folder');
  }
  let descriptor: number;
  try {
    descriptor = openSync(full, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    return refuse('unreadable-file', (cause as NodeJS.ErrnoException).code ?? 'it cannot be opened', cause);
  }
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    closeSync(descriptor);
    refuse('not-a-file', stats.isDirectory() ? 'it is a folder' : 'it is a pipe, a socket or a device');
  }
  return descriptor;
};

const readRange = (descriptor: number, range: ByteRange | undefined): Uint8Array => {
  const { size } = fstatSync(descriptor);
  const start = Math.min(range?.start ?? 0, size);
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(range?.end ?? size, size) - start));
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
};

/**
 * A folder of articles. Dot files and dot folders are left out. `list` throws `PublisherError` `no-articles`
 * when the folder is not there; `read` throws one whose code is a Problem's: `unreadable-file`, `not-a-file`,
 * `symlink-outside`.
 */
export const folderStore = (folder: string): Store => {
  const root = (): string => {
    try {
      return realpathSync(resolve(folder));
    } catch (cause) {
      throw new PublisherError('no-articles', `${folder}: there is no such folder of articles`, { cause });
    }
  };
  return {
    async *list(): AsyncGenerator<StoredFile> {
      const top = root();
      if (!statSync(top).isDirectory())
        throw new PublisherError('no-articles', `${folder}: is a file, not a folder of articles`);
      let count = 0;
      for (const { path, stats } of walk(top)) {
        count += 1;
        if (count % SLICE === 0) await turn();
        yield {
          path,
          size: stats?.isFile() ? stats.size : 0,
          modified: stats ? Math.trunc(stats.mtimeMs) : 0,
        };
      }
    },
    async read(path, range): Promise<Uint8Array> {
      const descriptor = openInside(root(), path);
      try {
        return readRange(descriptor, range);
      } finally {
        closeSync(descriptor);
      }
    },
  };
};

import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { PublisherError } from '../problem.ts';
import type { ByteRange, Store, StoredFile } from './store.ts';
import { insideTarget, storedFile, walk } from './walk.ts';
import { watchFolder } from './watch.ts';

/** Entries looked at before the event loop gets its turn: about 2 ms of work. */
const SLICE = 500;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

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
      for (const walked of walk(top)) {
        count += 1;
        if (count % SLICE === 0) await turn();
        if (!walked.stats?.isDirectory()) yield storedFile(walked);
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
    watch: (onChange) => watchFolder(folder, onChange),
  };
};

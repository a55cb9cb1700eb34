import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { PublisherError } from '../../problem.ts';
import type { ByteRange } from '../store.ts';
import { below, insideTarget } from './walk.ts';

/** How long what was found out about folders counts, in milliseconds: a batch of files is read in that time. */
const MEMORY = 50;

/** Files up to this size are read into memory that is used again. In bytes. */
const SCRATCH = 64 * 1024;

const refuse = (code: string, message: string, cause?: unknown): never => {
  throw new PublisherError(code, message, { cause });
};

const openFile = (full: string, flags: number): number =>
  openSync(full, constants.O_RDONLY | constants.O_NONBLOCK | flags);

/** Reads files below a folder, whatever links it holds, and nothing outside of it. */
export class FolderFiles {
  readonly #name: string;
  readonly #folder: string;
  readonly #scratch = Buffer.allocUnsafeSlow(SCRATCH);
  #root: string | undefined;
  /** Whether a folder below the root really lies inside of it. */
  readonly #inside = new Map<string, boolean>();
  #since = 0;

  constructor(folder: string) {
    this.#name = folder;
    this.#folder = resolve(folder);
  }

  /** The folder's real path now. Throws `PublisherError` `no-articles` where there is none. */
  findRoot(): string {
    this.#inside.clear();
    this.#since = performance.now();
    try {
      this.#root = realpathSync(this.#folder);
    } catch (cause) {
      this.#root = undefined;
      throw new PublisherError('no-articles', `${this.#name}: there is no such folder of articles`, {
        cause,
      });
    }
    return this.#root;
  }

  /** Bytes of a file or of a part of it; those of a small file are overwritten by the next call if `isShared`. */
  read(path: string, range?: ByteRange, isShared = false): Uint8Array {
    const descriptor = this.#open(path);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile())
        refuse('not-a-file', stats.isDirectory() ? 'it is a folder' : 'it is a pipe, a socket or a device');
      const start = Math.min(range?.start ?? 0, stats.size);
      const length = Math.max(0, Math.min(range?.end ?? stats.size, stats.size) - start);
      const bytes = isShared && length <= SCRATCH ? this.#scratch : Buffer.allocUnsafeSlow(length);
      return bytes.subarray(0, fill(descriptor, bytes, start, length));
    } finally {
      closeSync(descriptor);
    }
  }

  #open(path: string): number {
    const isFresh = performance.now() - this.#since < MEMORY && this.#root !== undefined;
    const root = isFresh ? (this.#root ?? '') : this.findRoot();
    const full = below(root, path);
    if (path === '' || path.includes('\0') || !isPlain(root, path))
      refuse('unreadable-file', 'the path leads out of the articles folder');
    if (!this.#isInside(root, path.slice(0, Math.max(0, path.lastIndexOf('/'))))) {
      // Where the folder is not even there, opening tells so.
      if (statSync(full, { throwIfNoEntry: false })) refuseLink();
    }
    try {
      return openFile(full, constants.O_NOFOLLOW ?? 0);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ELOOP' || code === 'EMLINK') return openLink(root, full);
      return refuse('unreadable-file', code ?? 'it cannot be opened', cause);
    }
  }

  #isInside(root: string, parent: string): boolean {
    let isInside = this.#inside.get(parent);
    if (isInside === undefined) {
      isInside = insideTarget(root, below(root, parent)) !== undefined;
      this.#inside.set(parent, isInside);
    }
    return isInside;
  }
}

const isPlain = (root: string, path: string): boolean =>
  !(path.includes('..') || path.startsWith('/') || path.includes('\\')) ||
  resolve(root, path).startsWith(root.endsWith(sep) ? root : root + sep);

const refuseLink = (): never => refuse('symlink-outside', 'the link leads out of the articles folder');

/** A link is followed as long as its target lies inside; a pipe behind it does not block. */
const openLink = (root: string, full: string): number => {
  const target = insideTarget(root, full);
  if (target === undefined && statSync(full, { throwIfNoEntry: false })) refuseLink();
  try {
    return openFile(target ?? full, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      return refuse('unreadable-file', 'the link leads to a file that is not there');
    return refuse('unreadable-file', (cause as NodeJS.ErrnoException).code ?? 'it cannot be opened', cause);
  }
};

const fill = (descriptor: number, bytes: Buffer, start: number, length: number): number => {
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
};

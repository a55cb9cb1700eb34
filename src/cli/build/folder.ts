import { hash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { PublisherError } from '../../problem.ts';

/** The list of what was written, in the output folder; and what a run under way has added, should it be cut short. */
export const listName = '.dateline-files';
const runningName = '.dateline-files.new';
const firstLine = '# dateline build 1: the files that the next build may replace or remove';

/** What the list says of a file: a hash of its bytes, or of where a copy comes from. */
export type Stamp = string;

/** Sixteen hexadecimal digits of SHA-256. */
export const stampOf = (bytes: Uint8Array | string): Stamp => hash('sha256', bytes, 'hex').slice(0, 16);

const readList = (file: string): Map<string, Stamp> => {
  const rows = new Map<string, Stamp>();
  if (!existsSync(file)) return rows;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const tab = line.indexOf('\t');
    const path = line.slice(tab + 1);
    const isInside = !path.split('/').some((name) => name === '' || name === '.' || name === '..');
    if (tab >= 0 && isInside) rows.set(path, line.slice(0, tab));
  }
  return rows;
};

const code = (fault: unknown): string | undefined => (fault as NodeJS.ErrnoException).code;

/**
 * The folder that a build writes to. A file is replaced whole (written beside and renamed) and only where its bytes
 * differ; only what the list of the last run names is ever replaced or removed.
 */
export class OutputFolder {
  readonly root: string;
  readonly #before: ReadonlyMap<string, Stamp>;
  readonly #now = new Map<string, Stamp>();
  readonly #folders = new Set<string>();
  written = 0;
  removed = 0;

  constructor(root: string) {
    mkdirSync(root, { recursive: true });
    this.root = realpathSync(root);
    this.#before = new Map([...readList(join(root, runningName)), ...readList(join(root, listName))]);
  }

  /** Files that this run has put, changed or not. */
  get size(): number {
    return this.#now.size;
  }

  /** Whether this run has put the file already. */
  has(path: string): boolean {
    return this.#now.has(path);
  }

  /** Whether a file of the last run is there with these bytes, and is the one that the list tells of. */
  isCurrent(path: string, stamp: Stamp): boolean {
    return this.#before.get(path) === stamp && this.#stampOnDisk(path) === stamp;
  }

  /** Whether what is on disk is what the last run wrote, whatever that was. */
  isUntouched(path: string): boolean {
    const stamp = this.#before.get(path);
    return stamp !== undefined && this.#stampOnDisk(path) === stamp;
  }

  /** Keeps a file of the last run as it is. */
  keep(path: string): void {
    this.#now.set(path, this.#before.get(path) ?? '');
  }

  /** Writes a file unless it is there with these bytes. */
  put(path: string, bytes: Uint8Array | string): void {
    const stamp = stampOf(bytes);
    if (!this.isCurrent(path, stamp)) {
      this.#claim(path, stamp);
      this.#write(path, (target) => writeFileSync(target, bytes));
    }
    this.#now.set(path, stamp);
  }

  /** Has a copy written by `write` unless one from the same source, told by `stamp`, of `size` bytes is there. */
  async copy(
    path: string,
    { stamp, size }: { readonly stamp: Stamp; readonly size: number },
    write: (target: string) => Promise<void>,
  ): Promise<void> {
    const stats = statSync(join(this.root, path), { throwIfNoEntry: false });
    if (this.#before.get(path) !== stamp || stats?.size !== size) {
      this.#claim(path, undefined);
      const target = this.#beside(path);
      await write(target);
      this.#finish(path, target);
    }
    this.#now.set(path, stamp);
  }

  /** Removes what the last run wrote and this one did not, with the folders that become empty, and writes the list. */
  finish(): void {
    for (const path of this.#before.keys()) {
      if (this.#now.has(path)) continue;
      if (existsSync(join(this.root, path))) this.removed += 1;
      if (this.#ensureInside(dirname(path), false)) rmSync(join(this.root, path), { force: true });
      this.#removeEmpty(dirname(path));
    }
    const rows = [...this.#now]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, stamp]) => `${stamp}\t${path}`);
    const text = [firstLine, ...rows, ''].join('\n');
    const list = join(this.root, listName);
    if (!existsSync(list) || readFileSync(list, 'utf8') !== text) {
      writeFileSync(`${list}.tmp`, text);
      renameSync(`${list}.tmp`, list);
    }
    rmSync(join(this.root, runningName), { force: true });
  }

  #stampOnDisk(path: string): Stamp | undefined {
    try {
      const full = join(this.root, path);
      return lstatSync(full).isFile() ? stampOf(readFileSync(full)) : undefined;
    } catch {
      return undefined;
    }
  }

  /** A file that somebody else has put there is no one's to replace, unless it is the same. */
  #claim(path: string, stamp: Stamp | undefined): void {
    if (this.#before.has(path) || this.#now.has(path)) return;
    if (
      lstatSync(join(this.root, path), { throwIfNoEntry: false }) &&
      (stamp === undefined || this.#stampOnDisk(path) !== stamp)
    ) {
      const message = `${join(this.root, path)} is in the way: no build has written it. Remove it, or name an empty folder with --out`;
      throw new PublisherError('usage', message);
    }
    // Should the run be cut short, the next one knows this file as its own.
    appendFileSync(join(this.root, runningName), `\t${path}\n`);
  }

  #beside(path: string): string {
    this.#ensureInside(dirname(path), true);
    return join(this.root, dirname(path), `.${stampOf(path)}.tmp`);
  }

  #finish(path: string, target: string): void {
    const full = join(this.root, path);
    try {
      renameSync(target, full);
    } catch (fault) {
      rmSync(target, { force: true });
      if (code(fault) !== 'EISDIR' && code(fault) !== 'ENOTDIR') throw fault;
      throw new PublisherError('usage', `${full} cannot be written: a folder of that name is in the way`);
    }
    this.written += 1;
  }

  #write(path: string, write: (target: string) => void): void {
    const target = this.#beside(path);
    write(target);
    this.#finish(path, target);
  }

  /** Makes the folder; one that a link leads out of the output is none of ours. */
  #ensureInside(folder: string, isMaking: boolean): boolean {
    if (this.#folders.has(folder)) return true;
    const full = join(this.root, folder);
    try {
      if (isMaking) mkdirSync(full, { recursive: true });
    } catch (fault) {
      if (code(fault) !== 'ENOTDIR' && code(fault) !== 'EEXIST') throw fault;
      throw new PublisherError('usage', `${full} must be a folder, and a file of that name is in the way`);
    }
    if (!existsSync(full)) return false;
    const real = realpathSync(full);
    if (real !== this.root && !real.startsWith(this.root + sep)) {
      throw new PublisherError('usage', `${full} is a link that leads out of ${this.root}: remove it`);
    }
    this.#folders.add(folder);
    return true;
  }

  #removeEmpty(folder: string): void {
    for (let each = folder; each !== '.' && each !== ''; each = dirname(each)) {
      const full = join(this.root, each);
      if (!existsSync(full) || readdirSync(full).length > 0) return;
      rmdirSync(full);
      this.#folders.delete(each);
    }
  }
}

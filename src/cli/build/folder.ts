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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { PublisherError } from '../../problem.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** The list of what was written, in the output folder; and what a run under way has added, should it be cut short. */
export const listName = '.dateline-files';
const runningName = '.dateline-files.new';
const firstLine = '# dateline build 1: the files that the next build may replace or remove';

/** A file, and what the list says of it. */
export interface Listed {
  readonly path: string;
  readonly stamp: Stamp;
}

/** What tells whether a copy is one of its source as it is now: `size` in bytes, `modified` in milliseconds since 1970. */
export interface Copied {
  readonly stamp: Stamp;
  readonly size: number;
  readonly modified: number;
}

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

  /** What the list tells of a file that this run has put; undefined for any other. */
  stampOf(path: string): Stamp | undefined {
    return this.#now.get(path);
  }

  /** Keeps files as they are, if all of them are there with these bytes; answers whether that is so. */
  keep(files: readonly Listed[]): boolean {
    const isThere = files.every(
      ({ path, stamp }) => this.#ensureInside(dirname(path), false) && this.#stampOnDisk(path) === stamp,
    );
    if (isThere) for (const { path, stamp } of files) this.#now.set(path, stamp);
    return isThere;
  }

  /** Whether the last run wrote this file with these bytes. */
  isListed({ path, stamp }: Listed): boolean {
    return this.#before.get(path) === stamp;
  }

  /** Keeps what the last run wrote, if it is there as it was written; answers the stamps, undefined where it is not. */
  keepWritten(paths: readonly string[]): readonly Stamp[] | undefined {
    const files = paths.map((path) => ({ path, stamp: this.#before.get(path) ?? '' }));
    return this.keep(files) ? files.map(({ stamp }) => stamp) : undefined;
  }

  /** Writes files that belong together, but for those that are there with these bytes. */
  put(
    ...files: readonly {
      readonly path: string;
      readonly bytes: Uint8Array | string;
      readonly stamp?: Stamp;
    }[]
  ): void {
    const listed = files.map(({ path, bytes, stamp = stampOf(bytes) }) => ({ path, bytes, stamp }));
    const others = listed.filter(({ path, stamp }) => this.#stampOnDisk(path) !== stamp);
    this.#claim(others.map(({ path }) => path));
    for (const { path, bytes } of others) {
      const target = this.#beside(path);
      writeFileSync(target, bytes);
      this.#finish(path, target);
    }
    for (const { path, stamp } of listed) this.#now.set(path, stamp);
  }

  /** Has a copy of `source` written by `write` unless one is there. */
  async copy(
    path: string,
    { stamp, size, modified }: Copied,
    write: (target: string) => Promise<void>,
  ): Promise<void> {
    const stats = lstatSync(join(this.root, path), { throwIfNoEntry: false });
    // The copy is as old as its source: whoever changes it makes it younger.
    const isCopy = stats?.isFile() && stats.size === size && Math.abs(stats.mtimeMs - modified) < 1;
    if (this.#before.get(path) !== stamp || !isCopy) {
      this.#claim([path]);
      const target = this.#beside(path);
      await write(target);
      utimesSync(target, modified / 1000, modified / 1000);
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
    const full = join(this.root, path);
    try {
      const isFile = lstatSync(full, { throwIfNoEntry: false })?.isFile();
      return isFile ? stampOf(readFileSync(full)) : undefined;
    } catch {
      return undefined;
    }
  }

  /** What somebody else has put into a place is no one's to replace. */
  #claim(paths: readonly string[]): void {
    const fresh = paths.filter((path) => !this.#before.has(path) && !this.#now.has(path));
    for (const path of fresh) {
      const full = join(this.root, path);
      if (!lstatSync(full, { throwIfNoEntry: false })) continue;
      const message = `${full} is in the way: no build has written it. Remove it, or name an empty folder with --out`;
      throw new PublisherError('usage', message);
    }
    // Should the run be cut short, the next one knows these files as its own.
    if (fresh.length > 0)
      appendFileSync(join(this.root, runningName), fresh.map((path) => `\t${path}\n`).join(''));
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

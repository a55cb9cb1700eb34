import { type FSWatcher, lstatSync, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { StoreChange, StoredFile } from '../store.ts';
import { Slice } from '../turn.ts';
import { below, lookAt, storedFile, type Walked, walk } from './walk.ts';

/** How patiently a folder is watched, in milliseconds. */
export interface WatchTimes {
  /** A file counts as complete when nothing has been heard of it for so long. */
  readonly settle: number;
  /** A file that never falls silent is reported all the same after this time. */
  readonly patience: number;
  /** How often it is checked that the articles folder is still the same one. */
  readonly rootCheck: number;
  /** How often everything is compared, in case events were lost. */
  readonly fullCheck: number;
}

const defaultTimes: WatchTimes = { settle: 25, patience: 2000, rootCheck: 2000, fullCheck: 60_000 };

const isHidden = (name: string): boolean => name.startsWith('.');

/** Which folder stands behind a path now: a re-created folder or a switched link is another one. */
interface Root {
  readonly real: string;
  readonly identity: string;
}

const rootAt = (folder: string): Root | undefined => {
  try {
    const real = realpathSync(folder);
    const { dev, ino } = statSync(real);
    return { real, identity: `${real}\n${dev}:${ino}` };
  } catch {
    return undefined;
  }
};

/**
 * Watches a folder of articles with one `fs.watch` for each folder in it. A watch belongs to the inode, not to the
 * name: so the folders above are watched too, and the root's identity is checked from time to time.
 */
class FolderWatch {
  readonly #folder: string;
  readonly #onChange: (change?: StoreChange) => void;
  readonly #times: WatchTimes;
  #root: Root | undefined;
  readonly #watchers = new Map<string, { watcher: FSWatcher; ino: number }>();
  readonly #above: FSWatcher[] = [];
  readonly #pending = new Set<string>();
  #pendingSince = 0;
  #settling: NodeJS.Timeout | undefined;
  /** Batches are looked at one after the other, or an older look could be told after a newer one. */
  #looking: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #timers: NodeJS.Timeout[];

  constructor(folder: string, onChange: (change?: StoreChange) => void, times: WatchTimes) {
    this.#folder = resolve(folder);
    this.#onChange = onChange;
    this.#times = times;
    this.#start();
    this.#timers = [
      setInterval(() => this.#checkRoot(), times.rootCheck).unref(),
      setInterval(() => this.#inTurn(() => this.#checkAll()), times.fullCheck).unref(),
    ];
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#settling);
    this.#stop();
  }

  #start(): void {
    this.#root = rootAt(this.#folder);
    this.#watchAbove();
    if (this.#root) for (const _ of this.#addBelow('', true));
  }

  #inTurn(work: () => Promise<void>): void {
    this.#looking = this.#looking.then(work).catch(() => undefined);
  }

  #stop(): void {
    for (const { watcher } of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    for (const watcher of this.#above.splice(0)) watcher.close();
    this.#pending.clear();
  }

  /** The folder that holds the root's name, and the one that holds its target's when it is a link. */
  #watchAbove(): void {
    const names = new Set([this.#folder, ...(this.#root ? [this.#root.real] : [])]);
    for (const name of names) {
      const watcher = this.#watch(dirname(name), (_, changed) => {
        if (changed === null || changed === basename(name)) this.#checkRoot();
      });
      if (watcher) this.#above.push(watcher);
    }
  }

  /** One watch; undefined where the system gives none (the limit is reached, the folder is gone): checks remain. */
  #watch(path: string, listener: (event: string, changed: string | null) => void): FSWatcher | undefined {
    try {
      const watcher = watch(path, { persistent: false }, listener);
      watcher.on('error', () => watcher.close());
      return watcher;
    } catch {
      return undefined;
    }
  }

  #addFolder(path: string, ino: number): void {
    this.#watchers.get(path)?.watcher.close();
    const watcher = this.#watch(below(this.#root!.real, path), (_, changed) => {
      if (changed === null) this.#touch(path);
      else if (!isHidden(changed)) this.#touch(path === '' ? changed : `${path}/${changed}`);
    });
    if (watcher) this.#watchers.set(path, { watcher, ino });
  }

  /** Watches each folder, then lists it: in the other order a file that comes in between would be lost. */
  *#addBelow(start: string, onlyFolders = false): Generator<Walked> {
    const root = this.#root;
    if (!root) return;
    try {
      this.#addFolder(start, lookAt(root.real, start).stats?.ino ?? 0);
      for (const walked of walk(root.real, start, { onlyFolders })) {
        if (this.#root !== root) return;
        if (walked.stats?.isDirectory()) this.#addFolder(walked.path, walked.stats.ino);
        yield walked;
      }
    } catch {
      // Gone again while it was listed: the event that tells so is on its way.
    }
  }

  #dropBelow(path: string): void {
    if (!this.#watchers.has(path)) return;
    for (const [name, { watcher }] of this.#watchers) {
      if (name !== path && !name.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#watchers.delete(name);
    }
  }

  #touch(path: string): void {
    if (this.#pending.size === 0) this.#pendingSince = performance.now();
    this.#pending.add(path);
    if (this.#settling && performance.now() - this.#pendingSince > this.#times.patience) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      const paths = [...this.#pending];
      this.#pending.clear();
      this.#inTurn(() => this.#look(paths));
    }, this.#times.settle).unref();
  }

  /** Finds out what became of paths and tells it all at once: a file that was moved is gone here and present there. */
  async #look(paths: readonly string[]): Promise<void> {
    const root = this.#root;
    if (!root) return;
    const present: StoredFile[] = [];
    const gone: string[] = [];
    const slice = new Slice();
    for (const path of paths) {
      if (slice.isOver) await slice.next();
      if (this.#root !== root) return;
      const walked = lookAt(root.real, path);
      if (!walked.stats) {
        this.#dropBelow(path);
        gone.push(path);
        // A link that leads out or nowhere is there all the same.
        if (isThere(below(root.real, path))) present.push(storedFile(walked));
      } else if (!walked.stats.isDirectory()) {
        present.push(storedFile(walked));
      } else if (this.#watchers.get(path)?.ino !== walked.stats.ino) {
        this.#dropBelow(path);
        gone.push(path);
        for (const found of this.#addBelow(path)) {
          if (!found.stats?.isDirectory()) present.push(storedFile(found));
          if (slice.isOver) await slice.next();
        }
      }
    }
    if (this.#root !== root || this.#isClosed) return;
    if (present.length > 0 || gone.length > 0) this.#onChange({ kind: 'files', present, gone });
  }

  #checkRoot(): void {
    if (rootAt(this.#folder)?.identity === this.#root?.identity) return;
    this.#stop();
    this.#start();
    this.#onChange({ kind: 'all' });
  }

  /** Folders whose watch was lost or never given are watched again; the store's owner compares all files. */
  async #checkAll(): Promise<void> {
    const root = this.#root;
    const slice = new Slice();
    try {
      for (const { path, stats } of root ? walk(root.real, '', { onlyFolders: true }) : []) {
        if (this.#root !== root) return;
        if (stats && this.#watchers.get(path)?.ino !== stats.ino) this.#addFolder(path, stats.ino);
        if (slice.isOver) await slice.next();
      }
    } catch {
      // The root's own check tells of a folder that is gone.
    }
    if (!this.#isClosed) this.#onChange({ kind: 'all' });
  }
}

const isThere = (path: string): boolean => {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
};

/**
 * Tells of every change below `folder` until the answered function is called. Changes that come in quick succession
 * are told together, a file when it has settled. The folder may go away and come back.
 */
export const watchFolder = (
  folder: string,
  onChange: (change?: StoreChange) => void,
  times: Partial<WatchTimes> = {},
): (() => void) => {
  const folderWatch = new FolderWatch(folder, onChange, { ...defaultTimes, ...times });
  return () => folderWatch.close();
};

import { type Problem, PublisherError, problem } from '../problem.ts';
import { faultText, faultWords } from './folder/fault-words.ts';
import { isMediaPath } from './media-path.ts';
import { type Store, type StoreChange, type StoredFile, sameFile } from './store.ts';
import { Slice } from './turn.ts';

/** Files of a store as they were last listed. */
export class FileList {
  readonly #files = new Map<string, StoredFile>();
  /** Folders that have held a file, however deep; one that is gone by now does no harm. */
  readonly #folders = new Set<string>();
  /** Folders that could not be looked into when all files were last compared. */
  #closed: ReadonlyMap<string, unknown> = new Map();

  /** A Problem for each folder that could not be looked into when all files were last compared. */
  get problems(): readonly Problem[] {
    return [...this.#closed].map(([path, fault]) => closedFolder(path, fault));
  }

  /** The same as one fault: a folder that cannot be looked into is a part of the source that is lost. */
  get fault(): Error | undefined {
    const [first, ...others] = this.problems;
    if (!first) return undefined;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    return new PublisherError(first.code, `${first.path}: ${first.message}${more}`);
  }

  get(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  values(): IterableIterator<StoredFile> {
    return this.#files.values();
  }

  /** Paths of the files that may be published as they are, by their names. */
  *mediaPaths(): Generator<string> {
    for (const path of this.#files.keys()) if (isMediaPath(path)) yield path;
  }

  /** Takes in a file; answers whether there was none at its path. */
  put(file: StoredFile): boolean {
    const isNew = !this.#files.has(file.path);
    if (isNew) {
      const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
      if (!this.#folders.has(folder))
        for (const each of [folder, ...foldersAbove(folder)]) this.#folders.add(each);
    }
    this.#files.set(file.path, file);
    return isNew;
  }

  /** Takes a file out; answers whether there was one. */
  remove(path: string): boolean {
    return this.#files.delete(path);
  }

  /**
   * How the files of a store differ from these, in slices. `same` may know an equal file, so that it is in memory once.
   * Nothing is gone that lies in a folder which could not be looked into.
   */
  async compare(
    store: Store,
    same: (file: StoredFile) => StoredFile | undefined,
  ): Promise<{ readonly present: readonly StoredFile[]; readonly gone: readonly string[] }> {
    const listed = new Set<string>();
    const present: StoredFile[] = [];
    const isFirst = this.#files.size === 0;
    const take = (file: StoredFile): void => {
      if (!isFirst) listed.add(file.path);
      const known = this.#files.get(file.path);
      if (!known || !sameFile(known, file)) present.push(same(file) ?? file);
    };
    if (store.listNow) {
      const slice = new Slice();
      for (const file of store.listNow()) {
        if (slice.isOver) await slice.next();
        take(file);
      }
    } else for await (const file of store.list()) take(file);
    this.#closed = store.closedFolders ?? new Map();
    const isUnseen = (path: string): boolean =>
      this.#closed.size > 0 && foldersAbove(path).some((folder) => this.#closed.has(folder));
    const gone = [...this.#files.keys()].filter((path) => !listed.has(path) && !isUnseen(path));
    return { present, gone };
  }

  /** The files that go by a change: a folder that is gone takes everything below it along, but for what is named as present. */
  goneBy({ gone, present, isExact = false }: StoreChange & { readonly kind: 'files' }): string[] {
    if (isExact) return gone.filter((path) => this.#files.has(path));
    const kept = new Set(present.map(({ path }) => path));
    const files = gone.filter((path) => this.#files.has(path) && !kept.has(path));
    const folders = new Set(gone.filter((path) => this.#folders.has(path)));
    if (folders.size === 0) return files;
    const isBelow = (path: string): boolean => foldersAbove(path).some((folder) => folders.has(folder));
    const lost = this.#files.keys().filter((path) => !kept.has(path) && isBelow(path));
    return [...new Set([...files, ...lost])];
  }
}

const closedFolder = (path: string, fault: unknown): Problem =>
  problem('unreadable-folder', {
    message: `cannot be looked into: ${faultText(fault)}. What was read from it before stays as it is.`,
    hint: faultWords(fault)?.cure ?? 'Check that the folder can be listed by the user that runs dateline.',
    path,
  });

/** The folders that a path lies in, the nearest first. */
const foldersAbove = (path: string): string[] => {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    folders.push(path.slice(0, at));
  return folders;
};

import { isDeepStrictEqual } from 'node:util';
import type { ArticleFacts } from '../article/article.ts';
import { isArticlePath, mayHoldArticles } from '../article/formats.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { sizeProblem } from '../article/read.ts';
import type { Instant } from '../date/reading.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { defaultsText, type FactCache } from './cache/fact-cache.ts';
import type { CachedFile } from './cache/facts-block.ts';
import { FactSharing } from './cache/sharing.ts';
import { DefaultsFiles, isDefaultsPath } from './defaults-files.ts';
import type { FileList } from './file-list.ts';
import { brokenOff, type FileFacts, isJson, readFacts, unreadable } from './file-reader.ts';
import type { Store, StoredFile } from './store.ts';

/** What article files are read with. */
export interface ArticleFilesOptions {
  readonly store: Store;
  readonly site: Site;
  readonly files: FileList;
  /** What files gave at an earlier run. */
  readonly cache: FactCache | undefined;
  /** When the file of an article was first seen, where that is known. */
  readonly firstSeen: (key: string) => Instant | undefined;
  /** Names the bytes of a file that gave these facts before, where anybody wants to know. */
  readonly nameBytes: (before: readonly ArticleFacts[], bytes: Uint8Array) => string | undefined;
  /** Told what is wrong with a file that was read. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

/** What reading a file again has given. */
export interface FileReading {
  readonly before: readonly ArticleFacts[];
  readonly facts: readonly ArticleFacts[];
  /** Names the file's bytes, where that was asked for. */
  readonly held?: string | undefined;
}

/** Nothing is wrong with most files, and most hold one article: one empty list is enough. */
const none: readonly never[] = [];

/** The facts that the article files of a store have given, and the `_defaults.yaml` that they were read under. */
export class ArticleFiles {
  readonly #options: ArticleFilesOptions;
  readonly #facts = new Map<string, FileFacts>();
  readonly #defaults = new DefaultsFiles();
  readonly #sharing = new FactSharing();

  constructor(options: ArticleFilesOptions) {
    this.#options = options;
  }

  /** How many files have given something. */
  get size(): number {
    return this.#facts.size;
  }

  /** Whether a file holds articles, be they as wrong as they may. */
  isSource(path: string): boolean {
    return this.#facts.has(path);
  }

  /** What every file has given, in no order. */
  all(): IterableIterator<FileFacts> {
    return this.#facts.values();
  }

  /** What is wrong with `_defaults.yaml` files. */
  get defaultsProblems(): readonly Problem[] {
    return this.#defaults.problems;
  }

  /** All that a cache is to keep. */
  *cached(): Generator<CachedFile> {
    for (const [path, facts] of this.#facts) {
      const file = this.#options.files.get(path);
      if (file) yield { file, facts, defaults: this.#defaultsOf(path) };
    }
  }

  /** The article files to read after a change: the changed ones, and all that a changed `_defaults.yaml` says something to. */
  async toRead(present: readonly StoredFile[], gone: readonly string[]): Promise<readonly StoredFile[]> {
    const folders = await this.#takeDefaults(present, gone);
    const changed = present.filter(({ path }) => mayHoldArticles(path));
    if (folders.length === 0) return changed;
    const toRead = new Map(changed.map((file) => [file.path, file]));
    const lost = new Set(gone);
    for (const file of this.#options.files.values()) {
      const inherits = folders.some((folder) => file.path.startsWith(folder));
      if (inherits && mayHoldArticles(file.path) && !lost.has(file.path) && !toRead.has(file.path))
        toRead.set(file.path, file);
    }
    return [...toRead.values()];
  }

  /** Takes in the `_defaults.yaml` files of a change; answers the folders in which others are in force now. */
  async #takeDefaults(present: readonly StoredFile[], gone: readonly string[]): Promise<readonly string[]> {
    const { store } = this.#options;
    const folders: string[] = [];
    const defaults = present.filter((file) => isDefaultsPath(file.path));
    store.expect?.(defaults);
    for (const { path } of defaults) {
      const bytes = await store.read(path).catch(() => undefined);
      if (this.#defaults.put(path, bytes)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    for (const path of gone.filter(isDefaultsPath)) {
      if (this.#defaults.remove(path)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    return folders;
  }

  /** Lets the store fetch what will be read of these files, in their order. */
  expect(files: readonly StoredFile[]): void {
    const { store, cache } = this.#options;
    store.expect?.(
      files.filter((file) => this.#facts.has(file.path) || !cache?.find(file, this.#defaultsOf(file.path))),
    );
  }

  /** Reads one file that `readKept` has nothing of. While a new version gives nothing, the last good one stays. */
  async read(file: StoredFile): Promise<FileReading> {
    const before = this.#facts.get(file.path);
    const { state, held } = await this.#factsOf(file, before);
    const isWorse = state.facts.length === 0 && state.problems.some(({ severity }) => severity === 'error');
    const facts = isWorse && before ? before.facts : state.facts;
    this.#put(file.path, facts === state.facts ? state : { facts, problems: state.problems });
    this.#options.onProblems(state.problems);
    return { before: before?.facts ?? none, facts, held };
  }

  /** What the cache has of a file that is the very same and has given nothing yet in this run; undefined for others. */
  readKept(file: StoredFile): FileReading | undefined {
    if (this.#facts.has(file.path)) return undefined;
    const kept = this.#options.cache?.find(file, this.#defaultsOf(file.path));
    if (!kept) return undefined;
    this.#put(file.path, kept.facts);
    return { before: none, facts: kept.facts.facts };
  }

  #put(path: string, state: FileFacts): void {
    if (state.facts.length > 0 || state.problems.length > 0) this.#facts.set(path, state);
    else this.#facts.delete(path);
  }

  /** Forgets a file; answers the keys of its articles. */
  drop(path: string): string[] {
    const keys = (this.#facts.get(path)?.facts ?? none).map(articleKey);
    this.#facts.delete(path);
    return keys;
  }

  #defaultsOf(path: string): string {
    return defaultsText(this.#defaults.above(path));
  }

  async #factsOf(
    { path, modified, size }: StoredFile,
    before: FileFacts | undefined,
  ): Promise<{ readonly state: FileFacts; readonly held?: string | undefined }> {
    const { store, site, firstSeen, nameBytes } = this.#options;
    const tooLarge = sizeProblem(path, size);
    if (tooLarge) {
      // Nobody misses what never held an article.
      const isTold = isArticlePath(path) || (before?.facts.length ?? 0) > 0;
      return { state: { facts: none, problems: isTold ? [tooLarge] : none } };
    }
    let bytes: Uint8Array;
    try {
      bytes = store.readNow ? store.readNow(path) : await store.read(path);
    } catch (fault) {
      return { state: unreadable(path, fault) };
    }
    const context = { site, defaults: this.#defaults.above(path), firstSeen };
    const { facts, problems } = readFacts({ path, bytes, modified }, context);
    for (const each of facts) this.#sharing.share(each);
    const isNothing = facts.length === 0 && problems.length === 0;
    if (isNothing && before?.facts.length && !isJson(bytes)) return { state: brokenOff(path) };
    return {
      state: { facts, problems: problems.length > 0 ? problems : none },
      held: nameBytes(before?.facts ?? none, bytes),
    };
  }
}

/** Whether files gave the same; an article has all the facts that it was made from, and its identity beside them. */
export const sameFacts = (before: readonly ArticleFacts[], now: readonly ArticleFacts[]): boolean =>
  before.length === now.length &&
  now.every((facts, at) => {
    const known = before[at];
    return (
      known &&
      Object.entries(facts).every(([name, value]) =>
        isDeepStrictEqual(known[name as keyof ArticleFacts], value),
      )
    );
  });

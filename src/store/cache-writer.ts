import type { Problem } from '../problem.ts';
import type { FactCache } from './cache/fact-cache.ts';
import type { CachedFile } from './cache/facts-block.ts';

/** What a cache is written from. */
export interface CacheWriterOptions {
  readonly cache: FactCache | undefined;
  readonly isReadOnly: boolean;
  /** All that it is to keep. */
  readonly files: () => Iterable<CachedFile>;
  /** Does work when no change is being taken in. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** Called when it could not be written. */
  readonly onProblems: () => void;
}

/** How often a cache is written when files change, in milliseconds: an old one costs no more than reading those again. */
const PAUSE = 60_000;

/** Milliseconds until it is written after much was read. */
const SOON = 1000;

/** Has the cache of facts written when enough has changed. */
export class CacheWriter {
  readonly #options: CacheWriterOptions;
  /** Files read since the cache was written. */
  #unwritten = 0;
  #timer: NodeJS.Timeout | undefined;
  #problems: readonly Problem[] = [];
  #isClosed = false;

  constructor(options: CacheWriterOptions) {
    this.#options = options;
  }

  /** What keeps the cache from being read or written. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Reads the cache. */
  async load(): Promise<void> {
    const { cache } = this.#options;
    if (cache) this.#problems = await cache.load();
  }

  /** Has the cache written after so many of all files were read: at once where that is much, else some time later. */
  later(read: number, all: number): void {
    const { cache, isReadOnly, inTurn } = this.#options;
    this.#unwritten += read;
    if (!cache || isReadOnly || this.#isClosed || this.#unwritten === 0) return;
    const isMuch = this.#unwritten > all / 10;
    if (this.#timer && !isMuch) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => inTurn(() => this.#save()), isMuch ? SOON : PAUSE).unref();
  }

  /** Has it written by itself no more. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  /** Writes what is not written yet. */
  async finish(): Promise<void> {
    if (this.#unwritten > 0) await this.#save();
  }

  async #save(): Promise<void> {
    const { cache, isReadOnly, files, onProblems } = this.#options;
    this.#timer = undefined;
    this.#unwritten = 0;
    if (!cache || isReadOnly) return;
    this.#problems = await cache.save(files());
    if (this.#problems.length > 0) onProblems();
  }
}

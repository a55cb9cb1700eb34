import { readFile } from 'node:fs/promises';
import { type Problem, problem } from '../../problem.ts';
import { isMissing, setAside, writeState } from './state-file.ts';

/** What a small file of the state folder's `cache/` holds, and how. */
export interface KeptFileOptions<Content> {
  /** Absent: nothing is kept. */
  readonly file: string | undefined;
  /** Reads the text of the file; throws, with the reason, where it is something else. */
  readonly parse: (text: string) => Content;
  /** What is to be kept now, in pieces of text. */
  readonly pieces: () => Iterable<string>;
  /** Milliseconds between a change and its being written. */
  readonly pause: number;
  /** What it costs that a damaged file is lost: the hint of the Problem. */
  readonly loss: string;
  readonly isReadOnly?: boolean;
}

/**
 * A small file of the state folder's `cache/` that is read once and written whole, a moment after what it keeps has
 * changed. A damaged one is set aside and said; that it cannot be written is told of the cache as a whole.
 */
export class KeptFile<Content> {
  readonly #options: KeptFileOptions<Content>;
  #problems: readonly Problem[] = [];
  #pending: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: KeptFileOptions<Content>) {
    this.#options = options;
  }

  /** What was wrong with the file that was read. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** What an earlier run kept; undefined where none did, or where it is damaged. Never rejects. */
  async load(): Promise<Content | undefined> {
    const { file, parse } = this.#options;
    if (file === undefined) return undefined;
    try {
      return parse(await readFile(file, 'utf8'));
    } catch (fault) {
      if (!isMissing(fault)) await this.#damaged(file, fault);
      return undefined;
    }
  }

  /** Has what is to be kept now written soon. */
  later(): void {
    const { file, pause, isReadOnly = false } = this.#options;
    if (file === undefined || isReadOnly) return;
    this.#pending ??= setTimeout(() => this.#save(file), pause).unref();
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    const { file } = this.#options;
    if (this.#pending !== undefined && file !== undefined) {
      clearTimeout(this.#pending);
      this.#save(file);
    }
    await this.#saving;
  }

  #save(file: string): void {
    this.#pending = undefined;
    // Joined now: what is kept may change while it is written.
    const text = [...this.#options.pieces()].join('');
    this.#saving = this.#saving.then(() => writeState(file, [text])).catch(() => undefined);
  }

  async #damaged(file: string, fault: unknown): Promise<void> {
    const why = fault instanceof Error ? fault.message : String(fault);
    const aside = await setAside(file).catch(() => undefined);
    this.#problems = [
      problem('cache-damaged', {
        message: `${file}: ${why}${aside === undefined ? '' : `; it was set aside as ${aside}`}`,
        hint: this.#options.loss,
      }),
    ];
  }
}

/** Takes the first entries out of a map until no more than `most` are left. */
export const keepNewest = (map: Map<string, unknown>, most: number): void => {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
};

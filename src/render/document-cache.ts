import type { Document } from './document.ts';

interface Kept<Shown> {
  readonly document: Document;
  /** What the document was made from, to tell whether it still shows what it should. */
  readonly shown: Shown;
  size: number;
  used: boolean;
}

/**
 * Documents by path, bounded by the bytes of all their variants. Those that were not asked for lately go first: a use
 * only sets a flag (second chance), so that a request costs nothing more.
 */
export class DocumentCache<Shown> {
  readonly #limit: number;
  readonly #kept = new Map<string, Kept<Shown>>();
  readonly #onDrop: (path: string) => void;
  #size = 0;

  /** `limit` in bytes; one document larger than that is kept alone. `onDrop` hears of every path that goes. */
  constructor(limit: number, onDrop: (path: string) => void) {
    this.#limit = limit;
    this.#onDrop = onDrop;
  }

  /** Bytes of all documents kept. */
  get size(): number {
    return this.#size;
  }

  /** The document at a path, if it is kept. */
  get(path: string): Document | undefined {
    const kept = this.#kept.get(path);
    if (kept === undefined) return undefined;
    kept.used = true;
    return kept.document;
  }

  /** Says that the document at a path was used by whoever holds it. */
  touch(path: string): void {
    const kept = this.#kept.get(path);
    if (kept !== undefined) kept.used = true;
  }

  /** Every document kept, with what it shows. */
  *entries(): Generator<readonly [string, Shown]> {
    for (const [path, { shown }] of this.#kept) yield [path, shown];
  }

  /** Keeps a document; an earlier one at that path goes. */
  keep(path: string, document: Document, shown: Shown): void {
    this.drop(path);
    const kept: Kept<Shown> = { document, shown, size: document.size, used: true };
    this.#kept.set(path, kept);
    this.#size += kept.size;
    document.onGrowth((bytes) => {
      if (this.#kept.get(path) !== kept) return;
      kept.size += bytes;
      this.#size += bytes;
      this.#shrink(path);
    });
    this.#shrink(path);
  }

  /** Lets the document at a path go. */
  drop(path: string): void {
    const kept = this.#kept.get(path);
    if (kept === undefined) return;
    this.#kept.delete(path);
    this.#size -= kept.size;
    kept.document.letGo();
    this.#onDrop(path);
  }

  #shrink(newest: string): void {
    // Each turn takes a flag or a document away, so twice the number of documents is always enough.
    for (let turns = 2 * this.#kept.size; this.#size > this.#limit && turns > 0; turns -= 1) {
      const [path, kept] = this.#kept.entries().next().value ?? [];
      if (path === undefined || kept === undefined) return;
      if (!kept.used && path !== newest) this.drop(path);
      else {
        kept.used = false;
        this.#kept.delete(path);
        this.#kept.set(path, kept);
      }
    }
  }
}

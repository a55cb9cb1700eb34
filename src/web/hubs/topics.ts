import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { Publication } from '../../publication.ts';
import type { Document } from '../../render/document.ts';

/** Milliseconds in which changes that follow each other are gathered. */
const gathering = 100;

/** Documents of an earlier run that are compared before what was found out is told. */
const portion = 300;

/** What topics are watched with. */
export interface TopicOptions {
  readonly publication: Publication;
  /** What documents held when they were last made, by an earlier run too: hashes by path. Kept up to date. */
  readonly known: Map<string, string>;
  /** Told of the paths of documents that others can fetch now and that are not what they were. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Told of the paths of documents that are taken as they are at the beginning. */
  readonly onFirst?: ((paths: readonly string[]) => void) | undefined;
}

/**
 * Finds out which feed documents have other bytes than they had. A document is made before it is compared, so whoever
 * is told can fetch what is new; documents that nobody has asked for since the change are made for it, one in a turn of
 * the event loop, and only those of feeds in which something has changed.
 */
export class Topics {
  readonly #publication: Publication;
  readonly #known: Map<string, string>;
  readonly #onChange: TopicOptions['onChange'];
  readonly #onFirst: TopicOptions['onFirst'];
  /** Documents in which something has changed. */
  readonly #waiting = new Set<string>();
  /** Documents that an earlier run knew: compared when nothing waits. */
  readonly #earlier = new Set<string>();
  /** Documents that no earlier run knew and that are not made yet. */
  readonly #fresh = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor({ publication, known, onChange, onFirst }: TopicOptions) {
    this.#publication = publication;
    this.#known = known;
    this.#onChange = onChange;
    this.#onFirst = onFirst;
  }

  /**
   * Compares the documents that an earlier run knew. Those of `paths` that it did not know are taken as they are, so
   * that a later change of the articles that leaves them alone is none.
   */
  begin(paths: readonly string[]): void {
    for (const path of paths) if (!this.#known.has(path)) this.#fresh.add(path);
    for (const path of this.#known.keys()) {
      const place = this.#publication.placeAt(path);
      if (place === undefined) this.#known.delete(path);
      else if (place.archive === undefined) this.#earlier.add(path);
    }
    this.#looking = this.#looking.then(() => this.#learn()).then(() => this.#compareAll());
  }

  /** Makes and compares documents before all others; resolves to those that exist and are what they were. */
  async unchanged(paths: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const same = new Set(paths);
    this.#looking = this.#looking.then(async () => {
      const changed: string[] = [];
      for (const path of paths) {
        if (this.#isClosed) break;
        if (await this.#hasChanged(path)) changed.push(path);
        if (changed.at(-1) === path || !this.#known.has(path)) same.delete(path);
        await turn();
      }
      if (changed.length > 0) this.#onChange(changed);
    });
    await this.#looking;
    return same;
  }

  /** Compares documents of feeds in which something has changed. */
  look(paths: Iterable<string>): void {
    for (const path of paths) {
      this.#waiting.add(path);
      this.#fresh.delete(path);
    }
    if (this.#waiting.size === 0 || this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#looking = this.#looking.then(() => this.#compareAll());
    }, gathering).unref();
  }

  /** Resolves when nothing is made any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** Takes documents as they are, but for those that change before they are made. */
  async #learn(): Promise<void> {
    const first: string[] = [];
    for (const path of [...this.#fresh]) {
      const document = await this.#document(path);
      if (!this.#fresh.delete(path) || document === undefined) continue;
      this.#known.set(path, document.hash);
      first.push(path);
    }
    if (first.length > 0) this.#onFirst?.(first);
  }

  async #compareAll(): Promise<void> {
    while (!this.#isClosed && this.#waiting.size + this.#earlier.size > 0) {
      const changed = this.#waiting.size > 0 ? await this.#compareWaiting() : await this.#compareEarlier();
      if (changed.length > 0) this.#onChange(changed);
    }
  }

  async #compareWaiting(): Promise<string[]> {
    const changed: string[] = [];
    for (const path of this.#waiting) {
      if (this.#isClosed) break;
      this.#waiting.delete(path);
      this.#earlier.delete(path);
      if (await this.#hasChanged(path)) changed.push(path);
      await turn();
    }
    return changed;
  }

  /** Nobody waits for these: half of the time is left to others, and what changes now is looked at before. */
  async #compareEarlier(): Promise<string[]> {
    const changed: string[] = [];
    let left = portion;
    for (const path of this.#earlier) {
      if (this.#isClosed || this.#waiting.size > 0 || left === 0) break;
      left -= 1;
      this.#earlier.delete(path);
      const start = performance.now();
      if (await this.#hasChanged(path)) changed.push(path);
      await sleep(performance.now() - start, undefined, { ref: false });
    }
    return changed;
  }

  /** Whether a document exists and is another one; the new one is known then, and one that is gone no longer. */
  async #hasChanged(path: string): Promise<boolean> {
    const document = await this.#document(path);
    if (document === undefined) this.#known.delete(path);
    if (document === undefined || this.#known.get(path) === document.hash) return false;
    this.#known.set(path, document.hash);
    return true;
  }

  async #document(path: string): Promise<Document | undefined> {
    if (this.#publication.placeAt(path) === undefined) return undefined;
    return this.#publication.document(path).catch(() => undefined);
  }
}

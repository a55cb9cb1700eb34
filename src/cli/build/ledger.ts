import { hash } from 'node:crypto';
import type { Article } from '../../article/article.ts';
import { articleKey } from '../../article/identity/id-records.ts';
import type { Problem } from '../../problem.ts';
import type { KeptRecord } from '../../store/entry-records.ts';
import type { Library } from '../../store/library.ts';
import { type StoredFile, sameFile } from '../../store/store.ts';
import type { Publisher } from '../../web/publisher.ts';
import { Digests } from './digest.ts';
import type { Sources, TextOutput } from './output.ts';
import { programDigest } from './program.ts';
import { type BuildRecord, type OutputRecord, readRecord, recordFile, writeRecord } from './record.ts';

interface Noted {
  readonly record: OutputRecord;
  readonly shown: readonly Article[];
}

/** Where a ledger is kept, and for which folder of outputs. */
export interface LedgerOptions {
  readonly state: string;
  /** The folder's full path. */
  readonly out: string;
}

/**
 * Knows what every output of the last run was made from, so that what would be the same is not made again. It is never
 * needed: without it all is made, and compared with what is there.
 */
export class Ledger {
  readonly #file: string;
  readonly #key: string;
  readonly #library: Library;
  readonly #digests: Digests;
  readonly #before: BuildRecord;
  readonly #now = new Map<string, Noted>();
  readonly #keptProblems: Problem[] = [];

  constructor({ site, library }: Publisher, { state, out }: LedgerOptions) {
    this.#file = recordFile(state, out);
    this.#key = hash('sha256', JSON.stringify([programDigest(), site]), 'base64url');
    this.#library = library;
    this.#digests = new Digests(library.records);
    this.#before = readRecord(this.#file, this.#key);
  }

  /** What is wrong with the documents that were not made again. */
  get problems(): readonly Problem[] {
    return this.#keptProblems;
  }

  /** Brings back what articles were made from, as far as that is the same now. */
  async recall(): Promise<void> {
    const { records } = this.#library;
    records.recallImages(this.#before.images);
    for (const article of this.#library.articles()) {
      const record = this.#before.entries.get(articleKey(article));
      if (record) await records.recall(article, record);
    }
  }

  /** The record of an output that would be the same text again. */
  find({ url, file }: TextOutput, sources: Sources): OutputRecord | undefined {
    const record = this.#before.outputs.get(file);
    return record && record.digest === this.#digests.of(url, sources) ? record : undefined;
  }

  /** Notes that an output was not made again. */
  keep({ file }: TextOutput, { shown }: Sources, record: OutputRecord): void {
    this.#now.set(file, { record, shown });
    this.#keptProblems.push(...record.problems);
  }

  /** Notes what was made. What shows an article that could not be finished is not noted. */
  note({ url, file }: TextOutput, sources: Sources, made: Omit<OutputRecord, 'digest'>): void {
    const digest = this.#digests.of(url, sources);
    if (digest !== undefined) this.#now.set(file, { record: { ...made, digest }, shown: sources.shown });
  }

  /** Keeps all of it for the next run; where the state cannot be written the next run makes all again. */
  async save(): Promise<void> {
    const changed = await this.#changed();
    const entries = new Map<string, KeptRecord>();
    for (const article of this.#library.articles()) {
      const record = changed.has(article.path) ? undefined : this.#library.records.of(article);
      if (record) entries.set(articleKey(article), record);
    }
    const outputs = new Map<string, OutputRecord>();
    for (const [file, { record, shown }] of this.#now) {
      if (!shown.some(({ path }) => changed.has(path))) outputs.set(file, record);
    }
    const images = new Map(this.#library.records.images);
    await writeRecord(this.#file, this.#key, { images, entries, outputs }).catch(() => undefined);
  }

  /**
   * Paths of articles whose file is another one than when it was listed: an entry may have been made from either.
   */
  async #changed(): Promise<ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const { path } of this.#library.articles()) changed.add(path);
    const isSame = (file: StoredFile): boolean => {
      const listed = this.#library.fileAt(file.path);
      return listed !== undefined && sameFile(listed, file);
    };
    for await (const file of this.#library.store.list()) if (isSame(file)) changed.delete(file.path);
    return changed;
  }
}

import type { Article, ArticleFacts } from '../article/article.ts';
import type { IdRecord } from '../article/identity/id-records.ts';
import { IdentityIndex, type IdentityOutcome } from '../article/identity/identity.ts';
import type { Instant } from '../date/reading.ts';
import type { Problem } from '../problem.ts';
import type { Site } from '../site.ts';
import type { IdsStore } from './ids/ids.ts';

/** What identities are given from. */
export interface IdentitiesOptions {
  readonly site: Site;
  /** Where ids are kept; without it they are worked out anew each time. */
  readonly ids: IdsStore | undefined;
  /** Ids are read, but none is written. */
  readonly isReadOnly: boolean;
  /** Whether there is a file at a path now. */
  readonly exists: (path: string) => boolean;
  /** The facts of every article there is. */
  readonly facts: () => Iterable<ArticleFacts>;
  /** Keys of the articles that count. */
  readonly known: () => Iterable<string>;
  /** Called when ids could not be kept as they should. */
  readonly onProblems: () => void;
}

/** Milliseconds between a change and the writing of new ids. They are the same at the next start if it comes in between. */
const PAUSE = 100;

/** Gives articles their identities and keeps the ids: soon after a change, or in turn with the servers that share them. */
export class Identities {
  readonly #options: IdentitiesOptions;
  #index: IdentityIndex;
  #savedRevision = 0;
  /** Rows that could not be written yet. */
  #untold: IdRecord[] = [];
  #areAllUntold = false;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #keepingProblems: readonly Problem[] = [];
  #isClosed = false;

  constructor(options: IdentitiesOptions) {
    this.#options = options;
    this.#index = new IdentityIndex(new Map(), options.site);
  }

  /** Reads the ids that are kept. */
  async load(): Promise<void> {
    const { ids, site } = this.#options;
    if (!ids) return;
    const { records, problems } = await ids.load();
    this.#index = new IdentityIndex(records, site);
    this.#keepingProblems = problems;
  }

  /** The article of a key, as it is now. */
  article(key: string): Article | undefined {
    return this.#index.article(key);
  }

  /** When the article's file was first seen, where that is its date. */
  firstSeen(key: string): Instant | undefined {
    return this.#index.firstSeen(key);
  }

  /** What is wrong with identities now. */
  get problems(): readonly Problem[] {
    return this.#index.problems;
  }

  /** What keeps ids from being read or written. */
  get keepingProblems(): readonly Problem[] {
    return this.#keepingProblems;
  }

  /** Gives the articles of a change their identities; where ids are shared with other servers, in turn with them. */
  async assign(changed: readonly ArticleFacts[], removed: ReadonlySet<string>): Promise<IdentityOutcome> {
    const { ids, isReadOnly, exists } = this.#options;
    if (!ids?.mint || isReadOnly) return this.#index.update({ changed, isOwned: true, removed, exists });
    let outcome: IdentityOutcome = { articles: [], gone: [] };
    await ids.mint((others, isAll) => {
      if (isAll) outcome = this.#assignAll(others);
      else {
        this.#index.learn(others);
        outcome = this.#index.update({ changed, isOwned: true, removed, exists });
      }
      const fresh = this.#index.takeFresh();
      return { fresh: fresh ?? [...this.#index.records.values()], isWhole: fresh === undefined };
    });
    this.#savedRevision = this.#index.revision;
    return outcome;
  }

  /** Gives all articles their identities anew, from the rows that are kept. */
  #assignAll(records: readonly IdRecord[]): IdentityOutcome {
    const { site, exists, facts, known } = this.#options;
    this.#index = new IdentityIndex(new Map(records.map((record) => [record.id, record])), site);
    const { articles } = this.#index.update({ changed: [...facts()], exists });
    const gone = [...known()].filter((key) => !this.#index.article(key));
    return { articles, gone };
  }

  /** Whether there is nothing to write, or nowhere to write it. */
  get #isKept(): boolean {
    const { ids, isReadOnly } = this.#options;
    return !ids || isReadOnly || this.#index.revision === this.#savedRevision;
  }

  /** Has ids written soon, out of the way of the first requests; one write serves all changes until then. */
  saveLater(): void {
    if (this.#isKept || this.#isClosed || this.#timer) return;
    this.#timer = setTimeout(() => void this.save(), PAUSE).unref();
  }

  /** Writes ids that are not kept yet; resolves when all are, or cannot be. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving.then(async () => {
      const { ids, onProblems } = this.#options;
      if (!ids || this.#isKept) return;
      const { revision } = this.#index;
      const fresh = this.#index.takeFresh();
      // Spread would be too many arguments for a call.
      for (const record of fresh ?? []) this.#untold.push(record);
      this.#areAllUntold ||= fresh === undefined;
      const untold = this.#areAllUntold ? undefined : this.#untold;
      const { records, problems } = await ids.save(this.#index.records, untold);
      this.#index.adopt(records);
      this.#keepingProblems = problems;
      if (problems.length > 0) onProblems();
      if (problems.some(({ code }) => code === 'ids-not-written')) return;
      this.#savedRevision = revision;
      this.#untold = [];
      this.#areAllUntold = false;
    });
    return this.#saving;
  }

  /** Writes nothing by itself any more. */
  close(): void {
    this.#isClosed = true;
  }
}

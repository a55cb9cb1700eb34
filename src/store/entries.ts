import { hash } from 'node:crypto';
import type { Article, ArticleFacts, Entry } from '../article/article.ts';
import { entryContent } from '../article/content.ts';
import { stateAt } from '../article/dates/visibility.ts';
import { idPrefixOf } from '../article/identity/id-prefix.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { readDrafts } from '../article/read.ts';
import type { Problem } from '../problem.ts';
import type { ImageFactsCache } from './image-facts.ts';
import type { Lookup, Lookups } from './lookups.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import type { Store } from './store.ts';

/** What entries are made from. */
export interface EntriesOptions {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Drafts and future articles are shown, and marked in their titles. */
  readonly isShowingDrafts: boolean;
  readonly neighbourhood: Neighbourhood;
  readonly lookups: Lookups;
  readonly images: ImageFactsCache;
  /** Told what is wrong with a content that was made. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

/** What an entry was made from, beside its article, and what came up: where all of it is the same, so is the entry. */
export interface EntryRecord {
  /** Name of the bytes that the file held. */
  readonly held: string;
  /** What the content asked of its surroundings. */
  readonly asked: readonly Lookup[];
  readonly problems: readonly Problem[];
}

/** Times that an entry is made again when something around it changes meanwhile. */
const MOST_TRIES = 5;

/** A name of bytes that no others have. */
export const nameOf = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64').slice(0, 22);

/** Finishes entries, and remembers which articles were shown with which text and what was wrong with it. */
export class Entries {
  readonly #options: EntriesOptions;
  readonly #problems = new Map<string, readonly Problem[]>();
  /** Of articles whose body was shown: what their file held then, since facts do not tell of every change in it. */
  readonly #shown = new Map<string, string>();
  /** Articles that could not be made when they were last asked for. */
  readonly #failed = new Set<string>();

  constructor(options: EntriesOptions) {
    this.#options = options;
  }

  /** What is wrong with the contents made last. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()].flat();
  }

  /**
   * Finishes an entry: reads its file again and makes the body safe. Rejects when the file can't be read or no longer
   * holds the article.
   */
  async entryOf(article: Article): Promise<Entry> {
    const key = articleKey(article);
    try {
      const entry = await this.#make(article, key);
      this.#failed.delete(key);
      return entry;
    } catch (fault) {
      this.#failed.add(key);
      throw fault;
    }
  }

  async #make(article: Article, key: string): Promise<Entry> {
    const { store, lookups, neighbourhood, images } = this.#options;
    const bytes = await store.read(article.path);
    const held = nameOf(bytes);
    const { drafts } = readDrafts({ path: article.path, bytes, modified: 0 });
    const draft = drafts.find(({ part }) => part === article.part);
    if (!draft) throw new Error(`${article.path} holds no such article now`);
    for (let tries = 1; ; tries += 1) {
      const { surroundings, done } = lookups.record(key, neighbourhood.surroundings);
      const content = await entryContent(draft, article, { idPrefix: idPrefixOf(article), surroundings });
      if (await images.measureWanted()) continue;
      // What lies around it may have changed meanwhile.
      if (!done() && tries < MOST_TRIES) continue;
      this.#shown.set(key, held);
      this.#noteProblems(key, content.problems);
      return { article: this.#marked(article), content };
    }
  }

  /** What the entry of an article was made from; undefined where it was not made or has failed. */
  recordOf(key: string): EntryRecord | undefined {
    const held = this.#shown.get(key);
    if (held === undefined || this.#failed.has(key)) return undefined;
    return { held, asked: this.#options.lookups.of(key), problems: this.#problems.get(key) ?? [] };
  }

  /**
   * Takes in the record of an earlier run, of a file that holds the same bytes now: as if the entry had been made again.
   * Answers whether it would be the same; if not, nothing is taken in.
   */
  recall(key: string, { held, asked, problems }: EntryRecord): boolean {
    const { lookups, neighbourhood } = this.#options;
    if (!lookups.take(key, asked, neighbourhood.surroundings)) {
      lookups.forget(key);
      return false;
    }
    this.#shown.set(key, held);
    if (problems.length > 0) this.#problems.set(key, problems);
    return true;
  }

  /** What an article that is shown before its time is marked with. */
  markOf(article: Article): string | undefined {
    const state = stateAt(article, this.#options.now());
    return state === 'draft' ? 'Draft' : state === 'scheduled' ? 'Scheduled' : undefined;
  }

  /** Names the bytes of a file, if an article that it held was shown. */
  nameBytes(before: readonly ArticleFacts[], bytes: Uint8Array): string | undefined {
    return before.some((each) => this.#shown.has(articleKey(each))) ? nameOf(bytes) : undefined;
  }

  /** Whether an article was shown with another text than that of the bytes of this name. */
  isShownOtherwise(key: string, held: string | undefined): boolean {
    const shown = this.#shown.get(key);
    return shown !== undefined && shown !== held;
  }

  /** Forgets an article whose file is gone. */
  drop(key: string): void {
    this.#problems.delete(key);
    this.#shown.delete(key);
    this.#failed.delete(key);
  }

  #noteProblems(key: string, problems: readonly Problem[]): void {
    if (problems.length > 0) this.#problems.set(key, problems);
    else this.#problems.delete(key);
    this.#options.onProblems(problems);
  }

  #marked(article: Article): Article {
    const mark = this.#options.isShowingDrafts ? this.markOf(article) : undefined;
    return mark === undefined ? article : { ...article, title: `[${mark}] ${article.title}` };
  }
}

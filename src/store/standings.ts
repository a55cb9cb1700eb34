import { isDeepStrictEqual } from 'node:util';
import type { Article } from '../article/article.ts';
import { fileNamesOf, namedFiles } from '../article/content/entry-media.ts';
import { stateAt } from '../article/dates/visibility.ts';
import { articleKey } from '../article/identity/id-records.ts';
import type { Standing } from '../feed/collection.ts';
import type { Lookups } from './lookups.ts';
import { isMediaPath } from './media-path.ts';
import { nameOfFile } from './name-index.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { Schedule } from './schedule.ts';
import { turn } from './turn.ts';

/** An article and how it counts now. */
export interface ArticleStanding {
  readonly article: Article;
  readonly standing: Standing;
}

/** What has changed among the articles that count. */
export interface LibraryChange {
  readonly put: readonly ArticleStanding[];
  readonly remove: readonly Pick<Article, 'path' | 'part'>[];
  /** Whether the change comes from the files, not from the clock. */
  readonly isNews: boolean;
}

/** What may have changed among the articles. */
export interface Publishing {
  readonly articles: Iterable<Article>;
  /** Articles that have to be made again though their facts are the same: new objects. */
  readonly again?: readonly Article[];
  /** Keys of articles that are none any more. */
  readonly gone?: readonly string[];
  /** Paths at which something changed. */
  readonly paths?: Set<string>;
  readonly isNews: boolean;
}

/** What standings are worked out from. */
export interface StandingsOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Drafts and future articles count as listed. */
  readonly isShowingDrafts: boolean;
  /** Every article, whatever its state. */
  readonly articles: () => Iterable<Article>;
  readonly neighbourhood: Neighbourhood;
  readonly lookups: Lookups;
  readonly onChange: (change: LibraryChange) => void;
}

/** What a change comes to while it is worked out. */
interface Outcome {
  readonly put: ArticleStanding[];
  readonly remove: Pick<Article, 'path' | 'part'>[];
}

const none: readonly never[] = [];

/** Before the key of an article where its fields have asked, apart from its content. */
const OF_FIELDS = 'fields\0';

/** Articles that are published without a turn for others: a few milliseconds of work. */
const PUBLISHED_AT_ONCE = 100;

/** Knows which articles count now and how, by their facts and by the clock, and tells of every change in that. */
export class Standings {
  readonly #options: StandingsOptions;
  readonly #standing = new Map<string, ArticleStanding>();
  readonly #schedule: Schedule;

  constructor(options: StandingsOptions) {
    this.#options = options;
    this.#schedule = new Schedule(options.now, (due) =>
      this.#publish({ articles: due ?? options.articles(), isNews: false }),
    );
  }

  /** How an article counts; undefined for one that does not. */
  get(key: string): ArticleStanding | undefined {
    return this.#standing.get(key);
  }

  /** Keys of the articles that count. */
  keys(): IterableIterator<string> {
    return this.#standing.keys();
  }

  /** Paths of the articles that count and have a file of their own. */
  *paths(): Generator<string> {
    for (const { article } of this.#standing.values()) if (article.part === undefined) yield article.path;
  }

  /** When an article will next appear or go by itself (milliseconds since 1970). */
  get nextChange(): number | undefined {
    return this.#schedule.next;
  }

  /** When an article will next go by itself. */
  get nextExpiry(): number | undefined {
    return this.#schedule.nextExpiry;
  }

  close(): void {
    this.#schedule.close();
  }

  /** What is known of the files that an article's fields name. When that changes, the article is put again. */
  filesOf(article: Article): string | undefined {
    const { lookups, neighbourhood } = this.#options;
    const { fileNamed } = neighbourhood.surroundings;
    // Most folders have none of them: a hundred thousand articles need not ask for each, and have it noted.
    if (!fileNamesOf(article).some((name) => fileNamed?.(name) !== undefined)) return undefined;
    const { surroundings, done } = lookups.record(
      OF_FIELDS + articleKey(article),
      neighbourhood.surroundings,
    );
    const files = namedFiles(article, surroundings);
    done();
    return files;
  }

  /**
   * Publishes many changed articles some at a time, so that nobody waits for all of them. Not at the first reading, and
   * not where articles go: one that was renamed must not be missing, or be there twice, for a moment.
   */
  async publish(change: Publishing & { readonly articles: readonly Article[] }): Promise<void> {
    const { articles, gone = none } = change;
    const isWhole = gone.length > 0 || this.#standing.size === 0;
    let from = 0;
    for (; !isWhole && articles.length - from > PUBLISHED_AT_ONCE; from += PUBLISHED_AT_ONCE) {
      this.#publish({ articles: articles.slice(from, from + PUBLISHED_AT_ONCE), isNews: change.isNews });
      await turn();
    }
    this.#publish({ ...change, articles: from === 0 ? articles : articles.slice(from) });
  }

  /** Works out what the articles' states are now, and tells what has changed. The same facts change nothing. */
  #publish({ articles, again = none, gone = none, paths = new Set(), isNews }: Publishing): void {
    const outcome: Outcome = { put: [], remove: [] };
    const { put, remove } = outcome;
    for (const article of articles) this.#look(article, outcome);
    for (const article of again) this.#renew(article, outcome);
    for (const key of gone) this.#forget(key, outcome);
    for (const { path } of remove) paths.add(path);
    for (const each of this.#namedAnew(paths, put)) put.push(each);
    if (!this.#options.lookups.isEmpty) {
      for (const { article } of put) paths.add(article.path);
      const known = new Set(put.map(({ article }) => articleKey(article)));
      for (const each of this.#affected(paths, known)) put.push(each);
    }
    this.#schedule.arm();
    if (put.length > 0 || remove.length > 0) this.#options.onChange({ put, remove, isNews });
  }

  #look(article: Article, { put, remove }: Outcome): void {
    const key = articleKey(article);
    this.#schedule.put(article);
    const before = this.#standing.get(key);
    const standing = this.#standingOf(article);
    if (standing === undefined) {
      if (before) remove.push(before.article);
      this.#leave(key, before);
    } else if (before?.standing !== standing || !isDeepStrictEqual(before.article, article)) {
      const now = { article, standing };
      this.#enter(key, now, before);
      put.push(now);
    }
  }

  #renew(article: Article, { put }: Outcome): void {
    const before = this.#standing.get(articleKey(article));
    if (!before) return;
    const now = { article, standing: before.standing };
    this.#standing.set(articleKey(article), now);
    put.push(now);
  }

  #forget(key: string, { remove }: Outcome): void {
    const before = this.#standing.get(key);
    if (before) remove.push(before.article);
    this.#leave(key, before);
    this.#schedule.remove(key);
    this.#options.lookups.forget(key);
    this.#options.lookups.forget(OF_FIELDS + key);
  }

  #standingOf(article: Article): Standing | undefined {
    const { now, isShowingDrafts } = this.#options;
    const state = stateAt(article, now());
    if (state === 'listed' || state === 'withdrawn') return state;
    return isShowingDrafts && (state === 'draft' || state === 'scheduled') ? 'listed' : undefined;
  }

  #enter(key: string, now: ArticleStanding, before: ArticleStanding | undefined): void {
    this.#standing.set(key, now);
    const { path, part } = now.article;
    if (!before && part === undefined) this.#options.neighbourhood.putArticle(path);
  }

  #leave(key: string, before: ArticleStanding | undefined): void {
    if (!this.#standing.delete(key) || !before) return;
    const { path, part } = before.article;
    if (part === undefined) this.#options.neighbourhood.removeArticle(path);
  }

  /** Articles whose fields name a file that has come, and none that was there: nothing is noted of those. */
  #namedAnew(paths: ReadonlySet<string>, put: readonly ArticleStanding[]): ArticleStanding[] {
    const names = new Set([...paths].filter(isMediaPath).map(nameOfFile));
    if (names.size === 0) return [];
    const known = new Set(put.map(({ article }) => articleKey(article)));
    const found: string[] = [];
    for (const [key, { article }] of this.#standing) {
      if (
        !known.has(key) &&
        fileNamesOf(article).some((name) => names.has(nameOfFile(name))) &&
        this.#options.lookups.of(OF_FIELDS + key).length === 0 &&
        this.filesOf(article) !== undefined
      )
        found.push(key);
    }
    return found.flatMap((key) => this.#again(key));
  }

  /** The same article as a new object, which says that it changed. */
  #again(key: string): ArticleStanding[] {
    const standing = this.#standing.get(key);
    if (!standing) return [];
    const again = { ...standing, article: { ...standing.article } };
    this.#standing.set(key, again);
    return [again];
  }

  /** Articles whose content refers to a file or an article that is another now: a new object says that they changed. */
  #affected(paths: ReadonlySet<string>, known: ReadonlySet<string>): ArticleStanding[] {
    const { lookups, neighbourhood } = this.#options;
    const changed = lookups.changed(neighbourhood.surroundings, paths);
    const keys = new Set(
      changed.map((key) => (key.startsWith(OF_FIELDS) ? key.slice(OF_FIELDS.length) : key)),
    );
    return [...keys].filter((key) => !known.has(key)).flatMap((key) => this.#again(key));
  }
}

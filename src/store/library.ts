import type { Article, Entry } from '../article/article.ts';
import { foldMissingMedia } from '../article/content/missing-media.ts';
import { idPrefixOf } from '../article/identity/id-prefix.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { foldZoneNotSet } from '../article/normalize.ts';
import { compareProblems, type Problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { ArticleFiles } from './article-files.ts';
import type { FactCache } from './cache/fact-cache.ts';
import { CacheWriter } from './cache-writer.ts';
import { Entries } from './entries.ts';
import { EntryRecords } from './entry-records.ts';
import { FileList } from './file-list.ts';
import { Identities } from './identities.ts';
import type { IdsStore } from './ids/ids.ts';
import { ImageFactsCache } from './image-facts.ts';
import { Intake, type OnProgress } from './intake.ts';
import { Lookups } from './lookups.ts';
import { isMediaPath } from './media-path.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { type LibraryChange, Standings } from './standings.ts';
import type { Store, StoreChange, StoredFile } from './store.ts';

/** What a library is made from. */
export interface LibraryOptions {
  readonly store: Store;
  readonly site: Site;
  /** Where ids are kept; without it they are worked out anew each time. */
  readonly ids?: IdsStore | undefined;
  /** What files gave at an earlier run; without it all are read at each start. */
  readonly cache?: FactCache | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Drafts and future articles count as listed. */
  readonly isShowingDrafts?: boolean;
  /** Ids are read, but none is written. */
  readonly isReadOnly?: boolean;
  /** Called when Problems have come up apart from a change: then `takeFresh` has them. */
  readonly onProblems?: () => void;
}

/**
 * All articles of a store, kept up to date: reads files into facts, gives them identities, and knows which count now.
 * Changes are taken in one after the other; `onChange` is told what each of them did.
 */
export class Library {
  readonly site: Site;
  readonly store: Store;
  /** What entries were made from. */
  readonly records: EntryRecords;
  readonly #cache: FactCache | undefined;
  readonly #files = new FileList();
  readonly #articleFiles: ArticleFiles;
  readonly #identities: Identities;
  readonly #standings: Standings;
  readonly #entries: Entries;
  readonly #intake: Intake;
  readonly #cacheWriter: CacheWriter;
  #fresh: Problem[] = [];
  #sourceFault: Error | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: LibraryOptions, onChange: (change: LibraryChange) => void) {
    const { store, site, ids, cache, now, isShowingDrafts = false, isReadOnly = false } = options;
    const { onProblems = () => {} } = options;
    this.store = store;
    this.site = site;
    this.#cache = cache;
    const files = this.#files;
    const note = (problems: readonly Problem[]): void => void this.#fresh.push(...problems);
    const images = new ImageFactsCache(store);
    const around = { neighbourhood: this.#newNeighbourhood(images), lookups: new Lookups() };
    const articles = (): Iterable<Article> => this.articles();
    this.#standings = new Standings({ now, isShowingDrafts, articles, ...around, onChange });
    this.#entries = new Entries({ store, now, isShowingDrafts, ...around, images, onProblems: note });
    const fileAt = (path: string): StoredFile | undefined => files.get(path);
    this.records = new EntryRecords({ store, fileAt, entries: this.#entries, images });
    this.#articleFiles = new ArticleFiles({
      store,
      site,
      files,
      cache,
      firstSeen: (key) => this.#identities.firstSeen(key),
      nameBytes: (before, bytes) => this.#entries.nameBytes(before, bytes),
      onProblems: note,
    });
    this.#identities = new Identities({
      site,
      ids,
      isReadOnly,
      exists: (path) => files.has(path),
      facts: () => [...this.#articleFiles.all()].flatMap(({ facts }) => facts),
      known: () => this.#standings.keys(),
      onProblems,
    });
    this.#intake = new Intake({
      files,
      articleFiles: this.#articleFiles,
      neighbourhood: around.neighbourhood,
      entries: this.#entries,
      identities: this.#identities,
    });
    this.#cacheWriter = new CacheWriter({
      cache,
      isReadOnly,
      files: () => this.#articleFiles.cached(),
      inTurn: (work) => this.#inTurn(work),
      onProblems,
    });
  }

  #newNeighbourhood(images: ImageFactsCache): Neighbourhood {
    const files = this.#files;
    return new Neighbourhood({
      publicUrl: this.site.url,
      mediaAt: (path) => this.mediaAt(path),
      linkAt: (path) => this.#standings.get(path)?.article.link,
      idPrefixOf: (path) => {
        const known = this.#standings.get(path);
        return known && idPrefixOf(known.article);
      },
      imageInfo: (path) => {
        const file = files.get(path);
        return file && images.get(file);
      },
      mediaPaths: () => files.mediaPaths(),
      articlePaths: () => this.#standings.paths(),
    });
  }

  /** Files of the store as they were last listed. */
  fileAt(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }

  /** A file that may be served as it is; one that holds articles may not, whatever its name. */
  mediaAt(path: string): StoredFile | undefined {
    const file = this.#files.get(path);
    return file && isMediaPath(path) && !this.#articleFiles.isSource(path) ? file : undefined;
  }

  /** Every article with an identity, in no order, whatever its state. */
  *articles(): Generator<Article> {
    for (const state of this.#articleFiles.all()) {
      for (const facts of state.facts) {
        const article = this.#identities.article(articleKey(facts));
        if (article) yield article;
      }
    }
  }

  /** Why the store as a whole was out of reach at the last try. */
  get sourceFault(): Error | undefined {
    return this.#sourceFault ?? this.store.fault ?? this.#files.fault;
  }

  /** When an article will next appear or go by itself (milliseconds since 1970). */
  get nextChange(): number | undefined {
    return this.#standings.nextChange;
  }

  /** When an article will next go by itself. */
  get nextExpiry(): number | undefined {
    return this.#standings.nextExpiry;
  }

  /** Everything that is wrong now, sorted by file and line. */
  get problems(): readonly Problem[] {
    const all = [
      ...this.#files.problems,
      ...this.#articleFiles.defaultsProblems,
      ...[...this.#articleFiles.all()].flatMap(({ problems }) => problems),
      ...this.#identities.problems,
      ...this.#stateProblems,
      ...this.#entries.problems,
    ];
    return foldMissingMedia(foldZoneNotSet(all).toSorted(compareProblems));
  }

  /** Problems that came since the last call, whether or not they were there before; after the first reading `problems` has all. */
  takeFresh(): readonly Problem[] {
    const fresh = [
      ...this.#fresh,
      ...this.#files.problems,
      ...this.#articleFiles.defaultsProblems,
      ...this.#identities.problems,
      ...this.#stateProblems,
    ];
    this.#fresh = [];
    return foldMissingMedia(foldZoneNotSet(fresh).toSorted(compareProblems));
  }

  /** What keeps the state from being read or written; one Problem is enough where the whole folder cannot be used. */
  get #stateProblems(): readonly Problem[] {
    const ofIds = this.#identities.keepingProblems;
    const hasIds = ofIds.some(({ code }) => code === 'ids-not-written');
    return [
      ...ofIds,
      ...this.#cacheWriter.problems.filter(({ code }) => !hasIds || code !== 'cache-not-written'),
    ];
  }

  /**
   * Reads everything for the first time. `onProgress` gets the number of article files read and of all there are.
   * Rejects with the store's error when the source is out of reach.
   */
  async load(onProgress: OnProgress = () => {}): Promise<void> {
    await this.#identities.load();
    await this.#cacheWriter.load();
    await this.#inTurn(() => this.#compareAll(onProgress));
    this.#cache?.forget();
    this.#fresh = [];
  }

  /** Takes in a change of the store; resolves when it has taken effect. A source out of reach changes nothing. */
  apply(change: StoreChange = { kind: 'all' }): Promise<void> {
    return this.#inTurn(async () => {
      try {
        if (change.kind === 'all') await this.#compareAll();
        else await this.#take(change.present, this.#files.goneBy(change));
        this.#sourceFault = undefined;
      } catch (fault) {
        this.#sourceFault = fault instanceof Error ? fault : new Error(String(fault));
      }
    });
  }

  /** Resolves when all changes so far have taken effect and their ids are kept. */
  async settled(): Promise<void> {
    await this.#queue;
    await this.#identities.save();
  }

  /** Ends what goes on by itself, and keeps what is not kept yet. */
  async close(): Promise<void> {
    this.#standings.close();
    this.#identities.close();
    this.#cacheWriter.close();
    await this.#inTurn(async () => {
      await this.#identities.save();
      await this.#cacheWriter.finish();
    });
  }

  /**
   * Finishes an entry: reads its file again and makes the body safe. Rejects when the file can't be read or no longer
   * holds the article.
   */
  entryOf(article: Article): Promise<Entry> {
    return this.#entries.entryOf(article);
  }

  /** What is known of the files that an article's fields name; it is put again when that changes. */
  filesOf(article: Article): string | undefined {
    return this.#standings.filesOf(article);
  }

  /** What an article that is shown before its time is marked with. */
  markOf(article: Article): string | undefined {
    return this.#entries.markOf(article);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #compareAll(onProgress?: OnProgress): Promise<void> {
    const { present, gone } = await this.#files.compare(this.store, (file) => this.#cache?.same(file));
    await this.#take(present, gone, onProgress);
  }

  async #take(
    present: readonly StoredFile[],
    gone: readonly string[],
    onProgress: OnProgress = () => {},
  ): Promise<void> {
    const isFirst = this.#articleFiles.size === 0;
    const { changed, removed, again, read } = await this.#intake.take(present, gone, onProgress);
    const outcome = await this.#identities.assign(changed, removed);
    // At the first reading nobody has asked about any file.
    const paths = new Set(isFirst ? [] : [...present.map(({ path }) => path), ...gone]);
    await this.#standings.publish({ ...outcome, again, paths, isNews: true });
    this.#identities.saveLater();
    this.#cacheWriter.later(read, this.#articleFiles.size);
  }
}

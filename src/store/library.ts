import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleFacts, Entry } from '../article/article.ts';
import { foldMissingMedia } from '../article/content/missing-media.ts';
import { entryContent } from '../article/content.ts';
import { mayHoldArticles } from '../article/formats.ts';
import { hashText } from '../article/hash.ts';
import { articleKey, type IdRecord } from '../article/id-records.ts';
import { IdentityIndex, type IdentityOutcome } from '../article/identity.ts';
import { foldZoneNotSet } from '../article/normalize.ts';
import { readDrafts } from '../article/read.ts';
import { stateAt } from '../article/visibility.ts';
import type { Standing } from '../feed/collection.ts';
import { compareProblems, type Problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { DefaultsFiles, isDefaultsPath } from './defaults-files.ts';
import { defaultsText, type FactCache } from './fact-cache.ts';
import type { CachedFile } from './facts-block.ts';
import { type FileFacts, readFacts, unreadable } from './file-reader.ts';
import type { IdsStore } from './ids.ts';
import { ImageFactsCache } from './image-facts.ts';
import { Lookups } from './lookups.ts';
import { isMediaPath } from './media-path.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { Schedule } from './schedule.ts';
import { FactSharing } from './sharing.ts';
import { type Store, type StoreChange, type StoredFile, sameFile } from './store.ts';
import { Slice, turn } from './turn.ts';

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
interface Publishing {
  readonly articles: Iterable<Article>;
  /** Articles that have to be made again though their facts are the same: new objects. */
  readonly again?: readonly Article[];
  /** Keys of articles that are none any more. */
  readonly gone?: readonly string[];
  /** Paths at which something changed. */
  readonly paths?: Set<string>;
  readonly isNews: boolean;
}

/** Stands before every id in the entry's HTML: two entries in one document must not have the same. */
const idPrefixOf = ({ id }: Article): string => `e${hashText(id).slice(0, 8)}-`;

/** Nothing is wrong with most files, and most hold one article: one empty list is enough. */
const none: readonly never[] = [];

/** Milliseconds between a change and the writing of new ids. They are the same at the next start if it comes in between. */
const IDS_PAUSE = 100;

/** How often a cache is written when files change, in milliseconds: an old one costs no more than reading those again. */
const CACHE_PAUSE = 60_000;

/** Articles that are published without a turn for others: a few milliseconds of work. */
const PUBLISHED_AT_ONCE = 100;

/** Times that an entry is made again when something around it changes meanwhile. */
const MOST_TRIES = 5;

const hashBytes = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64').slice(0, 22);

/**
 * All articles of a store, kept up to date: reads files into facts, gives them identities, and knows which count now.
 * Changes are taken in one after the other; `onChange` is told what each of them did.
 */
export class Library {
  readonly site: Site;
  readonly store: Store;
  readonly #ids: IdsStore | undefined;
  readonly #cache: FactCache | undefined;
  readonly #now: () => number;
  readonly #isShowingDrafts: boolean;
  readonly #isReadOnly: boolean;
  readonly #onProblems: () => void;
  readonly #onChange: (change: LibraryChange) => void;
  readonly #files = new Map<string, StoredFile>();
  /** Folders that have held a file, however deep; one that is gone by now does no harm. */
  readonly #folders = new Set<string>();
  readonly #facts = new Map<string, FileFacts>();
  readonly #defaults = new DefaultsFiles();
  readonly #standing = new Map<string, ArticleStanding>();
  readonly #contentProblems = new Map<string, readonly Problem[]>();
  /** Of articles whose body was shown: what their file held then, since facts do not tell of every change in it. */
  readonly #shown = new Map<string, string>();
  readonly #sharing = new FactSharing();
  readonly #lookups = new Lookups();
  readonly #neighbourhood: Neighbourhood;
  readonly #images: ImageFactsCache;
  readonly #schedule: Schedule;
  #identity: IdentityIndex;
  #savedRevision = 0;
  /** Rows that could not be written yet. */
  #untoldIds: IdRecord[] = [];
  #areAllUntold = false;
  #idsTimer: NodeJS.Timeout | undefined;
  #idsSaving: Promise<void> = Promise.resolve();
  #idProblems: readonly Problem[] = [];
  #cacheProblems: readonly Problem[] = none;
  #fresh: Problem[] = [];
  #sourceFault: Error | undefined;
  /** Files read since the cache was written. */
  #uncached = 0;
  #isCaching: NodeJS.Timeout | undefined;
  #isClosed = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: LibraryOptions, onChange: (change: LibraryChange) => void) {
    const { store, site, ids, cache, now, isShowingDrafts = false, isReadOnly = false } = options;
    this.store = store;
    this.site = site;
    this.#ids = ids;
    this.#cache = cache;
    this.#now = now;
    this.#isShowingDrafts = isShowingDrafts;
    this.#isReadOnly = isReadOnly;
    this.#onProblems = options.onProblems ?? (() => {});
    this.#onChange = onChange;
    this.#images = new ImageFactsCache(store);
    this.#schedule = new Schedule(now, (due) =>
      this.#publish({ articles: due ?? this.articles(), isNews: false }),
    );
    this.#neighbourhood = this.#newNeighbourhood();
    this.#identity = new IdentityIndex(new Map(), site);
  }

  /** Files of the store as they were last listed. */
  fileAt(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }

  /** A file that may be served as it is; one that holds articles may not, whatever its name. */
  mediaAt(path: string): StoredFile | undefined {
    const file = this.#files.get(path);
    return file && isMediaPath(path) && !this.#facts.get(path)?.facts.length ? file : undefined;
  }

  /** Every article with an identity, in no order, whatever its state. */
  *articles(): Generator<Article> {
    for (const state of this.#facts.values()) {
      for (const facts of state.facts) {
        const article = this.#identity.article(articleKey(facts));
        if (article) yield article;
      }
    }
  }

  /** Why the store as a whole was out of reach at the last try. */
  get sourceFault(): Error | undefined {
    return this.#sourceFault ?? this.store.fault;
  }

  /** When an article will next appear or go by itself (milliseconds since 1970). */
  get nextChange(): number | undefined {
    return this.#schedule.next;
  }

  /** When an article will next go by itself. */
  get nextExpiry(): number | undefined {
    return this.#schedule.nextExpiry;
  }

  /** Everything that is wrong now, sorted by file and line. */
  get problems(): readonly Problem[] {
    const all = [
      ...this.#defaults.problems,
      ...[...this.#facts.values()].flatMap(({ problems }) => problems),
      ...this.#identity.problems,
      ...this.#stateProblems,
      ...[...this.#contentProblems.values()].flat(),
    ];
    return foldMissingMedia(foldZoneNotSet(all).toSorted(compareProblems));
  }

  /** Problems that came since the last call, whether or not they were there before; after the first reading `problems` has all. */
  takeFresh(): readonly Problem[] {
    const fresh = [
      ...this.#fresh,
      ...this.#defaults.problems,
      ...this.#identity.problems,
      ...this.#stateProblems,
    ];
    this.#fresh = [];
    return foldMissingMedia(foldZoneNotSet(fresh).toSorted(compareProblems));
  }

  /** What keeps the state from being read or written; one Problem is enough where the whole folder cannot be used. */
  get #stateProblems(): readonly Problem[] {
    const hasIds = this.#idProblems.some(({ code }) => code === 'ids-not-written');
    return [
      ...this.#idProblems,
      ...this.#cacheProblems.filter(({ code }) => !hasIds || code !== 'cache-not-written'),
    ];
  }

  /**
   * Reads everything for the first time. `onProgress` gets the number of article files read and of all there are.
   * Rejects with the store's error when the source is out of reach.
   */
  async load(onProgress: (done: number, total: number) => void = () => {}): Promise<void> {
    if (this.#ids) {
      const { records, problems } = await this.#ids.load();
      this.#identity = new IdentityIndex(records, this.site);
      this.#idProblems = problems;
    }
    if (this.#cache) this.#cacheProblems = await this.#cache.load();
    await this.#inTurn(() => this.#compareAll(onProgress));
    this.#cache?.forget();
    this.#fresh = [];
  }

  /** Takes in a change of the store; resolves when it has taken effect. A source out of reach changes nothing. */
  apply(change: StoreChange = { kind: 'all' }): Promise<void> {
    return this.#inTurn(async () => {
      try {
        if (change.kind === 'all') await this.#compareAll();
        else await this.#take(change.present, this.#goneFiles(change));
        this.#sourceFault = undefined;
      } catch (fault) {
        this.#sourceFault = fault instanceof Error ? fault : new Error(String(fault));
      }
    });
  }

  /** Resolves when all changes so far have taken effect and their ids are kept. */
  async settled(): Promise<void> {
    await this.#queue;
    await this.#saveIds();
  }

  /** Ends what goes on by itself, and keeps what is not kept yet. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#schedule.close();
    clearTimeout(this.#isCaching);
    await this.#inTurn(async () => {
      await this.#saveIds();
      if (this.#uncached > 0) await this.#saveCache();
    });
  }

  /**
   * Finishes an entry: reads its file again and makes the body safe. Rejects when the file can't be read or no longer
   * holds the article.
   */
  async entryOf(article: Article): Promise<Entry> {
    const bytes = await this.store.read(article.path);
    const key = articleKey(article);
    const held = hashBytes(bytes);
    const { drafts } = readDrafts({ path: article.path, bytes, modified: 0 });
    const draft = drafts.find(({ part }) => part === article.part);
    if (!draft) throw new Error(`${article.path} holds no such article now`);
    for (let tries = 1; ; tries += 1) {
      const { surroundings, done } = this.#lookups.record(key, this.#neighbourhood.surroundings);
      const content = await entryContent(draft, article, { idPrefix: idPrefixOf(article), surroundings });
      if (await this.#images.measureWanted()) continue;
      // What lies around it may have changed meanwhile.
      if (!done() && tries < MOST_TRIES) continue;
      this.#shown.set(key, held);
      this.#noteContentProblems(key, content.problems);
      return { article: this.#marked(article), content };
    }
  }

  #noteContentProblems(key: string, problems: readonly Problem[]): void {
    if (problems.length > 0) this.#contentProblems.set(key, problems);
    else this.#contentProblems.delete(key);
    this.#fresh.push(...problems);
  }

  /** What an article that is shown before its time is marked with. */
  markOf(article: Article): string | undefined {
    const state = stateAt(article, this.#now());
    return state === 'draft' ? 'Draft' : state === 'scheduled' ? 'Scheduled' : undefined;
  }

  #marked(article: Article): Article {
    const mark = this.#isShowingDrafts ? this.markOf(article) : undefined;
    return mark === undefined ? article : { ...article, title: `[${mark}] ${article.title}` };
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #compareAll(onProgress: (done: number, total: number) => void = () => {}): Promise<void> {
    const listed = new Set<string>();
    const changed: StoredFile[] = [];
    const isFirst = this.#files.size === 0;
    const take = (file: StoredFile): void => {
      if (!isFirst) listed.add(file.path);
      const known = this.#files.get(file.path);
      // What the cache has of it is in memory already.
      if (!known || !sameFile(known, file)) changed.push(this.#cache?.same(file) ?? file);
    };
    if (this.store.listNow) {
      const slice = new Slice();
      for (const file of this.store.listNow()) {
        if (slice.isOver) await slice.next();
        take(file);
      }
    } else for await (const file of this.store.list()) take(file);
    const gone = [...this.#files.keys()].filter((path) => !listed.has(path));
    await this.#take(changed, gone, onProgress);
  }

  /** A folder that is gone takes everything below it along, but for what is named as present. */
  #goneFiles({ gone, present, isExact = false }: StoreChange & { readonly kind: 'files' }): string[] {
    if (isExact) return gone.filter((path) => this.#files.has(path));
    const kept = new Set(present.map(({ path }) => path));
    const files = gone.filter((path) => this.#files.has(path) && !kept.has(path));
    const folders = new Set(gone.filter((path) => this.#folders.has(path)));
    if (folders.size === 0) return files;
    const isBelow = (path: string): boolean => foldersAbove(path).some((folder) => folders.has(folder));
    const lost = this.#files.keys().filter((path) => !kept.has(path) && isBelow(path));
    return [...new Set([...files, ...lost])];
  }

  async #take(
    present: readonly StoredFile[],
    gone: readonly string[],
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<void> {
    const toRead = await this.#withInheritors(present, gone);
    for (const file of present) this.#putFile(file);
    for (const path of gone) this.#removeFile(path);
    const removed = new Set(gone.flatMap((path) => this.#drop(path)));
    const changed: ArticleFacts[] = [];
    const again: Article[] = [];
    const slice = new Slice();
    let done = 0;
    this.#expect(toRead);
    for (const file of toRead) {
      if (slice.isOver) {
        onProgress(done, toRead.length);
        await slice.next();
      }
      const before = this.#facts.get(file.path)?.facts ?? none;
      const { facts, held } = await this.#read(file);
      const keys = new Set(facts.map(articleKey));
      for (const each of before) if (!keys.has(articleKey(each))) removed.add(articleKey(each));
      if (before.length > 0 && sameFacts(before, facts)) again.push(...this.#shownOtherwise(before, held));
      else changed.push(...facts);
      done += 1;
    }
    onProgress(done, toRead.length);
    const outcome = await this.#identify(changed, removed);
    const paths = new Set([...present.map(({ path }) => path), ...gone]);
    await this.#publishInSlices({ ...outcome, again, paths, isNews: true });
    this.#saveIdsLater();
    this.#cacheLater(done);
  }

  /** Lets the store fetch what will be read of these files, in their order. */
  #expect(files: readonly StoredFile[]): void {
    this.store.expect?.(
      files.filter(
        (file) => this.#facts.has(file.path) || !this.#cache?.find(file, this.#defaultsOf(file.path)),
      ),
    );
  }

  /** Gives the articles of a change their identities; where ids are shared with other servers, in turn with them. */
  async #identify(changed: readonly ArticleFacts[], removed: ReadonlySet<string>): Promise<IdentityOutcome> {
    const exists = (path: string): boolean => this.#files.has(path);
    const ids = this.#ids;
    if (!ids?.mint || this.#isReadOnly)
      return this.#identity.update({ changed, isOwned: true, removed, exists });
    let outcome: IdentityOutcome = { articles: [], gone: [] };
    await ids.mint((others, isAll) => {
      if (isAll) outcome = this.#identifyAll(others, exists);
      else {
        this.#identity.learn(others);
        outcome = this.#identity.update({ changed, isOwned: true, removed, exists });
      }
      const fresh = this.#identity.takeFresh();
      return { fresh: fresh ?? [...this.#identity.records.values()], isWhole: fresh === undefined };
    });
    this.#savedRevision = this.#identity.revision;
    return outcome;
  }

  /** Gives all articles their identities anew, from the rows that are kept. */
  #identifyAll(records: readonly IdRecord[], exists: (path: string) => boolean): IdentityOutcome {
    this.#identity = new IdentityIndex(new Map(records.map((record) => [record.id, record])), this.site);
    const all = [...this.#facts.values()].flatMap(({ facts }) => facts);
    const { articles } = this.#identity.update({ changed: all, exists });
    const gone = [...this.#standing.keys()].filter((key) => !this.#identity.article(key));
    return { articles, gone };
  }

  #putFile(file: StoredFile): void {
    if (!this.#files.has(file.path)) {
      if (isMediaPath(file.path)) this.#neighbourhood.putMedia(file.path);
      const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
      if (!this.#folders.has(folder))
        for (const each of [folder, ...foldersAbove(folder)]) this.#folders.add(each);
    }
    this.#files.set(file.path, file);
  }

  #removeFile(path: string): void {
    if (this.#files.delete(path) && isMediaPath(path)) this.#neighbourhood.removeMedia(path);
  }

  /** Articles whose facts are the same but whose text was shown and is another now: as new objects, to be made again. */
  #shownOtherwise(before: readonly ArticleFacts[], held: string | undefined): Article[] {
    return before.flatMap((facts) => {
      const key = articleKey(facts);
      const shown = this.#shown.get(key);
      const article = this.#identity.article(key);
      return shown === undefined || shown === held || !article ? [] : [{ ...article }];
    });
  }

  /** The article files to read: the changed ones, and all that a changed `_defaults.yaml` says something to. */
  async #withInheritors(
    present: readonly StoredFile[],
    gone: readonly string[],
  ): Promise<readonly StoredFile[]> {
    const folders: string[] = [];
    const defaults = present.filter((file) => isDefaultsPath(file.path));
    this.store.expect?.(defaults);
    for (const { path } of defaults) {
      const bytes = await this.store.read(path).catch(() => undefined);
      if (this.#defaults.put(path, bytes)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    for (const path of gone.filter(isDefaultsPath)) {
      if (this.#defaults.remove(path)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    const toRead = new Map(
      present.filter(({ path }) => mayHoldArticles(path)).map((file) => [file.path, file]),
    );
    const lost = new Set(gone);
    for (const file of folders.length > 0 ? this.#files.values() : []) {
      const inherits = folders.some((folder) => file.path.startsWith(folder));
      if (inherits && mayHoldArticles(file.path) && !lost.has(file.path) && !toRead.has(file.path))
        toRead.set(file.path, file);
    }
    return [...toRead.values()];
  }

  /** Reads one file; `held` names its bytes. While a new version gives nothing, the last good one stays. */
  async #read(
    file: StoredFile,
  ): Promise<{ readonly facts: readonly ArticleFacts[]; readonly held?: string | undefined }> {
    const before = this.#facts.get(file.path);
    const cached = before ? undefined : this.#cache?.find(file, this.#defaultsOf(file.path));
    const { state, held } = cached
      ? { state: cached.facts, held: undefined }
      : await this.#factsOf(file, before);
    const isWorse = state.facts.length === 0 && state.problems.some(({ severity }) => severity === 'error');
    const facts = isWorse && before ? before.facts : state.facts;
    if (state.facts.length > 0 || state.problems.length > 0) {
      this.#facts.set(file.path, facts === state.facts ? state : { facts, problems: state.problems });
    } else this.#facts.delete(file.path);
    if (!cached) this.#fresh.push(...state.problems);
    return { facts, held };
  }

  #defaultsOf(path: string): string {
    return defaultsText(this.#defaults.above(path));
  }

  async #factsOf(
    file: StoredFile,
    before: FileFacts | undefined,
  ): Promise<{ readonly state: FileFacts; readonly held?: string | undefined }> {
    const { path, modified } = file;
    let bytes: Uint8Array;
    try {
      bytes = this.store.readNow ? this.store.readNow(path) : await this.store.read(path);
    } catch (fault) {
      return { state: unreadable(path, fault) };
    }
    const context = {
      site: this.site,
      defaults: this.#defaults.above(path),
      firstSeen: (key: string) => this.#identity.firstSeen(key),
    };
    const { facts, problems } = readFacts({ path, bytes, modified }, context);
    for (const each of facts) this.#sharing.share(each);
    return {
      state: { facts, problems: problems.length > 0 ? problems : none },
      held: before?.facts.some((each) => this.#shown.has(articleKey(each))) ? hashBytes(bytes) : undefined,
    };
  }

  #drop(path: string): string[] {
    const keys = (this.#facts.get(path)?.facts ?? []).map(articleKey);
    this.#facts.delete(path);
    for (const key of keys) {
      this.#contentProblems.delete(key);
      this.#shown.delete(key);
    }
    return keys;
  }

  #standingOf(article: Article): Standing | undefined {
    const state = stateAt(article, this.#now());
    if (state === 'listed' || state === 'withdrawn') return state;
    return this.#isShowingDrafts && (state === 'draft' || state === 'scheduled') ? 'listed' : undefined;
  }

  /**
   * Publishes many changed articles some at a time, so that nobody waits for all of them. Not at the first reading, and
   * not where articles go: one that was renamed must not be missing, or be there twice, for a moment.
   */
  async #publishInSlices(change: Publishing & { readonly articles: readonly Article[] }): Promise<void> {
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
    const put: ArticleStanding[] = [];
    const remove: Pick<Article, 'path' | 'part'>[] = [];
    for (const article of articles) {
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
    for (const article of again) {
      const before = this.#standing.get(articleKey(article));
      if (!before) continue;
      const now = { article, standing: before.standing };
      this.#standing.set(articleKey(article), now);
      put.push(now);
    }
    for (const key of gone) {
      const before = this.#standing.get(key);
      if (before) remove.push(before.article);
      this.#leave(key, before);
      this.#schedule.remove(key);
      this.#lookups.forget(key);
    }
    for (const { path } of remove) paths.add(path);
    if (!this.#lookups.isEmpty) {
      for (const { article } of put) paths.add(article.path);
      const known = new Set(put.map(({ article }) => articleKey(article)));
      for (const each of this.#affected(paths, known)) put.push(each);
    }
    this.#schedule.arm();
    if (put.length > 0 || remove.length > 0) this.#onChange({ put, remove, isNews });
  }

  #enter(key: string, now: ArticleStanding, before: ArticleStanding | undefined): void {
    this.#standing.set(key, now);
    const { path, part } = now.article;
    if (before) return;
    if (part === undefined) this.#neighbourhood.putArticle(path);
  }

  #leave(key: string, before: ArticleStanding | undefined): void {
    if (!this.#standing.delete(key) || !before) return;
    if (before.article.part === undefined) this.#neighbourhood.removeArticle(before.article.path);
  }

  /** Articles whose content refers to a file or an article that is another now: a new object says that they changed. */
  #affected(paths: ReadonlySet<string>, known: ReadonlySet<string>): ArticleStanding[] {
    return this.#lookups.changed(this.#neighbourhood.surroundings, paths).flatMap((key) => {
      const standing = this.#standing.get(key);
      if (!standing || known.has(key)) return [];
      const again = { ...standing, article: { ...standing.article } };
      this.#standing.set(key, again);
      return [again];
    });
  }

  #newNeighbourhood(): Neighbourhood {
    const files = this.#files;
    const standing = this.#standing;
    return new Neighbourhood({
      publicUrl: this.site.url,
      mediaAt: (path) => this.mediaAt(path),
      linkAt: (path) => standing.get(path)?.article.link,
      idPrefixOf: (path) => {
        const known = standing.get(path);
        return known && idPrefixOf(known.article);
      },
      imageInfo: (path) => {
        const file = files.get(path);
        return file && this.#images.get(file);
      },
      *mediaPaths() {
        for (const path of files.keys()) if (isMediaPath(path)) yield path;
      },
      *articlePaths() {
        for (const { article } of standing.values()) if (article.part === undefined) yield article.path;
      },
    });
  }

  /** Has ids written soon, out of the way of the first requests; one write serves all changes until then. */
  #saveIdsLater(): void {
    if (!this.#ids || this.#isReadOnly || this.#identity.revision === this.#savedRevision) return;
    if (this.#isClosed || this.#idsTimer) return;
    this.#idsTimer = setTimeout(() => void this.#saveIds(), IDS_PAUSE).unref();
  }

  #saveIds(): Promise<void> {
    clearTimeout(this.#idsTimer);
    this.#idsTimer = undefined;
    this.#idsSaving = this.#idsSaving.then(async () => {
      if (!this.#ids || this.#isReadOnly || this.#identity.revision === this.#savedRevision) return;
      const { revision } = this.#identity;
      const fresh = this.#identity.takeFresh();
      // Spread would be too many arguments for a call.
      for (const record of fresh ?? []) this.#untoldIds.push(record);
      this.#areAllUntold ||= fresh === undefined;
      const untold = this.#areAllUntold ? undefined : this.#untoldIds;
      const { records, problems } = await this.#ids.save(this.#identity.records, untold);
      this.#identity.adopt(records);
      this.#idProblems = problems;
      if (problems.length > 0) this.#onProblems();
      if (problems.some(({ code }) => code === 'ids-not-written')) return;
      this.#savedRevision = revision;
      this.#untoldIds = [];
      this.#areAllUntold = false;
    });
    return this.#idsSaving;
  }

  /** Has the cache written, at once after much was read, else some time later. */
  #cacheLater(read: number): void {
    this.#uncached += read;
    if (!this.#cache || this.#isReadOnly || this.#isClosed || this.#uncached === 0) return;
    const isMuch = this.#uncached > this.#facts.size / 10;
    if (this.#isCaching && !isMuch) return;
    clearTimeout(this.#isCaching);
    this.#isCaching = setTimeout(
      () => this.#inTurn(() => this.#saveCache()),
      isMuch ? 1000 : CACHE_PAUSE,
    ).unref();
  }

  async #saveCache(): Promise<void> {
    this.#isCaching = undefined;
    this.#uncached = 0;
    if (!this.#cache || this.#isReadOnly) return;
    this.#cacheProblems = await this.#cache.save(this.#cachedFiles());
    if (this.#cacheProblems.length > 0) this.#onProblems();
  }

  *#cachedFiles(): Generator<CachedFile> {
    for (const [path, facts] of this.#facts) {
      const file = this.#files.get(path);
      if (file) yield { file, facts, defaults: this.#defaultsOf(path) };
    }
  }
}

/** The folders that a path lies in, the nearest first. */
const foldersAbove = (path: string): string[] => {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    folders.push(path.slice(0, at));
  return folders;
};

/** Whether files gave the same; an article has all the facts that it was made from, and its identity beside them. */
const sameFacts = (before: readonly ArticleFacts[], now: readonly ArticleFacts[]): boolean =>
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

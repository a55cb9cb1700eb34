import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleFacts, Entry } from '../article/article.ts';
import { type Surroundings, surroundingsOf } from '../article/content/surroundings.ts';
import { entryContent } from '../article/content.ts';
import { isArticlePath } from '../article/formats.ts';
import { hashText } from '../article/hash.ts';
import { articleKey } from '../article/id-records.ts';
import { IdentityIndex } from '../article/identity.ts';
import { foldZoneNotSet } from '../article/normalize.ts';
import { readDrafts } from '../article/read.ts';
import { stateAt } from '../article/visibility.ts';
import type { Standing } from '../feed/collection.ts';
import { compareProblems, type Problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { DefaultsFiles, isDefaultsPath } from './defaults-files.ts';
import { type FileFacts, readFacts, unreadable } from './file-reader.ts';
import type { IdsStore } from './ids.ts';
import { ImageFactsCache } from './image-facts.ts';
import { Lookups } from './lookups.ts';
import { isMediaPath } from './media-path.ts';
import { Schedule } from './schedule.ts';
import type { Store, StoreChange, StoredFile } from './store.ts';

/** What a library is made from. */
export interface LibraryOptions {
  readonly store: Store;
  readonly site: Site;
  /** Where ids are kept; without it they are worked out anew each time. */
  readonly ids?: IdsStore | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Drafts and future articles count as listed. */
  readonly isShowingDrafts?: boolean;
  /** Ids are read, but none is written. */
  readonly isReadOnly?: boolean;
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

/** Stands before every id in the entry's HTML: two entries in one document must not have the same. */
const idPrefixOf = ({ id }: Article): string => `e${hashText(id).slice(0, 8)}-`;

/** Files read before the event loop gets its turn. */
const SLICE = 50;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/**
 * All articles of a store, kept up to date: reads files into facts, gives them identities, and knows which count now.
 * Changes are taken in one after the other; `onChange` is told what each of them did.
 */
export class Library {
  readonly site: Site;
  readonly store: Store;
  readonly #ids: IdsStore | undefined;
  readonly #now: () => number;
  readonly #isShowingDrafts: boolean;
  readonly #isReadOnly: boolean;
  readonly #onChange: (change: LibraryChange) => void;
  readonly #files = new Map<string, StoredFile>();
  readonly #facts = new Map<string, FileFacts>();
  readonly #defaults = new DefaultsFiles();
  readonly #standing = new Map<string, ArticleStanding>();
  readonly #contentProblems = new Map<string, readonly Problem[]>();
  readonly #lookups = new Lookups();
  readonly #images: ImageFactsCache;
  readonly #schedule: Schedule;
  #identity: IdentityIndex;
  #savedRevision = 0;
  #idProblems: readonly Problem[] = [];
  #sourceFault: Error | undefined;
  #surroundings: Surroundings | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: LibraryOptions, onChange: (change: LibraryChange) => void) {
    const { store, site, ids, now, isShowingDrafts = false, isReadOnly = false } = options;
    this.store = store;
    this.site = site;
    this.#ids = ids;
    this.#now = now;
    this.#isShowingDrafts = isShowingDrafts;
    this.#isReadOnly = isReadOnly;
    this.#onChange = onChange;
    this.#images = new ImageFactsCache(store);
    this.#schedule = new Schedule(now, (due) => this.#publish(due, [], false));
    this.#identity = new IdentityIndex(new Map(), site);
  }

  /** Files of the store as they were last listed. */
  fileAt(path: string): StoredFile | undefined {
    return this.#files.get(path);
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
    return this.#sourceFault;
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
      ...this.#idProblems,
      ...[...this.#contentProblems.values()].flat(),
    ];
    return foldZoneNotSet(all).toSorted(compareProblems);
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
    await this.#inTurn(async () => {
      await this.#compareAll(onProgress);
    });
  }

  /** Takes in a change of the store; resolves when it has taken effect. A source out of reach changes nothing. */
  apply(change: StoreChange = { kind: 'all' }): Promise<void> {
    return this.#inTurn(async () => {
      try {
        if (change.kind === 'all') await this.#compareAll();
        else await this.#take(change.present, this.#goneFiles(change.gone, change.present));
        this.#sourceFault = undefined;
      } catch (fault) {
        this.#sourceFault = fault instanceof Error ? fault : new Error(String(fault));
      }
    });
  }

  /** Resolves when all changes so far have taken effect. */
  settled(): Promise<void> {
    return this.#queue;
  }

  close(): Promise<void> {
    this.#schedule.close();
    return this.#queue;
  }

  /**
   * Finishes an entry: reads its file again and makes the body safe. Rejects when the file can't be read or no longer
   * holds the article.
   */
  async entryOf(article: Article): Promise<Entry> {
    const bytes = await this.store.read(article.path);
    const { drafts } = readDrafts({ path: article.path, bytes, modified: 0 });
    const draft = drafts.find(({ part }) => part === article.part);
    if (!draft) throw new Error(`${article.path} holds no such article now`);
    const key = articleKey(article);
    for (;;) {
      const { surroundings, done } = this.#lookups.record(key, this.#around());
      const content = await entryContent(draft, article, { idPrefix: idPrefixOf(article), surroundings });
      if (await this.#images.measureWanted()) continue;
      done();
      if (content.problems.length > 0) this.#contentProblems.set(key, content.problems);
      else this.#contentProblems.delete(key);
      return { article: this.#marked(article), content };
    }
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
    const listed = new Map<string, StoredFile>();
    for await (const file of this.store.list()) listed.set(file.path, file);
    const changed = [...listed.values()].filter((file) => {
      const known = this.#files.get(file.path);
      return known?.size !== file.size || known.modified !== file.modified;
    });
    const gone = [...this.#files.keys()].filter((path) => !listed.has(path));
    await this.#take(changed, gone, onProgress);
  }

  /** A folder that is gone takes everything below it along, but for what is named as present. */
  #goneFiles(gone: readonly string[], present: readonly StoredFile[]): string[] {
    const kept = new Set(present.map(({ path }) => path));
    return gone.flatMap((path) => {
      if (this.#files.has(path)) return kept.has(path) ? [] : [path];
      return [...this.#files.keys()].filter((file) => file.startsWith(`${path}/`) && !kept.has(file));
    });
  }

  async #take(
    present: readonly StoredFile[],
    gone: readonly string[],
    onProgress: (done: number, total: number) => void = () => {},
  ): Promise<void> {
    const toRead = await this.#withInheritors(present, gone);
    for (const file of present) this.#files.set(file.path, file);
    for (const path of gone) this.#files.delete(path);
    if (present.length > 0 || gone.length > 0) this.#surroundings = undefined;
    const removed = new Set(gone.flatMap((path) => this.#drop(path)));
    const changed: ArticleFacts[] = [];
    let done = 0;
    for (const file of toRead) {
      const before = (this.#facts.get(file.path)?.facts ?? []).map(articleKey);
      changed.push(...(await this.#read(file)));
      const now = new Set((this.#facts.get(file.path)?.facts ?? []).map(articleKey));
      for (const key of before) if (!now.has(key)) removed.add(key);
      done += 1;
      if (done % SLICE === 0) {
        onProgress(done, toRead.length);
        await turn();
      }
    }
    onProgress(done, toRead.length);
    const outcome = this.#identity.update({ changed, removed, exists: (path) => this.#files.has(path) });
    this.#publish(outcome.articles, outcome.gone, true);
    await this.#saveIds();
  }

  /** The article files to read: the changed ones, and all that a changed `_defaults.yaml` says something to. */
  async #withInheritors(
    present: readonly StoredFile[],
    gone: readonly string[],
  ): Promise<readonly StoredFile[]> {
    const folders: string[] = [];
    for (const { path } of present.filter((file) => isDefaultsPath(file.path))) {
      const bytes = await this.store.read(path).catch(() => undefined);
      if (this.#defaults.put(path, bytes)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    for (const path of gone.filter(isDefaultsPath)) {
      if (this.#defaults.remove(path)) folders.push(path.slice(0, path.lastIndexOf('/') + 1));
    }
    const toRead = new Map(
      present.filter(({ path }) => isArticlePath(path)).map((file) => [file.path, file]),
    );
    const lost = new Set(gone);
    for (const file of folders.length > 0 ? this.#files.values() : []) {
      const inherits = folders.some((folder) => file.path.startsWith(folder));
      if (inherits && isArticlePath(file.path) && !lost.has(file.path) && !toRead.has(file.path))
        toRead.set(file.path, file);
    }
    return [...toRead.values()];
  }

  /** Reads one file. While a new version gives nothing, the last good one stays. */
  async #read(file: StoredFile): Promise<readonly ArticleFacts[]> {
    const state = await this.#factsOf(file);
    const before = this.#facts.get(file.path);
    const isWorse = state.facts.length === 0 && state.problems.some(({ severity }) => severity === 'error');
    const facts = isWorse && before ? before.facts : state.facts;
    this.#facts.set(file.path, { facts, problems: state.problems });
    return facts;
  }

  async #factsOf(file: StoredFile): Promise<FileFacts> {
    let bytes: Uint8Array;
    try {
      bytes = await this.store.read(file.path);
    } catch (fault) {
      return unreadable(file.path, fault);
    }
    return readFacts(
      { path: file.path, bytes, modified: file.modified },
      {
        site: this.site,
        defaults: this.#defaults.above(file.path),
        firstSeen: (key) => this.#identity.firstSeen(key),
      },
    );
  }

  #drop(path: string): string[] {
    const keys = (this.#facts.get(path)?.facts ?? []).map(articleKey);
    this.#facts.delete(path);
    for (const key of keys) this.#contentProblems.delete(key);
    return keys;
  }

  #standingOf(article: Article): Standing | undefined {
    const state = stateAt(article, this.#now());
    if (state === 'listed' || state === 'withdrawn') return state;
    return this.#isShowingDrafts && (state === 'draft' || state === 'scheduled') ? 'listed' : undefined;
  }

  /** Works out what the articles' states are now, and tells what has changed. The same facts change nothing. */
  #publish(articles: Iterable<Article>, goneKeys: readonly string[], isNews: boolean): void {
    const put: ArticleStanding[] = [];
    const remove: Pick<Article, 'path' | 'part'>[] = [];
    for (const article of articles) {
      const key = articleKey(article);
      this.#schedule.put(article);
      const before = this.#standing.get(key);
      const standing = this.#standingOf(article);
      if (standing === undefined) {
        if (before) remove.push(before.article);
        this.#standing.delete(key);
      } else if (before?.standing !== standing || !isDeepStrictEqual(before.article, article)) {
        this.#standing.set(key, { article, standing });
        put.push({ article, standing });
      }
    }
    for (const key of goneKeys) {
      const before = this.#standing.get(key);
      if (before) remove.push(before.article);
      this.#standing.delete(key);
      this.#schedule.remove(key);
      this.#lookups.forget(key);
    }
    if (put.length > 0 || remove.length > 0) this.#surroundings = undefined;
    put.push(...this.#affected(new Set(put.map(({ article }) => articleKey(article)))));
    this.#schedule.arm();
    if (put.length > 0 || remove.length > 0) this.#onChange({ put, remove, isNews });
  }

  /** Articles whose content refers to a file or an article that is another now: a new object says that they changed. */
  #affected(known: ReadonlySet<string>): ArticleStanding[] {
    return this.#lookups.changed(this.#around()).flatMap((key) => {
      const standing = this.#standing.get(key);
      if (!standing || known.has(key)) return [];
      const again = { ...standing, article: { ...standing.article } };
      this.#standing.set(key, again);
      return [again];
    });
  }

  #around(): Surroundings {
    this.#surroundings ??= surroundingsOf({
      publicUrl: this.site.url,
      files: [...this.#files.values()].filter(({ path }) => isMediaPath(path)),
      articles: [...this.#standing.values()].map(({ article }) => article),
      idPrefixOf: (path) => {
        const standing = this.#standing.get(path);
        return standing && idPrefixOf(standing.article);
      },
      imageInfo: (path) => {
        const file = this.#files.get(path);
        return file && this.#images.get(file);
      },
    });
    return this.#surroundings;
  }

  async #saveIds(): Promise<void> {
    if (!this.#ids || this.#isReadOnly || this.#identity.revision === this.#savedRevision) return;
    const { revision } = this.#identity;
    const { records, problems } = await this.#ids.save(this.#identity.records);
    this.#identity.adopt(records);
    this.#idProblems = problems;
    if (problems.length === 0) this.#savedRevision = revision;
  }
}

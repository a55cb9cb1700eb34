import type { ServerResponse } from 'node:http';
import type { ArticleState } from '../article/article.ts';
import { stateAt } from '../article/dates/visibility.ts';
import type { Problem } from '../problem.ts';
import type { Publication } from '../publication.ts';
import { checkExtensions } from '../render/extensions.ts';
import type { Site } from '../site.ts';
import { Currency } from '../store/cache/currency.ts';
import { FactCache } from '../store/cache/fact-cache.ts';
import { openIds } from '../store/ids/ids.ts';
import { PodcastIds, withGuid } from '../store/ids/podcast-ids.ts';
import { Library } from '../store/library.ts';
import type { LibraryChange } from '../store/standings.ts';
import { isSourceLost } from '../store/store.ts';
import type { HubStatus } from './admin/page-model.ts';
import { answerHealth, answerNotReady, isHealthPath } from './health.ts';
import { hasHubsToTell } from './hubs/hubs.ts';
import { HubNews, type OpenHubs } from './hubs/news.ts';
import { isLoopbackUrl } from './loopback.ts';
import type { PageRoutes } from './pages/routes.ts';
import { Published } from './published.ts';
import { type PublisherOptions, publicationOptions } from './publisher-options.ts';
import { type MountedRequest, splitTarget } from './replies.ts';
import { ToldProblems } from './told-problems.ts';

/** Reads a store, keeps its documents and answers requests for them. */
export class Publisher {
  /** Resolves when the articles are read; rejects when the source is out of reach. */
  readonly ready: Promise<void>;
  readonly #options: PublisherOptions;
  readonly #library: Library;
  readonly #currency: Currency;
  readonly #podcast: PodcastIds | undefined;
  readonly #hubs: HubNews | undefined;
  readonly #told: ToldProblems | undefined;
  #site: Site;
  #published: Published | undefined;
  #unwatch: (() => void) | undefined;

  constructor(options: PublisherOptions) {
    const { store, site, state, now = Date.now, isShowingDrafts = false, isReadOnly = false } = options;
    checkExtensions(site);
    this.#options = options;
    this.#site = site;
    const place = { site, isPublic: !isLoopbackUrl(site.url), isReadOnly };
    const kept = options.shared?.ids ?? (state === undefined ? undefined : openIds(state));
    const ids = kept && new PodcastIds(kept, place);
    this.#podcast = ids;
    const { isTellingHubs = false, shared } = options;
    if (isTellingHubs && !isReadOnly && !isShowingDrafts && hasHubsToTell(site)) {
      const openShared = shared && ((...parameters: Parameters<OpenHubs>) => shared.openHubs(...parameters));
      this.#hubs = new HubNews({ hubs: site.hubs, url: site.url, state, openShared });
    }
    const cache = state === undefined ? undefined : new FactCache(state, site);
    this.#currency = new Currency(options.shared ? undefined : state, now, isReadOnly);
    const { onProblem } = options;
    this.#told = onProblem && new ToldProblems(onProblem, () => this.problems);
    const onProblems = (): void => this.#told?.tell(this.#library.takeFresh());
    this.#library = new Library(
      { store, site, ids, cache, now, isShowingDrafts, isReadOnly, onProblems },
      (change) => this.#take(change),
    );
    this.ready = this.#start();
  }

  /** The settings; with a podcast, its recorded guid among them once the articles are read. */
  get site(): Site {
    return this.#site;
  }

  /** Whether the articles are read. */
  get isReady(): boolean {
    return this.#published !== undefined;
  }

  /** The hubs that are told of changes, and what they said last. */
  get hubs(): readonly HubStatus[] {
    return this.#hubs?.status ?? [];
  }

  /** How many articles are in each state now. */
  get states(): Readonly<Record<ArticleState, number>> {
    const now = this.#now();
    const states = { listed: 0, draft: 0, unlisted: 0, scheduled: 0, expired: 0, withdrawn: 0 };
    for (const article of this.#library.articles()) states[stateAt(article, now)] += 1;
    return states;
  }

  /** Documents by path, once the articles are read. */
  get publication(): Publication {
    return this.#open.publication;
  }

  get #open(): Published {
    if (!this.#published) throw new Error('The articles are not read yet: wait for `ready`.');
    return this.#published;
  }

  /** Articles and files, whatever their state. */
  get library(): Library {
    return this.#library;
  }

  /** Everything that is wrong now. */
  get problems(): readonly Problem[] {
    return [
      ...this.#library.problems,
      ...this.#currency.problems,
      ...(this.#hubs?.problems ?? []),
      ...this.#documentProblems,
    ];
  }

  get #documentProblems(): readonly Problem[] {
    return this.#published?.problems ?? [];
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  /** Pages for people, and the files that they need, once the articles are read. */
  get pages(): PageRoutes {
    return this.#open.pages;
  }

  /** Articles that are listed now, and feeds, each counted once whatever its formats. */
  get counts(): { readonly articles: number; readonly feeds: number } {
    return this.#open.counts;
  }

  /** Whether there is a document at a path (percent-encoded, without query); false while the articles are read. */
  isDocument(path: string): boolean {
    return this.#published?.publication.has(path) === true;
  }

  /** Answers a document that is ready, or false. For a caller that stands before Express. */
  fast(request: MountedRequest, response: ServerResponse): boolean {
    return this.#published?.fast(request, response) ?? false;
  }

  /** Answers whatever is this publisher's; false, with nothing done, for any other address. */
  async answer(request: MountedRequest, response: ServerResponse): Promise<boolean> {
    const { path } = splitTarget(request.url ?? '/');
    if (isHealthPath(path)) {
      return answerHealth(path, request, response, {
        isReady: this.isReady,
        fault: this.#library.sourceFault,
      });
    }
    if (!this.#published) return answerNotReady(response);
    if (this.#published.fast(request, response)) return true;
    try {
      return await this.#published.answer(request, response);
    } catch (fault) {
      // What was made before is still served; what needs the source has to wait for it.
      if (isSourceLost(fault) && !response.headersSent) return answerNotReady(response);
      throw fault;
    }
  }

  /** Says that there is nothing at the address. */
  sendNotFound(request: MountedRequest, response: ServerResponse): void {
    if (this.#published) this.#published.sendNotFound(request, response);
    else answerNotReady(response);
  }

  /** Stops following changes and resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#unwatch?.();
    this.#published?.close();
    // Whatever waits for the source would wait for ever.
    await this.#hubs?.closeShared();
    await this.#options.shared?.close();
    await this.#hubs?.close();
    await this.#library.close();
    await this.#currency.close();
  }

  async #start(): Promise<void> {
    // Watched before it is read: what changes meanwhile is read again afterwards.
    const { store, shared, isWatching = true, onProgress } = this.#options;
    await shared?.ready();
    if (isWatching) this.#unwatch = store.watch?.((change) => void this.#follow(change));
    await this.#currency.load();
    // Before any document is made: that would make it current.
    await this.#hubs?.open(() => this.#currency.hashes());
    await this.#library.load(onProgress);
    this.#published ??= this.#publish([]);
    this.#hubs?.begin(this.publication);
    this.#told?.tell(this.problems);
  }

  async #follow(change: Parameters<Library['apply']>[0]): Promise<void> {
    await this.#library.apply(change);
    this.#published?.retry();
    const fresh = [...this.#library.takeFresh(), ...this.#documentProblems];
    if (change?.kind === 'files') {
      this.#told?.forget([...change.present.map(({ path }) => path), ...change.gone], fresh);
    }
    this.#told?.tell(fresh);
  }

  #publish(put: LibraryChange['put']): Published {
    const { now = Date.now, onRender } = this.#options;
    const recorded = this.#podcast?.guid;
    const site = withGuid(this.#site, { recorded, isPublic: !isLoopbackUrl(this.#site.url) });
    this.#site = site;
    const [library, currency] = [this.#library, this.#currency];
    const publication = publicationOptions(this.#options, { site, library, currency, put });
    return new Published({ library, publication, now, onRender }, put);
  }

  #take(change: LibraryChange): void {
    if (!this.#published) {
      this.#published = this.#publish(change.put);
      return;
    }
    const update = this.#published.take(change);
    this.#hubs?.look(update.scopes);
  }
}

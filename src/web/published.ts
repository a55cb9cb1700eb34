import type { ServerResponse } from 'node:http';
import type { Instant } from '../date/reading.ts';
import type { Scope } from '../feed/feed.ts';
import type { Problem } from '../problem.ts';
import { createPublication, type Publication, type PublicationOptions } from '../publication.ts';
import type { Library } from '../store/library.ts';
import type { LibraryChange } from '../store/standings.ts';
import { DeltaFeedHandler } from './delta-router.ts';
import { Deltas } from './deltas.ts';
import { FeedProblems } from './feed-problems.ts';
import { answerMedia } from './media.ts';
import { sendPage } from './pages/reply.ts';
import { PageRoutes } from './pages/routes.ts';
import { isRead, type MountedRequest, methodNotAllowed, splitTarget } from './replies.ts';
import { createFeedHandler, type FeedHandler, type FeedHandlerOptions } from './router.ts';

/** What is published, and from what. */
export interface PublishedOptions {
  readonly library: Library;
  /** How its documents are made. */
  readonly publication: PublicationOptions;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told how many milliseconds a document took to make that was asked for. */
  readonly onRender?: ((milliseconds: number) => void) | undefined;
}

const siteScope: Scope = { kind: 'site', path: '' };

/** Feeds, pages and media of articles that are read, kept up with them, and the answers to requests for them. */
export class Published {
  readonly publication: Publication;
  /** Pages for people, and the files that they need. */
  readonly pages: PageRoutes;
  readonly #library: Library;
  readonly #feeds: FeedHandler;
  readonly #problems = new FeedProblems();

  /** `put` are the articles that the publication's collection begins with. */
  constructor(options: PublishedOptions, put: LibraryChange['put']) {
    const { library, now, onRender } = options;
    const deltas = options.publication.site.deltas ? new Deltas() : undefined;
    this.#library = library;
    this.publication = createPublication({
      ...options.publication,
      onFeed: deltas && ((made) => deltas.note(made)),
    });
    const pages = new PageRoutes({ library, publication: this.publication, now });
    this.pages = pages;
    this.#noteProblems({ put, remove: [] }, []);
    const handler: FeedHandlerOptions = {
      now,
      ...(onRender && { onRender }),
      sendGone: (request, response) =>
        sendPage(request, response, pages.gone(), {
          ...pages.contextOf('/'),
          vary: 'Accept, Accept-Encoding',
        }),
    };
    this.#feeds = deltas
      ? new DeltaFeedHandler(this.publication, handler, deltas)
      : createFeedHandler(this.publication, handler);
    this.#schedule();
  }

  /** What is wrong with the documents now. */
  get problems(): readonly Problem[] {
    return [...this.#problems.all, ...this.publication.problems()];
  }

  /** Articles that are listed now, and feeds, each counted once whatever its formats. */
  get counts(): { readonly articles: number; readonly feeds: number } {
    const { collection } = this.publication;
    return { articles: collection.articlesOf(siteScope).size, feeds: collection.scopes().length };
  }

  /** Takes in a change of the articles; answers what it did to the documents. */
  take(change: LibraryChange): ReturnType<Publication['update']> {
    const { collection } = this.publication;
    for (const { path, part } of [...change.remove, ...change.put.map(({ article }) => article)]) {
      const before = collection.get(path, part);
      if (before) this.pages.remove(before.article);
    }
    for (const { article } of change.put) this.pages.put(article);
    const update = this.publication.update(change);
    this.pages.clear();
    this.#noteProblems(change, update.problems);
    this.#schedule();
    return update;
  }

  /** Has what could not be made tried again. */
  retry(): void {
    this.publication.retry();
    this.pages.clear();
  }

  /** Answers a document that is ready, or false. */
  fast(request: MountedRequest, response: ServerResponse): boolean {
    return this.#feeds.fast(request, response);
  }

  /** Answers a feed, a medium or a page; false, with nothing done, for any other address. */
  async answer(request: MountedRequest, response: ServerResponse): Promise<boolean> {
    const { path } = splitTarget(request.url ?? '/');
    if (await this.#feeds.answer(request, response)) return true;
    if (path.startsWith('/media/')) {
      const media = { store: this.#library.store, fileAt: (file: string) => this.#library.mediaAt(file) };
      return answerMedia(media, request, response, path.slice('/media/'.length));
    }
    const page = await this.pages.answer(path);
    if (!page) return false;
    if (!isRead(request.method)) return methodNotAllowed(request, response);
    sendPage(request, response, page, this.pages.contextOf(path));
    return true;
  }

  /** Says that there is nothing at the address. */
  sendNotFound(request: MountedRequest, response: ServerResponse): void {
    sendPage(request, response, this.pages.notFound(), this.pages.contextOf('/'));
  }

  close(): void {
    this.#feeds.close();
  }

  #noteProblems({ put, remove }: Pick<LibraryChange, 'put' | 'remove'>, buried: readonly Problem[]): void {
    this.#problems.take(
      put.map(({ article }) => article),
      remove,
      buried,
    );
  }

  #schedule(): void {
    const change = this.#library.nextChange as Instant | undefined;
    const expiry = this.#library.nextExpiry as Instant | undefined;
    this.#feeds.follow({ change, expiry });
    this.pages.follow({ change, expiry });
  }
}

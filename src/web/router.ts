import type { ServerResponse } from 'node:http';
import type { Publication } from '../publication.ts';
import type { Coding, Document } from '../render/document.ts';
import { type Alias, Aliases, canonicalDocument } from './aliases.ts';
import { evaluateConditions } from './conditional.ts';
import { type ReadyAnswer, ServedDocument } from './documents.ts';
import { allowedMethods, CacheControl, optionsHeaders, redirectHeaders, type Schedule } from './headers.ts';
import { Moves } from './moves.ts';
import { CodingChoices } from './negotiate.ts';
import {
  isRead,
  locationOf,
  type MountedRequest,
  sendFailed,
  sendText,
  splitTarget,
  writeReadyHead,
} from './replies.ts';

/** What the handler can be told beside the publication. */
export interface FeedHandlerOptions {
  /** Milliseconds since 1970; the system's clock if absent. */
  readonly now?: () => number;
  /** Says to a person, in a page, that what was at an address is gone; a line of text if absent. */
  readonly sendGone?: (request: MountedRequest, response: ServerResponse) => void;
  /** Told how many milliseconds a document took to make that was asked for. */
  readonly onRender?: (milliseconds: number) => void;
}

/** What stands at a feed URL. */
type Found = Alias | { readonly kind: 'document' };

/**
 * Answers requests for feed documents (and the publication's extras), for their aliases, and for what the site says has
 * moved or gone. What is ready is answered by `fast` without rendering, hashing, compressing or looking anything up on
 * disk; `answer` does the rest.
 */
export class FeedHandler {
  readonly #publication: Publication;
  readonly #now: () => number;
  readonly #sendGone: FeedHandlerOptions['sendGone'];
  readonly #onRender: FeedHandlerOptions['onRender'];
  readonly #cacheControl: CacheControl;
  readonly #aliases: Aliases;
  readonly #moves: Moves;
  readonly #codings = new CodingChoices();
  readonly #served = new Map<string, ServedDocument>();
  readonly #stop: () => void;

  constructor(publication: Publication, { now = Date.now, sendGone, onRender }: FeedHandlerOptions = {}) {
    this.#publication = publication;
    this.#now = now;
    this.#sendGone = sendGone;
    this.#onRender = onRender;
    this.#cacheControl = new CacheControl(publication.site.maxAge);
    this.#aliases = new Aliases(publication.collection, publication.formats);
    this.#moves = new Moves(publication.site);
    this.#stop = publication.onDrop((path) => this.#served.delete(path));
  }

  /** Answers a GET or HEAD of a document that is ready; false, with nothing done, where `answer` has to be asked. */
  fast(request: MountedRequest, response: ServerResponse): boolean {
    const { method, url = '' } = request;
    const served = this.#lookUp(url);
    if (served === undefined || !isRead(method)) return false;
    const { headers } = request;
    const isNavigation = served.isStyled && headers['sec-fetch-dest'] === 'document';
    const accepted = this.#codings.of(headers['accept-encoding']);
    const answer = served.choose(accepted, isNavigation, this.#now());
    if (answer === undefined) return false;
    this.#publication.touch(served.path);
    this.#send(request, response, served, answer, isNavigation);
    return true;
  }

  /** Answers whatever is a feed URL, making the document where it must; false, with nothing done, for any other URL. */
  async answer(request: MountedRequest, response: ServerResponse): Promise<boolean> {
    const { path, query } = splitTarget(request.url ?? '/');
    const found = this.find(path, query);
    if (found === undefined) return false;
    if (request.method === 'OPTIONS') response.writeHead(204, [...optionsHeaders]).end();
    else if (!isRead(request.method)) {
      const headers = ['Allow', allowedMethods];
      sendText(request, response, { status: 405, headers, text: 'This address can only be read.' });
    } else if (found.kind === 'document') return this.#answerDocument(request, response, path);
    else this.#answerAlias(request, response, path, found);
    return true;
  }

  /** Sets when articles appear or expire next, which no cache may outlast. */
  follow(schedule: Schedule): void {
    this.#cacheControl.follow(schedule);
  }

  /** Lets go of the publication. */
  close(): void {
    this.#stop();
    this.#served.clear();
  }

  /** The document that a request target names, if it is ready. A query changes nothing, unless the site moves one. */
  #lookUp(url: string): ServedDocument | undefined {
    const served = this.#served.get(url);
    if (served !== undefined) return served;
    const question = url.indexOf('?');
    return question === -1 || this.#moves.hasQueries ? undefined : this.#served.get(url.slice(0, question));
  }

  /** What stands at an address. */
  protected find(path: string, query: string): Found | undefined {
    const publication = this.#publication;
    const move = this.#moves.find(path, query);
    if (move !== undefined) return move;
    if (publication.has(path)) return { kind: 'document' };
    const canonical = canonicalDocument(path, publication.collection, (other) => publication.has(other));
    return canonical === undefined ? this.#aliases.find(path, query) : { kind: 'redirect', to: canonical };
  }

  async #answerDocument(request: MountedRequest, response: ServerResponse, path: string): Promise<boolean> {
    const document = await this.#document(path);
    if (document === undefined) return false;
    const served = this.#serve(path, document);
    const { headers } = request;
    const isNavigation = served.isStyled && headers['sec-fetch-dest'] === 'document';
    const accepted = this.#codings.of(headers['accept-encoding']);
    const ready = served.choose(accepted, isNavigation, this.#now());
    const answer = ready ?? (await this.#makeAnswer(served, accepted, isNavigation));
    this.#send(request, response, served, answer, isNavigation);
    return true;
  }

  async #document(path: string): Promise<Document | undefined> {
    const ready = this.#publication.ready(path);
    if (ready !== undefined) return ready;
    const start = performance.now();
    const document = await this.#publication.document(path);
    this.#onRender?.(performance.now() - start);
    return document;
  }

  #serve(path: string, document: Document): ServedDocument {
    const known = this.#served.get(path);
    if (known?.document === document) return known;
    const isStyled = this.#publication.site.styled;
    const served = new ServedDocument(path, document, { isStyled, cacheControl: this.#cacheControl });
    // A document that changed while it was made is sent once and not kept.
    if (this.#publication.ready(path) === document) this.#served.set(path, served);
    return served;
  }

  async #makeAnswer(
    served: ServedDocument,
    accepted: readonly Coding[],
    isNavigation: boolean,
  ): Promise<ReadyAnswer> {
    // Gzip is made soonest of those that save anything.
    const coding = accepted.includes('gzip') ? 'gzip' : (accepted[0] ?? 'identity');
    await served.document.make(coding);
    return served.answer(coding, isNavigation, this.#now());
  }

  #send(
    request: MountedRequest,
    response: ServerResponse,
    served: ServedDocument,
    { headers, bytes, validators }: ReadyAnswer,
    isNavigation: boolean,
  ): void {
    const conditions = evaluateConditions(request.headers, validators);
    if (conditions.kind === 'failed') {
      sendFailed(request, response);
    } else if (conditions.kind === 'not-modified') {
      writeReadyHead(response, 304, served.notModified(conditions.tag, isNavigation, this.#now()));
      response.end();
    } else {
      writeReadyHead(response, 200, headers);
      response.end(request.method === 'HEAD' ? undefined : bytes);
    }
  }

  #answerAlias(request: MountedRequest, response: ServerResponse, path: string, alias: Alias): void {
    if (alias.kind === 'gone') {
      const isForPeople = request.headers.accept?.includes('text/html') === true;
      const text = 'There is nothing here any more.';
      if (isForPeople && this.#sendGone) this.#sendGone(request, response);
      else
        sendText(request, response, { status: 410, headers: [...redirectHeaders, 'Vary', 'Accept'], text });
      return;
    }
    const location = locationOf(alias.to, { request, path, siteUrl: this.#publication.site.url });
    const headers = [...redirectHeaders, 'Location', location];
    sendText(request, response, { status: 301, headers, text: `It is at ${location}` });
  }
}

/** The feed handler of a publication. */
export const createFeedHandler = (publication: Publication, options?: FeedHandlerOptions): FeedHandler =>
  new FeedHandler(publication, options);

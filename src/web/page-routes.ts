import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Article } from '../article/article.ts';
import { feedDefinition } from '../feed/definition.ts';
import type { FeedDefinition, Scope } from '../feed/feed.ts';
import type { Publication } from '../publication.ts';
import type { Library } from '../store/library.ts';
import { namedTag } from './conditional.ts';
import { renderArticlePage } from './pages/article.ts';
import { renderListPage } from './pages/list.ts';
import { renderMessagePage } from './pages/message.ts';
import { stylesheet } from './pages/style.ts';
import { locationOf, type MountedRequest } from './replies.ts';

/** A page that is ready to be sent. */
export interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A page, or where it is: an absolute address, or a path below the site's root. */
export type PageAnswer = Page | { readonly redirect: string };

const html = (status: number, text: string): Page => ({ status, type: 'text/html; charset=utf-8', text });

const siteScope: Scope = { kind: 'site', path: '' };

/** No script of anybody runs in a page; media and images may come from where articles have them. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src http: https: data:',
  'media-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The pages for people: home, scopes, articles, and what is said when there is nothing. */
export class PageRoutes {
  readonly #library: Library;
  readonly #publication: Publication;
  readonly #bySlug = new Map<string, Article>();
  readonly #byPath = new Map<string, Article>();

  constructor(library: Library, publication: Publication) {
    this.#library = library;
    this.#publication = publication;
  }

  /** Takes in articles that count now. */
  put(article: Article): void {
    this.#bySlug.set(article.slug, article);
    if (article.givenPath !== undefined) this.#byPath.set(article.givenPath.replace(/\/+$/, ''), article);
  }

  /** Forgets an article. */
  remove({ slug, givenPath }: Article): void {
    this.#bySlug.delete(slug);
    if (givenPath !== undefined) this.#byPath.delete(givenPath.replace(/\/+$/, ''));
  }

  /** What is at a path (percent-encoded, without query); undefined where there is no page. */
  async answer(path: string): Promise<PageAnswer | undefined> {
    if (path === '/assets/page.css')
      return { status: 200, type: 'text/css; charset=utf-8', text: stylesheet };
    const slug = /^\/articles\/([^/]+)(\/?)$/.exec(path);
    if (slug) return this.#article(slug[1]!, slug[2] === '/');
    const given = this.#byPath.get(decoded(path).replace(/\/+$/, ''));
    if (given) return { redirect: this.#pageOf(given) };
    if (!this.#publication.site.pages) return undefined;
    const scope = this.#publication.collection.scopeAt(path.replace(/\/$/, ''));
    if (!scope) return undefined;
    return path.endsWith('/') ? html(200, await this.#list(scope)) : { redirect: `${path}/` };
  }

  /** The page that says that there is nothing at an address. */
  notFound(): Page {
    const message = { heading: 'Not found', text: 'There is no page at this address.' };
    return html(404, renderMessagePage(this.#publication.site, this.#main, message));
  }

  get #main(): FeedDefinition {
    return feedDefinition(this.#publication.site, siteScope);
  }

  #pageOf(article: Article): string {
    const { site } = this.#publication;
    return site.pages ? `/articles/${encodeURIComponent(article.slug)}/` : article.link;
  }

  async #article(encodedSlug: string, hasSlash: boolean): Promise<PageAnswer | undefined> {
    const { site, collection } = this.#publication;
    const article = this.#bySlug.get(decoded(encodedSlug));
    if (!article || !site.pages) return undefined;
    if (!hasSlash) return { redirect: this.#pageOf(article) };
    const known = collection.get(article.path, article.part);
    if (known?.standing === 'withdrawn') {
      const text = article.notice ?? 'This article has been withdrawn.';
      return html(410, renderMessagePage(site, this.#main, { heading: 'Withdrawn', text }));
    }
    const { older, newer } = collection.articlesOf(siteScope).neighbours(article);
    const scopeOf = (tag: string): Scope | undefined =>
      collection.findScope('tags', tag) ?? collection.findScope('categories', tag);
    const entry = await this.#publication.entry(article);
    const mark = this.#library.markOf(article);
    return html(
      200,
      renderArticlePage({ site, main: this.#main, entry, scopeOf, previous: older, next: newer, mark }),
    );
  }

  async #list(scope: Scope): Promise<string> {
    const { site, collection } = this.#publication;
    const articles = collection.articlesOf(scope);
    const shown = articles
      .entries(Math.max(0, articles.size - site.feeds.entries), articles.size)
      .filter(({ standing }) => standing === 'listed');
    const entries = await Promise.all(shown.map(({ article }) => this.#publication.entry(article)));
    const scopes = scope.kind === 'site' ? collection.scopes() : [];
    const markOf = (article: Article): string | undefined => this.#library.markOf(article);
    return renderListPage({
      site,
      main: this.#main,
      definition: feedDefinition(site, scope),
      entries,
      scopes,
      markOf,
    });
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Sends a page; a GET or HEAD that names its tag gets 304 (RFC 9110 §13). */
export const sendPage = (
  request: MountedRequest,
  response: ServerResponse,
  answer: PageAnswer,
  { path, siteUrl }: { readonly path: string; readonly siteUrl: string },
): void => {
  if ('redirect' in answer) {
    const location = locationOf(answer.redirect, { request, path, siteUrl });
    response
      .writeHead(301, { Location: location, 'Cache-Control': 'max-age=86400', 'Content-Length': '0' })
      .end();
    return;
  }
  const bytes = Buffer.from(answer.text);
  const tag = `"${hash('sha256', bytes, 'hex').slice(0, 32)}"`;
  const headers = {
    'Cache-Control': answer.status === 200 ? 'max-age=60' : 'no-cache',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(answer.status === 200 && { ETag: tag }),
  };
  const named = request.headers['if-none-match'];
  if (answer.status === 200 && named !== undefined && namedTag(named, [tag]) !== undefined) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, {
    ...headers,
    'Content-Type': answer.type,
    'Content-Length': bytes.length,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

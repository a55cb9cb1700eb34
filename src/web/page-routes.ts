import type { Article } from '../article/article.ts';
import { feedDefinition } from '../feed/definition.ts';
import type { Scope } from '../feed/feed.ts';
import type { Publication } from '../publication.ts';
import type { ScopeKind } from '../site.ts';
import type { Library } from '../store/library.ts';
import { CacheControl, type Schedule } from './headers.ts';
import { PageCache } from './page-cache.ts';
import { type Page, type PageAnswer, type PageContext, pageOf } from './page-reply.ts';
import { renderArticlePage } from './pages/article.ts';
import { assetNamed, assetNames } from './pages/assets.ts';
import { feedStylePath, feedStylesheet } from './pages/feed-style.ts';
import { renderKindPage } from './pages/kind.ts';
import { renderListPage } from './pages/list.ts';
import { renderGonePage, renderNotFoundPage, renderWithdrawnPage } from './pages/message.ts';
import { olderPages, olderPath, pageRange, pagesBeside } from './pages/paging.ts';
import { scopeGroups } from './pages/scope-links.ts';
import type { PageSite } from './pages/shell.ts';
import { renderNewsSitemap, renderRobots, renderSitemaps, type SitemapSource } from './sitemap.ts';

/** The stylesheet that a site may bring, at the top of its articles folder. */
const ownStylePath = 'style.css';

/** Seconds that a page, and a file that pages need, may be kept. */
const pageSeconds = 60;
const assetSeconds = 86_400;

const siteScope: Scope = { kind: 'site', path: '' };

const html = (status: number, text: string): Page => pageOf(status, 'text/html', text);

/** What pages are made from. */
export interface PageRoutesOptions {
  readonly library: Library;
  readonly publication: Publication;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The pages for people: home, scopes, articles, sitemaps, and what is said when there is nothing. */
export class PageRoutes {
  readonly #library: Library;
  readonly #publication: Publication;
  readonly #now: () => number;
  readonly #bySlug = new Map<string, Article>();
  readonly #byPath = new Map<string, Article>();
  readonly #cache = new PageCache();
  readonly #cacheControl = new CacheControl(pageSeconds);
  #sitemaps: ReadonlyMap<string, string> | undefined;
  #notFound: Page | undefined;
  #gone: Page | undefined;

  constructor({ library, publication, now }: PageRoutesOptions) {
    this.#library = library;
    this.#publication = publication;
    this.#now = now;
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

  /** Forgets pages that were made: to be called after every change, of articles or of other files. */
  clear(): void {
    this.#cache.clear();
    this.#sitemaps = undefined;
    this.#notFound = undefined;
    this.#gone = undefined;
  }

  /** Sets when articles appear or expire next, which no cache may outlast. */
  follow(schedule: Schedule): void {
    this.#cacheControl.follow(schedule);
  }

  /** What an answer to a request for `path` depends on beside its page. */
  contextOf(path: string): PageContext {
    const cacheControl = this.#cacheControl.at(this.#now());
    return { path, siteUrl: this.#publication.site.url, cacheControl };
  }

  /** What is at a path (percent-encoded, without query); undefined where there is no page. */
  async answer(path: string): Promise<PageAnswer | undefined> {
    const redirect = this.#withSlash(path);
    if (redirect !== undefined) return { redirect };
    // The one page that the clock changes by itself.
    const page = await (path === '/sitemap-news.xml'
      ? this.#make(path)
      : this.#cache.get(path, () => this.#make(path)));
    if (page) return page;
    const given = this.#byPath.get(decoded(path).replace(/\/+$/, ''));
    return given && { redirect: this.#pageOf(given) };
  }

  /** Paths of all pages that answer 200, and of the files that they need. */
  *paths(): Generator<string> {
    const { site, collection } = this.#publication;
    if (site.styled) yield feedStylePath;
    if (!site.pages) return;
    for (const name of assetNames) yield `/assets/${name}`;
    yield* ['/robots.txt', '/sitemap-news.xml', ...this.#allSitemaps().keys()];
    for (const scope of collection.scopes()) {
      yield `${scope.path}/`;
      const last = olderPages(site, collection.articlesOf(scope).size);
      for (let number = 1; number <= last; number += 1) yield olderPath(scope.path, number);
    }
    const kinds = new Set(collection.scopes().map(({ kind }) => kind));
    for (const kind of site.feeds.by) if (kinds.has(kind)) yield `/${kind}/`;
    for (const { slug, path, part } of this.#bySlug.values()) {
      if (collection.get(path, part)?.standing === 'listed') yield `/articles/${encodeURIComponent(slug)}/`;
    }
  }

  /** The page that says that there is nothing at an address. */
  notFound(): Page {
    this.#notFound ??= html(404, renderNotFoundPage(this.#page));
    return this.#notFound;
  }

  /** The page at an address that the site says is gone. */
  gone(): Page {
    this.#gone ??= html(410, renderGonePage(this.#page));
    return this.#gone;
  }

  get #page(): PageSite {
    const { site } = this.#publication;
    return { site, ownStyle: this.#library.fileAt(ownStylePath) ? ownStylePath : undefined };
  }

  get #sitemapSource(): SitemapSource {
    const { site, collection } = this.#publication;
    return { site, collection, isOpen: (article) => this.#library.markOf(article) === undefined };
  }

  #pageOf(article: Article): string {
    const { site } = this.#publication;
    return site.pages ? `/articles/${encodeURIComponent(article.slug)}/` : article.link;
  }

  /** Where a page is that was asked for without its slash. */
  #withSlash(path: string): string | undefined {
    const { site, collection } = this.#publication;
    if (!site.pages || path.endsWith('/')) return undefined;
    const slug = /^\/articles\/([^/]+)$/.exec(path)?.[1];
    const isPage =
      slug === undefined
        ? collection.scopeAt(path) || this.#kindAt(`${path}/`) || this.#olderAt(`${path}/`)
        : this.#bySlug.has(decoded(slug));
    return isPage ? `${path}/` : undefined;
  }

  async #make(path: string): Promise<Page | undefined> {
    const { site, collection } = this.#publication;
    if (path === feedStylePath && site.styled) {
      return pageOf(200, 'text/css', feedStylesheet(site), assetSeconds);
    }
    if (!site.pages) return undefined;
    const file = this.#file(path);
    if (file !== undefined || !path.endsWith('/')) return file;
    const slug = /^\/articles\/([^/]+)\/$/.exec(path)?.[1];
    if (slug !== undefined) return this.#article(decoded(slug));
    const kind = this.#kindAt(path);
    const names = kind === undefined ? undefined : renderKindPage(this.#page, collection, kind);
    if (names !== undefined) return html(200, names);
    const older = this.#olderAt(path);
    const scope = older?.scope ?? collection.scopeAt(path.slice(0, -1));
    return scope && html(200, await this.#list(scope, older?.number));
  }

  /** Whatever is no page: a file that pages need, or one for search engines. */
  #file(path: string): Page | undefined {
    const { site } = this.#publication;
    const asset = path.startsWith('/assets/') ? assetNamed(path.slice('/assets/'.length)) : undefined;
    if (asset !== undefined) return pageOf(200, asset.type, asset.text, assetSeconds);
    if (path === '/robots.txt') return pageOf(200, 'text/plain', renderRobots(site));
    if (path === '/sitemap-news.xml') {
      return pageOf(200, 'application/xml', renderNewsSitemap(this.#sitemapSource, this.#now()));
    }
    if (!/^\/sitemap(?:-[1-9]\d{0,5})?\.xml$/.test(path)) return undefined;
    const sitemap = this.#allSitemaps().get(path);
    return sitemap === undefined ? undefined : pageOf(200, 'application/xml', sitemap);
  }

  #allSitemaps(): ReadonlyMap<string, string> {
    this.#sitemaps ??= renderSitemaps(this.#sitemapSource);
    return this.#sitemaps;
  }

  /** The kind whose scopes the page at `/tags/` and the like names. */
  #kindAt(path: string): ScopeKind | undefined {
    const { site, collection } = this.#publication;
    const kind = site.feeds.by.find((one) => path === `/${one}/`);
    return kind && collection.scopes().some((scope) => scope.kind === kind) ? kind : undefined;
  }

  /** The page of older articles at a path. */
  #olderAt(path: string): { readonly scope: Scope; readonly number: number } | undefined {
    const { site, collection } = this.#publication;
    const [, scopePath = '', digits] = /^(.*)\/archive\/([1-9]\d{0,8})\/$/.exec(path) ?? [];
    const scope = digits === undefined ? undefined : collection.scopeAt(scopePath);
    if (scope === undefined) return undefined;
    const number = Number(digits);
    return pageRange(site, collection.articlesOf(scope).size, number) && { scope, number };
  }

  async #article(slug: string): Promise<Page | undefined> {
    const { collection } = this.#publication;
    const article = this.#bySlug.get(slug);
    if (!article) return undefined;
    if (collection.get(article.path, article.part)?.standing === 'withdrawn') {
      return html(410, renderWithdrawnPage(this.#page, article));
    }
    const entry = await this.#publication.entry(article);
    return html(
      200,
      renderArticlePage({
        ...this.#page,
        entry,
        scopeOf: (kind, name) => collection.findScope(kind, name),
        previous: this.#neighbour(article, 'older'),
        next: this.#neighbour(article, 'newer'),
        mark: this.#library.markOf(article),
      }),
    );
  }

  /** The listed article before or after one; a withdrawn one that stands between with its notice is passed over. */
  #neighbour(article: Article, side: 'older' | 'newer'): Article | undefined {
    const { collection } = this.#publication;
    let beside = collection.articlesOf(siteScope).neighbours(article)[side];
    while (beside && collection.get(beside.path, beside.part)?.standing === 'withdrawn') {
      beside = collection.articlesOf(siteScope).neighbours(beside)[side];
    }
    return beside;
  }

  async #list(scope: Scope, number: number | undefined): Promise<string> {
    const { site, collection } = this.#publication;
    const articles = collection.articlesOf(scope);
    const { start, end } = pageRange(site, articles.size, number) ?? { start: 0, end: 0 };
    const shown = articles.entries(start, end).filter(({ standing }) => standing === 'listed');
    const entries = await Promise.all(shown.map(({ article }) => this.#publication.entry(article)));
    return renderListPage({
      ...this.#page,
      definition: feedDefinition(site, scope),
      entries,
      scopes: scope.kind === 'site' ? scopeGroups(site, collection) : [],
      markOf: (article) => this.#library.markOf(article),
      number,
      ...pagesBeside(scope.path, olderPages(site, articles.size), number),
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

import type { Article } from '../../article/article.ts';
import type { Publication } from '../../publication.ts';
import type { Library } from '../../store/library.ts';
import { CacheControl, type Schedule } from '../headers.ts';
import { assetNamed, assetNames } from './assets.ts';
import { PageCache } from './cache.ts';
import { feedStylePath, feedStylesheet } from './feed-style.ts';
import { PageItems } from './items.ts';
import { listItem } from './list.ts';
import { renderGonePage, renderNotFoundPage } from './message.ts';
import { articlePath, decoded, listPaths, pagePlace } from './place.ts';
import { type PageEntries, type PagePlan, planPage } from './plan.ts';
import { type Page, type PageAnswer, type PageContext, pageOf } from './reply.ts';
import { type ScopeGroup, scopeGroups } from './scope-links.ts';
import type { PageSite } from './shell.ts';
import { renderNewsSitemap, renderRobots, renderSitemaps, type SitemapSource } from './sitemap.ts';

/** The stylesheet that a site may bring, at the top of its articles folder. */
const ownStylePath = 'style.css';

/** Seconds that a page, and a file that pages need, may be kept. */
const pageSeconds = 60;
const assetSeconds = 86_400;

/** What pages are made from. */
export interface PageRoutesOptions {
  readonly library: Library;
  readonly publication: Publication;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const givenKey = (givenPath: string): string => givenPath.replace(/\/+$/, '');

/** Articles by the last part of their pages' addresses, and by the paths that they give themselves. */
interface ArticleIndex {
  readonly bySlug: Map<string, Article>;
  readonly byPath: Map<string, Article>;
}

const addTo = ({ bySlug, byPath }: ArticleIndex, article: Article): void => {
  bySlug.set(article.slug, article);
  if (article.givenPath !== undefined) byPath.set(givenKey(article.givenPath), article);
};

/** The pages for people: home, scopes, articles, sitemaps, and what is said when there is nothing. */
export class PageRoutes {
  readonly #library: Library;
  readonly #publication: Publication;
  readonly #now: () => number;
  #index: ArticleIndex | undefined;
  readonly #cache = new PageCache();
  readonly #items = new PageItems();
  readonly #cacheControl = new CacheControl(pageSeconds);
  #sitemaps: ReadonlyMap<string, string> | undefined;
  #scopeGroups: readonly ScopeGroup[] | undefined;
  #notFound: Page | undefined;
  #gone: Page | undefined;

  constructor({ library, publication, now }: PageRoutesOptions) {
    this.#library = library;
    this.#publication = publication;
    this.#now = now;
  }

  /** All articles that count, by their addresses; made when somebody asks for a page, and kept up from then on. */
  get #articles(): ArticleIndex {
    if (this.#index) return this.#index;
    const index: ArticleIndex = { bySlug: new Map(), byPath: new Map() };
    const all = this.#publication.collection.articlesOf({ kind: 'site', path: '' });
    // The oldest first, as they would have come.
    for (const { article } of all.entries(0, all.size).reverse()) addTo(index, article);
    for (const article of all.tombstones()) addTo(index, article);
    this.#index = index;
    return index;
  }

  /** Takes in articles that count now. */
  put(article: Article): void {
    if (this.#index) addTo(this.#index, article);
  }

  /** Forgets an article. */
  remove({ slug, givenPath }: Article): void {
    this.#index?.bySlug.delete(slug);
    if (givenPath !== undefined) this.#index?.byPath.delete(givenKey(givenPath));
  }

  /** Forgets pages that were made: to be called after every change, of articles or of other files. */
  clear(): void {
    this.#cache.clear();
    this.#items.clear();
    this.#sitemaps = undefined;
    this.#scopeGroups = undefined;
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
    if (this.#isWithoutSlash(path)) return { redirect: `${path}/` };
    // The one page that the clock changes by itself.
    const page = await (path === '/sitemap-news.xml'
      ? this.#file(path)
      : this.#cache.get(path, async () => this.#file(path) ?? this.plan(path)?.make(this.#entries)));
    if (page) return page;
    const given = this.#articles.byPath.get(givenKey(decoded(path)));
    return given && { redirect: this.#publication.site.pages ? articlePath(given.slug) : given.link };
  }

  /** How the page at a path is made; undefined where there is none, and for files that pages need. */
  plan(path: string): PagePlan | undefined {
    const { site, collection } = this.#publication;
    const place = site.pages ? pagePlace({ site, collection }, path) : undefined;
    if (place === undefined) return undefined;
    const source = {
      ...this.#page,
      collection,
      scopeGroups: () => {
        this.#scopeGroups ??= scopeGroups(site, collection);
        return this.#scopeGroups;
      },
      articleWith: (slug: string) => this.#articles.bySlug.get(slug),
      markOf: (article: Article) => this.#library.markOf(article),
    };
    return planPage(source, place);
  }

  /** The page of a plan, made anew. */
  make(plan: PagePlan): Promise<Page> {
    return plan.make(this.#entries);
  }

  /** Paths of all pages that answer 200, and of the files that they need. */
  *paths(): Generator<string> {
    const { site, collection } = this.#publication;
    if (site.styled) yield feedStylePath;
    if (!site.pages) return;
    for (const name of assetNames) yield `/assets/${name}`;
    yield* ['/robots.txt', '/sitemap-news.xml', ...this.#allSitemaps().keys()];
    yield* listPaths({ site, collection });
    for (const { slug, path, part } of this.#articles.bySlug.values()) {
      if (collection.get(path, part)?.standing === 'listed') yield articlePath(slug);
    }
  }

  /** The page that says that there is nothing at an address. */
  notFound(): Page {
    this.#notFound ??= pageOf(404, 'text/html', renderNotFoundPage(this.#page));
    return this.#notFound;
  }

  /** The page at an address that the site says is gone. */
  gone(): Page {
    this.#gone ??= pageOf(410, 'text/html', renderGonePage(this.#page));
    return this.#gone;
  }

  get #page(): PageSite {
    const { site } = this.#publication;
    return { site, ownStyle: this.#library.fileAt(ownStylePath) ? ownStylePath : undefined };
  }

  get #entries(): PageEntries {
    const entry = (article: Article) => this.#publication.entry(article);
    const { site } = this.#publication;
    return {
      entry,
      item: (article) =>
        this.#items.get(article, async () =>
          listItem(site, await entry(article), this.#library.markOf(article)),
        ),
    };
  }

  get #sitemapSource(): SitemapSource {
    const { site, collection } = this.#publication;
    return { site, collection, isOpen: (article) => this.#library.markOf(article) === undefined };
  }

  /** Whether a page was asked for without its slash. */
  #isWithoutSlash(path: string): boolean {
    const { site, collection } = this.#publication;
    if (!site.pages || path.endsWith('/')) return false;
    const place = pagePlace({ site, collection }, `${path}/`);
    return place?.kind === 'article' ? this.#articles.bySlug.has(place.slug) : place !== undefined;
  }

  /** Whatever is no page: a file that pages need, or one for search engines. */
  #file(path: string): Page | undefined {
    const { site } = this.#publication;
    if (path === feedStylePath && site.styled)
      return pageOf(200, 'text/css', feedStylesheet(site), assetSeconds);
    if (!site.pages) return undefined;
    const asset = path.startsWith('/assets/') ? assetNamed(path.slice('/assets/'.length)) : undefined;
    if (asset !== undefined) return pageOf(200, asset.type, asset.text, assetSeconds);
    if (path === '/robots.txt') return pageOf(200, 'text/plain', renderRobots(site));
    if (path === '/sitemap-news.xml')
      return pageOf(200, 'application/xml', renderNewsSitemap(this.#sitemapSource, this.#now()));
    if (!/^\/sitemap(?:-[1-9]\d{0,5})?\.xml$/.test(path)) return undefined;
    const sitemap = this.#allSitemaps().get(path);
    return sitemap === undefined ? undefined : pageOf(200, 'application/xml', sitemap);
  }

  #allSitemaps(): ReadonlyMap<string, string> {
    this.#sitemaps ??= renderSitemaps(this.#sitemapSource);
    return this.#sitemaps;
  }
}

import type { Article } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import type { Instant } from '../../date/reading.ts';
import type { Collection, Standings } from '../../feed/collection.ts';
import type { Scope } from '../../feed/feed.ts';
import { pageUrl } from '../../render/addresses.ts';
import { webAddress } from '../../render/uri.ts';
import { element, textElement, writeAttributes } from '../../render/xml.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { olderPages, pageRange } from './paging.ts';

/** What sitemaps are made from. */
export interface SitemapSource {
  readonly site: Site;
  readonly collection: Collection;
  /** Whether the article may be found: not one that is shown before its time. */
  readonly isOpen: (article: Article) => boolean;
}

/** One page of the site, and when it last changed. */
interface SitemapPage {
  readonly url: string;
  readonly changed: Instant | undefined;
}

/** Addresses in one sitemap (https://www.sitemaps.org/protocol.html: at most 50,000 and 50 MB). */
const mostAddresses = 50_000;

/** Addresses of each sitemap where there are several: few enough that long addresses never make 50 MB. */
const inEachOfSeveral = 10_000;

/** Articles in a news sitemap, and their age in milliseconds (Google News: at most 1,000, of the last two days). */
const mostNews = 1000;
const newsAge = 2 * 86_400_000;

const sitemapNamespace = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' } as const;
const newsNamespace = { 'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9' } as const;

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

const siteScope: Scope = { kind: 'site', path: '' };

const changeOf = ({ updated, published }: Article): Instant => updated ?? published;

const newestOf = (shown: readonly Standings[]): Instant | undefined =>
  shown.length === 0
    ? undefined
    : (shown.reduce((newest, { article }) => Math.max(newest, changeOf(article)), 0) as Instant);

/** The article's own page, if that is its address: one that lives elsewhere is not this site's to list. */
const ownPage = (site: Site, article: Article): string | undefined => {
  const page = pageUrl(site, `/articles/${encodeURIComponent(article.slug)}`);
  return webAddress(article.link) === page ? page : undefined;
};

/** Pages of the whole site: home and scopes with their older articles, then every article that is listed, newest first. */
function* pages({ site, collection, isOpen }: SitemapSource): Generator<SitemapPage> {
  for (const scope of collection.scopes()) {
    const articles = collection.articlesOf(scope);
    for (let number = 0; number <= olderPages(site, articles.size); number += 1) {
      const range = pageRange(site, articles.size, number === 0 ? undefined : number);
      const shown = range ? articles.entries(range.start, range.end) : [];
      const path = number === 0 ? scope.path : `${scope.path}/archive/${number}`;
      yield { url: pageUrl(site, path), changed: newestOf(shown.filter(({ article }) => isOpen(article))) };
    }
  }
  const all = collection.articlesOf(siteScope);
  for (const { article, standing } of all.entries(0, all.size)) {
    const url = standing === 'listed' && isOpen(article) ? ownPage(site, article) : undefined;
    if (url !== undefined) yield { url, changed: changeOf(article) };
  }
}

const urlElement = ({ url, changed }: SitemapPage): string =>
  element(
    'url',
    textElement('loc', url) + (changed === undefined ? '' : textElement('lastmod', formatRfc3339(changed))),
  );

const urlSet = (urls: readonly string[], namespaces: Readonly<Record<string, string>>): string =>
  `${declaration}<urlset${writeAttributes(namespaces)}>\n${urls.map((url) => `${url}\n`).join('')}</urlset>\n`;

/** How many sitemaps an index names for that many addresses; 0 where one sitemap holds them all. */
const partsOf = (addresses: number): number =>
  addresses < mostAddresses ? 0 : Math.ceil(addresses / inEachOfSeveral);

/**
 * The sitemaps of a site by path: `/sitemap.xml`, and from 50,000 pages on that as an index with `/sitemap-1.xml` and so
 * on beside it.
 */
export const renderSitemaps = (source: SitemapSource): ReadonlyMap<string, string> => {
  const { site } = source;
  const all = [...pages(source)];
  const parts = partsOf(all.length);
  if (parts === 0) return new Map([['/sitemap.xml', urlSet(all.map(urlElement), sitemapNamespace)]]);
  const sitemaps = new Map<string, string>();
  for (let part = 1; part <= parts; part += 1) {
    const some = all.slice((part - 1) * inEachOfSeveral, part * inEachOfSeveral);
    sitemaps.set(`/sitemap-${part}.xml`, urlSet(some.map(urlElement), sitemapNamespace));
  }
  const named = [...sitemaps.keys()].map(
    (path) => `${element('sitemap', textElement('loc', site.url + path))}\n`,
  );
  const index = `${declaration}<sitemapindex${writeAttributes(sitemapNamespace)}>\n${named.join('')}</sitemapindex>\n`;
  return new Map([['/sitemap.xml', index], ...sitemaps]);
};

/** ISO 639 as Google News wants it: the primary subtag, and `zh-cn` or `zh-tw` for Chinese. */
const newsLanguage = (tag: string): string => {
  const primary = tag.toLowerCase().split('-', 1)[0] ?? '';
  if (primary !== 'zh') return primary;
  try {
    return new Intl.Locale(tag).maximize().script === 'Hant' ? 'zh-tw' : 'zh-cn';
  } catch {
    return 'zh-cn';
  }
};

const newsElement = (site: Site, article: Article, url: string): string =>
  element(
    'url',
    textElement('loc', url) +
      element(
        'news:news',
        element(
          'news:publication',
          textElement('news:name', site.title) +
            textElement('news:language', newsLanguage(article.language ?? siteLanguage(site))),
        ) +
          textElement('news:publication_date', formatRfc3339(article.published)) +
          textElement('news:title', article.title || article.slug),
      ),
  );

/**
 * `/sitemap-news.xml`: articles published in the two days before `now`, newest first
 * (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
 */
export const renderNewsSitemap = ({ site, collection, isOpen }: SitemapSource, now: number): string => {
  const all = collection.articlesOf(siteScope);
  const urls: string[] = [];
  for (let end = all.size; end > 0 && urls.length < mostNews; end -= 1) {
    const [newest] = all.entries(end - 1, end);
    if (newest === undefined || newest.article.published < now - newsAge) break;
    const { article, standing } = newest;
    const isNews = standing === 'listed' && isOpen(article) && article.published <= now;
    const url = isNews ? ownPage(site, article) : undefined;
    if (url !== undefined) urls.push(newsElement(site, article, url));
  }
  return urlSet(urls, { ...sitemapNamespace, ...newsNamespace });
};

/** `/robots.txt` (RFC 9309): allows all, names the sitemaps. */
export const renderRobots = (site: Site): string =>
  `User-agent: *\nAllow: /\n\nSitemap: ${site.url}/sitemap.xml\nSitemap: ${site.url}/sitemap-news.xml\n`;

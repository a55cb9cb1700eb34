import type { Article, Entry } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import { childrenOf, readXml, textOf, type XmlElement } from '../../render/validate/xml-tree.ts';
import { isSet, isUnsigned, ofArticle, ofSite, type Preset, type PresetContext } from './preset.ts';

const sitemapPage = 'https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap';
const articlePage = 'https://developers.google.com/search/docs/appearance/structured-data/article';

const sitemapNamespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const newsNamespace = 'http://www.google.com/schemas/sitemap-news/0.9';

/** The news sitemap holds articles of two days, and at most a thousand. */
const newsAge = 2 * 86_400_000;
const mostUrls = 1000;

/** Pages that are looked at: those that Google comes for. */
const mostPages = 100;

const pageText = async ({ publisher }: PresetContext, path: string): Promise<string | undefined> => {
  const answer = await publisher.pages.answer(path);
  return answer && 'document' in answer && answer.status === 200
    ? answer.document.identity.bytes.toString('utf8')
    : undefined;
};

const isOnTheWeb = (url: string): boolean =>
  !/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(new URL(url).hostname);

const checkSite = ({ site, settings }: PresetContext): readonly Problem[] => {
  const problems: Problem[] = [];
  const pages = (message: string, hint: string): void =>
    void problems.push(ofSite('google-news-pages', message, `${hint} ${sitemapPage}`));
  if (!site.pages) pages('Google News reads pages, and they are off.', 'Set pages: on in site.yaml.');
  if (!isOnTheWeb(site.url)) pages(`${site.url} is no address on the web.`, 'Set url in site.yaml.');
  if (!isSet(settings.title)) {
    problems.push(
      ofSite('google-news-name', 'The publication has no name.', `Set title in site.yaml. ${sitemapPage}`),
    );
  }
  return problems;
};

/** What is wrong with one `<url>` of the news sitemap. */
const checkUrl = (url: XmlElement, now: number): string | undefined => {
  const loc = textOf(url, sitemapNamespace, 'loc');
  const [news] = childrenOf(url, newsNamespace, 'news');
  const [publication] = news ? childrenOf(news, newsNamespace, 'publication') : [];
  if (!news || !publication) return `${loc} has no news:publication`;
  const missing = [
    ...['name', 'language'].filter((name) => textOf(publication, newsNamespace, name) === ''),
    ...['publication_date', 'title'].filter((name) => textOf(news, newsNamespace, name) === ''),
  ];
  if (missing.length > 0) return `${loc} lacks news:${missing.join(', news:')}`;
  const date = Date.parse(textOf(news, newsNamespace, 'publication_date'));
  if (Number.isNaN(date)) return `${loc} has a publication_date that is none`;
  return now - date > newsAge ? `${loc} is older than two days` : undefined;
};

const checkSitemap = async (
  context: PresetContext,
  recent: readonly Entry[],
): Promise<readonly Problem[]> => {
  const fault = (message: string): Problem =>
    ofSite('google-news-sitemap', `/sitemap-news.xml: ${message}.`, sitemapPage);
  const text = await pageText(context, '/sitemap-news.xml');
  const outcome = text === undefined ? undefined : readXml(text);
  if (!outcome) return [fault('there is none')];
  if (!outcome.ok) return [fault(outcome.fault.message)];
  const urls = childrenOf(outcome.root, sitemapNamespace, 'url');
  const listed = new Set(urls.map((url) => textOf(url, sitemapNamespace, 'loc')));
  const isFull = urls.length >= mostUrls;
  return [
    ...(urls.length > mostUrls ? [fault(`has ${urls.length} addresses, and ${mostUrls} are allowed`)] : []),
    ...urls.flatMap((url) => checkUrl(url, context.now) ?? []).map(fault),
    ...recent
      .filter(({ article }) => !isFull && !listed.has(article.link))
      .map(({ article }) =>
        ofArticle(
          'google-news-sitemap',
          article,
          `${article.link} is not in /sitemap-news.xml.`,
          `Its page must be on this site. ${sitemapPage}`,
        ),
      ),
  ];
};

/** The structured data of a page that says headline and date; undefined where there is none. */
const structuredData = (html: string): Readonly<Record<string, unknown>> | undefined => {
  const opening = '<script type="application/ld+json">';
  for (let at = html.indexOf(opening); at >= 0; at = html.indexOf(opening, at + 1)) {
    const end = html.indexOf('</script>', at);
    try {
      const data: unknown = JSON.parse(html.slice(at + opening.length, end));
      const nodes = Array.isArray(data) ? data : [data];
      const found = nodes.find((node) => typeof node === 'object' && node !== null && 'headline' in node);
      if (found) return found;
    } catch {
      // Not ours to judge: what cannot be read says nothing.
    }
  }
  return undefined;
};

const checkPage = async (context: PresetContext, article: Article): Promise<readonly Problem[]> => {
  const fault = (message: string): readonly Problem[] => [
    ofArticle('google-news-page', article, message, articlePage),
  ];
  const path = `/articles/${encodeURIComponent(article.slug)}/`;
  const html = await pageText(context, path);
  if (html === undefined) return fault(`${path} is not there.`);
  const data = structuredData(html);
  if (!data) return fault(`${path} has no structured data with a headline.`);
  if (!isSet(String(data.headline ?? ''))) return fault(`${path} has an empty headline.`);
  return Date.parse(String(data.datePublished)) === article.published
    ? []
    : fault(`${path} says datePublished ${String(data.datePublished)}, which is not the article’s.`);
};

const checkEntry = (context: PresetContext, entry: Entry): readonly Problem[] => {
  const { article } = entry;
  const { site } = context;
  return [
    ...(isSet(article.language ?? site.language)
      ? []
      : [
          ofArticle(
            'google-news-language',
            article,
            `The language of "${article.title}" is not known.`,
            `Set language in site.yaml or in the article. ${sitemapPage}`,
          ),
        ]),
    ...(isUnsigned(site, entry)
      ? [
          ofArticle(
            'google-news-author',
            article,
            `"${article.title}" names no author.`,
            `Write author: in it, or authors: in site.yaml. ${articlePage}`,
          ),
        ]
      : []),
  ];
};

/** What Google News looks for: it takes no feeds, but reads pages and the news sitemap. */
export const checkGoogleNews: Preset = async (context) => {
  const { site, entries, now } = context;
  const recent = entries.filter(({ article }) => now - article.published < newsAge);
  const looked = (recent.length > 0 ? recent : entries).slice(0, mostPages);
  const problems = [...checkSite(context), ...looked.flatMap((entry) => checkEntry(context, entry))];
  if (!site.pages) return problems;
  problems.push(...(await checkSitemap(context, recent)));
  for (const { article } of looked) problems.push(...(await checkPage(context, article)));
  return problems;
};

import type { Article, Entry } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import type { FeedDefinition, Scope } from '../../feed/feed.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { renderTemplate } from './engine.ts';
import { hrefOf, whenOf } from './list.ts';
import { basePath, directionOf, shell } from './shell.ts';

/** What an article's page is made from. */
export interface ArticlePage {
  readonly site: Site;
  readonly main: FeedDefinition;
  readonly entry: Entry;
  /** The tag's own page, where there is one. */
  readonly scopeOf: (tag: string) => Scope | undefined;
  /** The article before (older) and after (newer) it. */
  readonly previous: Article | undefined;
  readonly next: Article | undefined;
  readonly mark: string | undefined;
}

/** JSON for a script element: `<` cannot end it, and the two line separators of JavaScript are no line ends. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const jsonLd = (site: Site, { article, content }: Entry): string =>
  scriptJson({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: article.title,
    url: article.link,
    mainEntityOfPage: article.link,
    datePublished: formatRfc3339(article.published),
    dateModified: formatRfc3339(article.updated ?? article.published),
    inLanguage: article.language ?? siteLanguage(site),
    ...(article.authors.length > 0 && {
      author: article.authors.map(({ name, url }) => ({ '@type': 'Person', name, ...(url && { url }) })),
    }),
    ...(content.image && { image: content.image.url }),
    ...(content.summary !== '' && { description: content.summary }),
    ...(article.tags.length > 0 && { keywords: article.tags.join(', ') }),
  });

const openGraph = (site: Site, { article, content }: Entry) => [
  { property: 'og:type', content: 'article' },
  { property: 'og:title', content: article.title || article.slug },
  { property: 'og:url', content: article.link },
  { property: 'og:site_name', content: site.title },
  ...(content.summary !== '' ? [{ property: 'og:description', content: content.summary }] : []),
  ...(content.image ? [{ property: 'og:image', content: content.image.url }] : []),
  { property: 'article:published_time', content: formatRfc3339(article.published) },
  ...(article.updated !== undefined
    ? [{ property: 'article:modified_time', content: formatRfc3339(article.updated) }]
    : []),
];

const fileName = (url: string): string => {
  const name =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? url;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const neighbour = (site: Site, article: Article | undefined) =>
  article && { href: hrefOf(site, article), title: article.title || article.slug };

/** The page of one article: its HTML is the sanitized one that feeds carry. */
export const renderArticlePage = ({
  site,
  main,
  entry,
  scopeOf,
  previous,
  next,
  mark,
}: ArticlePage): string => {
  const { article, content } = entry;
  const language = article.language ?? siteLanguage(site);
  const title = article.title || article.slug;
  return renderTemplate('article', {
    ...shell(site, main),
    language,
    direction: directionOf(language),
    title: `${title} – ${site.title}`,
    description: content.summary,
    canonical: article.link,
    meta: openGraph(site, entry),
    jsonLd: jsonLd(site, entry),
    previous: neighbour(site, previous),
    next: neighbour(site, next),
    article: {
      title,
      language,
      direction: directionOf(language),
      mark,
      published: formatRfc3339(article.published),
      when: whenOf(site, article),
      updated: article.updated !== undefined && formatRfc3339(article.updated),
      updatedWhen:
        article.updated !== undefined &&
        formatForPeople(article.updated, {
          zone: article.zone,
          language,
          precision: article.updatedPrecision ?? 'minute',
        }),
      authors: article.authors.map(({ name }) => name).join(', '),
      enclosures: content.enclosures.map(({ url, type, title: label }) => ({
        url,
        type,
        name: label ?? fileName(url),
        isAudio: type?.startsWith('audio/') === true,
      })),
      html: content.html,
      tags: [...new Set([...article.tags, ...article.categories])].flatMap((label) => {
        const scope = scopeOf(label);
        return scope ? [{ label, href: `${basePath(site)}${scope.path}/` }] : [];
      }),
      link: article.link,
    },
  });
};

import type { Article, Enclosure, Entry, EntryImage } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import { mediaUrl } from '../../render/addresses.ts';
import { webAddress } from '../../render/uri.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Person, ScopeKind, Site } from '../../site.ts';
import { articleBody, bodyShows } from './article-body.ts';
import { directionOf } from './direction.ts';
import { renderTemplate } from './engine.ts';
import { hrefOf, languageOf, markText, whenOf } from './list.ts';
import { basePath, type PageSite, shell } from './shell.ts';
import { wordingFor } from './texts.ts';

/** What an article's page is made from, beside the site and the entry. */
export interface ArticleFrame {
  readonly ownStyle: PageSite['ownStyle'];
  /** Paths of the scopes of its tags, categories and authors, where there are any, by kind and name: `tags/Fog`. */
  readonly scopePaths: Readonly<Record<string, string>>;
  /** The article before (older) and after (newer) it. */
  readonly previous: Neighbour | undefined;
  readonly next: Neighbour | undefined;
  /** What the article is marked with when it is shown before its time. */
  readonly mark: string | undefined;
}

/** An article beside another one. */
export type Neighbour = Pick<Article, 'slug' | 'link' | 'title' | 'language'>;

interface ArticlePage extends ArticleFrame {
  readonly site: Site;
  readonly entry: Entry;
}

/** JSON for a script element: `<` cannot end it, and the two line separators of JavaScript are no line ends. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Who wrote the article: whoever it names, else those of the site, as in feeds. */
const authorsOf = (site: Site, article: Article): readonly Person[] =>
  article.authors.length > 0 ? article.authors : site.authors;

/** schema.org, the properties that search engines ask of an Article; dates are the normalized instants in UTC. */
const jsonLd = (site: Site, { article, content }: Entry): string => {
  const logo = mediaUrl(site, site.image ?? site.icon);
  const authors = authorsOf(site, article);
  return scriptJson({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: article.title || article.slug,
    url: article.link,
    mainEntityOfPage: article.link,
    datePublished: formatRfc3339(article.published),
    dateModified: formatRfc3339(article.updated ?? article.published),
    inLanguage: languageOf(site, article),
    ...(authors.length > 0 && {
      author: authors.map(({ name, url }) => ({
        '@type': 'Person',
        name,
        ...(webAddress(url) && { url: webAddress(url) }),
      })),
    }),
    publisher: { '@type': 'Organization', name: site.title, url: `${site.url}/`, ...(logo && { logo }) },
    ...(content.image && { image: content.image.url }),
    ...(content.summary !== '' && { description: content.summary }),
    ...(article.tags.length > 0 && { keywords: article.tags.join(', ') }),
  });
};

const imageProperties = (image: EntryImage | undefined) =>
  image === undefined
    ? []
    : [
        { property: 'og:image', content: image.url },
        ...(image.width === undefined || image.height === undefined
          ? []
          : [
              { property: 'og:image:width', content: String(image.width) },
              { property: 'og:image:height', content: String(image.height) },
            ]),
      ];

/** https://ogp.me, with the properties of its `article` type. */
const openGraph = (site: Site, { article, content }: Entry) => [
  { property: 'og:type', content: 'article' },
  { property: 'og:title', content: article.title || article.slug },
  { property: 'og:url', content: article.link },
  { property: 'og:site_name', content: site.title },
  ...(content.summary !== '' ? [{ property: 'og:description', content: content.summary }] : []),
  ...imageProperties(content.image),
  { property: 'article:published_time', content: formatRfc3339(article.published) },
  ...(article.updated !== undefined
    ? [{ property: 'article:modified_time', content: formatRfc3339(article.updated) }]
    : []),
  ...article.tags.map((tag) => ({ property: 'article:tag', content: tag })),
];

/** What a link to a file is called: its title, else the last part of its address. */
const fileName = ({ url, title }: Enclosure): string => {
  const name =
    title ||
    (url
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ??
      '') ||
    url;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const fileOf = (file: Enclosure) => ({
  url: file.url,
  type: file.type,
  kind: file.type?.split('/', 1)[0]?.toLowerCase(),
  name: fileName(file),
});

const neighbour = (site: Site, article: Neighbour | undefined) =>
  article && {
    href: hrefOf(site, article),
    title: article.title || article.slug,
    language: languageOf(site, article),
  };

const scopeHref = ({ site, scopePaths }: ArticlePage, kind: ScopeKind, name: string): string | undefined => {
  const path = scopePaths[`${kind}/${name}`];
  return path === undefined ? undefined : `${basePath(site)}${path}/`;
};

const authorOf = (page: ArticlePage, { name, url }: Person) => ({
  name,
  href: scopeHref(page, 'authors', name) ?? webAddress(url),
});

const tagsOf = (page: ArticlePage) =>
  [...new Set([...page.entry.article.tags, ...page.entry.article.categories])].flatMap((label) => {
    const href = scopeHref(page, 'tags', label) ?? scopeHref(page, 'categories', label);
    return href === undefined ? [] : [{ label, href }];
  });

const modelOf = (page: ArticlePage) => {
  const { site, entry, mark } = page;
  const { article, content } = entry;
  const language = languageOf(site, article);
  const { updated, updatedPrecision: precision = 'minute', zone } = article;
  return {
    title: article.title || article.slug,
    language,
    direction: directionOf(language),
    mark: markText(mark, wordingFor(siteLanguage(site)).texts),
    published: formatRfc3339(article.published),
    when: whenOf(site, article),
    updated: updated !== undefined && formatRfc3339(updated),
    updatedWhen: updated !== undefined && formatForPeople(updated, { zone, language, precision }),
    authors: authorsOf(site, article).map((author) => authorOf(page, author)),
    lead: content.image && !bodyShows(entry, content.image.url) ? content.image : undefined,
    enclosures: content.enclosures.map(fileOf),
    html: articleBody(entry),
    tags: tagsOf(page),
    link: article.link,
  };
};

/** The page of one article: its HTML is the sanitized one that feeds carry. */
export const renderArticlePage = (page: ArticlePage): string => {
  const { site, entry, previous, next, mark } = page;
  const { article, content } = entry;
  const model = modelOf(page);
  return renderTemplate('article', {
    ...shell(page, { language: model.language }),
    title: `${model.title} – ${site.title}`,
    description: content.summary,
    canonical: article.link,
    isUnlisted: mark !== undefined,
    meta: openGraph(site, entry),
    jsonLd: jsonLd(site, entry),
    previous: neighbour(site, previous),
    next: neighbour(site, next),
    article: model,
  });
};

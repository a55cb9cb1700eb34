import type { Article, Entry } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import type { FeedDefinition, Scope } from '../../feed/feed.ts';
import { pageUrl } from '../../render/addresses.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { renderTemplate } from './engine.ts';
import { basePath, directionOf, shell } from './shell.ts';

/** What a page of articles is made from. */
export interface ListPage {
  readonly site: Site;
  /** The feed of the whole site. */
  readonly main: FeedDefinition;
  /** The feed that the page belongs to. */
  readonly definition: FeedDefinition;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Other scopes to link to. */
  readonly scopes: readonly Scope[];
  /** What to mark an article with, such as `Draft`; undefined for none. */
  readonly markOf: (article: Article) => string | undefined;
}

/** The article's page if the site has pages for articles, else where its link leads. */
export const hrefOf = (site: Site, article: Article): string =>
  site.pages ? `${basePath(site)}/articles/${encodeURIComponent(article.slug)}/` : article.link;

/** The date of an article for people, in its own language and zone. */
export const whenOf = (site: Site, { published, publishedPrecision, zone, language }: Article): string =>
  formatForPeople(published, {
    zone,
    language: language ?? siteLanguage(site),
    precision: publishedPrecision,
  });

const dayOf = (site: Site, { published, zone }: Article): string =>
  formatForPeople(published, { zone, language: siteLanguage(site), precision: 'day' });

const itemOf = ({ site, markOf }: ListPage, { article, content }: Entry) => {
  const language = article.language ?? siteLanguage(site);
  return {
    title: article.title || article.slug,
    href: hrefOf(site, article),
    published: formatRfc3339(article.published),
    when: whenOf(site, article),
    authors: article.authors.map(({ name }) => name).join(', '),
    summary: content.summary,
    language,
    direction: directionOf(language),
    mark: markOf(article),
  };
};

const groupNames: Readonly<Record<string, string>> = {
  tags: 'Tags',
  categories: 'Categories',
  authors: 'Authors',
  languages: 'Languages',
  folders: 'Folders',
};

const scopeGroups = (site: Site, scopes: readonly Scope[]) =>
  site.feeds.by.flatMap((kind) => {
    const items = scopes
      .filter((scope) => scope.kind === kind)
      .map((scope) => ({
        href: `${basePath(site)}${scope.path}/`,
        label: scope.kind === 'site' ? '' : scope.label,
      }));
    return items.length === 0 ? [] : [{ label: groupNames[kind], items }];
  });

/** The home page, or that of a scope: the newest articles by day, and how to subscribe to just these. */
export const renderListPage = (page: ListPage): string => {
  const { site, definition, entries } = page;
  const days = new Map<string, ReturnType<typeof itemOf>[]>();
  for (const entry of entries) {
    const day = dayOf(site, entry.article);
    days.set(day, [...(days.get(day) ?? []), itemOf(page, entry)]);
  }
  const { scope } = definition;
  return renderTemplate('list', {
    ...shell(site, page.main, definition),
    title: definition.title,
    description: definition.description,
    canonical: pageUrl(site, scope.path),
    heading: scope.kind === 'site' ? site.title : scope.label,
    subheading: scope.kind === 'site' ? '' : groupNames[scope.kind],
    days: [...days].map(([label, items]) => ({ label, items })),
    scopes: scopeGroups(site, page.scopes),
  });
};

import type { Article, Entry } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import type { FeedDefinition } from '../../feed/feed.ts';
import { pageUrl } from '../../render/addresses.ts';
import { siteLanguage } from '../../site/read-site.ts';
import type { Site } from '../../site.ts';
import { directionOf } from './direction.ts';
import { renderTemplate } from './engine.ts';
import { type ScopeGroup, scopeLabel } from './scope-links.ts';
import { basePath, type PageSite, shell } from './shell.ts';
import { filled, type PageTexts, wordingFor } from './texts.ts';

/** What a page of articles is made from, beside the site and the articles. */
export interface ListFrame {
  readonly ownStyle: PageSite['ownStyle'];
  /** The feed that the page belongs to. */
  readonly definition: FeedDefinition;
  /** Other scopes to link to. */
  readonly scopes: readonly ScopeGroup[];
  /** Number of the page of older articles, 1 the oldest; undefined for the newest articles. */
  readonly number?: number | undefined;
  /** Paths below the public address of the pages with older and newer articles. */
  readonly older?: string | undefined;
  readonly newer?: string | undefined;
}

interface ListPage extends ListFrame {
  readonly site: Site;
  /** Newest first. */
  readonly items: readonly ListItem[];
}

/** An article as it stands in every list of the site. */
export interface ListItem {
  /** The day of its publication, in the site's language. */
  readonly day: string;
  readonly html: string;
}

/** The article's page if the site has pages for articles, else where its link leads. */
export const hrefOf = (site: Site, article: Pick<Article, 'slug' | 'link'>): string =>
  site.pages ? `${basePath(site)}/articles/${encodeURIComponent(article.slug)}/` : article.link;

/** The language that an article's page is in: its own, else the site's. */
export const languageOf = (site: Site, article: Pick<Article, 'language'>): string =>
  article.language ?? siteLanguage(site);

/** The date of an article for people, in its own language and zone. */
export const whenOf = (site: Site, article: Article): string =>
  formatForPeople(article.published, {
    zone: article.zone,
    language: languageOf(site, article),
    precision: article.publishedPrecision,
  });

/** What stands on a page for an article that is shown before its time. */
export const markText = (mark: string | undefined, texts: PageTexts): string | undefined => {
  if (mark === undefined) return undefined;
  return mark === 'Draft' ? texts.draft : mark === 'Scheduled' ? texts.scheduled : mark;
};

const dayOf = (site: Site, { published, zone }: Article): string =>
  formatForPeople(published, { zone, language: siteLanguage(site), precision: 'day' });

/** The article in lists, with its `mark`, such as `Draft`, where it has one. */
export const listItem = (site: Site, { article, content }: Entry, mark: string | undefined): ListItem => {
  const language = languageOf(site, article);
  const html = renderTemplate('item', {
    title: article.title || article.slug,
    href: hrefOf(site, article),
    published: formatRfc3339(article.published),
    when: whenOf(site, article),
    authors: article.authors,
    summary: content.summary,
    language,
    direction: directionOf(language),
    mark: markText(mark, wordingFor(siteLanguage(site)).texts),
  });
  return { day: dayOf(site, article), html };
};

const byDay = (items: readonly ListItem[]) => {
  const days = new Map<string, string>();
  for (const { day, html } of items) days.set(day, (days.get(day) ?? '') + html);
  return [...days].map(([label, html]) => ({ label, html }));
};

/**
 * The home page, that of a scope, or one with older articles: newest first by day, in each article's language and local
 * time, and how to subscribe to just these.
 */
export const renderListPage = (page: ListPage): string => {
  const { site, definition, number, older, newer } = page;
  const { scope } = definition;
  const { texts } = wordingFor(siteLanguage(site));
  const isHome = scope.kind === 'site' && number === undefined;
  const base = basePath(site);
  const kind = scope.kind === 'site' ? '' : texts[scope.kind];
  const olderName = number === undefined ? '' : filled(texts.olderPage, { number: String(number) });
  const label = scope.kind === 'site' ? olderName : scopeLabel(scope);
  const path = number === undefined ? scope.path : `${scope.path}/archive/${number}`;
  const names = isHome ? [site.title] : [label, scope.kind === 'site' ? '' : olderName, site.title];
  return renderTemplate('list', {
    ...shell(page, { definition, isHome }),
    title: names.filter((name) => name !== '').join(' – '),
    description: isHome ? definition.description : '',
    canonical: pageUrl(site, path),
    pageName: texts.newest,
    heading: label,
    kicker: [kind, scope.kind === 'site' ? '' : olderName].filter((name) => name !== '').join(' · '),
    headingLang: scope.kind === 'languages' ? ` lang="${scope.label.replace(/[^\w-]/g, '')}"` : '',
    days: byDay(page.items),
    scopes: page.scopes,
    older: older === undefined ? undefined : base + older,
    newer: newer === undefined ? undefined : base + newer,
  });
};

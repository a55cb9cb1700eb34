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

/** What a page of articles is made from. */
export interface ListPage extends PageSite {
  /** The feed that the page belongs to. */
  readonly definition: FeedDefinition;
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Other scopes to link to. */
  readonly scopes: readonly ScopeGroup[];
  /** What to mark an article with, such as `Draft`; undefined for none. */
  readonly markOf: (article: Article) => string | undefined;
  /** Number of the page of older articles, 1 the oldest; undefined for the newest articles. */
  readonly number?: number | undefined;
  /** Paths below the public address of the pages with older and newer articles. */
  readonly older?: string | undefined;
  readonly newer?: string | undefined;
}

/** The article's page if the site has pages for articles, else where its link leads. */
export const hrefOf = (site: Site, article: Article): string =>
  site.pages ? `${basePath(site)}/articles/${encodeURIComponent(article.slug)}/` : article.link;

/** The language that an article's page is in: its own, else the site's. */
export const languageOf = (site: Site, article: Article): string => article.language ?? siteLanguage(site);

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

const itemOf = ({ site, markOf }: ListPage, { article, content }: Entry) => {
  const language = languageOf(site, article);
  return {
    title: article.title || article.slug,
    href: hrefOf(site, article),
    published: formatRfc3339(article.published),
    when: whenOf(site, article),
    authors: article.authors,
    summary: content.summary,
    language,
    direction: directionOf(language),
    mark: markText(markOf(article), wordingFor(siteLanguage(site)).texts),
  };
};

const byDay = (page: ListPage) => {
  const days = new Map<string, ReturnType<typeof itemOf>[]>();
  for (const entry of page.entries) {
    const day = dayOf(page.site, entry.article);
    const items = days.get(day) ?? [];
    items.push(itemOf(page, entry));
    days.set(day, items);
  }
  return [...days].map(([label, items]) => ({ label, items }));
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
    days: byDay(page),
    scopes: page.scopes,
    older: older === undefined ? undefined : base + older,
    newer: newer === undefined ? undefined : base + newer,
  });
};

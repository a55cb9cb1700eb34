import type { Article, Entry } from '../../article/article.ts';
import type { Collection } from '../../feed/collection.ts';
import { feedDefinition } from '../../feed/definition.ts';
import type { Scope } from '../../feed/feed.ts';
import type { ScopeKind, Site } from '../../site.ts';
import { type ArticleFrame, renderArticlePage } from './article.ts';
import { renderKindPage } from './kind.ts';
import { type ListFrame, type ListItem, renderListPage } from './list.ts';
import { renderWithdrawnPage } from './message.ts';
import { olderPages, pageRange, pagesBeside } from './paging.ts';
import type { PagePlace } from './place.ts';
import { type Page, pageOf } from './reply.ts';
import { type ScopeGroup, scopeLinks } from './scope-links.ts';

/** Finishes what a page shows of articles. */
export interface PageEntries {
  entry(article: Article): Promise<Entry>;
  /** The article as it stands in lists. */
  item(article: Article): Promise<ListItem>;
}

/**
 * How a page is made, before any text of an article is read. The page follows from the site, `facts` and the entries of
 * `shown`, and from nothing else: where all of them are what they were, so is the page.
 */
export interface PagePlan {
  /** JSON values. */
  readonly facts: unknown;
  /** Articles of whose text the page shows something. */
  readonly shown: readonly Article[];
  make(entries: PageEntries): Promise<Page>;
}

/** What plans are made from. */
export interface PlanSource {
  readonly site: Site;
  readonly collection: Collection;
  /** Path in the articles folder of the stylesheet that the site brings; undefined where it brings none. */
  readonly ownStyle: string | undefined;
  /** The scopes that pages of the whole site link to. */
  readonly scopeGroups: () => readonly ScopeGroup[];
  readonly articleWith: (slug: string) => Article | undefined;
  /** What an article that is shown before its time is marked with. */
  readonly markOf: (article: Article) => string | undefined;
}

const siteScope: Scope = { kind: 'site', path: '' };

const planOf = <Facts>(
  facts: Facts,
  shown: readonly Article[],
  render: (facts: Facts, shown: readonly Article[], entries: PageEntries) => Promise<string> | string,
  status = 200,
): PagePlan => ({
  facts,
  shown,
  make: async (entries) => pageOf(status, 'text/html', await render(facts, shown, entries)),
});

/** The listed article before or after one; a withdrawn one that stands between with its notice is passed over. */
const neighbour = (collection: Collection, article: Article, side: 'older' | 'newer') => {
  let beside = collection.articlesOf(siteScope).neighbours(article)[side];
  while (beside && collection.get(beside.path, beside.part)?.standing === 'withdrawn') {
    beside = collection.articlesOf(siteScope).neighbours(beside)[side];
  }
  if (beside === undefined) return undefined;
  const { slug, link, title, language } = beside;
  return { slug, link, title, language };
};

/** Paths of the scopes that an article's page links to, by kind and name. */
const scopePaths = ({ site, collection }: PlanSource, article: Article): Readonly<Record<string, string>> => {
  const authors = article.authors.length > 0 ? article.authors : site.authors;
  const names: (readonly [ScopeKind, string])[] = [
    ...authors.map(({ name }) => ['authors', name] as const),
    ...[...article.tags, ...article.categories].flatMap((label) => [
      ['tags', label] as const,
      ['categories', label] as const,
    ]),
  ];
  return Object.fromEntries(
    names.flatMap(([kind, name]) => {
      const scope = collection.findScope(kind, name);
      return scope === undefined ? [] : [[`${kind}/${name}`, scope.path]];
    }),
  );
};

const planArticle = (source: PlanSource, slug: string): PagePlan | undefined => {
  const { site, collection, ownStyle } = source;
  const article = source.articleWith(slug);
  if (article === undefined) return undefined;
  if (collection.get(article.path, article.part)?.standing === 'withdrawn') {
    const facts = { ownStyle, article };
    return planOf(facts, [], (given) => renderWithdrawnPage({ site, ...given }, given.article), 410);
  }
  const facts: ArticleFrame = {
    ownStyle,
    scopePaths: scopePaths(source, article),
    previous: neighbour(collection, article, 'older'),
    next: neighbour(collection, article, 'newer'),
    mark: source.markOf(article),
  };
  return planOf(facts, [article], async (frame, [shown = article], entries) =>
    renderArticlePage({ site, ...frame, entry: await entries.entry(shown) }),
  );
};

const planScopes = ({ site, collection, ownStyle }: PlanSource, kind: ScopeKind): PagePlan => {
  const facts = { ownStyle, kind, items: scopeLinks(site, collection, kind) };
  return planOf(facts, [], (given) => renderKindPage({ site, ...given }));
};

const planList = (source: PlanSource, scope: Scope, number: number | undefined): PagePlan => {
  const { site, collection, ownStyle } = source;
  const articles = collection.articlesOf(scope);
  const { start, end } = pageRange(site, articles.size, number) ?? { start: 0, end: 0 };
  const listed = articles.entries(start, end).filter(({ standing }) => standing === 'listed');
  const shown = listed.map(({ article }) => article);
  const frame: ListFrame = {
    ownStyle,
    definition: feedDefinition(site, scope),
    scopes: scope.kind === 'site' ? source.scopeGroups() : [],
    number,
    ...pagesBeside(scope.path, olderPages(site, articles.size), number),
  };
  const facts = { frame, marks: shown.map((article) => source.markOf(article) ?? null) };
  return planOf(facts, shown, async (given, of, entries) => {
    const items = await Promise.all(of.map((article) => entries.item(article)));
    return renderListPage({ site, ...given.frame, items });
  });
};

/** How the page at a place is made; undefined for an article that there is not. */
export const planPage = (source: PlanSource, place: PagePlace): PagePlan | undefined => {
  switch (place.kind) {
    case 'article':
      return planArticle(source, place.slug);
    case 'scopes':
      return planScopes(source, place.of);
    case 'list':
      return planList(source, place.scope, place.number);
  }
};

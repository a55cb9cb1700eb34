import type { Article, Entry } from '../article/article.ts';
import type { Instant } from '../date/reading.ts';
import { type Problem, problem } from '../problem.ts';
import type { Site } from '../site.ts';
import { archiveCount, hasArchives } from './archives.ts';
import type { Collection } from './collection.ts';
import { feedDefinition } from './definition.ts';
import type { Feed, FeedAddress, FeedDefinition, Paging, Scope, Tombstone } from './feed.ts';
import type { ScopeArticles, Standings } from './scope-articles.ts';
import { lastUpdate, noticeEntry, tombstoneOf, withdrawalOf } from './tombstones.ts';

/** Which document of which feed: the subscription document, or archive `number`, counted from 1, the oldest. */
export interface FeedQuestion {
  readonly site: Site;
  readonly collection: Collection;
  readonly definition: FeedDefinition;
  readonly archive?: number | undefined;
}

/** What a document shows, before any body is read: two equal selections give the same bytes. */
export interface Selection {
  readonly definition: FeedDefinition;
  readonly address: FeedAddress;
  readonly paging: Paging;
  readonly updated: Instant;
  /** Newest first. */
  readonly shown: readonly Standings[];
  readonly tombstones: readonly Tombstone[];
}

/** How many archives the feed of a scope has now. */
export const archivesOf = (site: Site, scope: Scope, articles: ScopeArticles): number =>
  hasArchives(site, scope) ? archiveCount(articles.size, site.feeds.entries) : 0;

const folderOf = (scope: Scope, archive?: number): string =>
  archive === undefined ? scope.path : `${scope.path}/archive/${archive}`;

const updateOf = ({ article, standing }: Standings): Instant =>
  standing === 'withdrawn' ? withdrawalOf(article) : lastUpdate(article);

/** An empty feed was last changed on the first day of the id authority's year (INTERFACE.md): never by the clock. */
const beginningOf = (idAuthority: string): Instant =>
  Date.UTC(Number(/,(\d{4})/.exec(idAuthority)?.[1] ?? '1970'), 0, 1) as Instant;

const newestOf = (site: Site, shown: readonly Standings[], tombstones: readonly Tombstone[]): Instant => {
  let newest: Instant | undefined;
  for (const when of [...shown.map(updateOf), ...tombstones.map((tombstone) => tombstone.when)]) {
    if (newest === undefined || when > newest) newest = when;
  }
  return newest ?? beginningOf(site.idAuthority);
};

const previousAddress = (scope: Scope, number: number, articles: ScopeArticles): FeedAddress => ({
  folder: folderOf(scope, number),
  version: articles.archiveVersion(number),
});

const selectArchive = (
  { site, definition }: FeedQuestion,
  articles: ScopeArticles,
  number: number,
): Selection => {
  const { scope } = definition;
  const size = site.feeds.entries;
  const shown = articles.entries((number - 1) * size, number * size);
  const paging: Paging = {
    kind: 'archive',
    number,
    current: { folder: folderOf(scope) },
    ...(number > 1 && { previous: previousAddress(scope, number - 1, articles) }),
    ...(number < archivesOf(site, scope, articles) && { next: { folder: folderOf(scope, number + 1) } }),
  };
  const address = { folder: folderOf(scope, number) };
  return { definition, address, paging, updated: newestOf(site, shown, []), shown, tombstones: [] };
};

/**
 * Tombstones of what would be among the newest `entries` if it were still there: what is newer than the oldest of the
 * newest `entries` that are left.
 */
const recentTombstones = (site: Site, articles: ScopeArticles): Tombstone[] => {
  const { size } = articles;
  const start = size - site.feeds.entries;
  const oldest = start < 0 ? undefined : articles.entries(start, start + 1)[0]?.article;
  return articles.tombstones(oldest).map(tombstoneOf);
};

const selectCurrent = ({ site, definition }: FeedQuestion, articles: ScopeArticles): Selection => {
  const { scope } = definition;
  const { size } = articles;
  const archives = archivesOf(site, scope, articles);
  const isWhole = site.podcast !== undefined || hasArchives(site, scope);
  const start = isWhole ? archives * site.feeds.entries : Math.max(0, size - site.feeds.entries);
  const shown = articles.entries(start, size);
  const paging: Paging =
    archives > 0
      ? { kind: 'current', previous: previousAddress(scope, archives, articles) }
      : { kind: start === 0 ? 'complete' : 'partial' };
  const tombstones = recentTombstones(site, articles);
  const address = { folder: folderOf(scope) };
  return { definition, address, paging, updated: newestOf(site, shown, tombstones), shown, tombstones };
};

/**
 * Chooses what a document shows (RFC 5005, RFC 6721), without reading a body. Undefined where there is no such archive.
 * A subscription document holds all that no archive holds; without archives the newest `feeds.entries`; a podcast's
 * every episode.
 */
export const selectArticles = (question: FeedQuestion): Selection | undefined => {
  const { site, collection, definition, archive } = question;
  const articles = collection.articlesOf(definition.scope);
  if (archive === undefined) return selectCurrent(question, articles);
  const exists =
    Number.isInteger(archive) && archive >= 1 && archive <= archivesOf(site, definition.scope, articles);
  return exists ? selectArchive(question, articles, archive) : undefined;
};

const sameScope = (a: Scope, b: Scope): boolean =>
  a.kind === 'site' || b.kind === 'site'
    ? a.kind === b.kind
    : a.kind === b.kind && a.key === b.key && a.label === b.label;

const sameAddress = (a: FeedAddress | undefined, b: FeedAddress | undefined): boolean =>
  a?.folder === b?.folder && a?.version === b?.version;

const samePaging = (a: Paging, b: Paging): boolean => {
  if (a.kind === 'current' && b.kind === 'current') return sameAddress(a.previous, b.previous);
  if (a.kind === 'archive' && b.kind === 'archive') {
    return a.number === b.number && sameAddress(a.previous, b.previous) && sameAddress(a.next, b.next);
  }
  return a.kind === b.kind;
};

const sameTombstones = (a: readonly Tombstone[], b: readonly Tombstone[]): boolean =>
  a.length === b.length &&
  a.every(({ id, link, when }, at) => id === b[at]?.id && link === b[at].link && when === b[at].when);

/** Whether two selections of one document show the same: the very same articles in the same places, links and head. */
export const sameSelection = (a: Selection, b: Selection): boolean =>
  a.updated === b.updated &&
  a.definition.title === b.definition.title &&
  a.shown.length === b.shown.length &&
  a.shown.every(
    ({ article, standing }, at) => article === b.shown[at]?.article && standing === b.shown[at].standing,
  ) &&
  samePaging(a.paging, b.paging) &&
  sameTombstones(a.tombstones, b.tombstones);

/**
 * Whether a document that shows `shown` need not be made again after changes (`Collection.takeChanges`). Looks at
 * entries only where one of them may be another: a change at the end of a long feed costs its archives nothing.
 */
export const isStillShown = (
  { site, collection }: Pick<FeedQuestion, 'site' | 'collection'>,
  shown: Selection,
  changes: ReadonlyMap<ScopeArticles, number>,
): boolean => {
  const { paging } = shown;
  const scope = collection.scopeAt(shown.definition.scope.path);
  if (scope === undefined || !sameScope(scope, shown.definition.scope)) return false;
  const articles = collection.articlesOf(scope);
  const lowest = changes.get(articles);
  if (lowest === undefined) return true;
  const archive = paging.kind === 'archive' ? paging.number : undefined;
  if (archive !== undefined && archive * site.feeds.entries <= lowest) {
    const archives = archivesOf(site, scope, articles);
    return (
      archive < archives === (paging.kind === 'archive' && paging.next !== undefined) && archive <= archives
    );
  }
  const now = selectArticles({ site, collection, definition: feedDefinition(site, scope), archive });
  return now !== undefined && sameSelection(shown, now);
};

/** Finishes an entry; the same object for the same article, so that what was made of it can be used again. */
export type EntryOf = (article: Article) => Promise<Entry>;

/** Fills a selection with its entries. `entryOf` is not asked for articles in whose place a notice stands. */
export const fillSelection = async (site: Site, selection: Selection, entryOf: EntryOf): Promise<Feed> => {
  const { shown, ...head } = selection;
  const entries = await Promise.all(
    shown.map(({ article, standing }) =>
      standing === 'withdrawn' ? noticeEntry(article) : entryOf(article),
    ),
  );
  return { site, ...head, entries };
};

/** The feed of one document with its entries; undefined where there is no such archive. Rejects where `entryOf` does. */
export const selectFeed = async (
  question: FeedQuestion & { readonly entryOf: EntryOf },
): Promise<Feed | undefined> => {
  const selection = selectArticles(question);
  return selection && fillSelection(question.site, selection, question.entryOf);
};

/**
 * The warning `buried` for a listed article that is in none of the entries that subscribers of the site's feed still
 * read, and was not known before; undefined for any other. Whether it is new is for the caller to know.
 */
export const buriedProblem = (
  site: Site,
  collection: Collection,
  { path, part }: Article,
): Problem | undefined => {
  const known = collection.get(path, part);
  const scope = collection.scopeAt('');
  if (known?.standing !== 'listed' || scope === undefined) return undefined;
  const articles = collection.articlesOf(scope);
  const current = selectCurrent({ site, collection, definition: feedDefinition(site, scope) }, articles);
  if (current.shown.some(({ article }) => article === known.article)) return undefined;
  return problem('buried', {
    message: `"${known.article.title}" is new but dated before the oldest entry of the feed, so no subscriber will see it.`,
    hint: 'Give it a new date, or set `updated` where it is an older text that has changed.',
    path,
  });
};

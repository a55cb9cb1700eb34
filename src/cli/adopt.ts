import { join } from 'node:path';
import type { Writable } from 'node:stream';
import type { Article } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { PublisherError, printable } from '../problem.ts';
import { openIds } from '../store/ids/ids.ts';
import { Publisher } from '../web/publisher.ts';
import { type OldEntry, readOldFeed } from './adopt-feed.ts';
import { type Matches, matchEntries } from './adopt-match.ts';
import { Adopter, type Adoption } from './adopt-records.ts';
import { readSource } from './adopt-source.ts';
import { printedPath } from './explain-place.ts';
import { type CommonSettings, checkFolder, siteOf } from './settings.ts';
import { openSource, refuseToWait, type Source } from './source.ts';

/** What `dateline adopt` was asked. */
export interface AdoptArguments {
  /** Files and addresses of old feeds. */
  readonly feeds: readonly string[];
  readonly settings: CommonSettings;
}

interface Streams {
  readonly stdout: Writable;
}

/** Reads the articles and hands them on while the source is open. */
const withArticles = async <T>(
  settings: CommonSettings,
  work: (articles: readonly Article[], source: Source) => Promise<T>,
): Promise<T> => {
  const source = await openSource(settings, refuseToWait);
  const publisher = new Publisher({
    ...source,
    site: siteOf(settings, 3000),
    state: settings.state,
    isReadOnly: true,
    isWatching: false,
  });
  try {
    await publisher.ready;
    const articles = [...publisher.library.articles()];
    return await work(
      articles.sort((a, b) => (articleKey(a) < articleKey(b) ? -1 : 1)),
      source,
    );
  } finally {
    await publisher.close();
  }
};

/** Entries of all feeds; the same id in several of them is one entry. */
const readEntries = async (sources: readonly string[]): Promise<readonly OldEntry[]> => {
  const entries = new Map<string, OldEntry>();
  for (const source of sources) {
    for (const entry of readOldFeed(await readSource(source), source)) {
      const known = entries.get(entry.id);
      const links = [...new Set([...(known?.links ?? []), ...entry.links])];
      entries.set(entry.id, { ...entry, ...known, links });
    }
  }
  return [...entries.values()];
};

const describe = ({ id, title, days, links }: OldEntry): string =>
  printable([`"${title || '(no title)'}"`, days[0], links[0] ?? id].filter(Boolean).join(' '));

const lineOf = ({ outcome, entry, article, kind, obstacle }: Adoption, articles: string): string => {
  const path = printedPath(join(articles, article.path));
  switch (outcome) {
    case 'recorded':
      return `recorded   ${path}  ${entry.id}  (by ${kind})`;
    case 'known':
      return `has it     ${path}  ${entry.id}`;
    case 'given':
      return `not taken  ${path} gives the id ${obstacle} itself. Write id: ${entry.id} in it, or leave it out.`;
    case 'other-id':
      return `not taken  ${path} has the recorded id ${obstacle}. If no reader knows that one, delete its row in ids.tsv and adopt again.`;
    case 'taken':
      return `not taken  ${path}: the id ${entry.id} is that of ${obstacle}.`;
  }
};

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const report = (
  {
    adoptions,
    unmatched,
    articles,
    settings,
  }: {
    readonly adoptions: readonly Adoption[];
    readonly unmatched: Matches['unmatched'];
    readonly articles: readonly Article[];
    readonly settings: CommonSettings;
  },
  { stdout }: Streams,
): void => {
  for (const adoption of adoptions) stdout.write(`${printable(lineOf(adoption, settings.articles))}\n`);
  for (const { entry, reason } of unmatched) stdout.write(`not found  ${describe(entry)}: ${reason}\n`);
  const recorded = adoptions.filter(({ outcome }) => outcome === 'recorded').length;
  const total = adoptions.length + unmatched.length;
  const had = adoptions.filter(({ outcome }) => outcome === 'known').length;
  stdout.write(
    `${count(recorded, 'id', 'ids')} recorded of ${count(total, 'entry', 'entries')}, ${had} known before, ${unmatched.length} matched nothing.\n`,
  );
  const matched = new Set(adoptions.map(({ article }) => articleKey(article)));
  const without = articles.filter(
    (article) => !matched.has(articleKey(article)) && article.givenId === undefined,
  );
  if (without.length > 0)
    stdout.write(
      `${count(without.length, 'article is', 'articles are')} in none of the feeds. Feeds often hold the newest entries only: name older copies, archive pages or an export too, or set idPattern in site.yaml.\n`,
    );
};

/**
 * `dateline adopt`: reads old feeds (files or addresses) and records their ids in `ids.tsv` for the articles that match
 * by link, else by title and day; lists what matched nothing. Rows that are there stay; an id that an article gives, or
 * that was recorded and is not one of those minted, is never replaced. Resolves to 0. Throws `PublisherError` for a feed
 * that cannot be read, and where the rows cannot be kept.
 */
export const runAdopt = async ({ feeds, settings }: AdoptArguments, streams: Streams): Promise<number> => {
  if (settings.store === undefined) await checkFolder(settings.articles);
  const entries = await readEntries(feeds);
  if (entries.length === 0) throw new PublisherError('usage', `adopt: ${feeds.join(', ')} has no entries`);
  await withArticles(settings, async (articles, { shared }) => {
    const site = siteOf(settings, 3000);
    const { matched, unmatched } = matchEntries(entries, articles, site);
    const ids = shared?.ids ?? openIds(settings.state);
    const before = await ids.load();
    const adopter = new Adopter(before.records, articles, site);
    const adoptions = matched.map((match) => adopter.adopt(match));
    const { problems } = await ids.save(adopter.records);
    const [fault] = [...before.problems, ...problems].filter(({ severity }) => severity === 'error');
    if (fault) throw new PublisherError(fault.code, `${fault.message}. ${fault.hint}`);
    report({ adoptions, unmatched, articles, settings }, streams);
  });
  return 0;
};

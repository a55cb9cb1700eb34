import type { Writable } from 'node:stream';
import type { Article } from '../article/article.ts';
import { articleKey } from '../article/identity/id-records.ts';
import { type Problem, PublisherError } from '../problem.ts';
import { openIds } from '../store/ids/ids.ts';
import { Publisher } from '../web/publisher.ts';
import { type OldEntry, readOldFeed } from './adopt/feed.ts';
import { matchEntries } from './adopt/match.ts';
import { Adopter } from './adopt/records.ts';
import { reportAdoption } from './adopt/report.ts';
import { readSource } from './adopt/source.ts';
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
  work: (articles: readonly Article[], problems: readonly Problem[], source: Source) => Promise<T>,
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
      publisher.library.problems,
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

/**
 * `dateline adopt`: reads old feeds (files or addresses) and records their ids in `ids.tsv` for the articles that match
 * by link, else by two of title, day and name; lists what matched nothing, and what differs from the old feed still. Rows that are there stay; an id that an article gives, or
 * that was recorded and is not one of those minted, is never replaced. Resolves to 0. Throws `PublisherError` for a feed
 * that cannot be read, and where the rows cannot be kept.
 */
export const runAdopt = async ({ feeds, settings }: AdoptArguments, streams: Streams): Promise<number> => {
  if (settings.store === undefined) await checkFolder(settings.articles);
  const entries = await readEntries(feeds);
  if (entries.length === 0) throw new PublisherError('usage', `adopt: ${feeds.join(', ')} has no entries`);
  await withArticles(settings, async (articles, found, { shared }) => {
    const site = siteOf(settings, 3000);
    const { matched, unmatched } = matchEntries(entries, articles, site);
    const ids = shared?.ids ?? openIds(settings.state);
    const before = await ids.load();
    const adopter = new Adopter(before.records, articles, site);
    const adoptions = matched.map((match) => adopter.adopt(match));
    const { problems } = await ids.save(adopter.records);
    const [fault] = [...before.problems, ...problems].filter(({ severity }) => severity === 'error');
    if (fault) throw new PublisherError(fault.code, `${fault.message}. ${fault.hint}`);
    const { records } = adopter;
    reportAdoption(
      { adoptions, unmatched, articles, problems: found, records, site, folder: settings.articles },
      streams.stdout,
    );
  });
  return 0;
};

import { sortByCodePoints } from '../../article/code-points.ts';
import type { IdRecord, IdRecords } from '../../article/identity/id-records.ts';
import { podcastGuid } from '../../render/podcast-guid.ts';
import type { Site } from '../../site.ts';
import type { IdsOutcome, IdsStore } from './ids.ts';

/** Where the podcast's row says that it lies: no file's path begins with a slash. */
const path = '/';

const prefix = 'podcast:guid:';

const shape = /^podcast:guid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The `podcast:guid` that is recorded among the ids; undefined where there is none. */
export const recordedGuid = (records: IdRecords): string | undefined => {
  const rows = records.values().filter((row) => row.path === path && shape.test(row.id));
  // Two machines that minted with different addresses and were merged: both have to choose the same.
  const [first] = sortByCodePoints([...rows], ({ id }) => id);
  return first && shape.exec(first.id)?.[1];
};

const rowOf = (guid: string): IdRecord => ({
  id: `${prefix}${guid}`,
  path,
  slug: '',
  bodyHash: '',
  metaHash: '',
});

const guidOf = ({ url }: Pick<Site, 'url'>): string => podcastGuid(`${url}/rss.xml`);

/** What the site says of its podcast, and whether its address is one that others can follow. */
export interface PodcastPlace {
  readonly site: Pick<Site, 'podcast' | 'url'>;
  readonly isPublic: boolean;
  readonly isReadOnly: boolean;
}

/**
 * The ids with a row for the site's podcast: its `podcast:guid` is minted from the first public address of the feed and
 * recorded at once, so that it stays whatever the address becomes. A guid that the settings give is not recorded.
 */
export class PodcastIds implements IdsStore {
  readonly #ids: IdsStore;
  readonly #place: PodcastPlace;
  #guid: string | undefined;
  readonly mint?: NonNullable<IdsStore['mint']>;

  constructor(ids: IdsStore, place: PodcastPlace) {
    this.#ids = ids;
    this.#place = place;
    if (ids.mint) this.mint = ids.mint.bind(ids);
  }

  /** The recorded guid, once the ids are read. */
  get guid(): string | undefined {
    return this.#guid;
  }

  async load(): Promise<IdsOutcome> {
    const outcome = await this.#ids.load();
    this.#guid = recordedGuid(outcome.records);
    const { site, isPublic, isReadOnly } = this.#place;
    if (!site.podcast || site.podcast.guid !== undefined || this.#guid !== undefined || !isPublic)
      return outcome;
    this.#guid = guidOf(site);
    const row = rowOf(this.#guid);
    const records = new Map(outcome.records).set(row.id, row);
    if (isReadOnly) return { records, problems: outcome.problems };
    const saved = await this.#ids.save(records);
    return { records: saved.records, problems: [...outcome.problems, ...saved.problems] };
  }

  save(records: IdRecords, fresh?: readonly IdRecord[]): Promise<IdsOutcome> {
    return this.#ids.save(records, fresh);
  }
}

/**
 * The site with its podcast's guid: the one that the settings give, else the recorded one, else the one that follows from
 * its address where that is public. A site without podcast stays as it is.
 */
export const withGuid = (
  site: Site,
  { recorded, isPublic }: { readonly recorded: string | undefined; readonly isPublic: boolean },
): Site => {
  if (!site.podcast || site.podcast.guid !== undefined) return site;
  const guid = recorded ?? (isPublic ? guidOf(site) : undefined);
  return { ...site, podcast: { ...site.podcast, guid } };
};

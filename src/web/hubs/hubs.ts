import type { HubStatus } from '../admin/page-model.ts';
import { isLoopbackUrl } from '../loopback.ts';
import { Hub, type HubAnswer, type HubOptions } from './hub.ts';

/** The platform's `fetch`, which is loaded only when it is called. */
const fetchLate: typeof fetch = (...parameters) => fetch(...parameters);

/** The hubs of a site, and what they said last. */
export class Hubs {
  readonly #hubs: readonly Hub[];

  constructor(urls: readonly string[], options: HubOptions = {}) {
    const { now = Date.now, firstPause = 1000, mostTries = 12, fetch: get = fetchLate } = options;
    const { onSettled = () => {} } = options;
    const filled = { now, firstPause, mostTries, fetch: get, onSettled };
    this.#hubs = [...new Set(urls)].map((url) => new Hub(url, filled));
  }

  /** What each hub said last. */
  get status(): readonly HubStatus[] {
    return this.#hubs.map(({ status }) => status);
  }

  /** Tells every hub that these topics (absolute URLs) have changed; one that fails is tried again later. */
  tell(topics: readonly string[]): void {
    for (const hub of this.#hubs) hub.tell(topics);
  }

  /** Topics that hubs have not taken yet, by the hub's address. */
  get waiting(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map(this.#hubs.map((hub) => [hub.url, hub.waiting]));
  }

  /** Tells one hub of topics, and tries again if it fails; one that is no hub of the site is not told. */
  tellOne(url: string, topics: Iterable<string>): void {
    this.#hubs.find((hub) => hub.url === url)?.tell(topics);
  }

  /** Tells one hub now, and does not try again; resolves to what it has answered. */
  async tellOnce(url: string, topics: readonly string[]): Promise<HubAnswer> {
    return (await this.#hubs.find((hub) => hub.url === url)?.tellNow(topics)) ?? { isGood: true };
  }

  /** Resolves when everything is told or given up. */
  async idle(): Promise<void> {
    await Promise.all(this.#hubs.map((hub) => hub.idle()));
  }

  /** Ends all tries. */
  async close(): Promise<void> {
    await Promise.all(this.#hubs.map((hub) => hub.close()));
  }
}

/** Whether hubs can be told of this site: there are some, and others than this machine can fetch what is told. */
export const hasHubsToTell = ({
  hubs,
  url,
}: {
  readonly hubs: readonly string[];
  readonly url: string;
}): boolean => hubs.length > 0 && !isLoopbackUrl(url);

/** What `tellHubs` needs. */
export interface HubNews extends HubOptions {
  readonly hubs: readonly string[];
  /** Public address of the site. */
  readonly url: string;
  /** Paths of the documents that changed, such as `/rss.xml`. */
  readonly paths: Iterable<string>;
}

/**
 * Tells the hubs of a site once that documents have changed, for a program that ends then (`build --ping`): resolves
 * with what each said last. A hub that fails is tried three times. Nothing is told for a loopback address.
 */
export const tellHubs = async ({ hubs, url, paths, ...options }: HubNews): Promise<readonly HubStatus[]> => {
  if (!hasHubsToTell({ hubs, url })) return [];
  const all = new Hubs(hubs, { mostTries: 3, ...options });
  all.tell(Array.from(paths, (path) => `${url}${path}`));
  await all.idle();
  return all.status;
};

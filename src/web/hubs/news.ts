import type { Scope } from '../../feed/feed.ts';
import type { Problem } from '../../problem.ts';
import type { Publication } from '../../publication.ts';
import type { KeptFile } from '../../store/cache/kept-file.ts';
import type { HubStatus } from '../admin/page-model.ts';
import type { HubAnswer } from './hub.ts';
import { Hubs } from './hubs.ts';
import { type HubKnowledge, hubMemory } from './memory.ts';
import { Topics } from './topics.ts';

/** A document by its path, and the hash of its bytes. */
interface MadeDocument {
  readonly path: string;
  readonly hash: string;
}

/** Hubs that are told of a change once, whichever server notices it first. */
export interface SharedHubs {
  /** Hashes of the documents that hubs were told of last, by path. */
  known(): Promise<Map<string, string>>;
  /** Notes documents as told without telling. */
  note(documents: readonly MadeDocument[]): Promise<void>;
  announce(documents: readonly MadeDocument[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens hubs that several servers tell together: `tell` tells one of some paths and resolves to what it has answered. */
export type OpenHubs = (
  hubs: readonly string[],
  tell: (hub: string, paths: readonly string[]) => Promise<HubAnswer>,
) => Promise<SharedHubs>;

/** What hubs are told with. */
export interface HubNewsOptions {
  readonly hubs: readonly string[];
  /** Public address of the site. */
  readonly url: string;
  /** Folder in which what is still to be told is kept; without it that ends with the program. */
  readonly state?: string | undefined;
  /** Where several servers have one source. */
  readonly openShared?: OpenHubs | undefined;
}

const siteScope: Scope = { kind: 'site', path: '' };

/**
 * Tells a site's hubs which of its feeds have changed since they were last looked at: all of them, whether or not
 * anybody has asked for them here, since a hub fetches for readers that never come here themselves (WebSub §6: a
 * publisher must inform its hubs when a topic has been updated).
 */
export class HubNews {
  readonly #options: HubNewsOptions;
  readonly #hubs: Hubs;
  readonly #memory: KeptFile<HubKnowledge>;
  #shared: SharedHubs | undefined;
  #publication: Publication | undefined;
  #topics: Topics | undefined;
  #known = new Map<string, string>();
  #isClosed = false;
  /** What an earlier run did not come to tell. */
  #left: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  constructor(options: HubNewsOptions) {
    this.#options = options;
    this.#hubs = new Hubs(options.hubs, { onSettled: () => this.#memory.later() });
    // Servers that share their source keep it there.
    const state = options.openShared === undefined ? options.state : undefined;
    this.#memory = hubMemory(state, () => ({ known: this.#known, waiting: this.#waiting }));
  }

  /** What each hub said last. */
  get status(): readonly HubStatus[] {
    return this.#hubs.status;
  }

  /** What is wrong with what was kept. */
  get problems(): readonly Problem[] {
    return this.#memory.problems;
  }

  /** Learns what was served last, before any document is made; `current` has it of documents that were not looked at. */
  async open(current: () => Map<string, string>): Promise<void> {
    const { hubs, openShared } = this.#options;
    this.#shared = await openShared?.(hubs, (hub, paths) => this.#hubs.tellOnce(hub, this.#urlsOf(paths)));
    const kept = await this.#memory.load();
    this.#known = (await this.#shared?.known()) ?? new Map([...current(), ...(kept?.known ?? [])]);
    this.#left = kept?.waiting ?? this.#left;
  }

  /** Tells what has changed since, and what was left to be told, and follows the publication from now on. */
  begin(publication: Publication): void {
    const shared = this.#shared;
    this.#publication = publication;
    this.#topics = new Topics({
      publication,
      known: this.#known,
      onChange: (paths) => {
        if (shared) void shared.announce(this.#madeOf(paths)).catch(() => undefined);
        else this.#hubs.tell(this.#urlsOf(paths));
        this.#memory.later();
      },
      onFirst: (paths) => {
        void shared?.note(this.#madeOf(paths)).catch(() => undefined);
        this.#memory.later();
      },
    });
    void this.#tellLeft(this.#topics);
    this.#topics.begin(this.#pathsOf([siteScope]));
  }

  /** Looks at the feeds of scopes in which something has changed. */
  look(scopes: readonly Scope[]): void {
    this.#topics?.look(this.#pathsOf(scopes));
  }

  /** Ends what waits for the source that servers share. */
  async closeShared(): Promise<void> {
    await this.#shared?.close();
  }

  /** Ends everything else. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#topics?.close(), this.#hubs.close()]);
    await this.#memory.close();
  }

  /** Tells of what was left: each hub of what it has not taken, or, where it has changed once more, all of it. */
  async #tellLeft(topics: Topics): Promise<void> {
    const left = this.#left;
    if (left.size === 0) return;
    const same = await topics.unchanged(new Set([...left.values()].flatMap((paths) => [...paths])));
    if (this.#isClosed) return;
    this.#left = new Map();
    for (const [hub, paths] of left) {
      this.#hubs.tellOne(hub, this.#urlsOf([...paths].filter((path) => same.has(path))));
    }
    this.#memory.later();
  }

  #madeOf(paths: readonly string[]): MadeDocument[] {
    return paths.map((path) => ({ path, hash: this.#known.get(path) ?? '' }));
  }

  /** What hubs have not taken yet, as paths. */
  get #waiting(): Map<string, Set<string>> {
    const { length } = this.#options.url;
    return new Map(
      Array.from(this.#hubs.waiting, ([hub, topics]) => {
        const paths = Array.from(topics, (topic) => topic.slice(length));
        return [hub, new Set([...paths, ...(this.#left.get(hub) ?? [])])];
      }),
    );
  }

  #urlsOf(paths: readonly string[]): string[] {
    return paths.map((path) => `${this.#options.url}${path}`);
  }

  #pathsOf(scopes: readonly Scope[]): string[] {
    const formats = this.#publication?.formats ?? [];
    return scopes.flatMap(({ path }) => formats.map(({ fileName }) => `${path}/${fileName}`));
  }
}

import type { Scope } from '../feed/feed.ts';
import type { Publication } from '../publication.ts';
import type { HubStatus } from './admin-page-model.ts';
import { Hubs } from './hubs.ts';
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

/** Opens hubs that several servers tell together: `tell` tells one of some paths and resolves to whether it has taken them. */
export type OpenHubs = (
  hubs: readonly string[],
  tell: (hub: string, paths: readonly string[]) => Promise<boolean>,
) => Promise<SharedHubs>;

/** What hubs are told with. */
export interface HubNewsOptions {
  readonly hubs: readonly string[];
  /** Public address of the site. */
  readonly url: string;
  /** Where several servers have one source. */
  readonly openShared?: OpenHubs | undefined;
}

const siteScope: Scope = { kind: 'site', path: '' };

/** Tells a site's hubs which of its feeds have changed since they were last served. */
export class HubNews {
  readonly #options: HubNewsOptions;
  readonly #hubs: Hubs;
  #shared: SharedHubs | undefined;
  #publication: Publication | undefined;
  #topics: Topics | undefined;
  #known = new Map<string, string>();

  constructor(options: HubNewsOptions) {
    this.#options = options;
    this.#hubs = new Hubs(options.hubs);
  }

  /** What each hub said last. */
  get status(): readonly HubStatus[] {
    return this.#hubs.status;
  }

  /** Learns what was served last, before any document is made; `current` has it where no servers share it. */
  async open(current: () => Map<string, string>): Promise<void> {
    const { hubs, openShared } = this.#options;
    this.#shared = await openShared?.(hubs, (hub, paths) => this.#hubs.tellOnce(hub, this.#urlsOf(paths)));
    this.#known = (await this.#shared?.known()) ?? current();
  }

  /** Tells what has changed since, and follows the publication from now on. */
  begin(publication: Publication): void {
    const shared = this.#shared;
    const known = this.#known;
    const madeOf = (paths: readonly string[]): MadeDocument[] =>
      paths.map((path) => ({ path, hash: known.get(path) ?? '' }));
    this.#publication = publication;
    this.#topics = new Topics({
      publication,
      known,
      onChange: (paths) => {
        if (shared) void shared.announce(madeOf(paths)).catch(() => undefined);
        else this.#hubs.tell(this.#urlsOf(paths));
      },
      onFirst: shared && ((paths) => void shared.note(madeOf(paths)).catch(() => undefined)),
    });
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
    await Promise.all([this.#topics?.close(), this.#hubs.close()]);
  }

  #urlsOf(paths: readonly string[]): string[] {
    return paths.map((path) => `${this.#options.url}${path}`);
  }

  #pathsOf(scopes: readonly Scope[]): string[] {
    const formats = this.#publication?.formats ?? [];
    return scopes.flatMap(({ path }) => formats.map(({ fileName }) => `${path}/${fileName}`));
  }
}

import type { Collection } from '../feed/collection.ts';
import { feedDefinition } from '../feed/definition.ts';
import type { Feed, FeedDefinition } from '../feed/feed.ts';
import { archivesOf } from '../feed/select.ts';
import type { FormatAddress } from '../render/addresses.ts';
import type { Site } from '../site.ts';

/** What the publication needs of a row of `render/formats.ts`. */
export interface DocumentFormat extends FormatAddress {
  render(feed: Feed): string;
}

/** A document beside the feeds, such as `/feeds.opml`: made again after every change, and another one only if its text is. */
export interface ExtraDocument {
  readonly path: string;
  /** Without charset. */
  readonly mediaType: string;
  readonly render: () => string;
}

/** Which document a path names. */
export interface DocumentPlace {
  readonly definition: FeedDefinition;
  readonly archive?: number | undefined;
  readonly format: DocumentFormat;
}

/** What places are worked out from. */
export interface PlacesSource {
  readonly site: Site;
  readonly collection: Collection;
  readonly formats: readonly DocumentFormat[];
  readonly extras: readonly ExtraDocument[];
}

/** Which documents there are now, by path. Nothing is kept: the collection knows the scopes and how long they are. */
export class Places {
  readonly #source: PlacesSource;
  readonly #extras: ReadonlyMap<string, ExtraDocument>;

  constructor(source: PlacesSource) {
    this.#source = source;
    this.#extras = new Map(source.extras.map((extra) => [extra.path, extra]));
  }

  /** The document beside the feeds at a path. */
  extraAt(path: string): ExtraDocument | undefined {
    return this.#extras.get(path);
  }

  /** Which feed document a path names; undefined for anything else, and where the scope or archive does not exist. */
  feedAt(path: string): DocumentPlace | undefined {
    const { site, collection, formats } = this.#source;
    const slash = path.lastIndexOf('/');
    const format = formats.find(({ fileName }) => fileName === path.slice(slash + 1));
    if (format === undefined) return undefined;
    const folder = path.slice(0, slash);
    const scope = collection.scopeAt(folder);
    if (scope !== undefined) return { definition: feedDefinition(site, scope), format };
    const [, scopePath = '', digits = ''] = /^(.*)\/archive\/([1-9]\d{0,8})$/.exec(folder) ?? [];
    const archived = digits === '' ? undefined : collection.scopeAt(scopePath);
    if (archived === undefined) return undefined;
    const archive = Number(digits);
    if (archive > archivesOf(site, archived, collection.articlesOf(archived))) return undefined;
    return { definition: feedDefinition(site, archived), archive, format };
  }

  /** Whether there is a document at a path. */
  has(path: string): boolean {
    return this.#extras.has(path) || this.feedAt(path) !== undefined;
  }

  /** Paths of all documents there are: of each feed its subscription documents and archives, then the extras. */
  *paths(): Generator<string> {
    const { site, collection, formats } = this.#source;
    for (const scope of collection.scopes()) {
      const archives = archivesOf(site, scope, collection.articlesOf(scope));
      for (const { fileName } of formats) yield `${scope.path}/${fileName}`;
      for (let number = 1; number <= archives; number += 1) {
        for (const { fileName } of formats) yield `${scope.path}/archive/${number}/${fileName}`;
      }
    }
    yield* this.#extras.keys();
  }
}

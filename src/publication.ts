import type { Article, Entry } from './article/article.ts';
import type { Instant } from './date/reading.ts';
import type { Collection, Standing } from './feed/collection.ts';
import { feedDefinition } from './feed/definition.ts';
import { EntryCache } from './feed/entries.ts';
import type { Feed, FeedDefinition, Scope } from './feed/feed.ts';
import {
  archivesOf,
  buriedProblem,
  type EntryOf,
  fillSelection,
  isStillShown,
  type Selection,
  sameSelection,
  selectArticles,
} from './feed/select.ts';
import type { Problem } from './problem.ts';
import type { FormatAddress } from './render/addresses.ts';
import { Document, type DocumentSource, hashOf } from './render/document.ts';
import { DocumentCache } from './render/document-cache.ts';
import { largeProblem } from './render/large-document.ts';
import { linkHeader } from './render/link-header.ts';
import type { Site } from './site.ts';

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

/** A feed document that was made. */
export interface MadeFeed {
  readonly path: string;
  /** Of its bytes. */
  readonly hash: string;
  readonly feed: Feed;
  readonly format: DocumentFormat;
}

/** What a publication is made from. */
export interface PublicationOptions {
  readonly site: Site;
  readonly collection: Collection;
  readonly formats: readonly DocumentFormat[];
  /** Finishes an entry: reads the body and makes it safe. Where it rejects, the entry's last good version stands in. */
  readonly entryOf: EntryOf;
  /**
   * When these bytes became current at this path (Last-Modified). Called once for each new text of a document; the
   * clock and the memory of earlier runs are the caller's.
   */
  readonly modifiedAt: (path: string, hash: string) => Instant;
  /**
   * The same where several servers have to agree: asked instead of `modifiedAt`, with the hash of the text that this
   * one showed there before.
   */
  readonly agreeModified?:
    | ((path: string, hash: string, former: string | undefined) => Promise<Instant>)
    | undefined;
  readonly extras?: readonly ExtraDocument[];
  /** Told of each feed document that is made. */
  readonly onFeed?: ((made: MadeFeed) => void) | undefined;
  /** Bytes of documents that are kept, least recently used out; 64 MB if absent. */
  readonly memory?: number;
  /** Characters of finished entries that are kept for the next document; 12 million if absent. */
  readonly entryMemory?: number;
}

/** What has changed among the articles. */
export interface PublicationChange {
  /** Articles that came, changed, or stand otherwise now. An object that is not the one before counts as changed. */
  readonly put?: readonly { readonly article: Article; readonly standing: Standing }[];
  /** Articles that no longer count. */
  readonly remove?: readonly { readonly path: string; readonly part?: string | undefined }[];
  /** Whether the articles of `put` without a predecessor were never seen before: then `buried` is told. */
  readonly isNews?: boolean;
}

/** What a change did. */
export interface PublicationUpdate {
  /** Kept documents that show something else now; they are made again when they are asked for. */
  readonly paths: readonly string[];
  /** Scopes in which something is another article now, in their feed or their archives. Worked out when it is asked for. */
  readonly scopes: readonly Scope[];
  readonly problems: readonly Problem[];
}

/** Which document a path names. */
export interface DocumentPlace {
  readonly definition: FeedDefinition;
  readonly archive?: number | undefined;
  readonly format: DocumentFormat;
}

/** A document that was made, and whether every article in it could be read. */
interface Made {
  readonly document: Document;
  readonly isWhole: boolean;
}

interface LastState {
  readonly hash: string;
  readonly lastModified: Instant;
}

const defaultMemory = 64_000_000;
const defaultEntryMemory = 12_000_000;

/** Tries to catch up with changes that come while a document is made; then what was made is served once. */
const mostTries = 3;

/**
 * All documents of a site by path. A document is made when it is first asked for and kept while nothing it shows has
 * changed. The clock never enters: who calls decides which articles are listed, and says so with `update`.
 */
export class Publication {
  readonly site: Site;
  readonly collection: Collection;
  readonly formats: readonly DocumentFormat[];
  readonly #modifiedAt: PublicationOptions['modifiedAt'];
  readonly #agreeModified: PublicationOptions['agreeModified'];
  readonly #onFeed: PublicationOptions['onFeed'];
  readonly #extras: ReadonlyMap<string, ExtraDocument>;
  readonly #entries: EntryCache;
  readonly #documents: DocumentCache<Selection | undefined>;
  readonly #making = new Map<string, Promise<Document | undefined>>();
  /** Of documents whether kept or not: the same bytes made again are as old as they were. */
  readonly #last = new Map<string, LastState>();
  readonly #large = new Map<string, Problem>();
  readonly #unfinished = new Set<string>();
  readonly #listeners = new Set<(path: string) => void>();
  #version = 0;
  #sweepAt = 1000;

  constructor(options: PublicationOptions) {
    const { site, collection, formats, entryOf, modifiedAt, extras = [] } = options;
    this.site = site;
    this.collection = collection;
    this.formats = formats;
    this.#modifiedAt = modifiedAt;
    this.#onFeed = options.onFeed;
    this.#agreeModified = options.agreeModified;
    this.#extras = new Map(extras.map((extra) => [extra.path, extra]));
    this.#entries = new EntryCache(entryOf, options.entryMemory ?? defaultEntryMemory);
    this.#documents = new DocumentCache(options.memory ?? defaultMemory, (path) => {
      for (const listener of this.#listeners) listener(path);
    });
    // What came before the first document was made changes none.
    collection.takeChanges();
  }

  /** Bytes of the documents kept now. */
  get size(): number {
    return this.#documents.size;
  }

  /** The document at a path if it is ready; nothing is made. */
  ready(path: string): Document | undefined {
    return this.#documents.get(path);
  }

  /** Says that a document was served from elsewhere, so that it is not the first to go. */
  touch(path: string): void {
    this.#documents.touch(path);
  }

  /** Has `listener` called with the path of each document that is kept no longer; answers a function that ends it. */
  onDrop(listener: (path: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The document at a path (percent-encoded as in `scopes()`); undefined where there is none. Calls meanwhile share the work. */
  document(path: string): Promise<Document | undefined> {
    const kept = this.#documents.get(path);
    if (kept !== undefined) return Promise.resolve(kept);
    let making = this.#making.get(path);
    if (making === undefined) {
      making = this.#make(path).finally(() => this.#making.delete(path));
      this.#making.set(path, making);
    }
    return making;
  }

  /** The finished entry of an article, the same object that documents show; its last good version where it can't be made. */
  entry(article: Article): Promise<Entry> {
    return this.#entries.get(article, () => {});
  }

  /** Which feed document a path names; undefined for anything else, and where the scope or archive does not exist. */
  placeAt(path: string): DocumentPlace | undefined {
    const slash = path.lastIndexOf('/');
    const format = this.formats.find(({ fileName }) => fileName === path.slice(slash + 1));
    if (format === undefined) return undefined;
    const folder = path.slice(0, slash);
    const scope = this.collection.scopeAt(folder);
    if (scope !== undefined) return { definition: feedDefinition(this.site, scope), format };
    const [, scopePath = '', digits = ''] = /^(.*)\/archive\/([1-9]\d{0,8})$/.exec(folder) ?? [];
    const archived = digits === '' ? undefined : this.collection.scopeAt(scopePath);
    if (archived === undefined) return undefined;
    const archive = Number(digits);
    const count = archivesOf(this.site, archived, this.collection.articlesOf(archived));
    if (archive > count) return undefined;
    return { definition: feedDefinition(this.site, archived), archive, format };
  }

  /** Whether there is a document at a path; nothing is made. */
  has(path: string): boolean {
    return this.#extras.has(path) || this.placeAt(path) !== undefined;
  }

  /** Paths of all documents there are: of each feed its subscription documents and archives, then the extras. */
  *paths(): Generator<string> {
    for (const scope of this.collection.scopes()) {
      const archives = archivesOf(this.site, scope, this.collection.articlesOf(scope));
      for (const { fileName } of this.formats) yield `${scope.path}/${fileName}`;
      for (let number = 1; number <= archives; number += 1) {
        for (const { fileName } of this.formats) yield `${scope.path}/archive/${number}/${fileName}`;
      }
    }
    yield* this.#extras.keys();
  }

  /** Brings changes in. Documents that show none of them stay as they are. */
  update({ put = [], remove = [], isNews = false }: PublicationChange): PublicationUpdate {
    // A file that was renamed holds no new article.
    const goneIds = new Set(remove.map(({ path, part }) => this.collection.get(path, part)?.article.id));
    const isNew = put.filter(
      ({ article: { path, part, id } }) => this.collection.get(path, part) === undefined && !goneIds.has(id),
    );
    this.collection.change(remove, put);
    this.#version += 1;
    const problems = (isNews ? isNew : [])
      .map(({ article }) => buriedProblem(this.site, this.collection, article))
      .filter((each) => each !== undefined);
    const changes = this.collection.takeChanges();
    const { collection } = this;
    return {
      paths: this.#dropChanged(changes),
      get scopes() {
        return collection.scopes().filter((scope) => changes.has(collection.articlesOf(scope)));
      },
      problems,
    };
  }

  /** Lets documents go in which an article could not be read, so that they are tried again. */
  retry(): void {
    for (const path of this.#unfinished) this.#documents.drop(path);
    this.#unfinished.clear();
  }

  /** The warning about the document at a path, where it was made and there is one. */
  problemAt(path: string): Problem | undefined {
    return this.#large.get(path);
  }

  /** Warnings about the documents made so far (`large-document`). */
  problems(): readonly Problem[] {
    return [...this.#large.values()];
  }

  #dropChanged(changes: ReturnType<Collection['takeChanges']>): string[] {
    this.retry();
    const changed: string[] = [];
    for (const [path, shown] of this.#documents.entries()) {
      if (shown === undefined || !isStillShown(this, shown, changes)) changed.push(path);
    }
    for (const path of changed) this.#documents.drop(path);
    for (const path of this.#large.keys()) if (!this.has(path)) this.#large.delete(path);
    this.#sweep();
    return changed;
  }

  /** Forgets when documents became current that exist no longer, now and then: there are never many. */
  #sweep(): void {
    if (this.#last.size < this.#sweepAt) return;
    for (const path of this.#last.keys()) if (!this.has(path)) this.#last.delete(path);
    this.#sweepAt = 2 * this.#last.size + 1000;
  }

  #select(path: string): { place: DocumentPlace; selection: Selection } | undefined {
    const place = this.placeAt(path);
    if (place === undefined) return undefined;
    const { definition, archive } = place;
    const selection = selectArticles({ site: this.site, collection: this.collection, definition, archive });
    return selection && { place, selection };
  }

  async #make(path: string): Promise<Document | undefined> {
    const extra = this.#extras.get(path);
    if (extra !== undefined) return this.#makeExtra(extra);
    for (let tries = 1; ; tries += 1) {
      const version = this.#version;
      const selected = this.#select(path);
      if (selected === undefined) return undefined;
      const { document, isWhole } = await this.#render(path, selected.place, selected.selection);
      const now = version === this.#version ? selected : this.#select(path);
      const isCurrent = now !== undefined && sameSelection(selected.selection, now.selection);
      if (isCurrent) {
        this.#documents.keep(path, document, selected.selection);
        if (!isWhole) this.#unfinished.add(path);
      }
      if (isCurrent || tries === mostTries) return document;
    }
  }

  async #makeExtra({ path, mediaType, render }: ExtraDocument): Promise<Document> {
    for (let tries = 1; ; tries += 1) {
      const version = this.#version;
      const made = this.#documentOf(path, { text: render(), mediaType, links: '' });
      const document = made instanceof Document ? made : await made;
      if (version === this.#version) this.#documents.keep(path, document, undefined);
      if (version === this.#version || tries === mostTries) return document;
    }
  }

  async #render(path: string, { format }: DocumentPlace, selection: Selection): Promise<Made> {
    let isWhole = true;
    const feed = await fillSelection(this.site, selection, (article) =>
      this.#entries.get(article, () => {
        isWhole = false;
      }),
    );
    const links = linkHeader(feed, format, this.formats);
    const made = this.#documentOf(path, { text: format.render(feed), mediaType: format.mediaType, links });
    const document = made instanceof Document ? made : await made;
    this.#onFeed?.({ path, hash: document.hash, feed, format });
    const large = largeProblem(path, document.identity.bytes.length, feed);
    if (large === undefined) this.#large.delete(path);
    else this.#large.set(path, large);
    return { document, isWhole };
  }

  #documentOf(path: string, source: Omit<DocumentSource, 'lastModified'>): Document | Promise<Document> {
    if (this.#agreeModified) return this.#agreedDocument(path, source, this.#agreeModified);
    return new Document({
      ...source,
      lastModified: (hash) => {
        const last = this.#last.get(path);
        if (last?.hash === hash) return last.lastModified;
        // Clients that ask by date alone would never see a second text of the same second, or one after a clock was set back.
        const earliest = last === undefined ? 0 : last.lastModified + 1000;
        const lastModified = Math.max(this.#modifiedAt(path, hash), earliest) as Instant;
        this.#last.set(path, { hash, lastModified });
        return lastModified;
      },
    });
  }

  async #agreedDocument(
    path: string,
    source: Omit<DocumentSource, 'lastModified'>,
    agree: NonNullable<PublicationOptions['agreeModified']>,
  ): Promise<Document> {
    const hash = hashOf(Buffer.from(source.text, 'utf8'));
    const last = this.#last.get(path);
    const lastModified = last?.hash === hash ? last.lastModified : await agree(path, hash, last?.hash);
    this.#last.set(path, { hash, lastModified });
    return new Document({ ...source, lastModified: () => lastModified });
  }
}

/** A publication of the articles in `collection`. */
export const createPublication = (options: PublicationOptions): Publication => new Publication(options);

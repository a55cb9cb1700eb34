import type { Article, Entry } from './article/article.ts';
import type { Collection } from './feed/collection.ts';
import { EntryCache } from './feed/entries.ts';
import {
  buriedProblem,
  fillSelection,
  isStillShown,
  type Selection,
  sameSelection,
  selectArticles,
} from './feed/select.ts';
import type { Problem } from './problem.ts';
import type { PublicationChange, PublicationUpdate } from './publication/change.ts';
import { DatedDocuments } from './publication/dated-documents.ts';
import { LargeDocuments } from './publication/large-documents.ts';
import type { PublicationOptions } from './publication/options.ts';
import { type DocumentFormat, type DocumentPlace, type ExtraDocument, Places } from './publication/places.ts';
import { Document } from './render/document.ts';
import { DocumentCache } from './render/document-cache.ts';
import { largeProblem } from './render/large-document.ts';
import { linkHeader } from './render/link-header.ts';
import type { Site } from './site.ts';

export type { PublicationChange, PublicationUpdate } from './publication/change.ts';
export type { MadeFeed, PublicationOptions } from './publication/options.ts';
export type { DocumentFormat, DocumentPlace, ExtraDocument } from './publication/places.ts';

/** A document that was made, and whether every article in it could be read. */
interface Made {
  readonly document: Document;
  readonly isWhole: boolean;
}

const defaultMemory = 32_000_000;
const defaultEntryMemory = 4_000_000;

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
  readonly #onFeed: PublicationOptions['onFeed'];
  readonly #places: Places;
  readonly #entries: EntryCache;
  readonly #documents: DocumentCache<Selection | undefined>;
  readonly #making = new Map<string, Promise<Document | undefined>>();
  readonly #dated: DatedDocuments;
  readonly #large = new LargeDocuments();
  readonly #unfinished = new Set<string>();
  readonly #listeners = new Set<(path: string) => void>();
  #version = 0;

  constructor(options: PublicationOptions) {
    const { site, collection, formats, entryOf, extras = [] } = options;
    this.site = site;
    this.collection = collection;
    this.formats = formats;
    this.#onFeed = options.onFeed;
    this.#places = new Places({ site, collection, formats, extras });
    this.#dated = new DatedDocuments(options);
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
    return this.#places.feedAt(path);
  }

  /** Whether there is a document at a path; nothing is made. */
  has(path: string): boolean {
    return this.#places.has(path);
  }

  /** Paths of all documents there are: of each feed its subscription documents and archives, then the extras. */
  paths(): Generator<string> {
    return this.#places.paths();
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
    return this.#large.at(path);
  }

  /** Warnings about the documents made so far (`large-document`), one a feed or archive whatever its formats. */
  problems(): readonly Problem[] {
    return this.#large.problems;
  }

  #dropChanged(changes: ReturnType<Collection['takeChanges']>): string[] {
    this.retry();
    const changed: string[] = [];
    for (const [path, shown] of this.#documents.entries()) {
      if (shown === undefined || !isStillShown(this, shown, changes)) changed.push(path);
    }
    for (const path of changed) this.#documents.drop(path);
    this.#large.sweep((path) => this.has(path));
    this.#dated.sweep((path) => this.has(path));
    return changed;
  }

  #select(path: string): { place: DocumentPlace; selection: Selection } | undefined {
    const place = this.placeAt(path);
    if (place === undefined) return undefined;
    const { definition, archive } = place;
    const selection = selectArticles({ site: this.site, collection: this.collection, definition, archive });
    return selection && { place, selection };
  }

  async #make(path: string): Promise<Document | undefined> {
    const extra = this.#places.extraAt(path);
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
      const made = this.#dated.document(path, { text: render(), mediaType, links: '' });
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
    const made = this.#dated.document(path, {
      text: format.render(feed),
      mediaType: format.mediaType,
      links,
    });
    const document = made instanceof Document ? made : await made;
    this.#onFeed?.({ path, hash: document.hash, feed, format });
    const large = largeProblem(document.identity.bytes.length, feed);
    this.#large.note(path, large, (other) => this.ready(other) !== undefined);
    return { document, isWhole };
  }
}

/** A publication of the articles in `collection`. */
export const createPublication = (options: PublicationOptions): Publication => new Publication(options);

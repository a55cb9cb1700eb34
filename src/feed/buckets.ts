import type { Site } from '../site.ts';
import type { FilesOf } from './archives.ts';
import { ScopeArticles } from './scope-articles.ts';
import { type Bucket, ScopeIndex, sharedSlug } from './scope-index.ts';
import { type ScopeName, scopeSlug } from './scopes.ts';

/** The articles of every scope but the site's own, and the index of scopes that follows from them. */
export class Buckets {
  readonly #site: Site;
  readonly #filesOf: FilesOf | undefined;
  readonly #byId = new Map<string, Bucket>();
  /** How many scopes share a slug, by `sharedSlug`. */
  readonly #sharing = new Map<string, number>();
  #index: ScopeIndex | undefined;

  constructor(site: Site, filesOf?: FilesOf) {
    this.#site = site;
    this.#filesOf = filesOf;
  }

  /** The scopes as they are now; made again when one came, went or may be called otherwise. */
  get index(): ScopeIndex {
    this.#index ??= new ScopeIndex(this.#site, [...this.#byId.values()]);
    return this.#index;
  }

  /** The bucket of an id, if there is one. */
  get(id: string): Bucket | undefined {
    return this.#byId.get(id);
  }

  /** The bucket of a name, made where there is none. */
  of({ id, kind, key }: ScopeName): Bucket {
    let bucket = this.#byId.get(id);
    if (bucket === undefined) {
      const articles = new ScopeArticles(this.#site, this.#filesOf);
      bucket = { id, kind, key, slug: scopeSlug({ kind, key }), articles };
      this.#byId.set(id, bucket);
      this.#share(bucket, 1);
      this.#index = undefined;
    }
    return bucket;
  }

  /** Takes in that articles of a bucket came or went: an empty one is no scope any more, others may be called otherwise. */
  changed(bucket: Bucket): void {
    if (bucket.articles.isEmpty) this.#drop(bucket);
    else if (this.#index !== undefined && this.#mayBeOtherwise(bucket, this.#index)) this.#index = undefined;
  }

  /** Labels and shared slugs follow the articles; where there is one spelling and one bearer, nothing can change. */
  #mayBeOtherwise(bucket: Bucket, index: ScopeIndex): boolean {
    const isShared = (this.#sharing.get(sharedSlug(bucket)) ?? 0) > 1;
    const scope = index.of(bucket);
    return isShared || (scope !== undefined && scope.label !== bucket.articles.label);
  }

  #drop(bucket: Bucket): void {
    if (!this.#byId.delete(bucket.id)) return;
    this.#share(bucket, -1);
    this.#index = undefined;
  }

  #share(bucket: Bucket, change: number): void {
    const slug = sharedSlug(bucket);
    this.#sharing.set(slug, (this.#sharing.get(slug) ?? 0) + change);
  }
}

import type { Article } from '../../article/article.ts';
import type { Scope } from '../../feed/feed.ts';
import type { Publication } from '../../publication.ts';
import { pageRange } from '../../web/pages/paging.ts';
import { pagePlace } from '../../web/pages/place.ts';

const siteScope: Scope = { kind: 'site', path: '' };

/**
 * Orders outputs by the newest article that they show, the oldest first. What shows the same articles is made close
 * together, so that few finished articles have to be kept, however many there are.
 */
export class Order {
  readonly #publication: Publication;
  readonly #place = new Map<Article, number>();
  readonly #placeOfSlug = new Map<string, number>();

  constructor(publication: Publication) {
    this.#publication = publication;
    const articles = publication.collection.articlesOf(siteScope);
    // Newest first.
    for (const [at, { article }] of articles.entries(0, articles.size).entries()) {
      this.#place.set(article, articles.size - at);
      this.#placeOfSlug.set(article.slug, articles.size - at);
    }
  }

  /** Where a page stands, by its path; those that show no article stand first. */
  ofPage(path: string): number {
    const { site, collection } = this.#publication;
    const place = pagePlace({ site, collection }, path);
    if (place?.kind === 'article') return this.#placeOfSlug.get(place.slug) ?? 0;
    if (place?.kind !== 'list') return 0;
    const range = pageRange(site, collection.articlesOf(place.scope).size, place.number);
    return range ? this.#newest(place.scope, range.end) : 0;
  }

  /** Where an archive stands, by its scope and number. */
  ofArchive(scope: Scope, number: number): number {
    return this.#newest(scope, number * this.#publication.site.feeds.entries);
  }

  /** Place of the article before `end` in a scope. */
  #newest(scope: Scope, end: number): number {
    const [newest] = this.#publication.collection.articlesOf(scope).entries(end - 1, end);
    return newest === undefined ? 0 : (this.#place.get(newest.article) ?? 0);
  }
}

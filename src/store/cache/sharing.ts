import type { ArticleFacts } from '../../article/article.ts';
import { Shared } from './columns.ts';

const nothing: readonly never[] = [];

/**
 * Makes equal values of many articles one value in memory: a hundred thousand articles have few authors, tags and
 * sources of fields. Saves about 400 bytes an article.
 */
export class FactSharing {
  readonly #names = new Shared();
  readonly #authors = new Map<string, ArticleFacts['authors']>();
  readonly #sources = new Shared(1000);

  /** The facts themselves, fresh from their reader, with what is equal to an earlier article's put in its place. */
  share(facts: ArticleFacts): ArticleFacts {
    const shared: { -readonly [name in keyof ArticleFacts]: ArticleFacts[name] } = facts;
    shared.authors = this.#oneAuthor(facts.authors);
    shared.tags = this.#list(facts.tags);
    shared.categories = this.#list(facts.categories);
    shared.sources = this.#sources.one(facts.sources);
    if (facts.enclosures.length === 0) shared.enclosures = nothing;
    if (facts.extensions.length === 0) shared.extensions = nothing;
    if (facts.siteName !== undefined) shared.siteName = this.#names.one(facts.siteName);
    return facts;
  }

  #list(names: readonly string[]): readonly string[] {
    return names.length === 0 ? nothing : this.#names.members(names);
  }

  #oneAuthor(authors: ArticleFacts['authors']): ArticleFacts['authors'] {
    const [author] = authors;
    if (author === undefined) return nothing;
    if (authors.length > 1 || author.url !== undefined || author.email !== undefined) return authors;
    const known = this.#authors.get(author.name);
    if (known !== undefined) return known;
    if (this.#authors.size < 50_000) this.#authors.set(author.name, authors);
    return authors;
  }
}

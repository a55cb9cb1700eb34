import type { Article } from '../../article/article.ts';
import type { ListItem } from './list.ts';

/** Characters of list items that are kept: those of about 10,000 articles. */
const mostCharacters = 10_000_000;

/** Articles as they stand in lists, made once for the home page, tags and all others; bounded, oldest out. */
export class PageItems {
  readonly #items = new Map<Article, ListItem>();
  #size = 0;
  #version = 0;

  /** The item of an article, made where it is not kept. What was made while something changed is not kept. */
  async get(article: Article, make: () => Promise<ListItem>): Promise<ListItem> {
    const kept = this.#items.get(article);
    if (kept !== undefined) return kept;
    const version = this.#version;
    const item = await make();
    if (version === this.#version) this.#keep(article, item);
    return item;
  }

  /** Forgets all items. */
  clear(): void {
    this.#version += 1;
    this.#items.clear();
    this.#size = 0;
  }

  #keep(article: Article, item: ListItem): void {
    if (!this.#items.has(article)) this.#size += item.html.length;
    this.#items.set(article, item);
    for (const [oldest, { html }] of this.#items) {
      if (this.#size <= mostCharacters || oldest === article) break;
      this.#size -= html.length;
      this.#items.delete(oldest);
    }
  }
}

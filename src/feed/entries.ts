import type { Article, Entry } from '../article/article.ts';
import { PublisherError } from '../problem.ts';
import type { EntryOf } from './select.ts';

interface Kept {
  readonly article: Article;
  readonly entry: Entry;
  readonly size: number;
}

const sizeOf = ({ content }: Entry): number => content.html.length + content.summary.length + 500;

/** Whether the text could not be made, as its problems say: an error among them holds it back. */
const hasNoText = ({ content }: Entry): boolean =>
  content.html === '' && content.problems.some(({ severity }) => severity === 'error');

/** What can be told of an article whose body can't be read, and was never. */
const bareEntry = (article: Article): Entry => ({
  article,
  content: { html: '', summary: article.summary ?? '', enclosures: [], problems: [] },
});

/**
 * Finished entries, kept so that the site's feed, a tag's, an archive and every format show one object, and what they
 * made of it can be used again. Bounded by characters of content, least recently used out.
 */
export class EntryCache {
  readonly #entryOf: EntryOf;
  readonly #limit: number;
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<Article, Promise<Entry>>();
  #size = 0;

  constructor(entryOf: EntryOf, limit: number) {
    this.#entryOf = entryOf;
    this.#limit = limit;
  }

  /**
   * The entry of an article. Where it can't be finished `onFailure` is called, and the entry is the last good version,
   * else one of the article's facts alone: one bad file takes no feed down. Rejects where the source as a whole is out
   * of reach (`source-lost`) and there is no such version.
   */
  async get(article: Article, onFailure: (article: Article) => void): Promise<Entry> {
    const key = article.part === undefined ? article.path : `${article.path}\n${article.part}`;
    const kept = this.#kept.get(key);
    if (kept?.article === article) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.entry;
    }
    try {
      return await this.#finish(key, article);
    } catch (fault) {
      // While nothing can be read an entry of facts alone would tell readers of a text that is not gone.
      if (kept === undefined && fault instanceof PublisherError && fault.code === 'source-lost') throw fault;
      onFailure(article);
      return kept?.entry ?? bareEntry(article);
    }
  }

  #finish(key: string, article: Article): Promise<Entry> {
    let making = this.#making.get(article);
    if (making === undefined) {
      making = this.#entryOf(article)
        .then((entry) => this.#keep(key, article, this.#withText(key, entry)))
        .finally(() => this.#making.delete(article));
      this.#making.set(article, making);
    }
    return making;
  }

  /** Subscribers keep the last good text of an article whose new one is held back; its facts are the new ones. */
  #withText(key: string, entry: Entry): Entry {
    const before = hasNoText(entry) ? this.#kept.get(key)?.entry : undefined;
    if (before === undefined) return entry;
    const { html, summary, image } = before.content;
    const { content } = entry;
    const own = { html, summary: content.summary || summary, ...(image && !content.image && { image }) };
    return { article: entry.article, content: { ...content, ...own } };
  }

  #keep(key: string, article: Article, entry: Entry): Entry {
    this.#forget(key);
    const size = sizeOf(entry);
    this.#kept.set(key, { article, entry, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#limit || oldest === key) break;
      this.#forget(oldest);
    }
    return entry;
  }

  #forget(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}

import { hash } from 'node:crypto';
import type { Article } from '../../article/article.ts';
import type { EntryRecords } from '../../store/entry-records.ts';
import type { Sources } from './output.ts';

/** JSON with the keys of every object in one order: an article from the cache has its facts in another order. */
const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );

const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** Tells sources of outputs apart: two outputs with one digest are one text. */
export class Digests {
  readonly #records: EntryRecords;
  readonly #known = new WeakMap<Article, { readonly record: string; readonly digest: string }>();
  readonly #articles = new WeakMap<Article, string>();

  constructor(records: EntryRecords) {
    this.#records = records;
  }

  /**
   * The digest of what stands at `url`; undefined as long as it is not known what an article that it shows was made
   * from.
   */
  of(url: string, { facts, shown }: Sources): string | undefined {
    const entries: string[] = [];
    for (const article of shown) {
      const entry = this.#entry(article);
      if (entry === undefined) return undefined;
      entries.push(entry);
    }
    return digest(`${url}\n${stableJson(facts)}\n${entries.join(' ')}`);
  }

  #entry(article: Article): string | undefined {
    const made = this.#records.of(article);
    if (made === undefined) return undefined;
    const record = JSON.stringify([made.held, made.asked]);
    const known = this.#known.get(article);
    if (known?.record === record) return known.digest;
    const fresh = digest(`${this.#article(article)}\n${record}`);
    this.#known.set(article, { record, digest: fresh });
    return fresh;
  }

  #article(article: Article): string {
    let known = this.#articles.get(article);
    if (known === undefined) {
      known = digest(stableJson(article));
      this.#articles.set(article, known);
    }
    return known;
  }
}

import type { ArticleFacts } from '../article.ts';
import { articleKey, type IdRecord } from './id-records.ts';
import { withoutEnding } from './permalink.ts';
import { givenSlug, slugify, slugKey, uniqueSlug } from './slug.ts';

/** A slug, and whether the one that the article asks for was another article's. */
export interface ChosenSlug {
  readonly slug: string;
  readonly isRefused: boolean;
}

const fileName = (path: string): string => {
  const bare = withoutEnding(path);
  return bare.slice(bare.lastIndexOf('/') + 1);
};

/** What a new slug is made from: the name in a dated file name, else the title, else the file's name. */
export const freshSlug = ({ slugHint, title, path, part }: ArticleFacts): string => {
  for (const text of [slugHint, title, part, fileName(path)]) {
    const slug = text === undefined ? '' : slugify(text);
    if (slug !== '') return slug;
  }
  return 'article';
};

/** Which article has which slug, by article key; those of files that are gone stay reserved. */
export class SlugRegister {
  readonly #owners = new Map<string, string>();
  readonly #isLive: (key: string) => boolean;

  /** `isLive` tells whether an article key is one of an article that is there now. */
  constructor(isLive: (key: string) => boolean) {
    this.#isLive = isLive;
  }

  /** Keeps a recorded slug for its article; the first one to come keeps it. */
  reserve(record: IdRecord): void {
    const slug = slugKey(record.slug);
    if (slug !== '' && !this.#owners.has(slug)) this.#owners.set(slug, articleKey(record));
  }

  /** Gives up a slug, where it is that of `key`. */
  release(slug: string, key: string): void {
    if (this.#owners.get(slugKey(slug)) === key) this.#owners.delete(slugKey(slug));
  }

  /** Hands the slug of a row over to the article that has the row now. */
  move(record: IdRecord, key: string): void {
    const slug = slugKey(record.slug);
    if (slug !== '' && this.#owners.get(slug) === articleKey(record)) this.#owners.set(slug, key);
  }

  /**
   * Chooses the article's slug: the one it gives, else the one recorded for it, else a fresh one. A given slug also
   * takes the place of one whose file is gone; against an article that is there it loses, and gets a number.
   */
  choose(facts: ArticleFacts, record: IdRecord | undefined): ChosenSlug {
    const key = articleKey(facts);
    const given = facts.givenSlug === undefined ? '' : givenSlug(facts.givenSlug);
    const wanted = given || record?.slug || freshSlug(facts);
    const isTaken = (slug: string): boolean => {
      const owner = this.#owners.get(slugKey(slug));
      return owner !== undefined && owner !== key && (given === '' || this.#isLive(owner));
    };
    const slug = uniqueSlug(wanted, isTaken);
    this.#owners.set(slugKey(slug), key);
    return { slug, isRefused: given !== '' && slug !== given };
  }
}

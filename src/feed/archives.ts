import { hash } from 'node:crypto';
import type { Article } from '../article/article.ts';
import { ownString } from '../article/own-string.ts';
import type { Site } from '../site.ts';
import type { Scope } from './feed.ts';

/** Whether a feed is cut into archives (RFC 5005 §4). A podcast is not: its one document holds every episode. */
export const hasArchives = ({ feeds, podcast }: Pick<Site, 'feeds' | 'podcast'>, { kind }: Scope): boolean =>
  podcast === undefined && (feeds.archives === 'all' || (feeds.archives === 'site' && kind === 'site'));

/**
 * How many archives of `size` entries a feed of `total` has: archives are cut from the oldest entry on, and one appears
 * only when it is full and the newest `size` entries lie beyond it. So the subscription document holds at least
 * `size` and less than twice as many.
 */
export const archiveCount = (total: number, size: number): number =>
  Math.max(0, Math.floor(total / size) - 1);

/**
 * What is known of the files that an article's fields name, such as the length of an enclosure; undefined where they
 * lie elsewhere. It is asked for when a version is made.
 */
export type FilesOf = (article: Article) => string | undefined;

/**
 * Sixteen hexadecimal digits of all that an entry shows of its article and of the files that this names, without
 * reading the body (its hash stands in for it). Where the file lies and what it says in comments shows nowhere.
 */
export const digestArticle = (article: Article, files?: string): string =>
  // 100,000 of them are kept, and a slice would keep all 64 digits.
  ownString(
    hash(
      'sha256',
      JSON.stringify([
        article.id,
        article.link,
        article.published,
        article.updated,
        article.bodyHash,
        article.title,
        article.summary,
        article.authors,
        article.tags,
        article.categories,
        article.language,
        article.siteName,
        article.image,
        article.enclosures,
        article.episode,
        article.origin,
        article.extensions,
        article.baseUrl,
        article.withdrawn,
        article.notice,
        ...(files === undefined ? [] : [files]),
      ]),
      'hex',
    ).slice(0, 16),
  );

/** What every entry of the site depends on beside its article: a change of it is a change of all archives. */
export const archiveSeed = ({ url, feeds, language, podcast }: Site): string =>
  JSON.stringify([url, feeds.content, feeds.entries, language ?? '', podcast !== undefined]);

/**
 * Versions of archives: twelve hexadecimal digits each, of the archive's entries and those of every older archive, so
 * that a change in an old one shows in the address of each that leads to it (`?v=`). Links don't count.
 */
export class ArchiveVersions {
  readonly #size: number;
  readonly #seed: string;
  readonly #versions: string[] = [];

  /** `size`: entries an archive. */
  constructor(size: number, seed: string) {
    this.#size = size;
    this.#seed = seed;
  }

  /** Forgets what depends on the entry at `index` (oldest first) or on one behind it. */
  changedAt(index: number): void {
    this.#versions.length = Math.min(this.#versions.length, Math.floor(index / this.#size));
  }

  /** The version of archive `number` (from 1) among entries whose digests `digestAt` tells. */
  version(number: number, digestAt: (index: number) => string): string {
    for (let done = this.#versions.length; done < number; done += 1) {
      const digests = [this.#versions[done - 1] ?? this.#seed];
      for (let at = done * this.#size; at < (done + 1) * this.#size; at += 1) digests.push(digestAt(at));
      this.#versions.push(hash('sha256', digests.join(' '), 'hex').slice(0, 12));
    }
    return this.#versions[number - 1] ?? this.#seed;
  }
}

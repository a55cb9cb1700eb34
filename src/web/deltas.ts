import { isDeepStrictEqual } from 'node:util';
import type { Entry } from '../article/article.ts';
import type { Feed } from '../feed/feed.ts';
import type { MadeFeed } from '../publication.ts';
import { keepNewest } from '../store/cache/kept-file.ts';

/** Earlier states of a document that a delta can be told from. */
const mostStates = 5;

/** Documents whose states are remembered; those that did not change for the longest time are forgotten first. */
const mostDocuments = 500;

interface State {
  /** Of the document's bytes, as its tags have it. */
  readonly hash: string;
  readonly feed: Feed;
  /** What has changed since, up to the state with the hash `to`. */
  delta?: { readonly to: string; readonly bytes: Buffer | undefined };
}

interface Known {
  readonly format: MadeFeed['format'];
  /** Newest first: the one that holds now, and the earlier ones. */
  readonly states: readonly State[];
}

/** What is sent in place of a whole document. */
export interface Delta {
  readonly bytes: Buffer;
  /** Hash of the state that the delta is told from. */
  readonly base: string;
}

const isSame = (before: Entry | undefined, now: Entry): boolean =>
  before === now ||
  (before !== undefined &&
    isDeepStrictEqual(before.content, now.content) &&
    isDeepStrictEqual(before.article, now.article));

/**
 * The feed with the entries that are new or another one since `before`, and the withdrawals since; undefined where that
 * is nothing, since what only went away cannot be told so. It is part of a feed, so it never says that it is complete.
 */
export const changesSince = (before: Feed, now: Feed): Feed | undefined => {
  const known = new Map(before.entries.map((entry) => [entry.article.id, entry]));
  const entries = now.entries.filter((entry) => !isSame(known.get(entry.article.id), entry));
  const tombstones = now.tombstones.filter(
    ({ id, when }) => !before.tombstones.some((other) => other.id === id && other.when === when),
  );
  if (entries.length === 0 && tombstones.length === 0) return undefined;
  const paging = now.paging.kind === 'complete' ? ({ kind: 'partial' } as const) : now.paging;
  return { ...now, paging, entries, tombstones };
};

/** The last states of documents in memory, and what has changed from one to the next. */
export class Deltas {
  readonly #known = new Map<string, Known>();

  /** Takes in a document that was made. */
  note({ path, hash, feed, format }: MadeFeed): void {
    const states = this.#known.get(path)?.states ?? [];
    const others = states.filter((state) => state.hash !== hash);
    this.#known.delete(path);
    this.#known.set(path, { format, states: [{ hash, feed }, ...others].slice(0, mostStates + 1) });
    keepNewest(this.#known, mostDocuments);
  }

  /**
   * What leads from the state with the hash `base` to the one with the hash `now`; undefined where one of them is not
   * known, they are the same, or the whole document of `size` bytes is the shorter answer.
   */
  find(path: string, { base, now, size }: { base: string; now: string; size: number }): Delta | undefined {
    const known = this.#known.get(path);
    const current = known?.states.find(({ hash }) => hash === now);
    const earlier = known?.states.find(({ hash }) => hash === base);
    if (known === undefined || current === undefined || earlier === undefined || base === now)
      return undefined;
    if (earlier.delta?.to !== now) {
      const feed = changesSince(earlier.feed, current.feed);
      earlier.delta = { to: now, bytes: feed && Buffer.from(known.format.render(feed)) };
    }
    const { bytes } = earlier.delta;
    return bytes !== undefined && bytes.length < size ? { bytes, base } : undefined;
  }
}

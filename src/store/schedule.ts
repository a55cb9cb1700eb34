import type { Article } from '../article/article.ts';
import { nextChange } from '../article/dates/visibility.ts';
import { articleKey } from '../article/identity/id-records.ts';

/** Longest that is waited without a look at the clock, in milliseconds. Also within what `setTimeout` can wait. */
const LONGEST_WAIT = 2000;

/** The clock counts as set back when it shows an earlier time than before, by more than this. In milliseconds. */
const TOLERANCE = 500;

/** The earliest of some instants, worked out again only when it has gone. */
class Earliest {
  readonly #all: () => Iterable<number | undefined>;
  #known: number | undefined;
  #isKnown = true;

  constructor(all: () => Iterable<number | undefined>) {
    this.#all = all;
  }

  put(at: number): void {
    if (this.#isKnown && (this.#known === undefined || at < this.#known)) this.#known = at;
  }

  remove(at: number): void {
    if (at === this.#known) this.#isKnown = false;
  }

  /** The earliest one that is after `now`. */
  after(now: number): number | undefined {
    if (!this.#isKnown || (this.#known !== undefined && this.#known <= now)) {
      this.#known = undefined;
      for (const at of this.#all()) {
        if (at !== undefined && at > now && (this.#known === undefined || at < this.#known)) this.#known = at;
      }
      this.#isKnown = true;
    }
    return this.#known;
  }
}

interface Waiting {
  readonly article: Article;
  readonly at: number;
}

/**
 * Knows which articles change their state by themselves (scheduled, expiring, withdrawn later) and calls when the next
 * one is due, at its millisecond also when that is weeks ahead. The wall clock may be set: it is looked at every two
 * seconds, and when it was set back `onDue` is called without articles, since any may stand otherwise now.
 */
export class Schedule {
  readonly #now: () => number;
  readonly #onDue: (due?: readonly Article[]) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #changes: Earliest;
  readonly #expiries: Earliest;
  readonly #clock: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #lastSeen: number;

  constructor(now: () => number, onDue: (due?: readonly Article[]) => void) {
    this.#now = now;
    this.#onDue = onDue;
    this.#lastSeen = now();
    const waiting = this.#waiting;
    this.#changes = new Earliest(() => waiting.values().map(({ at }) => at));
    this.#expiries = new Earliest(function* () {
      for (const { article } of waiting.values()) yield* [article.expires, article.withdrawn];
    });
    this.#clock = setInterval(() => this.#look(), LONGEST_WAIT).unref();
  }

  /** When the next article changes its state by itself; undefined when none ever will. */
  get next(): number | undefined {
    // What is overdue counts until it has been looked at.
    return this.#changes.after(Number.NEGATIVE_INFINITY);
  }

  /** When the next article goes by itself; undefined when none ever will. Nothing that is shown may outlast it. */
  get nextExpiry(): number | undefined {
    return this.#expiries.after(this.#now());
  }

  /** Takes in an article as it is now. */
  put(article: Article): void {
    const key = articleKey(article);
    const at = nextChange(article, this.#now());
    this.remove(key);
    if (at === undefined) return;
    this.#waiting.set(key, { article, at });
    this.#changes.put(at);
    for (const end of [article.expires, article.withdrawn]) if (end !== undefined) this.#expiries.put(end);
  }

  /** Forgets an article. */
  remove(key: string): void {
    const before = this.#waiting.get(key);
    if (!before) return;
    this.#waiting.delete(key);
    this.#changes.remove(before.at);
    for (const end of [before.article.expires, before.article.withdrawn]) {
      if (end !== undefined) this.#expiries.remove(end);
    }
  }

  /** Sets the timer anew, after articles were put or removed. */
  arm(): void {
    clearTimeout(this.#timer);
    const { next } = this;
    if (next === undefined || this.#isClosed) return;
    const wait = next - this.#now();
    // A later one is armed by the look at the clock before it.
    if (wait <= LONGEST_WAIT) this.#timer = setTimeout(() => this.#look(), Math.max(0, wait)).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#clock);
  }

  #look(): void {
    const now = this.#now();
    const isSetBack = now < this.#lastSeen - TOLERANCE;
    this.#lastSeen = now;
    if (isSetBack) {
      this.#onDue();
      return;
    }
    const { next } = this;
    if (next !== undefined && next <= now) {
      const due = [...this.#waiting.values()].filter(({ at }) => at <= now).map(({ article }) => article);
      for (const article of due) this.put(article);
      this.#onDue(due);
    }
    this.arm();
  }
}

import type { Article } from '../article/article.ts';
import { articleKey } from '../article/id-records.ts';
import { nextChange } from '../article/visibility.ts';

/** Longest time that `setTimeout` can wait; a longer one would end at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * Knows which articles change their state by themselves (scheduled, expiring, withdrawn later) and calls when the next
 * one is due. The wall clock may be set: it is asked again at each call, at the latest every ten minutes.
 */
export class Schedule {
  readonly #now: () => number;
  readonly #onDue: (due: readonly Article[]) => void;
  readonly #waiting = new Map<string, { readonly article: Article; readonly at: number }>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(now: () => number, onDue: (due: readonly Article[]) => void) {
    this.#now = now;
    this.#onDue = onDue;
  }

  /** When the next article changes its state by itself; undefined when none ever will. */
  get next(): number | undefined {
    let next: number | undefined;
    for (const { at } of this.#waiting.values()) if (next === undefined || at < next) next = at;
    return next;
  }

  /** When the next article goes by itself; undefined when none ever will. Nothing that is shown may outlast it. */
  get nextExpiry(): number | undefined {
    const now = this.#now();
    let next: number | undefined;
    for (const { article } of this.#waiting.values()) {
      for (const at of [article.expires, article.withdrawn]) {
        if (at !== undefined && at > now && (next === undefined || at < next)) next = at;
      }
    }
    return next;
  }

  /** Takes in an article as it is now. */
  put(article: Article): void {
    const at = nextChange(article, this.#now());
    if (at === undefined) this.#waiting.delete(articleKey(article));
    else this.#waiting.set(articleKey(article), { article, at });
  }

  /** Forgets an article. */
  remove(key: string): void {
    this.#waiting.delete(key);
  }

  /** Sets the timer anew, after articles were put or removed. */
  arm(): void {
    clearTimeout(this.#timer);
    const { next } = this;
    if (next === undefined || this.#isClosed) return;
    const wait = Math.min(Math.max(0, next - this.#now()), 600_000, LONGEST_WAIT);
    this.#timer = setTimeout(() => this.#look(), wait).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #look(): void {
    const now = this.#now();
    const due = [...this.#waiting.values()].filter(({ at }) => at <= now).map(({ article }) => article);
    for (const article of due) this.put(article);
    if (due.length > 0) this.#onDue(due);
    this.arm();
  }
}

/** Requests of one client since its minute began. */
export interface Window {
  count: number;
  /** When the minute is over, by the limit's clock. */
  readonly ends: number;
}

const minute = 60_000;

/** Clients that are remembered; the ones whose minute began first are forgotten before others. */
const defaultMost = 50_000;

/** What a limit is made from. */
export interface RateLimitOptions {
  readonly perMinute: number;
  /** Milliseconds of a clock that is never set back; the process's if absent. */
  readonly now?: () => number;
  readonly most?: number;
}

/**
 * How many requests a client may make in a minute, which begins with its first. What needs no bytes may be given back
 * by counting down. The table is bounded: a flood from many addresses costs no more memory than it has room for.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #most: number;
  /** In the order in which the minutes began, so that the first are the first to end. */
  readonly #windows = new Map<string, Window>();

  constructor({ perMinute, now = () => performance.now(), most = defaultMost }: RateLimitOptions) {
    this.#perMinute = perMinute;
    this.#now = now;
    this.#most = most;
  }

  /** Clients that are remembered now. */
  get size(): number {
    return this.#windows.size;
  }

  /** The client's minute. */
  windowOf(client: string): Window {
    const now = this.#now();
    const known = this.#windows.get(client);
    if (known !== undefined && now < known.ends) return known;
    this.#windows.delete(client);
    this.#makeRoom(now);
    const window = { count: 0, ends: now + minute };
    this.#windows.set(client, window);
    return window;
  }

  /** Whole seconds until the client may ask again; 0 while it may. */
  wait({ count, ends }: Window): number {
    return count < this.#perMinute ? 0 : Math.max(1, Math.ceil((ends - this.#now()) / 1000));
  }

  #makeRoom(now: number): void {
    for (const [client, { ends }] of this.#windows) {
      if (this.#windows.size < this.#most && now < ends) return;
      this.#windows.delete(client);
    }
  }
}

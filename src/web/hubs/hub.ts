import type { Instant } from '../../date/reading.ts';
import type { HubStatus } from '../admin/page-model.ts';
import { parseHttpDate } from '../conditional.ts';

/** What telling hubs depends on beside them. All can be left out but in tests. */
export interface HubOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds before the second try; each further pause is twice as long, up to an hour. */
  readonly firstPause?: number;
  /** Tries before a hub is given up, until there is something new to tell. */
  readonly mostTries?: number;
  readonly fetch?: typeof fetch;
  /** Called when what a hub has still to be told is another than it was. */
  readonly onSettled?: () => void;
}

/** Milliseconds that a hub may take to answer. */
const patience = 15_000;

const longestPause = 3_600_000;

/** Topics in one request; hubs take some tens of kilobytes. */
const mostTopics = 500;

/** Whether a hub has taken what it was told. */
export interface HubAnswer {
  readonly isGood: boolean;
  /** Milliseconds that the hub asks for before it is told again. */
  readonly wait?: number | undefined;
}

/** What a hub answered. */
interface Answer extends HubAnswer {
  readonly text: string;
}

/** Seconds or a date (RFC 9110 §10.2.3), in milliseconds from `now` on. */
const waitOf = (retryAfter: string | null, now: number): number | undefined => {
  if (retryAfter === null) return undefined;
  const text = retryAfter.trim();
  const at = /^\d{1,6}$/.test(text) ? now + Number(text) * 1000 : parseHttpDate(text, now);
  return at === undefined ? undefined : Math.min(Math.max(at - now, 0), longestPause);
};

const reasonOf = (fault: unknown): string => {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return `no answer within ${patience / 1000} s`;
  return cause.message || (cause as NodeJS.ErrnoException).code || cause.name;
};

/**
 * Tells a hub once that topics have changed: one POST of `hub.mode=publish` with a `hub.url` for each, as hubs have taken
 * it since PubSubHubbub 0.4 §7 (WebSub leaves the way from publisher to hub open). Never rejects.
 */
const post = async (
  hub: string,
  topics: readonly string[],
  { fetch: get, now, signal }: Pick<Required<HubOptions>, 'fetch' | 'now'> & { readonly signal: AbortSignal },
): Promise<Answer> => {
  const body = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const topic of topics) body.append('hub.url', topic);
  try {
    const answer = await get(hub, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    await answer.body?.cancel();
    return {
      text: String(answer.status),
      isGood: answer.ok,
      wait: waitOf(answer.headers.get('retry-after'), now()),
    };
  } catch (fault) {
    return { text: reasonOf(fault), isGood: false };
  }
};

/** Tells one hub, and tries again until it has taken everything or was tried often enough. */
export class Hub {
  readonly #url: string;
  readonly #options: Required<HubOptions>;
  readonly #topics = new Set<string>();
  /** What the request under way tells of. */
  #underWay: readonly string[] = [];
  #tries = 0;
  #timer: NodeJS.Timeout | undefined;
  #answer: Answer | undefined;
  #at: number | undefined;
  #telling: Promise<void> | undefined;
  readonly #closing = new AbortController();
  #onIdle: () => void = () => {};

  constructor(url: string, options: Required<HubOptions>) {
    this.#url = url;
    this.#options = options;
  }

  get status(): HubStatus {
    return {
      url: this.#url,
      ...(this.#answer && { answer: this.#answer.text, isGood: this.#answer.isGood }),
      at: this.#at as Instant | undefined,
    };
  }

  /** The hub's address. */
  get url(): string {
    return this.#url;
  }

  /** Topics that the hub has not taken yet. */
  get waiting(): ReadonlySet<string> {
    return new Set([...this.#topics, ...this.#underWay]);
  }

  /** Tells the hub of these topics alone, once; for who tries again by other means. */
  async tellNow(topics: readonly string[]): Promise<HubAnswer> {
    const { fetch: get, now } = this.#options;
    this.#answer = await post(this.#url, topics, { fetch: get, now, signal: this.#closing.signal });
    this.#at = now();
    return this.#answer;
  }

  /** Adds topics to what is to be told. A hub that is not answering gets them at its next turn. */
  tell(topics: Iterable<string>): void {
    for (const topic of topics) this.#topics.add(topic);
    if (this.#topics.size > 0 && this.#timer === undefined) this.#start();
  }

  /** Resolves when everything is told or given up. */
  async idle(): Promise<void> {
    if (this.#topics.size === 0 && !this.#telling) return;
    await new Promise<void>((done) => {
      this.#onIdle = done;
    });
  }

  /** Ends all tries, also one that waits for its answer: it must not hold the program up. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#telling;
  }

  #start(): void {
    this.#timer = undefined;
    if (this.#telling || this.#closing.signal.aborted) return;
    this.#telling = this.#tellOnce().finally(() => {
      this.#telling = undefined;
      this.#next();
    });
  }

  async #tellOnce(): Promise<void> {
    const topics = [...this.#topics].slice(0, mostTopics);
    for (const topic of topics) this.#topics.delete(topic);
    this.#underWay = topics;
    const answer = await post(this.#url, topics, {
      fetch: this.#options.fetch,
      now: this.#options.now,
      signal: this.#closing.signal,
    });
    this.#underWay = [];
    this.#answer = answer;
    this.#at = this.#options.now();
    if (answer.isGood) this.#tries = 0;
    else {
      this.#tries += 1;
      for (const topic of topics) this.#topics.add(topic);
    }
  }

  #next(): void {
    const { firstPause, mostTries } = this.#options;
    if (this.#tries >= mostTries) {
      this.#topics.clear();
      this.#tries = 0;
    }
    this.#options.onSettled();
    if (this.#topics.size === 0 || this.#closing.signal.aborted) this.#onIdle();
    else if (this.#tries === 0) this.#start();
    else {
      const pause = Math.min(firstPause * 2 ** (this.#tries - 1), longestPause);
      this.#timer = setTimeout(() => this.#start(), Math.max(pause, this.#answer?.wait ?? 0));
    }
  }
}

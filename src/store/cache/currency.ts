import { join } from 'node:path';
import { toInstant } from '../../date/instant.ts';
import type { Instant } from '../../date/reading.ts';
import type { Problem } from '../../problem.ts';
import { KeptFile, keepNewest } from './kept-file.ts';

/** What a document held, by its hash, and since when (milliseconds since 1970, whole seconds). */
type Current = readonly [hash: string, since: number];

const HEAD = 'dateline currency 1';

/** Documents that are remembered; those that were not made for the longest time go first. */
const MOST = 50_000;

/** Milliseconds between a change and its being written. */
const PAUSE = 1000;

const isCurrent = (value: unknown): value is Current =>
  Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1]) && value[1] >= 0;

/** One line a document: path, hash, since when. Throws where it is something else. */
const parse = (text: string): Map<string, Current> => {
  const [head, ...lines] = text.split('\n');
  if (head !== HEAD) throw new Error('its head is missing');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line): [string, Current] => {
        const [path = '', hash = '', since = ''] = line.split('\t');
        const current = [hash, Number(since)];
        if (!path.startsWith('/') || hash === '' || since === '' || !isCurrent(current))
          throw new Error(`${JSON.stringify(line.slice(0, 80))} is no document`);
        return [path, current];
      }),
  );
};

/**
 * Remembers since when documents have had their bytes, so that Last-Modified outlives a restart: readers that ask by
 * date alone would fetch every feed again after it. Kept in the state folder's `cache/`; without a folder in memory.
 */
export class Currency {
  readonly #file: KeptFile<Map<string, Current>>;
  readonly #now: () => number;
  #known = new Map<string, Current>();

  constructor(stateFolder: string | undefined, now: () => number, isReadOnly = false) {
    this.#file = new KeptFile({
      file: stateFolder === undefined ? undefined : join(stateFolder, 'cache', 'current.tsv'),
      parse,
      pieces: () => this.#pieces(),
      pause: PAUSE,
      loss: 'Readers that ask by date alone will fetch the feeds once more.',
      isReadOnly,
    });
    this.#now = now;
  }

  /** What was wrong with the file that was read; that it cannot be written is told of the cache as a whole. */
  get problems(): readonly Problem[] {
    return this.#file.problems;
  }

  /** Reads what earlier runs knew. Never rejects. */
  async load(): Promise<void> {
    this.#known = (await this.#file.load()) ?? this.#known;
  }

  /** What each document held when it was last made, as far as it is remembered: hashes by path. */
  hashes(): Map<string, string> {
    return new Map(Array.from(this.#known, ([path, [hash]]) => [path, hash]));
  }

  /** Since when the document at `path` has had the bytes that `hash` names: later than any others it had before. */
  since(path: string, hash: string): Instant {
    const known = this.#known.get(path);
    const now = Math.floor(this.#now() / 1000) * 1000;
    const since = known?.[0] === hash ? known[1] : Math.max(now, known ? known[1] + 1000 : 0);
    this.#known.delete(path);
    this.#known.set(path, [hash, since]);
    if (known?.[0] !== hash) this.#file.later();
    return toInstant(since);
  }

  /** Writes what is not written yet. */
  close(): Promise<void> {
    return this.#file.close();
  }

  *#pieces(): Generator<string> {
    keepNewest(this.#known, MOST);
    yield `${HEAD}\n`;
    for (const [path, [hash, since]] of this.#known) yield `${path}\t${hash}\t${since}\n`;
  }
}

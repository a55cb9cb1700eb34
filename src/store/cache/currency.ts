import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toInstant } from '../../date/instant.ts';
import type { Instant } from '../../date/reading.ts';
import { type Problem, problem } from '../../problem.ts';
import { isMissing, setAside, writeState } from './state-file.ts';

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
  readonly #file: string | undefined;
  readonly #isReadOnly: boolean;
  readonly #now: () => number;
  #known = new Map<string, Current>();
  #problems: readonly Problem[] = [];
  #pending: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(stateFolder: string | undefined, now: () => number, isReadOnly = false) {
    this.#file = stateFolder === undefined ? undefined : join(stateFolder, 'cache', 'current.tsv');
    this.#isReadOnly = isReadOnly;
    this.#now = now;
  }

  /** What was wrong with the file that was read; that it cannot be written is told of the cache as a whole. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Reads what earlier runs knew. Never rejects. */
  async load(): Promise<void> {
    if (this.#file === undefined) return;
    try {
      this.#known = parse(await readFile(this.#file, 'utf8'));
    } catch (fault) {
      if (!isMissing(fault)) await this.#damaged(this.#file, fault);
    }
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
    if (known?.[0] !== hash) this.#later();
    return toInstant(since);
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    if (this.#pending) {
      clearTimeout(this.#pending);
      this.#save();
    }
    await this.#saving;
  }

  #later(): void {
    if (this.#file === undefined || this.#isReadOnly || this.#pending) return;
    this.#pending = setTimeout(() => this.#save(), PAUSE).unref();
  }

  #save(): void {
    const file = this.#file;
    this.#pending = undefined;
    if (file === undefined) return;
    for (const path of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(path);
    }
    const rows = Array.from(this.#known, ([path, [hash, since]]) => `${path}\t${hash}\t${since}\n`);
    this.#saving = this.#saving
      .then(() => writeState(file, [`${HEAD}\n${rows.join('')}`]))
      .catch(() => undefined);
  }

  async #damaged(file: string, fault: unknown): Promise<void> {
    const why = fault instanceof Error ? fault.message : String(fault);
    const aside = await setAside(file).catch(() => undefined);
    this.#problems = [
      problem('cache-damaged', {
        message: `${file}: ${why}${aside === undefined ? '' : `; it was set aside as ${aside}`}`,
        hint: 'Readers that ask by date alone will fetch the feeds once more.',
      }),
    ];
  }
}

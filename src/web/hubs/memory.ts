import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, problem } from '../../problem.ts';
import { isMissing, setAside, writeState } from '../../store/cache/state-file.ts';

/** What hubs know of a site. */
export interface HubKnowledge {
  /** What documents held when they were last looked at: hashes by path. */
  readonly known: Map<string, string>;
  /** Paths of documents that a hub, by its address, has not taken yet. */
  readonly waiting: ReadonlyMap<string, ReadonlySet<string>>;
}

const head = 'dateline hubs 1';

/** Documents that are remembered; the ones that came first go first. */
const mostDocuments = 50_000;

/** Milliseconds between a change and its being written. */
const pause = 250;

/** One line a document, `known`, path and hash, or `waiting`, hub and path. Throws where it is something else. */
const parse = (text: string): HubKnowledge => {
  const [first, ...lines] = text.split('\n');
  // What was cut off at the end of a line would be taken for less to tell.
  if (first !== head || lines.at(-1) !== '') throw new Error('it is not what was written');
  const known = new Map<string, string>();
  const waiting = new Map<string, Set<string>>();
  for (const line of lines.slice(0, -1)) {
    const [kind, one = '', other = '', more] = line.split('\t');
    const path = kind === 'known' ? one : other;
    if (!path.startsWith('/') || one === '' || other === '' || more !== undefined)
      throw new Error(`${JSON.stringify(line.slice(0, 80))} is no document`);
    if (kind === 'known') known.set(one, other);
    else if (kind === 'waiting') waiting.set(one, (waiting.get(one) ?? new Set()).add(other));
    else throw new Error(`${JSON.stringify(line.slice(0, 80))} is neither known nor waiting`);
  }
  return { known, waiting };
};

function* linesOf({ known, waiting }: HubKnowledge): Generator<string> {
  yield `${head}\n`;
  for (const [path, hash] of known) yield `known\t${path}\t${hash}\n`;
  for (const [hub, paths] of waiting) for (const path of paths) yield `waiting\t${hub}\t${path}\n`;
}

/**
 * Keeps what hubs know in the state folder's `cache/`, so that what they were not told yet outlives the program, also
 * one that is killed: what was looked at and not written is looked at again. Without a folder nothing is kept.
 */
export class HubMemory {
  readonly #file: string | undefined;
  readonly #now: () => HubKnowledge;
  #problems: readonly Problem[] = [];
  #pending: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** `now` is asked for what is to be kept. */
  constructor(stateFolder: string | undefined, now: () => HubKnowledge) {
    this.#file = stateFolder === undefined ? undefined : join(stateFolder, 'cache', 'hubs.tsv');
    this.#now = now;
  }

  /** What was wrong with the file that was read. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** What an earlier run kept; undefined where none did, or where it is damaged. Never rejects. */
  async load(): Promise<HubKnowledge | undefined> {
    if (this.#file === undefined) return undefined;
    try {
      return parse(await readFile(this.#file, 'utf8'));
    } catch (fault) {
      if (!isMissing(fault)) await this.#damaged(this.#file, fault);
      return undefined;
    }
  }

  /** Has what is known now written soon. */
  later(): void {
    if (this.#file === undefined) return;
    this.#pending ??= setTimeout(() => this.#save(), pause).unref();
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    if (this.#pending !== undefined) {
      clearTimeout(this.#pending);
      this.#save();
    }
    await this.#saving;
  }

  #save(): void {
    const file = this.#file;
    this.#pending = undefined;
    if (file === undefined) return;
    const { known, waiting } = this.#now();
    for (const path of known.keys()) {
      if (known.size <= mostDocuments) break;
      known.delete(path);
    }
    const text = [...linesOf({ known, waiting })].join('');
    // A disk that is full is told of with the cache as a whole.
    this.#saving = this.#saving.then(() => writeState(file, [text])).catch(() => undefined);
  }

  async #damaged(file: string, fault: unknown): Promise<void> {
    const why = fault instanceof Error ? fault.message : String(fault);
    const aside = await setAside(file).catch(() => undefined);
    this.#problems = [
      problem('cache-damaged', {
        message: `${file}: ${why}${aside === undefined ? '' : `; it was set aside as ${aside}`}`,
        hint: 'Hubs are told of what is not as it was last served.',
      }),
    ];
  }
}

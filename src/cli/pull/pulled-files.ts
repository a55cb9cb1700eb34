import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeState } from '../../store/cache/state-file.ts';

const head = '# dateline pulled 1';

/** SHA-256 of a file's bytes in hexadecimal digits. */
export const hashOfFile = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};

/**
 * What pulls have written to a folder, so that a later one tells files that are merely old from files that somebody has
 * changed there. Kept in the cache of the state; without it every file that differs counts as changed.
 */
export class PulledFiles {
  readonly #file: string;
  /** Hashes that a file may have: of what was written last, and of what is being written. */
  readonly #hashes = new Map<string, Set<string>>();

  /** `folder` is the real path of the folder that is pulled to. */
  constructor(state: string, folder: string) {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
    this.#file = join(state, 'cache', `pulled-${name}.tsv`);
    for (const line of this.#lines()) {
      const tab = line.indexOf('\t');
      if (tab > 0) this.add(line.slice(tab + 1), line.slice(0, tab));
    }
  }

  #lines(): readonly string[] {
    try {
      const [first, ...lines] = readFileSync(this.#file, 'utf8').split('\n');
      return first === head ? lines : [];
    } catch {
      return [];
    }
  }

  /** Whether a pull has written bytes of this hash at a path. */
  has(path: string, hash: string): boolean {
    return this.#hashes.get(path)?.has(hash) === true;
  }

  /** Notes that a file may have bytes of this hash. */
  add(path: string, hash: string): void {
    const known = this.#hashes.get(path);
    if (known) known.add(hash);
    else this.#hashes.set(path, new Set([hash]));
  }

  /** Notes that a file has bytes of this hash, and no others. */
  put(path: string, hash: string): void {
    this.#hashes.set(path, new Set([hash]));
  }

  /** Writes down what is noted; where that cannot be done the next pull only leaves more alone. */
  async save(): Promise<void> {
    const hashes = this.#hashes;
    const lines = function* (): Generator<string> {
      yield `${head}\n`;
      for (const [path, some] of hashes) for (const hash of some) yield `${hash}\t${path}\n`;
    };
    await writeState(this.#file, lines()).catch(() => undefined);
  }
}

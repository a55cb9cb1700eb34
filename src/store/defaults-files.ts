import type { Defaults } from '../article/article.ts';
import { decode } from '../article/encoding/decode.ts';
import { mergeDefaults, readDefaults } from '../article/fields/defaults.ts';
import { type Problem, problem } from '../problem.ts';

const NAME = '_defaults.yaml';

/** Settings longer than this are a mistake. In bytes. */
const LONGEST = 64 * 1024;

interface Kept {
  readonly defaults: Defaults;
  readonly problems: readonly Problem[];
}

/** Whether a path is that of a file that gives defaults to the articles below its folder. */
export const isDefaultsPath = (path: string): boolean => path === NAME || path.endsWith(`/${NAME}`);

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const unreadable = (path: string, why: string): Problem =>
  problem('broken-defaults', {
    path,
    message: `the file ${why}.`,
    hint: 'Make it a short YAML file that may be read.',
  });

/** The `_defaults.yaml` files of all folders. Of one that is broken the last good version stays in force. */
export class DefaultsFiles {
  readonly #byFolder = new Map<string, Kept>();
  readonly #merged = new Map<string, Defaults>();

  /** Takes in a file's bytes, undefined where they cannot be read; answers whether what is in force has changed. */
  put(path: string, bytes: Uint8Array | undefined): boolean {
    const folder = folderOf(path);
    const before = this.#byFolder.get(folder);
    const now = this.#read(path, bytes, before?.defaults ?? {});
    this.#byFolder.set(folder, now);
    this.#merged.clear();
    return JSON.stringify(before?.defaults ?? {}) !== JSON.stringify(now.defaults);
  }

  /** Takes a file away; answers whether anything was in force by it. */
  remove(path: string): boolean {
    this.#merged.clear();
    return this.#byFolder.delete(folderOf(path));
  }

  /** What is in force for an article: key by key, the nearest folder wins. */
  above(path: string): Defaults {
    const folder = folderOf(path);
    let merged = this.#merged.get(folder);
    if (!merged) {
      const names = folder === '' ? [] : folder.split('/');
      const folders = ['', ...names.map((_, at) => names.slice(0, at + 1).join('/'))];
      merged = mergeDefaults(folders.flatMap((each) => this.#byFolder.get(each)?.defaults ?? []));
      this.#merged.set(folder, merged);
    }
    return merged;
  }

  /** What is wrong with the files now. */
  get problems(): readonly Problem[] {
    return [...this.#byFolder.values()].flatMap((kept) => kept.problems);
  }

  #read(path: string, bytes: Uint8Array | undefined, lastGood: Defaults): Kept {
    if (!bytes) return { defaults: lastGood, problems: [unreadable(path, 'cannot be read')] };
    if (bytes.length > LONGEST)
      return { defaults: lastGood, problems: [unreadable(path, `has ${bytes.length} bytes`)] };
    const { defaults, broken, problems } = readDefaults({ path, text: decode(bytes, path).text });
    return { defaults: broken ? lastGood : defaults, problems };
  }
}

import { compareCodePoints } from '../article/code-points.ts';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A path without the ending of its last segment. */
export const withoutEnding = (path: string): string => {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
};

/** The name of a file, in NFC and without regard to case. */
export const nameOfFile = (path: string): string => fileName(path).normalize().toLowerCase();

/** The same without its ending. */
export const nameOfNote = (path: string): string => withoutEnding(fileName(path).normalize()).toLowerCase();

/** The first of the paths by code points: which one came first in time must not matter. */
export const firstPath = (paths: Iterable<string>): string | undefined => {
  let first: string | undefined;
  for (const path of paths) if (first === undefined || compareCodePoints(path, first) < 0) first = path;
  return first;
};

/**
 * Paths by a name. Made when a name is first asked for, since most folders never ask, and kept up from then on; one
 * path costs one path's work.
 */
export class NameIndex {
  readonly #nameOf: (path: string) => string;
  readonly #all: () => Iterable<string>;
  #byName: Map<string, Set<string>> | undefined;

  /** `all` tells every path there is when the index is made. */
  constructor(nameOf: (path: string) => string, all: () => Iterable<string>) {
    this.#nameOf = nameOf;
    this.#all = all;
  }

  /** The first path, by code points, that has a name. */
  first(name: string): string | undefined {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const path of this.#all()) this.put(path);
    }
    return firstPath(this.#byName.get(name) ?? []);
  }

  put(path: string): void {
    if (this.#byName === undefined) return;
    const name = this.#nameOf(path);
    const paths = this.#byName.get(name);
    if (paths) paths.add(path);
    else this.#byName.set(name, new Set([path]));
  }

  remove(path: string): void {
    const name = this.#byName === undefined ? '' : this.#nameOf(path);
    const paths = this.#byName?.get(name);
    if (paths?.delete(path) && paths.size === 0) this.#byName?.delete(name);
  }
}

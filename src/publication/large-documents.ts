import type { Problem } from '../problem.ts';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Warnings about documents that were made too large. */
export class LargeDocuments {
  readonly #byPath = new Map<string, Problem>();

  /** The warning about the document at a path. */
  at(path: string): Problem | undefined {
    return this.#byPath.get(path);
  }

  /** One warning a feed or archive, whatever its formats: it says the same of each. */
  get problems(): readonly Problem[] {
    const byFolder = new Map<string, Problem>();
    for (const [path, problem] of this.#byPath) byFolder.set(folderOf(path), problem);
    return [...byFolder.values()];
  }

  /**
   * Takes in that a document was made, with its warning if there is one. If not, what is known of other formats of the
   * same feed is out of date where they are no longer kept (`isKept`).
   */
  note(path: string, problem: Problem | undefined, isKept: (path: string) => boolean): void {
    if (problem !== undefined) {
      this.#byPath.set(path, problem);
      return;
    }
    const folder = folderOf(path);
    for (const other of this.#byPath.keys()) {
      if (other === path || (folderOf(other) === folder && !isKept(other))) this.#byPath.delete(other);
    }
  }

  /** Forgets documents that exist no longer. */
  sweep(exists: (path: string) => boolean): void {
    for (const path of this.#byPath.keys()) if (!exists(path)) this.#byPath.delete(path);
  }
}

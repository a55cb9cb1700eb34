import type { Problem } from '../problem.ts';

/** Told Problems beyond which those that are wrong no longer are looked for, at the least. */
const leastSweep = 1000;

/**
 * Remembers which Problems somebody was told of, so that each is told once, and once more when it was mended and comes
 * again. Never many more are remembered than there are.
 */
export class ToldProblems {
  readonly #onProblem: (problem: Problem) => void;
  /** What is wrong now, told or not. */
  readonly #current: () => readonly Problem[];
  readonly #byPath = new Map<string, Set<string>>();
  #size = 0;
  #sweepAt = leastSweep;

  constructor(onProblem: (problem: Problem) => void, current: () => readonly Problem[]) {
    this.#onProblem = onProblem;
    this.#current = current;
  }

  /** Problems that are remembered now. */
  get size(): number {
    return this.#size;
  }

  /** Tells of those that were not told yet. */
  tell(problems: readonly Problem[]): void {
    for (const problem of problems) if (this.#note(problem)) this.#onProblem(problem);
    if (this.#size > this.#sweepAt) this.#sweep();
  }

  /** Forgets what was told of files, but for what is wrong with them still. */
  forget(paths: Iterable<string>, still: readonly Problem[]): void {
    const kept = new Map<string, Set<string>>();
    for (const problem of still) addTo(kept, problem);
    for (const path of paths) {
      const told = this.#byPath.get(path);
      const now = told?.intersection(kept.get(path) ?? new Set());
      if (told !== undefined && now !== undefined) this.#replace(path, told, now);
    }
  }

  #note(problem: Problem): boolean {
    const isNew = addTo(this.#byPath, problem);
    if (isNew) this.#size += 1;
    return isNew;
  }

  #sweep(): void {
    const current = new Map<string, Set<string>>();
    for (const problem of this.#current()) addTo(current, problem);
    for (const [path, told] of this.#byPath) {
      this.#replace(path, told, told.intersection(current.get(path) ?? new Set()));
    }
    this.#sweepAt = 2 * this.#size + leastSweep;
  }

  #replace(path: string, before: ReadonlySet<string>, now: Set<string>): void {
    this.#size += now.size - before.size;
    if (now.size === 0) this.#byPath.delete(path);
    else this.#byPath.set(path, now);
  }
}

/** Adds a Problem under its path; answers whether it was not there yet. */
const addTo = (byPath: Map<string, Set<string>>, problem: Problem): boolean => {
  const path = problem.path ?? '';
  const key = JSON.stringify(problem);
  const known = byPath.get(path);
  if (known === undefined) byPath.set(path, new Set([key]));
  else if (known.has(key)) return false;
  else known.add(key);
  return true;
};

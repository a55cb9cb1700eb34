/** Lets the event loop answer whoever waits: resolves after pending input has had its turn. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Longest time that work at files keeps the event loop to itself, in milliseconds. */
const SLICE = 4;

/**
 * Measures slices of work. `isOver` tells, at little cost, that the slice has lasted long enough: then the worker
 * calls `next`, which begins another one.
 */
export class Slice {
  #began = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#began > SLICE;
  }

  /** Gives the event loop its turn and begins the next slice. */
  async next(): Promise<void> {
    await turn();
    this.#began = performance.now();
  }
}

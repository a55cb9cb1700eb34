/**
 * Finds the next occurrence of a mark from a position on. Asked with positions that only grow, it reads the text once
 * in all, however often it is asked; an unclosed mark repeated a million times costs no more than one.
 */
export class Finder {
  readonly #text: string;
  readonly #mark: string;
  #from = 0;
  #found = -2;

  constructor(text: string, mark: string) {
    this.#text = text;
    this.#mark = mark;
  }

  /** Offset of the mark at or behind `from`, or −1. */
  next(from: number): number {
    const known = this.#found !== -2 && from >= this.#from && (this.#found < 0 || from <= this.#found);
    if (!known) {
      this.#found = this.#text.indexOf(this.#mark, from);
      this.#from = from;
    }
    return this.#found;
  }
}

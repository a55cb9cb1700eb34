import { readPrefix } from './code-marks.ts';
import { Finder } from './finder.ts';

/**
 * A text that is read once from its beginning to its end and written anew, with pieces of it replaced. What is not
 * replaced is copied. The cursor never goes back, so that every search costs its way only once.
 */
export class Rewriting {
  readonly text: string;
  /** The cursor. */
  at = 0;
  /** Where the line begins on which the cursor stands. */
  lineStart = 0;
  readonly #out: string[] = [];
  readonly #finders = new Map<string, Finder>();
  #copied = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Offset behind the last piece that was replaced: nothing before it can be replaced any more. */
  get copied(): number {
    return this.#copied;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Offset of the mark at or behind `from`, or −1. */
  find(mark: string, from: number): number {
    let finder = this.#finders.get(mark);
    if (!finder) {
      finder = new Finder(this.text, mark);
      this.#finders.set(mark, finder);
    }
    return finder.next(from);
  }

  /** Offset of the line end at or behind `from`; the text's length on its last line. */
  lineEnd(from: number): number {
    const end = this.find('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** Whether a construct from `start` to `end` stands alone on its line (or lines). */
  isAlone(start: number, end: number): boolean {
    const prefix = readPrefix(this.text, this.lineStart);
    return prefix.start >= start && this.text.slice(end, this.lineEnd(end)).trim() === '';
  }

  /** Writes `text` in place of what stands from `start` to `end`, within a line, and goes on behind it. */
  replace(start: number, end: number, text: string): void {
    this.#out.push(this.text.slice(this.#copied, start), text);
    this.#copied = end;
    this.at = end;
  }

  /** As `replace`, over lines: the line on which it ends goes on. */
  jump(start: number, end: number, text: string): void {
    const newline = this.text.slice(start, end).lastIndexOf('\n');
    if (newline >= 0) this.lineStart = start + newline + 1;
    this.replace(start, end, text);
  }

  /** Goes on at the beginning of the line behind the one that ends at `lineEnd`. */
  nextLine(lineEnd: number): void {
    this.at = Math.min(lineEnd + 1, this.text.length);
    this.lineStart = this.at;
  }

  /** Goes on at an offset that may lie on another line, whose beginning needs no look. */
  moveTo(at: number): void {
    const newline = this.text.slice(this.at, at).lastIndexOf('\n');
    if (newline >= 0) this.lineStart = Math.min(this.at + newline + 1, at - 1);
    this.at = at;
  }

  /** Lines of a block with the quote marks and the white space of the line that they replace. */
  indented(text: string): string {
    const { start } = readPrefix(this.text, this.lineStart);
    const prefix = this.text.slice(this.lineStart, start).replace(/[^>\s]/g, ' ');
    if (prefix === '') return text;
    const lines = text
      .split('\n')
      .map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line));
    return lines.join(`\n${prefix}`);
  }

  /** The text as it was rewritten. */
  finish(): string {
    this.#out.push(this.text.slice(this.#copied));
    return this.#out.join('');
  }
}

import { closesFence, openingFence, readPrefix } from './code-marks.ts';
import { moduleEnd } from './modules.ts';
import { blockId } from './obsidian-marks.ts';
import type { Rewriting } from './rewriting.ts';

const tocLine = /^\s{0,3}(?:@?\[\[?_?toc_?\]\]?|\$\{toc\}|\[\[_toc_\]\])\s*$/i;

/** What whole lines of a Markdown text decide: where code is, and which lines are no text at all. */
export class WholeLines {
  /** Whether the text has shown itself to be MDX, which has no indented code. */
  isMdx = false;
  readonly #source: Rewriting;
  #inList = false;
  #afterBlank = true;

  constructor(source: Rewriting) {
    this.#source = source;
  }

  /** Handles what is decided by the whole line at the cursor. True where it took the line. */
  take(): boolean {
    const source = this.#source;
    const start = source.at;
    const end = source.lineEnd(start);
    const prefix = readPrefix(source.text, start);
    if (prefix.start >= end) {
      this.#afterBlank = true;
      source.nextLine(end);
      return true;
    }
    const fence = openingFence(source.text, prefix.start, end);
    if (fence !== undefined && (prefix.indent < 4 || this.#inList)) {
      this.#copyFence(end, fence, prefix.depth);
      return true;
    }
    if (prefix.item) this.#inList = true;
    else if (prefix.indent === 0 && this.#afterBlank) this.#inList = false;
    if (this.#afterBlank && !prefix.item && prefix.indent >= (this.#inList ? 8 : 4) && !this.isMdx) {
      source.nextLine(end); // indented code; a line behind it is code as well
      return true;
    }
    const wasBlank = this.#afterBlank;
    this.#afterBlank = false;
    return this.#takeLine(start, end, prefix.start, wasBlank);
  }

  #copyFence(firstEnd: number, fence: string, depth: number): void {
    const source = this.#source;
    let end = firstEnd;
    while (end < source.text.length) {
      const start = end + 1;
      end = source.lineEnd(start);
      const prefix = readPrefix(source.text, start);
      if (depth > 0 && prefix.depth < depth) {
        source.nextLine(start - 1); // the quote ends, and the fence with it
        return;
      }
      if (!prefix.item && closesFence(source.text, prefix.start, end, fence)) break;
    }
    source.nextLine(end);
    this.#afterBlank = true;
  }

  /** Lines that are no text at all: imports and exports of MDX, tables of contents, attributes of a block, block ids. */
  #takeLine(start: number, end: number, content: number, wasBlank: boolean): boolean {
    const { text } = this.#source;
    const first = text[content]!;
    if ((first === 'i' || first === 'e') && content === start && wasBlank) {
      const last = moduleEnd(this.#source, start, end);
      if (last === undefined) return false;
      this.isMdx = true;
      return this.#dropLine(start, last);
    }
    const line = text.slice(content, Math.min(end, content + 400));
    if ('@[$'.includes(first) && tocLine.test(line)) return this.#dropLine(content, end);
    if (first === '^' && blockId.test(line)) return this.#dropLine(content, end);
    if (first === '{' && /^\{:[^}\n]{0,300}\}\s*$/.test(line)) return this.#dropLine(content, end);
    // kramdown writes its table of contents as a list item with `{:toc}` below it
    const next = text.slice(end + 1, end + 60);
    if (/^\s*\{:\s?toc\b/.test(next) && readPrefix(text, start).item) {
      return this.#dropLine(start, this.#source.lineEnd(end + 1));
    }
    return false;
  }

  #dropLine(start: number, end: number): boolean {
    this.#source.replace(start, end, '');
    this.#source.nextLine(end);
    this.#afterBlank = true;
    return true;
  }
}

import { closesFence, columnOf, openingFence, readPrefix } from './code-marks.ts';
import { moduleEnd } from './modules.ts';
import { blockId } from './obsidian-marks.ts';
import type { Rewriting } from './rewriting.ts';

const tocLine = /^\s{0,3}(?:@?\[\[?_?toc_?\]\]?|\$\{toc\}|\[\[_toc_\]\])\s*$/i;

/** Columns before the first character that is no white space and no mark of a quote. */
const indentOf = (text: string, start: number, end: number): number => {
  let at = start;
  while (at < end && /[ \t>]/.test(text[at]!)) at += 1;
  return columnOf(text, start, at);
};

/** What whole lines of a Markdown text decide: where code is, and which lines are no text at all. */
export class WholeLines {
  /** Whether the text has shown itself to be MDX, which has no indented code. */
  isMdx = false;
  readonly #source: Rewriting;
  #inList = false;
  /** Columns at which the content of the open list items begins, the outermost first. */
  readonly #items: number[] = [];
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
    const column = columnOf(source.text, start, prefix.start);
    if (prefix.item) {
      this.#closeItems(column - 1);
      this.#items.push(column);
    } else if (this.#afterBlank) this.#closeItems(column);
    const fence = openingFence(source.text, prefix.start, end);
    if (fence !== undefined && (prefix.indent < 4 || this.#inList)) {
      this.#closeItems(column);
      this.#copyFence(end, fence, { depth: prefix.depth, column: this.#items.at(-1) ?? 0 });
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

  /** Items whose content begins behind the column are over. */
  #closeItems(column: number): void {
    while ((this.#items.at(-1) ?? 0) > column) this.#items.pop();
  }

  /** A fence ends at its closing line, or with the quote or the list item that it stands in. */
  #copyFence(firstEnd: number, fence: string, { depth, column }: { depth: number; column: number }): void {
    const source = this.#source;
    let end = firstEnd;
    while (end < source.text.length) {
      const start = end + 1;
      end = source.lineEnd(start);
      const prefix = readPrefix(source.text, start);
      const isBlank = prefix.start >= end;
      const isOutside = !isBlank && indentOf(source.text, start, end) < column;
      if ((depth > 0 && prefix.depth < depth) || isOutside) {
        source.nextLine(start - 1);
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

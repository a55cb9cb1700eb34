/** The line prefix of quotes and list items before what a line really holds; `depth` counts the quotes. */
export interface LinePrefix {
  /** Offset of the first character behind the prefix. */
  readonly start: number;
  readonly depth: number;
  /** Columns of white space before `start`, behind the last quote mark. */
  readonly indent: number;
  /** Whether a list marker stands in the prefix. */
  readonly item: boolean;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Offset behind a list marker at `at`, or −1. */
const afterMarker = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  if (code === 0x2d || code === 0x2a || code === 0x2b) return isSpace(text.charCodeAt(at + 1)) ? at + 1 : -1;
  let end = at;
  while (end < at + 9 && isDigit(text.charCodeAt(end))) end += 1;
  const mark = text.charCodeAt(end);
  return end > at && (mark === 0x2e || mark === 0x29) && isSpace(text.charCodeAt(end + 1)) ? end + 1 : -1;
};

/** Reads quote marks, list markers and white space at the beginning of a line. */
export const readPrefix = (text: string, lineStart: number): LinePrefix => {
  let at = lineStart;
  let depth = 0;
  let indent = 0;
  let item = false;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x20) indent += 1;
    else if (code === 0x09) indent += 4 - (indent % 4);
    else if (code === 0x3e && !item && indent < 4) {
      depth += 1;
      indent = isSpace(text.charCodeAt(at + 1)) ? -1 : 0; // one space belongs to the mark
    } else {
      const end = indent < 4 || item ? afterMarker(text, at) : -1;
      if (end < 0) return { start: at, depth, indent: Math.max(indent, 0), item };
      item = true;
      at = end - 1;
      indent = 0;
    }
    at += 1;
  }
};

/** The column of an offset in its line, with tabs to every fourth column. */
export const columnOf = (text: string, lineStart: number, at: number): number => {
  let column = 0;
  for (let index = lineStart; index < at; index += 1)
    column += text.charCodeAt(index) === 0x09 ? 4 - (column % 4) : 1;
  return column;
};

/** The fence that opens at `start`: its sign and length; undefined where there is none. */
export const openingFence = (text: string, start: number, lineEnd: number): string | undefined => {
  const sign = text[start];
  if (sign !== '`' && sign !== '~') return undefined;
  let end = start;
  while (text[end] === sign) end += 1;
  if (end - start < 3) return undefined;
  if (sign === '`' && text.slice(end, lineEnd).includes('`')) return undefined;
  return text.slice(start, end);
};

/** Whether what stands behind a line's prefix closes the fence. */
export const closesFence = (text: string, start: number, lineEnd: number, fence: string): boolean => {
  const line = text.slice(start, Math.min(lineEnd, start + 400)).trim();
  return line.length >= fence.length && line === fence[0]!.repeat(line.length);
};

/** Where a paragraph that goes on at `from` ends at the latest: before a blank line, a list item, heading, quote or fence. */
export const paragraphEnd = (text: string, from: number): number => {
  for (let newline = text.indexOf('\n', from); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    let at = newline + 1;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const code = text.charCodeAt(at);
    if (at >= text.length || code === 0x0a || code === 0x23 || code === 0x3e || afterMarker(text, at) >= 0)
      return newline;
    if (text.startsWith('```', at) || text.startsWith('~~~', at)) return newline;
  }
  return text.length;
};

/** Ends of code spans, paragraph by paragraph; each backtick is looked at once however many stay open. */
export class CodeSpans {
  readonly #text: string;
  #end = -1;
  /** Offsets of the last run of each length within the paragraph. */
  #runs: Map<number, number[]> = new Map();

  constructor(text: string) {
    this.#text = text;
  }

  #read(from: number): void {
    this.#end = paragraphEnd(this.#text, from);
    this.#runs = new Map();
    for (let at = this.#text.indexOf('`', from); at >= 0 && at < this.#end; ) {
      let end = at;
      while (this.#text[end] === '`') end += 1;
      const list = this.#runs.get(end - at);
      if (list) list.push(at);
      else this.#runs.set(end - at, [at]);
      at = this.#text.indexOf('`', end);
    }
    for (const list of this.#runs.values()) list.reverse();
  }

  /** Offset behind the code span that opens with the run of backticks at `at`, or behind the run where none closes it. */
  skip(at: number): number {
    if (at >= this.#end) this.#read(at);
    let end = at;
    while (this.#text[end] === '`') end += 1;
    const list = this.#runs.get(end - at) ?? [];
    while (list.length > 0 && list.at(-1)! < end) list.pop();
    const close = list.at(-1);
    return close === undefined ? end : close + (end - at);
  }
}

import { type Problem, problem } from '../../problem.ts';
import { CodeSpans, closesFence, openingFence, readPrefix } from './code-marks.ts';
import { readComponent } from './components.ts';
import { Finder } from './finder.ts';
import { mathEnd } from './math.ts';
import { TemplateReader } from './templates.ts';

/** Markdown without what only the program it was written for understands. */
export interface CleanedMarkdown {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What cleaning needs to know. */
export interface CleaningContext {
  /** Title of the article, which templates name. */
  readonly title: string;
  /** The file's line on which the text begins. */
  readonly line: number;
  readonly path?: string | undefined;
  /** Address of another article by its path or name. */
  readonly resolve: (target: string) => string | undefined;
}

/** A text without any of these needs no cleaning. */
const triggers =
  /%%|\{[{%#:./=]|\{[\w-]+[=}]|<!--|<\/?[A-Z]\w*[a-z.]|^(?:import|export)\s|^\s*(?:@?\[\[?_?toc_?\]\]?|\$\{toc\})|\s\^[\w-]+[ \t]*$|^\^[\w-]+[ \t]*$/im;

/** Marks at which the summary ends, as generators and editors write them. */
const moreMark =
  /^\s{0,9}(?:more\b.{0,80}|truncate|excerpt|end[-_ ]?(?:of[-_ ]?)?(?:excerpt|summary|teaser)|teaser[-_ ]end|summary|read[-_ ]?more)\s{0,9}$/i;
const MORE = '<!--more-->';

const special = /[\\`%{<$\n]/g;
const tocLine = /^\s{0,3}(?:@?\[\[?_?toc_?\]\]?|\$\{toc\}|\[\[_toc_\]\])\s*$/i;
/** A name that Obsidian gives a block, at the end of its last line or alone on a line; `x ^2` is none. */
const blockId = /(?:^|[ \t])\^(?=[\w-]{0,60}[A-Za-z])[\w-]{3,60}[ \t]*$/;
const importLine = /^import\s(?:[^;\n]{0,300}?\sfrom\s{1,9})?["'][^"'\n]{1,300}["'];?[ \t]*$/;
const importOpen =
  /^import\s{1,9}(?:[\w$]{1,60},\s{0,9})?\{[^}]{0,3000}\}\s{1,9}from\s{1,9}["'][^"'\n]{1,300}["'];?[ \t]*(?=\n|$)/;
const exportLine = /^export\s+(?:default|const|let|var|function|async|class|\{|\*)(?=[\s{(])/;
const attributeList =
  /\{(?:[#.][\w:.-]{1,100}|[\w-]{1,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s}"']{1,100}))(?:\s{1,3}(?:[#.]?[\w:.-]{1,100}(?:=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s}"']{1,100}))?)){0,10}\s{0,3}\}/y;
const rawElement = /<(pre|code|script|style|textarea|kbd|samp)(?=[\s>])/iy;
const component = /<\/?[A-Z][\w]*(?:\.\w+)*(?=[\s/>])/y;

/** A block of HTML goes on to the next blank line: there has to be one right behind it. */
const asBlock = (text: string): string => (text.startsWith('<figure') ? `${text}\n` : text);

/** One pass over a text, from line to line and within lines from sign to sign. Code is copied, whatever it holds. */
class Cleaner {
  readonly #text: string;
  readonly #context: CleaningContext;
  readonly #out: string[] = [];
  readonly #problems: Problem[] = [];
  readonly #spans: CodeSpans;
  readonly #finders = new Map<string, Finder>();
  readonly #templates: TemplateReader;
  #at = 0;
  #copied = 0;
  #lineStart = 0;
  #hasMore = false;
  #isMdx = false;
  #inList = false;
  #afterBlank = true;

  constructor(text: string, context: CleaningContext) {
    this.#text = text;
    this.#context = context;
    this.#spans = new CodeSpans(text);
    this.#templates = new TemplateReader(text, context, (mark, from) => this.#find(mark, from));
  }

  #find(mark: string, from: number): number {
    let finder = this.#finders.get(mark);
    if (!finder) {
      finder = new Finder(this.#text, mark);
      this.#finders.set(mark, finder);
    }
    return finder.next(from);
  }

  #lineEnd(from: number): number {
    const end = this.#find('\n', from);
    return end < 0 ? this.#text.length : end;
  }

  /** Writes `text` in place of what stands from `start` to `end`, and goes on behind it. */
  #replace(start: number, end: number, text: string): void {
    this.#out.push(this.#text.slice(this.#copied, start), text);
    this.#copied = end;
    this.#at = end;
  }

  /** Whether a construct from `start` to `end` stands alone on its line (or lines). */
  #isAlone(start: number, end: number): boolean {
    const prefix = readPrefix(this.#text, this.#lineStart);
    return prefix.start >= start && this.#text.slice(end, this.#lineEnd(end)).trim() === '';
  }

  run(): CleanedMarkdown {
    while (this.#at < this.#text.length) {
      if (this.#at === this.#lineStart && this.#startLine()) continue;
      this.#scanLine();
    }
    this.#out.push(this.#text.slice(this.#copied));
    return { text: this.#out.join(''), problems: this.#problems };
  }

  #nextLine(lineEnd: number): void {
    this.#at = Math.min(lineEnd + 1, this.#text.length);
    this.#lineStart = this.#at;
  }

  /** Handles what is decided by whole lines. True where it took the line. */
  #startLine(): boolean {
    const start = this.#at;
    const end = this.#lineEnd(start);
    const prefix = readPrefix(this.#text, start);
    if (prefix.start >= end) {
      this.#afterBlank = true;
      this.#nextLine(end);
      return true;
    }
    const fence = openingFence(this.#text, prefix.start, end);
    if (fence !== undefined && (prefix.indent < 4 || this.#inList)) {
      this.#copyFence(end, fence, prefix.depth);
      return true;
    }
    if (prefix.item) this.#inList = true;
    else if (prefix.indent === 0 && this.#afterBlank) this.#inList = false;
    if (this.#afterBlank && !prefix.item && prefix.indent >= (this.#inList ? 8 : 4) && !this.#isMdx) {
      this.#nextLine(end); // indented code; a line behind it is code as well
      return true;
    }
    const wasBlank = this.#afterBlank;
    this.#afterBlank = false;
    return this.#takeLine(start, end, prefix.start, wasBlank);
  }

  #copyFence(firstEnd: number, fence: string, depth: number): void {
    let end = firstEnd;
    while (end < this.#text.length) {
      const start = end + 1;
      end = this.#lineEnd(start);
      const prefix = readPrefix(this.#text, start);
      if (depth > 0 && prefix.depth < depth) {
        this.#nextLine(start - 1); // the quote ends, and the fence with it
        return;
      }
      if (!prefix.item && closesFence(this.#text, prefix.start, end, fence)) break;
    }
    this.#nextLine(end);
    this.#afterBlank = true;
  }

  /** Lines that are no text at all: imports and exports of MDX, tables of contents, attributes of a block, block ids. */
  #takeLine(start: number, end: number, content: number, wasBlank: boolean): boolean {
    const first = this.#text[content]!;
    if ((first === 'i' || first === 'e') && content === start && wasBlank)
      return this.#takeModule(start, end);
    const line = this.#text.slice(content, Math.min(end, content + 400));
    if ('@[$'.includes(first) && tocLine.test(line)) return this.#dropLine(content, end);
    if (first === '^' && blockId.test(line)) return this.#dropLine(content, end);
    if (first === '{' && /^\{:[^}\n]{0,300}\}\s*$/.test(line)) return this.#dropLine(content, end);
    // kramdown writes its table of contents as a list item with `{:toc}` below it
    const next = this.#text.slice(end + 1, end + 60);
    if (/^\s*\{:\s?toc\b/.test(next) && readPrefix(this.#text, start).item) {
      return this.#dropLine(start, this.#lineEnd(end + 1));
    }
    return false;
  }

  #dropLine(start: number, end: number): boolean {
    this.#replace(start, end, '');
    this.#nextLine(end);
    this.#afterBlank = true;
    return true;
  }

  #takeModule(start: number, end: number): boolean {
    const block = this.#text.slice(start, Math.min(this.#text.length, start + 4000));
    const line = block.slice(0, end - start);
    const many = importOpen.exec(block);
    let last = end;
    if (many) last = start + many[0].length;
    else if (exportLine.test(line)) {
      // up to the blank line behind which the braces are closed is the statement
      const blank = this.#find('\n\n', start);
      last = blank < 0 ? this.#text.length : blank;
    } else if (!importLine.test(line)) return false;
    this.#isMdx = true;
    this.#dropLine(start, last);
    return true;
  }

  /** Goes on within a line up to and with its end. */
  #scanLine(): void {
    special.lastIndex = this.#at;
    const match = special.exec(this.#text);
    if (!match) {
      this.#dropBlockId(this.#text.length);
      this.#at = this.#text.length;
      return;
    }
    this.#at = match.index;
    switch (match[0]) {
      case '\n':
        this.#dropBlockId(this.#at);
        this.#nextLine(match.index);
        break;
      case '\\':
        this.#at += 2;
        if (this.#text[this.#at - 1] === '\n') this.#nextLine(this.#at - 1);
        break;
      case '`':
        this.#moveTo(this.#spans.skip(this.#at));
        break;
      case '%':
        if (this.#text[this.#at + 1] === '%') this.#comment();
        else this.#at += 1;
        break;
      case '{':
        this.#brace();
        break;
      case '<':
        this.#angle();
        break;
      case '$':
        this.#moveTo(mathEnd(this.#text, this.#at) ?? this.#at + 1);
        break;
      default:
        this.#at += 1;
    }
  }

  /** Goes on at an offset that may lie on another line, whose beginning needs no look. */
  #moveTo(at: number): void {
    const newline = this.#text.slice(this.#at, at).lastIndexOf('\n');
    if (newline >= 0) this.#lineStart = Math.min(this.#at + newline + 1, at - 1);
    this.#at = at;
  }

  /** ` ^block-id` before the end of a line at `end`. */
  #dropBlockId(end: number): void {
    const from = Math.max(this.#lineStart, this.#copied, end - 80);
    const match = blockId.exec(this.#text.slice(from, end));
    if (match && from + match.index > this.#lineStart) this.#replace(from + match.index, end, '');
  }

  /** `%%…%%` of Obsidian: within a line, over lines, or to the end of the text where a block is not closed. */
  #comment(): void {
    const start = this.#at;
    const close = this.#find('%%', start + 2);
    const isBlock = readPrefix(this.#text, this.#lineStart).start >= start;
    if (close < 0) {
      if (!isBlock) {
        this.#at += 2;
        return;
      }
      this.#problems.push(this.#unclosed(start));
      this.#replace(start, this.#text.length, '');
      return;
    }
    const before = this.#text[start - 1] ?? ' ';
    const sameLine = close < this.#lineEnd(start);
    // `100%% sure` and the `%%20` of an address open nothing
    const isAmount = /[\d/?=&]/.test(before);
    const opens = isBlock || !isAmount || (sameLine && !/\s/.test(this.#text[start + 2] ?? ' '));
    if (
      !opens ||
      /[a-z]:\/\/\S{0,400}$/i.test(this.#text.slice(Math.max(this.#lineStart, start - 420), start))
    ) {
      this.#at += 2;
      return;
    }
    this.#jump(start, close + 2, '');
  }

  #unclosed(at: number): Problem {
    let line = this.#context.line;
    for (
      let next = this.#text.indexOf('\n');
      next >= 0 && next < at;
      next = this.#text.indexOf('\n', next + 1)
    )
      line += 1;
    return problem('unclosed-comment', {
      path: this.#context.path,
      line,
      column: at - this.#lineStart + 1,
      message: 'the comment that %% opens here is not closed; the rest of the article is left out with it.',
      hint: 'Write %% where the comment ends.',
    });
  }

  /** As `#replace`, over lines: the line on which it ends goes on. */
  #jump(start: number, end: number, text: string): void {
    const newline = this.#text.slice(start, end).lastIndexOf('\n');
    if (newline >= 0) this.#lineStart = start + newline + 1;
    this.#replace(start, end, text);
  }

  #brace(): void {
    const start = this.#at;
    const next = this.#text[start + 1];
    if (next === '{' || next === '%' || next === '#') {
      const piece = this.#templates.read(start, (end) => this.#isAlone(start, end));
      if (piece) {
        const text = piece.isBlock ? this.#indented(piece.text) : asBlock(piece.text);
        this.#writePiece(start, piece.end, text, piece.isMore ?? false);
        return;
      }
    }
    if (next === '/' && this.#text[start + 2] === '*') {
      const close = this.#find('*/}', start + 3);
      if (close >= 0) {
        const isMore = moreMark.test(this.#text.slice(start + 3, Math.min(close, start + 120)));
        this.#writePiece(start, close + 3, '', isMore);
        return;
      }
    }
    if (next === ':') {
      const end = this.#kramdown(start);
      if (end !== undefined) {
        this.#jump(start, end, '');
        return;
      }
    }
    this.#attributes(start);
  }

  /** Lines of a block with the quote marks and the white space of the line that they replace. */
  #indented(text: string): string {
    const { start } = readPrefix(this.#text, this.#lineStart);
    const prefix = this.#text.slice(this.#lineStart, start).replace(/[^>\s]/g, ' ');
    if (prefix === '') return text;
    const lines = text
      .split('\n')
      .map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line));
    return lines.join(`\n${prefix}`);
  }

  #writePiece(start: number, end: number, text: string, isMore: boolean): void {
    if (!isMore) this.#jump(start, end, text);
    else if (this.#hasMore) this.#jump(start, end, '');
    else {
      this.#hasMore = true;
      this.#jump(start, end, MORE);
    }
  }

  /** `{: .class}`, `{::options /}`, `{::comment}…{:/comment}`: the end of what is to be taken out. */
  #kramdown(start: number): number | undefined {
    const close = this.#find('}', start);
    if (close < 0 || close - start > 500 || this.#text.slice(start, close).includes('\n\n')) return undefined;
    const head = this.#text.slice(start, close + 1);
    if (!/^\{:(?:\s|[:/.#]|\w+\}|[\w-]+=)/.test(head)) return undefined;
    if (!/^\{::comment\s?\}/.test(head)) return close + 1;
    const end = this.#find('{:/comment}', close);
    const short = this.#find('{:/}', close);
    if (end < 0 && short < 0) return close + 1;
    return end >= 0 && (short < 0 || end < short) ? end + 11 : short + 4;
  }

  /** `{#id .class width=50%}` behind a heading, link, image or code; an expression of MDX. */
  #attributes(start: number): void {
    attributeList.lastIndex = start;
    const match = attributeList.exec(this.#text);
    const end = match ? attributeList.lastIndex : start;
    if (match && this.#bearsAttributes(start, end)) {
      this.#replace(start, end, '');
      return;
    }
    if (this.#isMdx) {
      const expression = /^\{(?:[A-Za-z_$][\w$.]{0,100}|["']\s{0,9}["'])\}/.exec(
        this.#text.slice(start, start + 120),
      );
      if (expression) {
        this.#replace(start, start + expression[0].length, '');
        return;
      }
    }
    this.#at += 1;
  }

  #bearsAttributes(start: number, end: number): boolean {
    const before = this.#text[start - 1] ?? '\n';
    if (')]`*_'.includes(before)) return true;
    const prefix = readPrefix(this.#text, this.#lineStart).start;
    const isLast = this.#text.slice(end, this.#lineEnd(end)).replace(/[#\s]+/, '') === '';
    return (
      isLast &&
      (this.#text[prefix] === '#' ||
        prefix >= start ||
        /^[ \t]*\n?[=-]{3,}/.test(this.#text.slice(end, end + 40)))
    );
  }

  #angle(): void {
    const start = this.#at;
    if (this.#text.startsWith('<!--', start)) {
      this.#htmlComment(start);
      return;
    }
    rawElement.lastIndex = start;
    const raw = rawElement.exec(this.#text);
    if (raw) {
      const close = this.#find(`</${raw[1]!.toLowerCase()}`, start);
      this.#moveTo(close < 0 ? start + 1 : close);
      return;
    }
    component.lastIndex = start;
    const before = this.#text.charCodeAt(start - 1);
    const isWord =
      (before >= 48 && before <= 57) || (before >= 65 && before <= 90) || (before >= 97 && before <= 122);
    const match = isWord || this.#find('>', start) < 0 ? null : component.exec(this.#text);
    const piece = match
      ? readComponent(this.#text, start, match[0], (end) => this.#isAlone(start, end))
      : undefined;
    if (piece) {
      if (piece.text !== '' || match![0].includes('.')) this.#isMdx = true;
      this.#jump(start, piece.end, asBlock(piece.text));
    } else this.#at += 1;
  }

  #htmlComment(start: number): void {
    const close = this.#find('-->', start + 4);
    if (close < 0) {
      this.#at += 4;
      return;
    }
    const isMore = moreMark.test(this.#text.slice(start + 4, Math.min(close, start + 120)));
    if (isMore) this.#writePiece(start, close + 3, '', true);
    else this.#moveTo(close + 3);
  }
}

/**
 * Takes out of a Markdown text, or translates, what Obsidian (`%%comments%%`, block ids), Jekyll and Hexo (Liquid
 * tags), Hugo (shortcodes), kramdown (attribute lists) and MDX (imports, components, expressions) understand and no
 * reader of a feed does. Code blocks and code spans stay as they are. The mark at which the summary ends becomes
 * `<!--more-->`, once. Linear in the length of the text.
 */
export const cleanMarkdown = (text: string, context: CleaningContext): CleanedMarkdown =>
  triggers.test(text) ? new Cleaner(text, context).run() : { text, problems: [] };

import { type Problem, problem } from '../../problem.ts';
import { attributeListEnd, expressionEnd, kramdownEnd } from './attribute-lists.ts';
import { CodeSpans } from './code-marks.ts';
import { readComponent } from './components.ts';
import { ForeignTags } from './foreign-attributes.ts';
import { mathEnd } from './math.ts';
import { isMoreMark, MORE } from './more-mark.ts';
import { dropBlockId, readComment } from './obsidian-marks.ts';
import { Rewriting } from './rewriting.ts';
import { TemplateReader } from './templates.ts';
import { WholeLines } from './whole-lines.ts';
import { hasShortcode, readShortcode } from './wordpress.ts';

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
  /%%|\{[{%#:./=]|=\{|\/>|\s@[a-z]|\{[\w-]+[=}]|<!--|<\/?[A-Z]\w*[a-z.]|^(?:import|export)\s|^\s*(?:@?\[\[?_?toc_?\]\]?|\$\{toc\})|\s\^[\w-]+[ \t]*$|^\^[\w-]+[ \t]*$/im;

const rawElement = /<(pre|code|script|style|textarea|kbd|samp)(?=[\s>])/iy;
const component = /<\/?[A-Z][\w]*(?:\.\w+)*(?=[\s/>])/y;

/** A block of HTML goes on to the next blank line: there has to be one right behind it. */
const asBlock = (text: string): string => (text.startsWith('<figure') ? `${text}\n` : text);

/** One pass over a text, from line to line and within lines from sign to sign. Code is copied, whatever it holds. */
class Cleaner {
  readonly #source: Rewriting;
  readonly #context: CleaningContext;
  readonly #problems: Problem[] = [];
  readonly #spans: CodeSpans;
  readonly #templates: TemplateReader;
  /** The signs at which something may begin; a bracket only in texts that have shortcodes of WordPress. */
  readonly #special: RegExp;
  readonly #foreign = new ForeignTags();
  #hasMore = false;
  readonly #lines: WholeLines;

  constructor(text: string, context: CleaningContext) {
    this.#source = new Rewriting(text);
    this.#lines = new WholeLines(this.#source);
    this.#context = context;
    this.#spans = new CodeSpans(text);
    this.#special = hasShortcode(text) ? /[\\`%{<$\n[]/g : /[\\`%{<$\n]/g;
    this.#templates = new TemplateReader(text, context, (mark, from) => this.#source.find(mark, from));
  }

  run(): CleanedMarkdown {
    const source = this.#source;
    while (!source.isAtEnd) {
      if (source.at === source.lineStart && this.#lines.take()) continue;
      this.#scanLine();
    }
    return { text: source.finish(), problems: this.#problems };
  }

  /** Goes on within a line up to and with its end. */
  #scanLine(): void {
    const source = this.#source;
    this.#special.lastIndex = source.at;
    const match = this.#special.exec(source.text);
    if (!match) {
      dropBlockId(source, source.text.length);
      source.at = source.text.length;
      return;
    }
    source.at = match.index;
    switch (match[0]) {
      case '\n':
        dropBlockId(source, source.at);
        source.nextLine(match.index);
        break;
      case '\\':
        source.at += 2;
        if (source.text[source.at - 1] === '\n') source.nextLine(source.at - 1);
        break;
      case '`':
        source.moveTo(this.#spans.skip(source.at));
        break;
      case '%':
        this.#percent();
        break;
      case '{':
        this.#brace();
        break;
      case '<':
        this.#angle();
        break;
      case '[':
        this.#bracket();
        break;
      default:
        source.moveTo(mathEnd(source.text, source.at) ?? source.at + 1);
    }
  }

  #percent(): void {
    const source = this.#source;
    const start = source.at;
    const isDouble = source.text[start + 1] === '%';
    const comment = isDouble ? readComment(source, start) : undefined;
    if (comment === undefined) source.at += isDouble ? 2 : 1;
    else {
      if (comment.isOpen) this.#problems.push(this.#unclosed(start));
      source.jump(start, comment.end, '');
    }
  }

  #unclosed(at: number): Problem {
    const { text, lineStart } = this.#source;
    let line = this.#context.line;
    for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1))
      line += 1;
    return problem('unclosed-comment', {
      path: this.#context.path,
      line,
      column: at - lineStart + 1,
      message: 'the comment that %% opens here is not closed; the rest of the article is left out with it.',
      hint: 'Write %% where the comment ends.',
    });
  }

  #brace(): void {
    const source = this.#source;
    const start = source.at;
    const next = source.text[start + 1];
    if (next === '{' || next === '%' || next === '#') {
      const piece = this.#templates.read(start, (end) => source.isAlone(start, end));
      if (piece) {
        const text = piece.isBlock ? source.indented(piece.text) : asBlock(piece.text);
        this.#write(start, piece.end, text, piece.isMore ?? false);
        return;
      }
    }
    const comment = next === '/' ? this.#mdxComment(start) : undefined;
    if (comment) {
      this.#write(start, comment.end, '', comment.isMore);
      return;
    }
    const end = next === ':' ? kramdownEnd(source, start) : undefined;
    const listed =
      end ??
      attributeListEnd(source, start) ??
      (this.#lines.isMdx ? expressionEnd(source, start) : undefined);
    if (listed === undefined) source.at += 1;
    else source.jump(start, listed, '');
  }

  /** A comment of MDX: `{/` and `*` … `*` and `/}`. */
  #mdxComment(start: number): { readonly end: number; readonly isMore: boolean } | undefined {
    const source = this.#source;
    const close = source.text[start + 2] === '*' ? source.find('*/}', start + 3) : -1;
    return close < 0
      ? undefined
      : { end: close + 3, isMore: isMoreMark(source.text.slice(start + 3, Math.min(close, start + 120))) };
  }

  #write(start: number, end: number, text: string, isMore: boolean): void {
    this.#source.jump(start, end, isMore ? (this.#hasMore ? '' : MORE) : text);
    this.#hasMore ||= isMore;
  }

  #bracket(): void {
    const source = this.#source;
    const start = source.at;
    const piece = readShortcode(source.text, start, {
      isAlone: (end) => source.isAlone(start, end),
      find: (mark, from) => source.find(mark, from),
    });
    if (piece) source.replace(start, piece.end, asBlock(piece.text));
    else source.at += 1;
  }

  #angle(): void {
    const source = this.#source;
    const start = source.at;
    if (source.text.startsWith('<!--', start)) {
      this.#htmlComment(start);
      return;
    }
    rawElement.lastIndex = start;
    const raw = rawElement.exec(source.text);
    if (raw) {
      const close = source.find(`</${raw[1]!.toLowerCase()}`, start);
      source.moveTo(close < 0 ? start + 1 : close);
      return;
    }
    const foreign = this.#foreign.read(source.text, start);
    if (foreign) {
      source.jump(start, foreign.end, foreign.text);
      return;
    }
    const head = this.#componentHead(start);
    const piece =
      head === undefined
        ? undefined
        : readComponent(source.text, start, head, (end) => source.isAlone(start, end));
    if (piece) {
      if (piece.text !== '' || head?.includes('.')) this.#lines.isMdx = true;
      source.jump(start, piece.end, asBlock(piece.text));
    } else source.at += 1;
  }

  /** `<Name` or `</Name` of a component, not right behind a word. */
  #componentHead(start: number): string | undefined {
    const { text } = this.#source;
    const isWord = /[\da-z]/i.test(text[start - 1] ?? ' ');
    if (isWord || this.#source.find('>', start) < 0) return undefined;
    component.lastIndex = start;
    return component.exec(text)?.[0];
  }

  #htmlComment(start: number): void {
    const source = this.#source;
    const close = source.find('-->', start + 4);
    if (close < 0) {
      source.at += 4;
      return;
    }
    const isMore = isMoreMark(source.text.slice(start + 4, Math.min(close, start + 120)));
    if (isMore) this.#write(start, close + 3, '', true);
    else source.moveTo(close + 3);
  }
}

/**
 * Takes out of a Markdown text, or translates, what Obsidian (`%%comments%%`, block ids), Jekyll and Hexo (Liquid
 * tags), Hugo (shortcodes), kramdown (attribute lists), MDX (imports, components, expressions) and WordPress
 * (shortcodes) understand and no reader of a feed does. Code blocks and code spans stay as they are. The mark at which
 * the summary ends becomes `<!--more-->`, once. Linear in the length of the text.
 */
export const cleanMarkdown = (text: string, context: CleaningContext): CleanedMarkdown =>
  triggers.test(text) || hasShortcode(text) ? new Cleaner(text, context).run() : { text, problems: [] };

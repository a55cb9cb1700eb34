import type { Place } from './yaml.ts';

/** A `key = value`, with the lines that it takes, from 1. */
export interface TomlStatement {
  readonly key: string;
  readonly line: number;
  readonly lastLine: number;
}

/** A TOML text in which every value is a string, an array or a table. */
export interface QuotedToml {
  readonly text: string;
  readonly statements: readonly TomlStatement[];
  /** Values that are bare text and no TOML. */
  readonly repairs: readonly (Place & { readonly change: string })[];
}

/** What may stand bare in TOML: numbers in all notations, dates and times, booleans. */
const bareValue =
  /^(?:true|false|[+-]?(?:inf|nan)|[+-]?[\d_]+(?:\.[\d_]+)?(?:[eE][+-]?[\d_]+)?|0[xob][\da-fA-F_]+|[\d:TtZz .+-]+)$/;

const endOfString = (text: string, start: number): number => {
  const mark = text[start]!;
  const long = text.startsWith(mark.repeat(3), start);
  const close = long ? mark.repeat(3) : mark;
  for (let at = start + close.length; at < text.length; at += 1) {
    if (mark === '"' && text[at] === '\\') at += 1;
    else if (!long && text[at] === '\n') return at;
    else if (text.startsWith(close, at)) {
      let end = at + close.length;
      while (long && end < at + 5 && text[end] === mark) end += 1; // `""""` ends with a quote of the text
      return end;
    }
  }
  return text.length;
};

/** A basic string that says the same. */
const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Walks a TOML text once, from value to value. */
class Scanner {
  readonly source: string;
  readonly parts: string[] = [];
  readonly statements: TomlStatement[] = [];
  readonly repairs: (Place & { change: string })[] = [];
  private copied = 0;
  private at = 0;
  private line = 1;
  private lineStart = 0;

  constructor(source: string) {
    this.source = source;
  }

  private advance(to: number): void {
    for (
      let next = this.source.indexOf('\n', this.at);
      next >= 0 && next < to;
      next = this.source.indexOf('\n', next + 1)
    ) {
      this.line += 1;
      this.lineStart = next + 1;
    }
    this.at = to;
  }

  /** A bare value up to the next separator; within brackets a comma ends it too. */
  private bare(nested: boolean): void {
    const start = this.at;
    let end = start;
    while (end < this.source.length && !(nested ? '\n,]}#' : '\n#').includes(this.source[end]!)) end += 1;
    const value = this.source.slice(start, end).trimEnd();
    if (value !== '') {
      this.parts.push(this.source.slice(this.copied, start), quoted(value));
      this.copied = start + value.length;
      if (!bareValue.test(value.slice(0, 200))) {
        this.repairs.push({
          line: this.line,
          column: start - this.lineStart + 1,
          change: 'the value was put in quotes',
        });
      }
    }
    this.advance(end);
  }

  private skipComment(): void {
    const end = this.source.indexOf('\n', this.at);
    this.advance(end < 0 ? this.source.length : end);
  }

  /** An array or inline table, to its closing bracket. `=` within a table makes the next thing a value. */
  private nested(): void {
    const open: string[] = [];
    let value = true;
    while (this.at < this.source.length) {
      const char = this.source[this.at]!;
      if (char === '#') this.skipComment();
      else if (char === '"' || char === "'") this.advance(endOfString(this.source, this.at));
      else if (char === '[' || char === '{') {
        open.push(char);
        value = char === '[';
        this.advance(this.at + 1);
      } else if (char === ']' || char === '}') {
        open.pop();
        this.advance(this.at + 1);
        if (open.length === 0) return;
        value = false;
      } else if (char === ',') {
        value = open.at(-1) === '[';
        this.advance(this.at + 1);
      } else if (char === '=') {
        value = true;
        this.advance(this.at + 1);
      } else if (/\s/.test(char) || !value) this.advance(this.at + 1);
      else {
        this.bare(true);
        value = false;
      }
    }
  }

  private value(): void {
    while (this.source[this.at] === ' ' || this.source[this.at] === '\t') this.at += 1;
    const char = this.source[this.at];
    if (char === '"' || char === "'") this.advance(endOfString(this.source, this.at));
    else if (char === '[' || char === '{') this.nested();
    else if (char !== undefined && char !== '\n' && char !== '#') this.bare(false);
  }

  /** One line at the top level: a table header, a comment, or `key = value`. */
  statement(): boolean {
    if (this.at >= this.source.length) return false;
    const lineEnd = this.source.indexOf('\n', this.at);
    const end = lineEnd < 0 ? this.source.length : lineEnd;
    const head = this.source.slice(this.at, end);
    const key = /^\s*(?:"[^"]*"|'[^']*'|[^\s=#.[\]"']+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[^\s=#."']+))*\s*=/.exec(
      head.slice(0, 2000),
    )?.[0];
    if (key !== undefined) {
      const line = this.line;
      this.at += key.length;
      this.value();
      this.statements.push({ key: key.slice(0, -1).trim(), line, lastLine: this.line });
    }
    this.skipComment(); // what stands behind the value is the parser's affair
    this.advance(Math.min(this.at + 1, this.source.length));
    return true;
  }

  finish(): string {
    this.parts.push(this.source.slice(this.copied));
    return this.parts.join('');
  }
}

/** Puts every bare value of a TOML text in quotes, so that a parser leaves it as it was written. Linear. */
export const quoteBareValues = (source: string): QuotedToml => {
  const scanner = new Scanner(source);
  while (scanner.statement());
  return { text: scanner.finish(), statements: scanner.statements, repairs: scanner.repairs };
};

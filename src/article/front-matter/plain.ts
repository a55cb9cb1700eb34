import type { FrontMap, FrontValue } from './value.ts';

/** Fields with the place of each value: its line from 0, and its column from 1. */
export interface PlainYaml {
  readonly fields: FrontMap;
  readonly places: ReadonlyMap<string, { readonly line: number; readonly column: number }>;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const DASH = 0x2d;
const COLON = 0x3a;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING = 0x5d;

/** Which of the first 128 characters may stand in a key, begin a plain scalar, and stand in one of a flow list. */
const IN_KEY = 1;
const FIRST = 2;
const IN_LIST = 4;

const classes = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[\w-]/.test(char)) classes[code]! |= IN_KEY;
  if (/[\w.$+/\\();^]/.test(char)) classes[code]! |= FIRST;
  if (/[\w.$+/();^ -]/.test(char)) classes[code]! |= IN_LIST;
}

/** What YAML prints, without surrogates, line separators and BOM: for anything else the parser decides. */
const isUsual = (code: number): boolean =>
  code < 0x7f
    ? code >= SPACE
    : (code >= 0xa0 && code < 0x2028) ||
      (code > 0x2029 && code < 0xd800) ||
      (code >= 0xe000 && code < 0xfeff);

const may = (code: number, set: number): boolean =>
  code < 128 ? (classes[code]! & set) !== 0 : isUsual(code);

const isNull = (text: string): boolean => text === 'null' || text === 'Null' || text === 'NULL';

/** Reads values one after the other. `end` is where the last one ended; every reader gives undefined where it is in doubt. */
class PlainReader {
  readonly source: string;
  end = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Offset of the line's end where nothing but spaces stands before it, else −1. */
  private restOfLine(from: number): number {
    let at = from;
    while (this.source.charCodeAt(at) === SPACE) at += 1;
    return at >= this.source.length || this.source.charCodeAt(at) === NEWLINE ? at : -1;
  }

  /** Text between quotes, without escapes and on one line. */
  private quoted(start: number, quote: number): string | undefined {
    for (let at = start + 1; at < this.source.length; at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === quote) {
        this.end = this.restOfLine(at + 1);
        return this.end < 0 ? undefined : this.source.slice(start + 1, at);
      }
      if (code === BACKSLASH || !isUsual(code)) return undefined;
    }
    return undefined;
  }

  /** Text without quotes up to the line's end; a colon or number sign in it may not look like YAML's. */
  private plain(start: number): string | undefined {
    let last = start;
    let at = start;
    for (; at < this.source.length; at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === NEWLINE) break;
      if (code === SPACE) continue;
      if (code === COLON) {
        const next = this.source.charCodeAt(at + 1);
        if (Number.isNaN(next) || next === SPACE || next === NEWLINE) return undefined;
      } else if ((code === HASH && this.source.charCodeAt(at - 1) === SPACE) || !isUsual(code))
        return undefined;
      last = at;
    }
    this.end = at;
    const text = this.source.slice(start, last + 1);
    return isNull(text) ? undefined : text;
  }

  scalar(start: number): string | undefined {
    const code = this.source.charCodeAt(start);
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(start, code);
    return may(code, FIRST) ? this.plain(start) : undefined;
  }

  /** `[a, b c]` on one line, of words without signs. */
  list(start: number): readonly string[] | undefined {
    const items: string[] = [];
    let from = start + 1;
    for (let at = from; at < this.source.length; at += 1) {
      const code = this.source.charCodeAt(at);
      if (code === COMMA || code === CLOSING) {
        const item = this.source.slice(from, at).trim();
        if (item === '' && code === CLOSING && items.length === 0) return this.closed(at, items);
        if (item === '' || !may(item.charCodeAt(0), FIRST) || isNull(item)) return undefined;
        items.push(item);
        if (code === CLOSING) return this.closed(at, items);
        from = at + 1;
      } else if (!may(code, IN_LIST)) return undefined;
    }
    return undefined;
  }

  private closed(at: number, items: readonly string[]): readonly string[] | undefined {
    this.end = this.restOfLine(at + 1);
    return this.end < 0 ? undefined : items;
  }

  /** `- a` lines, all as far indented as the first; empty where there are none. */
  blockList(from: number): readonly string[] | undefined {
    const items: string[] = [];
    let indent = -1;
    let start = from;
    this.end = from - 1;
    for (;;) {
      let at = start;
      while (this.source.charCodeAt(at) === SPACE) at += 1;
      if (this.source.charCodeAt(at) !== DASH || this.source.charCodeAt(at + 1) !== SPACE) return items;
      if (indent >= 0 && at - start !== indent) return undefined;
      indent = at - start;
      at += 1;
      while (this.source.charCodeAt(at) === SPACE) at += 1;
      const item = this.scalar(at);
      if (item === undefined) return undefined;
      items.push(item);
      start = this.end + 1;
    }
  }
}

/**
 * Reads the YAML that nearly all front matter is written in: words with scalars on one line, `[a, b]`, and lists of
 * scalars one a line. Anything else, and anything doubtful, gives undefined and is a matter for the parser, which reads
 * what is accepted here the same way (a property test holds them together). Written sign by sign, since ten thousand
 * files are read at start.
 */
export const readPlainYaml = (source: string): PlainYaml | undefined => {
  const fields = new Map<string, FrontValue>();
  const places = new Map<string, { line: number; column: number }>();
  const reader = new PlainReader(source);
  let line = 0;
  for (let start = 0; start < source.length; start = reader.end + 1, line += 1) {
    const first = source.charCodeAt(start);
    if (first === NEWLINE || first === HASH) {
      reader.end = first === NEWLINE ? start : source.indexOf('\n', start);
      if (reader.end < 0) break;
      if (first === HASH && /[^\t\n\x20-\x7e]/.test(source.slice(start, reader.end))) return undefined;
      continue;
    }
    let at = start;
    while (source.charCodeAt(at) < 128 && may(source.charCodeAt(at), IN_KEY)) at += 1;
    const key = source.slice(start, at);
    if (
      at === start ||
      first === DASH ||
      (first >= 0x30 && first <= 0x39) ||
      source.charCodeAt(at) !== COLON ||
      fields.has(key)
    )
      return undefined;
    at += 1;
    const afterColon = at;
    while (source.charCodeAt(at) === SPACE) at += 1;
    const code = source.charCodeAt(at);
    places.set(key, { line, column: at - start + 1 });
    if (code === NEWLINE || Number.isNaN(code)) {
      const list = reader.blockList(at + 1);
      if (!list) return undefined;
      fields.set(key, list.length === 0 ? null : list);
      line += list.length;
      if (list.length === 0) reader.end = at;
    } else {
      const value = at === afterColon ? undefined : code === BRACKET ? reader.list(at) : reader.scalar(at);
      if (value === undefined) return undefined;
      fields.set(key, value);
    }
    // a line that is indented goes on with the value above it
    const next = source.charCodeAt(reader.end + 1);
    if (next === SPACE || next === 0x09) return undefined;
  }
  return fields.size > 0 ? { fields, places } : undefined;
};

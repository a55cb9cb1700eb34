import type { FrontMap, FrontValue } from './front-matter-value.ts';

/** What YAML 1.2 doesn't print, and surrogates: such text goes the long way. */
const unusual = /[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
/** A key that is a word, so that it is no quoted, flow or complex key. */
const wordKey = /^[A-Za-z_][\w-]*$/;
/** A plain scalar that begins with a letter or digit and has none of YAML's signs in it. */
const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`~=<][^\t:#[\]{}]*$/;
/** Colons and number signs that YAML takes as text: with something behind, and with something before. */
const plainWithSigns = /^[^\s\-?:,[\]{}#&*!|>'"%@`~=<](?:[^\t:#]|:(?=[^\s])|(?<=[^\s])#)*$/;
const doubleQuoted = /^"([^"\\\t]*)"$/;
const singleQuoted = /^'([^'\t]*)'$/;
const flowList = /^\[([^[\]{}"'#&*!|>%@`:\t]*)\]$/;
const item = /^( *)- +(\S.*)$/;

const isNull = (text: string): boolean => text === 'null' || text === 'Null' || text === 'NULL';

/** The scalar that a text on one line stands for; undefined where it takes a whole parser to tell. */
const readScalar = (text: string): string | undefined => {
  const quoted = text[0] === '"' ? doubleQuoted : text[0] === "'" ? singleQuoted : undefined;
  if (quoted) return quoted.exec(text)?.[1];
  return (plain.test(text) || plainWithSigns.test(text)) && !isNull(text) ? text : undefined;
};

const readFlowList = (text: string): readonly string[] | undefined => {
  const inner = flowList.exec(text)?.[1];
  if (inner === undefined) return undefined;
  if (inner.trim() === '') return [];
  const items = inner.split(',').map((part) => part.trim());
  return items.every((part) => plain.test(part) && !isNull(part)) ? items : undefined;
};

/** Fields with the place of each value: its line from 0, and its column from 1. */
export interface PlainYaml {
  readonly fields: FrontMap;
  readonly places: ReadonlyMap<string, { readonly line: number; readonly column: number }>;
}

/** Offset of a line's value behind `key: `; 0 where the line is no key with a value on it or below it. */
const valueStart = (line: string): number => {
  const colon = line.indexOf(':');
  if (colon <= 0) return 0;
  let at = colon + 1;
  while (line.charCodeAt(at) === 0x20) at += 1;
  return at === colon + 1 && at < line.length ? 0 : at;
};

/**
 * Reads the YAML that nearly all front matter is written in: words with scalars on one line, `[a, b]`, and lists of
 * scalars one a line. Anything else, and anything doubtful, gives undefined and is a matter for the parser, which reads
 * what is accepted here the same way (a property test holds them together).
 */
export const readPlainYaml = (source: string): PlainYaml | undefined => {
  if (unusual.test(source)) return undefined;
  const fields = new Map<string, FrontValue>();
  const places = new Map<string, { line: number; column: number }>();
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line === '' || line.charCodeAt(0) === 0x23) continue;
    const start = valueStart(line);
    const key = line.slice(0, line.indexOf(':'));
    if (start === 0 || !wordKey.test(key) || fields.has(key)) return undefined;
    const text = line.slice(start).trimEnd();
    let value: FrontValue | undefined;
    places.set(key, { line: at, column: text === '' ? 1 : start + 1 });
    if (text === '') {
      const list = readBlockList(lines, at + 1);
      if (!list) return undefined;
      at += list.length;
      value = list.length === 0 ? null : list;
    } else value = text.charCodeAt(0) === 0x5b ? readFlowList(text) : readScalar(text);
    // a line that is indented goes on with the value above it
    const next = lines[at + 1]?.charCodeAt(0);
    if (value === undefined || next === 0x20 || next === 0x09) return undefined;
    fields.set(key, value);
  }
  return fields.size > 0 ? { fields, places } : undefined;
};

/** The items of a list that begins at a line, all as far indented as the first; empty where there is none. */
const readBlockList = (lines: readonly string[], from: number): readonly string[] | undefined => {
  const items: string[] = [];
  let indent: string | undefined;
  for (let at = from; at < lines.length; at += 1) {
    const match = item.exec(lines[at]!);
    if (!match) break;
    indent ??= match[1]!;
    const value = match[1] === indent ? readScalar(match[2]!.trimEnd()) : undefined;
    if (value === undefined || value.includes(': ') || value.endsWith(':')) return undefined;
    items.push(value);
  }
  return items;
};

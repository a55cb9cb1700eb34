import type { Field } from '../article.ts';
import type { FrontMatter } from '../front-matter/front-matter.ts';
import { type FrontMap, type FrontValue, isFrontList, isFrontMap } from '../front-matter/value.ts';
import { type FactName, findAlias, groupKeys, normalizeKey, podcastFacts } from './aliases.ts';

/** One key of the front matter that means something, with the group it stands in. */
export interface FieldEntry {
  readonly key: string;
  readonly group?: string | undefined;
  readonly rank: number;
  readonly value: FrontValue;
}

/** Names within a group count behind all names at the top level. */
const GROUP_RANK = 1000;
/** Keys beyond this are not looked at: a generated block of a hundred thousand keys costs nothing. */
const MAX_KEYS = 2000;
const MAX_ITEMS = 1000;
const NONE: readonly never[] = [];

/** The entries of a front matter by the fact they state, best name first. */
export class FieldIndex {
  private readonly entries = new Map<FactName, FieldEntry[]>();
  private readonly matter: FrontMatter;
  /** Whether any fact of a podcast is stated. */
  isPodcast = false;

  constructor(matter: FrontMatter) {
    this.matter = matter;
    let groups: [string, FrontMap][] | undefined;
    let count = 0;
    for (const [key, value] of matter.fields) {
      count += 1;
      if (count > MAX_KEYS) break;
      this.add(key, value, undefined);
      if (isFrontMap(value) && groupKeys.has(normalizeKey(key))) groups = [...(groups ?? []), [key, value]];
    }
    for (const [group, fields] of groups ?? []) {
      for (const [key, value] of fields) {
        count += 1;
        if (count > MAX_KEYS) return;
        this.add(key, value, group);
      }
    }
  }

  private add(key: string, value: FrontValue, group: string | undefined): void {
    if (value === null || value === '') return;
    const alias = findAlias(key);
    if (!alias) return;
    if (podcastFacts.has(alias.fact)) this.isPodcast = true;
    const entry = { key, group, value, rank: alias.rank + (group === undefined ? 0 : GROUP_RANK) };
    const list = this.entries.get(alias.fact);
    if (!list) this.entries.set(alias.fact, [entry]);
    else {
      const place = list.findIndex(({ rank }) => rank > entry.rank);
      list.splice(place < 0 ? list.length : place, 0, entry);
    }
  }

  /** All entries of a fact, the one that counts first. */
  all(fact: FactName): readonly FieldEntry[] {
    return this.entries.get(fact) ?? NONE;
  }

  /** The first entry of a fact that `read` can use, as a Field. */
  first<T>(
    fact: FactName,
    read: (value: FrontValue, entry: FieldEntry) => T | undefined,
  ): Field<T> | undefined {
    const entries = this.entries.get(fact);
    if (!entries) return undefined; // most facts of most articles
    for (const entry of entries) {
      const value = read(entry.value, entry);
      if (value !== undefined) return this.field(entry, value);
    }
    return undefined;
  }

  /** A Field with the place of the entry's value in the file. */
  field<T>(entry: FieldEntry, value: T): Field<T> {
    const place = this.locate(entry);
    if (place === undefined) return { value, source: 'front-matter' };
    return { value, source: 'front-matter', line: place.line, column: place.column };
  }

  private locate({ key, group }: FieldEntry): { line: number; column: number } | undefined {
    const { source, line, places } = this.matter;
    const known = group === undefined ? places?.get(key) : undefined;
    if (known) return { line: line + known.line, column: known.column };
    const from = group === undefined ? 0 : Math.max(findKey(source, group, 0), 0);
    const at = findKey(source, key, from);
    if (at < 0) return undefined;
    let lines = 0;
    let start = 0;
    for (let next = source.indexOf('\n'); next >= 0 && next < at; next = source.indexOf('\n', next + 1)) {
      lines += 1;
      start = next + 1;
    }
    return { line: line + lines, column: at - start + 1 };
  }
}

const isBefore = (char: string | undefined): boolean => char === undefined || '\n\t "\'{,-['.includes(char);

/** Offset of the value that a key has in the text of a front matter, or of the key where the value is on another line. */
const findKey = (source: string, key: string, from: number): number => {
  for (
    let at = source.indexOf(key, from), tries = 0;
    at >= 0 && tries < 50;
    at = source.indexOf(key, at + 1), tries += 1
  ) {
    let end = at + key.length;
    if (!isBefore(source[at - 1])) continue;
    while (end < source.length && ' \t"\']'.includes(source[end]!)) end += 1;
    if (source[end] !== ':' && source[end] !== '=') {
      if (source[end] === '\n' && source[at - 1] === '[') return at; // a TOML table
      continue;
    }
    end += 1;
    while (source[end] === ' ' || source[end] === '\t') end += 1;
    return source[end] === '\n' || end >= source.length ? at : end;
  }
  return -1;
};

/** White space folded and trimmed; undefined where nothing is left. */
export const foldedText = (value: FrontValue | undefined): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const text = /\s\s|[\t\n\r\f\v\u00a0]/.test(value)
    ? value.replace(/[\s\u00a0]+/g, ' ').trim()
    : value.trim();
  return text === '' ? undefined : text;
};

/** The text as given, without the white space around it. */
export const givenText = (value: FrontValue | undefined): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : undefined;
  return text === '' ? undefined : text;
};

/** `true`, `yes`, `on`, `1` and their opposites; undefined for anything else. */
export const booleanOf = (value: FrontValue | undefined): boolean | undefined => {
  if (typeof value !== 'string' || value.length > 20) return undefined;
  const text = value.trim().toLowerCase();
  if (['true', 'yes', 'on', '1', 'y'].includes(text)) return true;
  if (['false', 'no', 'off', '0', 'n'].includes(text)) return false;
  return undefined;
};

/** The value of a key of a mapping, the keys compared as at the top level; the first of `keys` that has one counts. */
export const lookUp = (map: FrontMap, keys: readonly string[]): FrontValue | undefined => {
  for (const wanted of keys) {
    for (const [key, value] of map) {
      if (value !== null && value !== '' && normalizeKey(key) === wanted) return value;
    }
  }
  return undefined;
};

/** All scalars and mappings of a value, lists within lists opened; at most a thousand, in order. */
export const itemsOf = (value: FrontValue): readonly FrontValue[] => {
  if (!isFrontList(value)) return value === null ? [] : [value];
  if (value.length <= MAX_ITEMS && value.every((item) => typeof item === 'string')) return value;
  const items: FrontValue[] = [];
  const open: { list: readonly FrontValue[]; next: number }[] = [{ list: value, next: 0 }];
  for (let steps = 0; open.length > 0 && steps < MAX_ITEMS; steps += 1) {
    const top = open.at(-1)!;
    const item = top.list[top.next];
    top.next += 1;
    if (item === undefined) open.pop();
    else if (isFrontList(item)) {
      if (open.length < 20) open.push({ list: item, next: 0 });
    } else if (item !== null) items.push(item);
  }
  return items;
};

/** `[[Jane Doe|Jane]]` and `![[a.png]]` of Obsidian, without the brackets and the alias. */
export const withoutBrackets = (text: string): string => {
  const match = /^!?\[\[([^[\]|]+)(?:\|[^[\]]*)?\]\]$/.exec(text);
  return match ? match[1]!.trim() : text;
};

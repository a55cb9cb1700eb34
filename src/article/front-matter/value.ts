/** A value of the front matter: text as it was written, whatever the language it was written in. */
export type FrontValue = string | null | FrontList | FrontMap;
export interface FrontList extends ReadonlyArray<FrontValue> {}
/** Keys as written, in the order of the file. A Map, so that no key (`__proto__`) means anything. */
export interface FrontMap extends ReadonlyMap<string, FrontValue> {}

/** The languages in which tools write front matter; `headers` is Pelican's block of `Key: value` lines. */
export type FrontMatterKind = 'yaml' | 'toml' | 'json' | 'headers';

/** Whether the value is a mapping. */
export const isFrontMap = (value: FrontValue | undefined): value is FrontMap => value instanceof Map;

/** Whether the value is a list. */
export const isFrontList = (value: FrontValue | undefined): value is FrontList => Array.isArray(value);

/** Deeper nesting than any article needs; deeper values are read as absent. */
export const MAX_DEPTH = 64;

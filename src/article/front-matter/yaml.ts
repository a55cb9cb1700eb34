import { lazy } from '../../lazy.ts';
import type * as General from './general-yaml.ts';
import { readPlainYaml } from './plain.ts';
import type { FrontMap } from './value.ts';

/** What most programs write needs no parser at all. */
const general = lazy<typeof General>(import.meta.url, './general-yaml.ts');

/** A place within the front matter, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What reading YAML gave. `repairs` and `duplicates` tell where; `fault` says why nothing could be read. */
export interface FieldsRead {
  readonly fields: FrontMap;
  /** Places of the top-level values where they are known anyway: the line from 0, the column from 1. */
  readonly places?: ReadonlyMap<string, Place> | undefined;
  readonly repairs: readonly (Place & { readonly change: string })[];
  readonly duplicates: readonly (Place & { readonly key: string })[];
  readonly fault?: (Place & { readonly message: string }) | undefined;
}

const NONE: readonly never[] = [];

/**
 * Reads YAML front matter without giving any scalar a type: `2015-09-16 21:52:00`, `0123` and `1.10` stay text.
 * Nothing is executed, aliases share what they name, nesting is bounded. Where the strict parser throws, a forgiving
 * one accepts duplicates (the first counts) and unknown tags; then known slips are repaired line by line, unless
 * `isStrict` says that it is JSON, whose lines can't be judged alone.
 */
export const readYaml = (source: string, { isStrict = false }: { isStrict?: boolean } = {}): FieldsRead => {
  const plain = readPlainYaml(source);
  if (plain) return { fields: plain.fields, places: plain.places, repairs: NONE, duplicates: NONE };
  return general().readGeneralYaml(source, isStrict);
};

import type { TomlError } from 'smol-toml';
import { lazy } from '../../lazy.ts';
import { quoteBareValues } from './toml-values.ts';
import type { FrontMap, FrontValue } from './value.ts';
import { MAX_DEPTH } from './value.ts';
import type { FieldsRead, Place } from './yaml.ts';

const toml = lazy<typeof import('smol-toml')>(import.meta.url, 'smol-toml');

/** Plain objects of the parser to Maps; every scalar is text by now. */
const mapOf = (table: object): FrontMap => {
  const map = new Map<string, FrontValue>();
  for (const key of Object.keys(table)) {
    map.set(key, toValue(Object.getOwnPropertyDescriptor(table, key)?.value as unknown));
  }
  return map;
};

const toValue = (value: unknown): FrontValue => {
  if (Array.isArray(value)) return value.map(toValue);
  if (typeof value === 'object' && value !== null) return mapOf(value);
  return value === null || value === undefined ? null : String(value);
};

const MAX_DUPLICATES = 20;

/** `message` without the excerpt that the parser appends. */
const faultOf = (error: TomlError): Place & { message: string } => ({
  line: error.line,
  column: error.column,
  message: error.message.replace(/^Invalid TOML document: /, '').split('\n', 1)[0]!,
});

/**
 * Reads TOML front matter with every scalar as it was written: a bare number, date or boolean is put in quotes
 * before it is parsed, so `1.10` and `2019-04-09` stay text. What TOML knows no bare value for
 * (`title = Salt roads`) is read as text too, and told of as a repair. A key defined twice counts once, the first.
 */
export const readToml = (source: string): FieldsRead => {
  const { text, statements, repairs } = quoteBareValues(source);
  const duplicates: (Place & { key: string })[] = [];
  let current = text;
  for (;;) {
    try {
      const table = toml().parse(current, { maxDepth: MAX_DEPTH, unsafeKeyBehaviour: 'keep' });
      return { fields: mapOf(table), repairs, duplicates };
    } catch (error) {
      if (!(error instanceof toml().TomlError)) {
        return {
          fields: new Map(),
          repairs: [],
          duplicates: [],
          fault: { line: 1, column: 1, message: 'it is nested too deeply' },
        };
      }
      const fault = faultOf(error);
      const statement = /redefine|already defined|duplicate/i.test(fault.message)
        ? statements.find(({ line, lastLine }) => fault.line >= line && fault.line <= lastLine)
        : undefined;
      if (!statement || duplicates.length >= MAX_DUPLICATES)
        return { fields: new Map(), repairs: [], duplicates: [], fault };
      duplicates.push({ key: statement.key, line: statement.line, column: 1 });
      // blanked, not cut: places stay where they are
      const lines = current.split('\n');
      for (let line = statement.line; line <= statement.lastLine; line += 1) lines[line - 1] = '';
      current = lines.join('\n');
    }
  }
};

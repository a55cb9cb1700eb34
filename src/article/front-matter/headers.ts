import { findAlias } from '../fields/aliases.ts';
import type { FrontValue } from './value.ts';
import type { FieldsRead, Place } from './yaml.ts';

const header = /^[ \t]{0,3}([^\s:][^:\n]{0,80}):[ \t]*(.*)$/;

/**
 * Reads a block of `Key: value` lines as Python-Markdown and MultiMarkdown define it: an indented line continues the
 * value above it, keys know no case. Values are text as it stands, without quotes or types.
 */
export const readHeaders = (source: string): FieldsRead => {
  const fields = new Map<string, FrontValue>();
  const duplicates: (Place & { key: string })[] = [];
  let key: string | undefined;
  for (const [index, line] of source.split('\n').entries()) {
    const match = /^[ \t]{4}/.test(line) ? null : header.exec(line);
    if (match && !(key !== undefined && /^\s/.test(line) && findAlias(match[1]!) === undefined)) {
      key = match[1]!.trim();
      const double = fields.has(key);
      if (double) duplicates.push({ key, line: index + 1, column: 1 });
      else fields.set(key, match[2]!.trim());
      if (double) key = undefined;
    } else if (key !== undefined && line.trim() !== '') {
      const above = fields.get(key);
      fields.set(key, `${typeof above === 'string' ? above : ''}\n${line.trim()}`.trimStart());
    }
  }
  return { fields, repairs: [], duplicates };
};

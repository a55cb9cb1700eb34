import { z } from 'zod';
import { descriptions } from './descriptions.ts';
import { siteSchema } from './schema.ts';

/** A JSON Schema, as far as it is looked at here. */
interface Schema {
  description?: string;
  examples?: readonly unknown[];
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

/** `Text` says nothing that the type does not say. */
const withoutDescriptions = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
};

/** What a key is filled in with, as it would be written; undefined where nothing is. */
const defaultAt = (path: string): unknown => {
  const value = path
    .split('.')
    .reduce<unknown>(
      (found, key) => (found as Readonly<Record<string, unknown>> | undefined)?.[key],
      siteSchema.parse({}),
    );
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'object' ? undefined : value;
};

const describeKeys = (schema: Schema, prefix: string): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, value]) => {
      const known = descriptions[prefix + key];
      const inner = value.properties ? describeKeys(value, `${prefix + key}.`) : value;
      if (!known) return [key, inner];
      const filled = defaultAt(prefix + key);
      const standard = inner.default === undefined && filled !== undefined ? { default: filled } : {};
      return [key, { description: known.says, ...standard, ...inner, examples: known.examples }];
    }),
  ),
});

/**
 * The JSON Schema (draft 2020-12) of `site.yaml`, for editors: made from the schema that the settings are checked by,
 * so that the keys stand in one place. `schema/site.schema.json` is its text.
 */
export const siteJsonSchema = (): Readonly<Record<string, unknown>> => {
  const schema = withoutDescriptions(
    z.toJSONSchema(siteSchema, { io: 'input', unrepresentable: 'any' }),
  ) as Schema;
  const { $schema, ...rest } = describeKeys(schema, '');
  return { $schema, title: 'Settings of Dateline (site.yaml)', ...rest };
};

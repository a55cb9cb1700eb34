import { type core, z } from 'zod';
import { nearest } from './nearest.ts';
import { siteSchema } from './schema.ts';

/** Where a fault of the settings lies: the key's path, and line and column where the settings came as text. */
export type Locate = (keys: readonly PropertyKey[]) => string;

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The keys that the settings know below `keys`, read off the schema, so that the list stands in one place. */
const knownKeysAt = (keys: readonly PropertyKey[]): string[] => {
  const root: JsonSchema = z.toJSONSchema(siteSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const step = (schema: JsonSchema, key: PropertyKey): JsonSchema[] => {
    const alternatives = [schema, ...(schema.anyOf ?? [])];
    return typeof key === 'number'
      ? alternatives.flatMap((one) => (one.items ? [one.items] : [one]))
      : alternatives.flatMap((one) => one.properties?.[String(key)] ?? []);
  };
  const found = keys.reduce<JsonSchema[]>(
    (schemas, key) => schemas.flatMap((schema) => step(schema, key)),
    [root],
  );
  return found
    .flatMap((schema) => [schema, ...(schema.anyOf ?? [])])
    .flatMap((schema) => Object.keys(schema.properties ?? {}));
};

/** Longest value that is shown whole. */
const LONGEST = 80;

const shown = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `“${String(value).slice(0, LONGEST)}”`
    : undefined;

/** `feeds.entries: “many” must be a whole number …` */
const sentence = (keys: readonly PropertyKey[], value: unknown, says: string): string => {
  const quoted = shown(value);
  return `${keys.join('.')}${quoted === undefined ? '' : `: ${quoted}`} ${says}`;
};

/** What stands in a place that keys of their own are wanted in. */
const wantedKeys = (keys: readonly PropertyKey[]): string => {
  const known = knownKeysAt(keys);
  return known.length > 0
    ? `must have keys of its own: ${known.join(', ')}`
    : 'must be keys and values, such as { /old: /new }';
};

/** Of the alternatives that all fail, the fault of the one that came furthest says best what is wrong. */
const furthest = (errors: readonly (readonly core.$ZodIssue[])[]): core.$ZodIssue | undefined =>
  errors
    .flat()
    .sort(
      (a, b) => b.path.length - a.path.length || Number(b.code === 'custom') - Number(a.code === 'custom'),
    )[0];

/** The value at `keys` of the settings as they came. */
const valueAt = (settings: unknown, keys: readonly PropertyKey[]): unknown =>
  keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    settings,
  );

/** A line for a fault of `settings`: place, key, value, what is wrong and, where it can be told, what is meant. */
export const describeIssue = (issue: core.$ZodIssue, settings: unknown, locate: Locate): string => {
  const { path } = issue;
  const place = locate(path);
  const input = valueAt(settings, path);
  const describeNested = (nested: core.$ZodIssue, keys: readonly PropertyKey[]): string =>
    describeIssue({ ...nested, path: [...keys] } as core.$ZodIssue, settings, locate);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? '';
      const guess = nearest(key, knownKeysAt(path));
      const known = guess ? `Did you mean ${guess}?` : `Known keys: ${knownKeysAt(path).join(', ')}.`;
      return `${locate([...path, key])}: unknown key ${key}. ${known}`;
    }
    case 'invalid_union': {
      const nested = furthest(issue.errors);
      const isSaying =
        nested && (nested.path.length > 0 || nested.code === 'custom' || nested.code === 'invalid_value');
      if (isSaying) return describeNested(nested, [...path, ...nested.path]);
      return `${place}: ${sentence(path, input, issue.message === 'Invalid input' ? 'cannot be used' : issue.message)}`;
    }
    case 'invalid_key':
      return `${place}: ${path.join('.')} ${issue.issues[0]?.message ?? issue.message}`;
    case 'invalid_value':
      return `${place}: ${sentence(path, input, `must be ${issue.values.map(String).join(' or ')}`)}`;
    case 'invalid_type': {
      const isOwn = issue.message.startsWith('Invalid input');
      const wanted =
        issue.expected === 'object' || issue.expected === 'record' ? wantedKeys(path) : issue.message;
      return `${place}: ${sentence(path, input, isOwn ? wanted : issue.message)}`;
    }
    default:
      return `${place}: ${sentence(path, input, issue.message)}`;
  }
};

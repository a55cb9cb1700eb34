import { defineMappingTag, FAILSAFE_SCHEMA, load, mergeTag, nullCoreTag, type YAMLException } from 'js-yaml';
import type { LineCounter, Node, YAMLMap } from 'yaml';
import { lazy } from '../../lazy.ts';
import { repairLine } from './repair.ts';
import { type FrontMap, type FrontValue, isFrontMap, MAX_DEPTH } from './value.ts';
import type { FieldsRead, Place } from './yaml.ts';

/** The parser that survives errors: seventy modules, which few files need. */
const forgiving = lazy<typeof import('yaml')>(import.meta.url, 'yaml');

const keyText = (key: unknown): string => (typeof key === 'string' ? key : String(key));

/** Mappings become Maps: no key touches a prototype, and `has` of a duplicate makes the parser throw. */
const mapTag = defineMappingTag('tag:yaml.org,2002:map', {
  create: (): Map<string, unknown> => new Map(),
  addPair: (map, key, value) => {
    map.set(keyText(key), value);
    return '';
  },
  has: (map, key) => map.has(keyText(key)),
  keys: (map) => map.keys(),
  get: (map, key) => map.get(keyText(key)),
  identify: () => false,
});

/** The failsafe schema: every scalar stays as written; only a bare `null`, `~` or nothing is none. */
const schema = FAILSAFE_SCHEMA.withTags(nullCoreTag, mergeTag, mapTag);

const EMPTY: FrontMap = new Map();
const NONE: readonly never[] = [];
const MAX_REPAIRS = 20;
/** The thorough parser builds a node for every value; a larger block than this is refused instead. */
const MAX_THOROUGH = 400_000;

const loadFast = (source: string): FrontMap | undefined => {
  const value = load(source, { schema, maxDepth: MAX_DEPTH }) as FrontValue | undefined;
  return isFrontMap(value) ? value : undefined;
};

type Failure = Place & { readonly message: string };

const failureOf = (error: unknown): Failure => {
  const { mark, reason } = error as Partial<YAMLException>;
  return {
    line: (mark?.line ?? 0) + 1,
    column: (mark?.column ?? 0) + 1,
    message: reason ?? 'it cannot be read',
  };
};

/** A scalar as written; bare nulls become null, as in the fast way. */
const scalarOf = (node: Node): FrontValue => {
  if (!forgiving().isScalar(node)) return null;
  const value = node.value;
  if (node.type === 'PLAIN' && (value === '' || value === '~' || /^(?:null|Null|NULL)$/.test(String(value))))
    return null;
  return value === null || value === undefined ? null : String(value);
};

interface Walk {
  readonly counter: LineCounter;
  readonly duplicates: (Place & { key: string })[];
  readonly resolve: (node: Node) => Node | undefined;
  nodes: number;
}

const MAX_NODES = 20_000;

const toValue = (given: unknown, walk: Walk, depth: number): FrontValue => {
  const { isAlias, isMap, isSeq } = forgiving();
  let node = given as Node | null | undefined;
  walk.nodes += 1;
  if (node && isAlias(node)) node = walk.resolve(node);
  if (!node || depth > MAX_DEPTH || walk.nodes > MAX_NODES) return null;
  if (isMap(node)) return mapOf(node, walk, depth);
  if (isSeq(node)) return node.items.map((item) => toValue(item, walk, depth + 1));
  return scalarOf(node);
};

const mapOf = (node: YAMLMap, walk: Walk, depth: number): FrontMap => {
  const map = new Map<string, FrontValue>();
  for (const { key, value } of node.items) {
    const name = keyText(forgiving().isScalar(key) ? key.value : '');
    if (map.has(name)) {
      const { line, col } = walk.counter.linePos((key as Node).range?.[0] ?? 0);
      walk.duplicates.push({ key: name, line, column: col });
    } else map.set(name, toValue(value, walk, depth + 1));
  }
  return map;
};

/** Reads with the parser that survives duplicates and unknown tags; undefined where it finds errors too. */
const loadThorough = (source: string): Pick<FieldsRead, 'fields' | 'duplicates'> | undefined => {
  if (source.length > MAX_THOROUGH) return undefined;
  const { isAlias, isMap, LineCounter, parseDocument } = forgiving();
  const counter = new LineCounter();
  const document = parseDocument(source, {
    schema: 'failsafe',
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    lineCounter: counter,
    prettyErrors: false,
  });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const walk: Walk = {
    counter,
    duplicates: [],
    nodes: 0,
    resolve: (alias) => (isAlias(alias) ? alias.resolve(document) : undefined),
  };
  return { fields: mapOf(document.contents as YAMLMap, walk, 0), duplicates: walk.duplicates };
};

const tryThorough = (source: string): Pick<FieldsRead, 'fields' | 'duplicates'> | undefined => {
  try {
    return loadThorough(source);
  } catch {
    return undefined; // its depth is bounded by its own stack only
  }
};

/** Parses, and while that fails repairs the line at fault or the nearest one above it that can be repaired. */
const loadRepaired = (source: string, first: Failure): FieldsRead => {
  const lines = source.split('\n');
  const repairs: (Place & { change: string })[] = [];
  let failure = first;
  for (let round = 0; round < MAX_REPAIRS; round += 1) {
    const repair = repairLine(lines, failure.line - 1, failure.message);
    if (!repair) break;
    lines[repair.index] = repair.text;
    const line = repair.index + 1;
    // A line that is mended twice is told once, by what was done first.
    if (!repairs.some((other) => other.line === line))
      repairs.push({ line, column: repair.column, change: repair.change });
    const repaired = lines.join('\n');
    try {
      return { fields: loadFast(repaired) ?? EMPTY, repairs, duplicates: [] };
    } catch (error) {
      const next = failureOf(error);
      const thorough = next.message.startsWith('duplicated') ? tryThorough(repaired) : undefined;
      if (thorough) return { ...thorough, repairs };
      failure = next;
    }
  }
  return { fields: EMPTY, repairs: [], duplicates: [], fault: failure };
};

/**
 * Reads YAML of any kind as `readYaml` has it: with the strict parser, with the forgiving one, and after repairs unless
 * `isStrict`.
 */
export const readGeneralYaml = (source: string, isStrict: boolean): FieldsRead => {
  try {
    const fields = loadFast(source);
    if (fields) return { fields, repairs: [], duplicates: [] };
    return {
      fields: EMPTY,
      repairs: [],
      duplicates: [],
      fault: { line: 1, column: 1, message: 'it is no list of keys and values' },
    };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.message.startsWith('expected a document'))
      return { fields: EMPTY, repairs: [], duplicates: [] };
    const thorough = failure.message.includes('maxDepth') ? undefined : tryThorough(source);
    if (thorough) return { ...thorough, repairs: NONE };
    return isStrict
      ? { fields: EMPTY, repairs: NONE, duplicates: NONE, fault: failure }
      : loadRepaired(source, failure);
  }
};

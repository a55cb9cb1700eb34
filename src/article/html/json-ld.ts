/** An object of JSON-LD. */
export type JsonNode = { readonly [key: string]: unknown };

const MOST_NODES = 3_000;
const MOST_DEPTH = 16;

/** Values of these keys are other works, not the page's article. */
const OTHERS = new Set([
  'comment',
  'comments',
  'review',
  'reviews',
  'citation',
  'relatedlink',
  'itemlistelement',
  'haspart',
  'ispartof',
  'isbasedon',
  'mentions',
  'about',
  'backstory',
  'significantlink',
  'subjectof',
]);

/** Reads one JSON-LD script, repairing what pages often get wrong; undefined where it can't be read. */
export const parseJsonLd = (text: string): unknown => {
  const bare = unwrap(text);
  for (const attempt of [bare, escapeControls(bare), repair(escapeControls(bare))]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // the next repair may help
    }
  }
  return undefined;
};

/** Without the comment, CDATA or variable that it is wrapped in, and a semicolon behind. */
const unwrap = (text: string): string => {
  let bare = text.replace(/^\ufeff/u, '').trim();
  const begins = /^(?:\/\/\s*)?(?:<!--|(?:\/\*\s*)?<!\[CDATA\[(?:\s*\*\/)?)/u.exec(bare);
  if (begins) bare = bare.slice(begins[0].length);
  bare = bare.replace(/(?:\/\/\s*|\/\*\s*)?(?:-->|\]\]>)(?:\s*\*\/)?\s*$/u, '').trim();
  bare = bare.replace(/;\s*$/u, '');
  // A script that was escaped once too often.
  return /^[[{]\s*&quot;/u.test(bare) ? bare.replaceAll('&quot;', '"').replaceAll('&amp;', '&') : bare;
};

/** Raw line ends, tabs and other controls inside strings become escapes. */
const escapeControls = (text: string): string =>
  mapJson(text, (character, inString) =>
    inString && character < ' '
      ? character === '\n'
        ? '\\n'
        : character === '\t'
          ? '\\t'
          : character === '\r'
            ? ''
            : ' '
      : character,
  );

/** Walks through JSON text and tells for each character whether it stands in a string. */
const mapJson = (text: string, map: (character: string, inString: boolean) => string): string => {
  let out = '';
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (inString && character === '\\') {
      const next = text[index + 1] ?? '';
      // An escape that JSON doesn't know is the character itself.
      out += /["\\/bfnrtu]/u.test(next) ? character + next : next;
      index++;
    } else {
      if (character === '"') inString = !inString;
      out += character === '"' ? character : map(character, inString);
    }
  }
  return out;
};

/** Comments and trailing commas outside strings go; objects that merely follow one another become a list. */
const repair = (text: string): string => {
  const strings: string[] = [];
  let bare = '';
  let from = -1;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (from >= 0) {
      if (character === '\\') index++;
      else if (character === '"') {
        strings.push(text.slice(from, index + 1));
        bare += '\u0001';
        from = -1;
      }
    } else if (character === '"') from = index;
    else if (character === '/' && (text[index + 1] === '*' || text[index + 1] === '/')) {
      const end = text[index + 1] === '*' ? text.indexOf('*/', index) + 1 : text.indexOf('\n', index);
      index = end > index ? end : text.length;
    } else if (character !== '\u0001') bare += character;
  }
  bare = bare
    .replace(/,(?=\s*[}\]])/gu, '')
    .replace(/,\s*$/u, '')
    .replace(/\}\s*\{/gu, '},{')
    .replace(/\b(?:undefined|NaN)\b/gu, 'null');
  if (/^\s*\{[\s\S]*\},\{/u.test(bare) && isFlatList(bare)) bare = `[${bare}]`;
  let at = 0;
  return bare.replaceAll('\u0001', () => strings[at++] ?? '""');
};

/** Whether the outermost braces close before the end: several objects, not one. */
const isFlatList = (text: string): boolean => {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index < text.length - 1;
  }
  return false;
};

const isNode = (value: unknown): value is JsonNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of the scripts, breadth first, without what belongs to comments, lists and other works. */
export const jsonNodes = (roots: readonly unknown[]): JsonNode[] => {
  const nodes: JsonNode[] = [];
  let level: unknown[] = [...roots];
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (Array.isArray(value)) next.push(...value.slice(0, MOST_NODES));
      else if (isNode(value)) {
        nodes.push(value);
        if (nodes.length >= MOST_NODES) return nodes;
        for (const [key, child] of Object.entries(value)) {
          if (typeof child === 'object' && child !== null && !OTHERS.has(key.toLowerCase())) next.push(child);
        }
      }
    }
    level = next.slice(0, MOST_NODES);
  }
  return nodes;
};

/** The names of a node's types, without their vocabulary. */
export const typesOf = (node: JsonNode): string[] =>
  list(node['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/:#]/u, ''));

/** The value as a list: absent is empty, one is a list of one. */
export const list = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The first text in a value: a string, a number, or an object's `@value`. */
export const firstText = (value: unknown): string | undefined => {
  for (const item of list(value)) {
    if (typeof item === 'string' && item.trim() !== '') return item.trim();
    if (typeof item === 'number') return String(item);
    if (isNode(item) && typeof item['@value'] === 'string') return item['@value'].trim();
  }
  return undefined;
};

/** The first address in a value: a string, or an object's `url`, `contentUrl` or `@id`. */
export const firstUrl = (value: unknown): string | undefined => {
  for (const item of list(value)) {
    if (typeof item === 'string' && item.trim() !== '') return item.trim();
    if (isNode(item)) {
      const url = firstText(item.url) ?? firstText(item.contentUrl) ?? firstText(item['@id']);
      if (url !== undefined) return url;
    }
  }
  return undefined;
};

/** Nodes by their `@id`, to follow references such as `"author": {"@id": "#jane"}`. */
export const nodesById = (nodes: readonly JsonNode[]): ReadonlyMap<string, JsonNode> => {
  const map = new Map<string, JsonNode>();
  for (const node of nodes) {
    const id = node['@id'];
    if (typeof id === 'string' && Object.keys(node).length > 1 && !map.has(id)) map.set(id, node);
  }
  return map;
};

/** The node that a value refers to, or is. */
export const resolve = (value: unknown, byId: ReadonlyMap<string, JsonNode>): JsonNode | undefined => {
  if (!isNode(value)) return undefined;
  const id = value['@id'];
  const own = firstText(value.name) !== undefined;
  return !own && typeof id === 'string' ? (byId.get(id) ?? value) : value;
};

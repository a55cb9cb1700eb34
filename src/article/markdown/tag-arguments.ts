/** The arguments of a shortcode, Liquid tag or component: `key="value"` pairs and what stands bare. */
export interface TagArguments {
  readonly positional: readonly string[];
  /** Keys in lower case. */
  readonly named: ReadonlyMap<string, string>;
}

const key = /([A-Za-z_][\w:.-]{0,60})\s{0,3}[=:]\s{0,3}(?=\S)/y;
const bare = /[^\s"'`,]+/y;

const QUOTES = '"\'`“';

/** Reads a quoted text at `at`: its content and the offset behind it. */
const quotedAt = (source: string, at: number): { value: string; end: number } => {
  const close = source[at] === '“' ? '”' : source[at]!;
  let value = '';
  for (let next = at + 1; next < source.length; next += 1) {
    const char = source[next]!;
    if (char === '\\' && close !== '`' && next + 1 < source.length) {
      next += 1;
      value += source[next];
    } else if (char === close) return { value, end: next + 1 };
    else value += char;
  }
  return { value, end: source.length };
};

/** Reads `{…}` of a component at `at`: a text within it counts, an expression is left out. */
const bracedAt = (source: string, at: number): { value: string; end: number } => {
  let depth = 0;
  for (let next = at; next < source.length; next += 1) {
    if (source[next] === '{') depth += 1;
    else if (source[next] === '}') {
      depth -= 1;
      if (depth > 0) continue;
      const inner = source.slice(at + 1, next).trim();
      const text = /^(["'`])([^"'`]*)\1$/.exec(inner);
      return { value: text ? text[2]! : /^\d+$/.test(inner) ? inner : '', end: next + 1 };
    }
  }
  return { value: '', end: source.length };
};

/** Reads the arguments of a tag. Never fails: what makes no sense stands among the positional ones. */
export const readArguments = (source: string): TagArguments => {
  const positional: string[] = [];
  const named = new Map<string, string>();
  let at = 0;
  const valueAt = (from: number): { value: string; end: number } => {
    if (QUOTES.includes(source[from]!)) return quotedAt(source, from);
    if (source[from] === '{') return bracedAt(source, from);
    bare.lastIndex = from;
    const match = bare.exec(source);
    return match ? { value: match[0], end: bare.lastIndex } : { value: '', end: from + 1 };
  };
  while (at < source.length) {
    if (/[\s,]/.test(source[at]!)) {
      at += 1;
      continue;
    }
    key.lastIndex = at;
    const name = key.exec(source);
    // `https://…` is no key
    const isKey =
      name !== null && !(name[0].trimEnd().endsWith(':') && source.startsWith('//', key.lastIndex));
    const { value, end } = valueAt(isKey ? key.lastIndex : at);
    if (isKey) {
      if (!named.has(name[1]!.toLowerCase())) named.set(name[1]!.toLowerCase(), value);
    } else if (value !== '') positional.push(value);
    at = Math.max(end, at + 1);
  }
  return { positional, named };
};

/** The first of the names that has a value. */
export const named = ({ named: map }: TagArguments, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = map.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
};

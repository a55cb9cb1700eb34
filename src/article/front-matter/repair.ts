/** A line of YAML as it was probably meant. */
export interface LineRepair {
  /** Index of the line, from 0. */
  readonly index: number;
  readonly text: string;
  /** Column of the value, from 1. */
  readonly column: number;
  /** What was done, in words for the warning. */
  readonly change: string;
}

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** `"Ropes" and other "words"`: the first quote is closed by the second, which stands behind a word and before none. */
const closesEarly = (value: string, mark: string): boolean => {
  const second = value.indexOf(mark, 1);
  return (
    second < value.length - 1 &&
    /\S/.test(value[second - 1] ?? ' ') &&
    /[\s,;.!?]/.test(value[second + 1] ?? '')
  );
};

/** Takes one pair of quotes off that stand around the whole value, even where more of them stand inside. */
const unwrap = (value: string): string => {
  const last = value.at(-1);
  const first = value[0];
  if (value.length > 1 && (first === '"' || first === "'") && last === first && !closesEarly(value, first))
    return value.slice(1, -1).replaceAll('\\"', '"');
  if (value.length > 1 && first === '“' && last === '”') return value.slice(1, -1);
  // a quote that nothing closes; one that is closed further on belongs to the text
  return (first === '"' || first === "'") && !value.includes(first, 1) ? value.slice(1) : value;
};

/** Whether the value is complete as a quoted scalar, a block scalar's head or a flow collection. */
const isSound = (value: string): boolean => {
  if (/^[|>][+-]?\d?[+-]?(?:\s+#.*)?$/.test(value)) return true;
  if (/^'(?:[^']|'')*'(?:\s+#.*)?$/.test(value)) return true;
  if (/^"(?:[^"\\]|\\[0abtnvfre "/\\N_LPxuU])*"(?:\s+#.*)?$/.test(value)) return true;
  if (/^[&!*][\w!./-]*$/.test(value)) return true;
  return /^\[[^[\]]*\](?:\s+#.*)?$|^\{[^{}]*\}(?:\s+#.*)?$/.test(value);
};

/** Whether a bare value holds what YAML takes for its own. */
const isTroublesome = (value: string): boolean =>
  /:(?:\s|$)/.test(value) || /^["'[\]{}>|&*!%@`,“]/.test(value) || /^[-?]\s/.test(value);

const entry = /^(\s*(?:- +)?(?:"[^"]*"|'[^']*'|[^\s:#"'[\]{},][^:]{0,100}?):)([ \t]*)(.*)$/;
const item = /^(\s*- )([ \t]*)(.*)$/;

const repairValue = (line: string, index: number): LineRepair | undefined => {
  const match = entry.exec(line) ?? item.exec(line);
  if (!match) return undefined;
  const [, head = '', , rest = ''] = match;
  const value = rest.trim();
  if (value === '' || isSound(value) || !isTroublesome(value)) return undefined;
  const gap = head.endsWith(' ') ? '' : ' ';
  const isOpenList = value.startsWith('[') && !/[\]:"']/.test(value) && value.includes(',');
  return {
    index,
    text: `${head}${gap}${isOpenList ? `${value}]` : quote(unwrap(value))}`,
    column: line.length - rest.length + 1,
    change: isOpenList ? 'the list was closed' : 'the value was put in quotes',
  };
};

const repairTabs = (line: string, index: number): LineRepair | undefined => {
  const lead = /^[ \t]*/.exec(line)![0];
  if (!lead.includes('\t')) return undefined;
  return {
    index,
    text: lead.replaceAll('\t', '  ') + line.slice(lead.length),
    column: 1,
    change: 'tabs were written as spaces',
  };
};

/** `title:Foo`, as someone writes who does not know that YAML wants a space. */
const repairSpace = (line: string, index: number): LineRepair | undefined => {
  const match = /^(\s*[A-Za-z_][\w-]{0,40}:)([^\s/:].*)$/.exec(line);
  if (!match) return undefined;
  const value = match[2]!.trim();
  const text = isTroublesome(value) && !isSound(value) ? quote(unwrap(value)) : value;
  return {
    index,
    text: `${match[1]} ${text}`,
    column: match[1]!.length + 1,
    change: 'a space was put behind the colon',
  };
};

/** A key that stands deeper than the plain value above it allows. */
const repairIndent = (lines: readonly string[], index: number): LineRepair | undefined => {
  const line = lines[index]!;
  const lead = /^ +(?=[A-Za-z_][\w -]{0,40}:(?:\s|$))/.exec(line)?.[0];
  if (lead === undefined) return undefined;
  let above = index - 1;
  while (above >= 0 && lines[above]!.trim() === '') above -= 1;
  const wanted = above < 0 ? '' : /^ */.exec(lines[above]!)![0];
  if (wanted.length >= lead.length) return undefined;
  return {
    index,
    text: wanted + line.slice(lead.length),
    column: 1,
    change: 'the indentation was made even',
  };
};

/** The quote that a value opens and does not close on its line. */
const openQuote = (line: string): string | undefined => {
  const match = /^(?:- +)?[A-Za-z_][\w -]{0,60}:[ \t]+(['"])(.*)$/.exec(line);
  if (!match) return undefined;
  const [, mark = '', rest = ''] = match;
  return rest.replaceAll(mark === '"' ? '\\"' : "''", '').includes(mark) ? undefined : mark;
};

/** Lines of a quoted text are not looked for beyond this. */
const LONGEST_QUOTE = 100;

/**
 * A quoted text that goes on at the margin, which Go's and Ruby's parsers take and the specification does not: its
 * first such line is indented. Only where it is closed at the end of a line and no line of it looks like a key.
 */
const repairQuoted = (lines: readonly string[]): LineRepair | undefined => {
  for (let start = 0; start < Math.min(lines.length, 1000); start += 1) {
    const mark = lines[start]!.length > 20_000 ? undefined : openQuote(lines[start]!);
    if (mark === undefined) continue;
    const rest = lines.slice(start + 1, start + 1 + LONGEST_QUOTE);
    const key = rest.findIndex((line) => /^\s*(?:- +)?[A-Za-z_][\w -]{0,60}:(?:\s|$)/.test(line));
    const close = rest.findIndex((line) => line.trimEnd().endsWith(mark));
    if (close < 0 || (key >= 0 && key <= close)) continue;
    const index = rest.slice(0, close + 1).findIndex((line) => /^\S/.test(line));
    if (index < 0) continue;
    const text = `  ${rest[index]}`;
    return { index: start + 1 + index, text, column: 1, change: 'the text in quotes was indented' };
  }
  return undefined;
};

const repairAt = (lines: readonly string[], index: number): LineRepair | undefined => {
  const line = lines[index];
  if (line === undefined || line.length > 20_000 || line.trim() === '') return undefined;
  return repairTabs(line, index) ?? repairValue(line, index) ?? repairSpace(line, index);
};

/** How far above the place of an error its cause is looked for. */
const REACH = 30;

/**
 * Repairs the line at which a YAML parser failed, or the nearest one above it that has a known slip: an unquoted
 * colon or special sign, quotes within quotes, a quoted text that goes on at the margin, tabs, no space behind the colon, uneven indentation. An unclosed
 * quote is told of at the end of the block, so the whole block is looked through then. Undefined where there is
 * nothing that it knows how to repair.
 */
export const repairLine = (lines: readonly string[], at: number, message: string): LineRepair | undefined => {
  const last = Math.min(at, lines.length - 1);
  const quoted = repairQuoted(lines);
  if (quoted) return quoted;
  if (message.includes('indentation') && lines[last] !== undefined) {
    const repair =
      repairTabs(lines[last], last) ?? repairValue(lines[last], last) ?? repairIndent(lines, last);
    if (repair) return repair;
  }
  for (let index = last; index >= Math.max(0, last - REACH); index -= 1) {
    const repair = repairAt(lines, index);
    if (repair) return repair;
  }
  for (let index = 0; index < Math.min(lines.length, 1000); index += 1) {
    const repair =
      repairAt(lines, index) ?? (lines[index]!.length < 20_000 ? repairIndent(lines, index) : undefined);
    if (repair) return repair;
  }
  return undefined;
};

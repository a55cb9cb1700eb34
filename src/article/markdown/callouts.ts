import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';

const marker = /^\[!([\w-]{1,40})(?:\|[^\]\n]{0,100})?\][+-]?[ \t]*([^\n]*)(?:\n|$)/;

/** `tip` reads `Tip`; names of several words are split. */
const nameOf = (type: string): string => {
  const words = type.toLowerCase().replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type Make = (type: string, tag: string, nesting: 1 | 0 | -1) => Token;

/** A paragraph with the title in bold letters. */
const titleTokens = (title: string, make: Make, map: [number, number] | null): Token[] => {
  const open = make('paragraph_open', 'p', 1);
  const inline = make('inline', '', 0);
  inline.content = title;
  inline.map = map;
  inline.children = [];
  inline.meta = { strong: true };
  return [open, inline, make('paragraph_close', 'p', -1)];
};

/** `> [!tip] Title` of Obsidian and GitHub: a quotation that begins with its title. `+` and `-` (folding) say nothing in a feed. */
const callouts = (state: StateCore): void => {
  const make: Make = (type, tag, nesting) => new state.Token(type, tag, nesting);
  const tokens: Token[] = [];
  for (let at = 0; at < state.tokens.length; at += 1) {
    const token = state.tokens[at]!;
    tokens.push(token);
    const inline = state.tokens[at + 2];
    if (
      token.type !== 'blockquote_open' ||
      state.tokens[at + 1]?.type !== 'paragraph_open' ||
      inline?.type !== 'inline'
    )
      continue;
    const match = marker.exec(inline.content);
    if (!match) continue;
    tokens.push(...titleTokens(match[2]!.trim() || nameOf(match[1]!), make, inline.map));
    const rest = inline.content.slice(match[0].length);
    if (rest === '') at += 3;
    else inline.content = rest;
  }
  state.tokens = tokens;
};

const boldTitles = (state: StateCore): void => {
  for (const token of state.tokens) {
    if (token.type !== 'inline' || !(token.meta as { strong?: boolean } | null)?.strong) continue;
    const open = new state.Token('strong_open', 'strong', 1);
    const close = new state.Token('strong_close', 'strong', -1);
    token.children = [open, ...(token.children ?? []), close];
  }
};

/** Names that make an admonition; a container of any other name only groups what it holds. */
const admonitions = new Set(
  'note tip info caution danger warning important success question failure bug example quote abstract summary tldr hint attention error details check help faq seealso todo notice primary secondary theorem proof definition'.split(
    ' ',
  ),
);

interface Opening {
  readonly type: string;
  readonly title: string;
}

const readOpening = (info: string): Opening | undefined => {
  const match = /^\s{0,9}\{?\s{0,3}\.?([A-Za-z][\w-]{0,40})\}?(.*)$/.exec(info);
  if (!match) return undefined;
  const rest = match[2]!.trim();
  const title =
    /^\[([^\]]{0,300})\]/.exec(rest)?.[1] ??
    /title="([^"]{0,300})"/.exec(rest)?.[1] ??
    rest.replace(/\{[^}]{0,300}\}/g, '');
  return { type: match[1]!, title: title.trim().replace(/^["“](.*)["”]$/, '$1') };
};

const openAdmonition = (state: StateBlock, { type, title }: Opening, line: number): boolean => {
  const isAdmonition = admonitions.has(type.toLowerCase());
  if (!isAdmonition) return false;
  state.push('blockquote_open', 'blockquote', 1).map = [line, line + 1];
  const make: Make = (name, tag, nesting) => state.push(name, tag, nesting);
  titleTokens(title || nameOf(type), make, [line, line + 1]);
  return true;
};

/** Reads the lines from `start` to `end` as the content of a container. */
const readContent = (state: StateBlock, start: number, end: number, parent: string): void => {
  const { lineMax, parentType } = state;
  state.lineMax = end;
  state.parentType = parent;
  state.md.block.tokenize(state, start, end);
  state.lineMax = lineMax;
  state.parentType = parentType;
};

const lineText = (state: StateBlock, line: number): string =>
  state.src.slice(
    state.bMarks[line]! + state.tShift[line]!,
    Math.min(state.eMarks[line]!, state.bMarks[line]! + state.tShift[line]! + 500),
  );

/** The line that closes the container opened on `startLine`, past those within; `endLine` where none does. */
const findClosing = (state: StateBlock, startLine: number, endLine: number): number => {
  let depth = 1;
  let fence: string | undefined;
  for (let line = startLine + 1; line < endLine; line += 1) {
    const text = lineText(state, line);
    const mark = /^(`{3,}|~{3,})/.exec(text)?.[1];
    if (mark !== undefined)
      fence = fence === undefined ? mark : text.trim() === mark && mark.startsWith(fence) ? undefined : fence;
    if (fence !== undefined || !text.startsWith(':::')) continue;
    depth += /^:{3,}\s*$/.test(text) ? -1 : 1;
    if (depth === 0) return line;
  }
  return endLine;
};

/** `:::note Title` … `:::` of Docusaurus and VuePress. */
const container = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !state.src.startsWith(':::', start)) return false;
  const opening = readOpening(lineText(state, startLine).replace(/^:+/, ''));
  if (!opening) return false;
  if (silent) return true;
  const close = findClosing(state, startLine, endLine);
  const isAdmonition = openAdmonition(state, opening, startLine);
  readContent(state, startLine + 1, close, 'container');
  if (isAdmonition) state.push('blockquote_close', 'blockquote', -1);
  state.line = Math.min(close + 1, endLine);
  return true;
};

/** `!!! note "Title"`, `??? note` of MkDocs and Python-Markdown: the content is indented. */
const indented = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const match = /^(?:!!!|\?\?\?\+?)[ \t]+(\w[^\n]*)$/.exec(lineText(state, startLine));
  const opening = match ? readOpening(match[1]!) : undefined;
  if (!opening || !admonitions.has(opening.type.toLowerCase())) return false;
  if (silent) return true;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || state.sCount[end]! - state.blkIndent >= 4)) end += 1;
  openAdmonition(state, opening, startLine);
  state.blkIndent += 4;
  readContent(state, startLine + 1, end, 'container');
  state.blkIndent -= 4;
  state.push('blockquote_close', 'blockquote', -1);
  state.line = end;
  return true;
};

/** Callouts and admonitions, in all their notations, become quotations with a title. */
export const calloutPlugin = (markdown: MarkdownIt): void => {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  markdown.block.ruler.before('fence', 'container', container, { alt });
  markdown.block.ruler.before('fence', 'indented_admonition', indented, { alt });
  markdown.core.ruler.before('inline', 'callouts', callouts);
  markdown.core.ruler.after('inline', 'bold_titles', boldTitles);
};

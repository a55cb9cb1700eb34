import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** A formula in the text is not longer than this; what is, is prose with two prices in it. */
const MAX_INLINE = 300;
const MAX_DISPLAY = 5000;

const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);

/**
 * Offset behind the formula that a `$` at `at` opens: `$$…$$`, or `$…$` where the signs stand right at the formula
 * and no digit follows (as Pandoc has it, so that `$5 and $10` is none). Undefined where it opens none.
 */
export const mathEnd = (text: string, at: number): number | undefined => {
  if (text[at + 1] === '$') {
    const part = text.slice(at + 2, at + 2 + MAX_DISPLAY);
    const close = part.indexOf('$$');
    const blank = part.search(/\n[ \t]*\n/);
    return close <= 0 || (blank >= 0 && blank < close) ? undefined : at + close + 4;
  }
  if (isSpace(text[at + 1])) return undefined;
  const part = text.slice(at + 1, at + 1 + MAX_INLINE);
  for (let close = part.indexOf('$'); close > 0; close = part.indexOf('$', close + 1)) {
    if (part[close - 1] === '\\') continue;
    const inner = part.slice(0, close);
    if (isSpace(inner.at(-1)) || /\d/.test(part[close + 1] ?? '') || /\n|\]\(|`/.test(inner))
      return undefined;
    return at + close + 2;
  }
  return undefined;
};

const inlineMath = (state: StateInline, silent: boolean): boolean => {
  if (state.src.charCodeAt(state.pos) !== 0x24) return false;
  const end = mathEnd(state.src, state.pos);
  if (end === undefined || end > state.posMax) return false;
  if (!silent) {
    const token = state.push('text', '', 0);
    token.content = state.src.slice(state.pos, end);
  }
  state.pos = end;
  return true;
};

/** `$$` at the beginning of a line, up to the line that ends with `$$`. */
const blockMath = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !state.src.startsWith('$$', start)) return false;
  for (let line = startLine; line < endLine; line += 1) {
    if (state.isEmpty(line) || (line > startLine && state.sCount[line]! < state.blkIndent)) return false;
    const end = state.eMarks[line]!;
    const from = line === startLine ? start + 2 : state.bMarks[line]!;
    if (!state.src.slice(from, end).trimEnd().endsWith('$$')) continue;
    if (silent) return true;
    const token = state.push('math_block', 'p', 0);
    token.content = state.getLines(startLine, line + 1, state.blkIndent, false).trim();
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  return false;
};

/** Formulas stay the text that they are: their `_` and `*` are no emphasis. */
export const mathPlugin = (markdown: MarkdownIt): void => {
  markdown.block.ruler.before('fence', 'math_block', blockMath, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('emphasis', 'math', inlineMath);
  markdown.renderer.rules.math_block = (tokens, index) =>
    `<p>${markdown.utils.escapeHtml(tokens[index]!.content)}</p>\n`;
};

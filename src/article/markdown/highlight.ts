import type { MarkdownIt, StateInline } from 'markdown-it';

const EQUALS = 0x3d;

const isSpace = (code: number): boolean =>
  Number.isNaN(code) || code === 0x20 || code === 0x0a || code === 0x09;

const isMark = (source: string, at: number): boolean =>
  source.charCodeAt(at) === EQUALS &&
  source.charCodeAt(at + 1) === EQUALS &&
  source.charCodeAt(at + 2) !== EQUALS &&
  source.charCodeAt(at - 1) !== EQUALS;

/** Sources in which no mark closes from an offset on, so that each is searched once. */
const closedBefore = new WeakMap<StateInline, number>();

const findClose = (state: StateInline, from: number): number => {
  if (from >= (closedBefore.get(state) ?? Number.POSITIVE_INFINITY)) return -1;
  const start = state.pos;
  state.pos = from;
  let found = -1;
  while (state.pos < state.posMax - 1) {
    if (isMark(state.src, state.pos) && !isSpace(state.src.charCodeAt(state.pos - 1))) {
      found = state.pos;
      break;
    }
    state.md.inline.skipToken(state); // past code, links and escapes
  }
  state.pos = start;
  if (found < 0) closedBefore.set(state, from);
  return found;
};

/** `==text==` of Obsidian and many others; a comparison with spaces around its signs is none. */
const highlight = (state: StateInline, silent: boolean): boolean => {
  const { pos, posMax } = state;
  if (
    state.src.charCodeAt(pos) !== EQUALS ||
    !isMark(state.src, pos) ||
    isSpace(state.src.charCodeAt(pos + 2))
  )
    return false;
  if (silent) return false;
  const close = findClose(state, pos + 2);
  if (close <= pos + 2 || close + 2 > posMax) return false;
  state.push('mark_open', 'mark', 1);
  state.pos = pos + 2;
  state.posMax = close;
  state.md.inline.tokenize(state);
  state.push('mark_close', 'mark', -1);
  state.pos = close + 2;
  state.posMax = posMax;
  return true;
};

/** Highlighted text becomes `mark`. */
export const highlightPlugin = (markdown: MarkdownIt): void => {
  markdown.inline.ruler.before('emphasis', 'highlight', highlight);
};

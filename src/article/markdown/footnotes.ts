import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import footnote from 'markdown-it-footnote';
import type { MarkdownOptions } from './render.ts';

/** A note as the plugin collects them: its label where it is defined apart, its tokens where it stands inline. */
interface Note {
  readonly label?: string;
  readonly tokens?: Token[];
  readonly content?: string;
  readonly count?: number;
}

interface Notes {
  readonly list?: readonly Note[];
}

/** Takes the definitions out of the text; by label, the last of several counts. */
const takeDefinitions = (state: StateCore): Map<string, Token[]> => {
  const definitions = new Map<string, Token[]>();
  const rest: Token[] = [];
  const open: { label: string; tokens: Token[] }[] = [];
  for (const token of state.tokens) {
    if (token.type === 'footnote_reference_open')
      open.push({ label: (token.meta as { label: string }).label, tokens: [] });
    else if (token.type === 'footnote_reference_close') {
      const done = open.pop();
      if (done) definitions.set(done.label, done.tokens);
    } else (open.at(-1)?.tokens ?? rest).push(token);
  }
  state.tokens = rest;
  return definitions;
};

const paragraph = (state: StateCore, { tokens, content }: Note): Token[] => {
  const inline = new state.Token('inline', '', 0);
  inline.children = tokens ?? [];
  inline.content = content ?? '';
  return [new state.Token('paragraph_open', 'p', 1), inline, new state.Token('paragraph_close', 'p', -1)];
};

/** The notes that the text refers to, at its end, in one pass (the plugin's own way copies all tokens for each note). */
const appendNotes = (state: StateCore): void => {
  const notes = state.env.footnotes as Notes | undefined;
  if (!notes) return;
  const definitions = takeDefinitions(state);
  if (!notes.list || notes.list.length === 0) return;
  const out = state.tokens;
  out.push(new state.Token('footnote_block_open', '', 1));
  for (const [id, note] of notes.list.entries()) {
    const open = new state.Token('footnote_open', '', 1);
    open.meta = { id };
    out.push(open);
    const content = note.tokens ? paragraph(state, note) : (definitions.get(note.label ?? '') ?? []);
    const last = content.at(-1)?.type === 'paragraph_close' ? content.at(-1) : undefined;
    for (const token of last ? content.slice(0, -1) : content) out.push(token);
    for (let use = 0; use < Math.max(note.count ?? 1, 1); use += 1) {
      const anchor = new state.Token('footnote_anchor', '', 0);
      anchor.meta = { id, subId: use };
      out.push(anchor);
    }
    if (last) out.push(last);
    out.push(new state.Token('footnote_close', '', -1));
  }
  out.push(new state.Token('footnote_block_close', '', -1));
};

interface Place {
  readonly id: number;
  readonly subId?: number;
}

const placeOf = ({ meta }: Token): Place => meta as unknown as Place;

const prefixOf = (env: unknown): string =>
  (env as { options?: MarkdownOptions } | undefined)?.options?.idPrefix ?? '';

const referenceId = (prefix: string, { id, subId = 0 }: Place): string =>
  `${prefix}fnref${id + 1}${subId > 0 ? `-${subId + 1}` : ''}`;

/** Footnotes as a list at the end, with links there and back; ids begin with the entry's prefix. */
export const footnotePlugin = (markdown: MarkdownIt): void => {
  markdown.use(footnote);
  markdown.core.ruler.at('footnote_tail', appendNotes);
  const { rules } = markdown.renderer;
  rules.footnote_ref = (tokens, index, _, env) => {
    const place = placeOf(tokens[index]!);
    const prefix = markdown.utils.escapeHtml(prefixOf(env));
    return `<sup><a href="#${prefix}fn${place.id + 1}" id="${referenceId(prefix, place)}">${place.id + 1}</a></sup>`;
  };
  rules.footnote_block_open = () => '<hr>\n<section>\n<ol>\n';
  rules.footnote_open = (tokens, index, _, env) =>
    `<li id="${markdown.utils.escapeHtml(prefixOf(env))}fn${placeOf(tokens[index]!).id + 1}">`;
  rules.footnote_anchor = (tokens, index, _, env) =>
    ` <a href="#${referenceId(markdown.utils.escapeHtml(prefixOf(env)), placeOf(tokens[index]!))}">\u21a9\ufe0e</a>`;
};

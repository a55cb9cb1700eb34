import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { textOfTokens } from './inline-text.ts';
import type { MarkdownOptions } from './render.ts';

/** Letters and digits alone: quotes, dashes and case may differ between a title and its heading. */
const essence = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '');

const titleOf = (state: StateCore): string =>
  essence((state.env.options as MarkdownOptions | undefined)?.title ?? '');

/** A heading written as HTML before all else. */
const isHtmlTitle = ({ type, content }: Token, title: string): boolean => {
  const match = type === 'html_block' ? /^\s*<h1\b[^<>]{0,300}>([^<]{1,500})<\/h1>\s*$/i.exec(content) : null;
  return match !== null && essence(match[1]!) === title;
};

/** Drops the first heading where it says what the title says: readers show the title themselves. */
const dropTitle = (state: StateCore): void => {
  const title = titleOf(state);
  if (title === '') return;
  const at = state.tokens.findIndex(({ type }) => type === 'heading_open' || type === 'html_block');
  const token = state.tokens[at];
  if (!token || token.level > 0) return;
  if (isHtmlTitle(token, title)) state.tokens.splice(at, 1);
  else if (token.type === 'html_block') dropHeading(state, title, at);
  else dropHeading(state, title, at - 1);
};

const dropHeading = (state: StateCore, title: string, from: number): void => {
  const at = state.tokens.findIndex(({ type }, index) => index > from && type === 'heading_open');
  const token = state.tokens[at];
  if (token && token.level === 0 && essence(textOfTokens(state.tokens[at + 1]?.children ?? [])) === title)
    state.tokens.splice(at, 3);
};

/** `[ ]` and `[x]` at the beginning of a list item become ☐ and ☑, which every reader shows. */
const tickTasks = (state: StateCore): void => {
  for (let at = 2; at < state.tokens.length; at += 1) {
    const first = state.tokens[at]!.type === 'inline' ? state.tokens[at]!.children?.[0] : undefined;
    if (
      first?.type !== 'text' ||
      state.tokens[at - 1]!.type !== 'paragraph_open' ||
      state.tokens[at - 2]!.type !== 'list_item_open'
    )
      continue;
    const match = /^\[([ xX])\](?=[ \t]|$)/.exec(first.content);
    if (match) first.content = `${match[1] === ' ' ? '\u2610' : '\u2611'}${first.content.slice(3)}`;
  }
};

/** ```` ```{.python .numberLines} ```` and ```` ```js{1,3} ````: the language is the word, without braces. */
const plainLanguages = (state: StateCore): void => {
  for (const token of state.tokens) {
    if (token.type !== 'fence' || !token.info.includes('{')) continue;
    token.info = /^[\s{.=]{0,9}([\w+#./-]{1,60})/.exec(token.info)?.[1] ?? '';
  }
};

/** What is done to the blocks of a text once it is read. */
export const headingPlugin = (markdown: MarkdownIt): void => {
  markdown.core.ruler.push('drop_title', dropTitle);
  markdown.core.ruler.push('tick_tasks', tickTasks);
  markdown.core.ruler.push('plain_languages', plainLanguages);
};

import type { Field } from '../article.ts';
import { inlineText } from './inline-text.ts';

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Whether the line closes the fence: the same sign, at least as often, and nothing else. */
const closes = (line: string, open: string): boolean => {
  const text = line.trim();
  return text.length >= open.length && text === open[0]!.repeat(text.length);
};

/** What closes the comment that a line begins with. */
const opensComment = (line: string): '-->' | '%%' | undefined =>
  line.startsWith('<!--') ? '-->' : line.startsWith('%%') ? '%%' : undefined;

/**
 * The first heading of level 1 in a Markdown text, as plain text with its line (`line` is that of the text's first
 * one). Headings within fenced code and HTML comments are none.
 */
export const firstTitle = (text: string, line: number): Field | undefined => {
  let open: string | undefined;
  let hidden: '-->' | '%%' | undefined;
  let previous = '';
  let number = line;
  for (let start = 0; start < text.length; number += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const current = text.slice(start, Math.min(end, start + 1000));
    start = end + 1;
    const above = previous;
    previous = '';
    if (open !== undefined) {
      if (closes(current, open)) open = undefined;
      continue;
    }
    const comment = hidden ?? opensComment(current);
    if (comment !== undefined) {
      const from = hidden === undefined ? comment.length : 0;
      hidden = current.includes(comment, from) ? undefined : comment;
      continue;
    }
    const opening = fence.exec(current)?.[1];
    if (opening !== undefined) {
      open = opening;
      continue;
    }
    const heading =
      /^ {0,3}#(?!#)[ \t]+(.*)$/.exec(current)?.[1] ??
      (/^ {0,3}=+\s*$/.test(current) && above !== '' ? above : undefined);
    const title = heading === undefined ? undefined : inlineText(heading.replace(/[ \t]+#+\s*$/, ''));
    if (title !== undefined && title !== '') {
      return { value: title, source: 'text', line: heading === above ? number - 1 : number, column: 1 };
    }
    previous = current.trim();
  }
  return undefined;
};

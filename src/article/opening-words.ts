import type { Body, Field } from './article.ts';
import { inlineText } from './markdown/inline-text.ts';

/** Longest title that is taken from a text, in characters. */
const LONGEST = 80;
/** Lines that are looked at. */
const MOST_LINES = 50;

/** A line that begins no prose: code, HTML, a picture, a rule, a template, an import. */
const isNoProse = (line: string): boolean =>
  /^(?:[`~]{3}|<|!\[|\{[{%:#]|[-*_=]{3,}$|\[[^\]]*\]:|\||%%|:::|(?:import|export)\s)/.test(line);

const cut = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const space = text.lastIndexOf(' ', LONGEST);
  return `${text.slice(0, space > LONGEST / 2 ? space : LONGEST - 1).toWellFormed()}…`;
};

/** The first words of a Markdown text, for a note that has neither a title nor a name but its day. */
export const openingWords = (body: Body): Field | undefined => {
  if (body.kind !== 'markdown') return undefined;
  const lines = body.text.slice(0, 20_000).split('\n', MOST_LINES);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim().replace(/^(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+/, '');
    if (line === '' || isNoProse(line)) continue;
    const words = cut(inlineText(line.slice(0, 1000)).replace(/\s+/g, ' '));
    if (/[\p{L}\p{N}]/u.test(words)) return { value: words, source: 'text', line: body.line + index };
  }
  return undefined;
};

import { readPrefix } from './code-marks.ts';
import type { Rewriting } from './rewriting.ts';

const attributeList =
  /\{(?:[#.][\w:.-]{1,100}|[\w-]{1,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s}"']{1,100}))(?:\s{1,3}(?:[#.]?[\w:.-]{1,100}(?:=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s}"']{1,100}))?)){0,10}\s{0,3}\}/y;

/** The end of `{#id .class width=50%}` behind a heading, link, image or code; undefined where it is text. */
export const attributeListEnd = (source: Rewriting, start: number): number | undefined => {
  attributeList.lastIndex = start;
  if (!attributeList.test(source.text)) return undefined;
  const end = attributeList.lastIndex;
  return bearsAttributes(source, start, end) ? end : undefined;
};

const bearsAttributes = (source: Rewriting, start: number, end: number): boolean => {
  const { text } = source;
  if (')]`*_'.includes(text[start - 1] ?? '\n')) return true;
  const prefix = readPrefix(text, source.lineStart).start;
  const isLast = text.slice(end, source.lineEnd(end)).replace(/[#\s]+/, '') === '';
  const isOfBlock =
    text[prefix] === '#' || prefix >= start || /^[ \t]*\n?[=-]{3,}/.test(text.slice(end, end + 40));
  return isLast && isOfBlock;
};

/** `{: .class}`, `{::options /}`, `{::comment}…{:/comment}` of kramdown: the end of what is to be taken out. */
export const kramdownEnd = (source: Rewriting, start: number): number | undefined => {
  const close = source.find('}', start);
  if (close < 0 || close - start > 500 || source.text.slice(start, close).includes('\n\n')) return undefined;
  const head = source.text.slice(start, close + 1);
  if (!/^\{:(?:\s|[:/.#]|\w+\}|[\w-]+=)/.test(head)) return undefined;
  if (!/^\{::comment\s?\}/.test(head)) return close + 1;
  const end = source.find('{:/comment}', close);
  const short = source.find('{:/}', close);
  if (end < 0 && short < 0) return close + 1;
  return end >= 0 && (short < 0 || end < short) ? end + 11 : short + 4;
};

/** An expression of MDX such as `{frontMatter.title}` or `{' '}`: the end of it. */
export const expressionEnd = ({ text }: Rewriting, start: number): number | undefined => {
  const match = /^\{(?:[A-Za-z_$][\w$.]{0,100}|["']\s{0,9}["'])\}/.exec(text.slice(start, start + 120));
  return match ? start + match[0].length : undefined;
};

import { findAlias } from '../fields/aliases.ts';
import type { FrontMatterBlock } from './block.ts';
import { countLines, isBlank, lineEnd } from './block-lines.ts';

/** A block of headers or one closed by a fence alone is not looked for beyond this. */
const MAX_LOOSE_LINES = 200;

/** A key that a block without opening fence may have. */
const headerKey = /^([A-Za-z_][\w .-]{0,40}):(?:\s|$)/;

interface LooseLines {
  readonly lines: readonly string[];
  /** Offset behind each line. */
  readonly ends: readonly number[];
}

const firstLines = (text: string, start: number): LooseLines => {
  const lines: string[] = [];
  const ends: number[] = [];
  for (let at = start; at < text.length && lines.length < MAX_LOOSE_LINES; ) {
    const end = lineEnd(text, at);
    lines.push(text.slice(at, Math.min(end, at + 5000)));
    at = end + 1;
    ends.push(Math.min(at, text.length));
  }
  return { lines, ends };
};

const isKnownHeader = (line: string): boolean => {
  const key = headerKey.exec(line)?.[1];
  return key !== undefined && findAlias(key) !== undefined;
};

/** Hexo: `key: value` lines, or JSON without braces, closed by `---` or `;;;` and not opened. */
const hexoBlock = (
  { lines, ends }: LooseLines,
  line: number,
  text: string,
  start: number,
): FrontMatterBlock | undefined => {
  const json = /^"[^"\n]{1,80}"\s{0,9}:/.test(lines[0] ?? '');
  if (!json && !isKnownHeader(lines[0] ?? '')) return undefined;
  const fence = json ? /^;{3,}\s*$/ : /^-{3,}\s*$/;
  const close = lines.findIndex((text) => fence.test(text));
  if (close <= 0) return undefined;
  const inner = lines.slice(0, close);
  if (!json && !inner.every((text) => isBlank(text) || /^(?:\s|#|- )/.test(text) || headerKey.test(text)))
    return undefined;
  const source = text.slice(start, ends[close - 1]! - 1);
  return { kind: json ? 'json' : 'yaml', source, line, bodyStart: ends[close]!, bodyLine: line + close + 1 };
};

/** Pelican and MultiMarkdown: `Key: value` lines, indented lines continue them, a blank line ends the block. */
const headerBlock = (
  { lines, ends }: LooseLines,
  line: number,
  text: string,
  start: number,
): FrontMatterBlock | undefined => {
  let count = 0;
  let known = 0;
  for (const current of lines) {
    if (isBlank(current)) break;
    if (headerKey.test(current)) known += isKnownHeader(current) ? 1 : 0;
    else if (count === 0 || !/^\s/.test(current)) return undefined;
    count += 1;
  }
  const first = headerKey.exec(lines[0] ?? '')?.[1];
  const leads = first !== undefined && ['title', 'published'].includes(findAlias(first)?.fact ?? '');
  if (known < 2 && !(known === 1 && leads)) return undefined;
  const end = ends[count - 1]!;
  const bodyStart = count < lines.length ? ends[count]! : end;
  return {
    kind: 'headers',
    source: text.slice(start, end),
    line,
    bodyStart,
    bodyLine: countLines(text, bodyStart) + 1,
  };
};

/** Nikola: `.. key: value` lines, in an HTML comment or bare. */
export const nikolaBlock = (text: string, start: number, line: number): FrontMatterBlock | undefined => {
  const comment = text.startsWith('<!--', start);
  const from = comment ? start + 4 : start;
  if (!/^\s{0,9}\.\. [\w-]{1,40}:/.test(text.slice(from, from + 60))) return undefined;
  const close = comment ? text.indexOf('-->', from) : text.indexOf('\n\n', from);
  const end = close < 0 ? text.length : close;
  const source = text.slice(from, end).replace(/^([ \t]*)\.\. /gm, '$1');
  const bodyStart = close < 0 ? text.length : Math.min(close + (comment ? 3 : 2), text.length);
  return { kind: 'headers', source, line, bodyStart, bodyLine: countLines(text, bodyStart) + 1 };
};

/** A block that nothing opens: Hexo's, which a fence closes, or the headers of Pelican and MultiMarkdown. */
export const findLooseBlock = (text: string, start: number, line: number): FrontMatterBlock | undefined => {
  if (!headerKey.test(text.slice(start, start + 100)) && text[start] !== '"') return undefined;
  const loose = firstLines(text, start);
  return hexoBlock(loose, line, text, start) ?? headerBlock(loose, line, text, start);
};

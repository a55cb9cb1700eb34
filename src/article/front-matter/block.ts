import { findAlias } from '../fields/aliases.ts';
import { countLines, isBlank, lineEnd } from './block-lines.ts';
import { findLooseBlock, nikolaBlock } from './loose-blocks.ts';
import type { FrontMatterKind } from './value.ts';

/** Where the front matter of a text stands. */
export interface FrontMatterBlock {
  readonly kind: FrontMatterKind;
  /** Its text without the fences. */
  readonly source: string;
  /** Line of the file on which `source` begins, from 1. */
  readonly line: number;
  /** Offset in the text at which the body begins, and its line. */
  readonly bodyStart: number;
  readonly bodyLine: number;
  /** What is wrong with the block itself: no closing fence, or a language that would have to be run. */
  readonly fault?: 'unclosed' | 'code' | undefined;
}

/** The end of the line that follows `from` and consists of one of the fences and white space only. */
const findFence = (
  text: string,
  from: number,
  fences: readonly string[],
): { start: number; end: number } | undefined => {
  for (let start = from; start < text.length; start = lineEnd(text, start) + 1) {
    const fence = fences.find((mark) => text.startsWith(mark, start));
    if (fence === undefined) continue;
    const end = lineEnd(text, start);
    if (text.slice(start + fence.length, end).trim() === '')
      return { start, end: Math.min(end + 1, text.length) };
  }
  return undefined;
};

/** `key: value`, `"key": value`, `key:`; a colon within a key has something behind it. */
const looseKey =
  /^(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[^\s:#'"[\]{}>|&*!%@`,-](?:[^:\n]|:(?=\S)){0,80}):(?:\s|$)/;

const hasKey = (source: string): boolean => {
  for (let start = 0; start < source.length; start = lineEnd(source, start) + 1) {
    if (looseKey.test(source.slice(start, Math.min(lineEnd(source, start), start + 200)).trimStart()))
      return true;
  }
  return false;
};

const isCommentOnly = (source: string): boolean =>
  source.length < 10_000 &&
  source.split('\n').every((line) => isBlank(line) || line.trimStart().startsWith('#'));

/** `---`, `---yaml`, `+++`, `;;;`: fences on both sides; Hexo and Pelican take more than three hyphens too. */
const fenced = (text: string, start: number): FrontMatterBlock | undefined => {
  const mark = text.slice(start, start + 3);
  const open = lineEnd(text, start);
  const hyphens = /^-{3,40}/.exec(text.slice(start, Math.min(open, start + 40)))?.[0] ?? '';
  const isLong = hyphens.length > 3;
  const label = text
    .slice(start + Math.max(hyphens.length, 3), open)
    .trim()
    .toLowerCase();
  if (label !== '' && !(mark === '---' && /^[a-z]{1,12}$/.test(label))) return undefined;
  const fences = mark === '---' ? [hyphens, '---', '...'] : [mark];
  const close = findFence(text, Math.min(open + 1, text.length), fences);
  const source = close ? text.slice(open + 1, Math.max(close.start - 1, open + 1)) : text.slice(open + 1);
  const kind =
    mark === '+++' || label === 'toml' ? 'toml' : mark === ';;;' || label === 'json' ? 'json' : 'yaml';
  // a text may begin with a thematic break; then what follows is prose
  if (isLong && !close)
    return findLooseBlock(text, Math.min(open + 1, text.length), countLines(text, open) + 2);
  if (isLong && !firstLineIsKey(source, kind)) return undefined;
  if (
    kind === 'yaml' &&
    !hasKey(source.slice(0, 100_000)) &&
    !(close && isCommentOnly(source)) &&
    !source.trimStart().startsWith('{')
  )
    return undefined;
  const line = countLines(text, open) + 2;
  if (!close)
    return firstLineIsKey(source, kind)
      ? { kind, source, line, bodyStart: text.length, bodyLine: line, fault: 'unclosed' }
      : undefined;
  return {
    kind,
    source,
    line,
    bodyStart: close.end,
    bodyLine: countLines(text, close.end) + 1,
    fault: ['', 'yaml', 'yml', 'toml', 'json'].includes(label) ? undefined : 'code',
  };
};

const firstLineIsKey = (source: string, kind: FrontMatterKind): boolean => {
  const first = source.trimStart().slice(0, 200).split('\n', 1)[0] ?? '';
  if (kind === 'toml') return /^[\w."-]{1,80}\s*=/.test(first);
  if (kind === 'json') return first.startsWith('"') || first.startsWith('{');
  const key = looseKey.exec(first)?.[0];
  return key !== undefined && findAlias(key.slice(0, key.lastIndexOf(':'))) !== undefined;
};

/** `{ … }` of Hugo: the end of the object that begins at `start`, or undefined where it is none. */
const endOfObject = (text: string, start: number): number | undefined => {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b) depth += 1;
    else if (code === 0x7d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
};

const jsonObject = (text: string, start: number): FrontMatterBlock | undefined => {
  if (!/^\{\s{0,99}(?:"|\})/.test(text.slice(start, start + 102))) return undefined;
  const end = endOfObject(text, start);
  const line = countLines(text, start) + 1;
  if (end === undefined)
    return {
      kind: 'json',
      source: text.slice(start),
      line,
      bodyStart: text.length,
      bodyLine: line,
      fault: 'unclosed',
    };
  const after = lineEnd(text, end);
  if (text.slice(end, after).trim() !== '') return undefined;
  const bodyStart = Math.min(after + 1, text.length);
  return {
    kind: 'json',
    source: text.slice(start, end),
    line,
    bodyStart,
    bodyLine: countLines(text, bodyStart) + 1,
  };
};

/**
 * Finds the front matter at the beginning of a text, in any of the forms that tools write: `---` (YAML), `+++`
 * (TOML), `{…}` and `;;;` (JSON), Hexo's closing fence alone, Pelican's and Nikola's headers. Blank lines may stand
 * before it. Undefined where the text begins with its body.
 */
export const findFrontMatter = (text: string): FrontMatterBlock | undefined => {
  let start = 0;
  while (start < text.length && start < 1000 && /\s/.test(text[start]!)) start += 1;
  start = text.lastIndexOf('\n', start - 1) + 1; // an indented first line is none of a block
  const mark = text.slice(start, start + 3);
  if (mark === '---' || mark === '+++' || mark === ';;;') return fenced(text, start);
  if (mark[0] === '{') return jsonObject(text, start);
  const line = start === 0 ? 1 : countLines(text, start) + 1;
  if (mark[0] === '.' || mark === '<!-') return nikolaBlock(text, start, line);
  if (!/^["A-Za-z_]/.test(mark)) return undefined;
  return findLooseBlock(text, start, line);
};

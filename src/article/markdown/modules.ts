import type { Rewriting } from './rewriting.ts';

const importLine = /^import\s(?:[^;\n]{0,300}?\sfrom\s{1,9})?["'][^"'\n]{1,300}["'];?[ \t]*$/;
const importOpen =
  /^import\s{1,9}(?:[\w$]{1,60},\s{0,9})?\{[^}]{0,3000}\}\s{1,9}from\s{1,9}["'][^"'\n]{1,300}["'];?[ \t]*(?=\n|$)/;
const exportLine = /^export\s+(?:default|const|let|var|function|async|class|\{|\*)(?=[\s{(])/;

/** The end of an import or export of MDX that begins the line from `start` to `end`; undefined for prose. */
export const moduleEnd = (source: Rewriting, start: number, end: number): number | undefined => {
  const { text } = source;
  const block = text.slice(start, Math.min(text.length, start + 4000));
  const line = block.slice(0, end - start);
  const many = importOpen.exec(block);
  if (many) return start + many[0].length;
  if (exportLine.test(line)) {
    // up to the blank line behind which the braces are closed is the statement
    const blank = source.find('\n\n', start);
    return blank < 0 ? text.length : blank;
  }
  return importLine.test(line) ? end : undefined;
};

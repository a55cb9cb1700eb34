import { readPrefix } from './code-marks.ts';
import type { Rewriting } from './rewriting.ts';

/** A name that Obsidian gives a block, at the end of its last line or alone on a line; `x ^2` is none. */
export const blockId = /(?:^|[ \t])\^(?=[\w-]{0,60}[A-Za-z])[\w-]{3,60}[ \t]*$/;

/** Takes out ` ^block-id` before the end of a line at `end`. */
export const dropBlockId = (source: Rewriting, end: number): void => {
  const from = Math.max(source.lineStart, source.copied, end - 80);
  const match = blockId.exec(source.text.slice(from, end));
  if (match && from + match.index > source.lineStart) source.replace(from + match.index, end, '');
};

/** A comment `%%…%%` that begins at `start`: where it ends, and whether nothing closes it. */
export interface ObsidianComment {
  readonly end: number;
  readonly isOpen: boolean;
}

/**
 * Reads `%%…%%` of Obsidian at `start`: within a line, over lines, or to the end of the text where a block is not
 * closed. Undefined where the two signs are text.
 */
export const readComment = (source: Rewriting, start: number): ObsidianComment | undefined => {
  const { text } = source;
  const close = source.find('%%', start + 2);
  const isBlock = readPrefix(text, source.lineStart).start >= start;
  if (close < 0) return isBlock ? { end: text.length, isOpen: true } : undefined;
  const sameLine = close < source.lineEnd(start);
  // `100%% sure` and the `%%20` of an address open nothing
  const isAmount = /[\d/?=&]/.test(text[start - 1] ?? ' ');
  const opens = isBlock || !isAmount || (sameLine && !/\s/.test(text[start + 2] ?? ' '));
  const isInAddress = /[a-z]:\/\/\S{0,400}$/i.test(
    text.slice(Math.max(source.lineStart, start - 420), start),
  );
  return opens && !isInAddress ? { end: close + 2, isOpen: false } : undefined;
};

import type { Piece } from './components.ts';
import { readArguments } from './tag-arguments.ts';
import { showTag } from './tags.ts';

const NAMES = 'caption|wp_caption|gallery|playlist|embed|audio|video|youtube|vimeo';

/** Whether a text holds what may be a shortcode of WordPress. */
export const hasShortcode = (text: string): boolean =>
  new RegExp(`\\[\\/?(?:${NAMES})[\\s\\]/]`, 'i').test(text);

/** Attributes are not longer than this. */
const LONGEST = 1000;

const shortcode = new RegExp(`\\[(\\/?)(${NAMES})(\\s[^\\]\\n]{0,1000})?\\/?\\](?![[(:])`, 'iy');

/** Those around something: without attributes they count only where the closing tag follows, else they are words. */
const PAIRS = new Set(['caption', 'wp_caption', 'embed']);

/**
 * What a shortcode of WordPress at `start` becomes, as exports leave them in Markdown: captions and embeds give their
 * content, players a player or link, galleries nothing. Undefined for a link and for words in brackets.
 */
export const readShortcode = (
  text: string,
  start: number,
  { isAlone, find }: { isAlone: (end: number) => boolean; find: (mark: string, from: number) => number },
): Piece | undefined => {
  const close = find(']', start);
  if (close < 0 || close - start > LONGEST) return undefined;
  shortcode.lastIndex = start;
  const match = shortcode.exec(text);
  if (!match) return undefined;
  const [, slash, written = '', args = ''] = match;
  const name = written.toLowerCase();
  const end = shortcode.lastIndex;
  const isClosed = slash === '/' || find(`[/${written}]`, end) >= 0;
  if (PAIRS.has(name)) return isClosed ? { text: '', end } : undefined;
  if (slash === '/') return { text: '', end };
  if (args.trim() === '' && name !== 'gallery') return undefined;
  return { text: showTag(name, readArguments(args), isAlone(end)), end };
};

import { readArguments } from './tag-arguments.ts';
import { showTag, tagName } from './tags.ts';

/** What a construct becomes, and the offset behind it. */
export interface Piece {
  readonly text: string;
  readonly end: number;
  /** Whether it is a block of several lines, each of which has to stand in the quote or list item that the construct stands in. */
  readonly isBlock?: boolean | undefined;
  /** Whether it marks the end of the summary. */
  readonly isMore?: boolean | undefined;
}

/** Elements of HTML, which people write with a capital too. What stands here is left to the reader of HTML. */
const elements = new Set(
  'a abbr address article aside audio b blockquote body br button caption center cite code col dd del details div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main mark meta nav object ol option p picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr track u ul var video'.split(
    ' ',
  ),
);

/** A tag is not longer than this. */
const MAX_LENGTH = 3000;

/** The offset behind the `>` of a tag, past quotes and braces; undefined where it is none. */
export const endOfTag = (text: string, from: number): number | undefined => {
  let depth = 0;
  let quote = '';
  const limit = Math.min(text.length, from + MAX_LENGTH);
  for (let at = from; at < limit; at += 1) {
    const char = text[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || (char === '`' && depth > 0)) quote = char;
    else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    else if (char === '>' && depth <= 0) return at + 1;
    else if (depth <= 0 && (char === '<' || (char === '\n' && text[at + 1] === '\n'))) return undefined;
  }
  return undefined;
};

/**
 * A component of MDX or Vue at `start`, whose name `head` has been read with its `<` or `</`: its tag is taken out,
 * and its content stays; one that shows a picture, film or sound becomes that. Undefined for HTML and for prose.
 */
export const readComponent = (
  text: string,
  start: number,
  head: string,
  isAlone: (end: number) => boolean,
): Piece | undefined => {
  const isClosing = head[1] === '/';
  const name = head.slice(isClosing ? 2 : 1);
  // `<DIV>` and `<P>` are HTML as it was once written
  if (!/[a-z.]/.test(name)) return undefined;
  const end = endOfTag(text, start + head.length);
  if (end === undefined) return undefined;
  if (isClosing) return elements.has(name.toLowerCase()) ? undefined : { text: '', end };
  const inner = text.slice(start + head.length, end - 1).replace(/\/\s*$/, '');
  const shown = showTag(tagName(name), readArguments(inner), isAlone(end));
  if (shown === '' && elements.has(name.toLowerCase())) return undefined;
  return { text: shown, end };
};

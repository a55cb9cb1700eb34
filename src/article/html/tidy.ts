import { readMetaLine } from '../press/meta.ts';
import { judgeNoise } from '../press/noise.ts';
import { isRelatedHeading } from '../press/phrases.ts';
import { endsStatement, foldWords } from '../press/words.ts';
import type { DomElement } from './dom.ts';
import { postedSentence } from './posted-sentence.ts';
import { foldTitle } from './titles.ts';

/** A line that was taken out of a page's main text, and why. */
export interface CutLine {
  readonly text: string;
  readonly rule: string;
}

/** Furniture that stands amid an article's text on many pages. */
const RULES = new Set(
  'advertisement share comments subscribe promotion copyright read-time counter related'.split(' '),
);
/** So many lines at the beginning may be headline, byline and date. */
const HEAD_LINES = 8;
const LONGEST = 200;
const LONGEST_SENTENCE = 120;
const TEXT_NODE = 3;

const LINES = new Set(
  'p div span li dt dd h1 h2 h3 h4 h5 h6 header time figcaption section address'.split(' '),
);
const MEDIA = new Set(
  'img picture video audio iframe table pre blockquote embed object svg input figure'.split(' '),
);

/** Tools that wikis and generators put into headings, and labels for screen readers: no text of the article. */
const TOOLS =
  '.mw-editsection, .mw-jump-link, .printfooter, a.headerlink, a.hash-link, a.anchorjs-link, a.heading-anchor, .screen-reader-text';

/** What is in an element, as far as it matters for whether it is one line. */
interface Inside {
  hasLine: boolean;
  hasMedia: boolean;
}

/**
 * Takes out of a page's main text what its template put there: the headline once more, the byline and date above the
 * text, and whole lines of advertisement, sharing and promotion. Lines with a picture or a player stay.
 */
export const tidyContent = (content: DomElement, titles: readonly (string | undefined)[]): CutLine[] => {
  for (const tool of content.querySelectorAll(TOOLS)) tool.remove();
  const lines: DomElement[] = [];
  collectLines(content, lines);
  const folded = titles.flatMap((title) => (title === undefined || title === '' ? [] : foldTitle(title)));
  const cut: CutLine[] = [];
  let begun = 0;
  for (const element of lines) {
    const text = (element.textContent ?? '').replace(/\s+/gu, ' ').trim();
    if (text === '') continue;
    begun += text.length > LONGEST ? HEAD_LINES : 1;
    const rule = ruleOf(element, text, { folded, head: begun <= HEAD_LINES });
    if (rule === undefined) continue;
    cut.push({ text, rule });
    if (rule === 'related') cut.push(...takeLinks(element.nextElementSibling));
    removeWithEmptyParents(element, content);
  }
  return cut;
};

/** The elements that hold a line of text and no other such element, in their order. The page's depth is bounded. */
const collectLines = (parent: DomElement, lines: DomElement[]): Inside => {
  const inside: Inside = { hasLine: false, hasMedia: false };
  for (const child of parent.children) {
    const { localName } = child;
    const within = collectLines(child, lines);
    const isLine = LINES.has(localName);
    if (isLine && !within.hasLine && !within.hasMedia) lines.push(child);
    inside.hasLine ||= isLine || within.hasLine;
    inside.hasMedia ||= MEDIA.has(localName) || within.hasMedia;
  }
  return inside;
};

const ruleOf = (
  element: DomElement,
  text: string,
  { folded, head }: { readonly folded: readonly string[]; readonly head: boolean },
): string | undefined => {
  if (postedSentence(text) !== undefined) return 'date';
  if (text.length > (endsStatement(text) ? LONGEST_SENTENCE : LONGEST) || isPartOfText(element))
    return undefined;
  if (head && /^h[1-3]$/u.test(element.localName) && folded.includes(foldTitle(text))) return 'headline';
  if (isRelatedHeading(foldWords(text)) && isLinkList(element.nextElementSibling)) return 'related';
  const noise = judgeNoise(text);
  if (noise?.anywhere === true && RULES.has(noise.rule)) return noise.rule;
  if (!head || element.localName === 'figcaption') return undefined;
  return element.localName === 'time' ? 'date' : readMetaLine(text, undefined)?.rule;
};

/** A list of nothing but links, such as stands below `Related topics`. */
const isLinkList = (element: DomElement | null): boolean => {
  if (element === null || !/^(?:ul|ol)$/u.test(element.localName)) return false;
  let linked = 0;
  for (const link of element.querySelectorAll('a, time')) linked += (link.textContent ?? '').trim().length;
  return linked > 0 && linked >= (element.textContent ?? '').replace(/\s+/gu, ' ').trim().length * 0.8;
};

/** Takes out the list below a heading of links; a line for each of its items. */
const takeLinks = (list: DomElement | null): CutLine[] => {
  if (list === null || !isLinkList(list)) return [];
  const texts = [...list.children].map(({ textContent }) => (textContent ?? '').replace(/\s+/gu, ' ').trim());
  list.remove();
  return texts.filter((text) => text !== '').map((text) => ({ text, rule: 'related' }));
};

/** A piece of a line, such as a `span` within a sentence: text stands beside it. */
const isPartOfText = ({ localName, previousSibling, nextSibling }: DomElement): boolean =>
  (localName === 'span' || localName === 'time') &&
  [previousSibling, nextSibling].some(
    (beside) => beside?.nodeType === TEXT_NODE && (beside.textContent ?? '').trim().length > 2,
  );

const removeWithEmptyParents = (element: DomElement, content: DomElement): void => {
  let gone: DomElement = element;
  for (let depth = 0; depth < 20; depth++) {
    const parent: DomElement | null = gone.parentElement;
    if (!parent || parent === content || parent.childElementCount > 1) break;
    if ((parent.textContent ?? '').trim() !== (gone.textContent ?? '').trim()) break;
    gone = parent;
  }
  gone.remove();
};

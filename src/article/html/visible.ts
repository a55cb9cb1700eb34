import { type MetaLine, readMetaLine } from '../press/meta.ts';
import { countWords, endsSentence } from '../press/words.ts';
import { isAside, type Outline, type TextLine } from './outline.ts';
import { postedSentence } from './posted-sentence.ts';

/** A line of the page that is nothing but dates, names or an agency. */
export interface VisibleFact {
  readonly line: TextLine;
  readonly meta: MetaLine;
}

/** The part of the page around the headline in which dates and bylines stand. */
export interface HeadWindow {
  readonly from: number;
  readonly to: number;
}

const BEFORE = 4;
const AFTER = 30;
/** So many paragraphs of running text may stand before the byline: a standfirst, a caption. */
const MOST_PARAGRAPHS = 2;
/** So many lines are looked at closely. */
const MOST_READ = 60;

/** A date that a sentence says is the entry's own. */
const labelled = (line: TextLine, date: string, language: string | undefined): VisibleFact[] => {
  const meta = readMetaLine(date, language);
  if (meta === undefined || meta.dates.length === 0) return [];
  return [
    { line, meta: { ...meta, dates: meta.dates.map((it) => ({ ...it, role: 'published' as const })) } },
  ];
};

/** The page's lines from a little above the headline to the second paragraph below it. */
export const headWindow = ({ lines }: Outline, headline: TextLine | undefined): HeadWindow => {
  const main = lines.findIndex(({ inMain, aside }) => inMain && aside === undefined);
  const start = headline ? lines.indexOf(headline) : Math.max(0, main);
  let paragraphs = 0;
  let end = start;
  for (let index = start + 1; index < Math.min(lines.length, start + AFTER); index++) {
    const line = lines[index];
    if (!line) break;
    if (isParagraph(line) && ++paragraphs > MOST_PARAGRAPHS) break;
    end = index;
  }
  return { from: lines[Math.max(0, start - BEFORE)]?.order ?? 0, to: lines[end]?.order ?? 0 };
};

const isParagraph = ({ text, element }: TextLine): boolean =>
  !/^h\d$/u.test(element) && text.length >= 100 && endsSentence(text) && countWords(text) >= 15;

/** Names by which templates mark the place of a date or byline. */
const HINT = /date|time|publish|posted|byline|author|meta|stamp|updated|modified|dateline|credit/u;

/**
 * The visible lines of facts: all in the window around the headline, and elsewhere in the article those that a label or
 * the template names. Never in comments, related links, menus.
 */
export const visibleFacts = (
  outline: Outline,
  {
    headline,
    window,
    language,
  }: {
    readonly headline: TextLine | undefined;
    readonly window: HeadWindow;
    readonly language: string | undefined;
  },
): VisibleFact[] => {
  const facts: VisibleFact[] = [];
  const hasMain = outline.lines.some(({ inMain }) => inMain);
  let read = 0;
  for (const line of outline.lines) {
    const posted = isAside(line.aside, headline?.aside) ? undefined : postedSentence(line.text);
    if (posted !== undefined) facts.push(...labelled(line, posted, language));
    if (line === headline || line.text.length > 160 || isAside(line.aside, headline?.aside)) continue;
    const inWindow = line.order >= window.from && line.order <= window.to;
    if (!inWindow && !(HINT.test(line.hint) && (line.inMain || !hasMain) && line.order > window.to)) continue;
    if (++read > MOST_READ) break;
    const meta = readMetaLine(line.text.replace(/^[\s|•·,/–—-]+|[\s|•·,/–—-]+$/gu, ''), language);
    if (meta && (inWindow || meta.dates.some(({ role }) => role !== 'unknown'))) facts.push({ line, meta });
  }
  // A date above the headline may be a news ticker's: it counts only where there is none below.
  const order = headline?.order ?? -1;
  const below = facts.filter(({ line }) => line.order > order);
  return below.some(({ meta }) => meta.dates.length > 0) ? below : facts;
};

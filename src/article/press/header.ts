import { readDateline } from './dateline.ts';
import type { Judged } from './judge.ts';
import { hasMediaWord, isSection } from './sections.ts';
import { countWords, endsSentence, foldWords, isNameLike } from './words.ts';

/** Which lines are the site's name, the headline, and names of sections; indexes into the judged lines. */
export interface Titles {
  readonly site?: number;
  readonly headline?: number;
  readonly sections: readonly number[];
}

/** A headline is no longer than this many words. */
const LONGEST_HEADLINE = 35;
const MOST_TITLES = 5;

const isText = ({ noise, meta, opensRelated }: Judged): boolean =>
  noise === undefined && meta === undefined && !opensRelated;

/**
 * Finds the headline and, above it, the site's name: among the lines before the first running text and the first
 * facts, where a name of a paper comes first, is short, and has a longer line behind it.
 */
export const findTitles = (lines: readonly Judged[]): Titles => {
  const titles = collectTitles(lines);
  const sections: number[] = [];
  const text = (index: number | undefined): string =>
    index === undefined ? '' : (lines[index]?.unit.text ?? '');
  const rest = titles.filter((index, at) => {
    const section = isSection(text(index)) && at < titles.length - 1;
    if (section) sections.push(index);
    return !section;
  });
  const [first, second, third] = rest;
  const labelled = labelledHeadline(lines);
  if (labelled !== undefined && (first === undefined || hasMediaWord(text(first)))) {
    const isName = second !== undefined && second > labelled && isNameLike(text(second));
    if (second === undefined || isName)
      return { ...(first !== undefined && { site: first }), headline: labelled, sections };
  }
  if (first === undefined) return { sections };
  const longest = rest
    .slice(1, 3)
    .reduce((best, index) => (countWords(text(index)) > countWords(best) ? text(index) : best), '');
  if (second === undefined || !isSiteName(text(first), longest, lines)) return { headline: first, sections };
  const isKicker = third !== undefined && countWords(text(second)) <= 2 && countWords(text(third)) >= 4;
  if (isKicker) sections.push(second);
  return { site: first, headline: isKicker ? third : second, sections };
};

/** The lines that may be titles, the first ones of the file. */
const collectTitles = (lines: readonly Judged[]): number[] => {
  const titles: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (titles.length >= MOST_TITLES) break;
    // An agency's name at the very top is the site's.
    const isAgencySite = index === 0 && line.meta?.rule === 'agency' && lines.length > 2;
    if ((isText(line) && !line.prose) || isAgencySite) titles.push(index);
    else if (line.meta !== undefined && titles.length > 0) {
      return titles.length > 1 ? titles : withLaterHeadline(titles, lines, index);
    } else if (line.prose) return isHeadlineInPoints(lines, titles, index) ? [...titles, index] : titles;
  }
  return titles;
};

/** `Watch: Whale returns to the bay`, where nothing else can be the headline: not a link, and no caption. */
const labelledHeadline = (lines: readonly Judged[]): number | undefined => {
  const index = lines
    .slice(0, 6)
    .findIndex(
      ({ noise, unit }) =>
        (noise?.rule === 'related' || noise?.rule === 'caption') && countWords(unit.text) >= 4,
    );
  return index < 0 ? undefined : index;
};

/** A site's name, then its date, then the headline. */
const withLaterHeadline = (titles: readonly number[], lines: readonly Judged[], from: number): number[] => {
  const site = lines[titles[0] ?? 0]?.unit.text ?? '';
  for (let index = from + 1; index < Math.min(lines.length, from + 5); index++) {
    const line = lines[index];
    if (!line || line.prose) break;
    if (!isText(line)) continue;
    const name = hasMediaWord(site) && countWords(site) <= 5 && countWords(line.unit.text) > countWords(site);
    return name ? [...titles, index] : [...titles];
  }
  return [...titles];
};

/** A headline that ends as a sentence does: the first line of all, or the one between the site's name and a byline. */
const isHeadlineInPoints = (lines: readonly Judged[], titles: readonly number[], index: number): boolean => {
  const text = lines[index]?.unit.text ?? '';
  if (countWords(text) > LONGEST_HEADLINE || text.length > 220) return false;
  if (titles.length === 0) {
    return lines.length > 1 && countWords(text) <= 20 && readDateline(text)?.agency === undefined;
  }
  const site = lines[titles[0] ?? 0]?.unit.text ?? '';
  if (titles.length > 1 || countWords(text) > 16 || !isSiteName(site, text, lines)) return false;
  return (
    lines.slice(index + 1, index + 3).some(({ meta }) => meta !== undefined) &&
    isNamedElsewhere(site, lines, true)
  );
};

/** Whether a title line is a site's name, given the line that would be the headline then. */
const isSiteName = (name: string, next: string, lines: readonly Judged[]): boolean => {
  const words = countWords(name);
  if (name.length > 60 || words > 7 || endsSentence(name) || /[,;:"“”«»„?!]/u.test(name)) return false;
  if (isNamedElsewhere(name, lines, false)) return true;
  if (words > 5 || name.length > 45) return false;
  if (!hasNameCase(name))
    return words <= 3 && countWords(next) > words && hasMediaWord(name.split(' ').at(-1) ?? '');
  if (hasMediaWord(name)) return true;
  return words <= 3 && countWords(next) >= 4 && countWords(next) > words;
};

/** Capitals on every word but particles; in scripts without capitals, shortness has to do. */
const hasNameCase = (name: string): boolean => {
  const words = name.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  if (!/[\p{Lu}\p{Ll}]/u.test(name)) return words.length <= 4 && name.length <= 24;
  const lower = words.filter(
    (word) => /^\p{Ll}/u.test(word) && !SMALL_WORDS.has(word) && !word.includes('.'),
  );
  return lower.length === 0;
};

const SMALL_WORDS = new Set(
  'of the and de del della delle di du des der die das und von van la le les los las el da do dos das e y et en i na no op het in för och og for à al ja z u και του της των το τα ο η и на в з та і ve'.split(
    ' ',
  ),
);

/** The name stands again where only a site's name does: in the copyright, beside a date, in a picture's credit. */
const isNamedElsewhere = (name: string, lines: readonly Judged[], orByWord: boolean): boolean => {
  if (orByWord && hasMediaWord(name)) return true;
  const folded = foldWords(name);
  if (folded.length < 3) return false;
  return lines.some(
    ({ unit, noise, meta }) =>
      unit.text !== name &&
      ((noise !== undefined && ['copyright', 'caption', 'promotion', 'disclaimer'].includes(noise.rule)) ||
        meta !== undefined) &&
      foldWords(unit.text).includes(folded),
  );
};

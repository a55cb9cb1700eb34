import type { Outline, TextLine } from './outline.ts';

/** A title for comparison: letters and digits only, lower case. */
export const foldTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/&(?:amp|quot|#0?39|apos|lt|gt|nbsp|[lr]squo|[lr]dquo|[nm]dash);/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** What stands between a title and the site's name in a page's `title`. */
const SEPARATOR =
  /\s+[|–—·•»«:›-]\s+|\s*[|｜»]\s*|\s+::\s+|\s*_\s*(?=[\p{Script=Han}])|\s*[-–—](?=[\p{Script=Han}\p{Script=Katakana}]{2,12}$)/gu;

/** A page's title cut in two at its last separators, the longest first part first. */
const cuts = (title: string): { readonly head: string; readonly tail: string }[] =>
  [...title.matchAll(SEPARATOR)]
    .map((match) => ({
      head: title.slice(0, match.index).trim(),
      tail: title.slice(match.index + match[0].length).trim(),
    }))
    .filter(({ head, tail }) => head !== '' && tail !== '')
    .reverse();

/** The page's title without the site's name before or behind it. */
export const withoutSite = (title: string, site: string | undefined): string => {
  const folded = site === undefined ? '' : foldTitle(site);
  if (folded === '') return title;
  for (const { head, tail } of cuts(title)) {
    if (foldTitle(tail) === folded) return head;
    if (foldTitle(head) === folded) return tail;
  }
  return title;
};

/**
 * The title as the headline on the page has it, where the page's `title` is that alone or with a site's name before or
 * behind it. Undefined where the headline says something else.
 */
export const splitByHeadline = (title: string, headline: string): string | undefined => {
  const wanted = foldTitle(headline);
  if (wanted === '') return undefined;
  const parts = [title, ...cuts(title).flatMap(({ head, tail }) => [head, tail])];
  return parts.some((part) => foldTitle(part) === wanted) ? headline : undefined;
};

const lastPart = (tail: string): string => cuts(tail)[0]?.tail ?? tail;

/**
 * The site's name as the page's `title` has it before or behind the article's: `Bread at altitude - Thin Air Kitchen`.
 * Of several parts it is the outermost.
 */
export const siteBeside = (whole: string, title: string): string | undefined => {
  const marks = /^[\s|｜–—·•»«:›_-]+|[\s|｜–—·•»«:›_-]+$/gu;
  if (title === '' || whole === title) return undefined;
  if (whole.startsWith(title) && /^\s*[|｜–—·•»«:›_-]/u.test(whole.slice(title.length))) {
    return lastPart(whole.slice(title.length).replace(marks, ''));
  }
  if (whole.endsWith(title) && /[|｜–—·•»«:›_-]\s*$/u.test(whole.slice(0, -title.length))) {
    const before = whole.slice(0, -title.length).replace(marks, '');
    return cuts(before).at(-1)?.head ?? before;
  }
  return undefined;
};

/**
 * The page's headings of the first rank, those of the article before those of the page's head; where the page's `title`
 * names a lower heading (of a weblog whose `h1` is its own name), that one first.
 */
export const headlines = (outline: Outline): readonly TextLine[] => {
  const found = outline.lines.filter(({ element, text }) => element === 'h1' && text.length < 400);
  const first = [...found.filter(({ inMain }) => inMain), ...found.filter(({ inMain }) => !inMain)];
  const lower = first.some(({ inMain }) => inMain) ? undefined : titledHeading(outline, first[0]);
  return lower === undefined ? first : [lower, ...first];
};

/**
 * The first `h2` or `h3` below the first heading that the page's `title` is, or has beside a site's name. Where the
 * first heading stands in the `title` as well, the longer one of the two is the article's.
 */
const titledHeading = ({ lines, title }: Outline, first: TextLine | undefined): TextLine | undefined => {
  const least = first !== undefined && isInTitle(title, first.text) ? first.text.length : 0;
  return lines.find(
    ({ element, text, aside, order }) =>
      /^h[23]$/u.test(element) &&
      aside === undefined &&
      order > (first?.order ?? -1) &&
      text.length > least &&
      isInTitle(title, text),
  );
};

const isInTitle = (title: string, heading: string): boolean =>
  splitByHeadline(title, heading) !== undefined || siteBeside(title, heading) !== undefined;

import { findTitles, type Titles } from './header.ts';
import type { Judged } from './judge.ts';
import { LIST_MARK } from './lines.ts';
import { type MetaLine, readNameLine } from './meta.ts';
import { hasMediaWord, isSection } from './sections.ts';
import { countWords, endsSentence, endsStatement, foldWords, isNameLike, isUnspaced } from './words.ts';

/** What becomes of one line. */
export type Fate =
  | { readonly kind: 'body' | 'headline' | 'site' }
  | { readonly kind: 'removed'; readonly rule: string };

/** The lines' fates, and the facts of those that were lines of facts, in the order of the file. */
export interface Structure {
  readonly fates: readonly Fate[];
  readonly titles: Titles;
  readonly facts: readonly { readonly index: number; readonly meta: MetaLine; readonly foot: boolean }[];
}

/** Where a line stands: above the text, in it, below it. */
type Zone = 'head' | 'body' | 'foot';

/** How far below the first running text a byline may stand: a standfirst of two sentences, a picture between. */
const STANDFIRST_REACH = 8;
const MOST_STANDFIRST = 2;
const MOST_LINKS = 12;
/** So many lines may stand above the text. */
const HEAD_LINES = 60;

const removed = (rule: string): Fate => ({ kind: 'removed', rule });

/**
 * Decides for each line whether it is the site's name, the headline, part of the text, or none of them and why.
 * What no rule takes out stays in the text.
 */
export const structure = (lines: readonly Judged[]): Structure => {
  const titles = findTitles(lines);
  const zones = findZones(lines, titles);
  const fates: Fate[] = lines.map((line, index) => fateOf(line, zones[index] ?? 'body'));
  if (titles.site !== undefined) fates[titles.site] = { kind: 'site' };
  if (titles.headline !== undefined) fates[titles.headline] = { kind: 'headline' };
  for (const index of titles.sections) fates[index] = removed('section');
  takeRelated(lines, zones, fates);
  const facts = lines.flatMap(({ meta }, index) => {
    const foot = zones[index] === 'foot';
    const isFact = meta && !isRelated(fates[index]) && index !== titles.site;
    if (!isFact || !counts(meta, zones[index] ?? 'body')) return [];
    return [{ index, meta: foot ? withoutPlace(meta) : meta, foot }];
  });
  facts.push(...takeHead({ lines, zones, fates, titles, known: facts.map(({ meta }) => meta) }));
  takeEnd(lines, zones, fates);
  return { fates, titles, facts: facts.toSorted((a, b) => a.index - b.index) };
};

/** Below the text, what stands beside an agency is no place but a desk or a signature. */
const withoutPlace = (meta: MetaLine): MetaLine =>
  meta.rule === 'agency' ? { ...meta, place: undefined } : meta;

const isRelated = (fate: Fate | undefined): boolean => fate?.kind === 'removed' && fate.rule === 'related';

const findZones = (lines: readonly Judged[], { headline = -1 }: Titles): Zone[] => {
  const prose = lines.flatMap((line, index) => (line.prose && index !== headline ? [index] : []));
  const first = prose[0] ?? lines.length;
  const last = prose.at(-1) ?? headline;
  let head = first;
  let seen = 0;
  for (let index = first; index < Math.min(lines.length, first + STANDFIRST_REACH); index++) {
    if (lines[index]?.prose) seen++;
    if (seen > MOST_STANDFIRST || lines[index]?.opensRelated) break;
    if (lines[index]?.meta && index < last) head = index + 1;
  }
  while (head > first && head < lines.length && lines[head]?.prose === false) head++;
  return lines.map((_, index) => (index < head ? 'head' : index > last ? 'foot' : 'body'));
};

/** Whether a line of facts counts as such where it stands. Amid the text only what says `published` or names a source. */
const counts = (meta: MetaLine, zone: Zone): boolean => {
  if (zone === 'head') return true;
  if (zone === 'foot') return meta.rule !== 'dateline';
  return meta.rule === 'source' || meta.dates.some(({ role }) => role !== 'unknown');
};

const fateOf = ({ noise, meta, opensRelated, unit }: Judged, zone: Zone): Fate => {
  if (opensRelated)
    return zone === 'body' && countWords(unit.text) < 2 ? { kind: 'body' } : removed('related');
  // An agency that signs below its report stays with it.
  if (meta && counts(meta, zone) && !(zone === 'foot' && meta.rule === 'agency')) return removed(meta.rule);
  return noise && (noise.anywhere || zone !== 'body') ? removed(noise.rule) : { kind: 'body' };
};

/** Titles of links below the heading of a block of links, until running text returns. */
const takeRelated = (lines: readonly Judged[], zones: readonly Zone[], fates: Fate[]): void => {
  for (const [index, line] of lines.entries()) {
    if (!line.opensRelated) continue;
    const links = linksAfter(lines, fates, index);
    if (links.length > 0) fates[index] = removed('related');
    else if (zones[index] === 'body' && countWords(line.unit.text) < 2) continue;
    for (const link of links) fates[link] = removed('related');
  }
};

const linksAfter = (lines: readonly Judged[], fates: readonly Fate[], heading: number): number[] => {
  const links: number[] = [];
  for (let index = heading + 1; index < lines.length && links.length < MOST_LINKS; index++) {
    const line = lines[index];
    if (!line || line.prose) break;
    if (line.meta && !isDateOfLink(line.meta, links)) break;
    if (fates[index]?.kind !== 'body' && !line.meta) continue;
    if (endsStatement(line.unit.text) || line.unit.text.length > 160) break;
    // A block without blank lines inside ends at the first one.
    if (line.unit.afterBlank && links.length > 0 && lines[links[0] ?? 0]?.unit.afterBlank === false) break;
    links.push(index);
  }
  const last = links.at(-1);
  const returns = last !== undefined && lines[last + 1]?.prose === true;
  // One or two words right above the text are its sub-heading, not a link's title.
  if (returns && links.length > 1 && countWords(lines[last]?.unit.text ?? '') <= 2) links.pop();
  return links;
};

/** The day below a link's title is the other article's. */
const isDateOfLink = ({ rule, dates }: MetaLine, links: readonly number[]): boolean =>
  links.length > 0 && rule === 'date' && dates.every(({ role }) => role === 'unknown');

interface Head {
  readonly lines: readonly Judged[];
  readonly zones: readonly Zone[];
  readonly fates: Fate[];
  readonly titles: Titles;
  readonly known: readonly MetaLine[];
}

/** Lines of the head that only their place explains: a name alone, a place alone, the headline once more. */
const takeHead = ({ lines, zones, fates, titles, known }: Head): Structure['facts'][number][] => {
  const facts: Structure['facts'][number][] = [];
  const headline = titles.headline ?? -1;
  const title = foldWords(lines[headline]?.unit.text ?? '');
  const site = titles.site === undefined ? undefined : foldWords(lines[titles.site]?.unit.text ?? '');
  for (const [index, { unit, prose, noise }] of lines.slice(0, HEAD_LINES).entries()) {
    if (zones[index] !== 'head' || fates[index]?.kind !== 'body' || prose || noise) continue;
    const folded = foldWords(unit.text);
    if (folded === title) fates[index] = removed('repeated-headline');
    else if (folded === site) fates[index] = removed('repeated-site');
    else if (isSection(unit.text)) fates[index] = removed('section');
    else if (isPlaceAlone(lines, index, known)) {
      fates[index] = removed('dateline');
      facts.push({
        index,
        meta: { ...NO_FACTS, rule: 'dateline', place: unit.text.slice(0, -1).trim() },
        foot: false,
      });
    } else if (index > headline) {
      const signed = [...known, ...facts.map(({ meta }) => meta)];
      const meta = nameOrPlace(lines, index, signed);
      if (!meta) continue;
      fates[index] = removed(meta.place === undefined ? 'byline' : 'place');
      facts.push({ index, meta, foot: false });
    }
  }
  return facts;
};

/** `Thiruvananthapuram:` right above the text of an agency. */
const isPlaceAlone = (lines: readonly Judged[], index: number, known: readonly MetaLine[]): boolean => {
  const place = lines[index]?.unit.text ?? '';
  return (
    place.endsWith(':') &&
    isNameLike(place.slice(0, -1).trim(), { single: true }) &&
    lines[index + 1]?.prose === true &&
    known.some(({ people, agencies }) => people.length + agencies.length > 0)
  );
};

const NO_FACTS: MetaLine = { rule: 'byline', dates: [], people: [], agencies: [], others: [] };

/** A line that is only a name is the author while nobody else is known, and a place beside one who is. */
const nameOrPlace = (
  lines: readonly Judged[],
  index: number,
  known: readonly MetaLine[],
): MetaLine | undefined => {
  const text = lines[index]?.unit.text ?? '';
  const beside = [lines[index - 1], lines[index + 1]].some((line) => line?.meta !== undefined);
  const signed = known.some(({ people, agencies }) => people.length + agencies.length > 0);
  const name = readNameLine(text);
  if (signed && beside && isPlaceLike(text)) {
    return hasMediaWord(text) ? NO_FACTS : { ...NO_FACTS, place: text };
  }
  if (signed) return name && beside ? NO_FACTS : undefined;
  if (name && !isPlaceName(text)) return name;
  return beside && isPlaceLike(text) ? { ...NO_FACTS, place: text } : undefined;
};

const isPlaceLike = (text: string): boolean =>
  isNameLike(text, { single: true }) &&
  (isUnspaced(text) ? text.length <= 5 : text.split(' ').length <= 2 || isPlaceName(text));

/** Names of places of several words begin with one of these. */
export const isPlaceName = (text: string): boolean =>
  /^(?:new|san|santa|santo|los|las|st|saint|port|north|south|east|west|cape|hong|tel|abu|rio|buenos|sri|kuala|addis|el|la|le|fort|mount|lake|bad|são|sao|nova|nuova|novi|nueva|great|upper|lower|washington|mexico|panama|guatemala)\b\.?\s/iu.test(
    `${text} `,
  );

/** Rules after which a page has said what it had to say. */
const END_RULES = new Set([
  'share',
  'comments',
  'subscribe',
  'copyright',
  'navigation',
  'related',
  'tags',
  'promotion',
  'disclaimer',
]);

/** Short lines below the page's own furniture, at the end of the file, are furniture too. */
const takeEnd = (lines: readonly Judged[], zones: readonly Zone[], fates: Fate[]): void => {
  let ended = false;
  for (const [index, { unit }] of lines.entries()) {
    if (zones[index] !== 'foot') continue;
    const fate = fates[index];
    if (fate?.kind === 'removed') ended ||= END_RULES.has(fate.rule);
    else if (ended && fate?.kind === 'body' && isFurniture(unit.text)) fates[index] = removed('page-end');
  }
};

const isFurniture = (text: string): boolean =>
  countWords(text) <= 12 && !endsSentence(text) && !LIST_MARK.test(text) && !/^[("“«„—–-]/u.test(text);

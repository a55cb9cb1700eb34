import type { DateCandidate } from '../article.ts';
import { labelRole } from '../press/date-labels.ts';
import { readDateLine } from '../press/dates.ts';
import { firstString, type JsonLd } from './article-node.ts';
import { firstText } from './json-ld.ts';
import { metaDates } from './meta-names.ts';
import { type Item, isAside, type Outline, type TextLine, type TimeMark } from './outline.ts';
import type { HeadWindow, VisibleFact } from './visible.ts';

/** What the dates of a page are gathered from. */
export interface DateSources {
  readonly outline: Outline;
  readonly jsonLd: JsonLd;
  readonly item: Item | undefined;
  readonly headline: TextLine | undefined;
  readonly window: HeadWindow;
  readonly facts: readonly VisibleFact[];
  readonly language: string | undefined;
}

/** Every date that the page states of its article, by rank of the source; within one, publication before update. */
export const pageDates = (sources: DateSources): DateCandidate[] => {
  const { outline, jsonLd, item, facts } = sources;
  const graph = metaDates(outline.metas);
  const candidates: DateCandidate[] = [
    ...fromJsonLd(jsonLd),
    ...graph.filter(({ source }) => source === 'open-graph'),
    ...fromItem(item),
    ...graph.filter(({ source }) => source === 'meta'),
    ...timeDates(sources),
    ...facts
      .flatMap(({ meta }) => meta.dates.map(({ value, role }) => ({ value, role, source: 'text' as const })))
      .toSorted((a, b) => ORDER[a.role] - ORDER[b.role]),
  ];
  return unique(candidates.filter(({ value }) => value.trim() !== '' && value.length <= 200));
};

const unique = (candidates: readonly DateCandidate[]): DateCandidate[] => [
  ...new Map(candidates.map((it) => [`${it.source} ${it.role} ${it.value}`, it])).values(),
];

const JSON_DATES = [
  ['datePublished', 'published'],
  ['uploadDate', 'published'],
  ['dateCreated', 'published'],
  ['dateModified', 'updated'],
] as const;

const fromJsonLd = ({ article }: JsonLd): DateCandidate[] =>
  JSON_DATES.flatMap(([key, role]) => {
    const value = firstText(article?.[key]);
    return value === undefined ? [] : [{ value, role, source: 'json-ld' as const }];
  });

const ITEM_DATES = [
  ['datePublished', 'published'],
  ['pubdate', 'published'],
  ['dateCreated', 'published'],
  ['dateModified', 'updated'],
] as const;

const fromItem = (item: Item | undefined): DateCandidate[] =>
  ITEM_DATES.flatMap(([key, role]) => {
    const value = firstString(item, key);
    return value === undefined ? [] : [{ value, role, source: 'microdata' as const }];
  });

const MOST_TIMES = 6;

/**
 * Whether the page's visible lines say more than an element that has no machine-readable date: the line around it, with
 * its label and perhaps the time of day; or another line of the article, where nothing says what the element is.
 */
const isSaidByLine = (mark: TimeMark, facts: readonly VisibleFact[]): boolean =>
  facts.some(({ line }) => line.order === mark.order) ||
  (roleOf(mark) === 'unknown' && facts.some(({ meta }) => meta.dates.length > 0));

/** `time` elements of the article's head; elsewhere in the article only where a label or a name says what they are. */
const timeDates = ({ outline, headline, window, facts, language }: DateSources): DateCandidate[] =>
  outline.times
    .filter(({ aside }) => !isAside(aside, headline?.aside))
    .filter((mark) => mark.machine !== undefined || !isSaidByLine(mark, facts))
    .flatMap((mark) => {
      const role = roleOf(mark);
      const inHead = mark.order >= window.from && mark.order <= window.to;
      if (!inHead && (role === 'unknown' || !mark.inMain)) return [];
      const text = mark.text.replace(/\s+/gu, ' ').trim();
      const value = mark.machine ?? (readDateLine(text, language) ? text : undefined);
      return value === undefined ? [] : [{ value, role, source: 'time' as const }];
    })
    .slice(0, MOST_TIMES)
    .toSorted((a, b) => ORDER[a.role] - ORDER[b.role]);

const ORDER = { published: 0, unknown: 1, updated: 2 };

const PUBLISHED =
  /(?<![\p{L}-])(?:published|datepublished|pubdate|dt-published|entry-date|posted|posted-on|post-date|date-published|publish-date|published-date|publish)(?![\p{L}-])/u;
const UPDATED =
  /(?<![\p{L}-])(?:updated|datemodified|modified|dt-updated|last-updated|lastmod|updated-on|date-updated|modified-date|last-modified)(?![\p{L}-])/u;

/** By the element's own names, the label before it or in it, and at last the names of what it stands in. */
const roleOf = ({ names, hint, before, text }: TimeMark): DateCandidate['role'] => {
  if (PUBLISHED.test(names)) return 'published';
  if (UPDATED.test(names)) return 'updated';
  const labelled = labelRole(text.slice(0, 60)) ?? labelRole(before);
  if (labelled !== undefined) return labelled;
  return PUBLISHED.test(hint) ? 'published' : UPDATED.test(hint) ? 'updated' : 'unknown';
};

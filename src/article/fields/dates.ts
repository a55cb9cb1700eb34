import type { DateCandidate, Field, Visibility } from '../article.ts';
import { type FrontValue, isFrontList, isFrontMap } from '../front-matter/value.ts';
import { booleanOf, type FieldEntry, type FieldIndex, givenText, lookUp } from './index.ts';

/** The text of a date: a text, or the `date`, `value` or `updated` of a mapping (`last_update: { date: … }`). */
const dateText = (value: FrontValue): string | undefined => {
  if (isFrontMap(value))
    return dateText(lookUp(value, ['date', 'value', 'datetime', 'updated', 'at', 'time']) ?? null);
  if (isFrontList(value))
    return value.length > 0 && typeof value[0] === 'string' ? dateText(value[0]) : undefined;
  const given = givenText(value);
  // quotes that a word processor has made typographic, so that YAML does not take them off
  const text =
    given !== undefined && /^["'“”‘’]|["'“”‘’]$/.test(given)
      ? given.replace(/^["'“”‘’]+|["'“”‘’]+$/g, '').trim()
      : given;
  return text === undefined || text === '' || booleanOf(text) !== undefined ? undefined : text;
};

/** Dates and state of an article as its front matter states them. */
export interface StatedDates {
  readonly dates: readonly DateCandidate[];
  readonly visibility: Visibility;
}

const clock = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?$/i;

/** `date: 2015-09-16` with `time: 21:52` beside it. */
const withTime = (date: string, index: FieldIndex): string => {
  if (/\d:\d/.test(date)) return date;
  const time = index.first('time', (value) => {
    const text = givenText(value);
    return text !== undefined && clock.test(text) ? text : undefined;
  });
  return time ? `${date} ${time.value}` : date;
};

const candidates = (index: FieldIndex, role: 'published' | 'updated'): DateCandidate[] => {
  const found: DateCandidate[] = [];
  for (const entry of index.all(role)) {
    const text = dateText(entry.value);
    if (text === undefined) continue;
    const field = index.field(entry, role === 'published' ? withTime(text, index) : text);
    found.push({ value: field.value, source: field.source, line: field.line, column: field.column, role });
  }
  return found;
};

const dateField = (index: FieldIndex, fact: 'appears' | 'expires' | 'withdrawn'): Field | undefined =>
  index.first(fact, dateText);

/** Words of `status` and `visibility` that keep an article back, and those for something else than publication. */
const draftWords = new Set([
  'draft',
  'drafts',
  'pending',
  'unpublished',
  'autodraft',
  'trash',
  'trashed',
  'deleted',
  'skip',
  'wip',
  'inprogress',
  'idea',
  'todo',
  'review',
  'inreview',
  'planned',
]);
const unlistedWords = new Set([
  'private',
  'unlisted',
  'hidden',
  'internal',
  'members',
  'memberonly',
  'membersonly',
  'paid',
  'tiers',
  'password',
  'protected',
  'archived',
]);

const word = (value: FrontValue): string =>
  givenText(value)
    ?.toLowerCase()
    .replace(/[-_\s]/g, '') ?? '';

type FlagSource = readonly [
  fact: Parameters<FieldIndex['all']>[0],
  read: (value: FrontValue, entry: FieldEntry) => boolean | undefined,
];

const firstFlag = (index: FieldIndex, sources: readonly FlagSource[]): Field<boolean> | undefined => {
  let negative: Field<boolean> | undefined;
  for (const [fact, read] of sources) {
    for (const entry of index.all(fact)) {
      const flag = read(entry.value, entry);
      if (flag === true) return index.field(entry, true);
      if (flag === false) negative ??= index.field(entry, false);
    }
  }
  return negative;
};

const opposite = (value: FrontValue): boolean | undefined => {
  const flag = booleanOf(value);
  return flag === undefined ? undefined : !flag;
};

const isDraftWord = (value: FrontValue): boolean | undefined =>
  draftWords.has(word(value)) ? true : undefined;

/** Any word that keeps the article back wins: `draft: false` does not undo `published: false`. */
const draftSources: readonly FlagSource[] = [
  ['draft', (value) => booleanOf(value) ?? isDraftWord(value)],
  ['published', opposite],
  ['status', isDraftWord],
  ['visibility', isDraftWord],
];

const isTrue = (value: FrontValue): boolean | undefined => (booleanOf(value) === true ? true : undefined);
const isUnlistedWord = (value: FrontValue): boolean | undefined =>
  unlistedWords.has(word(value)) ? true : undefined;

/** `password: …` protects; `hidden: true`, `private: true`; `expired: true` has no date. */
const unlistedSources: readonly FlagSource[] = [
  ['unlisted', (value, { key }) => booleanOf(value) ?? (key.toLowerCase() === 'password' ? true : undefined)],
  ['visibility', isUnlistedWord],
  ['status', isUnlistedWord],
  ['expires', isTrue],
  ['withdrawn', isTrue],
];

/**
 * The dates of an article by rank: published ones, then updates. A date after which it may be shown (`publishDate`)
 * stands alone as publication, and beside another one only holds it back until then.
 */
export const statedDates = (index: FieldIndex): StatedDates => {
  const published = candidates(index, 'published');
  const appears = dateField(index, 'appears');
  if (published.length === 0 && appears) published.push({ ...appears, role: 'published' });
  return {
    dates: [...published, ...candidates(index, 'updated')],
    visibility: {
      draft: firstFlag(index, draftSources),
      unlisted: firstFlag(index, unlistedSources),
      appears: published[0]?.line !== undefined && published[0].line === appears?.line ? undefined : appears,
      expires: dateField(index, 'expires'),
      withdrawn: dateField(index, 'withdrawn'),
      notice: index.first('notice', (value) => givenText(value)),
    },
  };
};

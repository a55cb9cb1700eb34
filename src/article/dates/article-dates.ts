import type { Problem } from '../../problem.ts';
import type { DateCandidate, Draft, FieldSource } from '../article.ts';
import { agree, isBefore, isFalseUtc } from './date-agreement.ts';
import {
  type DatePlace,
  dateConflict,
  dateSkipped,
  doubts,
  refused,
  updateDropped,
  zoneConflict,
} from './date-problems.ts';
import type { BadDate, DateReader, GoodDate, ReadField } from './date-reader.ts';

type Read = ReadField<DateCandidate>;
type Good = GoodDate<DateCandidate>;
type Bad = BadDate<DateCandidate>;

/** The dates of an article that count. */
export interface ArticleDates {
  /** Absent where no date could be read for certain. */
  readonly published?: Good | undefined;
  /** Why there is none, where one was refused. */
  readonly refusal?: Problem | undefined;
  readonly updated?: Good | undefined;
  /** `published` is an update's date, since there is no other. */
  readonly isOnlyUpdated: boolean;
  readonly problems: readonly Problem[];
}

/** Which source counts first. */
const ranks: Readonly<Record<FieldSource, number>> = {
  'front-matter': 0,
  defaults: 0,
  'json-ld': 1,
  'open-graph': 2,
  microdata: 3,
  meta: 4,
  time: 5,
  text: 6,
  dateline: 7,
  filename: 8,
  address: 8,
  updated: 9,
  'file-time': 9,
};

/** More candidates than that only a hostile page has. */
const MOST = 60;

const isMachine = ({ source }: DateCandidate): boolean => ranks[source] >= 1 && ranks[source] <= 5;

type Dated = Pick<Draft, 'path' | 'dates' | 'visibility'>;

/** "Not before this date", where the author gives no other, is the date of publication. */
const withAppears = (
  dates: readonly DateCandidate[],
  appears: Draft['visibility']['appears'],
): readonly DateCandidate[] =>
  appears === undefined || dates.some(({ source, role }) => source === 'front-matter' && role !== 'updated')
    ? dates
    : [...dates, { ...appears, role: 'published' }];

/** By rank of the source; within one, what says "published" before what says nothing. */
const inOrder = ({ dates, visibility }: Dated): readonly DateCandidate[] =>
  withAppears(dates, visibility.appears)
    .filter(({ value }) => value.trim() !== '')
    .slice(0, MOST)
    .map((date) => ({ date, rank: ranks[date.source] * 2 + (date.role === 'unknown' ? 1 : 0) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ date }) => date);

/** An update by its field's name, or by the text itself. */
const isUpdate = (read: Read): boolean =>
  read.field.role === 'updated' || (read.ok && read.reading.role === 'updated');

/** Refusals of a text that names no full date: it contradicts no other one. */
const isIncomplete = ({ reading: { refused: code } }: Bad): boolean =>
  code === 'relative-no-reference' || code === 'no-year' || code === 'no-day' || code === 'no-date';

/**
 * The lowest rank that may stand in for a date that was refused, or -1 where none may. What an author wrote on
 * purpose (front matter, a dated line) has to be put right; only where it is no full date (`published: Penguin Books`,
 * `2 hours ago`) another one beside it counts. A machine's date that cannot be read leaves it to the
 * page's other statements, but not to the file's name, which may be the day it was saved. Placeholders state nothing.
 */
const standIn = (bad: Bad): number => {
  if (bad.field.source === 'front-matter') return isIncomplete(bad) ? ranks['front-matter'] : -1;
  if (bad.reading.refused === 'placeholder' || bad.field.source === 'dateline') return ranks.updated;
  if (isMachine(bad.field)) return ranks.text;
  if (bad.field.source === 'text') return isIncomplete(bad) ? ranks.filename : -1;
  return ranks.updated;
};

interface Choice {
  readonly chosen?: Good | undefined;
  readonly skipped: readonly Bad[];
  /** The lowest rank that still may count. */
  readonly limit: number;
}

/** A dateline without a year and a number in a file's name or in an address are no failed dates. */
const isNoStatement = ({ source }: DateCandidate): boolean =>
  source === 'dateline' || source === 'filename' || source === 'address';

/** The first date that can be read, as far as the refused ones above it allow. */
const choose = (list: readonly Read[]): Choice => {
  const skipped: Bad[] = [];
  let limit = ranks.updated;
  for (const read of list) {
    if (ranks[read.field.source] > limit) continue;
    if (read.ok) return { chosen: read, skipped, limit };
    if (!isNoStatement(read.field)) skipped.push(read);
    limit = Math.min(limit, standIn(read));
  }
  return { skipped, limit };
};

const placeOf = (path: string, name: string, field: DateCandidate): DatePlace => ({ path, name, field });

/** A visible line with the clock of a machine date that calls itself UTC is right, and the machine is not. */
const visibleInstead = (chosen: Good, list: readonly Good[]): Good | undefined =>
  isMachine(chosen.field)
    ? list.find(
        (other) =>
          other.field.source === 'text' && !other.isZoneAssumed && isFalseUtc(chosen.reading, other.reading),
      )
    : undefined;

/** One warning for every other source in which no date agrees with the one that was taken. */
const conflicts = (path: string, taken: Good, list: readonly Good[]): readonly Problem[] => {
  const others = Map.groupBy(list, ({ field }) => field.source);
  others.delete(taken.field.source);
  const problems: Problem[] = [];
  for (const dates of others.values()) {
    // Where a zone had to be assumed, hours of difference tell nothing.
    const isSame = ({ reading, field, isZoneAssumed }: Good): boolean =>
      isZoneAssumed ||
      taken.isZoneAssumed ||
      agree(taken.reading, reading, !isMachine(taken.field) || field.source === 'filename') ||
      (isMachine(field) && isFalseUtc(reading, taken.reading));
    if (!dates.some(isSame))
      problems.push(dateConflict(placeOf(path, 'published', taken.field), taken, dates[0]!));
  }
  return problems;
};

/** An update in the false UTC of its page, read again as the local time that it is; undefined where that fails. */
const withoutFalseZone = (update: Good, reader: DateReader): Good | undefined => {
  const text = update.field.value.trim().replace(/\s*(?:Z|[+-]00:?00|GMT|UTC)$/i, '');
  const reading = reader.readText(text);
  return reading.ok ? { ...update, reading } : undefined;
};

/** The refused date that would have counted first, told with what was taken instead. */
const passedOver = (path: string, [first]: readonly Bad[], taken: Good): readonly Problem[] =>
  first ? [dateSkipped(placeOf(path, 'published', first.field), first, taken)] : [];

interface UpdateContext {
  readonly path: string;
  readonly reader: DateReader;
  readonly published: Good;
  /** The machine date that was found to be local time marked as UTC. */
  readonly falseUtc: Good | undefined;
}

const chooseUpdate = (
  list: readonly Read[],
  { path, reader, published, falseUtc }: UpdateContext,
): { updated?: Good | undefined; problems: readonly Problem[] } => {
  const good = list.filter((read) => read.ok);
  const first = good[0];
  const bad = list.find((read) => !read.ok);
  const isTold =
    bad && (bad.field.source === 'front-matter' || (!first && bad.reading.refused !== 'placeholder'));
  const problems: Problem[] = isTold ? [refused(placeOf(path, 'updated', bad.field), bad)] : [];
  if (!first) return { problems };
  const visible = visibleInstead(first, good);
  const isFalse =
    falseUtc !== undefined && isMachine(first.field) && /(?:Z|00:?00|GMT|UTC)\s*$/i.test(first.field.value);
  const updated = visible ?? (isFalse ? withoutFalseZone(first, reader) : first);
  if (!updated) return { problems };
  const place = placeOf(path, 'updated', updated.field);
  if (isBefore(updated.reading, published.reading)) {
    return { problems: [...problems, updateDropped(place, updated, published)] };
  }
  return { updated, problems: [...problems, ...doubts(place, updated)] };
};

/**
 * Which of the article's dates count. Published is the first that can be read by rank of its source: front matter,
 * JSON-LD, Open Graph, microdata, meta, `<time>`, visible text, dateline, file name, and last an update alone. A
 * refused date is never passed over in silence: it holds the article back (`refusal`), or, where a machine wrote it
 * and the page states another, the other is taken with `date-skipped`. Every Problem names the sources.
 */
export const articleDates = (draft: Dated, reader: DateReader): ArticleDates => {
  const { path } = draft;
  const reads: readonly Read[] = inOrder(draft).map((date) => reader.read(date));
  const updates = reads.filter(isUpdate);
  const candidates = reads.filter((read) => !isUpdate(read));
  const { chosen, skipped, limit } = choose(candidates);
  const first = skipped[0];
  const firstGoodUpdate = updates.find((read) => read.ok);
  if (!chosen && limit >= ranks.updated && firstGoodUpdate) {
    const place = placeOf(path, 'updated', firstGoodUpdate.field);
    return {
      published: firstGoodUpdate,
      updated: firstGoodUpdate,
      isOnlyUpdated: true,
      problems: [...passedOver(path, skipped, firstGoodUpdate), ...doubts(place, firstGoodUpdate)],
    };
  }
  if (!chosen) {
    const lost =
      skipped.find((bad) => bad.reading.refused !== 'placeholder') ??
      first ??
      updates.find((read) => !read.ok);
    const refusal =
      lost &&
      refused(placeOf(path, lost.field.role === 'updated' ? 'updated' : 'published', lost.field), lost);
    return { refusal, isOnlyUpdated: false, problems: [] };
  }
  const good = candidates.filter((read) => read.ok);
  const visible = visibleInstead(chosen, good);
  const published = visible ?? chosen;
  const place = placeOf(path, 'published', published.field);
  const update = chooseUpdate(updates, { path, reader, published, falseUtc: visible && chosen });
  return {
    published,
    updated: update.updated,
    isOnlyUpdated: false,
    problems: [
      ...passedOver(path, skipped, published),
      ...(visible ? [zoneConflict(place, visible, chosen)] : []),
      ...doubts(place, published),
      ...conflicts(path, published, good),
      ...update.problems,
    ],
  };
};

import type { DateWarning, RefusalCode } from '../../date/reading.ts';
import { catalogue, type Problem, type ProblemCode, problem } from '../../problem.ts';
import type { Field, FieldSource } from '../article.ts';
import type { BadDate, GoodDate } from './date-reader.ts';

const sourceNames: Readonly<Record<FieldSource, string>> = {
  'front-matter': 'the front matter',
  defaults: '_defaults.yaml',
  'json-ld': 'JSON-LD',
  'open-graph': 'Open Graph',
  microdata: 'microdata',
  meta: 'a meta element',
  time: 'a time element',
  text: 'the text',
  dateline: 'the dateline',
  filename: 'the file name',
  address: 'the address',
  updated: 'the update',
  'file-time': 'the file’s time',
};

/** What people call the place where a fact was found, such as `the front matter`. */
export const sourceName = (source: FieldSource): string => sourceNames[source];

const rightForm = 'Write it as 2026-03-01 or 2026-03-01T14:30:00+05:30.';

const hints: Readonly<Record<RefusalCode, string>> = {
  'no-zone': 'Set timeZone in site.yaml, or write the offset: 2026-03-01T14:30:00+05:30.',
  'ambiguous-order': 'Set dateOrder or a language with region, or write the date as 2026-03-01.',
  'ambiguous-zone': 'Set timeZone in site.yaml, or write the offset instead of the abbreviation.',
  'ambiguous-hour': 'Write the time in 24 hours.',
  'unknown-zone': 'Write an offset such as +05:30, or an IANA name such as Asia/Kolkata.',
  'military-zone': 'Write the offset, such as +05:30, or Z for UTC.',
  'offset-range': 'Write an offset between -12:00 and +14:00.',
  'invalid-date': rightForm,
  'invalid-time': rightForm,
  'relative-no-reference': 'Write the date, or say with saved: when the page was saved.',
  'no-year': 'Write the year too.',
  'no-day': 'Write the day too.',
  'no-date': rightForm,
  unparsable: rightForm,
  placeholder: 'Write the date of publication, or leave the field out.',
  implausible: rightForm,
  calendar: 'Write the date in the Gregorian calendar, such as 2026-03-01.',
};

const clip = (text: string): string => (text.length <= 300 ? text : `${text.slice(0, 299)}…`);

/** Which date it is (`published`, `expires` …), and where in the article it stands. */
export interface DatePlace {
  readonly path: string;
  readonly name: string;
  readonly field: Field;
}

const place = ({ path, field }: DatePlace) => ({ path, line: field.line, column: field.column });

/** A refused date as a Problem with the refusal's code. */
export const refused = (where: DatePlace, { reading }: BadDate): Problem =>
  problem(reading.refused, {
    ...place(where),
    message: clip(`${where.name} in ${sourceName(where.field.source)}: ${reading.message}`),
    hint: hints[reading.refused],
  });

/** The doubts of a date that was read, and the missing zone where UTC had to stand in. */
export const doubts = (where: DatePlace, { reading, isZoneAssumed }: GoodDate): readonly Problem[] => {
  const origin = `${where.name} in ${sourceName(where.field.source)}`;
  const warn = (code: ProblemCode, cause: string, hint: string): Problem =>
    problem(code, {
      ...place(where),
      message: clip(`${origin}: ${JSON.stringify(reading.read)}: ${cause}`),
      hint,
    });
  const list = reading.warnings.map((code: DateWarning) =>
    warn(code, catalogue[code].cause, warningHint(code)),
  );
  return isZoneAssumed ? [...list, warn('zone-not-set', 'it was read in UTC', zoneHint)] : list;
};

const zoneHint = 'Set timeZone in site.yaml, or in a _defaults.yaml of the folder.';

const warningHint = (code: DateWarning): string =>
  code === 'future'
    ? 'Check the date, and when the page was saved.'
    : 'Check the date; an offset settles its time.';

const differing = (where: DatePlace, mine: GoodDate, other: GoodDate): string =>
  clip(
    `${where.name} in ${sourceName(mine.field.source)} is ${JSON.stringify(mine.reading.read)}, ` +
      `in ${sourceName(other.field.source)} ${JSON.stringify(other.reading.read)}`,
  );

/** The machine date shows the visible line's clock and calls it UTC; the visible line was taken. */
export const zoneConflict = (where: DatePlace, visible: GoodDate, machine: GoodDate): Problem =>
  problem('zone-conflict', {
    ...place(where),
    message: `${differing(where, visible, machine)}, which is local time marked as UTC`,
    hint: 'Nothing has to be done: the visible date was taken.',
  });

/** Two sources disagree; the first one was taken. */
export const dateConflict = (where: DatePlace, taken: GoodDate, other: GoodDate): Problem =>
  problem('date-conflict', {
    ...place(where),
    message: `${differing(where, taken, other)}; the first one was taken`,
    hint: 'If it is wrong, write the right date into the article’s front matter.',
  });

/** A date of higher rank was passed over for `taken`. */
export const dateSkipped = (where: DatePlace, bad: BadDate, taken: GoodDate): Problem =>
  problem('date-skipped', {
    ...place(where),
    message: clip(
      `${where.name} in ${sourceName(bad.field.source)} cannot be read (${bad.reading.refused}: ` +
        `${clip(bad.reading.message)}); the one in ${sourceName(taken.field.source)} was taken`,
    ),
    hint: 'If it is wrong, write the right date into the article’s front matter.',
  });

/** The update is before the publication. */
export const updateDropped = (where: DatePlace, update: GoodDate, published: GoodDate): Problem =>
  problem('updated-before-published', {
    ...place(where),
    message: clip(
      `updated in ${sourceName(update.field.source)} is ${JSON.stringify(update.reading.read)}, before ` +
        `published ${JSON.stringify(published.reading.read)}; it was dropped`,
    ),
    hint: 'Correct one of the two dates.',
  });

/** Reduces `zone-not-set` to one a folder: that of its first article, with their number. The others stay in order. */
export const foldZoneNotSet = (problems: readonly Problem[]): readonly Problem[] => {
  const folderOf = ({ path = '' }: Problem): string => path.slice(0, path.lastIndexOf('/') + 1);
  const counts = new Map<string, number>();
  for (const each of problems) {
    if (each.code === 'zone-not-set') counts.set(folderOf(each), (counts.get(folderOf(each)) ?? 0) + 1);
  }
  return problems.flatMap((each) => {
    const count = each.code === 'zone-not-set' ? counts.get(folderOf(each)) : 1;
    if (count === undefined) return [];
    if (each.code === 'zone-not-set') counts.delete(folderOf(each));
    const more = count === 1 ? '' : `; so were ${count - 1} more dates in this folder`;
    return more === '' ? [each] : [{ ...each, message: each.message + more }];
  });
};

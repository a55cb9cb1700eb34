import { exists } from './calendars.ts';
import type { DateValue } from './date-piece.ts';
import { reading, refusal } from './outcome.ts';
import { doubtDay } from './placeholder.ts';
import type { DateContext, Reading } from './reading.ts';
import { resolve } from './resolve.ts';
import { type Settings, toSettings } from './settings.ts';
import type { TimePiece } from './times.ts';

const ending =
  /^(?:md|mdx|mdown|markdown|mkd|txt|text|html?|xhtml|php|aspx?|jsp|rst|adoc|asciidoc|org|tex|json|ya?ml|toml|xml|eml|mht|mhtml|pdf|docx?|odt|rtf|jpe?g|png|gif|webp|avif|svg|heic|mp3|m4a|ogg|mp4|webm|mov|wav|zip|gz|csv|log|opml|rss|atom)$/i;

/** Whether the text ends as files of a known kind do; only what stands behind its last point is looked at. */
const hasEnding = (text: string): boolean => {
  const point = text.lastIndexOf('.');
  return point >= 0 && text.length - point <= 10 && ending.test(text.slice(point + 1));
};

/** A file's name with blanks has its date at an end; else it is a line that names a file or a site. */
const spacedName = /^[^\s:]*\d{4}[-_.]?\d\d[-_.]?\d\d(?![\d:])[^:]*$|\d{4}[-_.]?\d\d[-_.]?\d\d\.\w+$/;

const slug = /^\d{4}-\d{2}-\d{2}[-_](?=[\p{L}])/u;

/** Whether a text is a file's name or a path or URL that can hold a date. */
export const isPath = (text: string): boolean => {
  if (text.length > 1_000 || text.includes('\n') || text.includes('\r')) return false;
  if (/\s/.test(text)) return hasEnding(text) && spacedName.test(text);
  if (hasEnding(text)) return true;
  if (/^[a-z][a-z0-9+.-]{1,10}:\/\//i.test(text)) return true;
  if (slug.test(text) && !/^\d{4}-\d{2}-\d{2}[-_]?t\d/i.test(text)) return true;
  return (
    /(?:^|\/)\d{4}\/\d{1,2}\/(?:\d{1,2}\/)?[^/\d:+-][^/:]/.test(text) ||
    /^[^/\d][^/]*\/\d{4}\/\d{1,2}\//.test(text)
  );
};

interface Named {
  readonly value: DateValue;
  /** Hour, minute and, where the name has them, seconds. */
  readonly time: readonly [number, number, number | undefined] | undefined;
  readonly read: string;
  /** What stands behind and may be a part that was not read. */
  readonly doubtful: boolean;
}

const timeBehind = /^(?:[-_.tT ]|--|_-_|at)(\d{2})[-_.:h]?(\d{2})(?:[-_.:m]?(\d{2}))?(?![\d])/;

const full = (year: string, month: string, day: string): DateValue => ({
  form: 'full', year: Number(year), month: Number(month), day: Number(day), shortYear: false, calendar: undefined,
}); // biome-ignore format: one line

/** The time of day behind a date in a name: 2015-09-16-21-52, 20150916_215200, 2015-09-16T21.52. */
const withTime = (
  rest: string,
  isCompact: boolean,
): Pick<Named, 'time' | 'doubtful'> & { length: number } => {
  const match = timeBehind.exec(rest);
  const none = {
    time: undefined,
    doubtful: /^[-_.]\d{1,2}(?:[-_.]\d{1,2})?(?:\.\w+)?$/.test(rest),
    length: 0,
  };
  if (match === null) return none;
  const [whole, hour = '', minute = '', second] = match;
  const joined = /\d{4}/.test(whole);
  const behind = rest.slice(whole.length);
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 59)
    return { ...none, doubtful: false };
  // `2015-09-16-2024-budget`: four digits before a word are a word's.
  if (joined && whole.length < 7 && !isCompact && !/^t/i.test(whole))
    return { ...none, doubtful: !/^[-_]\p{L}/u.test(behind) };
  const seconds = second === undefined ? undefined : Number(second);
  return { time: [Number(hour), Number(minute), seconds], doubtful: false, length: whole.length };
};

const nameForms: readonly (readonly [RegExp, boolean])[] = [
  [/(?<![\d.])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, false],
  [/(?<![\d.])(\d{4})_(\d{1,2})_(\d{1,2})(?!\d)/, false],
  [/(?<![\d.])(\d{4})\.(\d{2})\.(\d{2})(?!\d)/, false],
  [/(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/, true],
  [/(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{4}(?:\d\d)?(?!\d))/, true],
];

const inName = (name: string): Named | undefined => {
  for (const [form, isCompact] of nameForms) {
    const match = form.exec(name);
    if (match === null) continue;
    const [whole, year = '', month = '', day = ''] = match;
    const rest = name.slice(match.index + whole.length);
    const isGlued = /^\d/.test(rest);
    const { time, doubtful, length } = withTime(isGlued ? `_${rest}` : rest, isCompact);
    const end = match.index + whole.length + (isGlued && length > 0 ? length - 1 : length);
    const read = name.slice(match.index, end);
    return { value: full(year, month, day), time, read, doubtful };
  }
  const numeric = /(?<![\d.])(\d{1,2})([-_.])(\d{1,2})\2(\d{4})(?!\d)/.exec(name);
  if (numeric === null) return undefined;
  const numbers = [Number(numeric[1]), Number(numeric[3]), Number(numeric[4])] as const;
  return {
    value: {
      form: 'numeric',
      numbers,
      mark: numeric[2] === '_' ? '-' : (numeric[2] as string),
      longYear: true,
    },
    time: undefined,
    read: numeric[0],
    doubtful: false,
  };
};

const folders = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?=\/|$|-)/;
const chinese = /(?:^|\/)(\d{4})[/-]?(\d{2})\/?(\d{2})\//;

/** A folder that is named as an article is, and holds its text: 2015-09-16-title/index.md. */
const inBundle = (path: string): Named | undefined => {
  const folder = path
    .split('/')
    .slice(0, -1)
    .findLast((name) => /^\d{4}-\d{2}-\d{2}(?!\d)/.test(name));
  return folder === undefined ? undefined : inName(folder);
};

const inFolders = (path: string): Named | undefined => {
  const match = folders.exec(path) ?? chinese.exec(path);
  if (match === null) return inBundle(path);
  const [whole, year = '', month = '', day = ''] = match;
  return {
    value: full(year, month, day),
    time: undefined,
    read: whole.replace(/^\/|\/$/g, ''),
    doubtful: false,
  };
};

const timePiece = ([hour, minute, second]: readonly [number, number, number | undefined]): TimePiece => ({
  kind: 'time', from: 0, to: 0, hour, minute, second: second ?? 0, millisecond: 0,
  precision: second === undefined ? 'minute' : 'second',
  hours: undefined, period: '', mark: 'digits', zones: [], bracketed: false,
}); // biome-ignore format: one record

const facts = { rfc822: false, thai: false, persian: false };

const none = (text: string, path: string): Reading => {
  const month = /(?:^|\/)(?:19|20)\d\d[/-](?:0[1-9]|1[0-2])(?:\/|$|-(?!\d))/.test(path);
  return month
    ? refusal(text, 'no-day', 'its folders name a month, but no day')
    : refusal(text, 'no-date', 'its name holds no date');
};

/** The reading of a path (tidied); `text` is what the caller gave. */
export const readPath = (text: string, path: string, settings: Settings): Reading => {
  const clean = path.trim().replace(/[?#].*$/, '');
  const name = clean.slice(clean.lastIndexOf('/') + 1);
  const found = inName(name) ?? inFolders(clean);
  if (found === undefined) return none(text, clean);
  const { value } = found;
  if (value.form === 'full') {
    const doubt = doubtDay(value);
    if (doubt !== undefined) return refusal(text, doubt.code, doubt.message);
    if (!exists(value))
      return refusal(
        text,
        'invalid-date',
        `there is no day ${value.day} in month ${value.month} of ${value.year}`,
      );
  }
  if (found.doubtful) return refusal(text, 'unparsable', 'a number behind the date may be a time or not');
  const time = found.time === undefined ? undefined : timePiece(found.time);
  const date = { kind: 'date', from: 0, to: 0, notation: 'path', value } as const;
  const candidate = {
    date,
    others: [],
    time,
    otherTimes: [],
    zone: undefined,
    weekday: undefined,
    from: 0,
    to: 0,
  };
  const outcome = resolve(candidate, settings, facts);
  if (!outcome.ok) return refusal(text, outcome.code, outcome.message);
  return reading(text, { ...outcome, notation: 'path', read: found.read });
};

/**
 * The date in a file's name or its folders: `2015-09-16-title.md`, `posts/2015/09/16/title.md`,
 * `20150916_215200.jpg`. Refusals are those of `parseDate`; without a date `no-date`.
 */
export const dateFromPath = (path: string, context: DateContext = {}): Reading =>
  readPath(path, path, toSettings(context));

import { exists } from './calendars.ts';
import { full, inName, type Named } from './file-names.ts';
import { reading, refusal } from './outcome.ts';
import { doubtDay } from './placeholder.ts';
import type { DateContext, Reading } from './reading.ts';
import { resolve } from './resolve.ts';
import { noSuchDay } from './resolve-day.ts';
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
const spacedName =
  /^[^\s:]*\d{4}[-_.]?\d\d[-_.]?\d\d(?![\d:])[^:]*$|\d{4}[-_.]?\d\d[-_.]?\d\d\.\w+$|\d{4}-\d\d-\d\d at \d{1,2}\.\d\d\.\d\d(?: [AP]M)?(?: \(\d{1,3}\))?\.\w+$/;

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

const folders = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?=\/|$|-)/;
const chinese = /(?:^|\/)(\d{4})[/-]?(\d{2})\/?(\d{2})\//;

/** A folder that is named as an article is, and holds its text: 2015-09-16-title/index.md. */
const inBundle = (path: string): Named | undefined => {
  const folder = path
    .split('/')
    .slice(0, -1)
    .findLast((name) => /^\d{4}-\d{1,2}-\d{1,2}(?!\d)/.test(name));
  return folder === undefined ? undefined : inName(folder);
};

const english = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const named =
  /(?:^|\/)(\d{4})\/(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\/(\d{1,2})(?=\/|$)/i;

/** Folders with the month by its English name: 2015/sep/16. */
const inNamedFolders = (path: string): Named | undefined => {
  const match = named.exec(path);
  if (match === null) return undefined;
  const [whole, year = '', name = '', day = ''] = match;
  const month = english.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const read = whole.replace(/^\//, '');
  return { value: full(year, String(month), day), time: undefined, read, doubtful: false };
};

const inFolders = (path: string): Named | undefined => {
  const match = folders.exec(path) ?? chinese.exec(path);
  if (match === null) return inNamedFolders(path) ?? inBundle(path);
  const [whole, year = '', month = '', day = ''] = match;
  return {
    value: full(year, month, day),
    time: undefined,
    read: whole.replace(/^\/|\/$/g, ''),
    doubtful: false,
  };
};

const timePiece = ([hour, minute, second]: readonly [number, number, number | undefined]): TimePiece => ({
  kind: 'time',
  from: 0,
  to: 0,
  hour,
  minute,
  second: second ?? 0,
  millisecond: 0,
  precision: second === undefined ? 'minute' : 'second',
  hours: undefined,
  period: '',
  mark: 'digits',
  zones: [],
  bracketed: false,
});

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
    if (!exists(value)) return refusal(text, 'invalid-date', noSuchDay(value));
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

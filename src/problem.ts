/** How much a Problem takes away: an error holds an article or a field back, a warning is published with a repair or a doubt. */
export type Severity = 'error' | 'warning';

/** One row of the catalogue: what a code means to the person who meets it. */
export interface CatalogueEntry {
  readonly severity: Severity;
  /** What is wrong in general, one sentence. `docs/errors.md` says the same at more length. */
  readonly cause: string;
}

const error = (cause: string): CatalogueEntry => ({ severity: 'error', cause });
const warning = (cause: string): CatalogueEntry => ({ severity: 'warning', cause });

/**
 * Every code a Problem can carry. Codes are plain kebab-case and never change their meaning;
 * the Problem of a refused date has the refusal's code. A test compares this table with `docs/errors.md`.
 */
export const catalogue = {
  // ---- dates: refusals (src/date/reading.ts lists them with what settles each)
  'no-zone': error('The date has a time but neither it nor the site names a time zone.'),
  'ambiguous-order': error('Day and month of a numeric date can be read both ways.'),
  'ambiguous-zone': error('The zone abbreviation has several meanings and the site zone decides none.'),
  'ambiguous-hour': error('The hour has two readings, such as 午前12時.'),
  'unknown-zone': error('What stands in the zone’s place is no zone that is known.'),
  'military-zone': error('A single letter stands in the zone’s place; programs disagree about its sign.'),
  'offset-range': error('The UTC offset is outside −12:00 … +14:00 or its minutes are 60 or more.'),
  'invalid-date': error('The date does not exist in the calendar.'),
  'invalid-time': error('The time of day does not exist.'),
  'relative-no-reference': error('The text counts from a moment that is not known.'),
  'no-year': error('The date names no year.'),
  'no-day': error('The date names a month or a year, but no day.'),
  'no-date': error('There is no date in the text.'),
  unparsable: error('The text looks like a date but fits no notation that can be read for certain.'),
  placeholder: error('The date is what programs write when they have none.'),
  implausible: error('A Gregorian year before 1600 is no publication date.'),
  calendar: error('The date is of a calendar that cannot be converted for certain.'),
  // ---- dates: warnings
  'abbr-season': warning('The zone abbreviation belongs to the other season; it was taken literally.'),
  'dst-gap': warning('The local time was skipped by a clock change; it was moved forward by the gap.'),
  'dst-overlap': warning('The local time occurred twice; the earlier one was taken.'),
  'hour-24': warning('24:00 was read as the end of that day.'),
  'leap-second': warning('A leap second was read as the second before.'),
  'meridiem-redundant': warning('PM stands behind a 24-hour time.'),
  'order-by-weekday': warning('The weekday decided the order of day and month against the language.'),
  'weekday-mismatch': warning('The weekday does not fit the date.'),
  future: warning('The date is after the reference.'),
  // ---- dates of an article
  'zone-not-set': warning('A date has no zone and nobody has set one; it was read in UTC.'),
  'zone-conflict': warning(
    'The machine-readable date is local time marked as UTC; the visible line was taken.',
  ),
  'date-conflict': warning('Two sources in the article name different publication dates.'),
  'date-skipped': warning('A date of higher rank cannot be read; another one in the article was taken.'),
  'updated-before-published': warning('The update is before the publication and was dropped.'),
  'only-updated': warning('The article has only an update date; it counts as published then.'),
  undated: error('Nothing in the article says when it was published.'),
  'file-time': warning('The article has no date that can be read; it is dated by the time of its file.'),
  // ---- files and formats
  'unreadable-file': error('The file cannot be read.'),
  'unreadable-folder': error('The folder cannot be looked into; what was read from it before stays.'),
  'not-a-file': error('The name is one of an article, but it is no regular file.'),
  'symlink-outside': error('The symbolic link leads out of the articles folder.'),
  'too-large': error('The file is larger than an article may be.'),
  'binary-file': error('The file is not text.'),
  'empty-file': error('The file has no text.'),
  'broken-defaults': error('A _defaults.yaml cannot be read; the last good one stays in force.'),
  'unknown-key': warning('A key of _defaults.yaml is not known.'),
  'broken-text': warning('Bytes that are no text in the file’s encoding were replaced by U+FFFD.'),
  'encoding-guessed': warning('The encoding was detected from the bytes, since nothing declares it.'),
  'front-matter': error('The front matter cannot be parsed.'),
  'front-matter-repaired': warning('The front matter was repaired to be read.'),
  'duplicate-key': warning('A key stands twice in the front matter; the first one counts.'),
  'bad-field': warning('A field of the front matter has a value that cannot be used.'),
  'no-title': warning('The article has no title.'),
  'unclosed-comment': warning('An Obsidian comment is not closed; everything behind it is left out with it.'),
  'body-by-fallback': warning(
    'The main text of the page was found by its elements, since it was too deep, large or slow for the usual way.',
  ),
  'html-too-complex': error('The HTML would take more memory than its length can justify.'),
  'missing-media': warning(
    'An image or audio file that the article refers to is not in the articles folder.',
  ),
  // ---- identity
  'duplicate-id': error('Two files give the same id.'),
  'ids-not-written': error('The ids given cannot be kept on disk.'),
  'cache-not-written': warning('The cache cannot be kept on disk.'),
  'cache-damaged': warning('The cache could not be read; it was set aside and is made anew.'),
  'ids-damaged': warning('The record of ids had lines that cannot be read; they were set aside.'),
  'duplicate-link': warning('Two articles have the same address on the site.'),
  'duplicate-slug': warning('Two articles ask for the same slug; one got a number behind it.'),
  'id-authority': warning('Ids are minted for localhost until the public address is known.'),
  // ---- feeds
  buried: warning(
    'The article is new but dated before the oldest entry of its feed, so no subscriber will see it.',
  ),
  'large-document': warning('A feed document is larger than 1 MB.'),
  'bad-extension': warning('An extension element cannot be written as XML.'),
  // ---- finished documents, and what others demand (`check`, `check --for`)
  'invalid-document': error('A finished document breaks a rule of its format.'),
  'podcast-show': error('Something that Apple Podcasts demands of a show is missing.'),
  'podcast-artwork': error('The artwork is not as Apple Podcasts demands.'),
  'podcast-category': error('The category is none of Apple Podcasts’.'),
  'podcast-episode': error('An entry of the podcast has no file that Apple Podcasts can play.'),
  'podcast-number': warning('An episode of a serial show has no number.'),
  'flipboard-feed': error('Something that Flipboard wants of a feed is missing.'),
  'flipboard-entries': warning('The feed has fewer entries than Flipboard asks for.'),
  'flipboard-image': error('An entry has no image that is large enough for Flipboard.'),
  'flipboard-summary': warning('The excerpt of an entry is shorter than Flipboard asks for.'),
  'flipboard-author': warning('An entry names no author for Flipboard.'),
  'msn-feed': error('The feed is not one that MSN can read.'),
  'msn-title': error('A title is too short or too long for MSN.'),
  'msn-body': error('An entry has no text for MSN.'),
  'msn-age': warning('An entry is too old for MSN.'),
  'msn-image': warning('An entry has no image that MSN can publish by itself.'),
  'google-news-pages': error('There are no pages that Google News could show.'),
  'google-news-name': error('The publication has no name for Google News.'),
  'google-news-language': error('The language of an article is not known to Google News.'),
  'google-news-sitemap': error('The news sitemap is not as Google News demands.'),
  'google-news-page': error('An article’s page does not say what Google News looks for.'),
  'google-news-author': warning('An article names no author for Google News.'),
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ProblemCode = keyof typeof catalogue;

/**
 * A fault in content, as a value. `path` is relative to the articles folder, with `/`;
 * `line` and `column` count from 1 and are absent where the fault has no place.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What is wrong, with the value in question. */
  readonly message: string;
  /** What to write instead, or what to do; empty where there is nothing to do. */
  readonly hint: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a Problem is made from; the severity is the catalogue's. */
export interface ProblemDetail {
  readonly message: string;
  readonly hint?: string;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Makes a Problem of a catalogue code. */
export const problem = (
  code: ProblemCode,
  { message, hint = '', path, line, column }: ProblemDetail,
): Problem => ({
  code,
  severity: catalogue[code].severity,
  message,
  hint,
  ...(path !== undefined && { path }),
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});

/** Orders Problems by path (code points), line and column, for people to work through. */
export const compareProblems = (a: Problem, b: Problem): number => {
  const pathA = a.path ?? '';
  const pathB = b.path ?? '';
  if (pathA !== pathB) return pathA < pathB ? -1 : 1;
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
  );
};

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text of a file name or a value on one line of a terminal: control characters are shown, not obeyed. */
export const printable = (text: string): string =>
  text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g,
    (c) => escapes[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `path:line:column: severity code: message` on one line; what is not known is left out. */
export const formatProblem = ({ code, severity, message, path, line, column }: Problem): string => {
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  return printable(`${place === '' ? '' : `${place}: `}${severity} ${code}: ${message}`);
};

/**
 * A fault in the program's surroundings or in how it was called (settings, folders, ports).
 * Content never throws one. `code` is kebab-case; the message names file, line and key where there are such.
 */
export class PublisherError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublisherError';
    this.code = code;
  }
}

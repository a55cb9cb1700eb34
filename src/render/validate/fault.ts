/** What breaks a rule of its format in a finished document, as a value. */
export interface Fault {
  /** What is wrong, with the element or key in question. */
  readonly message: string;
  /** The specification and section that say so. */
  readonly source: string;
  /** Line and column in the document, from 1; absent where it has no place. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The id of the entry that is concerned, as the document has it. */
  readonly entryId?: string | undefined;
}

/** An instant as RFC 3339 §5.6 writes it, in capitals as RFC 4287 §3.3 wants it. */
export const isRfc3339 = (text: string): boolean =>
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.test(
    text,
  ) && !Number.isNaN(Date.parse(text.replace(/:60/, ':59')));

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date of RFC 822 §5 with a year of four digits, as the RSS specification asks; a weekday must be the date's own. */
export const isRfc822 = (text: string): boolean => {
  const match =
    /^(?:(Sun|Mon|Tue|Wed|Thu|Fri|Sat), )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) ([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)? (?:GMT|UT|[A-Z]{3}|[+-]\d{4})$/.exec(
      text,
    );
  if (match === null) return false;
  const [, weekday, day = '', name = '', year = ''] = match;
  const month = months.indexOf(name);
  const date = new Date(Date.UTC(Number(year), month, Number(day)));
  const exists = month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === Number(day);
  return exists && (weekday === undefined || weekdays[date.getUTCDay()] === weekday);
};

/** An absolute web address without spaces. */
export const isHttpUrl = (text: string): boolean =>
  /^https?:\/\/[^\s<>"{}|\\^`]+$/i.test(text) && URL.canParse(text);

/** An absolute URI or IRI of any scheme (RFC 3986 §4.3, RFC 3987). */
export const isAbsoluteUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);

/** A media type such as `audio/mpeg` (RFC 6838 §4.2). */
export const isMediaType = (text: string): boolean =>
  /^[a-z0-9][\w!#$&^.+-]*\/[a-z0-9][\w!#$&^.+-]*(?:;.*)?$/i.test(text);

/** A language tag of the shape that RFC 5646 gives it. */
export const isLanguageTag = (text: string): boolean => /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(text);

/** An address such as `ann@example.org`. */
export const isEmail = (text: string): boolean => /^[^\s@<>()]+@[^\s@<>()]+$/.test(text);

/** What a format of Intl is asked for. */
export type Options = Intl.DateTimeFormatOptions;

/** Formats in which CLDR writes months by name; each may have a form of its own. */
export const nameOptions: readonly Options[] = [
  { month: 'long' },
  { month: 'short' },
  { day: 'numeric', month: 'long' },
  { day: 'numeric', month: 'short' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { dateStyle: 'full' },
  { dateStyle: 'long' },
  { dateStyle: 'medium' },
];

/** A format in UTC; `calendar` undefined for the language’s own. */
export const formatter = (tag: string, calendar: string | undefined, options: Options): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...(calendar && { calendar }), ...options });

/** The text of the first part of a type; empty where there is none. */
export const partOf = (format: Intl.DateTimeFormat, time: number, type: string): string =>
  format.formatToParts(time).find((part) => part.type === type)?.value ?? '';

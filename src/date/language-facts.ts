const supported = new Map<string, boolean>();

const askSupported = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag, { localeMatcher: 'lookup' }).length > 0;
  } catch {
    return false;
  }
};

/** Whether Intl has data of its own for the tag; without, it would answer in the host's language. */
export const isSupported = (tag: string): boolean => {
  const known = supported.get(tag);
  if (known !== undefined) return known;
  if (supported.size > 1_000) supported.clear();
  const answer = askSupported(tag);
  supported.set(tag, answer);
  return answer;
};

const calendars = new Map<string, string>();

/** The calendar in which CLDR writes a language's dates, such as `gregory`, `buddhist` or `persian`. */
export const calendarOf = (tag: string): string => {
  const known = calendars.get(tag);
  if (known !== undefined) return known;
  if (calendars.size > 1_000) calendars.clear();
  const calendar = isSupported(tag) ? new Intl.DateTimeFormat(tag).resolvedOptions().calendar : 'gregory';
  calendars.set(tag, calendar);
  return calendar;
};

const twelve = new Map<string, boolean>();

/** Whether CLDR writes a language's times by twelve hours. */
export const countsToTwelve = (tag: string): boolean => {
  const known = twelve.get(tag);
  if (known !== undefined) return known;
  if (twelve.size > 1_000) twelve.clear();
  const answer =
    isSupported(tag) &&
    new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).resolvedOptions().hour12 === true;
  twelve.set(tag, answer);
  return answer;
};

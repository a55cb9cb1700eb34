import { convertDay, type Day, eras, exists, weekdayOf } from './calendars.ts';
import type { DateValue } from './date-piece.ts';
import { calendarOf } from './language-facts.ts';
import { shortDateOf } from './order.ts';
import type { DateOrder, DateWarning, RefusalCode } from './reading.ts';

/** What a day is read by, from outside the date itself. */
export interface DaySettings {
  readonly language: string | undefined;
  readonly dateOrder: DateOrder | undefined;
  readonly zone: string | undefined;
  /** Whether the text's own words are Thai or Persian, whatever the language set. */
  readonly thai: boolean;
  readonly persian: boolean;
  readonly weekday: number | undefined;
  /** Day of the reference in the source zone, for dates without a year. */
  readonly today: Day | undefined;
}

/** A day, or why there is none. */
export type DayOutcome =
  | { readonly ok: true; readonly day: Day; readonly warnings: readonly DateWarning[] }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

const refuse = (code: RefusalCode, message: string): DayOutcome => ({ ok: false, code, message });
const accept = (day: Day, ...warnings: DateWarning[]): DayOutcome => ({ ok: true, day, warnings });

/** RFC 5322 §4.3: 00–49 are 20xx, 50–99 are 19xx. */
const longYear = (year: number): number => (year < 50 ? 2000 + year : 1900 + year);

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const nameOf = ({ year, month, day }: Day): string => `${day} ${monthNames[month - 1]} ${year}`;

const isThai = (settings: DaySettings): boolean =>
  settings.thai || (settings.language !== undefined && calendarOf(settings.language) === 'buddhist');
const isPersian = (settings: DaySettings): boolean =>
  settings.persian || /^(?:fa|ps|mzn|lrc|uz-arab|uz-af)\b/i.test(settings.language ?? '');

/** Years that may be of another calendar than the Gregorian one; all others are asked nothing. */
const mayBeForeign = (year: number): boolean =>
  (year >= 1200 && year <= 1500) || (year >= 2400 && year < 2800);

/** A year of another calendar to a Gregorian day (rule 17). */
const inCalendar = (day: Day, settings: DaySettings): DayOutcome => {
  if (!mayBeForeign(day.year)) return checked(day);
  if (isThai(settings) && day.year >= 2400 && day.year < 2800)
    return checked({ ...day, year: day.year - 543 });
  if (day.year >= 2400 && day.year < 2800 && settings.zone === 'Asia/Bangkok') {
    return refuse('calendar', `the year ${day.year} may be Buddhist: set the language to th`);
  }
  if (isPersian(settings) && day.year >= 1200 && day.year <= 1500) return fromCalendar('persian', day);
  if (day.year >= 1300 && day.year <= 1500 && /^(?:ar|ckb|ur|fa|ps|ug|ku)\b/i.test(settings.language ?? '')) {
    return refuse('calendar', `the year ${day.year} is of a calendar that is not named`);
  }
  return checked(day);
};

/** Why a day is none: month 13, or 31 June. */
export const noSuchDay = ({ year, month, day }: Pick<Day, 'year' | 'month' | 'day'>): string =>
  month < 1 || month > 12
    ? `there is no month ${month}`
    : `there is no day ${day} in month ${month} of ${year}`;

const checked = (day: Day): DayOutcome =>
  exists(day) ? accept(day) : refuse('invalid-date', noSuchDay(day));

const fromCalendar = (calendar: string, day: Day): DayOutcome => {
  const found = convertDay(calendar, day);
  return found === undefined
    ? refuse('invalid-date', `the ${calendar} calendar has no such day`)
    : accept(found);
};

const islamic = (day: Day, zone: string | undefined): DayOutcome => {
  if (zone !== 'Asia/Riyadh')
    return refuse('calendar', 'Islamic dates differ by country: write the Gregorian date');
  return fromCalendar('islamic-umalqura', day);
};

const fullDay = (value: Extract<DateValue, { form: 'full' }>, settings: DaySettings): DayOutcome => {
  const day = { year: value.year, month: value.month, day: value.day };
  if (value.month === 0) return refuse('unparsable', 'languages disagree about the month: set language');
  if (value.era !== undefined) return eraDay(day, value.era);
  if (value.calendar !== undefined) return namedCalendarDay(day, value, settings);
  if (value.shortYear) {
    if (isThai(settings))
      return refuse('calendar', `the year ${value.year} may be Buddhist: write it in full`);
    return checked({ ...day, year: longYear(day.year) });
  }
  return inCalendar(day, settings);
};

const namedCalendarDay = (
  day: Day,
  value: Extract<DateValue, { form: 'full' }>,
  settings: DaySettings,
): DayOutcome => {
  if (value.shortYear) return refuse('calendar', `the year ${value.year} is not written in full`);
  if (value.calendar === 'islamic' || value.calendar === 'islamic-umalqura')
    return islamic(day, settings.zone);
  if (value.calendar === 'persian') {
    if (day.year >= 1200 && day.year <= 1500) return fromCalendar('persian', day);
    return refuse('calendar', `${day.year} is no year of the Persian calendar`);
  }
  return refuse('calendar', 'dates of this calendar are not converted: write the Gregorian date');
};

const eraDay = (day: Day, name: string): DayOutcome => {
  const era = eras.find(({ names }) => names.includes(name));
  if (!exists(day)) return refuse('invalid-date', noSuchDay(day));
  const stamp = day.year * 10_000 + day.month * 100 + day.day;
  if (era !== undefined && (stamp < era.from || stamp > era.to)) {
    return refuse('invalid-date', `${nameOf(day)} is not in the era ${name}`);
  }
  return accept(day);
};

type Numbers = readonly [number, number, number];

const arrange = ([a, b, c]: Numbers, order: DateOrder, isLong: boolean): Day => {
  const [year, month, day] = order === 'DMY' ? [c, b, a] : order === 'MDY' ? [c, a, b] : [a, b, c];
  return { year: isLong ? year : longYear(year), month, day };
};

/** The order that decides, undefined where none does (rule 5). */
const orderFor = (mark: string, isLong: boolean, settings: DaySettings): DateOrder | undefined => {
  if (settings.dateOrder !== undefined)
    return isLong && settings.dateOrder === 'YMD' ? undefined : settings.dateOrder;
  const short = settings.language === undefined ? undefined : shortDateOf(settings.language);
  if (short === undefined) return undefined;
  // On a page whose language writes dots, slashes come from a foreign template.
  if (short.mark === '.' && mark === '/') return undefined;
  // Hong Kong writes 16/9/2015, but with hyphens the year comes first there too.
  if (!isLong && mark === '-' && /^zh\b/i.test(settings.language ?? ''))
    return short.order === 'YMD' ? 'YMD' : undefined;
  return isLong && short.order === 'YMD' ? undefined : short.order;
};

const isPlausible = (day: Day, settings: DaySettings): boolean => {
  const outcome = inCalendar(day, settings);
  return outcome.ok;
};

const sameDay = (a: Day, b: Day): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

const candidatesFor = (value: Extract<DateValue, { form: 'numeric' }>, settings: DaySettings): Day[] => {
  const orders: DateOrder[] = ['DMY', 'MDY'];
  if (value.yearAt === 'first') orders.length = 0;
  if (!value.longYear && value.mark === '-' && value.yearAt !== 'last') orders.push('YMD');
  const days = orders.map((order) => arrange(value.numbers, order, value.longYear));
  const valid = days.filter((day) => isPlausible(day, settings));
  return valid.filter((day, at) => valid.findIndex((other) => sameDay(other, day)) === at);
};

const ambiguous = (days: readonly Day[]): DayOutcome =>
  refuse('ambiguous-order', `it can be ${days.map(nameOf).join(' or ')}: set dateOrder or language`);

/** `12.5.1`: a year of one digit is none; a version is likelier. */
const noYear = (): DayOutcome => refuse('unparsable', 'a year has two digits at least');

const undecided = (value: Extract<DateValue, { form: 'numeric' }>, settings: DaySettings): DayOutcome => {
  const days = candidatesFor(value, settings);
  const fits = days.filter((day) => weekdayOf(toGregorian(day, settings)) === settings.weekday);
  if (fits.length === 1) return inCalendar(fits[0] as Day, settings);
  if (days.length === 0)
    return refuse('invalid-date', 'neither order of its numbers makes a day that exists');
  // Two digits with hyphens may be year first as well; one valid reading is then no proof.
  if (value.yearAt === 'first') return noYear();
  if (!value.longYear && value.mark === '-' && value.yearAt === undefined) return ambiguous(days);
  return days.length === 1 ? inCalendar(days[0] as Day, settings) : ambiguous(days);
};

const toGregorian = (day: Day, settings: DaySettings): Day => {
  const outcome = inCalendar(day, settings);
  return outcome.ok ? outcome.day : day;
};

const numericDay = (value: Extract<DateValue, { form: 'numeric' }>, settings: DaySettings): DayOutcome => {
  if (!value.longYear && isThai(settings))
    return refuse('calendar', 'a year of two digits may be Buddhist: write it in full');
  const order = orderFor(value.mark, value.longYear, settings);
  if (order === undefined) return undecided(value, settings);
  if (value.yearAt !== undefined && (value.yearAt === 'first') !== (order === 'YMD')) return noYear();
  const day = arrange(value.numbers, order, value.longYear);
  const { weekday } = settings;
  if (weekday !== undefined && weekday > 0) {
    const fits = isPlausible(day, settings) && weekdayOf(toGregorian(day, settings)) === weekday;
    const other = arrange(value.numbers, order === 'MDY' ? 'DMY' : 'MDY', value.longYear);
    const otherFits = isPlausible(other, settings) && weekdayOf(toGregorian(other, settings)) === weekday;
    if (!fits && otherFits && value.longYear)
      return withWarning(inCalendar(other, settings), 'order-by-weekday');
    if (!fits && otherFits && order !== 'YMD')
      return withWarning(inCalendar(other, settings), 'order-by-weekday');
  }
  // An order that is decided is kept: 09/16/2015 on a day-first site has no month 16.
  return inCalendar(day, settings);
};

const withWarning = (outcome: DayOutcome, warning: DateWarning): DayOutcome =>
  outcome.ok ? { ...outcome, warnings: [...outcome.warnings, warning] } : outcome;

/** The latest such day that is not after the reference (rule 10). */
const latest = (month: number, day: number, today: Day): DayOutcome => {
  for (let year = today.year; year > today.year - 9; year--) {
    const candidate = { year, month, day };
    const isAfter = month > today.month || (month === today.month && day > today.day);
    if (exists(candidate) && !(year === today.year && isAfter)) return accept(candidate);
  }
  return refuse('invalid-date', `there is no day ${day} in month ${month}`);
};

const withoutYear = (month: number, day: number, settings: DaySettings): DayOutcome => {
  if (!exists({ year: 2000, month, day }))
    return refuse('invalid-date', `there is no day ${day} in month ${month}`);
  if (settings.today === undefined)
    return refuse('no-year', 'it names no year: write it, or give a reference');
  return latest(month, day, settings.today);
};

const pairDay = (value: Extract<DateValue, { form: 'pair' }>, settings: DaySettings): DayOutcome => {
  const order =
    settings.dateOrder ??
    (settings.language === undefined ? undefined : shortDateOf(settings.language)?.order);
  if (settings.today === undefined || order === undefined) return refuse('no-year', 'it names no year');
  const [a, b] = value.numbers;
  return order === 'DMY' ? withoutYear(b, a, settings) : withoutYear(a, b, settings);
};

/** The Gregorian day that a date names, or why it names none for certain. */
export const resolveDay = (value: DateValue, settings: DaySettings): DayOutcome => {
  switch (value.form) {
    case 'full':
      return fullDay(value, settings);
    case 'numeric':
      return numericDay(value, settings);
    case 'pair':
      return pairDay(value, settings);
    case 'no-year':
      if (value.calendar !== undefined) return refuse('calendar', 'it names no year');
      return withoutYear(value.month, value.day, settings);
    case 'no-day':
      return refuse('no-day', 'it names a month or a year, but no day');
    case 'refused':
      return refuse(value.code, value.why);
  }
};

import type { DateValue } from './date-piece.ts';

/** A date that a file's or folder's name holds. */
export interface Named {
  readonly value: DateValue;
  /** Hour, minute and, where the name has them, seconds. */
  readonly time: readonly [number, number, number | undefined] | undefined;
  readonly read: string;
  /** What stands behind and may be a part that was not read. */
  readonly doubtful: boolean;
}

const timeBehind = /^(?:[-_.tT ]|--|_-_|at)(\d{2})[-_.:h]?(\d{2})(?:[-_.:m]?(\d{2}))?(?![\d])/;

/** ` at 21.52.00` and ` at 9.52.00 PM`, as screenshots are named. */
const spokenTime = /^ at (\d{1,2})\.(\d\d)\.(\d\d)(?: ([AP])M)?(?!\d)/;

/** The value of a day in digits. */
export const full = (year: string, month: string, day: string): DateValue => ({
  form: 'full',
  year: Number(year),
  month: Number(month),
  day: Number(day),
  shortYear: false,
  calendar: undefined,
});

/** The time of day behind a date in a name: 2015-09-16-21-52, 20150916_215200, 2015-09-16T21.52. */
const withTime = (
  rest: string,
  isCompact: boolean,
): Pick<Named, 'time' | 'doubtful'> & { length: number } => {
  const spoken = spokenTime.exec(rest);
  if (spoken !== null) return withSpokenTime(spoken);
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

const withSpokenTime = ([whole, hour = '', minute = '', second = '', half]: RegExpExecArray): Pick<
  Named,
  'time' | 'doubtful'
> & { length: number } => {
  const isTwelve = half !== undefined && Number(hour) >= 1 && Number(hour) <= 12;
  const hours = isTwelve ? (Number(hour) % 12) + (half === 'P' ? 12 : 0) : Number(hour);
  const isTime = (half === undefined || isTwelve) && hours < 24 && Number(minute) < 60 && Number(second) < 60;
  return isTime
    ? { time: [hours, Number(minute), Number(second)], doubtful: false, length: whole.length }
    : { time: undefined, doubtful: true, length: 0 };
};

const nameForms: readonly (readonly [RegExp, boolean])[] = [
  [/(?<!\d)(?<!\d\.)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/, false],
  [/(?<![\d.])(\d{4})_(\d{1,2})_(\d{1,2})(?!\d)/, false],
  [/(?<![\d.])(\d{4})\.(\d{2})\.(\d{2})(?!\d)/, false],
  [/(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/, true],
  [/(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{4}(?:\d\d)?(?!\d))/, true],
];

/** The date in one name of a path: 2015-09-16-title.md, 20150916_215200.jpg, notes-16.09.2015.txt. */
export const inName = (name: string): Named | undefined => {
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

import { reading, refusal } from './outcome.ts';
import { doubtDay } from './placeholder.ts';
import type { Instant, Precision, Reading } from './reading.ts';
import { resolve } from './resolve.ts';
import type { Settings } from './settings.ts';
import type { TimePiece } from './times.ts';

const facts = { rfc822: false, thai: false, persian: false };

const epoch = (text: string, milliseconds: number, precision: Precision, read: string): Reading => {
  if (Math.abs(milliseconds) < 1)
    return refusal(text, 'placeholder', 'it is what programs write when they have no date');
  if (milliseconds > 253_402_300_799_999) return refusal(text, 'implausible', 'it is after the year 9999');
  return reading(text, {
    instant: milliseconds as Instant,
    offset: 0,
    zone: null,
    precision,
    notation: 'epoch',
    read,
  });
};

const compact = (text: string, digits: string, settings: Settings): Reading => {
  const at = (from: number, to: number): number => Number(digits.slice(from, to));
  const value = {
    form: 'full',
    year: at(0, 4),
    month: at(4, 6),
    day: at(6, 8),
    shortYear: false,
    calendar: undefined,
  } as const;
  const none = doubtDay(value);
  if (none !== undefined) return refusal(text, none.code, none.message);
  const time: TimePiece | undefined =
    digits.length === 8
      ? undefined
      : {
          kind: 'time',
          from: 0,
          to: 0,
          hour: at(8, 10),
          minute: at(10, 12),
          second: at(12, 14),
          millisecond: 0,
          precision: 'second',
          hours: undefined,
          period: '',
          mark: 'digits',
          zones: [],
          bracketed: false,
        };
  const date = { kind: 'date', from: 0, to: 0, notation: 'compact', value } as const;
  const found = resolve(
    { date, others: [], time, otherTimes: [], zone: undefined, weekday: undefined, from: 0, to: 0 },
    settings,
    facts,
  );
  if (!found.ok) return refusal(text, found.code, found.message);
  return reading(text, { ...found, notation: 'compact', read: digits });
};

const microPrecision = (microseconds: number): Precision =>
  microseconds % 1_000 !== 0 ? 'microsecond' : microseconds % 1_000_000 !== 0 ? 'millisecond' : 'second';

/** `/Date(1442420520000+0530)/`, as .NET's JSON has it: the instant, whatever offset stands behind. */
export const dotNetDate = /^\s*\\?\/Date\((\d{12,14})(?:[+-]\d{4})?\)\\?\/\s*$/;

/** `D:20150916215200+05'30'` of PDF (ISO 32000 §7.9.4) as a date that is read elsewhere. */
export const fromPdf = (text: string): string | undefined => {
  const match =
    /^\s*D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|(Z)(?:00'?(?:00'?)?)?)?\s*$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', sign, hours, minutes = '00', utc] = match;
  const zone = utc ?? (sign === undefined ? '' : `${sign}${hours}:${minutes}`);
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
};

/** A number that stands alone, as programs write dates (rule 14); `digits` is the number as it stands in `text`. */
export const readNumber = (text: string, digits: string, settings: Settings): Reading => {
  const [whole = '', fraction] = digits.split('.');
  const size = whole.length;
  if (/^0+$/.test(whole))
    return refusal(text, 'placeholder', 'it is what programs write when they have no date');
  if (size === 10) {
    const part = fraction === undefined ? 0 : Number(`${fraction}00`.slice(0, 3));
    const precision = fraction !== undefined && /[1-9]/.test(fraction) ? 'millisecond' : 'second';
    return epoch(text, Number(whole) * 1_000 + part, precision, digits);
  }
  if (size === 13)
    return epoch(text, Number(whole), Number(whole) % 1_000 === 0 ? 'second' : 'millisecond', digits);
  if (size === 16)
    return epoch(text, Math.floor(Number(whole) / 1_000), microPrecision(Number(whole)), digits);
  if (fraction === undefined && (size === 8 || size === 14)) return compact(text, whole, settings);
  if (fraction === undefined && size === 4 && Number(whole) >= 1600)
    return refusal(text, 'no-day', 'it is a year without a day');
  return refusal(text, 'unparsable', 'a number of this length is no date that can be read for certain');
};

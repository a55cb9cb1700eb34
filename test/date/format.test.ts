import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHttpDate, formatRfc822, formatRfc3339 } from '../../src/date/format.ts';
import { isInstant, toInstant } from '../../src/date/instant.ts';

const at = (text: string) => toInstant(Date.parse(text));

/** Instants of the years 0000–9999, to the millisecond. */
const instants = fc
  .date({
    min: new Date('0000-01-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  .map((date) => toInstant(date.getTime()));

describe('formatRfc3339', () => {
  it('writes whole seconds without a fraction', () => {
    expect(formatRfc3339(at('2015-09-16T16:22:00Z'))).toBe('2015-09-16T16:22:00Z');
  });

  it('writes milliseconds with three digits', () => {
    expect(formatRfc3339(at('2015-09-16T16:22:00.5Z'))).toBe('2015-09-16T16:22:00.500Z');
  });

  it('pads early years', () => {
    expect(formatRfc3339(at('0033-04-03T00:00:00Z'))).toBe('0033-04-03T00:00:00Z');
  });

  it('is what Temporal writes, and its grammar is that of RFC 3339 §5.6', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const text = formatRfc3339(instant);
        const fractionalSecondDigits = instant % 1000 === 0 ? 0 : 3;
        expect(text).toBe(
          Temporal.Instant.fromEpochMilliseconds(instant).toString({ fractionalSecondDigits }),
        );
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/);
      }),
    );
  });
});

describe('formatRfc822', () => {
  it('writes a year of four digits in GMT', () => {
    expect(formatRfc822(at('2015-09-16T16:22:00Z'))).toBe('Wed, 16 Sep 2015 16:22:00 GMT');
    expect(formatRfc822(at('2004-01-01T19:48:21Z'))).toBe('Thu, 01 Jan 2004 19:48:21 GMT');
  });

  it('cuts a fraction, before 1970 too', () => {
    expect(formatRfc822(at('1969-12-31T23:59:58.999Z'))).toBe('Wed, 31 Dec 1969 23:59:58 GMT');
  });

  it('writes the fields of the instant in every year', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const [weekday, day, month, year, time, zone] = formatRfc822(instant).split(' ');
        const utc = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('UTC');
        expect(weekday).toBe(`${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][utc.dayOfWeek - 1]},`);
        expect(day).toBe(String(utc.day).padStart(2, '0'));
        expect(month).toBe(
          ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][utc.month - 1],
        );
        expect(year).toBe(String(utc.year).padStart(4, '0'));
        expect(time).toBe(utc.toPlainTime().toString({ smallestUnit: 'second' }));
        expect(zone).toBe('GMT');
      }),
    );
  });
});

describe('formatHttpDate', () => {
  it('writes the example of RFC 9110 §5.6.7', () => {
    expect(formatHttpDate(at('1994-11-06T08:49:37Z'))).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  });
});

describe('toInstant', () => {
  it('cuts the fraction that file times have', () => {
    expect(toInstant(1442420520123.75)).toBe(1442420520123);
    expect(toInstant(-0.5)).toBe(-1);
    expect(Object.is(toInstant(-0), 0)).toBe(true);
  });

  it('takes the years 0000 to 9999 and nothing else', () => {
    expect(formatRfc3339(toInstant(-62_167_219_200_000))).toBe('0000-01-01T00:00:00Z');
    expect(formatRfc3339(toInstant(253_402_300_799_999))).toBe('9999-12-31T23:59:59.999Z');
    for (const outside of [-62_167_219_200_001, 253_402_300_800_000, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => toInstant(outside)).toThrow(RangeError);
      expect(isInstant(outside)).toBe(false);
    }
    expect(isInstant(0.5)).toBe(false);
  });
});

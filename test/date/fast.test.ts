import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFast } from '../../src/date/fast.ts';
import { parseDate } from '../../src/date/parse.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Nearly dates: numbers just outside, other letters, parts left out. */
const isoLike = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1890, max: 2060 }), fc.constantFrom(1, 1601, 1970, 9999)),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
    fc.constantFrom('T', ' ', 't', '_'),
    fc.integer({ min: 0, max: 25 }),
    fc.integer({ min: 0, max: 61 }),
    fc.constantFrom('', ':00', ':59', ':60', ':61', ':07.5', ':07.500', ':07.000', ':07,500', ':07.123456'),
    fc.constantFrom(
      'Z',
      'z',
      '',
      '+05:30',
      '-0330',
      '+14:00',
      '-12:00',
      '+15:00',
      '-00:00',
      '+0575',
      '+05',
      ' Z',
      '+05:3',
      'ZZ',
    ),
  )
  .map(
    ([year, month, day, between, hour, minute, second, zone]) =>
      `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}${between}${two(hour)}:${two(minute)}${second}${zone}`,
  );

const rfc822Like = fc
  .tuple(
    fc.date({
      min: new Date('1890-01-01T00:00:00Z'),
      max: new Date('2060-01-01T00:00:00Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom('', 'day', 'weekday', 'comma', 'year', 'seconds', 'case', 'long'),
    fc.constantFrom('GMT', 'UTC', 'Z', '+0530', '-0000', '-1200', '+1400', '+1460', 'EST', 'B', '', '+05:30'),
  )
  .map(([date, change, zone]) => {
    const text = date.toUTCString().replace('GMT', zone);
    if (change === 'day') return text.replace(/ 0?(\d+) /, ' $1 ');
    if (change === 'weekday') return text.replace(/^.../, 'Wed');
    if (change === 'comma') return text.replace(',', '');
    if (change === 'year') return text.replace(/ (?:19|20)(\d\d) /, ' $1 ');
    if (change === 'seconds') return text.replace(/(\d\d:\d\d):\d\d/, '$1');
    if (change === 'case') return text.toLowerCase();
    return change === 'long' ? text.replace('Sep', 'September') : text;
  });

describe('readFast', () => {
  it.each([
    '2015-09-16T21:52:00Z',
    '2015-09-16T21:52:00+05:30',
    '2015-09-16 21:52:00.500 +0530'.replace(' +', '+'),
    'Wed, 16 Sep 2015 21:52:00 GMT',
    'Sat, 5 Sep 2015 21:52 +0530',
  ])('reads %j', (text) => {
    expect(readFast(text, {})).toBeDefined();
  });

  it('answers as the general reader does, or not at all', () => {
    let answers = 0;
    fc.assert(
      fc.property(fc.oneof(isoLike, rfc822Like), (text) => {
        const fast = readFast(text, {});
        if (fast === undefined) return;
        answers += 1;
        // A space before it keeps the text from the fast reader.
        expect(parseDate(` ${text}`)).toEqual({ ...fast, text: ` ${text}` });
      }),
      { numRuns: 5000 },
    );
    expect(answers).toBeGreaterThan(300);
  });

  it('has nothing to say to a text that is more than the date', () => {
    for (const text of [
      '2015-09-16T21:52:00Z ',
      '2015-09-16T21:52:00Z/P1D',
      'Wed, 16 Sep 2015 21:52:00 GMT+1',
    ]) {
      expect(readFast(text, {})).toBeUndefined();
    }
  });
});

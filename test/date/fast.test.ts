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
      ' +0530',
      ' -05:00',
      ' +1',
      ' UTC',
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

const monthFirstLike = fc
  .tuple(
    fc.constantFrom('Jan', 'Feb', 'Mar', 'May', 'Sep', 'Dec', 'mar', 'Sept', 'Mai', 'Mon', 'March'),
    fc.constantFrom('0', '6', '06', '29', '30', '31', '32', '006'),
    fc.constantFrom(', ', ' ', ',', '. '),
    fc.oneof(fc.integer({ min: 1890, max: 2420 }), fc.constantFrom(26, 1970, 2016, 2024)),
    fc.constantFrom(' 00:00', ' 21:52', ' 21:52:07', ' 24:00', ' 9:05', ', 21:52', '', ' 21:60'),
    fc.constantFrom(
      ' UTC',
      ' GMT',
      ' Z',
      ' +0530',
      ' -05:00',
      ' -0000',
      '',
      ' EST',
      'UTC',
      ' UTC+1',
      ' +1400',
    ),
  )
  .map(([month, day, comma, year, time, zone]) => `${month} ${day}${comma}${year}${time}${zone}`);

const zones = Intl.supportedValuesOf('timeZone');
const contexts = fc.record({
  zone: fc.oneof(
    fc.constantFrom(undefined, '', 'Mars/Olympus', 'asia/kolkata', 'UTC'),
    fc.constantFrom(...zones),
  ),
  language: fc.constantFrom(
    undefined,
    'en',
    'en-US',
    'ar',
    'th',
    'fa',
    'ja',
    'hi-IN',
    'de',
    'zh-Hant-TW',
    'es',
    'tr',
    'it',
  ),
  dateOrder: fc.constantFrom(undefined, 'DMY' as const, 'MDY' as const, 'YMD' as const),
  dayTime: fc.constantFrom(undefined, '00:00', '09:00', '2:30', '23:59', '24:00', 'noon', ''),
});

/** Days and wall clocks without an offset, many of them near the clock changes of March, April, October and November. */
const wallLike = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1900, max: 2060 }), fc.constantFrom(1399, 1970, 2558, 2700)),
    fc.oneof(fc.integer({ min: 0, max: 13 }), fc.constantFrom(3, 4, 10, 11)),
    fc.oneof(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 25, max: 31 })),
    fc.constantFrom('', 'T', ' '),
    fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constantFrom(0, 1, 2, 3)),
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom('', ':00', ':59', ':60', ':07.5', ':07.500', ':07.000', '.', ':', ' '),
  )
  .map(([year, month, day, between, hour, minute, second]) => {
    const date = `${year}-${two(month)}-${two(day)}`;
    return between === '' ? date : `${date}${between}${two(hour)}:${two(minute)}${second}`;
  });

describe('readFast', () => {
  it.each([
    '2015-09-16T21:52:00Z',
    '2015-09-16T21:52:00+05:30',
    '2015-09-16 21:52:00.500 +0530'.replace(' +', '+'),
    'Wed, 16 Sep 2015 21:52:00 GMT',
    'Sat, 5 Sep 2015 21:52 +0530',
    '2015-09-16 21:52:00 +0530',
    '2015-09-16 21:52 +05:30',
    'Sep 5, 2015 21:52 UTC',
    'Sep 16, 2015 21:52:07 -0430',
  ])('reads %j', (text) => {
    expect(readFast(text, {})).toBeDefined();
  });

  it('answers as the general reader does, or not at all', () => {
    let answers = 0;
    fc.assert(
      fc.property(fc.oneof(isoLike, rfc822Like, monthFirstLike), (text) => {
        const fast = readFast(text, {});
        if (fast === undefined) return;
        answers += 1;
        // A space before it keeps the text from the fast reader.
        expect(parseDate(` ${text}`)).toEqual({ ...fast, text: ` ${text}` });
      }),
      { numRuns: 8000 },
    );
    expect(answers).toBeGreaterThan(300);
  });

  it('answers as the general reader does in every zone, language, order and time of day', () => {
    let answers = 0;
    fc.assert(
      fc.property(fc.oneof(wallLike, isoLike, monthFirstLike), contexts, (text, context) => {
        const fast = readFast(text, context);
        if (fast === undefined) return;
        answers += 1;
        expect(parseDate(` ${text}`, context)).toEqual({ ...fast, text: ` ${text}` });
      }),
      { numRuns: 10_000 },
    );
    expect(answers).toBeGreaterThan(500);
  });

  it.each([
    ['2015-03-29 02:30', 'Europe/Berlin', '2015-03-29T01:30:00.000Z', ['dst-gap']],
    ['2015-10-25 02:30', 'Europe/Berlin', '2015-10-25T00:30:00.000Z', ['dst-overlap']],
    ['2015-10-25', 'Europe/Berlin', '2015-10-24T22:00:00.000Z', []],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', []],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', []],
    ['2020-03-05 10:00', 'Asia/Kathmandu', '2020-03-05T04:15:00.000Z', []],
  ])('places %s in %s as Temporal does', (text, zone, instant, warnings) => {
    const fast = readFast(text, { zone });
    const wall = Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
    expect(wall.epochMilliseconds).toBe(Date.parse(instant));
    expect(fast?.instant).toBe(wall.epochMilliseconds);
    expect(fast?.warnings).toEqual(warnings);
  });

  it('leaves the days around epoch zero, which programs write for none, to the general reader', () => {
    for (const text of ['1969-12-31', '1970-01-01', '1970-01-01 05:30', '1969-12-31T19:00'])
      expect(readFast(text, { zone: 'Asia/Kolkata' })).toBeUndefined();
  });

  it('has nothing to say to a wall clock whose zone is not known', () => {
    for (const zone of [undefined, '', 'Mars/Olympus', '+05:30'])
      expect(readFast('2020-03-05 10:00', { zone })).toBeUndefined();
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

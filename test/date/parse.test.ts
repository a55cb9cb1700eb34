import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';
import type { DateContext, Reading } from '../../src/date/reading.ts';

const kolkata = { zone: 'Asia/Kolkata', language: 'en' };

const at = (reading: Reading): string =>
  reading.ok ? new Date(reading.instant).toISOString() : reading.refused;

describe('the part that was read', () => {
  it('leaves out what stands around the date', () => {
    const reading = parseDate('TNN | Sep 16, 2015, 09.52 PM IST | Source: PTI', kolkata);
    expect(reading).toMatchObject({ ok: true, read: 'Sep 16, 2015, 09.52 PM IST', notation: 'month-name' });
  });
});

describe('a refusal', () => {
  it('says what would settle it', () => {
    const reading = parseDate('03/04/2015', { zone: 'UTC' });
    expect(reading).toMatchObject({
      ok: false,
      refused: 'ambiguous-order',
      message: '“03/04/2015”: it can be 3 April 2015 or 4 March 2015: set dateOrder or language',
    });
  });

  it.each([
    [
      '2012-05-22 17:45:12 1:00',
      'two times stand in it, 17:45 and 01:00, and are not the same moment: write one of them; an offset has a sign, such as +01:00',
    ],
    ['2026-13-45', 'there is no month 13'],
    ['31 June 2026', 'there is no day 31 in month 6 of 2026'],
    [
      '2026-01-05 10:00 Europe/Atlantis',
      'Europe/Atlantis stands where a zone stands, and is none that is known: write the offset',
    ],
  ])('of %s says what is wrong', (text, message) => {
    expect(parseDate(text, kolkata)).toMatchObject({ ok: false, message: `“${text}”: ${message}` });
  });

  it('shows no more than a line of a long text', () => {
    const reading = parseDate(`${'word '.repeat(100)}`, kolkata);
    expect(reading.ok ? '' : reading.message.length).toBeLessThan(160);
  });
});

describe('what the context settles', () => {
  it.each<[string, DateContext, string]>([
    ['03/04/2015', { zone: 'UTC', dateOrder: 'DMY' }, '2015-04-03T00:00:00.000Z'],
    ['03/04/2015', { zone: 'UTC', language: 'de', dateOrder: 'MDY' }, '2015-03-04T00:00:00.000Z'],
    ['16 September 2015', { zone: 'Asia/Kolkata', dayTime: '09:30' }, '2015-09-16T04:00:00.000Z'],
    ['16 September 2015', { zone: 'asia/kolkata' }, '2015-09-15T18:30:00.000Z'],
    ['16 September', { zone: 'UTC', reference: '2015-10-01T00:00:00Z' }, '2015-09-16T00:00:00.000Z'],
    ['29 February', { zone: 'UTC', reference: '2015-10-01T00:00:00Z' }, '2012-02-29T00:00:00.000Z'],
    ['16.9.', { zone: 'UTC', language: 'fi', reference: '2015-10-01T00:00:00Z' }, '2015-09-16T00:00:00.000Z'],
  ])('%s with %j is %s', (text, context, expected) => {
    expect(at(parseDate(text, context))).toBe(expected);
  });

  it.each<[string, DateContext, string]>([
    ['16 September 2015', {}, 'no-zone'],
    ['16 September 2015', { zone: 'Mars/Olympus' }, 'no-zone'],
    ['16 September 2015 21:52', { zone: '' }, 'no-zone'],
    ['03/04/2015', { zone: 'UTC', language: 'en' }, 'ambiguous-order'],
    ['03/04/2015', { zone: 'UTC', language: 'en-CA' }, 'ambiguous-order'],
    ['03/04/2015', { zone: 'UTC', language: 'not a tag' }, 'ambiguous-order'],
  ])('%s with %j is refused: %s', (text, context, refused) => {
    expect(at(parseDate(text, context))).toBe(refused);
  });
});

describe('relative texts', () => {
  const reference = '2015-09-16T16:22:00Z';
  it.each([
    ['2 hours ago', 'en', '2015-09-16T14:22:00.000Z'],
    ['5 min ago', 'en', '2015-09-16T16:17:00.000Z'],
    ['an hour ago', 'en', '2015-09-16T15:22:00.000Z'],
    ['3 days ago', 'en', '2015-09-12T18:30:00.000Z'],
    ['vor 3 Stunden', 'de', '2015-09-16T13:22:00.000Z'],
    ['il y a 2 heures', 'fr', '2015-09-16T14:22:00.000Z'],
    ['hace 2 horas', 'es', '2015-09-16T14:22:00.000Z'],
    ['2 часа назад', 'ru', '2015-09-16T14:22:00.000Z'],
    ['3時間前', 'ja', '2015-09-16T13:22:00.000Z'],
    ['3시간 전', 'ko', '2015-09-16T13:22:00.000Z'],
    ['3小时前', 'zh', '2015-09-16T13:22:00.000Z'],
    ['gestern, 21:52 Uhr', 'de', '2015-09-15T16:22:00.000Z'],
    ['hier à 21h52', 'fr', '2015-09-15T16:22:00.000Z'],
    ['вчера, 21:52', 'ru', '2015-09-15T16:22:00.000Z'],
    ['昨日 21:52', 'ja', '2015-09-15T16:22:00.000Z'],
  ])('%s (%s) is %s', (text, language, expected) => {
    expect(at(parseDate(text, { zone: 'Asia/Kolkata', language, reference }))).toBe(expected);
  });

  it.each([
    ['2 hours 5 minutes ago', 'unparsable'],
    ['half an hour ago', 'unparsable'],
    ['2 months ago', 'no-day'],
    ['in 2 hours', 'no-date'],
    ['USA Today', 'no-date'],
  ])('%s is refused: %s', (text, refused) => {
    expect(at(parseDate(text, { ...kolkata, reference }))).toBe(refused);
  });

  it('without a reference says that one is missing', () => {
    expect(at(parseDate('gestern', { zone: 'Europe/Berlin', language: 'de' }))).toBe('relative-no-reference');
  });
});

describe('a second time or zone', () => {
  it.each([
    ['16 Sep 2015 21:52 IST (16:22 GMT)', '2015-09-16T16:22:00.000Z'],
    ['16 Sep 2015 21:52 IST (16:25 GMT)', 'unparsable'],
    ['9:52 PM ET / 6:52 PM PT, 16 Sep 2015', '2015-09-17T01:52:00.000Z'],
    ['9:52 PM ET / 6:53 PM PT, 16 Sep 2015', 'unparsable'],
    ['2015-09-16T21:52:00+05:30[Europe/Paris]', 'ambiguous-zone'],
    ['2015-09-16T21:52:00Z[Asia/Kolkata]', '2015-09-16T21:52:00.000Z'],
  ])('%s: %s', (text, expected) => {
    expect(at(parseDate(text, { zone: 'Asia/Kolkata', language: 'en-IN' }))).toBe(expected);
  });
});

describe('an abbreviation out of season', () => {
  it.each([
    ['16 Jul 2015 21:52:00 EST', 'America/New_York', '2015-07-17T02:52:00.000Z', ['abbr-season']],
    ['July 16, 2015 at 9:52 p.m. EST', 'America/New_York', '2015-07-17T01:52:00.000Z', ['abbr-season']],
    ['July 16, 2015 at 9:52 p.m. CET', 'America/New_York', '2015-07-16T20:52:00.000Z', ['abbr-season']],
    ['July 16, 2015 at 9:52 p.m. GMT', 'Europe/London', '2015-07-16T21:52:00.000Z', []],
  ])('%s in %s is %s', (text, zone, expected, warnings) => {
    const reading = parseDate(text, { zone, language: 'en-US' });
    expect(at(reading)).toBe(expected);
    expect(reading.ok && reading.warnings).toEqual(warnings);
  });
});

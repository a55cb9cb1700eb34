import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/date/instant.ts';
import { formatForPeople } from '../../src/date/people.ts';

const seed = toInstant(Date.parse('2015-09-16T16:22:08Z'));
const zone = 'Asia/Kolkata';

describe('formatForPeople', () => {
  it('shows wall clock and offset of the zone', () => {
    expect(formatForPeople(seed, { zone, language: 'en-GB' })).toBe('16 September 2015, 21:52 UTC+05:30');
    expect(formatForPeople(seed, { zone: 'America/St_Johns', language: 'en-GB' })).toBe(
      '16 September 2015, 13:52 UTC-02:30',
    );
    expect(formatForPeople(seed, { language: 'en-GB' })).toBe('16 September 2015, 16:22 UTC');
  });

  it('shows no more than the source stated', () => {
    const day = toInstant(Date.parse('2015-09-15T18:30:00Z'));
    expect(formatForPeople(day, { zone, language: 'en-GB', precision: 'day' })).toBe('16 September 2015');
    expect(formatForPeople(seed, { zone, language: 'en-GB', precision: 'second' })).toBe(
      '16 September 2015, 21:52:08 UTC+05:30',
    );
  });

  it.each([
    ['de', '16. September 2015'],
    ['de-CH-1996', '16. September 2015'],
    ['fr', '16 septembre 2015'],
    ['pl', '16 września 2015'],
    ['ru', '16 сентября 2015 г.'],
    ['ja', '2015年9月16日'],
    ['zh', '2015年9月16日'],
    ['zh-Hant-HK', '2015年9月16日'],
    ['nb', '16. september 2015'],
    ['no', '16. september 2015'],
    ['en-US', 'September 16th, 2015'],
  ])('writes the words of %s', (language, expected) => {
    expect(formatForPeople(seed, { zone, language, precision: 'day' })).toBe(expected);
  });

  it.each(['xx', '', 'und', 'not a tag', '../../../etc', '__proto__', 'constructor'])(
    'writes figures that everyone reads where the language is %j',
    (language) => {
      expect(formatForPeople(seed, { zone, language })).toBe('2015-09-16 21:52 UTC+05:30');
      expect(formatForPeople(seed, { zone, language, precision: 'day' })).toBe('2015-09-16');
    },
  );

  it('leaves no doubt about the half of the day, not even in Uzbek and Chinese', () => {
    const early = toInstant(Date.parse('2015-09-15T19:05:00Z'));
    expect(formatForPeople(early, { zone, language: 'zh-TW' })).toBe('2015年9月16日 00:35 UTC+05:30');
    expect(formatForPeople(seed, { zone, language: 'uz' })).toBe('16 Sentabr, 2015, 21:52 UTC+05:30');
    expect(formatForPeople(seed, { zone, language: 'en-US' })).toBe(
      'September 16th, 2015, 9:52 PM UTC+05:30',
    );
  });

  it('shows seconds in every language where they were stated', () => {
    expect(formatForPeople(seed, { zone, language: 'id', precision: 'second' })).toBe(
      '16 September 2015, 21.52.08 UTC+05:30',
    );
  });

  it('leaves extensions of the tag aside', () => {
    expect(formatForPeople(seed, { zone, language: 'de-u-nu-latn', precision: 'day' })).toBe(
      '16. September 2015',
    );
  });
});

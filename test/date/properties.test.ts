import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/date/instant.ts';
import { parseDate } from '../../src/date/parse.ts';
import { formatForPeople } from '../../src/date/people.ts';
import type { DateContext, Reading } from '../../src/date/reading.ts';
import { catalogue } from '../../src/problem.ts';
import { hasShared, sharedPath } from '../support/shared.ts';
import { readCorpus } from './support/corpus.ts';
import { writeAll } from './support/notations.ts';

// More runs on demand: RUNS=20 makes every property try twenty times as much.
const runs = (count: number): { numRuns: number } => ({ numRuns: count * Number(process.env.RUNS ?? 1) });

const zones = [
  ...Intl.supportedValuesOf('timeZone'),
  ...[
    'UTC',
    'GMT',
    'Asia/Calcutta',
    'US/Eastern',
    'Etc/GMT+5',
    'Etc/GMT-14',
    'EST5EDT',
    'GB',
    'Zulu',
    'Asia/Saigon',
  ],
];

/** After 9 September 2001 half of the time, since epoch seconds have ten digits only then. */
const instants = fc
  .oneof(
    fc.integer({ min: Date.UTC(1973, 3, 1), max: Date.UTC(2001, 8, 1) }),
    fc.integer({ min: Date.UTC(2001, 8, 10), max: Date.UTC(2049, 11, 30) }),
  )
  .map(toInstant);

/** All that a reading says but the texts themselves, which differ where the text does. */
const outcome = (reading: Reading): unknown => {
  if (!reading.ok) return reading.refused;
  const { instant, offset, zone, precision, notation, role, warnings } = reading;
  return { instant, offset, zone, precision, notation, role, warnings };
};

describe('what is written', () => {
  it('is read at the same instant in every notation and zone', { timeout: 120_000 }, () => {
    expect(zones.length).toBeGreaterThan(400);
    for (const zone of zones) {
      fc.assert(
        fc.property(instants, (instant) => {
          for (const { notation, text, context, expected, hasOffset } of writeAll(instant, zone)) {
            const reading = parseDate(text, context);
            const given = reading.ok ? reading.instant : `${reading.refused}: ${reading.message}`;
            // In an overlap a wall clock without an offset is the earlier one, and says so.
            if (!hasOffset && reading.ok && reading.warnings.includes('dst-overlap')) {
              const wall = Temporal.Instant.fromEpochMilliseconds(expected).toZonedDateTimeISO(zone);
              const first = wall.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' });
              expect(given, `${notation}: ${text} in ${zone}`).toBe(first.epochMilliseconds);
            } else {
              expect(given, `${notation}: ${text} in ${zone}`).toBe(expected);
            }
          }
        }),
        runs(4),
      );
    }
  });

  const languages = readdirSync('node_modules/date-fns/locale', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '_lib')
    .map(({ name }) => name);
  // Of Uyghur date-fns has one letter for noon, afternoon and pm.
  const unsure = ['ug'];

  it('for people is read at the same instant in every language of date-fns', { timeout: 120_000 }, () => {
    expect(languages.length).toBeGreaterThan(80);
    for (const language of languages) {
      fc.assert(
        fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
          const text = formatForPeople(instant, { zone, language, precision: 'second' });
          const reading = parseDate(text, { language });
          if (!reading.ok && unsure.includes(language)) return;
          const given = reading.ok ? reading.instant : `${reading.refused}: ${reading.message}`;
          expect(given, `${language}: ${text}`).toBe(Math.floor(instant / 1000) * 1000);
        }),
        runs(6),
      );
    }
  });
});

const corpus = hasShared('data/dates/publication-dates.tsv')
  ? readCorpus(sharedPath('data/dates/publication-dates.tsv'))
  : [];

/** Texts with dates in them: the corpus, and what we write. */
const lines: fc.Arbitrary<{ text: string; context: DateContext }> = fc.oneof(
  ...(corpus.length > 0
    ? [fc.constantFrom(...corpus.map(({ input, context }) => ({ text: input, context })))]
    : []),
  fc.tuple(instants, fc.constantFrom(...zones), fc.nat()).map(([instant, zone, choice]) => {
    const all = writeAll(instant, zone);
    const { text, context } = all[choice % all.length]!;
    return { text, context };
  }),
);

describe('white space and letter case', () => {
  const space = fc.constantFrom(
    ' ',
    '  ',
    '\u00a0',
    '\u202f',
    ' \u00a0',
    '\u202f  ',
    '\t ',
    '\u2009',
    '\u3000',
  );

  it('more or other white space where white space stands changes nothing', () => {
    fc.assert(
      fc.property(lines, fc.array(space, { minLength: 1, maxLength: 12 }), ({ text, context }, spaces) => {
        let place = 0;
        const wider = text.replaceAll(/[ \u00a0\u202f]/g, () => spaces[place++ % spaces.length]!);
        expect(outcome(parseDate(wider, context)), JSON.stringify(wider)).toEqual(
          outcome(parseDate(text, context)),
        );
      }),
      runs(3000),
    );
  });

  it('white space around the text changes nothing', () => {
    fc.assert(
      fc.property(lines, space, space, ({ text, context }, before, after) => {
        const wider = before + text + after;
        expect(outcome(parseDate(wider, context)), JSON.stringify(wider)).toEqual(
          outcome(parseDate(text, context)),
        );
      }),
      runs(1000),
    );
  });

  it('the case of ASCII letters changes nothing', () => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom('upper', 'lower', 'mixed'),
        fc.nat(),
        ({ text, context }, kind, seed) => {
          let place = 0;
          const other = text.replaceAll(/[a-z]/gi, (letter) => {
            place += 1;
            const isUpper = kind === 'upper' || (kind === 'mixed' && ((seed >> (place % 31)) & 1) === 1);
            return isUpper ? letter.toUpperCase() : letter.toLowerCase();
          });
          expect(outcome(parseDate(other, context)), JSON.stringify(other)).toEqual(
            outcome(parseDate(text, context)),
          );
        },
      ),
      runs(3000),
    );
  });
});

/** Pieces that dates are made of, so that chance puts together what nearly is one. */
const scraps = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...' |-|/|.|:|,|T|Z|+|−|(|)|[|]|年|月|日|時|分|午後|令和|元|am|p.m.|AM|PM|IST|GMT|UTC|EST|of|at|um|à|в|kl.|h|Uhr'.split(
        '|',
      ),
      ...'Sep|September|März|mai|mar.|сентября|Mon|Wed|Mittwoch|yesterday|ago|2 hours|Published:|Updated|Last|16th|1er'.split(
        '|',
      ),
      ...'2015|16|09|9|21:52|24:00|23:59:60|0000-00-00|-0000|+05:30|99|1442420520|१६|２０|٣|ⅷ|²|½|&nbsp;|<b>|&#x30;|\u200f|\0'.split(
        '|',
      ),
    ),
    fc.nat(99_999).map(String),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 24 },
);

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  // Lone surrogates and all other code units.
  fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  scraps.map((parts) => parts.join('')),
  scraps.map((parts) => parts.join(' ')),
);

const anyContext = fc.record(
  {
    zone: fc.oneof(fc.constantFrom(...zones), fc.string({ maxLength: 12 })),
    language: fc.oneof(
      fc.constantFrom('en', 'en-US', 'de', 'ja', 'fa', 'th', 'ar-SA', 'zh-TW', 'und', 'xx'),
      fc.string({ maxLength: 8 }),
    ),
    dateOrder: fc.constantFrom('DMY' as const, 'MDY' as const, 'YMD' as const),
    dayTime: fc.oneof(fc.constantFrom('00:00', '09:30', '23:59'), fc.string({ maxLength: 5 })),
    reference: fc.oneof(fc.constant('2015-09-16T16:22:00Z'), fc.string({ maxLength: 10 })),
  },
  { requiredKeys: [] },
);

describe('any text', () => {
  it('ends with a reading or a refusal of a known code', () => {
    fc.assert(
      fc.property(anyText, anyContext, (text, context) => {
        const reading = parseDate(text, context);
        expect(reading.text).toBe(text);
        if (!reading.ok) {
          expect(catalogue).toHaveProperty(reading.refused);
          expect(reading.message).not.toBe('');
          return;
        }
        expect(Number.isInteger(reading.instant)).toBe(true);
        expect(reading.offset).toMatch(/^[+-](?:0\d|1[0-4]):[0-5]\d$/);
        for (const warning of reading.warnings) expect(catalogue).toHaveProperty(warning);
        const year = new Date(reading.instant).getUTCFullYear();
        expect(year).toBeGreaterThanOrEqual(1599);
        expect(year).toBeLessThanOrEqual(9999);
      }),
      runs(10_000),
    );
  });

  it('is answered the same each time, whatever was read before', () => {
    fc.assert(
      fc.property(anyText, anyText, anyContext, anyContext, (text, other, context, between) => {
        const first = parseDate(text, context);
        parseDate(other, between);
        expect(parseDate(text, context)).toEqual(first);
      }),
      runs(2000),
    );
  });

  it.each([
    ...[
      '0',
      ' ',
      '(',
      '[',
      '<',
      '&',
      ':',
      '-',
      '/',
      '.',
      ',',
      '1 ',
      '12:',
      '2015-',
      'Sep ',
      '年',
      'a',
      '\u0301',
      '&#',
    ],
    ...['2015-09-16 ', '+05:30', '<b>', '16 Sep 2015 ', '午後', 'ago '],
  ])('of 100,000 times %j ends too', (piece) => {
    const text = piece.repeat(100_000);
    expect(typeof parseDate(text, { zone: 'Asia/Kolkata', language: 'en' }).ok).toBe('boolean');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';

// Written by hand as publishers of these languages write; the instants are Python zoneinfo's.
const rows = readFileSync(new URL('fixtures/languages.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [id, family, input, zone, lang, , expected, offset, precision, reason, warning, role] =
      line.split('\t');
    return {
      name: `${id} ${family} ${input}`,
      text: JSON.parse(`"${input}"`) as string,
      context: { zone, language: lang },
      expected,
      read: { offset, precision, role, warnings: warning === '' ? [] : [warning] },
      reason,
    };
  });

describe('lines of many languages', () => {
  it('are there', () => {
    expect(rows.length).toBeGreaterThan(250);
  });

  it.each(rows.filter(({ expected }) => expected !== 'REFUSE'))(
    'reads $name',
    ({ text, context, expected, read }) => {
      const reading = parseDate(text, context);
      expect(reading).toMatchObject({ ok: true, ...read });
      expect(reading.ok && reading.instant).toBe(Date.parse(expected as string));
    },
  );

  it.each(rows.filter(({ expected }) => expected === 'REFUSE'))(
    'refuses $name',
    ({ text, context, reason }) => {
      expect(parseDate(text, context)).toMatchObject({ ok: false, refused: reason });
    },
  );
});

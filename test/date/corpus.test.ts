import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';
import { judgeRow, outcomeTable, readCorpus } from './support/corpus.ts';

const judgeCorpus = (path: string) =>
  readCorpus(path).map((row) => {
    const reading = parseDate(row.input, row.context);
    return { ...row, reading, ...judgeRow(row, reading) };
  });

/** `p173 "2013-xx-27": wrongly read, 2013-01-27…`, one for each row that is not right. */
const faults = (judged: ReturnType<typeof judgeCorpus>): readonly string[] =>
  judged
    .filter(({ outcome }) => outcome !== 'right')
    .map(({ id, input, outcome, detail }) => `${id} ${JSON.stringify(input)}: ${outcome}, ${detail}`);

const shared = 'data/dates/publication-dates.tsv';

describe.skipIf(!hasShared(shared))(sharedTitle('the corpus of publication dates', shared), () => {
  const judged = hasShared(shared) ? judgeCorpus(sharedPath(shared)) : [];

  it('is there in full', () => {
    expect(judged).toHaveLength(312);
    expect(new Set(judged.map(({ family }) => family)).size).toBeGreaterThan(20);
  });

  it('is read right to the last line', () => {
    const reasons = judged
      .filter(({ reading, reason }) => !reading.ok && reason !== '' && reading.refused !== reason)
      .map(({ id, reading, reason }) => `${id}: ${reading.ok ? '' : reading.refused}, not ${reason}`);
    console.log(`${outcomeTable(judged)}\nrefused for another reason: ${reasons.join(' · ') || 'none'}`);
    expect(faults(judged)).toEqual([]);
  });
});

const fixtures = new URL('fixtures/', import.meta.url);
const own = existsSync(fixtures) ? readdirSync(fixtures).filter((name) => name.endsWith('.tsv')) : [];

describe.skipIf(own.length === 0)('our own lines', () => {
  it.each(own)('%s is read right to the last line', (name) => {
    const judged = judgeCorpus(new URL(name, fixtures).pathname);
    expect(judged.length).toBeGreaterThan(0);
    console.log(outcomeTable(judged));
    expect(faults(judged)).toEqual([]);
  });
});

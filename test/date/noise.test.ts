import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';
import { hasShared, sharedPath, sharedTitle } from '../support/shared.ts';
import { readCorpus } from './support/corpus.ts';

/** What stands beside dates on pages: names, counts, prices, words that are also months, weekdays or zones. */
const neighbours: readonly string[] = [
  ...['By Jane Doe', 'Par Jean Dupont', 'von Max Mustermann', 'Source: PTI', '(Reuters)', 'Photo: AFP/Getty'],
  ...[
    '5 min read',
    'Lesezeit 3 Minuten',
    '12 comments',
    '3,456 views',
    '100%',
    '£3.50',
    '$1,200',
    '4.5 stars',
  ],
  ...[
    'Page 3 of 10',
    'Vol. 5 No. 3',
    'Season 3, Episode 7',
    'Chapter 11',
    'Room 101',
    'Top 10',
    '#42',
    'v2.1',
  ],
  ...['Copyright 2024', '© 2019–2024 The Paper', 'est. 1851', 'Tel. 020 7946 0958', 'ISBN 978-3-16-148410-0'],
  ...['A 2-1 win', '24/7', '7/11', 'COVID-19', 'G20', 'Windows 10', '10 Downing Street'],
  ...['May I help', 'March for Science', 'Sun Media', 'Mon Repos', 'Art. 5', 'Updated', 'Last modified'],
];

const corpus = 'data/dates/publication-dates.tsv';
const rows = hasShared(corpus)
  ? readCorpus(sharedPath(corpus)).filter(
      ({ family, expected }) => family !== 'file-name' && expected !== 'REFUSE',
    )
  : [];

describe.skipIf(rows.length === 0)(sharedTitle('what stands beside a date', corpus), () => {
  it.each([
    ['in the same line', ' '],
    ['behind a bar', ' | '],
    ['in another line', '\n'],
  ])('%s, may make it refused but never another instant', (_, between) => {
    const moved: string[] = [];
    for (const { input, context } of rows) {
      const alone = parseDate(input, context);
      for (const neighbour of neighbours) {
        for (const text of [neighbour + between + input, input + between + neighbour]) {
          const beside = parseDate(text, context);
          if (beside.ok && (!alone.ok || beside.instant !== alone.instant)) {
            moved.push(`${JSON.stringify(text)}: ${new Date(beside.instant).toISOString()}`);
          }
        }
      }
    }
    expect(moved).toEqual([]);
  });
});

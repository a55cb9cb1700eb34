import { describe, expect, test } from 'vitest';
import type { DateCandidate, FieldSource } from '../../../src/article/article.ts';
import { normalize } from '../../../src/article/normalize.ts';
import type { Site } from '../../../src/site.ts';
import { site } from '../../support/builders.ts';
import { draft } from '../../support/draft.ts';

type Role = DateCandidate['role'];

const date = (
  source: FieldSource,
  value: string,
  role: Role = 'published',
  line?: number,
): DateCandidate => ({
  source,
  value,
  role,
  line,
});

const kolkata: Partial<Site> = { timeZone: 'Asia/Kolkata', language: 'en-IN' };

/** What the dates give: instants as RFC 3339 texts, the source, and the codes of the Problems. */
const read = (dates: readonly DateCandidate[], settings: Partial<Site> = kolkata) => {
  const { facts, problems } = normalize(draft({ dates }), {
    site: site(settings),
    defaults: {},
    modified: 0,
  });
  const written = (instant: number | undefined) =>
    instant === undefined ? undefined : new Date(instant).toISOString().replace('.000', '');
  return {
    published: written(facts?.published),
    updated: written(facts?.updated),
    precision: facts?.publishedPrecision,
    source: facts?.sources.published,
    codes: problems.map(({ code }) => code),
    problems,
  };
};

describe('which date counts', () => {
  const ranked: readonly FieldSource[] = [
    'front-matter',
    'json-ld',
    'open-graph',
    'microdata',
    'meta',
    'time',
    'text',
    'dateline',
    'filename',
  ];

  test('goes by the rank of the sources, in whatever order they come', () => {
    for (let first = 0; first < ranked.length; first += 1) {
      const candidates = ranked
        .slice(first)
        .map((source, index) => date(source, `2015-09-${10 + first + index}T10:00:00Z`))
        .reverse();
      const { source, published } = read(candidates);
      expect(source).toBe(ranked[first]);
      expect(published).toBe(`2015-09-${10 + first}T10:00:00Z`);
    }
  });

  test('a date that names only a day is a day in the site’s zone', () => {
    expect(read([date('filename', '2015-09-16')])).toMatchObject({
      published: '2015-09-15T18:30:00Z',
      precision: 'day',
      source: 'filename',
    });
  });

  test('a line that says it was published counts before one that says nothing', () => {
    const dates = [
      date('text', '2015-09-17 10:00', 'unknown'),
      date('text', '2015-09-16 10:00', 'published'),
    ];
    expect(read(dates).published).toBe('2015-09-16T04:30:00Z');
  });

  test('only an update counts as publication, with a warning', () => {
    const found = read([date('text', '2015-09-16 21:52', 'updated', 7)]);
    expect(found).toMatchObject({
      published: '2015-09-16T16:22:00Z',
      source: 'updated',
      codes: ['only-updated'],
    });
    expect(found.updated).toBe(found.published);
    expect(found.problems[0]).toMatchObject({ line: 7 });
  });

  test('a file name counts before an update alone', () => {
    const found = read([date('text', '2015-09-17', 'updated'), date('filename', '2015-09-16')]);
    expect(found).toMatchObject({ source: 'filename', updated: '2015-09-16T18:30:00Z', codes: [] });
  });

  test('an article without any date is held back', () => {
    expect(read([])).toMatchObject({ published: undefined, codes: ['undated'] });
    expect(read([date('front-matter', '  ')])).toMatchObject({ published: undefined, codes: ['undated'] });
  });
});

describe('a refused date', () => {
  test('in the front matter holds the article back, with its code and place', () => {
    const found = read([
      date('front-matter', '31 June 2026', 'published', 4),
      date('filename', '2026-06-30'),
    ]);
    expect(found).toMatchObject({ published: undefined, codes: ['invalid-date'] });
    expect(found.problems[0]).toMatchObject({ severity: 'error', path: 'launch.md', line: 4 });
    expect(found.problems[0]?.message).toContain('the front matter');
    expect(found.problems[0]?.message).toContain('31 June 2026');
  });

  test('in the front matter that is none at all leaves it to another field there, and to nothing else', () => {
    const none = date('front-matter', 'Penguin Books', 'published', 2);
    const found = read([none, date('front-matter', '2021-03-02', 'published', 3)]);
    expect(found).toMatchObject({ published: '2021-03-01T18:30:00Z', codes: ['date-skipped'] });
    expect(read([none, date('filename', '2021-03-02')])).toMatchObject({
      published: undefined,
      codes: ['no-date'],
    });
  });

  test('of a machine leaves it to what the page shows, and says so', () => {
    const found = read([date('json-ld', '2021-02-30T10:00:00Z'), date('text', '2021-03-02 10:00')]);
    expect(found).toMatchObject({
      source: 'text',
      published: '2021-03-02T04:30:00Z',
      codes: ['date-skipped'],
    });
  });

  test('of a machine does not leave it to the file’s name or to an update', () => {
    const bad = date('json-ld', '2021-02-30T10:00:00Z');
    expect(read([bad, date('filename', '2021-03-02')])).toMatchObject({
      published: undefined,
      codes: ['invalid-date'],
    });
    expect(read([bad, date('meta', '2021-03-02', 'updated')])).toMatchObject({ published: undefined });
  });

  test('that is a placeholder of a machine states nothing', () => {
    const bad = date('open-graph', '0000-00-00 00:00:00');
    expect(read([bad, date('filename', '2021-03-02')])).toMatchObject({
      source: 'filename',
      codes: ['date-skipped'],
    });
    expect(read([bad])).toMatchObject({ published: undefined, codes: ['placeholder'] });
    expect(read([bad, date('meta', '2021-03-02', 'updated')])).toMatchObject({
      source: 'updated',
      codes: ['date-skipped', 'only-updated'],
    });
  });

  test('of a visible line holds the article back, unless it names no full date', () => {
    const file = date('filename', '2021-03-02');
    expect(read([date('text', '2021-02-30'), file])).toMatchObject({
      published: undefined,
      codes: ['invalid-date'],
    });
    expect(read([date('text', '2 hours ago'), file])).toMatchObject({
      source: 'filename',
      codes: ['date-skipped'],
    });
  });

  test('in a dateline or a file’s name is no date at all', () => {
    expect(read([date('dateline', 'Sept 16'), date('filename', '2021-13-45')])).toMatchObject({
      published: undefined,
      codes: ['undated'],
    });
  });

  test('of an update takes the update away and nothing else', () => {
    const found = read([date('front-matter', '2021-03-02'), date('front-matter', '2021-02-30', 'updated')]);
    expect(found).toMatchObject({
      published: '2021-03-01T18:30:00Z',
      updated: undefined,
      codes: ['invalid-date'],
    });
  });
});

describe('two sources', () => {
  test('that show one wall clock, one of them as UTC: the visible line is right', () => {
    const found = read([date('json-ld', '2015-09-16T21:52:00Z'), date('text', '2015-09-16 21:52')]);
    expect(found).toMatchObject({
      published: '2015-09-16T16:22:00Z',
      source: 'text',
      codes: ['zone-conflict'],
    });
    expect(found.problems[0]?.message).toMatch(/the text.*JSON-LD/);
  });

  test('in a zone that is UTC then agree', () => {
    const found = read([date('json-ld', '2015-01-16T21:52:00Z'), date('text', '2015-01-16 21:52')], {
      timeZone: 'Europe/London',
    });
    expect(found).toMatchObject({ source: 'json-ld', codes: [] });
  });

  test('with a false Z take the update along', () => {
    const found = read([
      date('json-ld', '2015-09-16T21:52:00Z'),
      date('json-ld', '2015-09-16T22:30:00Z', 'updated'),
      date('text', '2015-09-16 21:52'),
    ]);
    expect(found.updated).toBe('2015-09-16T17:00:00Z');
  });

  test('that name the day alone show a false Z by its midnight', () => {
    const found = read([date('json-ld', '2015-09-16T00:00:00Z'), date('text', '2015-09-16')], {
      timeZone: 'America/New_York',
    });
    expect(found).toMatchObject({
      published: '2015-09-16T04:00:00Z',
      precision: 'day',
      codes: ['zone-conflict'],
    });
  });

  test.each([
    ['2015-09-16T16:22:40Z', '2015-09-16 21:52', []],
    ['2015-09-16T16:22:00Z', '2015-09-16 22:05', []],
    ['2015-09-16T16:22:00Z', '2015-09-16 22:08', ['date-conflict']],
    ['2015-09-16T16:22:00Z', '2015-09-16', []],
    ['2015-09-16T19:00:00Z', '2015-09-16', ['date-conflict']],
    ['2015-09-16T23:00:00+03:00', '2015-09-16', []],
  ])('%s and %s are compared at the coarser precision: %j', (machine, visible, codes) => {
    const found = read([date('json-ld', machine), date('text', visible)]);
    expect(found).toMatchObject({ source: 'json-ld', codes });
  });

  test('agree where a file is named by the day in UTC', () => {
    const dates = [date('front-matter', '2015-09-16T20:00:00Z'), date('filename', '2015-09-16')];
    expect(read(dates).codes).toEqual([]);
  });

  test('that disagree are both named', () => {
    const found = read([date('front-matter', '2015-09-18'), date('filename', '2015-09-16')]);
    expect(found.codes).toEqual(['date-conflict']);
    expect(found.problems[0]?.message).toMatch(/the front matter.*2015-09-18.*the file name.*2015-09-16/);
  });
});

describe('an update', () => {
  test('is kept apart, also where both are the same or name only the day', () => {
    const published = date('front-matter', '2015-09-16 10:00');
    expect(read([published, date('front-matter', '2015-09-17', 'updated')]).updated).toBe(
      '2015-09-16T18:30:00Z',
    );
    expect(read([published, date('front-matter', '2015-09-16 10:00', 'updated')]).updated).toBe(
      '2015-09-16T04:30:00Z',
    );
    expect(read([published, date('front-matter', '2015-09-16', 'updated')])).toMatchObject({
      updated: '2015-09-15T18:30:00Z',
      codes: [],
    });
  });

  test('before the publication is dropped with a warning', () => {
    const dates = [date('front-matter', '2015-09-16 10:00'), date('front-matter', '2015-09-15', 'updated')];
    expect(read(dates)).toMatchObject({ updated: undefined, codes: ['updated-before-published'] });
  });
});

test('without a zone a local time is read in UTC with one warning', () => {
  const found = read(
    [date('front-matter', '2015-09-16 21:52'), date('front-matter', '2015-09-17 21:52', 'updated')],
    {},
  );
  expect(found).toMatchObject({ published: '2015-09-16T21:52:00Z', codes: ['zone-not-set'] });
  expect(read([date('front-matter', '2015-09-16T21:52:00+05:30')], {}).codes).toEqual([]);
});

describe('timestamps of YAML without a zone', () => {
  const tokyo = site({ timeZone: 'Asia/Tokyo', language: 'ja' });
  const instant = (source: FieldSource, value: string, timestampZone?: string) => {
    const defaults = timestampZone === undefined ? {} : { timestampZone };
    const { facts } = normalize(draft({ dates: [date(source, value)] }), {
      site: tokyo,
      defaults,
      modified: 0,
    });
    return facts && { published: new Date(facts.published).toISOString(), zone: facts.zone };
  };

  // As feeds of Jekyll with `timezone: Asia/Tokyo` have them.
  test.each([
    ['2014-04-17 23:50:05', '2014-04-17T23:50:05.000Z'],
    ['2014-4-7 9:50:05', '2014-04-07T09:50:05.000Z'],
    ['2014-04-17T23:50:05.5', '2014-04-17T23:50:05.500Z'],
    ['2014-04-17 23:50', '2014-04-17T14:50:00.000Z'],
    ['2014-04-17', '2014-04-16T15:00:00.000Z'],
    ['2014-04-17 23:50:05 +0900', '2014-04-17T14:50:05.000Z'],
  ])('%s is read as Jekyll does where a _defaults.yaml says timestampZone: UTC', (text, published) => {
    expect(instant('front-matter', text, 'UTC')).toEqual({ published, zone: 'Asia/Tokyo' });
  });

  test('are on the wall of the site’s zone without the setting, and where no front matter states them', () => {
    expect(instant('front-matter', '2014-04-17 23:50:05')?.published).toBe('2014-04-17T14:50:05.000Z');
    expect(instant('time', '2014-04-17 23:50:05', 'UTC')?.published).toBe('2014-04-17T14:50:05.000Z');
  });
});

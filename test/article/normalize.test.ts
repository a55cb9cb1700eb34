import { describe, expect, test } from 'vitest';
import type { Defaults, Draft, Field } from '../../src/article/article.ts';
import { foldZoneNotSet, normalize } from '../../src/article/normalize.ts';
import type { Site } from '../../src/site.ts';
import { instant, site } from '../support/builders.ts';
import { draft } from '../support/draft.ts';

const field = <T>(value: T, line?: number): Field<T> => ({ value, source: 'front-matter', line });

const dated = (given: Partial<Draft> = {}): Draft =>
  draft({ dates: [{ ...field('2026-03-01T09:30:00Z'), role: 'published' }], ...given });

const facts = (given: Partial<Draft> = {}, defaults: Defaults = {}, settings: Partial<Site> = {}) =>
  normalize(dated(given), { site: site(settings), defaults, modified: 0 }).facts!;

const codes = (given: Partial<Draft> = {}, settings: Partial<Site> = {}) =>
  normalize(dated(given), { site: site(settings), defaults: {}, modified: 0 }).problems.map(
    ({ code }) => code,
  );

describe('texts', () => {
  test('are folded to a line and free of what XML cannot carry', () => {
    expect(facts({ title: field(' A\u0000 &\n B\ud800 ') }).title).toBe('A & B');
  });

  test('a missing title is a warning', () => {
    expect(codes({ title: undefined })).toEqual(['no-title']);
  });

  test('tags that differ only in case are one', () => {
    expect(facts({ tags: field(['Rain', ' rain ', '', 'Tea']) }).tags).toEqual(['Rain', 'Tea']);
  });

  test('people keep addresses that are some', () => {
    const authors = field([
      { name: 'Ann', url: 'javascript:alert(1)', email: 'ann@example.org' },
      { name: 'ANN' },
      { name: ' ' },
      { name: 'Ben', url: 'https://example.org/ben', email: 'no address' },
    ]);
    expect(facts({ authors }).authors).toEqual([
      { name: 'Ann', url: undefined, email: 'ann@example.org' },
      { name: 'Ben', url: 'https://example.org/ben', email: undefined },
    ]);
  });
});

describe('defaults of the folder', () => {
  const defaults: Defaults = {
    language: 'de-AT',
    siteName: 'Der Standpunkt',
    authors: [{ name: 'Redaktion' }],
    tags: ['Politik'],
    timeZone: 'Europe/Vienna',
  };

  test('fill in what the article does not say, and are named as the source', () => {
    expect(facts({}, defaults)).toMatchObject({
      language: 'de-AT',
      siteName: 'Der Standpunkt',
      authors: [{ name: 'Redaktion' }],
      tags: ['Politik'],
      zone: 'Europe/Vienna',
      sources: { language: 'defaults', siteName: 'defaults', authors: 'defaults', tags: 'defaults' },
    });
  });

  test('give way to what the article says itself', () => {
    const own = { language: field('fr'), tags: field(['Ville']), siteName: field('Le Point du jour') };
    expect(facts(own, defaults)).toMatchObject({
      language: 'fr',
      tags: ['Ville'],
      siteName: 'Le Point du jour',
    });
  });

  test('place dates: zone, order and time of day', () => {
    const dates = [{ ...field('3/4/2026'), role: 'published' as const }];
    const settings = { timeZone: 'America/New_York', dateOrder: 'MDY' } as const;
    expect(facts({ dates }, {}, settings).published).toBe(instant('2026-03-04T05:00:00Z'));
    const folder: Defaults = { timeZone: 'Europe/Vienna', dateOrder: 'DMY', dayTime: '09:00' };
    expect(facts({ dates }, folder, settings).published).toBe(instant('2026-04-03T07:00:00Z'));
  });
});

describe('an article’s own settings for dates', () => {
  const dates = [{ ...field('3/4/2026'), role: 'published' as const }];

  test('win over all', () => {
    const own = { dates, timeZone: field('asia/kolkata'), dateOrder: field('dmy'), dayTime: field('12:00') };
    const found = facts(own, { timeZone: 'Europe/Vienna' }, { dateOrder: 'MDY' });
    expect(found).toMatchObject({ published: instant('2026-04-03T06:30:00Z'), zone: 'Asia/Kolkata' });
  });

  test('a zone that does not exist holds it back', () => {
    const own = dated({ timeZone: field('Mars/Olympus', 3) });
    const { facts: none, problems } = normalize(own, { site: site(), defaults: {}, modified: 0 });
    expect(none).toBeUndefined();
    expect(problems).toMatchObject([{ code: 'unknown-zone', severity: 'error', line: 3 }]);
  });

  test('an order that does not exist leaves the date undecided', () => {
    expect(codes({ dates, dateOrder: field('DDMM') }, { timeZone: 'UTC', dateOrder: 'MDY' })).toEqual([
      'bad-field',
      'ambiguous-order',
    ]);
  });
});

describe('the language', () => {
  test('takes its usual spelling; what is none is a warning and counts for nothing', () => {
    expect(facts({ language: field('EN_gb') }).language).toBe('en-GB');
    expect(facts({ language: field('English') }).language).toBeUndefined();
    expect(codes({ language: field('English') })).toEqual(['bad-field']);
    expect(codes({ language: field('und') })).toEqual([]);
  });

  test('that was detected does not take away the region that the site knows', () => {
    const dates = [{ ...field('3/4/2026'), role: 'published' as const }];
    const language: Field = { value: 'en', source: 'text' };
    const settings = { timeZone: 'UTC', language: 'en-US' };
    expect(facts({ dates, language }, {}, settings).published).toBe(instant('2026-03-04T00:00:00Z'));
    expect(codes({ dates, language: field('en') }, settings)).toEqual(['ambiguous-order']);
  });

  test('that was detected gives way to the folder’s, and takes the region of the site’s', () => {
    const language: Field = { value: 'en', source: 'text' };
    expect(facts({ language }, { language: 'en-IE' })).toMatchObject({
      language: 'en-IE',
      sources: { language: 'defaults' },
    });
    expect(facts({ language }, {}, { language: 'en-IN' }).language).toBe('en-IN');
    expect(facts({ language }, {}, { language: 'de' }).language).toBe('en');
  });

  test('of the site is not the article’s', () => {
    expect(facts({}, {}, { language: 'en-IN' }).language).toBeUndefined();
  });
});

describe('addresses', () => {
  test.each([
    ['https://example.org/a b', { givenUrl: 'https://example.org/a%20b' }],
    ['//example.org/a', { givenUrl: 'https://example.org/a' }],
    ['/2019/04/salt.html', { givenPath: '/2019/04/salt.html', givenSlug: '/2019/04/salt.html' }],
    ['salt-roads', { givenPath: '/salt-roads', givenSlug: '/salt-roads' }],
    ['/a/../b?x=1#y', { givenPath: '/b', givenSlug: '/b' }],
    ['pretty', { givenUrl: undefined, givenPath: undefined }],
    ['/', { givenPath: undefined }],
  ])('%s', (url, expected) => {
    expect(facts({ url: field(url) })).toMatchObject(expected);
  });

  test.each(['/:year/:title/', '/posts/{{ page.fileSlug }}/', 'javascript:alert(1)', 'https://[x'])(
    '%s is none: a warning',
    (url) => {
      expect(facts({ url: field(url) })).toMatchObject({ givenUrl: undefined, givenPath: undefined });
      expect(codes({ url: field(url) })).toEqual(['bad-field']);
    },
  );

  test('a slug wins over the path, and a name in the file’s name is only a hint', () => {
    expect(facts({ url: field('/old/path'), slug: field('new') })).toMatchObject({
      givenSlug: 'new',
      givenPath: '/old/path',
    });
    const named = facts({ slug: { value: 'kites', source: 'filename' } });
    expect(named).toMatchObject({ givenSlug: undefined, slugHint: 'kites' });
  });
});

describe('undated articles', () => {
  const undated = draft({ visibility: {} });
  const context = {
    site: site({ undated: 'file-time' }),
    defaults: {},
    modified: Date.parse('2026-01-02T03:04:05.678Z'),
  };

  test('take the file’s time where the site wants it, when first seen if that is known', () => {
    const { facts: found, problems } = normalize(undated, context);
    expect(found).toMatchObject({
      published: instant('2026-01-02T03:04:05Z'),
      publishedPrecision: 'second',
      sources: { published: 'file-time' },
    });
    expect(problems.map(({ code }) => code)).toEqual(['file-time']);
    const again = normalize(undated, { ...context, firstSeen: instant('2025-12-31T00:00:00Z') });
    expect(again.facts?.published).toBe(instant('2025-12-31T00:00:00Z'));
  });

  test('a refused date too, and the warning says why', () => {
    const bad = draft({ dates: [{ ...field('2026-02-30', 2), role: 'published' }] });
    const { problems } = normalize(bad, context);
    expect(problems).toMatchObject([{ code: 'file-time', severity: 'warning', line: 2 }]);
    expect(problems[0]?.message).toContain('2026-02-30');
  });

  test('a draft needs no date', () => {
    const { facts: found, problems } = normalize(draft({ visibility: { draft: field(true) } }), {
      ...context,
      site: site(),
    });
    expect(found).toMatchObject({ draft: true });
    expect(problems).toEqual([]);
  });
});

describe('visibility', () => {
  test('an article appears at its date, or later where it asks for it', () => {
    expect(facts().appears).toBe(instant('2026-03-01T09:30:00Z'));
    expect(facts({ visibility: { appears: field('2026-04-01T00:00:00Z') } }).appears).toBe(
      instant('2026-04-01T00:00:00Z'),
    );
    expect(facts({ visibility: { appears: field('2026-02-01T00:00:00Z') } }).appears).toBe(
      instant('2026-03-01T09:30:00Z'),
    );
  });

  test('“not before” alone is the date of publication', () => {
    const { facts: found } = normalize(draft({ visibility: { appears: field('2026-04-01T00:00:00Z') } }), {
      site: site(),
      defaults: {},
      modified: 0,
    });
    expect(found?.published).toBe(instant('2026-04-01T00:00:00Z'));
  });

  test.each(['appears', 'expires', 'withdrawn'] as const)(
    'a %s that cannot be read holds it back',
    (name) => {
      const bad = dated({ visibility: { [name]: field('2026-02-30', 5) } });
      const { facts: none, problems } = normalize(bad, { site: site(), defaults: {}, modified: 0 });
      expect(none).toBeUndefined();
      expect(problems).toMatchObject([{ code: 'invalid-date', severity: 'error', line: 5 }]);
      expect(problems[0]?.message).toContain(name);
    },
  );

  test('a withdrawal keeps its date and notice', () => {
    const visibility = { withdrawn: field('2026-05-01T00:00:00Z'), notice: field('Retracted.\nSorry.') };
    expect(facts({ visibility })).toMatchObject({
      withdrawn: instant('2026-05-01T00:00:00Z'),
      notice: 'Retracted. Sorry.',
    });
    expect(facts({ visibility: { expires: field('never') } }).expires).toBeUndefined();
  });
});

describe('what an article is known by', () => {
  test('does not hang on its file’s name', () => {
    const named = (name: string): Partial<Draft> => ({
      path: `${name}.md`,
      title: { value: name, source: 'filename' },
      slug: { value: name, source: 'filename' },
      dates: [{ value: '2026-03-01T00:00:00Z', source: 'filename', role: 'published' }],
      summary: field('One day.'),
    });
    const [a, b] = [facts(named('a')), facts(named('b'))];
    expect(a.metaHash).toMatch(/^[0-9a-f]{16}$/);
    expect([a.metaHash, a.bodyHash]).toEqual([b.metaHash, b.bodyHash]);
    expect(facts({ ...named('a'), summary: field('Another day.') }).metaHash).not.toBe(a.metaHash);
  });

  test('is nothing where there is no text and only what many articles share', () => {
    const bare = facts({
      title: undefined,
      dates: [{ value: '2026-03-01T00:00:00Z', source: 'filename', role: 'published' }],
      tags: field(['all']),
      body: { kind: 'markdown', text: ' \n', line: 1 },
    });
    expect(bare).toMatchObject({ bodyHash: '', metaHash: '' });
  });
});

test('a missing zone is told once a folder', () => {
  const local = (path: string) =>
    normalize(dated({ path, dates: [{ ...field('2026-03-01 09:30'), role: 'published' }] }), {
      site: site(),
      defaults: {},
      modified: 0,
    }).problems;
  const all = ['a.md', 'b.md', 'c/d.md', 'e.md'].flatMap(local);
  const folded = foldZoneNotSet(all);
  expect(folded.map(({ code, path }) => [code, path])).toEqual([
    ['zone-not-set', 'a.md'],
    ['zone-not-set', 'c/d.md'],
  ]);
  expect(folded[0]?.message).toContain('2 more');
});

test('does not change with the host’s clock or zone: what it is given is all it knows', () => {
  const one = normalize(dated(), { site: site(), defaults: {}, modified: 1 });
  const two = normalize(dated(), { site: site(), defaults: {}, modified: 2_000_000_000_000 });
  expect(one).toEqual(two);
});

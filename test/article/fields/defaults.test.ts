import { describe, expect, it } from 'vitest';
import { mergeDefaults, readDefaults } from '../../../src/article/fields/defaults.ts';

const read = (text: string) => readDefaults({ path: 'blog/_defaults.yaml', text });

describe('_defaults.yaml', () => {
  it('sets what it names', () => {
    const { defaults, broken, problems } = read(
      'timeZone: asia/kolkata\nlanguage: EN_in\ndateOrder: dmy\ndayTime: 9:00\ntimestampZone: utc\nauthors: [Ann Lee, { name: Bob Ray, email: bob@x.example }]\ntags: [a, b c]\nsiteName: The Times\n',
    );
    expect(problems).toEqual([]);
    expect(broken).toBe(false);
    expect(defaults).toEqual({
      timeZone: 'Asia/Kolkata',
      language: 'en-IN',
      dateOrder: 'DMY',
      dayTime: '09:00',
      timestampZone: 'UTC',
      authors: [{ name: 'Ann Lee' }, { name: 'Bob Ray', email: 'bob@x.example' }],
      tags: ['a', 'b c'],
      siteName: 'The Times',
    });
  });

  it('takes an empty file and empty values for nothing', () => {
    expect(read('')).toEqual({ defaults: {}, broken: false, problems: [] });
    expect(read('# nothing\n')).toEqual({ defaults: {}, broken: false, problems: [] });
    expect(read('language:\ntags: ~\n')).toEqual({ defaults: {}, broken: false, problems: [] });
  });

  it('is read after a repair, and says so', () => {
    const { defaults, problems } = read('language: en\n\tauthors: Ann\n');
    expect(defaults).toEqual({ language: 'en', authors: [{ name: 'Ann' }] });
    expect(problems).toMatchObject([{ code: 'front-matter-repaired', path: 'blog/_defaults.yaml', line: 2 }]);
  });

  it('names the zone of a city', () => {
    expect(read('timeZone: Paris\n').problems).toMatchObject([
      { code: 'bad-field', hint: 'Write Europe/Paris.' },
    ]);
  });

  it('names the nearest key of one that is not known', () => {
    const { defaults, problems } = read('langage: de\nsiteName: A\n');
    expect(defaults).toEqual({ siteName: 'A' });
    expect(problems).toMatchObject([
      { code: 'unknown-key', path: 'blog/_defaults.yaml', line: 1, hint: 'Write language.' },
    ]);
  });

  it.each([
    ['timeZone: Mars/Olympus', 'timeZone'],
    ['language: Klingonese', 'language'],
    ['dateOrder: YDM', 'dateOrder'],
    ['dayTime: 25:00', 'dayTime'],
    ['tags: { a: b }', 'tags'],
  ])('tells of a value that cannot be used: %s', (line, key) => {
    const { defaults, broken, problems } = read(`siteName: A\n${line}\n`);
    expect(defaults).toEqual({ siteName: 'A' });
    expect(broken).toBe(false);
    expect(problems).toMatchObject([{ code: 'bad-field', line: 2, path: 'blog/_defaults.yaml' }]);
    expect(problems[0]!.message).toContain(key);
  });

  it('is broken where it is no YAML', () => {
    const { broken, problems } = read('siteName: A\n- b\n{\n');
    expect(broken).toBe(true);
    expect(problems).toMatchObject([
      { code: 'broken-defaults', severity: 'error', path: 'blog/_defaults.yaml' },
    ]);
  });

  it('merges key by key, the nearest last', () => {
    expect(
      mergeDefaults([{ language: 'de', siteName: 'A', tags: ['a'] }, { siteName: 'B' }, { tags: ['c'] }]),
    ).toEqual({
      language: 'de',
      siteName: 'B',
      tags: ['c'],
    });
    expect(mergeDefaults([])).toEqual({});
  });
});

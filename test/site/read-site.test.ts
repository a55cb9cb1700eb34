import { describe, expect, it } from 'vitest';
import { PublisherError } from '../../src/problem.ts';
import { checkSettings, fillSite, readSettings } from '../../src/site/read-site.ts';

const faultOf = (text: string): string => {
  try {
    readSettings(text, 'site.yaml');
  } catch (error) {
    if (error instanceof PublisherError) return error.message;
    throw error;
  }
  return 'no fault';
};

describe('readSettings', () => {
  it.each([
    ['titel: x', 'site.yaml:1:1: unknown key titel. Did you mean title?'],
    ['title: A\nfeeds:\n  entires: 5\n', 'site.yaml:3:3: unknown key entires. Did you mean entries?'],
    ['authors:\n - name: A\n   mail: x', 'site.yaml:3:4: unknown key mail. Did you mean email?'],
    ['timezone: UTC', 'site.yaml:1:1: unknown key timezone. Did you mean timeZone?'],
    [
      'timeZone: Asia/Kolkatta',
      'site.yaml:1:1: timeZone: “Asia/Kolkatta” is no IANA time zone, such as Asia/Kolkata. Did you mean Asia/Kolkata?',
    ],
    [
      'timeZone: Paris',
      'site.yaml:1:1: timeZone: “Paris” is no IANA time zone, such as Asia/Kolkata. Did you mean Europe/Paris?',
    ],
    ['timeZone: "+05:30"', 'site.yaml:1:1: timeZone: “+05:30” is no IANA time zone, such as Asia/Kolkata'],
    [
      'language: english please',
      'site.yaml:1:1: language: “english please” is no BCP 47 language tag, such as en-GB',
    ],
    [
      'language: German',
      'site.yaml:1:1: language: “German” is no BCP 47 language tag, such as en-GB. Did you mean de?',
    ],
    [
      'language: pt_BR.UTF-8',
      'site.yaml:1:1: language: “pt_BR.UTF-8” is no BCP 47 language tag, such as en-GB. Did you mean pt-BR?',
    ],
    [
      'feeds:\n  entries: many',
      'site.yaml:2:3: feeds.entries: “many” must be a whole number from 1 to 10000',
    ],
    ['feeds:\n  entries: 0', 'site.yaml:2:3: feeds.entries: “0” must be a whole number from 1 to 10000'],
    ['feeds: 20', 'site.yaml:1:1: feeds: “20” must have keys of its own: entries, content, by, archives'],
    ['moved: /a', 'site.yaml:1:1: moved: “/a” must be keys and values, such as { /old: /new }'],
    ['preferred: Atom', 'site.yaml:1:1: preferred: “Atom” must be atom or rss or json'],
    ['moved:\n  old: /new', 'site.yaml:2:3: moved.old must be a path that begins with /'],
    [
      'url: example.org',
      'site.yaml:1:1: url: “example.org” must be an absolute address that begins with https:// or http://. Did you mean https://example.org?',
    ],
    [
      'hubs: hub',
      'site.yaml:1:1: hubs: “hub” must be an absolute address that begins with https:// or http://',
    ],
    [
      'permalink: https://a.example/{year}/{slgu}/',
      'site.yaml:1:1: permalink: “https://a.example/{year}/{slgu}/” holds {slgu}, which is none of {slug} {name} {year} {month} {day} {path} {folder}. Did you mean {slug}?',
    ],
    ['podcast: { owner: { email: a@b.example } }', 'site.yaml:1:12: podcast.owner.name is missing'],
    ['title: a\ntitle: b', 'site.yaml:2:1: the key title stands twice. Keep one of them.'],
    ['title: a\n\turl: b', 'site.yaml:2:1: the line begins with a tab. Indent with spaces.'],
    ['title: "a\nurl: b\n', 'site.yaml:1:8: the quote that opens here is never closed.'],
    ['- a', 'site.yaml:1:1: the settings must be keys and values, such as title: My site'],
  ])('says where %j is wrong and what to write', (text, message) => {
    expect(faultOf(text)).toBe(message);
  });

  it('names every fault at once', () => {
    expect(faultOf('titel: x\nlanguage: 7 8\n').split('\n')).toHaveLength(2);
  });

  it('keeps scalars as they are written', () => {
    const settings = readSettings(
      'title: 2024\ndescription: on\nfeeds:\n  entries: 7\nstyled: off\n',
      'site.yaml',
    );
    expect(settings).toMatchObject({
      title: '2024',
      description: 'on',
      feeds: { entries: 7 },
      styled: false,
    });
  });

  it('takes a name or a full author', () => {
    expect(
      readSettings('authors: [Ann, { name: Bo, url: https://bo.example/ }]', 'site.yaml').authors,
    ).toEqual([{ name: 'Ann' }, { name: 'Bo', url: 'https://bo.example/' }]);
  });

  it('writes language tags in their canonical case', () => {
    expect(readSettings('language: en-gb', 'site.yaml').language).toBe('en-GB');
  });

  it('answers an alias bomb with an error instead of memory', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 0; i < 12; i += 1)
      bomb.push(
        `k${i}: &k${i} [${Array(9)
          .fill(i === 0 ? '*a' : `*k${i - 1}`)
          .join(', ')}]`,
      );
    expect(() => readSettings(bomb.join('\n'), 'site.yaml')).toThrow();
  });
});

describe('fillSite', () => {
  const fill = (settings: Parameters<typeof checkSettings>[0], url?: string) =>
    fillSite(checkSettings(settings), { url, fallbackUrl: 'http://localhost:3000' });

  it('leaves language and zone open while nobody has set them', () => {
    const site = fill({});
    expect(site.language).toBeUndefined();
    expect(site.timeZone).toBeUndefined();
  });

  it('takes the id authority from the address, without its port', () => {
    expect(fill({})).toMatchObject({ idAuthority: 'localhost,2026', idAuthorityGiven: false });
    expect(fill({ url: 'https://Example.org/blog/' })).toMatchObject({
      idAuthority: 'example.org,2026',
      url: 'https://Example.org/blog',
    });
    expect(fill({ idAuthority: 'example.com,2020-05' })).toMatchObject({
      idAuthority: 'example.com,2020-05',
      idAuthorityGiven: true,
    });
  });

  it('lets the flag win over the settings', () => {
    expect(fill({ url: 'https://a.example' }, 'https://b.example/').url).toBe('https://b.example');
  });

  it('turns pages off where permalinks lead elsewhere, unless asked', () => {
    expect(fill({}).pages).toBe(true);
    expect(fill({ permalink: 'https://example.org/{slug}/' }).pages).toBe(false);
    expect(fill({ permalink: 'https://example.org/{slug}/', pages: 'on' }).pages).toBe(true);
  });
});

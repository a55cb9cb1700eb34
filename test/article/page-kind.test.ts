import { describe, expect, it } from 'vitest';
import { isPageName } from '../../src/article/fields/page-kind.ts';
import { normalize } from '../../src/article/normalize.ts';
import { readDrafts } from '../../src/article/read.ts';
import { site } from '../support/builders.ts';

const read = (path: string, text: string, settings = {}) => {
  const { drafts } = readDrafts({ path, bytes: new TextEncoder().encode(text), modified: 0 });
  return normalize(drafts[0]!, { site: site(settings), defaults: {}, modified: 86_400_000 });
};

describe('the name of a page', () => {
  it.each([
    'README.md',
    'docs/Readme.de.md',
    'LICENSE',
    'LICENSE-MIT.txt',
    'CODE_OF_CONDUCT.md',
    'posts/_index.md',
    '_index.pt-br.md',
    'robots.txt',
    'google1234567890abcdef.html',
    'baidu_verify_codeva-AbC.html',
    '404.html',
  ])('is %s', (path) => {
    expect(isPageName(path)).toBe(true);
  });

  it.each([
    'index.md',
    'readme-first-thoughts-on-fog.md',
    'licensed-to-sail.md',
    'robots.md',
    'authors-note-on-kites.md',
    'google.html',
    '404-ways-home.html',
    'about.md',
  ])('is not %s', (path) => {
    expect(isPageName(path)).toBe(false);
  });
});

describe('a page without a date', () => {
  it.each([
    ['README.md', '# Hello\n\nHow to build this site.'],
    ['posts/_index.md', '+++\ntitle = "Posts"\n+++\n'],
    ['about/index.md', '---\ntitle: About\nlayout: page\n---\nText.'],
    ['tags/index.md', '---\ntitle: Tags\ntype: tags\n---\n'],
    ['uses.md', '---\ntitle: Uses\nlayout: layouts/page.njk\n---\nText.'],
  ])('is neither an article nor a mistake: %s', (path, text) => {
    expect(read(path, text)).toEqual({ problems: [] });
    expect(read(path, text, { undated: 'file-time' })).toEqual({ problems: [] });
  });

  it.each(['posts/_index.md', '2020/01/02/_index.en.md', '_index.html'])(
    'is none even with a date where it is the page of a folder: %s',
    (path) => {
      expect(read(path, '---\ntitle: Posts\ndate: 2017-03-02\n---\n')).toEqual({ problems: [] });
    },
  );

  it('is an article as soon as it has one', () => {
    expect(read('README.md', '---\ntitle: R\ndate: 2026-03-01\n---\nText.').facts?.title).toBe('R');
    expect(read('2026-03-01-kites/README.md', '# Kites\n').facts?.title).toBe('Kites');
    expect(read('a.md', '---\ntitle: A\nlayout: page\ndate: 2026-03-01\n---\n').facts?.title).toBe('A');
  });

  it('is still told of where its date cannot be read, and so is an article', () => {
    expect(read('README.md', '---\ntitle: R\ndate: 2026-02-30\n---\n').problems).toMatchObject([
      { code: 'invalid-date' },
    ]);
    expect(read('kites.md', '---\ntitle: K\nlayout: post\n---\n').problems).toMatchObject([
      { code: 'undated' },
    ]);
  });
});

describe('the day in an address', () => {
  const dates = (text: string, path = 'fog.md') => {
    const { facts } = read(path, text, { timeZone: 'UTC' });
    return facts && [new Date(facts.published).toISOString().slice(0, 10), facts.sources.published];
  };

  it.each([
    ['+++\ntitle = "F"\npath = "2014/11/20/Fog"\n+++\n'],
    ['---\ntitle: F\nurl: /blog/2014/11/20/fog/\n---\n'],
    ['---\ntitle: F\npermalink: https://example.org/2014/11/20/fog.html\n---\n'],
    ['---\ntitle: F\npermalink: /notes/2014-11-20-fog/\n---\n'],
  ])('dates an article that says nothing else: %j', (text) => {
    expect(dates(text)).toEqual(['2014-11-20', 'address']);
  });

  it('counts behind everything else, and a number is no day', () => {
    const text = '---\ntitle: F\nurl: /2014/11/20/fog/\n';
    expect(dates(`${text}date: 2015-01-02\n---\n`)).toEqual(['2015-01-02', 'front-matter']);
    expect(dates(`${text}---\n`, '2013-05-06-fog.md')).toEqual(['2013-05-06', 'filename']);
    expect(dates('---\ntitle: F\nurl: /2014/fog/\n---\n')).toBeUndefined();
    expect(dates('---\ntitle: F\nurl: /2014/31/12/fog/\n---\n')).toBeUndefined();
  });
});

describe('a note that has no name but its day', () => {
  const title = (text: string, path = '2026-03-01.md') =>
    readDrafts({ path, bytes: new TextEncoder().encode(text), modified: 0 }).drafts[0]?.title?.value;

  it('is called by its first words', () => {
    expect(title('![](a.png)\n\nThe *tide* was [late](x) again.\n\nMore.')).toBe('The tide was late again.');
    expect(title('> Fog\n')).toBe('Fog');
    expect(title(`${'word '.repeat(40)}\n`)).toBe(`${'word '.repeat(16).trim()}…`);
    expect(title('# Kites\n\nText')).toBe('Kites');
    expect(title('![](a.png)')).toBe('2026 03 01');
    expect(title('Text.', '2026-03-01-kites.md')).toBe('Kites');
  });
});

import { describe, expect, test } from 'vitest';
import { articlePath, fillPattern, linkOf } from '../../../src/article/identity/permalink.ts';
import { instant } from '../../support/builders.ts';

const facts = {
  path: 'notes/fog horn.md',
  slug: 'fog-horn',
  published: instant('2015-12-31T20:00:00Z'),
  zone: 'Asia/Kolkata',
};
const url = 'https://example.org/blog';

describe('the link of an article', () => {
  test('is its own absolute address, whatever the site says', () => {
    const givenUrl = 'https://elsewhere.example/1';
    expect(linkOf({ ...facts, givenUrl }, { url, permalink: 'https://p.example/{slug}' })).toBe(givenUrl);
  });

  test('follows the pattern, by the day on the wall of the article’s zone', () => {
    const permalink = 'https://p.example/{year}/{month}/{day}/{slug}/';
    expect(linkOf(facts, { url, permalink })).toBe('https://p.example/2016/01/01/fog-horn/');
    expect(linkOf({ ...facts, zone: 'UTC' }, { url, permalink })).toBe(
      'https://p.example/2015/12/31/fog-horn/',
    );
  });

  test.each([
    ['https://p.example/{slug}/', '/2015/09/16/fog', 'https://p.example/2015/09/16/fog'],
    ['https://p.example/blog/{slug}/', '/about-fog.html', 'https://p.example/about-fog.html'],
    // below the public address paths count from there, as generators have it
    [`${url}/{slug}/`, '/2015/fog/', `${url}/2015/fog/`],
    [`${url}/{slug}/`, '/blog/2015/fog/', `${url}/2015/fog/`],
  ])('of pages elsewhere (%s) is the path %s that the article gives', (permalink, givenPath, expected) => {
    expect(linkOf({ ...facts, givenPath }, { url, permalink })).toBe(expected);
  });

  // Addresses as Hugo makes them of sections and page bundles.
  test.each([
    ['posts/rain.md', 'https://p.example/posts/rain/'],
    ['posts/rain/index.md', 'https://p.example/posts/rain/'],
    ['posts/2015/rain day/index.md', 'https://p.example/posts/2015/rain-day/'],
    ['rain.md', 'https://p.example/rain/'],
    ['rain/index.md', 'https://p.example/rain/'],
    ['Été/rain.md', 'https://p.example/%C3%89t%C3%A9/rain/'],
  ])('of {folder} has the folders of the page of %s', (path, expected) => {
    const permalink = 'https://p.example/{folder}/{name}/';
    expect(linkOf({ ...facts, path }, { url, permalink })).toBe(expected);
  });

  test('of a pattern without an address stands below the site’s', () => {
    expect(linkOf(facts, { url, permalink: '/{path}.html' })).toBe(`${url}/notes/fog%20horn.html`);
  });

  test('is its page where nothing else is set; the slug is percent-encoded', () => {
    expect(linkOf({ ...facts, slug: 'Über-50%' }, { url })).toBe(`${url}/articles/%C3%9Cber-50%25/`);
  });
});

test.each([
  ['posts/fog-horn.md', undefined, undefined, 'fog-horn'],
  ['posts/2015-09-16-fog-horn.md', undefined, undefined, 'fog-horn'],
  ['posts/Fog horn/index.md', undefined, undefined, 'Fog-horn'],
  ['posts/fog.md', 'given', undefined, 'the-slug'],
  ['export.json', undefined, 'post-1', 'the-slug'],
])('{name} of %s with slug %s, part %s, is %s', (path, givenSlug, part, expected) => {
  const article = { ...facts, path, part, givenSlug, slug: 'the-slug' };
  expect(fillPattern('{name}', article)).toBe(expected);
});

test('a pattern leaves what it does not know as it is, and takes no dollar signs from a slug', () => {
  expect(fillPattern('{slug}{title}{year', { ...facts, slug: '$&$1' })).toBe('%24%26%241{title}{year');
});

test.each([
  ['a/b.md', undefined, 'a/b'],
  ['a.b/c', undefined, 'a.b/c'],
  ['a/.md', undefined, 'a/.md'],
  ['launch.tar.md', undefined, 'launch.tar'],
  ['export.json', 'post-1', 'export/post-1'],
])('the path of %s without its ending, part %s, is %s', (path, part, expected) => {
  expect(articlePath({ path, part })).toBe(expected);
});

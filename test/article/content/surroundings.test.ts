import { describe, expect, test } from 'vitest';
import { mediaAddress, surroundingsOf } from '../../../src/article/content/surroundings.ts';

const around = surroundingsOf({
  publicUrl: 'https://site.example/blog',
  files: [
    { path: 'a/caf\u0065\u0301 #1?.png', size: 12 },
    { path: 'b/Map.JPG', size: 34 },
    { path: 'c/map.jpg' },
  ],
  articles: [
    { path: 'notes/v1.2 released.md', link: 'https://site.example/blog/1' },
    { path: 'trip/index.md', link: 'https://site.example/blog/2' },
    { path: 'trip.md', link: 'https://site.example/blog/3' },
    { path: 'zone/_index.md', link: 'https://site.example/blog/4' },
  ],
});

test('a media address has every segment percent-encoded', () => {
  expect(mediaAddress('https://site.example', 'a b/50%?#é.png')).toBe(
    'https://site.example/media/a%20b/50%25%3F%23%C3%A9.png',
  );
});

describe('files', () => {
  test('are found in either normal form, under the address of the form that they have', () => {
    const url = 'https://site.example/blog/media/a/cafe%CC%81%20%231%3F.png';
    expect(around.mediaUrl('a/caf\u00e9 #1?.png')).toBe(url);
    expect(around.mediaUrl('a/caf\u0065\u0301 #1?.png')).toBe(url);
    expect(around.fileSize?.('a/caf\u00e9 #1?.png')).toBe(12);
  });

  test('that are not there have no address', () => {
    expect(around.mediaUrl('b/map.jpg')).toBeUndefined();
    expect(around.mediaUrl('')).toBeUndefined();
    expect(around.fileSize?.('c/map.jpg')).toBeUndefined();
  });

  test('are found by name without case, the first of several', () => {
    expect(around.fileNamed?.('map.jpg')).toBe('b/Map.JPG');
    expect(around.fileNamed?.('x/y/MAP.jpg')).toBe('b/Map.JPG');
    expect(around.fileNamed?.('other.jpg')).toBeUndefined();
  });
});

describe('articles', () => {
  test.each([
    ['notes/v1.2 released.md', '1'],
    ['notes/v1.2 released', '1'],
    ['notes/v1', undefined],
    ['trip/index', '2'],
    ['trip', '2'],
    ['trip.md', '3'],
    ['zone', '4'],
    ['toString', undefined],
  ])('%s', (path, end) => {
    expect(around.articleLink(path)).toBe(end === undefined ? undefined : `https://site.example/blog/${end}`);
  });

  test('are found by name as Obsidian does', () => {
    expect(around.noteLink('V1.2 Released')).toBe('https://site.example/blog/1');
    expect(around.noteLink('v1.2 released.md')).toBe('https://site.example/blog/1');
    expect(around.noteLink('nothing')).toBeUndefined();
  });
});

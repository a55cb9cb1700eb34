import { expect, test } from 'vitest';
import { mediaTypeOf } from '../../../src/article/content/media-types.ts';

test.each([
  ['a/b.JPG', 'image/jpeg'],
  ['episode.mp3', 'audio/mpeg'],
  ['episode.m4a', 'audio/x-m4a'],
  ['notes.tar.gz', 'application/gzip'],
  ['captions.vtt', 'text/vtt'],
  ['folder.png/name', undefined],
  ['constructor', undefined],
  ['a.constructor', undefined],
  ['a.', undefined],
])('%s is %s', (path, type) => {
  expect(mediaTypeOf(path)).toBe(type);
});

import { expect, test } from 'vitest';
import { surroundingsOf } from '../../../src/article/content/surroundings.ts';
import { embedResolver, wikilinkResolver } from '../../../src/article/content/wikilinks.ts';

const around = surroundingsOf({
  publicUrl: 'https://site.example',
  files: ['img/map.png', 'notes/map.png', 'talk.mp3', 'film.mp4', 'paper.pdf'].map((path) => ({ path })),
  articles: [
    { path: 'notes/Trains.md', link: 'https://site.example/1' },
    { path: 'Trains.md', link: 'https://site.example/2' },
    { path: 'deep/below/Boats.md', link: 'https://site.example/3' },
  ],
});

test.each([
  ['Trains', '2'],
  ['notes/Trains', '1'],
  ['boats', '3'],
  ['below/Boats', '3'],
  ['Boats#Part|x', '3'],
  ['Boats^block', '3'],
  ['paper.pdf', 'media/paper.pdf'],
  ['#Part', undefined],
  ['Nowhere', undefined],
  ['../../etc/passwd', undefined],
])('a link to [[%s]]', (target, end) => {
  const link = wikilinkResolver('notes/Kite.md', around)(target);
  expect(link).toBe(end === undefined ? undefined : `https://site.example/${end}`);
});

test.each([
  ['map.png', 'media/notes/map.png', 'image'],
  ['img/map.png', 'media/img/map.png', 'image'],
  ['talk.mp3', 'media/talk.mp3', 'audio'],
  ['film.mp4#t=10', 'media/film.mp4', 'video'],
  ['paper.pdf', 'media/paper.pdf', 'other'],
  ['Boats', '3', 'other'],
])('an embed of ![[%s]]', (target, end, kind) => {
  expect(embedResolver('notes/Kite.md', around)(target)).toEqual({
    url: `https://site.example/${end}`,
    kind,
  });
});

test('an embed of nothing is none', () => {
  expect(embedResolver('notes/Kite.md', around)('nothing.png')).toBeUndefined();
  expect(embedResolver('notes/Kite.md', around)('#x')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { foldMissingMedia, missingMedia } from '../../../src/article/content/missing-media.ts';
import { problem } from '../../../src/problem.ts';

const missing = (path: string, address: string) => missingMedia(path, address, 3);
const other = problem('no-title', { path: 'a.md', message: 'the article has no title' });

test('files of a folder that all articles share are told once, with their number', () => {
  const list = [
    missing('a.md', '/img/one.png'),
    other,
    missing('a.md', '/img/two.png'),
    missing('b.md', '/img/2020/three.png'),
    missing('c.md', '/img/four.png'),
  ];
  const [first, ...rest] = foldMissingMedia(list);
  expect(first).toMatchObject({ code: 'missing-media', path: 'a.md', line: 3 });
  expect(first!.message).toBe(
    '"/img/one.png" is not in the articles folder, nor are 3 others of "/img/", which 3 files show',
  );
  expect(rest).toEqual([other]);
});

test('a few are told one by one, and so are those right beside an article', () => {
  const few = [missing('a.md', '/img/1.png'), missing('a.md', '/img/2.png'), missing('a.md', '/img/3.png')];
  const beside = ['1', '2', '3', '4', '5'].map((name) => missing('a.md', `${name}.png`));
  const apart = ['a', 'b', 'c', 'd'].map((folder) => missing(`${folder}/x.md`, 'img/1.png'));
  expect(foldMissingMedia([...few, ...beside, ...apart])).toEqual([...few, ...beside, ...apart]);
  const shared = ['a', 'b', 'c', 'd'].map((name) => missing(`x/${name}.md`, 'img/1.png'));
  expect(foldMissingMedia(shared)).toHaveLength(1);
});

test('folders above the articles are told apart', () => {
  const list = [1, 2, 3, 4].flatMap((n) => [
    missing('a/b.md', `../../assets/${n}.png`),
    missing('a/b.md', `../media/${n}.png`),
  ]);
  expect(foldMissingMedia(list).map(({ message }) => /others of "(.*?)"/.exec(message)?.[1])).toEqual([
    '../../assets/',
    '../media/',
  ]);
});

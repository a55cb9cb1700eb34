import { expect, test } from 'vitest';
import { paragraphsOf } from '../../src/article/paragraphs.ts';

const page = { kind: 'page', html: '', line: 1 } as const;

test('names each block once: a list, a table and a quotation are one', () => {
  const html =
    '<div><article><h2>Fog</h2><p>One\n <b>two</b>.</p></article><ul><li>a</li><li>b <p>c</p></li></ul></div>' +
    '<blockquote><p>x</p><p>y</p></blockquote><p> </p>loose text<hr>';
  expect(paragraphsOf(page, html)).toEqual(['Fog', 'One two.', 'a b c', 'x y', 'loose text']);
});

test('keeps the blocks of a press dump as they were found', () => {
  const blocks = [
    { kind: 'paragraph', text: 'MOSCOW,\n Sept 16 -', line: 1 },
    { kind: 'list', items: ['a', 'b'], ordered: false, line: 2 },
  ] as const;
  expect(paragraphsOf({ kind: 'blocks', blocks, line: 1 }, '<p>other</p>')).toEqual([
    'MOSCOW, Sept 16 -',
    'a b',
  ]);
});

test('a deep tree is no deep recursion', () => {
  expect(paragraphsOf(page, `${'<div>'.repeat(3_000)}deep`)).toEqual(['deep']);
});

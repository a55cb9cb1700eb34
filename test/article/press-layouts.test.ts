import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPress } from '../../src/article/press.ts';

interface Expected {
  readonly title: string;
  readonly siteName: string | null;
  readonly blocks: readonly string[];
  readonly removed: readonly string[];
}

const folder = new URL('../fixtures/articles/press/', import.meta.url);
const fold = (text: string): string => text.replace(/[\s\u00a0]+/gu, ' ').trim();
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name,
    lines: readFileSync(new URL(name, folder), 'utf8').split(/\r\n?|\n/u),
    expected: JSON.parse(readFileSync(new URL(name.replace('.txt', '.json'), folder), 'utf8')) as Expected,
  }));

type Change = (lines: readonly string[], expected: Expected) => readonly string[];

/** Copies of the same page as other people make them. */
const changes: readonly (readonly [string, Change])[] = [
  ['without its furniture', (lines, { removed }) => without(lines, removed)],
  [
    'without the name of the site',
    (lines, { siteName }) => without(lines, siteName === null ? [] : [siteName]),
  ],
  ['without blank lines', (lines) => lines.filter((line) => fold(line) !== '')],
  [
    'with links and a copyright below',
    (lines) => [...lines, '', 'Related stories', 'Ten sheds', '© 2020 Shed Press'],
  ],
];

const without = (lines: readonly string[], gone: readonly string[]): readonly string[] => {
  const folded = new Set(gone.map(fold));
  return lines.filter((line) => !folded.has(fold(line)));
};

const bodyOf = (lines: readonly string[]): string => {
  const { body } = readPress({ path: 'dump.txt', text: lines.join('\n'), encoding: 'utf-8' });
  if (body.kind !== 'blocks') throw new Error('a press dump has a body of blocks');
  return fold(
    body.blocks.map((block) => (block.kind === 'list' ? block.items.join('\n') : block.text)).join('\n'),
  );
};

/** A block as its words, without marks of lists. */
const pieces = (block: string): string[] =>
  block.split('\n').map((line) => fold(line).replace(/^(?:[-•*–—]|\d+[.)])\s/u, ''));

describe.each(changes)('a dump %s', (_name, change) => {
  it.each(fixtures)('keeps every paragraph of $name', ({ lines, expected }) => {
    const body = bodyOf(change(lines, expected));
    const lost = expected.blocks.flatMap(pieces).filter((piece) => !body.includes(piece));
    expect(lost).toEqual([]);
  });
});

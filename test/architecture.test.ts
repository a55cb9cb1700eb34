import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** The rooms of `src` in the order in which data flows; a module imports from its own or an earlier one. */
const order = [
  'lazy',
  'problem',
  'site',
  'date',
  'article',
  'feed',
  'render',
  'publication',
  'store',
  'web',
  'cli',
];

/** The folders and files whose outcome depends on their arguments alone. */
const pureRooms = ['problem', 'site', 'date', 'article', 'feed', 'render', 'publication'];

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();

/** `date/parse.ts` stands in `date`, `site-file.ts` in `site`. */
const roomOf = (file: string): string => file.split('/')[0]!.replace(/\.ts$/, '').replace(/-.*$/, '');

const importPattern =
  /(?:^|\n)\s*(?:import|export)[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|\blazy<[^\n]*?>\(import\.meta\.url, '([^']+)'\)/g;
const importsOf = (file: string): string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(importPattern)].map(
    (match) => match[1] ?? match[2] ?? match[3]!,
  );

describe('the folders of src', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files)('%s imports from its own room or an earlier one', (file) => {
    if (file === 'index.ts') return;
    const room = order.indexOf(roomOf(file));
    expect(room, `${file} stands in no known room`).toBeGreaterThanOrEqual(0);
    const wrong = importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(src, resolve(src, dirname(file), name)).replaceAll('\\', '/'))
      .filter((target) => order.indexOf(roomOf(target)) > room);
    expect(wrong).toEqual([]);
  });

  it.each(files)('%s takes date-fns by function and locale, never whole', (file) => {
    expect(importsOf(file).filter((name) => /^date-fns(\/locale)?$/.test(name))).toEqual([]);
  });

  it.each(files.filter((file) => pureRooms.includes(roomOf(file))))(
    '%s asks no clock, chance or environment',
    (file) => {
      const text = readFileSync(join(src, file), 'utf8');
      expect(text).not.toMatch(
        /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bprocess\.env\b|Temporal\.Now\b/,
      );
      expect(
        importsOf(file).filter((name) => /^node:(fs|http|https|net|os|child_process)/.test(name)),
      ).toEqual([]);
    },
  );
});

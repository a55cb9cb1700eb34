import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isArticlePath, mayHoldArticles } from '../../src/article/formats.ts';
import { ownString } from '../../src/article/own-string.ts';
import { readDrafts } from '../../src/article/read.ts';
import { cpuMilliseconds } from '../support/cpu.ts';

const read = (path: string, content: string | Uint8Array) =>
  readDrafts({
    path,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    modified: 0,
  });

describe('formats', () => {
  it.each([
    ['a.md', true, true],
    ['a/b.MARKDOWN', true, true],
    ['a.mdx', true, true],
    ['a.html', true, true],
    ['a.htm', true, true],
    ['a.xhtml', true, true],
    ['a.txt', true, true],
    ['a.json', false, true],
    ['a.jpg', false, false],
    ['md', false, false],
    ['.md', false, false],
    ['a.md/b', false, false],
  ])('knows %s by its name', (path, isArticle, mayHold) => {
    expect(isArticlePath(path)).toBe(isArticle);
    expect(mayHoldArticles(path)).toBe(mayHold);
  });

  it('takes a JSON file for articles only where it is an export', () => {
    expect(read('data.json', '{"a": 1}')).toEqual({ drafts: [], problems: [] });
    expect(read('data.json', '')).toEqual({ drafts: [], problems: [] });
    const post = { title: 'A', slug: 'a', html: '<p>x</p>', uuid: 'u' };
    expect(
      read('2015-09-16-data.json', JSON.stringify({ posts: [post, { ...post, uuid: 'v' }] })).drafts,
    ).toMatchObject([{ part: 'u', dates: [], slug: { value: 'a' } }, { part: 'v' }]);
  });

  it('reads front matter of pages and of plain text', () => {
    expect(read('a.html', '---\ntitle: A\ndate: 2015-09-16\n---\n<p>x</p>').drafts[0]).toMatchObject({
      format: 'html',
      title: { value: 'A', source: 'front-matter' },
      body: { kind: 'fragment', html: '<p>x</p>', line: 5 },
    });
    expect(
      read('a.html', '---\ntitle: A\n---\n<!doctype html><title>B</title><p>x</p>').drafts[0],
    ).toMatchObject({
      title: { value: 'A', source: 'front-matter' },
      body: { kind: 'page' },
    });
    expect(read('a.txt', '---\ntitle: A\n---\nOne\ntwo.\n\nThree.').drafts[0]).toMatchObject({
      format: 'press',
      title: { value: 'A' },
      removed: [],
      body: {
        kind: 'blocks',
        blocks: [
          { kind: 'paragraph', text: 'One two.', line: 4 },
          { kind: 'paragraph', text: 'Three.', line: 7 },
        ],
      },
    });
  });
});

describe('file names', () => {
  it('count behind what the file says', () => {
    expect(read('2015-09-16-old-fort.md', '---\ndate: 2015-09-17\n---\nx').drafts[0]).toMatchObject({
      title: { value: 'Old fort', source: 'filename' },
      slug: { value: 'old-fort', source: 'filename' },
      dates: [
        { value: '2015-09-17', source: 'front-matter' },
        { value: '2015-09-16', source: 'filename', role: 'published' },
      ],
    });
    expect(read('a/Night trains.md', 'x').drafts[0]?.title).toEqual({
      value: 'Night trains',
      source: 'filename',
    });
    expect(read('_drafts/a.md', 'x').drafts[0]?.visibility.draft).toEqual({
      value: true,
      source: 'filename',
    });
  });
});

describe('bad input', () => {
  it.each([
    ['', 'empty-file', 'error'],
    [' \n\t\n', 'empty-file', 'error'],
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3]), 'binary-file', 'error'],
    [new Uint8Array(5 * 1024 * 1024 + 1).fill(0x61), 'too-large', 'error'],
  ])('gives a Problem and no article (%#)', (content, code, severity) => {
    const { drafts, problems } = read('a.md', content);
    expect(drafts).toEqual([]);
    expect(problems).toMatchObject([{ code, severity, path: 'a.md' }]);
    expect(problems[0]!.hint).not.toBe('');
  });

  it('tells of a guessed encoding and of broken text', () => {
    const latin = Uint8Array.from('Der Bürger hörte zu.', (char) => char.charCodeAt(0));
    expect(read('a.md', latin)).toMatchObject({
      drafts: [{ encoding: 'windows-1252' }],
      problems: [{ code: 'encoding-guessed', severity: 'warning' }],
    });
    const broken = new Uint8Array([...new TextEncoder().encode('Der Bürger hörte '), 0xff]);
    expect(read('a.md', broken)).toMatchObject({
      drafts: [{ encoding: 'utf-8' }],
      problems: [{ code: 'broken-text' }],
    });
  });

  it.each(['md', 'html', 'txt'])('reads 5 MB and a line of 2 MB within two seconds (.%s)', (ending) => {
    for (const text of [
      'word '.repeat(1_000_000),
      `${'word\n'.repeat(1000)}${'x'.repeat(2_000_000)}`,
      `---\ntitle: A\n---\n${'# a\n'.repeat(1_000_000)}`,
    ]) {
      const spent = cpuMilliseconds(() => expect(read(`a.${ending}`, text).drafts).toHaveLength(1));
      expect(spent).toBeLessThan(2000);
    }
  });

  it('never throws', () => {
    const path = fc.constantFrom('a.md', 'b.html', 'c.txt', 'd.json', '2015/09/x.mdx', '%?#\n😀.md');
    fc.assert(
      fc.property(
        path,
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
        ),
        (name, bytes) => {
          expect(() => read(name, bytes)).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('strings of their own', () => {
  it.each([
    '',
    'short',
    'a text of more than thirteen signs',
    'ein Text mit ü und 風 und 😀 darin',
    `lone \ud800 surrogate in a text`,
  ])('keeps %j', (text) => {
    expect(ownString(text)).toBe(text);
  });
});

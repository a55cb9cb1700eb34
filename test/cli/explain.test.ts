import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../src/article/explain.ts';

const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

let folder: string;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (...args: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { PATH: process.env.PATH, TZ: 'America/Los_Angeles' };
    execFile(process.execPath, [program, 'explain', ...args], { cwd: folder, env }, (fault, out, err) =>
      done({ code: typeof fault?.code === 'number' ? fault.code : fault ? -1 : 0, out, err }),
    );
  });

const explained = async (...args: readonly string[]): Promise<Explanation[]> =>
  (await run('--json', ...args)).out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Explanation);

const write = (path: string, text: string): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/** What one run over many files has said, by file: starting a process is most of the work. */
const said = new Map<string, Explanation[]>();
const about = (file: string): Explanation => said.get(file)![0]!;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-explain-'));
  write('site.yaml', 'title: Tide\nurl: https://tide.example\ntimeZone: Europe/Dublin\n');
  write('articles/_defaults.yaml', 'siteName: Tide\nauthors: [The editors]\ntimeZone: Asia/Kolkata\n');
  write('articles/fog/_defaults.yaml', 'authors: [Ann Reef]\n');
  write(
    'articles/fog/horn.md',
    '---\ntitle: Fog horn\ndate: 2026-03-01 09:30\ntags: [fog]\ncategories: [Coast]\n---\n' +
      'See [the other](other.md) and ![lamp](lamp.png).\n\n- one\n- two\n\n![gone](gone.png)\n',
  );
  write('articles/fog/lamp.png', 'x');
  write('articles/fog/other.md', '---\ntitle: Other things\ndate: 2026-03-02\n---\nText.\n');
  write('articles/given.md', '---\ntitle: Given\nid: urn:x:1\ndate: 2026-03-01\nlang: en-IE\n---\nText.\n');
  write('articles/draft.md', '---\ntitle: Draft\ndraft: true\n---\nText.\n');
  write('articles/bad.md', '---\ntitle: Bad\ndate: 31 June 2026\n---\nText.\n');
  write('outside/_defaults.yaml', 'siteName: Elsewhere\n');
  write('outside/2026-03-05-loose.md', 'Loose text.\n');
  write('.dateline/ids.tsv', 'tag:old.example,2020:horn\tfog/horn.md\tkept-slug\n');
  const post = (n: number) => ({
    id: `${n}`,
    uuid: `0d7a6ac4-0a1f-4b2f-9c8f-00000000000${n}`,
    title: `Post ${n}`,
    slug: `post-${n}`,
    status: 'published',
    html: `<p>Text ${n}</p>`,
    published_at: `2026-03-0${n}T10:00:00.000Z`,
  });
  write('outside/export.json', JSON.stringify({ db: [{ data: { posts: [post(1), post(2)] } }] }));
  write('outside/empty.md', '');
  execFileSync('mkfifo', [join(folder, 'articles', 'pipe.md')]);
  symlinkSync(join(folder, 'outside', '2026-03-05-loose.md'), join(folder, 'articles', 'link.md'));
  const inside = ['fog/horn.md', 'fog/other.md', 'given.md', 'bad.md', 'pipe.md', 'link.md'];
  const outside = ['2026-03-05-loose.md', 'export.json', 'empty.md'];
  const files = [...inside.map((name) => `articles/${name}`), ...outside.map((name) => `outside/${name}`)];
  for (const each of await explained(...files)) said.set(each.file, [...(said.get(each.file) ?? []), each]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('dateline explain --json', () => {
  test('writes one object with the documented keys in their order', async () => {
    const horn = about('articles/fog/horn.md');
    expect(Object.keys(horn)).toEqual(
      (
        'file listed title siteName authors place published updated precision language tags summary image id slug url ' +
        'enclosures content paragraphs removed sources encoding problems'
      ).split(' '),
    );
    expect(horn).toMatchObject({
      file: 'articles/fog/horn.md',
      listed: true,
      title: 'Fog horn',
      siteName: 'Tide',
      authors: ['Ann Reef'],
      place: null,
      published: '2026-03-01T04:00:00Z',
      updated: null,
      precision: { published: 'minute', updated: null },
      language: null,
      tags: ['fog', 'Coast'],
      id: 'tag:old.example,2020:horn',
      slug: 'kept-slug',
      url: 'https://tide.example/articles/kept-slug/',
      enclosures: [],
      removed: [],
      encoding: 'utf-8',
    });
    expect(horn.sources).toMatchObject({
      title: 'front-matter',
      siteName: 'defaults',
      published: 'front-matter',
    });
    expect(horn.paragraphs.slice(0, 2)).toEqual(['See the other and .', 'one two']);
  });

  test('resolves what lies beside the article, and says what is missing', async () => {
    const horn = about('articles/fog/horn.md');
    expect(horn.content).toContain('href="https://tide.example/articles/other-things/"');
    expect(horn.content).toContain('src="https://tide.example/media/fog/lamp.png"');
    expect(horn.problems).toMatchObject([
      { code: 'missing-media', severity: 'warning', path: 'articles/fog/horn.md', line: 12 },
    ]);
  });

  test('names an id only where it is given or recorded, a language only where one is set', async () => {
    expect(about('articles/given.md')).toMatchObject({ id: 'urn:x:1', language: 'en-IE' });
    expect(about('articles/fog/other.md')).toMatchObject({ id: null, slug: 'other-things', language: null });
  });

  test('explains a file outside of the articles folder by what lies around it', async () => {
    expect(about('outside/2026-03-05-loose.md')).toMatchObject({
      file: 'outside/2026-03-05-loose.md',
      siteName: 'Elsewhere',
      slug: 'loose',
      published: '2026-03-05T00:00:00Z',
      precision: { published: 'day' },
      sources: { published: 'filename' },
    });
  });

  test('takes zone and language from the flags', async () => {
    const args = ['--zone', 'america/new_york', '--language', 'en-US', 'outside/2026-03-05-loose.md'];
    const [loose] = await explained(...args);
    expect(loose).toMatchObject({ published: '2026-03-05T05:00:00Z', language: null });
  });

  test('writes an object for every article of an export', async () => {
    const found = said.get('outside/export.json')!;
    expect(found.map(({ title, published }) => [title, published])).toEqual([
      ['Post 1', '2026-03-01T10:00:00Z'],
      ['Post 2', '2026-03-02T10:00:00Z'],
    ]);
  });

  test('tells everything of an article that is held back, but for its date', async () => {
    expect(about('articles/bad.md')).toMatchObject({
      listed: false,
      title: 'Bad',
      published: null,
      paragraphs: ['Text.'],
      slug: 'bad',
      problems: [{ code: 'invalid-date', severity: 'error', path: 'articles/bad.md', line: 3 }],
    });
  });

  test('tells of two files with one id', async () => {
    write('twice/a.md', '---\ntitle: A\nid: same\ndate: 2026-03-01\n---\nA\n');
    write('twice/b.md', '---\ntitle: B\nid: same\ndate: 2026-03-01\n---\nB\n');
    write('twice-state/ids.tsv', 'same\ta.md\ta\n');
    const args = ['--articles', 'twice', '--state', 'twice-state', '--json', 'twice/b.md'];
    const { code, out } = await run(...args);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      listed: false,
      problems: [{ code: 'duplicate-id', path: 'twice/b.md' }],
    });
  });

  test('a file without an article is a Problem with all keys', async () => {
    const empty = about('outside/empty.md');
    const horn = about('articles/fog/horn.md');
    expect(Object.keys(empty)).toEqual(Object.keys(horn));
    expect(empty.problems.map(({ code }) => code)).toEqual(['empty-file']);
  });

  test('does not hang on a pipe, nor follow a link out of the articles folder', async () => {
    const found = [about('articles/pipe.md'), about('articles/link.md')];
    expect(found.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['not-a-file'],
      ['symlink-outside'],
    ]);
  });
});

describe('dateline explain', () => {
  test('shows people every field with its source', async () => {
    write('outside/esc.md', '---\ntitle: "a\\e[31m\u202eb"\ndate: 2026-03-01\n---\nText \u001b]0;x\u0007.\n');
    const { code, out } = await run('articles/fog/horn.md', 'articles/draft.md', 'outside/esc.md');
    expect(code).toBe(0);
    expect(out).toMatch(/^articles\/fog\/horn\.md$/m);
    expect(out).toMatch(/^ {2}published {2}2026-03-01T04:00:00Z \(to the minute\) {2}← the front matter$/m);
    expect(out).toMatch(/^ {2}listed +yes$/m);
    expect(out).toMatch(/listed +no, it is a draft/);
    // No text steers the terminal or turns its direction.
    expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
  });

  test('writes no state', async () => {
    rmSync(join(folder, 'fresh'), { recursive: true, force: true });
    const { code } = await run('--state', 'fresh', 'articles/bad.md', 'articles/given.md');
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'fresh'))).toBe(false);
    expect(readdirSync(join(folder, '.dateline'))).toEqual(['ids.tsv']);
  });

  test.each([
    [['articles/none.md'], 'none.md'],
    [['articles/fog/lamp.png'], 'lamp.png'],
    [['--zone', 'Mars/Olympus', 'articles/given.md'], 'Mars/Olympus'],
  ])('%j is wrong usage: 2, with the reason', async (args, reason) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(reason);
  });
});

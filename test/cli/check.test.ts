import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Files } from '../support/program.ts';
import { run, workFolder } from '../support/program.ts';

/** A grey PNG of a size (W3C PNG, §5 and §11). */
const png = (width: number, height: number): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    let crc = 0xffffffff;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

let work = workFolder();
work.remove();
afterEach(() => work.remove());

const check = (files: Files, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) => {
  work = workFolder(files);
  return run(['check', ...args], { cwd: work.root, env });
};

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
}
const told = async (files: Files, args: readonly string[]): Promise<readonly Told[]> => {
  const { stdout } = await check(files, ['--json', ...args]);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Told);
};
const codes = (problems: readonly Told[]): string[] => [...new Set(problems.map(({ code }) => code))].sort();

const site = 'title: Tide\nurl: https://tide.example\nlanguage: en-IE\ntimeZone: Europe/Dublin\n';
const good = '---\ntitle: Fog horn\ndate: 2026-03-01 09:30\n---\nIt sounds.\n';

describe('dateline check', () => {
  it('says that nothing is wrong, and ends with 0', async () => {
    const { code, stdout } = await check({ 'site.yaml': site, 'articles/fog.md': good });
    expect(stdout).toBe('1 article listed, 0 errors, 0 warnings\n');
    expect(code).toBe(0);
  });

  it('shows the line of a problem with a mark below the place, and what to write instead', async () => {
    const { code, stdout } = await check({
      'site.yaml': site,
      'articles/old/bad.md': '---\ntitle: Bad\ndate: 31 June 2026\n---\nx\n',
    });
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^articles\/old\/bad\.md:3:7: error invalid-date: .*31 June 2026/);
    expect(lines[1]).toBe('     3 | date: 31 June 2026');
    expect(lines[2]).toBe('       |       ^');
    expect(lines[3]).toMatch(/^ {2}Write it as 2026-/);
    expect(lines.at(-2)).toContain('0 articles listed, 1 error, 0 warnings');
    expect(code).toBe(1);
  });

  it('sorts by file and line, and counts warnings as errors only with --strict', async () => {
    const files = {
      'site.yaml': 'title: Tide\nurl: https://tide.example\n',
      'articles/b.md': good,
      'articles/a.md': '---\ntitle: A\ndate: 2026-03-01T10:00:00Z\n---\n![x](gone.png)\n',
    };
    const problems = await told(files, []);
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['articles/a.md', 'missing-media'],
      ['articles/b.md', 'zone-not-set'],
    ]);
    expect((await check(files)).code).toBe(0);
    expect((await check(files, ['--strict'])).code).toBe(1);
  });

  it('prints one object a line as INTERFACE.md has it', async () => {
    const [problem] = await told(
      { 'site.yaml': site, 'articles/x.md': '---\ntitle: X\ndate: soon\n---\nx' },
      [],
    );
    expect(Object.keys(problem!)).toEqual(['code', 'severity', 'message', 'hint', 'path', 'line', 'column']);
    expect(problem).toMatchObject({ severity: 'error', path: 'articles/x.md', line: 3 });
  });

  it('annotates in a GitHub workflow, with nothing that could end the command', async () => {
    const { stdout } = await check(
      { 'site.yaml': site, 'articles/a,b.md': '---\ntitle: X\ndate: 31 June 2026\n---\nx' },
      [],
      { GITHUB_ACTIONS: 'true' },
    );
    expect(stdout).toMatch(
      /^::error file=articles\/a%2Cb\.md,line=3,col=7,title=invalid-date::.*31 June 2026.*%0AWrite it as/m,
    );
  });

  it('works in the folder that --in names, and tells paths from where it was begun', async () => {
    const files = { 'blog/site.yaml': site, 'blog/articles/x.md': '---\ntitle: X\ndate: soon\n---\nx' };
    expect((await told(files, ['--in', 'blog'])).map(({ path }) => path)).toEqual(['blog/articles/x.md']);
  });

  it('prints every problem into a pipe, however many are the same', async () => {
    const notes = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`articles/n${at}.md`, 'A note.\n']),
    );
    const { stdout } = await check({ 'site.yaml': site, ...notes });
    expect(stdout.match(/error undated/g)).toHaveLength(9);
  });

  it('tells of an address of the site that two articles have, not of one elsewhere', async () => {
    const at = (url: string, day: number) => `---\ntitle: T\ndate: 2026-03-0${day}\nurl: ${url}\n---\nx\n`;
    const problems = await told(
      {
        'site.yaml': site,
        'articles/a.md': at('https://tide.example/fog/', 2),
        'articles/b.md': at('https://tide.example/fog/', 1),
        'articles/c.md': at('https://elsewhere.example/', 3),
        'articles/d.md': at('https://elsewhere.example/', 4),
      },
      [],
    );
    expect(problems.map(({ code, path, message }) => [code, path, message])).toEqual([
      ['duplicate-link', 'articles/a.md', 'its address https://tide.example/fog/ is also that of b.md'],
    ]);
  });

  it('writes no state', async () => {
    await check({ 'site.yaml': site, 'articles/fog.md': good });
    expect(() => readFileSync(`${work.root}/.dateline/ids.tsv`)).toThrow('ENOENT');
  });

  it.each([
    [['--for', 'podcst'], 'Did you mean podcast?'],
    [['--articles', 'posts'], 'the articles folder posts does not exist: make it (mkdir posts)'],
    [['--articles', 'site.yaml'], 'the articles folder site.yaml is a file, not a folder: name a folder'],
    [['--in', 'nowhere'], '--in nowhere: there is no such folder'],
    [['--sight', 'x'], "dateline: unknown option '--sight'"],
  ])('answers %j with what to do, and ends with 2', async (args, message) => {
    const { code, stderr } = await check({ 'site.yaml': site }, args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });

  it('says how to indent where the settings are no YAML', async () => {
    const { code, stderr } = await check({ 'site.yaml': 'title: Tide\n  url: https://tide.example\n' });
    expect(stderr).toMatch(/^dateline: site\.yaml:1:8: .*in the same column, and indent with spaces/);
    expect(code).toBe(2);
  });

  it('names line and key of a setting that is unknown', async () => {
    const { code, stderr } = await check({ 'site.yaml': 'title: Tide\nlanguag: en\n' });
    expect(stderr).toContain('site.yaml:2:1: unknown key languag. Did you mean language?');
    expect(code).toBe(2);
  });
});

describe('dateline check --for podcast', () => {
  const podcast = `${site}description: On the sea.\npodcast: { category: Arts > Books, image: cover.png, type: serial }\n`;
  const episode = '---\ntitle: One\ndate: 2026-03-01\nenclosure: one.mp3\nepisode: 1\n---\nIt sounds.\n';

  it('is content with a show that has all that Apple demands', async () => {
    const files = {
      'articles/one.md': episode,
      'articles/one.mp3': 'x'.repeat(99),
      'articles/cover.png': png(1400, 1400),
    };
    expect(await told({ 'site.yaml': podcast, ...files }, ['--for', 'podcast'])).toEqual([]);
  });

  it('tells what Apple would refuse', async () => {
    const files = {
      'site.yaml': `${site}podcast: { category: Boks, image: cover.png, type: serial }\n`,
      'articles/one.md': '---\ntitle: One\ndate: 2026-03-01\n---\nNo sound.\n',
      'articles/cover.png': png(600, 500),
    };
    const problems = await told(files, ['--for', 'podcast']);
    expect(codes(problems)).toEqual([
      'podcast-artwork',
      'podcast-category',
      'podcast-episode',
      'podcast-number',
      'podcast-show',
    ]);
    expect(problems.find(({ code }) => code === 'podcast-artwork')?.message).toContain('600 × 500');
    expect(problems.find(({ code }) => code === 'podcast-show')?.message).toContain('description');
  });
});

describe('dateline check --for flipboard, msn and google-news', () => {
  const tagged = `${site}description: On the sea.\nauthors: Ann Reef\nfeeds: { entries: 25 }\n`;
  const many = Object.fromEntries(
    Array.from({ length: 20 }, (_, at) => [
      `articles/n${at}.md`,
      `---\ntitle: A headline of a fit length, number ${at}\ndate: ${new Date(Date.now() - (at + 1) * 3_600_000).toISOString()}\nimage: sea.png\n---\n${'Words of the sea. '.repeat(30)}\n`,
    ]),
  );
  const full = { 'site.yaml': tagged, ...many, 'articles/sea.png': png(800, 600) };

  it.each(['flipboard', 'msn', 'google-news'])(
    'is content for %s with a feed that has everything',
    async (preset) => {
      expect(await told(full, ['--for', preset])).toEqual([]);
    },
  );

  const poor = {
    'site.yaml': 'url: http://tide.example\ntimeZone: UTC\n',
    'articles/a.md': '---\ntitle: Short\ndate: 2016-03-01\nimage: sea.png\nsummary: Brief.\n---\n',
    'articles/sea.png': png(100, 90),
  };
  it.each([
    [
      'flipboard',
      ['flipboard-author', 'flipboard-entries', 'flipboard-feed', 'flipboard-image', 'flipboard-summary'],
    ],
    ['msn', ['msn-age', 'msn-body', 'msn-feed', 'msn-image', 'msn-title']],
    ['google-news', ['google-news-author', 'google-news-language', 'google-news-name']],
  ])('tells for %s what is missing', async (preset, expected) => {
    expect(codes(await told(poor, ['--for', preset])).filter((code) => code.startsWith(preset))).toEqual(
      expected,
    );
  });

  it('tells that Google News needs pages', async () => {
    const files = { ...full, 'site.yaml': `${tagged}pages: off\n` };
    expect(codes(await told(files, ['--for', 'google-news']))).toEqual(['google-news-pages']);
  });
});

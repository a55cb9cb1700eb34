import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBuild } from '../../../src/cli/build.ts';
import { commonSettings } from '../../../src/cli/settings.ts';
import { workFolder } from '../../support/program.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 20);

const png = (width: number): Buffer => {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  bytes.writeUInt32BE(width, 16);
  return bytes;
};

const settings = (more = ''): string =>
  `title: Tides\nurl: https://tide.example\nlanguage: en-IE\ntimeZone: Europe/Dublin\nundated: file-time\nfeeds: { entries: 3, archives: all }\n${more}`;

const tags = ['Fog', 'Rain & wind', 'ebb/flow'] as const;

const article = (number: number, { title = `Number ${number}`, tag = number, body = 'Text.' } = {}): string =>
  `---\ntitle: "${title}"\ndate: ${new Date(start - (number % 9) * day).toISOString()}\ntags: ["${tags[tag % 3]}"]\n---\n${body}\n`;

const sink = () => {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, read: () => text };
};

const work = () => {
  const { root, write, remove } = workFolder({ 'site.yaml': settings() });
  for (let number = 0; number < 12; number += 1) write(`articles/a${number}.md`, article(number));
  write('articles/deep/picture.md', article(3, { body: '![x](../pic.png) and [that](../a1.md)' }));
  write('articles/undated.md', '---\ntitle: Undated\n---\nNo date.\n');
  write('articles/pic.png', png(1));
  utimesSync(join(root, 'articles/undated.md'), start / 1000 - 5000, start / 1000 - 5000);
  let clean = 0;
  /** What a build told of articles and problems, without its counts of what was written. */
  const build = async (out: string, state: string, now: number, args = {}) => {
    const stdout = sink();
    const stderr = sink();
    const flags = {
      articles: join(root, 'articles'),
      site: join(root, 'site.yaml'),
      state: join(root, state),
    };
    const asked = { settings: commonSettings(flags, {}), out: join(root, out), now, ...args };
    const code = await runBuild(asked, { stdout: stdout.stream, stderr: stderr.stream });
    const [, first = '', written = ''] = /^.*?: (.*); (\d+) written/.exec(stdout.read()) ?? [];
    return {
      code,
      first,
      written: Number(written),
      problems: stderr.read().replace(/^.* files made .*\n/gm, ''),
    };
  };
  /** A build into a new folder with nothing remembered but the ids. */
  const buildClean = async (now: number) => {
    clean += 1;
    const [out, state] = [`clean${clean}`, `clean-state${clean}`];
    mkdirSync(join(root, state));
    copyFileSync(join(root, '.dateline/ids.tsv'), join(root, state, 'ids.tsv'));
    const told = await build(out, state, now);
    return { told, files: filesOf(join(root, out)) };
  };
  const again = (now: number, args = {}) => build('public', '.dateline', now, args);
  return { root, write, remove, again, buildClean, files: () => filesOf(join(root, 'public')) };
};

const filesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [file.slice(folder.length + 1), readFileSync(file, 'latin1')])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Names of the files in which two outputs differ. */
const differing = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] =>
  [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));

type Place = ReturnType<typeof work>;

/** One change of what a build reads, or of what it wrote. `at` chooses what, `value` how. */
type Change = (place: Place, at: number, value: number) => void;

const articleFiles = ({ root }: Place): string[] =>
  readdirSync(join(root, 'articles'))
    .filter((name) => /^a\d+\.md$/.test(name))
    .sort();

const chosen = (place: Place, at: number): string => {
  const names = articleFiles(place);
  return join('articles', names[at % names.length] ?? 'a0.md');
};

const outputs = ({ root }: Place): string[] => [...filesOf(join(root, 'public')).keys()];

const changes: Readonly<Record<string, Change>> = {
  add: (place, _at, value) => place.write(`articles/a${20 + value}.md`, article(value)),
  edit: (place, at, value) => place.write(chosen(place, at), article(at, { body: `New text ${value}.` })),
  retitle: (place, at, value) => place.write(chosen(place, at), article(at, { title: `Title ${value}` })),
  retag: (place, at, value) => place.write(chosen(place, at), article(at, { tag: value })),
  link: (place, at, value) =>
    place.write(chosen(place, at), article(at, { body: `[x](a${value % 12}.md) ![p](pic.png)` })),
  withdraw: (place, at) =>
    place.write(
      chosen(place, at),
      article(at).replace(
        '---\nText',
        `withdrawn: ${new Date(start + day).toISOString()}\nnotice: Wrong.\n---\nText`,
      ),
    ),
  remove: (place, at) => rmSync(join(place.root, chosen(place, at))),
  rename: (place, at, value) =>
    renameSync(join(place.root, chosen(place, at)), join(place.root, `articles/a${60 + value}.md`)),
  touch: (place, at, value) =>
    utimesSync(join(place.root, chosen(place, at)), start / 1000 + value, start / 1000 + value),
  settings: (place, _at, value) =>
    place.write(
      'site.yaml',
      settings(
        ['description: New\n', 'preferred: rss\n', 'copyright: Ann\n', 'styled: off\n', ''][value % 5],
      ),
    ),
  defaults: (place, _at, value) => place.write('articles/_defaults.yaml', `author: Author ${value % 3}\n`),
  style: (place, _at, value) => place.write('articles/style.css', `p { margin: ${value % 3}em }\n`),
  'no style': ({ root }) => rmSync(join(root, 'articles/style.css'), { force: true }),
  picture: (place, _at, value) => place.write('articles/pic.png', png(1 + (value % 4))),
  'no picture': ({ root }) => rmSync(join(root, 'articles/pic.png'), { force: true }),
  'damaged output': (place, at) => {
    const names = outputs(place).filter((name) => !name.startsWith('.'));
    writeFileSync(join(place.root, 'public', names[at % names.length] ?? ''), 'damaged');
  },
  'missing output': (place, at) => {
    const names = outputs(place);
    rmSync(join(place.root, 'public', names[at % names.length] ?? ''));
  },
  'no cache': ({ root }) => rmSync(join(root, '.dateline/cache'), { recursive: true }),
  'broken record': ({ root }) => {
    const folder = join(root, '.dateline/cache');
    for (const name of readdirSync(folder).filter((each) => each.startsWith('build-'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      writeFileSync(join(folder, name), text.slice(0, text.length / 2));
    }
  },
};

describe('a build into the folder of an earlier one', () => {
  let place: Place;
  beforeEach(() => {
    place = work();
  });
  afterEach(() => place.remove());

  const expectAsClean = async (now = start): Promise<void> => {
    const told = await place.again(now);
    const { told: toldOfClean, files } = await place.buildClean(now);
    expect(differing(place.files(), files)).toEqual([]);
    expect({ ...told, written: 0 }).toEqual({ ...toldOfClean, written: 0 });
  };

  it('gives what a build into a new folder gives, whatever has changed in between', {
    timeout: 240_000,
  }, async () => {
    const step = fc.record({
      kind: fc.constantFrom(...Object.keys(changes)),
      at: fc.nat(99),
      value: fc.nat(30),
      days: fc.constantFrom(0, 0, 0, 1),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 7, size: 'max' }), async (steps) => {
        place.remove();
        place = work();
        let now = start;
        await place.again(now);
        for (const { kind, at, value, days } of steps) {
          changes[kind]?.(place, at, value);
          now += days * day;
          await expectAsClean(now);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it.each(Object.keys(changes))('gives the same after: %s', async (kind) => {
    await place.again(start);
    changes[kind]?.(place, 5, 2);
    await expectAsClean();
  });

  it('tells of the problems of articles that it does not read again', async () => {
    place.write('articles/a3.md', article(3, { body: '![x](missing.png)' }));
    const first = await place.again(start, { strict: true });
    expect(first.problems).toMatch(/2 warnings/);
    expect(first.code).toBe(1);
    expect(await place.again(start, { strict: true })).toEqual({ ...first, written: 0 });
  });

  it('tells of a document that is too large as before', async () => {
    place.write('articles/a3.md', article(3, { body: 'word '.repeat(250_000) }));
    const first = await place.again(start);
    const second = await place.again(start);
    expect(first.problems).toMatch(/[2-9] warnings/);
    expect(second).toEqual({ ...first, written: 0 });
  });

  it('takes the record of another program for none', async () => {
    await place.again(start);
    const folder = join(place.root, '.dateline/cache');
    const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('build-'));
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    lines[0] = JSON.stringify(['key', 'dateline build 1', 'another']);
    writeFileSync(join(folder, name), lines.join('\n'));
    await expectAsClean();
  });

  it('is right after a run that was killed at any moment', { timeout: 120_000 }, async () => {
    await place.again(start);
    for (let number = 0; number < 30; number += 1) place.write(`articles/b${number}.md`, article(number));
    const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
    const running = join(place.root, 'public/.dateline-files.new');
    for (const patience of [0, 20, 60]) {
      place.write('articles/a1.md', article(1, { title: `Killed after ${patience}` }));
      const child = spawn(process.execPath, [main, 'build', '--out', 'public'], {
        cwd: place.root,
        stdio: 'ignore',
      });
      const ended = new Promise((done) => child.once('exit', done));
      while (child.exitCode === null && !existsSync(running))
        await new Promise((done) => setTimeout(done, 2));
      await new Promise((done) => setTimeout(done, patience));
      child.kill('SIGKILL');
      await ended;
      // Back to what the record tells of.
      if (patience === 20) place.write('articles/a1.md', article(1));
      await expectAsClean();
    }
  });

  it('writes nothing, and makes nothing younger, where nothing has changed', async () => {
    await place.again(start);
    const times = () =>
      outputs(place).map((name) => [name, statSync(join(place.root, 'public', name)).mtimeMs]);
    const before = times();
    expect((await place.again(start)).written).toBe(0);
    expect(times()).toEqual(before);
  });
});

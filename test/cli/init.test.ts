import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { askAll, proposals } from '../../src/cli/init/questions.ts';
import { readSettings } from '../../src/site/read-site.ts';
import { run, serve, workFolder } from '../support/program.ts';

let work = workFolder();
work.remove();
afterEach(() => work.remove());

const here = (args: readonly string[], files = {}) => {
  work = workFolder(files);
  return run(args, { cwd: work.root });
};
const read = (path: string): string => readFileSync(join(work.root, path), 'utf8');

const flags = [
  '--title',
  'Tide: and time',
  '--url',
  'https://tide.example/news',
  '--language',
  'en-IE',
  '--zone',
  'Europe/Dublin',
];

describe('dateline init', () => {
  it('writes settings that are read again, and tells what to do next', async () => {
    const { code, stdout } = await here(['init', ...flags]);
    expect(code).toBe(0);
    expect(stdout).toContain('Next: dateline serve');
    const year = new Date().getUTCFullYear();
    expect(readSettings(read('site.yaml'), 'site.yaml')).toMatchObject({
      title: 'Tide: and time',
      url: 'https://tide.example/news',
      language: 'en-IE',
      timeZone: 'Europe/Dublin',
      idAuthority: `tide.example,${year}`,
    });
    expect(read('.dateline/.gitignore')).toMatch(/^cache\/$/m);
  });

  it('names a schema that is there, for the editor', async () => {
    await here(['init', ...flags]);
    const [, path = ''] = /^# yaml-language-server: \$schema=(.*)$/m.exec(read('site.yaml')) ?? [];
    expect(Object.keys(JSON.parse(read(path)).properties)).toContain('idAuthority');
  });

  it('gives a site that serves its first article without a problem', async () => {
    await here(['init', 'blog', ...flags]);
    const root = join(work.root, 'blog');
    expect(await run(['check', '--strict'], { cwd: root })).toMatchObject({ code: 0 });
    const server = await serve(root);
    expect(server.readyLine).toContain('(1 articles,');
    expect(await (await fetch(`${server.url}/atom.xml`)).text()).toContain(
      '<title type="text">Hello</title>',
    );
    await server.stop();
  });

  it('leaves as comments what nobody has said, and says so', async () => {
    const { stdout } = await here(['init', '--title', 'Tide']);
    expect(readSettings(read('site.yaml'), 'site.yaml')).toMatchObject({ title: 'Tide' });
    expect(readSettings(read('site.yaml'), 'site.yaml').timeZone).toBeUndefined();
    for (const key of ['url', 'language', 'timeZone']) expect(stdout).toContain(`Set ${key} in site.yaml`);
  });

  it('writes comments that are valid settings once they are taken in', async () => {
    await here(['init']);
    const comments = read('site.yaml').replace(/^# (?=[A-Za-z]+: (?!\$))(?!Language|Public|Settings)/gm, '');
    expect(comments).toMatch(/^authors: /m);
    expect(comments).not.toMatch(/^# [a-z]\w*: /m);
    expect(readSettings(comments, 'site.yaml')).toMatchObject({
      description: 'One sentence about it.',
      url: 'https://example.org',
      language: 'en-GB',
      timeZone: 'Europe/Berlin',
      authors: [{ name: 'Your Name' }],
      feeds: { entries: 20, content: 'full' },
    });
  });

  it('never overwrites', async () => {
    const { code, stderr } = await here(['init', ...flags], { 'site.yaml': 'title: Mine\n' });
    expect(code).toBe(2);
    expect(stderr).toContain('site.yaml is there already');
    expect(read('site.yaml')).toBe('title: Mine\n');
  });

  it.each([
    ['dateline', 'Next: npm start -- --in blog,'],
    ['npx', 'Next: cd blog && npx dateline serve,'],
    [undefined, 'Next: cd blog && dateline serve,'],
  ])('tells the next step as npm’s script “%s” was called', async (script, next) => {
    work = workFolder();
    const env: Record<string, string> = script === undefined ? {} : { npm_lifecycle_event: script };
    const { stdout } = await run(['init', 'blog'], { cwd: work.root, env });
    expect(stdout).toContain(next);
    expect(stdout).toContain('Wrote blog/site.yaml, ');
  });

  it('says in plain words what the file system refuses', async () => {
    const { code, stderr } = await here(['init', 'notes.txt/blog'], { 'notes.txt': 'x' });
    expect(stderr).toMatch(/^dateline: notes\.txt\/blog\S*: a part of the path is a file, not a folder/);
    expect(code).toBe(2);
  });

  it('writes no first article beside others', async () => {
    const { stdout } = await here(['init', ...flags], { 'articles/mine.md': 'x' });
    expect(stdout).not.toContain('hello.md');
  });

  it.each([
    [['--zone', 'Berlin'], '--zone: “Berlin” is no IANA time zone, such as'],
    [['--language', 'english language'], '--language: “english language” is no BCP 47'],
    [['--url', 'tide.example'], '--url: “tide.example” must be an absolute address'],
  ])('refuses %j, and says what to write', async (args, message) => {
    const { code, stderr } = await here(['init', ...args]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(() => read('site.yaml')).toThrow('ENOENT');
  });

  it('asks for what no flag gives, again where the answer cannot be used', async () => {
    const typed = ['', 'https://tide.example', 'en-IE', 'Dublin', 'Europe/Dublin'];
    const told: string[] = [];
    const answers = await askAll({}, proposals('/home/ann/tide', { LANG: 'de_AT.UTF-8' }), {
      ask: async (question) => {
        told.push(question);
        return typed.shift() ?? '';
      },
      tell: (text) => void told.push(text),
    });
    expect(answers).toEqual({
      title: 'tide',
      url: 'https://tide.example',
      language: 'en-IE',
      timeZone: 'Europe/Dublin',
    });
    expect(told.join('\n')).toContain('[de-AT]');
    expect(told.join('\n')).toContain('“Dublin” is no IANA time zone');
  });
});

describe('dateline new', () => {
  const site = {
    'site.yaml': 'title: Tide\ntimeZone: Asia/Kolkata\nurl: https://tide.example\nlanguage: en-IN\n',
  };

  it('writes a dated article with an id and prints its path', async () => {
    const before = Math.floor(Date.now() / 60_000) * 60_000;
    const { code, stdout } = await here(['new', 'Fog: on "the" quay'], site);
    expect(code).toBe(0);
    const path = stdout.trim();
    expect(path).toBe('articles/fog-on-the-quay.md');
    const [, date = ''] = /^date: (.*)$/m.exec(read(path)) ?? [];
    expect(date).toMatch(/T\d\d:\d\d:00\+05:30$/);
    expect(Date.parse(date)).toBeGreaterThanOrEqual(before);
    const explained = JSON.parse((await run(['explain', '--json', path], { cwd: work.root })).stdout);
    expect(explained).toMatchObject({ title: 'Fog: on "the" quay', problems: [] });
    expect(explained.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  });

  it('overwrites nothing, and gives each an id of its own', async () => {
    await here(['new', 'Fog'], site);
    const second = await run(['new', 'Fog'], { cwd: work.root });
    expect(second.stdout).toBe('articles/fog-2.md\n');
    const ids = ['articles/fog.md', 'articles/fog-2.md'].map((path) => /^id: (.*)$/m.exec(read(path))?.[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it('stays in the articles folder, whatever the title', async () => {
    expect((await here(['new', '../../etc/passwd'], site)).stdout).toMatch(/^articles\/[^/]+\.md\n$/);
  });

  it('says how a new article comes into a database, and writes it where a folder is named', async () => {
    work = workFolder({ 'site.yaml': 'title: Tide\n' });
    const env = { DATELINE_STORE: 'postgres://dateline@localhost/dateline' };
    const refused = await run(['new', 'Fog'], { cwd: work.root, env });
    expect(refused.stderr).toMatch(/name a folder for it with --articles DIR.*dateline push DIR/);
    expect(refused.code).toBe(2);
    const written = await run(['new', 'Fog', '--articles', 'articles'], { cwd: work.root, env });
    expect(written.stdout).toBe('articles/fog.md\n');
  });

  it('says what to do where there is no articles folder, and for an empty title', async () => {
    const missing = await here(['new', 'Fog', '--articles', 'posts'], site);
    expect(missing).toMatchObject({ code: 2 });
    expect(missing.stderr).toContain('mkdir posts');
    expect((await run(['new', ' '], { cwd: work.root })).stderr).toContain('dateline new "A title"');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { argumentsOf, commandLinesOf, documents } from '../support/command-lines.ts';
import { hasPostgres, TestPostgres } from '../support/postgres.ts';
import { type Ended, workFolder } from '../support/program.ts';

/** The commands that do something, with what stands before their names. */
const leaves = (command: Command, before = ''): { readonly name: string; readonly command: Command }[] =>
  command.commands.length === 0
    ? [{ name: before, command }]
    : command.commands
        .filter((each) => each.name() !== 'help')
        .flatMap((each) => leaves(each, `${before} ${each.name()}`.trim()));

const helpOf = (command: Command): string => {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  command.configureOutput({ writeOut: write }).outputHelp();
  return text;
};

const examplesOf = (command: Command): string[] =>
  [...(/\nExamples:\n((?: {2}.*\n?)+)/.exec(helpOf(command))?.[1] ?? '').matchAll(/^ {2}(.*)$/gm)].map(
    ([, line = '']) => line,
  );

const commands = leaves(buildProgram(() => {}));
const examples = commands.flatMap(({ command }) => examplesOf(command));
const written = documents().flatMap((document) =>
  commandLinesOf(document).map((line) => ({ document, line })),
);

describe('the help of each command', () => {
  it.each(commands)('has examples: $name', ({ name, command }) => {
    expect(examplesOf(command).some((line) => line.includes(`dateline ${name}`))).toBe(true);
  });
});

describe('command lines of the documents', () => {
  it('are found', () => {
    expect(written.length).toBeGreaterThan(10);
  });

  it.each(written)('are understood: $line ($document)', async ({ line }) => {
    const program = buildProgram(() => {});
    const asked: string[] = [];
    for (const { name, command } of leaves(program)) command.action(() => void asked.push(name));
    await program.parseAsync(argumentsOf(line.replace(/ --in \S+/, '')), { from: 'user' });
    expect(asked).toHaveLength(1);
  });
});

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const article = '---\ntitle: Hello\ndate: 2026-03-01 09:30\n---\nA first text.\n';
const oldFeed = `<rss version="2.0"><channel><title>Old</title><link>https://old.example/</link><description>Old</description>
<item><title>Hello</title><link>https://old.example/hello</link><guid>https://old.example/?p=1</guid><pubDate>Sun, 01 Mar 2026 09:30:00 GMT</pubDate></item></channel></rss>`;

/** Starts a line in a shell that knows `dateline`, and ends what goes on running once it is ready. */
const runLine = (line: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> =>
  new Promise((done) => {
    const child: ChildProcess = spawn('sh', ['-c', line.startsWith('$') ? line : `exec ${line}`], {
      cwd,
      env: { ...env, PATH: `${join(cwd, 'bin')}:${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
      if (said.stdout.startsWith('Dateline is ready on ')) child.kill('SIGTERM');
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    child.on('close', (code) => done({ code, ...said }));
  });

/** A site with everything that examples name. */
const exampleSite = () => {
  const work = workFolder({
    'site.yaml': 'title: Tide\nurl: https://tide.example\nlanguage: en-IE\ntimeZone: Europe/Dublin\n',
    'articles/hello.md': article,
    'posts/hello.md': article,
    'dump.txt': 'Hello\nBy Ann Reef\nSep 16 2015 | 9:52 PM IST\n\nA first text.\n',
    'lines.txt': '2026-03-01\nSun, 01 Mar 2026 09:30:00 GMT\n',
    'old-feed.xml': oldFeed,
    'export.xml': oldFeed,
  });
  mkdirSync(join(work.root, 'bin'));
  writeFileSync(join(work.root, 'bin', 'dateline'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(work.root, 'bin', 'dateline'), 0o755);
  return work;
};

describe('examples of the help and of README.md', () => {
  const work = exampleSite();
  const old = createServer((_, response) => response.end(oldFeed));
  let postgres: TestPostgres | undefined;
  let database = '';
  beforeAll(async () => {
    await new Promise<void>((done) => old.listen(0, '127.0.0.1', done));
    postgres = hasPostgres ? await TestPostgres.start() : undefined;
    database = (await postgres?.database()) ?? '';
  });
  afterAll(() => {
    old.close();
    postgres?.remove();
    work.remove();
  });

  const inReadme = written.filter(({ document }) => document === 'README.md').map(({ line }) => line);
  // Those that need a database come in the order in which somebody would type them.
  const all = [...new Set([...examples, ...inReadme])];

  it.each(all)('%s', async (line) => {
    const needsDatabase = line.includes('postgres://');
    if (needsDatabase && !postgres) return;
    const { port } = old.address() as { port: number };
    const real = line
      .replace(/postgres:\/\/\S+/, database)
      .replace('https://old.example', `http://127.0.0.1:${port}`)
      .replace(/--(port|admin-port) \d+/g, '--$1 0')
      .replace('~/site', join(work.root, 'site'));
    const env = { PORT: '0', EDITOR: 'cat', HOME: work.root, DATELINE_RATE_LIMIT: '0' };
    const isInit = /^dateline init$/.test(line);
    if (isInit) mkdirSync(join(work.root, 'empty'));
    const { code, stdout, stderr } = await runLine(isInit ? `${real} empty` : real, work.root, env);
    expect(stderr).not.toMatch(/^\s+at /m);
    // A site of one article is no podcast, and strict about it.
    const isDemanding = /--for podcast|--strict/.test(line);
    expect([0, ...(isDemanding ? [1] : [])], stderr + stdout).toContain(code);
    // Nothing is wrong, so there is no problem to print as JSON.
    if (!/check .*--json/.test(line)) expect(stdout).not.toBe('');
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { run, workFolder } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const deploy = (name: string): string => readFileSync(`${root}deploy/${name}`, 'utf8');

/** The instructions of a Dockerfile, each on one line, without comments. */
const instructions = deploy('Dockerfile')
  .replace(/^\s*#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return { name, rest: rest.trim().replace(/\s+/g, ' ') };
  });
const only = (name: string): string => instructions.find((each) => each.name === name)?.rest ?? '';
const environment = Object.fromEntries(
  only('ENV')
    .split(' ')
    .map((pair) => pair.split('=')),
) as Readonly<Record<string, string>>;
const health = JSON.parse(only('HEALTHCHECK').replace(/^.*?CMD /, '')) as readonly string[];

const { name, version, bin } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  name: string;
  version: string;
  bin: Readonly<Record<string, string>>;
};
/** What `npm pack` calls its file. */
const tarball = `${name}-${version}.tgz`;

describe('deploy/Dockerfile', () => {
  it('has instructions that are known, each on its line', () => {
    const known = ['FROM', 'COPY', 'RUN', 'USER', 'WORKDIR', 'ENV', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(instructions.map((each) => each.name)).toEqual(known);
  });

  it('copies and installs what npm pack makes, and the ignore file lets it through', () => {
    const [pattern = '', target] = only('COPY').split(' ');
    expect(matchesGlob(tarball, pattern)).toBe(true);
    expect(only('RUN')).toContain(`${target}${pattern}`);
    const [everything, exception] = deploy('Dockerfile.dockerignore').split('\n').slice(1);
    expect([everything, exception]).toEqual(['*', `!${pattern}`]);
  });

  it('has a shell command that a shell can read', () => {
    expect(spawnSync('sh', ['-n', '-c', only('RUN')], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('starts a command of the package, in the exec form that passes signals on', async () => {
    const [program = '', ...args] = JSON.parse(only('CMD')) as string[];
    expect(Object.keys(bin)).toContain(program);
    const asked: string[] = [];
    const commands = buildProgram(() => {});
    for (const command of commands.commands) command.action(() => void asked.push(command.name()));
    await commands.parseAsync(args, { from: 'user' });
    expect(asked).toEqual(['serve']);
  });

  it('runs as a user that is not root, by number, and owns what it writes to', () => {
    expect(only('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(only('RUN')).toContain(`install -d -o node -g node ${only('WORKDIR')} ${only('VOLUME')}`);
    expect(environment.DATELINE_STATE).toBe(only('VOLUME'));
    expect(environment.PORT).toBe(only('EXPOSE'));
  });

  it('sets only variables that the program knows', async () => {
    const work = workFolder();
    const { stdout } = await run(['serve', '--help'], { cwd: work.root });
    work.remove();
    const known = ['NODE_ENV', ...Object.keys(environment).filter((key) => stdout.includes(key))];
    expect(Object.keys(environment).filter((key) => !known.includes(key))).toEqual([]);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('has a health check that takes %i of /readyz as %i', async (status, code) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const [, ...args] = health;
    const child = spawn(process.execPath, args, { env: { PORT: String(port) } });
    expect(await new Promise((done) => child.on('close', done))).toBe(code);
    server.close();
    expect(asked).toEqual(['/readyz']);
  });
});

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('deploy/dateline.service', () => {
  const unit = deploy('dateline.service');

  it('sets only variables that the program knows', async () => {
    const work = workFolder();
    const { stdout } = await run(['serve', '--help'], { cwd: work.root });
    work.remove();
    const set = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = '']) =>
      line.split(' ').map((pair) => pair.slice(0, pair.indexOf('='))),
    );
    expect(set).toContain('DATELINE_STATE');
    expect(set.filter((key) => key !== 'XDG_CACHE_HOME' && !stdout.includes(key))).toEqual([]);
  });

  it.skipIf(!analyze)('has nothing that systemd-analyze verify complains of', () => {
    const work = workFolder({ 'dateline.service': unit.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true') });
    const told = spawnSync('systemd-analyze', ['verify', `${work.root}/dateline.service`], {
      encoding: 'utf8',
    });
    work.remove();
    expect(told.stderr + told.stdout).not.toContain('dateline.service');
  });
});

describe('the files of deploy', () => {
  it('that compose.yaml names are there', () => {
    const compose = deploy('compose.yaml');
    const named = [...compose.matchAll(/(?:dockerfile: |- )((?:deploy\/|\.\/)[\w.-]+)/g)].map(
      ([, path = '']) => path.replace(/^(?:deploy|\.)\//, ''),
    );
    expect(named.length).toBeGreaterThan(1);
    const there = readdirSync(`${root}deploy`);
    expect(named.filter((path) => !there.includes(path))).toEqual([]);
    expect(existsSync(`${root}site.yaml`)).toBe(true);
  });
});

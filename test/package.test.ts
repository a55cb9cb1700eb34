import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const execute = promisify(execFile);
const checkout = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dateline-package-'));

/** Whether a package registry answers: without one nothing can be installed. */
const hasRegistry = (() => {
  try {
    execFileSync('npm', ['view', 'node', 'version', '--fetch-retries=0', '--fetch-timeout=10000'], {
      stdio: 'pipe',
      timeout: 20_000,
    });
    return true;
  } catch {
    return false;
  }
})();

const title = hasRegistry
  ? 'the packed package'
  : 'the packed package (skipped: no package registry answers)';

const consumer = `import { createPublisher, folderStore, type Problem, type Store } from 'dateline-feeds';
import { parseDate, type Reading } from 'dateline-feeds/date';

const reading: Reading = parseDate('Sep 16, 2015 9:52 PM', { zone: 'Asia/Kolkata', language: 'en-IN' });
if (reading.ok) {
  const instant: number = reading.instant;
  if (instant !== 1442420520000) throw new Error(String(instant));
}
const store: Store = folderStore('articles');
const publisher = createPublisher({ store, site: { url: 'https://example.org', title: 'T' }, onProblem: (problem: Problem) => problem.code });
const mount: (request: object, response: object, next: (fault?: unknown) => void) => void = publisher.router;
export { mount };
await publisher.close();
`;

describe.skipIf(!hasRegistry)(title, { timeout: 300_000 }, () => {
  beforeAll(async () => {
    const { stdout } = await execute('npm', ['pack', '--pack-destination', folder, '--json'], {
      cwd: checkout,
    });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('['))) as [{ filename: string }];
    mkdirSync(join(folder, 'articles'));
    writeFileSync(
      join(folder, 'articles', 'a.md'),
      '---\ntitle: Packed\ndate: 2020-01-01T10:00:00Z\n---\nFrom a *tarball*.\n',
    );
    writeFileSync(
      join(folder, 'articles', 'page.html'),
      '<!doctype html><title>Page</title><meta name="date" content="2019-01-01T10:00:00Z"><article><p>A saved page with enough text to be taken for an article by whoever looks at it twice.</p></article>',
    );
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, type: 'module', allowScripts: { node: true } }),
    );
    await execute('npm', ['install', '--no-audit', '--no-fund', `./${filename}`], { cwd: folder });
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['24', '26'])('serves on Node %s', async (major) => {
    await execute('npm', ['install', '--no-save', '--no-audit', '--no-fund', `node@${major}`], {
      cwd: folder,
    });
    const { stdout: version } = await execute('npx', ['node', '--version'], { cwd: folder });
    expect(version).toMatch(new RegExp(`^v${major}\\.`));
    const child = spawn('npx', ['dateline', 'serve', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    try {
      const url = await new Promise<string>((done, fail) => {
        let said = '';
        const listen = (text: Buffer): void => {
          said += text.toString();
          const found = /ready on (http:\S+)/.exec(said);
          if (found) done(found[1]!);
        };
        child.stdout.on('data', listen);
        child.stderr.on('data', listen);
        child.on('close', (code) => fail(new Error(`ended with ${code}: ${said}`)));
      });
      const feed = (await (await fetch(`${url}/feed.json`)).json()) as {
        items: { title: string; content_html: string }[];
      };
      expect(feed.items.map((item) => item.title)).toEqual(['Packed', 'Page']);
      expect(feed.items[0]!.content_html).toContain('<em>tarball</em>');
      expect(feed.items[1]!.content_html).toContain('enough text');
    } finally {
      process.kill(-child.pid!, 'SIGTERM');
    }
  });

  it('type-checks with no other types installed', async () => {
    writeFileSync(join(folder, 'consumer.ts'), consumer);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          target: 'es2024',
          lib: ['es2024'],
          types: [],
          strict: true,
          noEmit: true,
          skipLibCheck: false,
        },
        files: ['consumer.ts'],
      }),
    );
    await execute(
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', `typescript@${typescriptVersion()}`],
      { cwd: folder },
    );
    const { stdout } = await execute('npx', ['tsc', '-p', '.'], { cwd: folder }).catch(
      (fault: { stdout: string }) => fault,
    );
    expect(stdout).toBe('');
  });

  it('has no tests, sources or articles in it', () => {
    const names = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: checkout,
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(names.slice(names.indexOf('['))) as [{ files: { path: string }[] }];
    expect(
      files
        .map(({ path }) => path.split('/')[0])
        .filter((top, at, all) => all.indexOf(top) === at)
        .sort(),
    ).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'docs', 'package.json', 'schema']);
  });
});

const typescriptVersion = (): string =>
  (
    JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    }
  ).devDependencies.typescript!;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasPostgres, postgresTitle, TestPostgres } from '../support/postgres.ts';
import { run, serve, workFolder } from '../support/program.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

const article = (title: string): string =>
  `---\ntitle: ${title}\ndate: 2020-01-01T10:00:00Z\n---\n${title}.\n`;

/** Every file below a folder: path, text and time. */
const contents = (folder: string): readonly (readonly [string, string, number])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (file) =>
        [
          file.slice(folder.length),
          readFileSync(file, 'latin1'),
          Math.trunc(statSync(file).mtimeMs),
        ] as const,
    )
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));

describe.skipIf(!hasPostgres)(postgresTitle('store init, push and pull'), { timeout: 60_000 }, () => {
  let server: TestPostgres;
  let store: string;
  let env: { readonly DATELINE_STORE: string };
  beforeAll(async () => {
    server = await TestPostgres.start();
  }, 60_000);
  afterAll(() => server.remove());
  beforeEach(async () => {
    store = await server.database();
    env = { DATELINE_STORE: store };
  });

  const init = (cwd: string) => run(['store', 'init'], { cwd, env });

  it('makes the schema, and changes nothing when there is one', async () => {
    const work = workFolder();
    const both = await Promise.all([init(work.root), init(work.root)]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const again = await init(work.root);
    expect(again.stdout).toMatch(/is up to date \(version \d+\)/);
    work.remove();
  });

  it.each([
    ['no schema', 'SELECT 1', /has no schema: run dateline store init/],
    [
      'a newer schema',
      'CREATE SCHEMA dateline; CREATE TABLE dateline.version AS SELECT 99 AS version',
      /schema version 99, which a later Dateline made/,
    ],
  ])('serve and push end with 2 where there is %s', async (_name, sql, message) => {
    const work = workFolder({ 'articles/a.md': article('A') });
    await server.query(store, sql);
    for (const args of [
      ['serve', '--port', '0'],
      ['push', 'articles'],
    ]) {
      const { code, stderr } = await run(args, { cwd: work.root, env });
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
    }
    work.remove();
  });

  it('says what is wrong with an address without repeating a password', async () => {
    const work = workFolder();
    const { code, stderr } = await run(['push', 'articles', '--store', 'postgres://a:secret@127.0.0.1:1/x'], {
      cwd: work.root,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('postgres://127.0.0.1:1/x: connect ECONNREFUSED');
    expect(stderr).not.toContain('secret');
    work.remove();
  });

  it('pushes only what has changed, and takes out only with --delete what is gone', async () => {
    const work = workFolder({
      'articles/a.md': article('A'),
      'articles/deep/b.md': article('B'),
      'articles/deep/_defaults.yaml': 'language: de\n',
      'articles/pic.png': Buffer.from([0, 1, 2, 255]),
      'articles/empty.bin': '',
    });
    await init(work.root);
    const push = async (...args: string[]) =>
      (await run(['push', 'articles', ...args], { cwd: work.root, env })).stdout;
    expect(await push()).toBe('5 files pushed, 0 unchanged\n');
    expect(await push()).toBe('0 files pushed, 5 unchanged\n');
    work.write('articles/a.md', article('A again'));
    utimesSync(join(work.root, 'articles/pic.png'), 1, 1);
    expect(await push()).toBe('1 files pushed, 4 unchanged\n');
    const other = workFolder({ 'articles/a.md': article('A again') });
    const run2 = await run(['push', join(other.root, 'articles')], { cwd: work.root, env });
    expect(run2.stdout).toBe('0 files pushed, 1 unchanged\n');
    const run3 = await run(['push', join(other.root, 'articles'), '--delete'], { cwd: work.root, env });
    expect(run3.stdout).toBe('0 files pushed, 1 unchanged, 4 deleted\n');
    const rows = await server.query(store, 'SELECT path, size, hash FROM dateline.articles');
    expect(rows.map(({ path }) => path)).toEqual(['a.md']);
    const nothing = workFolder();
    const refused = await run(['push', join(nothing.root, 'articles'), '--delete'], { cwd: work.root, env });
    expect(refused.code).toBe(2);
    for (const folder of [work, other, nothing]) folder.remove();
  });

  it('pulls the same files with their times and ids, and a push of them changes nothing', async () => {
    const ids = '# dateline ids 1\nid\tpath\tslug\nurn:x:1\ta.md\tkept\n';
    const work = workFolder({
      'articles/a.md': article('A'),
      'articles/häuser/b c.md': article('B'),
      'articles/bytes.bin': Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
      '.dateline/ids.tsv': ids,
    });
    for (const [at, name] of ['a.md', 'häuser/b c.md', 'bytes.bin'].entries())
      utimesSync(
        join(work.root, 'articles', name),
        1_442_420_520.123 + at * 0.111,
        1_442_420_520.123 + at * 0.111,
      );
    await init(work.root);
    await run(['push', 'articles'], { cwd: work.root, env });
    const pulled = await run(['pull', 'copy', '--state', 'copied'], { cwd: work.root, env });
    expect(pulled).toMatchObject({ code: 0, stderr: '', stdout: '3 files pulled, 0 unchanged\n' });
    expect(contents(join(work.root, 'copy'))).toEqual(contents(join(work.root, 'articles')));
    expect(readFileSync(join(work.root, 'copied/ids.tsv'), 'utf8')).toMatch(/^urn:x:1\ta\.md\tkept\t/m);
    const before = await server.query(
      store,
      'SELECT path, change::text FROM dateline.articles ORDER BY path',
    );
    const pushed = await run(['push', 'copy', '--delete'], { cwd: work.root, env });
    expect(pushed.stdout).toBe('0 files pushed, 3 unchanged, 0 deleted\n');
    expect(
      await server.query(store, 'SELECT path, change::text FROM dateline.articles ORDER BY path'),
    ).toEqual(before);
    const again = await run(['pull', 'copy', '--state', 'copied'], { cwd: work.root, env });
    expect(again.stdout).toBe('0 files pulled, 3 unchanged\n');
    work.remove();
  });

  it('pulls nothing outside of the folder, whatever rows and links say', async () => {
    const work = workFolder({ 'copy/x': '', 'outside/x': '' });
    symlinkSync(join(work.root, 'outside'), join(work.root, 'copy/link'));
    await init(work.root);
    const paths = [
      '../up.md',
      '/tmp/dateline-abs.md',
      'a/../../b.md',
      '.hidden',
      'link/evil.md',
      'link/deep/evil.md',
      'back\\slash.md',
      'fine.md',
    ];
    for (const path of [...paths, 'x'.repeat(5000)])
      await server.query(store, 'INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2)', [
        path,
        Buffer.from('x'),
      ]);
    const { code, stdout, stderr } = await run(['pull', 'copy'], { cwd: work.root, env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^1 files pulled/);
    expect(stderr.split('\n').filter((line) => line.includes('is left out'))).toHaveLength(8);
    expect(readdirSync(join(work.root, 'copy')).sort()).toEqual(['fine.md', 'link', 'x']);
    expect(readdirSync(join(work.root, 'outside'))).toEqual(['x']);
    expect(readdirSync(work.root)).not.toContain('up.md');
    work.remove();
  });

  /** A push as somebody whom closed folders are closed to, who is root by no means. */
  const pushAsAnybody = async (cwd: string, ...args: string[]) => {
    const child = spawn(process.execPath, [main, 'push', 'articles', ...args], {
      cwd,
      env: { ...env, PATH: process.env.PATH },
      ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    return { code, stdout, stderr };
  };

  it('takes nothing out that it could not look at', async () => {
    const work = workFolder({
      'articles/a.md': article('A'),
      'articles/gone.md': article('Gone'),
      'articles/closed/b.md': article('B'),
      'articles/closed/deep/c.md': article('C'),
      'articles/closed-not.md': article('D'),
      'articles/linked/d.md': article('E'),
    });
    const at = (path: string): string => join(work.root, 'articles', path);
    chmodSync(work.root, 0o755);
    await init(work.root);
    expect((await pushAsAnybody(work.root)).stdout).toBe('6 files pushed, 0 unchanged\n');
    for (const path of ['gone.md', 'closed-not.md']) rmSync(at(path));
    rmSync(at('linked'), { recursive: true });
    // A disk that is not there now.
    symlinkSync(at('../nowhere'), at('linked'));
    chmodSync(at('closed'), 0o000);
    const { code, stdout, stderr } = await pushAsAnybody(work.root, '--delete');
    chmodSync(at('closed'), 0o755);
    expect(stdout).toBe('0 files pushed, 1 unchanged, 2 deleted\n');
    expect(stderr).toMatch(/^closed: cannot be looked into: /m);
    expect(stderr).toMatch(/^linked: is left out: /m);
    expect(code).toBe(1);
    const rows = await server.query(store, 'SELECT path FROM dateline.articles ORDER BY path');
    expect(rows.map(({ path }) => path)).toEqual(['a.md', 'closed/b.md', 'closed/deep/c.md', 'linked/d.md']);
    rmSync(at('linked'));
    const after = await pushAsAnybody(work.root, '--delete');
    expect(after).toMatchObject({ code: 0, stdout: '0 files pushed, 3 unchanged, 1 deleted\n', stderr: '' });
    work.remove();
  });

  it('pulls over what an earlier pull has written, and over nothing else that differs', async () => {
    const work = workFolder({
      'copy/mine.md': 'mine',
      'copy/same.md': article('Same'),
      'copy/other.txt': 'x',
    });
    const put = (path: string, text: string) =>
      server.query(
        store,
        'INSERT INTO dateline.articles (path, bytes) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes',
        [path, Buffer.from(text)],
      );
    const pull = () => run(['pull', 'copy'], { cwd: work.root, env });
    const texts = () => contents(join(work.root, 'copy')).map(([path, text]) => [path, text]);
    await init(work.root);
    for (const [path, text] of [
      ['mine.md', 'theirs'],
      ['same.md', article('Same')],
      ['new.md', 'new'],
      ['large.bin', '0123456789'.repeat(350_000)],
    ] as const)
      await put(path, text);
    const first = await pull();
    expect(first).toMatchObject({ code: 1, stdout: '2 files pulled, 1 unchanged\n' });
    expect(first.stderr).toMatch(/^mine.md: is left out: another file lies in its place/);
    expect(texts()).toEqual([
      ['/large.bin', '0123456789'.repeat(350_000)],
      ['/mine.md', 'mine'],
      ['/new.md', 'new'],
      ['/other.txt', 'x'],
      ['/same.md', article('Same')],
    ]);
    await put('new.md', 'newer');
    await put('same.md', 'changed');
    rmSync(join(work.root, 'copy/mine.md'));
    expect(await pull()).toMatchObject({ code: 0, stdout: '3 files pulled, 1 unchanged\n', stderr: '' });
    expect(texts().slice(1)).toEqual([
      ['/mine.md', 'theirs'],
      ['/new.md', 'newer'],
      ['/other.txt', 'x'],
      ['/same.md', 'changed'],
    ]);
    // Changed on both sides: what was written here stays.
    work.write('copy/new.md', 'edited here');
    await put('new.md', 'newest');
    expect(await pull()).toMatchObject({ code: 1, stdout: '0 files pulled, 3 unchanged\n' });
    expect(readFileSync(join(work.root, 'copy/new.md'), 'utf8')).toBe('edited here');
    work.remove();
  });

  it('says which right a user of the database lacks', async () => {
    const work = workFolder({ 'articles/a.md': article('A') });
    await init(work.root);
    const guest = `guest_${new URL(store).pathname.slice(1)}`;
    await server.query(store, `CREATE ROLE ${guest} LOGIN`);
    const address = new URL(store);
    address.username = guest;
    const asGuest = (...args: string[]) => run([...args, '--store', address.href], { cwd: work.root });
    const refused = [
      [await asGuest('push', 'articles'), /permission denied/],
      [await asGuest('pull', 'copy'), /permission denied/],
      [await asGuest('serve', '--port', '0'), /permission denied/],
      [await asGuest('store', 'init'), /permission denied/],
    ] as const;
    for (const [{ code, stderr }, message] of refused) {
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/^ +at /m);
    }
    // Who may read and not write cannot give ids.
    await server.query(
      store,
      `GRANT USAGE ON SCHEMA dateline TO ${guest}; GRANT SELECT ON ALL TABLES IN SCHEMA dateline TO ${guest};
       INSERT INTO dateline.articles (path, bytes) VALUES ('a.md', '${article('A')}')`,
    );
    const { code, stderr } = await asGuest('serve', '--port', '0');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^dateline: \S+: permission denied for table ids$/m);
    expect(stderr).not.toMatch(/^ +at /m);
    work.remove();
  });

  it('goes on where a push was that was killed half-way', async () => {
    const work = workFolder();
    for (let at = 0; at < 3000; at += 1) work.write(`articles/${at}.md`, article(`Number ${at}`));
    await init(work.root);
    const child = spawn(process.execPath, [main, 'push', 'articles'], {
      cwd: work.root,
      env: { ...env, PATH: process.env.PATH },
      stdio: 'ignore',
    });
    const count = async () =>
      Number((await server.query(store, 'SELECT count(*) FROM dateline.articles'))[0]?.count);
    while ((await count()) === 0 && child.exitCode === null) await new Promise((done) => setTimeout(done, 2));
    child.kill('SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
    const kept = await count();
    // Batches are whole or not there.
    expect(kept % 1000).toBe(0);
    const { stdout } = await run(['push', 'articles'], { cwd: work.root, env });
    const [, written, same] = /^(\d+) files pushed, (\d+) unchanged/.exec(stdout)?.map(Number) ?? [];
    expect(written).toBeLessThanOrEqual(3000 - kept);
    expect((written ?? 0) + (same ?? 0)).toBe(3000);
    expect(await count()).toBe(3000);
    work.remove();
  });

  it('loads no driver where no database is used', async () => {
    const work = workFolder({ 'articles/a.md': article('A') });
    const running = await serve(work.root, [], { NODE_DEBUG: 'module' });
    await running.stop();
    expect(running.said.stderr).not.toMatch(/node_modules\/pg\//);
    const { stderr } = await run(['store', 'init'], {
      cwd: work.root,
      env: { ...env, NODE_DEBUG: 'module' },
    });
    expect(stderr).toMatch(/node_modules\/pg\//);
    work.remove();
  });
});

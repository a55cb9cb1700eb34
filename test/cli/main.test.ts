import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { workFolder } from '../support/program.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** A Node on this machine that is older than the program needs, if there is one. */
const oldNode = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  .map((folder) => join(folder, 'node'))
  .find((node) => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    return typeof stdout === 'string' && /^v\d+/.test(stdout) && Number.parseInt(stdout.slice(1), 10) < 24;
  });

describe('a Node that is too old', () => {
  const work = workFolder();
  afterAll(() => work.remove());
  // As the package has it: JavaScript.
  const file = join(work.root, 'main.mjs');
  writeFileSync(file, stripTypeScriptTypes(readFileSync(main, 'utf8')));

  const title = `is told so on a line, with exit code 2${oldNode ? '' : ' (skipped: there is no older Node here)'}`;
  it.skipIf(!oldNode)(title, () => {
    const { status, stderr } = spawnSync(oldNode ?? '', [file, 'check'], { encoding: 'utf8' });
    expect(stderr).toMatch(/^dateline: needs Node 24 or later, this is \d+\.\d+\.\d+\n$/);
    expect(status).toBe(2);
  });

  it('is found by its number alone', () => {
    const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'23.11.0'}})`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, file];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stderr).toBe('dateline: needs Node 24 or later, this is 23.11.0\n');
    expect(status).toBe(2);
  });
});

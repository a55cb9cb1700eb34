import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const maker = fileURLToPath(new URL('../../../shared/tools/make-corpus.mjs', import.meta.url));

/** A folder of `count` Markdown articles, made once and kept in the system's temporary folder. */
export const corpusOf = (count: number): string => {
  const folder = join(tmpdir(), `dateline-corpus-${count}`);
  if (existsSync(folder)) return folder;
  if (!existsSync(maker)) throw new Error(`${maker} is not there: this bench needs it to make its articles`);
  rmSync(`${folder}.new`, { recursive: true, force: true });
  execFileSync(process.execPath, [
    maker,
    '--count',
    String(count),
    '--out',
    `${folder}.new`,
    '--formats',
    'md',
  ]);
  renameSync(`${folder}.new`, folder);
  return folder;
};

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Files to write, by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder of its own for one test, with `articles` and whatever else is asked for; removed by `remove`. */
export const workFolder = (files: Files = {}) => {
  const root = mkdtempSync(join(tmpdir(), 'dateline-'));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  mkdirSync(join(root, 'articles'));
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
};

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

const start = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Child =>
  spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const gather = (
  child: Child,
): { readonly said: { stdout: string; stderr: string }; readonly ended: Promise<Ended> } => {
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return { said, ended: new Promise((done) => child.on('close', (code) => done({ code, ...said }))) };
};

/** Runs a command of the program to its end. */
export const run = (
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Ended> => gather(start(args, cwd, env)).ended;

/** A running `dateline serve`. */
export interface Running {
  readonly url: string;
  readonly port: number;
  /** The line that was printed when the articles had been read. */
  readonly readyLine: string;
  readonly said: { readonly stdout: string; readonly stderr: string };
  /** Sends a signal and resolves when the process has ended. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Starts `dateline serve` on a free port and waits for its ready line. Rejects with what was said if it ends before. */
export const serve = async (
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Running> => {
  const child = start(['serve', '--port', '0', ...args], cwd, env);
  const { said, ended } = gather(child);
  const ready = new Promise<string>((done) => {
    child.stdout.on('data', () => {
      const line = /^Dateline is ready on .*$/m.exec(said.stdout);
      if (line && said.stdout.includes('\n')) done(line[0]);
    });
  });
  const readyLine = await Promise.race([
    ready,
    ended.then(({ code, stderr }) => Promise.reject(new Error(`ended with ${code}: ${stderr}`))),
  ]);
  const url = /http:\/\/\S+/.exec(readyLine)![0];
  return {
    url,
    port: Number(new URL(url).port),
    readyLine,
    said,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
};

/** An answer as it came over the wire: nothing is decoded or followed. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request by `node:http`, which adds no header of its own but Host and Connection. */
export const ask = (
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<RawAnswer> =>
  new Promise((done, fail) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.on('error', fail);
    });
    request.on('error', fail);
    request.end();
  });

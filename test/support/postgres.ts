import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Where Debian and others keep a server's programs. */
const findPrograms = (): string | undefined => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
};

const programs = findPrograms();

/** Whom the server runs as: it refuses to be root. */
const userId = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
};

/** Whether a PostgreSQL can be started here. */
export const hasPostgres = programs !== undefined;

/** A title for tests that need a PostgreSQL: says plainly why they are skipped. */
export const postgresTitle = (title: string): string =>
  hasPostgres ? title : `${title} (skipped: no PostgreSQL in /usr/lib/postgresql)`;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** A PostgreSQL of a test file's own, on a free port and in a folder of its own. */
export class TestPostgres {
  readonly port: number;
  readonly #folder: string;
  readonly #as = userId();
  #databases = 0;

  private constructor(port: number) {
    this.port = port;
    this.#folder = mkdtempSync(join(tmpdir(), 'dateline-postgres-'));
    chmodSync(this.#folder, 0o755);
    if (this.#as.uid !== undefined) chownSync(this.#folder, this.#as.uid, this.#as.gid ?? 0);
    this.#run('initdb', [
      '-D',
      this.#data,
      '-A',
      'trust',
      '-U',
      'postgres',
      '--no-sync',
      '-E',
      'UTF8',
      '--locale=C',
    ]);
  }

  static async start(): Promise<TestPostgres> {
    const server = new TestPostgres(await freePort());
    server.start();
    return server;
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  start(): void {
    const options = `-p ${this.port} -k ${this.#folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
    this.#run('pg_ctl', ['-D', this.#data, '-o', options, '-w', '-l', join(this.#folder, 'log'), 'start']);
  }

  /** Stops it as a power cut would. */
  stop(): void {
    this.#run('pg_ctl', ['-D', this.#data, '-m', 'immediate', '-w', 'stop']);
  }

  /** Makes a database; answers its address. */
  async database(): Promise<string> {
    this.#databases += 1;
    const name = `d${this.#databases}`;
    await this.query(this.address('postgres'), `CREATE DATABASE ${name}`);
    return this.address(name);
  }

  address(name: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${name}`;
  }

  /** Asks as any other program would; rows as objects. */
  async query(
    address: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  remove(): void {
    try {
      this.stop();
    } catch {
      // It was stopped before.
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, args: readonly string[]): void {
    execFileSync(join(programs ?? '', program), args, { ...this.#as, cwd: this.#folder, stdio: 'ignore' });
  }
}

import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, realpath } from 'node:fs/promises';
import { formatProblem, PublisherError, printable } from '../problem.ts';
import { openIds } from '../store/ids/ids.ts';
import { reasonOf } from '../store/postgres/fault.ts';
import { PostgresFiles } from '../store/postgres/files.ts';
import { readIds } from '../store/postgres/ids.ts';
import { isPlainPath } from '../store/postgres/paths.ts';
import { checkSchema } from '../store/postgres/version.ts';
import { type KnownFile, knownFiles } from '../store/postgres/write.ts';
import { createProgress } from './progress.ts';
import { type Wanted, wantedFile, writeWanted } from './pull/file.ts';
import { PulledFiles } from './pull/pulled-files.ts';
import type { Streams } from './push.ts';
import type { CommonSettings } from './settings.ts';
import { withDatabase } from './store.ts';

/** What `dateline pull` was asked. */
export interface PullArguments {
  readonly dir: string;
  readonly settings: Pick<CommonSettings, 'store' | 'state'>;
}

/** Files up to this size are read many at a time; larger ones in parts of this size. In bytes. */
const part = 1_000_000;

/** Writes a file's bytes, large ones in parts. Throws where they are others than were looked for. */
const copyBytes = async (
  store: PostgresFiles,
  { path, size, hash }: Wanted,
  handle: FileHandle,
): Promise<void> => {
  const own = createHash('sha256');
  const write = async (bytes: Uint8Array): Promise<void> => {
    own.update(bytes);
    await handle.writeFile(bytes);
  };
  if (size <= part) await write(await store.read(path));
  for (let start = 0; size > part && start < size; start += part)
    await write(await store.read(path, { start, end: Math.min(size, start + part) }));
  if (own.digest('hex') !== hash) throw new Error('it was changed while it was read; pull once more');
};

/** What stands in the way of every file, not of one. */
const isGeneral = (fault: unknown): boolean =>
  (fault instanceof PublisherError && fault.code === 'source-lost') ||
  ['ENOSPC', 'EDQUOT', 'EROFS'].includes((fault as NodeJS.ErrnoException).code ?? '');

/** One pull: what it has written, and what it had to leave out. */
class Pull {
  readonly #root: string;
  readonly #pulled: PulledFiles;
  readonly #stderr: Streams['stderr'];
  readonly #progress: ReturnType<typeof createProgress>;
  written = 0;
  refused = 0;

  constructor(root: string, pulled: PulledFiles, stderr: Streams['stderr']) {
    this.#root = root;
    this.#pulled = pulled;
    this.#stderr = stderr;
    this.#progress = createProgress(stderr, undefined, 'files pulled');
  }

  /** Finds out what has to be written. */
  async look(known: ReadonlyMap<string, KnownFile>): Promise<readonly Wanted[]> {
    const wanted: Wanted[] = [];
    for (const [path, file] of known) {
      await this.#trying(path, async () => {
        if (!isPlainPath(path)) throw new Error('it is no path of a file below a folder');
        const found = await wantedFile(this.#root, { path, ...file }, this.#pulled);
        if (found) wanted.push(found);
        else this.#pulled.put(path, file.hash);
      });
    }
    return wanted;
  }

  /** Writes files. */
  async write(store: PostgresFiles, wanted: readonly Wanted[]): Promise<void> {
    // Noted before anything is written: a pull that is cut short has written some of it.
    for (const { path, hash } of wanted) this.#pulled.add(path, hash);
    if (wanted.length > 0) await this.#pulled.save();
    store.expect(wanted.filter(({ size }) => size <= part));
    for (const [at, file] of wanted.entries()) {
      this.#progress.show(at, wanted.length);
      await this.#trying(file.path, async () => {
        await writeWanted(this.#root, file, (handle) => copyBytes(store, file, handle));
        this.#pulled.put(file.path, file.hash);
        this.written += 1;
      });
    }
    this.#progress.end();
    await this.#pulled.save();
  }

  /** A file that cannot be written is told and left out. */
  async #trying(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      this.#progress.end();
      if (isGeneral(fault)) throw fault;
      this.refused += 1;
      this.#stderr.write(`${printable(path.slice(0, 200))}: is left out: ${printable(reasonOf(fault))}\n`);
    }
  }
}

/**
 * `dateline pull`: writes the database's files to a folder, which is made, and its ids to `ids.tsv` of the state. What
 * is the same stays untouched, and so does what the database does not hold, and every file that is another one than the
 * database has and than an earlier pull has written. Resolves to 1 where a file was left out.
 */
export const runPull = async (
  { dir, settings }: PullArguments,
  { stdout, stderr }: Streams,
): Promise<number> =>
  withDatabase(settings, async (database) => {
    await checkSchema(database.ask);
    await mkdir(dir, { recursive: true });
    const root = await realpath(dir);
    const known = await knownFiles(database);
    const pull = new Pull(root, new PulledFiles(settings.state, root), stderr);
    await pull.write(new PostgresFiles(database), await pull.look(known));
    const { written, refused } = pull;
    const { problems } = await openIds(settings.state).save(await readIds(database));
    for (const problem of problems) stderr.write(`${formatProblem(problem)}\n`);
    stdout.write(`${written} files pulled, ${known.size - written - refused} unchanged\n`);
    return refused > 0 || problems.some(({ severity }) => severity === 'error') ? 1 : 0;
  });

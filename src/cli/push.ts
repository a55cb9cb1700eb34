import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { formatProblem, PublisherError, printable } from '../problem.ts';
import { folderStore } from '../store/folder/folder.ts';
import { openIds } from '../store/ids/ids.ts';
import type { Database } from '../store/postgres/database.ts';
import { reasonOf } from '../store/postgres/fault.ts';
import { addIds } from '../store/postgres/ids.ts';
import { isPlainPath } from '../store/postgres/paths.ts';
import { checkSchema } from '../store/postgres/version.ts';
import { FileWriter, type KnownFile, knownFiles, removeFiles } from '../store/postgres/write.ts';
import type { Store, StoredFile } from '../store/store.ts';
import { createProgress, type ProgressStream } from './progress.ts';
import { type CommonSettings, checkFolder } from './settings.ts';
import { withDatabase } from './store.ts';

/** What `dateline push` was asked. */
export interface PushArguments {
  readonly dir: string;
  readonly settings: Pick<CommonSettings, 'store' | 'state'>;
  /** Whether files that are not in the folder are taken out of the database. */
  readonly delete?: boolean | undefined;
}

/** Where a command writes. */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable & ProgressStream;
}

/** Bytes of the largest file that is taken: larger ones would not fit into one message to the database with all copies of it. */
const mostBytes = 512 * 1024 * 1024;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** How many files were written and were the same, and the paths of those that could not be taken. */
interface Pushed {
  readonly written: number;
  readonly same: number;
  readonly refused: readonly string[];
}

/** Reads what may have changed and writes what has. */
const pushFiles = async (
  database: Database,
  {
    store,
    files,
    known,
    stderr,
  }: {
    readonly store: Store;
    readonly files: readonly StoredFile[];
    readonly known: ReadonlyMap<string, KnownFile>;
    readonly stderr: Streams['stderr'];
  },
): Promise<Pushed> => {
  const writer = new FileWriter(database);
  const progress = createProgress(stderr, undefined, 'files pushed');
  let written = 0;
  const refused: string[] = [];
  for (const [at, { path, size, modified }] of files.entries()) {
    progress.show(at, files.length);
    const before = known.get(path);
    if (before?.size === size && before.modified === modified) continue;
    try {
      if (!isPlainPath(path)) throw new Error('its name cannot be a path in the database');
      if (size > mostBytes) throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MB`);
      const bytes = await store.read(path);
      if (before?.hash === sha256(bytes)) continue;
      await writer.put({ path, bytes, modified });
      written += 1;
    } catch (fault) {
      if ((fault as { readonly severity?: unknown }).severity !== undefined) throw fault;
      if (!(fault instanceof PublisherError) && (fault as NodeJS.ErrnoException).code !== undefined)
        throw fault;
      progress.end();
      stderr.write(`${printable(path)}: is left out: ${printable(reasonOf(fault))}\n`);
      refused.push(path);
    }
  }
  await writer.end();
  progress.end();
  return { written, same: files.length - written - refused.length, refused };
};

/** Takes out what is not in the folder for certain: nothing of what could not be looked at. Answers how many files. */
const deleteOthers = async (
  database: Database,
  known: Iterable<string>,
  { there, unseen }: { readonly there: ReadonlySet<string>; readonly unseen: readonly string[] },
): Promise<number> => {
  const isUnseen = (path: string): boolean =>
    unseen.some(
      (each) => path.startsWith(each) && (path.length === each.length || path[each.length] === '/'),
    );
  const lost = [...known].filter((path) => isPlainPath(path) && !there.has(path) && !isUnseen(path));
  await removeFiles(database, lost);
  return lost.length;
};

/** Ids given so far go along; those that the database knows stay as they are there. */
const pushIds = async (database: Database, state: string, stderr: Writable): Promise<void> => {
  const { records, problems } = await openIds(state).load();
  for (const problem of problems) stderr.write(`${formatProblem(problem)}\n`);
  if (records.size > 0) await addIds(database, records.values());
};

/**
 * `dateline push`: brings a folder into the database: what is new or has changed, in batches, each of them a
 * transaction, so that a push that is cut short goes on where it was. A file counts as unchanged with the same size and
 * time, or the same bytes. Resolves to 1 where a file could not be taken or a folder not be looked into.
 */
export const runPush = async (
  { dir, settings, delete: isDeleting = false }: PushArguments,
  { stdout, stderr }: Streams,
): Promise<number> => {
  await checkFolder(dir);
  return withDatabase(settings, async (database) => {
    await checkSchema(database.ask);
    const store = folderStore(dir);
    const files = (await Array.fromAsync(store.list())).sort((a, b) => (a.path < b.path ? -1 : 1));
    if (isDeleting && files.length === 0)
      throw new PublisherError('usage', `${dir} holds no file: nothing is deleted from the database`);
    // Before any article: a server that sees one first would give it an id.
    await pushIds(database, settings.state, stderr);
    const known = await knownFiles(database);
    const { written, same, refused } = await pushFiles(database, { store, files, known, stderr });
    const closed = [...(store.closedFolders ?? [])];
    for (const [path, fault] of closed)
      stderr.write(`${printable(path)}: cannot be looked into: ${printable(reasonOf(fault))}\n`);
    const there = new Set(files.map(({ path }) => path));
    const deleted = isDeleting
      ? `, ${await deleteOthers(database, known.keys(), { there, unseen: [...closed.map(([path]) => path), ...refused] })} deleted`
      : '';
    stdout.write(`${written} files pushed, ${same} unchanged${deleted}\n`);
    return refused.length + closed.length > 0 ? 1 : 0;
  });
};

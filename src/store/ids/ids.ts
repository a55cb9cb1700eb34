import { type FileHandle, mkdir, open, readFile, realpath, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type IdRecord,
  type IdRecords,
  mergeRecords,
  sameRecords,
} from '../../article/identity/id-records.ts';
import { type Problem, problem } from '../../problem.ts';
import { isMissing } from '../cache/state-file.ts';
import { faultText } from '../folder/fault-words.ts';
import { type IdsText, parseIds, piecesOfIds, piecesOfText } from './ids-file.ts';
import { type FileBytes, isWrittenWhole, spliceRows } from './ids-splice.ts';
import { withLock } from './lock.ts';

/** The rows of a store of ids, and what is wrong with it. */
export interface IdsOutcome {
  readonly records: IdRecords;
  readonly problems: readonly Problem[];
}

/** What a server that shares its ids with others does in its turn. */
export type MintWork = (
  /** Rows that others have written since the last turn; all rows there are if `isAll`. */
  others: readonly IdRecord[],
  /** Whether everything worked out so far counts no more: it could not be kept, or nothing was read before. */
  isAll: boolean,
) => {
  /** Rows that are new or changed. */
  readonly fresh: readonly IdRecord[];
  /** Whether `fresh` are all rows, and others are to go. */
  readonly isWhole: boolean;
};

/** Where the ids given so far are kept. Neither of its functions rejects: what goes wrong is told as a Problem. */
export interface IdsStore {
  /** Reads the rows. Without a record there are none; a record that cannot be read gives none and `ids-not-written`. */
  load(): Promise<IdsOutcome>;
  /**
   * Keeps the rows, merged with what others have written meanwhile, and answers all of them, or none where nobody else
   * has written. When they cannot be kept, `ids-not-written` says why, and nothing on disk has changed. `fresh` are
   * those that are new or changed since the last save that was kept: with them a file of 100,000 rows is written
   * without looking at the others.
   */
  save(records: IdRecords, fresh?: readonly IdRecord[]): Promise<IdsOutcome>;
  /**
   * Where several servers share the rows: does `work` while no other server does, and keeps what it answers before
   * this resolves. Waits while the rows cannot be had; `work` is then begun anew. Rejects when the store is closed.
   */
  mint?(work: MintWork): Promise<void>;
}

/** More rows are quicker written with all the others. */
const MOST_SPLICED = 3000;

/** How long another process may write, in milliseconds. */
const PATIENCE = 10_000;

const nothing: IdsText = { records: new Map(), damaged: [] };

const readIds = async (file: string): Promise<IdsText> => {
  try {
    return parseIds(piecesOfText(await readFile(file)));
  } catch (fault) {
    if (isMissing(fault)) return nothing;
    throw fault;
  }
};

/** What tells that a file is the one it was: another one has another number, a changed one another time. */
const stampOf = async (file: string): Promise<string> => {
  const stats = await stat(file, { bigint: true }).catch(() => undefined);
  return stats ? [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ') : '';
};

/** Some systems cannot sync a folder; the rename is then as safe as they make it. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
};

/** A text in pieces, each needed no longer when the next one is asked for. */
type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Reads a file piece by piece into memory that is used again: 16 MB at a time would have all memory searched for waste. */
const bytesOf = async (handle: FileHandle): Promise<FileBytes> => {
  let scratch = Buffer.allocUnsafeSlow(0);
  return {
    size: (await handle.stat()).size,
    async read(start, end) {
      if (scratch.length < end - start) scratch = Buffer.allocUnsafeSlow(end - start);
      const { bytesRead } = await handle.read(scratch, 0, end - start, start);
      return scratch.subarray(0, bytesRead);
    },
  };
};

/** Whole or not at all: written beside, synced, renamed. Only who holds the lock may call it. */
const writeWhole = async (file: string, pieces: Pieces): Promise<void> => {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w');
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
};

/** Adds lines to a file, those that it has already left out. */
const setAside = async (file: string, lines: readonly string[]): Promise<void> => {
  const before = await readFile(file, 'utf8').catch(() => '');
  const known = new Set(before.split('\n'));
  const fresh = lines.filter((line) => !known.has(line));
  if (fresh.length > 0) await writeWhole(file, [before, ...fresh.map((line) => `${line}\n`)]);
};

const damagedProblem = (file: string, aside: string, { damaged }: IdsText): readonly Problem[] => {
  const [first] = damaged;
  if (!first) return [];
  const count = damaged.length === 1 ? 'line' : `first of ${damaged.length} lines`;
  return [
    problem('ids-damaged', {
      message: `${file}:${first.line}: ${JSON.stringify(first.text.slice(0, 80))} is no row of id, path and slug (${count}); such lines are kept in ${aside}`,
      hint: 'Put right what you need of it in ids.tsv, and delete the other file.',
    }),
  ];
};

const notWritten = (file: string, cause: unknown): Problem =>
  problem('ids-not-written', {
    message: `${file}: ${faultText(cause)}`,
    hint: 'Make the state folder writable; until then a renamed file gets a new id at the next start.',
  });

const laterVersion = (version: number): Error =>
  new Error(`it was written by a later Dateline (version ${version} of the file)`);

class IdsFile implements IdsStore {
  readonly #folder: string;
  readonly #file: string;
  readonly #aside: string;
  /**
   * What the file held when it was last read or written here: changes of others are found against it. Not kept where
   * the caller tells what is fresh.
   */
  #base: IdRecords | undefined = nothing.records;
  /** The file as this store has written it last; empty where it has not. */
  #stamp = '';

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'ids.tsv');
    this.#aside = join(folder, 'ids-damaged.tsv');
  }

  async load(): Promise<IdsOutcome> {
    try {
      const stamp = await stampOf(this.#file);
      const content = await readIds(this.#file);
      this.#base = content.records;
      // A file that changes while it is read has another stamp afterwards, and is read again at the first save.
      if (content.isOwn) this.#stamp = stamp;
      return { records: content.records, problems: damagedProblem(this.#file, this.#aside, content) };
    } catch (fault) {
      return { records: nothing.records, problems: [notWritten(this.#file, fault)] };
    }
  }

  async save(records: IdRecords, fresh?: readonly IdRecord[]): Promise<IdsOutcome> {
    // The caller's map goes on changing while this waits.
    const mine = fresh ?? new Map(records);
    try {
      await mkdir(join(this.#folder, 'cache'), { recursive: true });
      return await withLock(join(this.#folder, 'cache', 'ids.lock'), PATIENCE, async () =>
        mine instanceof Map
          ? this.#merge(mine)
          : ((await this.#splice(fresh ?? [])) ?? this.#addTo(records, fresh ?? [])),
      );
    } catch (fault) {
      return {
        records: mine instanceof Map ? mine : nothing.records,
        problems: [notWritten(this.#file, fault)],
      };
    }
  }

  /** Puts fresh rows into the file that this store has written last; undefined where it is another one now. */
  async #splice(fresh: readonly IdRecord[]): Promise<IdsOutcome | undefined> {
    if (fresh.length > MOST_SPLICED) return undefined;
    if (this.#stamp === '' || this.#stamp !== (await stampOf(this.#file))) return undefined;
    const handle = await open(this.#file);
    try {
      const bytes = await bytesOf(handle);
      if (!(await isWrittenWhole(bytes))) return undefined;
      await this.#write(spliceRows(bytes, fresh));
    } finally {
      await handle.close();
    }
    return { records: nothing.records, problems: [] };
  }

  /** The rows of the file, with the fresh ones in their place. */
  async #addTo(all: IdRecords, fresh: readonly IdRecord[]): Promise<IdsOutcome> {
    const content = await readIds(this.#file);
    if (content.laterVersion !== undefined) throw laterVersion(content.laterVersion);
    // A file that was deleted or emptied meanwhile gets every row again.
    const records = new Map(content.records.size < all.size ? all : []);
    for (const [id, record] of content.records) records.set(id, record);
    for (const record of fresh) records.set(record.id, record);
    await this.#keepDamaged(content);
    await this.#write(piecesOfIds(records));
    this.#base = undefined;
    return { records, problems: damagedProblem(this.#file, this.#aside, content) };
  }

  async #keepDamaged({ damaged }: IdsText): Promise<void> {
    if (damaged.length === 0) return;
    await setAside(
      this.#aside,
      damaged.map((line) => line.text),
    );
  }

  async #write(pieces: Pieces): Promise<void> {
    // A link that leads to a file elsewhere stays a link.
    await writeWhole(await realpath(this.#file).catch(() => this.#file), pieces);
    this.#stamp = await stampOf(this.#file);
  }

  async #merge(mine: IdRecords): Promise<IdsOutcome> {
    const base = this.#base ?? nothing.records;
    const isOwn =
      this.#base !== undefined && this.#stamp !== '' && this.#stamp === (await stampOf(this.#file));
    const content = isOwn ? { ...nothing, records: base } : await readIds(this.#file);
    if (content.laterVersion !== undefined) throw laterVersion(content.laterVersion);
    const records = mergeRecords(base, mine, content.records);
    await this.#keepDamaged(content);
    const isWritten = content.damaged.length === 0 && sameRecords(records, content.records);
    if (isWritten) this.#stamp = await stampOf(this.#file);
    else await this.#write(piecesOfIds(records));
    this.#base = records;
    return { records, problems: damagedProblem(this.#file, this.#aside, content) };
  }
}

/**
 * The ids kept in `ids.tsv` of the state folder, which is made at the first save. Several processes may use one folder:
 * whoever writes holds a lock, reads again, merges, and replaces the file as a whole, so that neither a crash nor two
 * writers lose an id. Lines that people or programs have damaged go to `ids-damaged.tsv` before the file is rewritten.
 */
export const openIds = (stateFolder: string): IdsStore => new IdsFile(stateFolder);

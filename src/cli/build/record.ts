import { hash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../../problem.ts';
import { writeState } from '../../store/cache/state-file.ts';
import type { KeptRecord } from '../../store/entry-records.ts';
import type { KnownImage } from '../../store/image-facts.ts';
import type { Head } from './output.ts';
import type { Stamp } from './stamp.ts';

/** What is known of an output that was made. */
export interface OutputRecord {
  /** Of its sources. */
  readonly digest: string;
  /** Of the file and the compressed ones beside it, in the order in which they are written. */
  readonly stamps: readonly Stamp[];
  readonly head: Head;
  readonly problems: readonly Problem[];
}

/** What a build made, and from what. */
export interface BuildRecord {
  readonly images: ReadonlyMap<string, KnownImage>;
  /** By the key of the article. */
  readonly entries: ReadonlyMap<string, KeptRecord>;
  /** By file. */
  readonly outputs: ReadonlyMap<string, OutputRecord>;
}

const FIRST = 'dateline build 1';

type Row =
  | readonly ['key', string, string]
  | readonly ['image', string, KnownImage]
  | readonly ['entry', string, KeptRecord]
  | readonly ['head', Head]
  | readonly ['output', string, string, readonly Stamp[], number, readonly Problem[]]
  | readonly ['end'];

/** Where the record of builds into a folder is kept: in the state, so that no host has to serve or hide it. */
export const recordFile = (state: string, out: string): string =>
  join(state, 'cache', `build-${hash('sha256', out, 'hex').slice(0, 16)}.jsonl`);

const nothing = (): BuildRecord => ({ images: new Map(), entries: new Map(), outputs: new Map() });

const parse = (text: string, key: string): BuildRecord => {
  const images = new Map<string, KnownImage>();
  const entries = new Map<string, KeptRecord>();
  const outputs = new Map<string, OutputRecord>();
  const heads: Head[] = [];
  let isWhole = false;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const row = JSON.parse(line) as Row;
    if (row[0] === 'key' && (row[1] !== FIRST || row[2] !== key)) return nothing();
    if (row[0] === 'image') images.set(row[1], row[2]);
    if (row[0] === 'entry') entries.set(row[1], row[2]);
    if (row[0] === 'head') heads.push(row[1]);
    if (row[0] === 'output') {
      const [, file, digest, stamps, at, problems] = row;
      const head = heads[at];
      if (head) outputs.set(file, { digest, stamps, head, problems });
    }
    isWhole = row[0] === 'end';
  }
  return isWhole ? { images, entries, outputs } : nothing();
};

/**
 * What the last build made, if all that every output depends on (`key`) is as it was then. Nothing where there is no
 * record, or one that cannot be read: then all is made.
 */
export const readRecord = (file: string, key: string): BuildRecord => {
  try {
    return parse(readFileSync(file, 'utf8'), key);
  } catch {
    return nothing();
  }
};

function* rowsOf({ images, entries, outputs }: BuildRecord, key: string): Generator<Row> {
  yield ['key', FIRST, key];
  for (const [path, image] of images) yield ['image', path, image];
  for (const [name, record] of entries) yield ['entry', name, record];
  // Nearly all pages have one head.
  const heads = new Map<string, number>();
  for (const [file, { digest, stamps, head, problems }] of outputs) {
    const text = JSON.stringify(head);
    let at = heads.get(text);
    if (at === undefined) {
      at = heads.size;
      heads.set(text, at);
      yield ['head', head];
    }
    yield ['output', file, digest, stamps, at, problems];
  }
  yield ['end'];
}

/** Rows that are written at a time. */
const BLOCK = 500;

function* pieces(rows: Iterable<Row>): Generator<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(`${JSON.stringify(row)}\n`);
    if (lines.length === BLOCK) {
      yield lines.join('');
      lines = [];
    }
  }
  yield lines.join('');
}

/** Records that are kept: who builds into new folders again and again leaves no more behind. */
const mostRecords = 10;

const removeOldest = (folder: string): void => {
  const records = readdirSync(folder)
    .filter((name) => /^build-[\da-f]{16}\.jsonl$/.test(name))
    .map((name) => ({ file: join(folder, name), modified: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.modified - a.modified);
  for (const { file } of records.slice(mostRecords)) rmSync(file, { force: true });
};

/** Keeps what was made for the next build. Rejects where the state cannot be written. */
export const writeRecord = async (file: string, key: string, record: BuildRecord): Promise<void> => {
  await writeState(file, pieces(rowsOf(record, key)));
  removeOldest(dirname(file));
};

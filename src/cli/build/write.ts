import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mediaTypeOf } from '../../article/content/media-types.ts';
import type { Store } from '../../store/store.ts';
import { type Compressor, codingEndings } from './compress.ts';
import type { Compressed } from './compress-task.ts';
import type { Listed, OutputFolder } from './folder.ts';
import type { Ledger } from './ledger.ts';
import type { Head, MediaOutput, TextOutput } from './output.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** Bytes read and written at a time. */
const CHUNK = 1024 * 1024;

/** Larger files of the articles folder are not compressed: text of that size is data, not reading. */
const largestCompressed = 1_000_000;

const codings: readonly Compressed[] = ['gzip', 'br'];

/** Work on all items, a few at the same time; the first fault ends it. */
export const forEachAtOnce = async <T>(
  items: AsyncIterable<T> | Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const run = async (): Promise<void> => {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
};

const withCodings = (file: string): readonly string[] => [
  file,
  ...codings.map((coding) => file + codingEndings[coding]),
];

const zipped = (paths: readonly string[], stamps: readonly Stamp[]): Listed[] =>
  paths.map((path, at) => ({ path, stamp: stamps[at] ?? '' }));

/** Where a build writes, who compresses for it, and what is known of the last one. */
export interface Target {
  readonly folder: OutputFolder;
  readonly compressor: Compressor;
  readonly ledger: Ledger;
}

/** Puts bytes with their compressed files, where they are others than before. */
const putWithCodings = async (
  { folder, compressor }: Target,
  file: string,
  { bytes, stamp, isSubscription = false }: { bytes: Uint8Array; stamp: Stamp; isSubscription?: boolean },
): Promise<{ readonly stamps: readonly Stamp[]; readonly isChanged: boolean }> => {
  const paths = withCodings(file);
  const kept = folder.isListed({ path: file, stamp }) ? folder.keepWritten(paths) : undefined;
  if (kept) return { stamps: kept, isChanged: false };
  // All are made before the first is written, so that none stands beside others of another version for long.
  const made = await compressor.compress(bytes, isSubscription);
  const files = [{ bytes, stamp }, ...codings.map((coding) => made[coding])];
  folder.put(...files.map((each, at) => ({ ...each, path: paths[at] ?? '' })));
  return { stamps: files.map((each) => each.stamp), isChanged: true };
};

/** What was written of a text. */
export interface WrittenText {
  readonly head: Head;
  readonly isChanged: boolean;
}

/**
 * Writes a text with its compressed files, where it is another one than before. One whose sources are what they were,
 * and whose files are as they were written, is not even made.
 */
export const writeText = async (target: Target, output: TextOutput): Promise<WrittenText | undefined> => {
  const { folder, ledger } = target;
  const { file, isSubscription } = output;
  const { sources, make } = output.plan();
  const known = sources && ledger.find(output, sources);
  if (sources && known && folder.keep(zipped(withCodings(file), known.stamps))) {
    ledger.keep(output, sources, known);
    return { head: known.head, isChanged: false };
  }
  const made = await make();
  if (made === undefined) return undefined;
  const { head, document, problems } = made;
  const { bytes } = document.identity;
  const { stamps, isChanged } = await putWithCodings(target, file, {
    bytes,
    stamp: stampOf(bytes),
    isSubscription,
  });
  if (sources) ledger.note(output, sources, { stamps, head, problems });
  return { head, isChanged };
};

/** Has another output's files stand under another name as well. */
export const writeCopy = ({ folder }: Target, from: string, to: string): void => {
  const paths = withCodings(to);
  const sources = withCodings(from);
  const files = zipped(
    paths,
    sources.map((path) => folder.stampOf(path) ?? ''),
  );
  if (folder.keep(files)) return;
  folder.put(
    ...files.map((listed, at) => ({ ...listed, bytes: readFileSync(join(folder.root, sources[at] ?? '')) })),
  );
};

const isText = (path: string): boolean =>
  /^(?:text\/|image\/svg\+xml|application\/(?:json|xml|javascript))/.test(mediaTypeOf(path) ?? '');

/** Copies a file of the articles folder in pieces; a large one never stands in memory as a whole. */
export const writeMedia = async (
  target: Target,
  store: Store,
  { file, source }: MediaOutput,
): Promise<void> => {
  const { path, size, modified } = source;
  if (isText(path) && size <= largestCompressed) {
    const bytes = await store.read(path);
    await putWithCodings(target, file, { bytes, stamp: stampOf(bytes) });
    return;
  }
  const copied = { stamp: stampOf(`${path} ${size} ${modified}`), size, modified };
  await target.folder.copy(file, copied, async (beside) => {
    const handle = openSync(beside, 'w');
    try {
      for (let start = 0; start < size; start += CHUNK) {
        writeSync(handle, await store.read(path, { start, end: Math.min(start + CHUNK, size) }));
      }
    } finally {
      closeSync(handle);
    }
  });
};

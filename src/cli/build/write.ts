import { closeSync, openSync, writeSync } from 'node:fs';
import { mediaTypeOf } from '../../article/content/media-types.ts';
import type { Store } from '../../store/store.ts';
import { type Compressor, codingEndings } from './compress.ts';
import type { CompressAnswer, Compressed } from './compress-task.ts';
import { type OutputFolder, stampOf } from './folder.ts';
import type { MediaOutput, TextOutput } from './output.ts';

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

const putWithCodings = async (
  folder: OutputFolder,
  file: string,
  bytes: Uint8Array,
  make: () => Promise<CompressAnswer>,
): Promise<boolean> => {
  const beside = codings.map((coding) => ({ coding, path: file + codingEndings[coding] }));
  if (folder.isCurrent(file, stampOf(bytes)) && beside.every(({ path }) => folder.isUntouched(path))) {
    for (const path of [file, ...beside.map((each) => each.path)]) folder.keep(path);
    return false;
  }
  // All are made before the first is written, so that none stands beside others of another version for long.
  const made = await make();
  folder.put(file, bytes);
  for (const { coding, path } of beside) folder.put(path, made[coding]);
  return true;
};

/** Where a build writes, and who compresses for it. */
export interface Target {
  readonly folder: OutputFolder;
  readonly compressor: Compressor;
}

/** Writes a text with its compressed files, where it is another one than before; answers whether it was. */
export const writeText = ({ folder, compressor }: Target, output: TextOutput): Promise<boolean> =>
  putWithCodings(folder, output.file, output.document.identity.bytes, () => compressor.compress(output));

const isText = (path: string): boolean =>
  /^(?:text\/|image\/svg\+xml|application\/(?:json|xml|javascript))/.test(mediaTypeOf(path) ?? '');

/** Copies a file of the articles folder in pieces; a large one never stands in memory as a whole. */
export const writeMedia = async (
  { folder, compressor }: Target,
  store: Store,
  { file, source }: MediaOutput,
): Promise<void> => {
  const { path, size, modified } = source;
  if (isText(path) && size <= largestCompressed) {
    const bytes = await store.read(path);
    await putWithCodings(folder, file, bytes, () => compressor.compressBytes(bytes));
    return;
  }
  await folder.copy(file, { stamp: stampOf(`${path} ${size} ${modified}`), size }, async (target) => {
    const handle = openSync(target, 'w');
    try {
      for (let start = 0; start < size; start += CHUNK) {
        writeSync(handle, await store.read(path, { start, end: Math.min(start + CHUNK, size) }));
      }
    } finally {
      closeSync(handle);
    }
  });
};

import type { Stamp } from './stamp.ts';

/** Content codings that files are written in beside the plain one. */
export type Compressed = 'gzip' | 'br';

/** What a thread is asked to compress; `quality` is brotli's. */
export interface CompressTask {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly quality: number;
}

/** Compressed bytes with their stamp. */
export interface CompressedBytes {
  readonly bytes: Uint8Array;
  readonly stamp: Stamp;
}

/** The bytes of a task in each coding. */
export interface CompressAnswer extends Readonly<Record<Compressed, CompressedBytes>> {
  readonly number: number;
}

/** Content codings that files are written in beside the plain one. */
export type Compressed = 'gzip' | 'br';

/** What a thread is asked to compress; `quality` is brotli's. */
export interface CompressTask {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly quality: number;
}

/** The bytes of a task in each coding. */
export interface CompressAnswer extends Readonly<Record<Compressed, Uint8Array>> {
  readonly number: number;
}

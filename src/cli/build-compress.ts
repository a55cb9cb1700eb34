import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { TextOutput } from './build-output.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Content codings that files are written in beside the plain one. */
export type Compressed = 'gzip' | 'br';

/** Endings of the files beside a text file, by coding. */
export const codingEndings: Readonly<Record<Compressed, string>> = { gzip: '.gz', br: '.br' };

/** Bytes in a coding, off the event loop: gzip 9, brotli 5. */
export const compressBytes = (bytes: Uint8Array, coding: Compressed): Promise<Buffer> =>
  coding === 'gzip'
    ? compressGzip(bytes, { level: 9 })
    : compressBrotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });

/**
 * An output in a coding. Subscription documents are compressed as `serve` does it (brotli 11 up to 200 KB): everyone asks
 * for them again and again.
 */
export const compress = async (
  { document, isSubscription }: Pick<TextOutput, 'document' | 'isSubscription'>,
  coding: Compressed,
): Promise<Buffer> =>
  isSubscription ? (await document.make(coding)).bytes : compressBytes(document.identity.bytes, coding);

import { parentPort } from 'node:worker_threads';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { CompressAnswer, CompressedBytes, CompressTask } from './compress-task.ts';
import { stampOf } from './stamp.ts';

const brotli = (bytes: Uint8Array, quality: number): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      // The encoder's memory follows from the window; one larger than the text is of no use (RFC 7932 §9.1).
      [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(16, Math.ceil(Math.log2(bytes.length + 16)))),
    },
  });

/** A copy of its own, which can be handed over as it is. */
const stamped = (buffer: Buffer): CompressedBytes => {
  const bytes = new Uint8Array(buffer);
  return { bytes, stamp: stampOf(bytes) };
};

parentPort?.on('message', ({ number, bytes, quality }: CompressTask) => {
  const gzip = stamped(gzipSync(bytes, { level: 9 }));
  const br = stamped(brotli(bytes, quality));
  const answer: CompressAnswer = { number, gzip, br };
  parentPort?.postMessage(answer, [gzip.bytes.buffer as ArrayBuffer, br.bytes.buffer as ArrayBuffer]);
});

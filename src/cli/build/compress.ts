import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Document } from '../../render/document.ts';
import type { CompressAnswer, Compressed, CompressTask } from './compress-task.ts';
import type { TextOutput } from './output.ts';

/** Endings of the files beside a text file, by coding. */
export const codingEndings: Readonly<Record<Compressed, string>> = { gzip: '.gz', br: '.br' };

/** Subscription documents up to this many bytes are worth brotli 11, as `serve` makes it; everyone asks for them again. */
const bestUpTo = 200_000;

/** A thread is enough beside the one that makes the pages; each costs its own memory. */
const mostThreads = 3;

interface Waiting {
  readonly resolve: (answer: CompressAnswer) => void;
  readonly reject: (fault: unknown) => void;
}

const workerFile = new URL(`./compress-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Compresses in threads of its own, while pages are made in this one. Node's asynchronous compression would make a stream
 * for each file here, which costs more than compressing a page.
 */
export class Compressor {
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, Waiting>();
  readonly #known = new WeakMap<Document, Promise<CompressAnswer>>();
  #number = 0;

  constructor(threads = Math.min(mostThreads, Math.max(1, availableParallelism() - 1))) {
    this.#workers = Array.from({ length: threads }, () => this.#start());
  }

  /** An output in both codings; the same document is compressed once. */
  compress({
    document,
    isSubscription,
  }: Pick<TextOutput, 'document' | 'isSubscription'>): Promise<CompressAnswer> {
    const known = this.#known.get(document);
    if (known) return known;
    const { bytes } = document.identity;
    const made = this.compressBytes(bytes, isSubscription && bytes.length <= bestUpTo ? 11 : 5);
    // Only what is copied to old addresses is asked for again.
    if (isSubscription) this.#known.set(document, made);
    return made;
  }

  /** Bytes with gzip 9 and brotli of a quality. */
  compressBytes(bytes: Uint8Array, quality = 5): Promise<CompressAnswer> {
    this.#number += 1;
    const task: CompressTask = { number: this.#number, bytes, quality };
    return new Promise((resolve, reject) => {
      this.#waiting.set(task.number, { resolve, reject });
      this.#workers[task.number % this.#workers.length]?.postMessage(task);
    });
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(): Worker {
    // It keeps nothing: without a bound its heap would grow before it is cleaned.
    const worker = new Worker(workerFile, {
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
    });
    worker.unref();
    worker.on('message', (answer: CompressAnswer) => {
      this.#waiting.get(answer.number)?.resolve(answer);
      this.#waiting.delete(answer.number);
    });
    worker.on('error', (fault) => {
      for (const { reject } of this.#waiting.values()) reject(fault);
      this.#waiting.clear();
    });
    return worker;
  }
}

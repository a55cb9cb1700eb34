import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompressAnswer, Compressed, CompressTask } from './compress-task.ts';

/** Endings of the files beside a text file, by coding. */
export const codingEndings: Readonly<Record<Compressed, string>> = { gzip: '.gz', br: '.br' };

/** Subscription documents up to this many bytes are worth brotli 11, as `serve` makes it; everyone asks for them again. */
const bestUpTo = 200_000;

/** More threads than this would wait for the one that makes the pages; each costs its own memory. */
const mostThreads = 4;

interface Waiting {
  readonly resolve: (answer: CompressAnswer) => void;
  readonly reject: (fault: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Tasks that it has not answered yet. */
  tasks: number;
}

const workerFile = new URL(`./compress-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Compresses in threads of its own, while pages are made in this one. Node's asynchronous compression would make a stream
 * for each file here, which costs more than compressing a page.
 */
export class Compressor {
  readonly #threads: readonly Thread[];
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;
  #fault: unknown;

  constructor(threads = Math.min(mostThreads, availableParallelism())) {
    this.#threads = Array.from({ length: threads }, () => this.#start());
  }

  /** Bytes with gzip 9 and brotli 5, or 11 where `isSubscription` says that it is worth it. */
  compress(bytes: Uint8Array, isSubscription = false): Promise<CompressAnswer> {
    this.#number += 1;
    const quality = isSubscription && bytes.length <= bestUpTo ? 11 : 5;
    const task: CompressTask = { number: this.#number, bytes, quality };
    const thread = this.#threads.reduce((least, each) => (each.tasks < least.tasks ? each : least));
    thread.tasks += 1;
    return new Promise((resolve, reject) => {
      if (this.#fault !== undefined) return void reject(this.#fault);
      this.#waiting.set(task.number, { resolve, reject });
      thread.worker.postMessage(task);
    });
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #start(): Thread {
    // It keeps nothing, and what it has made lies outside its heap, to be freed when the heap is cleaned: that is to be often.
    const worker = new Worker(workerFile, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 1 },
    });
    const thread: Thread = { worker, tasks: 0 };
    worker.on('message', (answer: CompressAnswer) => {
      thread.tasks -= 1;
      this.#waiting.get(answer.number)?.resolve(answer);
      this.#waiting.delete(answer.number);
    });
    worker.on('error', (fault) => {
      this.#fault = fault;
      for (const { reject } of this.#waiting.values()) reject(fault);
      this.#waiting.clear();
    });
    return thread;
  }
}

import { Worker } from 'node:worker_threads';
import type { ExtractRequest, ExtractResult, WorkerMessage } from './extract.ts';

/** So long a page may take, in milliseconds of the worker's own work. */
const TIME_LIMIT = 1_000;
/** So long it may take by the clock where the machine is too busy to let the worker work. */
const CLOCK_LIMIT = 8_000;
/** So long a worker may take to load; it happens once. */
const START_LIMIT = 20_000;
const MOST_WORKERS = 2;
/** Megabytes of a worker's heap: what lies beyond ends the worker, not the process. */
const MOST_MEMORY = 256;
/** A page leaves much garbage behind, which is cheapest to collect all at once. */
const YOUNG_MEMORY = 32;

interface Job {
  readonly request: ExtractRequest;
  readonly done: (result: ExtractResult) => void;
}

interface Slot {
  readonly worker: Worker;
  isReady: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  /** CPU time of the worker before the page that it has now, in milliseconds. */
  spent: number | undefined;
}

const slots = new Set<Slot>();
const waiting: Job[] = [];

/** The worker's file has this file's own ending: `.ts` in the checkout, `.js` in the package. */
const workerUrl = new URL(`worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/**
 * Has a worker thread find the main text of a page. The answer is empty where the page takes longer than about a second,
 * more memory than the worker may have, or throws. Workers are kept for the next page; idle, they keep no process alive.
 */
export const extractInWorker = (request: ExtractRequest): Promise<ExtractResult> =>
  new Promise((done) => {
    waiting.push({ request, done });
    assign();
  });

const assign = (): void => {
  while (waiting.length > 0) {
    const free = [...slots].find(({ job, isReady }) => job === undefined && isReady);
    if (free) give(free);
    else {
      const starting = [...slots].filter(({ isReady }) => !isReady).length;
      if (slots.size >= MOST_WORKERS || starting >= waiting.length || !start()) return;
    }
  }
};

const start = (): boolean => {
  try {
    const worker = new Worker(workerUrl, {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: YOUNG_MEMORY },
      execArgv: [],
      env: {},
    });
    const slot: Slot = { worker, isReady: false, job: undefined, timer: undefined, spent: undefined };
    slots.add(slot);
    slot.timer = setTimeout(() => end(slot), START_LIMIT);
    worker.on('message', (message: WorkerMessage) => receive(slot, message));
    worker.on('error', () => end(slot));
    worker.on('exit', () => end(slot));
    return true;
  } catch {
    // No thread to be had: the pages are answered without one.
    for (const { done } of waiting.splice(0)) done({});
    return false;
  }
};

const receive = (slot: Slot, { result, spent }: WorkerMessage): void => {
  clearTimeout(slot.timer);
  slot.timer = undefined;
  const { job } = slot;
  slot.isReady = true;
  slot.job = undefined;
  slot.spent = spent;
  if (result !== undefined) job?.done(result);
  assign();
  if (slot.job === undefined) slot.worker.unref();
};

const give = (slot: Slot): void => {
  const job = waiting.shift();
  if (!job) return;
  slot.job = job;
  slot.worker.ref();
  slot.worker.postMessage(job.request);
  watch(slot, job);
};

/** Ends the worker once the page has had its time; on a busy machine time that the worker could not use doesn't count. */
const watch = (slot: Slot, job: Job): void => {
  const since = performance.now();
  const look = async (): Promise<void> => {
    const passed = performance.now() - since;
    const worked = passed >= CLOCK_LIMIT ? passed : ((await workedMilliseconds(slot)) ?? passed);
    if (slot.job !== job) return;
    if (worked >= TIME_LIMIT) end(slot);
    else slot.timer = setTimeout(look, Math.max(50, TIME_LIMIT - worked));
  };
  slot.timer = setTimeout(look, TIME_LIMIT);
};

/** CPU time that the worker has spent on this page; undefined where this Node can't tell (before 24.6). */
const workedMilliseconds = async ({ worker, spent }: Slot): Promise<number | undefined> => {
  if (typeof worker.cpuUsage !== 'function' || spent === undefined) return undefined;
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000 - spent;
  } catch {
    return undefined;
  }
};

const end = (slot: Slot): void => {
  clearTimeout(slot.timer);
  if (!slots.delete(slot)) return;
  const { job } = slot;
  slot.job = undefined;
  void slot.worker.terminate();
  if (job) job.done({});
  else if (!slot.isReady) for (const { done } of waiting.splice(0)) done({});
  assign();
};

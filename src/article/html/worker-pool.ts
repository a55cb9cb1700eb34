import { Worker } from 'node:worker_threads';
import type { ExtractRequest, ExtractResult } from './extract.ts';

/** So long a page may take, in milliseconds of the worker's own work. */
const TIME_LIMIT = 1_000;
/** So long it may take by the clock where the machine is too busy to let the worker work. */
const CLOCK_LIMIT = 8_000;
/** So long a worker may take to load; it happens once. */
const START_LIMIT = 20_000;
const MOST_WORKERS = 2;
/** Megabytes of a worker's heap: what lies beyond ends the worker, not the process. */
const MOST_MEMORY = 256;

interface Job {
  readonly request: ExtractRequest;
  readonly done: (result: ExtractResult) => void;
}

interface Slot {
  readonly worker: Worker;
  isReady: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
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
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
      execArgv: [],
      env: {},
    });
    const slot: Slot = { worker, isReady: false, job: undefined, timer: undefined };
    slots.add(slot);
    slot.timer = setTimeout(() => end(slot), START_LIMIT);
    worker.on('message', (message: 'ready' | ExtractResult) => receive(slot, message));
    worker.on('error', () => end(slot));
    worker.on('exit', () => end(slot));
    return true;
  } catch {
    // No thread to be had: the pages are answered without one.
    for (const { done } of waiting.splice(0)) done({});
    return false;
  }
};

const receive = (slot: Slot, message: 'ready' | ExtractResult): void => {
  clearTimeout(slot.timer);
  slot.timer = undefined;
  const { job } = slot;
  slot.isReady = true;
  slot.job = undefined;
  if (message !== 'ready') job?.done(message);
  assign();
  if (slot.job === undefined) slot.worker.unref();
};

const give = (slot: Slot): void => {
  const job = waiting.shift();
  if (!job) return;
  slot.job = job;
  slot.worker.ref();
  slot.worker.postMessage(job.request);
  watch(slot, job, { since: performance.now() });
};

/** Ends the worker once the page has had its time; on a busy machine time that the worker could not use doesn't count. */
const watch = (slot: Slot, job: Job, { since }: { readonly since: number }): void => {
  const begun = workedMilliseconds(slot.worker);
  const look = async (): Promise<void> => {
    const passed = performance.now() - since;
    const worked = passed >= CLOCK_LIMIT ? passed : await workedSince(slot.worker, await begun, passed);
    if (slot.job !== job) return;
    if (worked >= TIME_LIMIT) end(slot);
    else slot.timer = setTimeout(look, Math.max(50, TIME_LIMIT - worked));
  };
  slot.timer = setTimeout(look, TIME_LIMIT);
};

const workedSince = async (worker: Worker, begun: number | undefined, passed: number): Promise<number> => {
  const now = await workedMilliseconds(worker);
  return now === undefined || begun === undefined ? passed : now - begun;
};

/** The thread's CPU time so far; undefined where this Node can't tell (before 24.6). */
const workedMilliseconds = async (worker: Worker): Promise<number | undefined> => {
  if (typeof worker.cpuUsage !== 'function') return undefined;
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
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

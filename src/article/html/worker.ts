import { parentPort } from 'node:worker_threads';
import { type ExtractRequest, type ExtractResult, extractContent, type WorkerMessage } from './extract.ts';

/** The worker thread's side: one page in, one main text out. A page that throws is answered without one. */
const answer = (request: ExtractRequest): ExtractResult => {
  try {
    return extractContent(request);
  } catch {
    return {};
  }
};

/** CPU time of this thread so far, in milliseconds; Node 24.0 can't tell it for every thread. */
const spent = (): number | undefined => {
  if (typeof process.threadCpuUsage !== 'function') return undefined;
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', (request: ExtractRequest) => say({ result: answer(request), spent: spent() }));
say({ spent: spent() });

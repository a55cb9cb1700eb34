import { parentPort } from 'node:worker_threads';
import { type ExtractRequest, type ExtractResult, extractContent } from './extract.ts';

/** The worker thread's side: one page in, one main text out. A page that throws is answered without one. */
const answer = (request: ExtractRequest): ExtractResult => {
  try {
    return extractContent(request);
  } catch {
    return {};
  }
};

parentPort?.on('message', (request: ExtractRequest) => parentPort?.postMessage(answer(request)));
parentPort?.postMessage('ready');

import type { IncomingMessage, ServerResponse } from 'node:http';
import { printable } from '../problem.ts';
import { folderStore } from '../store/folder.ts';
import { createApp } from '../web/app.ts';
import { Publisher } from '../web/publisher.ts';
import { type RunningServer, startServer } from '../web/server.ts';
import { createLog, type Log } from './log.ts';
import { createProgress } from './progress.ts';
import { checkFolder, type ServeSettings, siteOf } from './settings.ts';

/** Milliseconds that requests under way have when the program is told to stop. */
const PATIENCE = 5000;

const logged =
  (log: Log, listener: (request: IncomingMessage, response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const start = performance.now();
    response.once('finish', () => {
      const { method = '', url = '' } = request;
      const bytes = Number(response.getHeader('content-length') ?? 0);
      log.request({
        method,
        url: printable(url.slice(0, 500)),
        status: response.statusCode,
        bytes,
        milliseconds: performance.now() - start,
      });
    });
    listener(request, response);
  };

const untilStopped = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });

/**
 * `dateline serve`: listens at once (503 until the articles are read), prints the ready line, follows changes, and ends
 * with 0 on SIGTERM or SIGINT after the requests under way. Throws `PublisherError` for what the user has to mend.
 */
export const serve = async (settings: ServeSettings): Promise<number> => {
  const log = createLog(settings.log, process.stderr);
  await checkFolder(settings.articles);
  // From here on a signal ends the program in order, also while the articles are still being read.
  const stopped = untilStopped();
  let publisher: Publisher | undefined;
  let listener: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Length': '0' }).end();
  };
  const server: RunningServer = await startServer(
    logged(log, (request, response) => listener(request, response)),
    settings,
  );
  const progress = settings.log === 'quiet' ? undefined : createProgress(process.stderr);
  try {
    publisher = new Publisher({
      store: folderStore(settings.articles),
      site: siteOf(settings, server.port),
      state: settings.state,
      isShowingDrafts: settings.isShowingDrafts,
      isWatching: settings.isWatching,
      onProgress: (done, total) => progress?.show(done, total),
      onProblem: (problem) => log.problem(problem),
    });
    const app = createApp(publisher, (fault) =>
      log.line(`fault: ${fault instanceof Error ? fault.stack : String(fault)}`),
    );
    const fast = publisher.fast.bind(publisher);
    listener = (request, response) => {
      if (!fast(request, response)) app(request, response);
    };
    const isRead = await Promise.race([publisher.ready.then(() => true), stopped.then(() => false)]);
    progress?.end();
    if (isRead) {
      const { articles, feeds } = publisher.counts;
      process.stdout.write(`Dateline is ready on ${server.address} (${articles} articles, ${feeds} feeds)\n`);
      await stopped;
    }
    log.line('Stopping.');
    return 0;
  } finally {
    await server.stop(PATIENCE);
    await publisher?.close();
  }
};

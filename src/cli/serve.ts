import type { Problem } from '../problem.ts';
import type { Metrics } from '../web/admin/metrics.ts';
import { Traffic } from '../web/admin/traffic.ts';
import { listenerOf } from '../web/app.ts';
import { clientNetwork, peerOf } from '../web/client-network.ts';
import { createListener } from '../web/listener.ts';
import { Publisher } from '../web/publisher.ts';
import { RateLimit } from '../web/rate-limit.ts';
import { type Listener, type RunningServer, startServer } from '../web/server.ts';
import { withPrintedPath } from './check/report.ts';
import { createLog, type Log, openStandardError } from './log.ts';
import { createProgress } from './progress.ts';
import { type ServeSettings, siteOf } from './settings.ts';
import { openSource } from './source.ts';

/** Milliseconds that requests under way have when the program is told to stop. */
const PATIENCE = 4500;

const MINUTE = 60_000;

const untilStopped = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });

/** The log of the running server; `flush` has to be called at the end. */
const openLog = ({ log: level }: ServeSettings): Log & { flush(): void } => {
  const stream = openStandardError();
  const log = createLog({ level, stream, isTerminal: process.stderr.isTTY === true });
  return { ...log, flush: () => stream.flush() };
};

/**
 * A fault that nobody caught is told and counted, and the server goes on: all that it does is to read and to answer, each
 * for itself; documents never change once they are made, files are written whole or not at all. Whoever found a way to
 * provoke one would otherwise end the program at will. A fault before the articles are read ends it.
 */
const surviveFaults = (onFault: (fault: unknown) => void): void => {
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
};

const countBySeverity = (
  problems: readonly Problem[],
): { readonly errors: number; readonly warnings: number } => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
};

/** Everything that is told of a running server. */
interface Watched {
  readonly publisher: Publisher;
  readonly traffic: Traffic;
  readonly server: RunningServer;
  readonly log: Log;
  readonly faults: () => number;
  readonly port: number;
  readonly startedAt: number;
}

/** Opens the admin address. Its metrics are loaded only where somebody wants them. */
const startAdmin = async ({
  port,
  ...watched
}: Watched): Promise<{ readonly server: RunningServer; readonly metrics: Metrics }> => {
  const [{ createAdmin }, { createMetrics }] = await Promise.all([
    import('../web/admin/admin.ts'),
    import('../web/admin/metrics.ts'),
  ]);
  const { publisher, traffic, log, faults, startedAt } = watched;
  const connections = (): number => watched.server.connections;
  const metrics = createMetrics({ publisher, traffic, faults, connections });
  const admin = createAdmin({ publisher, traffic, metrics, startedAt, onFault: (fault) => log.fault(fault) });
  const server = await startServer(admin, { port, host: '127.0.0.1', flag: '--admin-port' });
  log.event(`Status page, metrics and problems are on ${server.address}`, { admin: server.address });
  return { server, metrics };
};

/**
 * `dateline serve`: listens at once (503 until the articles are read), prints the ready line, follows changes, and ends
 * with 0 on SIGTERM or SIGINT after the requests under way. Throws `PublisherError` for what the user has to mend.
 */
export const serve = async (settings: ServeSettings): Promise<number> => {
  const log = openLog(settings);
  const source = await openSource(settings, (reason) => log.event(reason, {}));
  // From here on a signal ends the program in order, also while the articles are still being read.
  const stopped = untilStopped();
  const startedAt = Date.now();
  let listener: Listener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Length': '0' }).end();
  };
  const shares = { peerOf: peerOf(settings.trust) };
  const server = await startServer((request, response) => listener(request, response), settings, shares);
  log.event(`Listening on ${server.address}`, { address: server.address });
  const progress = settings.log === 'quiet' ? undefined : createProgress(process.stderr);
  let publisher: Publisher | undefined;
  let admin: Awaited<ReturnType<typeof startAdmin>> | undefined;
  let minute: NodeJS.Timeout | undefined;
  try {
    publisher = new Publisher({
      ...source,
      site: siteOf(settings, server.port),
      state: settings.state,
      isShowingDrafts: settings.isShowingDrafts,
      isWatching: settings.isWatching,
      isTellingHubs: true,
      onProgress: (done, total) => progress?.show(done, total),
      onProblem: (problem) =>
        log.problem(settings.store === undefined ? withPrintedPath(problem, settings.articles) : problem),
      onRender: (milliseconds) => admin?.metrics.noteRender(milliseconds),
    });
    const { ready } = publisher;
    // Whoever waits for it below learns why; until then it is nobody's.
    ready.catch(() => {});
    let faults = 0;
    const onFault = (fault: unknown): void => {
      faults += 1;
      log.fault(fault);
    };
    surviveFaults(onFault);
    const isDocument = (path: string): boolean => publisher?.isDocument(path) === true;
    const traffic = new Traffic(isDocument, startedAt);
    listener = createListener({
      fast: publisher.fast.bind(publisher),
      app: listenerOf(publisher, onFault),
      traffic,
      limit: settings.rateLimit === 0 ? undefined : new RateLimit({ perMinute: settings.rateLimit }),
      networkOf: clientNetwork(settings.trust),
      onAnswer: (report) => log.answer(report),
      isTellingAll: settings.log === 'requests',
      onFault,
    });
    const { adminPort: port } = settings;
    if (port !== undefined) {
      admin = await startAdmin({ publisher, traffic, server, log, faults: () => faults, port, startedAt });
    }
    minute = setInterval(() => log.minute(traffic.turn(Date.now())), MINUTE).unref();
    const isRead = await Promise.race([ready.then(() => true), stopped.then(() => false)]);
    progress?.end();
    if (isRead) {
      const { articles, feeds } = publisher.counts;
      process.stdout.write(`Dateline is ready on ${server.address} (${articles} articles, ${feeds} feeds)\n`);
      log.event('Ready', {
        articles,
        feeds,
        ...countBySeverity(publisher.problems),
        milliseconds: Date.now() - startedAt,
      });
      await stopped;
    }
    log.event('Stopping');
    return 0;
  } finally {
    clearInterval(minute);
    await Promise.all([server.stop(PATIENCE), admin?.server.stop(0)]);
    await publisher?.close();
    log.flush();
  }
};

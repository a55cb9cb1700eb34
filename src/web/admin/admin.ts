import type { IncomingMessage, ServerResponse } from 'node:http';
import { compareProblems } from '../../problem.ts';
import { isLoopbackUrl } from '../loopback.ts';
import type { Publisher } from '../publisher.ts';
import { isRead, splitTarget } from '../replies.ts';
import type { Listener } from '../server.ts';
import type { Metrics } from './metrics.ts';
import { renderStatusPage, statusAssets, statusHeaders, statusModel } from './page.ts';
import type { Traffic } from './traffic.ts';

/** What the admin address tells of. */
export interface AdminSource {
  readonly publisher: Publisher;
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly onFault: (fault: unknown) => void;
}

interface Reply {
  readonly status?: number;
  /** With charset where there is one. */
  readonly type: string;
  readonly text: string;
}

const plain = 'text/plain; charset=utf-8';

const statusPage = ({ publisher, traffic, startedAt }: AdminSource): Reply => {
  if (!publisher.isReady) return { status: 503, type: plain, text: 'The articles are being read.\n' };
  const model = statusModel({
    library: publisher.library,
    publication: publisher.publication,
    problems: publisher.problems,
    now: Date.now(),
    startedAt,
    trafficOf: (path) => traffic.of(path),
    hubs: publisher.hubs,
    minutes: traffic.minutes,
  });
  return { type: 'text/html; charset=utf-8', text: renderStatusPage(model) };
};

const replyTo = async (path: string, source: AdminSource): Promise<Reply | undefined> => {
  if (path === '/') return statusPage(source);
  if (path === '/metrics') return { type: source.metrics.contentType, text: await source.metrics.text() };
  if (path === '/problems') {
    const problems = source.publisher.problems.toSorted(compareProblems);
    return { type: 'application/json; charset=utf-8', text: `${JSON.stringify(problems, null, 2)}\n` };
  }
  const asset = Object.hasOwn(statusAssets, path) ? statusAssets[path] : undefined;
  return asset && { type: `${asset.type}; charset=utf-8`, text: asset.text };
};

/** A page elsewhere may have its name resolved to this machine and ask in its visitor's browser: it names itself. */
const isOwnHost = ({ headers: { host } }: IncomingMessage): boolean =>
  host === undefined || isLoopbackUrl(`http://${host}`);

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, type, text }: Reply,
): void => {
  const bytes = Buffer.from(text);
  response.writeHead(status, { ...statusHeaders, 'Content-Type': type, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  source: AdminSource,
): Promise<void> => {
  if (!isOwnHost(request)) {
    return send(request, response, { status: 403, type: plain, text: 'Ask by the name localhost.\n' });
  }
  if (!isRead(request.method)) {
    response.setHeader('Allow', 'GET, HEAD');
    return send(request, response, { status: 405, type: plain, text: 'This address can only be read.\n' });
  }
  const { path } = splitTarget(request.url ?? '/');
  const reply = await replyTo(path, source);
  const missing = 'There are /, /metrics and /problems.\n';
  send(request, response, reply ?? { status: 404, type: plain, text: missing });
};

/** Answers on the admin address: `/` the status page, `/metrics` for Prometheus, `/problems` as JSON. */
export const createAdmin =
  (source: AdminSource): Listener =>
  (request, response) => {
    answer(request, response, source).catch((fault) => {
      source.onFault(fault);
      if (response.headersSent) response.destroy();
      else send(request, response, { status: 500, type: plain, text: 'Something went wrong here.\n' });
    });
  };

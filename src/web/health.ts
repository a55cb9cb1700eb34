import type { ServerResponse } from 'node:http';
import { isRead, type MountedRequest, methodNotAllowed } from './replies.ts';

/** Seconds after which a client that came too early should ask again. */
const RETRY_AFTER = '2';

/** How the server is. */
export interface Health {
  /** Whether the articles are read. */
  readonly isReady: boolean;
  /** Why the articles are out of reach now, if they are. */
  readonly fault: Error | undefined;
}

/** Whether a path asks how the server is. */
export const isHealthPath = (path: string): boolean => path === '/healthz' || path === '/readyz';

const stateOf = ({ isReady, fault }: Health): string => {
  if (!isReady) return 'reading the articles';
  return fault ? `degraded: ${fault.message}` : 'ready';
};

/**
 * Answers `/healthz` with 200 while the process lives, and `/readyz` with 503 until the articles are read; after that
 * with 200 as long as anything can be served, and with why where the source is lost.
 */
export const answerHealth = (
  path: string,
  request: MountedRequest,
  response: ServerResponse,
  health: Health,
): true => {
  if (!isRead(request.method)) return methodNotAllowed(request, response);
  const isEarly = path === '/readyz' && !health.isReady;
  const bytes = Buffer.from(`${path === '/healthz' ? 'ok' : stateOf(health)}\n`);
  response.writeHead(isEarly ? 503 : 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': bytes.length,
    ...(isEarly && { 'Retry-After': RETRY_AFTER }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  return true;
};

/** While the articles are first read nothing is known to be missing: 503, never 404. */
export const answerNotReady = (response: ServerResponse): true => {
  const text = 'The articles are being read.\n';
  response.writeHead(503, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Retry-After': RETRY_AFTER,
  });
  response.end(text);
  return true;
};

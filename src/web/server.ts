import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublisherError } from '../problem.ts';

/** Answers one request. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that listens, and what may change of it. */
export interface RunningServer {
  /** The port that is bound. */
  readonly port: number;
  /** `http://127.0.0.1:3000`, the address that is bound. */
  readonly address: string;
  /** Lets requests under way finish, for `milliseconds` at the most, and resolves when the port is free. */
  stop(milliseconds: number): Promise<void>;
}

/** Slow or silent connections are ended after these times, in milliseconds. */
const limits = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 };

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const taken = fault.code === 'EADDRINUSE';
      const message = taken
        ? `port ${port} on ${host} is taken: stop the other program or choose another port with --port`
        : `cannot listen on ${host}, port ${port}: ${fault.message}`;
      fail(new PublisherError(taken ? 'port-taken' : 'cannot-listen', message, { cause: fault }));
    });
    server.listen(port, host, done);
  });

const hostInUrl = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;

/** Counts the answers under way, so that a stop can wait until their last byte has left. */
const trackAnswers = (server: Server): { readonly idle: () => Promise<void> } => {
  let underWay = 0;
  let onIdle: (() => void) | undefined;
  server.on('request', (_request, response: ServerResponse) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) onIdle?.();
    });
  });
  return {
    idle: () =>
      new Promise((done) => {
        if (underWay === 0) done();
        else onIdle = done;
      }),
  };
};

/**
 * Starts listening; port 0 takes a free one. Rejects with `PublisherError` `port-taken` or `cannot-listen`.
 * `listener` may be asked before anything is ready.
 */
export const startServer = async (
  listener: Listener,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<RunningServer> => {
  const server = createServer(
    { optimizeEmptyRequests: true, ...limits } as Parameters<typeof createServer>[0],
    listener,
  );
  const { idle } = trackAnswers(server);
  server.on('clientError', (_fault, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await listen(server, port, host);
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    address: `http://${hostInUrl(host)}:${bound}`,
    stop: async (milliseconds) => {
      // `close` ends idle connections, but also those whose answer is written and not yet sent: so first wait for these.
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((done) => {
        timer = setTimeout(done, milliseconds);
      });
      await Promise.race([idle(), patience]);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
};

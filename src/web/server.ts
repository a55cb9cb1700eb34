import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { lazy } from '../lazy.ts';
import { PublisherError } from '../problem.ts';
import { Answers } from './answers.ts';
import { ConnectionShares, type PeerOf } from './connection-shares.ts';

/** `import` would look at all that it exports, and load the whole of `fetch` for that: 30 ms and 16 MB. */
const http = lazy<typeof import('node:http')>(import.meta.url, 'node:http');

/** Answers one request. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that listens, and what may change of it. */
export interface RunningServer {
  /** The port that is bound. */
  readonly port: number;
  /** `http://127.0.0.1:3000`, the address that is bound. */
  readonly address: string;
  /** Connections that are open now. */
  readonly connections: number;
  /** Lets requests under way finish, for `milliseconds` at the most, and resolves when the port is free. */
  stop(milliseconds: number): Promise<void>;
}

/**
 * What a connection may take: bytes of headers, milliseconds to send them, a whole request, and to be silent between
 * two requests. Slow ones are looked for every few seconds. Empty requests, which polls are, cost less when Node need
 * not make a stream of each.
 */
const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5000,
  optimizeEmptyRequests: true,
} as const satisfies ServerOptions & { readonly optimizeEmptyRequests: boolean };

/** Connections that are open at the same time; what comes beyond is closed at once. */
const mostConnections = 20_000;

/** Connections of them that one address may have: an office or a country's proxy has hundreds of readers, a flood more. */
const mostOfOne = mostConnections / 10;

/** Connections that wait to be accepted: thousands of readers may poll at the same second. */
const backlog = 4096;

/** Milliseconds in which a reader has to take something of an answer. */
const stallTime = 60_000;

/** Milliseconds that a client has to read why its request was refused. */
const lingerTime = 1000;

const hostInUrl = (host: string): string =>
  host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;

/** Where to listen, and the flag of the command line that says so. */
interface ListenPlace {
  readonly port: number;
  readonly host: string;
  readonly flag?: string;
}

/** Whose connections are counted together, and how many they may have. */
interface ShareOptions {
  readonly peerOf: PeerOf;
  readonly most?: number;
}

/** Why the system does not let a server listen there, and what to do. */
const whyNot = (
  { code, message }: NodeJS.ErrnoException,
  { port, host, flag = '--port' }: ListenPlace,
): string => {
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is taken: stop the other program or choose another port with ${flag}`;
    case 'EACCES':
      return `port ${port} is kept for privileged programs: choose one from 1024 on with ${flag}, and put a proxy before it`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine: name one that it has with --host, such as 127.0.0.1 or 0.0.0.0`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is the name of no machine: name an address with --host, such as 127.0.0.1 or 0.0.0.0`;
    default:
      return `cannot listen on ${host}, port ${port}: ${message}`;
  }
};

const listen = (server: NetServer, place: ListenPlace): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      const code = fault.code === 'EADDRINUSE' ? 'port-taken' : 'cannot-listen';
      fail(new PublisherError(code, whyNot(fault, place), { cause: fault }));
    });
    const { port, host } = place;
    server.listen({ port, host: host.replace(/^\[(.*)\]$/, '$1'), backlog }, done);
  });

const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  CONNECT: '405 Method Not Allowed\r\nAllow: GET, HEAD, OPTIONS',
};

/** Says why a request cannot be read, and ends the connection, whether or not the client does its part. */
const refuse = (fault: Pick<NodeJS.ErrnoException, 'code'>, socket: Duplex): void => {
  socket.on('error', () => {});
  if (!socket.writable || fault.code === 'ECONNRESET') return void socket.destroy();
  const status = refusals[fault.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Ended at once, the answer would be lost with what the client goes on sending.
  setTimeout(() => socket.destroy(), lingerTime).unref();
};

/**
 * Starts listening; port 0 takes a free one. Rejects with `PublisherError` `port-taken` or `cannot-listen`.
 * `listener` may be asked before anything is ready.
 */
export const startServer = async (
  listener: Listener,
  place: ListenPlace,
  { peerOf, most = mostOfOne }: ShareOptions = { peerOf: () => undefined },
): Promise<RunningServer> => {
  const { host } = place;
  const answers = new Answers();
  const answer: Listener = (request, response) => {
    const { socket } = request;
    if (response.socket === null && answers.isOneTooMany(socket)) {
      socket.destroy();
      return;
    }
    listener(request, response);
    // An answer that was written at once leaves no trace but in its connection, unless another one has to leave before.
    if (!response.writableEnded || response.socket === null) answers.follow(socket, response);
  };
  const server = http().createServer(limits, answer);
  // Nobody's content is read here, so nobody is told to go on.
  server.on('checkContinue', answer);
  server.on('connect', (_request, socket) => refuse({ code: 'CONNECT' }, socket));
  server.maxConnections = mostConnections;
  const shares = new ConnectionShares(most, peerOf);
  server.on('connection', (socket: Socket) => {
    const end = shares.take(socket.remoteAddress ?? '');
    if (end === undefined) return void socket.destroy();
    socket.once('close', end);
    answers.open(socket);
  });
  server.on('clientError', refuse);
  await listen(server, place);
  // Later faults, such as too many open files, concern one connection; the server goes on.
  server.on('error', () => {});
  const bound = (server.address() as AddressInfo).port;
  const stalled = setInterval(() => answers.endStalled(), stallTime).unref();
  return {
    port: bound,
    address: `http://${hostInUrl(host)}:${bound}`,
    get connections() {
      return answers.connections;
    },
    stop: async (milliseconds) => {
      clearInterval(stalled);
      // `close` of an HTTP server destroys every connection whose answer is written, sent or not: so first only the
      // port is given up, and the connections are ended one by one.
      const freed = new Promise<void>((done) => NetServer.prototype.close.call(server, () => done()));
      await answers.finish(milliseconds);
      server.closeAllConnections();
      await freed;
      server.close(() => {});
    },
  };
};

import { connect, type Socket } from 'node:net';

/** How a server is asked. */
export interface LatencyOptions {
  readonly port: number;
  /** One request as it goes over the wire. */
  readonly request: string;
  /** How the answer's first line begins. */
  readonly expected: string;
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly connections: number;
}

/** Milliseconds between two turns of the clock that sends requests. */
const tick = 1;

/**
 * Milliseconds from when each request was due to its last byte, sorted, of requests sent at a fixed rate whatever the
 * server does: one that is late delays none of the others, and whoever waits for a free connection waits in the figure.
 */
export const measureLatency = async (options: LatencyOptions): Promise<Float64Array> => {
  const { port, expected, rate, seconds, connections } = options;
  const request = Buffer.from(options.request);
  const total = rate * seconds;
  const latencies = new Float64Array(total);
  const idle: Socket[] = [];
  const due: number[] = [];
  let begun = 0;
  let finished = 0;
  let finish = (): void => {};
  let fail: (fault: Error) => void = () => {};
  const done = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const sentFor = new Map<Socket, number>();
  const send = (socket: Socket, at: number): void => {
    sentFor.set(socket, at);
    socket.write(request);
  };
  const answered = (socket: Socket): void => {
    latencies[finished] = performance.now() - (sentFor.get(socket) ?? 0);
    finished += 1;
    const next = due.shift();
    if (next === undefined) idle.push(socket);
    else send(socket, next);
    if (finished === total) finish();
  };
  const sockets = await Promise.all(
    Array.from({ length: connections }, () => opened({ port, expected, answered, fail })),
  );
  idle.push(...sockets);
  const start = performance.now();
  const clock = setInterval(() => {
    const target = Math.min(total, Math.floor(((performance.now() - start) / 1000) * rate));
    for (; begun < target; begun += 1) {
      const at = start + (begun / rate) * 1000;
      const socket = idle.pop();
      if (socket === undefined) due.push(at);
      else send(socket, at);
    }
  }, tick);
  await done.finally(() => clearInterval(clock));
  for (const socket of sockets) socket.destroy();
  return latencies.sort();
};

interface Connecting {
  readonly port: number;
  readonly expected: string;
  readonly answered: (socket: Socket) => void;
  readonly fail: (fault: Error) => void;
}

/** A connection that tells of each answer when its last byte has come, as its Content-Length says. */
const opened = ({ port, expected, answered, fail }: Connecting): Promise<Socket> =>
  new Promise((resolve) => {
    let missing = 0;
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.setNoDelay(true);
    socket.on('error', fail);
    socket.on('data', (chunk) => {
      if (missing === 0) {
        const end = chunk.indexOf('\r\n\r\n');
        const head = chunk.toString('latin1', 0, end);
        if (!head.startsWith(expected)) return fail(new Error(head));
        missing = end + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      }
      missing -= chunk.length;
      if (missing === 0) answered(socket);
    });
  });

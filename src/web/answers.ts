import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds between two looks at the connections of a server that stops. */
const pause = 20;

/** Answers that may wait in all before connections with more than their share of them are ended. */
const mostWaiting = 10_000;
const shareOfOne = 10;

/** What a connection has still to do. */
interface Connection {
  /** Answers that are not written yet. */
  underWay: number;
  /** Bytes sent at the last look, of one that had bytes waiting then; -1 for none. */
  sentBefore: number;
}

/**
 * The open connections of a server. An answer that is written at once is not followed, since that would cost every
 * request something: whether its bytes have left shows in the connection.
 */
export class Answers {
  readonly #connections = new Map<Socket, Connection>();
  #waiting = 0;

  /** Connections that are open now. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Answers that are not written yet, or wait for others of their connection. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes a new connection in. */
  open(socket: Socket): void {
    const connection = { underWay: 0, sentBefore: -1 };
    this.#connections.set(socket, connection);
    socket.once('close', () => {
      this.#connections.delete(socket);
      // Answers that still waited for their turn hear nothing of the end of their connection.
      this.#waiting -= connection.underWay;
    });
  }

  /**
   * Whether a request that has to wait for earlier answers of its connection is one too many. Node reads no more from a
   * connection that does not take its answers, but it parses all that it has read, thousands of requests in 64 KB: a
   * flood of such connections would fill the memory.
   */
  isOneTooMany(socket: Socket): boolean {
    return this.#waiting >= mostWaiting && (this.#connections.get(socket)?.underWay ?? 0) >= shareOfOne;
  }

  /** Follows an answer that takes its time. */
  follow(socket: Socket, response: ServerResponse): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return;
    connection.underWay += 1;
    this.#waiting += 1;
    response.once('close', () => {
      if (!this.#connections.has(socket)) return;
      connection.underWay -= 1;
      this.#waiting -= 1;
    });
  }

  /** Ends connections that have taken nothing of their answer since the last call. */
  endStalled(): void {
    for (const [socket, connection] of this.#connections) {
      const isWaiting = socket.writableLength > 0;
      if (isWaiting && connection.sentBefore === sentOf(socket)) socket.destroy();
      else connection.sentBefore = isWaiting ? sentOf(socket) : -1;
    }
  }

  /** Ends every connection as soon as its answers have left; resolves then, or after `milliseconds`. */
  async finish(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (this.#endIdle() > 0 && performance.now() < end) {
      await new Promise((done) => setTimeout(done, pause));
    }
  }

  /** Ends what is idle and answers how many connections are open still. */
  #endIdle(): number {
    for (const [socket, { underWay }] of this.#connections) {
      if (underWay === 0 && socket.writableLength === 0) socket.destroySoon();
    }
    return this.#connections.size;
  }
}

/** Bytes that the system has taken: all that were written but those that wait. */
const sentOf = (socket: Socket): number => socket.bytesWritten - socket.writableLength;

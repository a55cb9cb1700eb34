import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Answers of one connection that read files. */
interface Line {
  /** Resolves when the one that came last is over. */
  last: Promise<void>;
  /** Called when the connection ends: answers that waited for their turn hear nothing of it. */
  readonly ends: Set<() => void>;
}

const lines = new WeakMap<Socket, Line>();

const openLine = (socket: Socket): Line => {
  const line: Line = { last: Promise.resolve(), ends: new Set() };
  lines.set(socket, line);
  socket.once('close', () => {
    for (const end of line.ends) end();
  });
  return line;
};

/**
 * Resolves when the answers of a connection that read files and were begun before are over, or the connection is. Who asks
 * for a thousand files at once without reading an answer would have pieces of all of them in memory otherwise.
 */
export const myTurn = (socket: Socket, response: ServerResponse): Promise<void> => {
  const line = lines.get(socket) ?? openLine(socket);
  const before = line.last;
  line.last = new Promise((done) => {
    line.ends.add(done);
    response.once('close', () => {
      line.ends.delete(done);
      done();
    });
  });
  return before;
};

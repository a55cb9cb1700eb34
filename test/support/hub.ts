import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a hub was told by one POST. */
export interface Told {
  readonly type: string | undefined;
  readonly mode: string | null;
  readonly topics: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A hub that notes what it is told; `answer` decides with which status, and may look around before. */
export const startHub = async (
  answer: (told: Told, count: number) => number | Promise<number> = () => 204,
) => {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const form = new URLSearchParams(text);
    const one: Told = {
      type: request.headers['content-type'],
      mode: form.get('hub.mode'),
      topics: form.getAll('hub.url'),
      at: Date.now(),
    };
    const status = request.method === 'POST' ? await answer(one, told.length + 1) : 405;
    told.push(one);
    response.writeHead(status, { 'content-length': '0' }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hub`,
    told,
    /** Resolves when the hub was told so often; rejects after `milliseconds`. */
    until: async (count: number, milliseconds = 10_000): Promise<void> => {
      const end = Date.now() + milliseconds;
      while (told.length < count) {
        if (Date.now() > end) throw new Error(`the hub was told ${told.length} times, not ${count}`);
        await new Promise((done) => setTimeout(done, 10));
      }
    },
    close: (): Promise<void> =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

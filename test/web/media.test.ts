import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { answerMedia } from '../../src/web/media.ts';

const size = 20_000_000;
const file = { path: 'a.mp3', size, modified: 0 };

/** A server of one large file that counts what is read of it and which requests are done with. */
const mediaServer = async () => {
  const counts = { begun: 0, over: 0, bytes: 0 };
  const store: Store = {
    async *list() {
      yield file;
    },
    read: async (_path, { start = 0, end = size } = { start: 0, end: size }) => {
      counts.bytes += end - start;
      return new Uint8Array(end - start);
    },
  };
  const server = createServer((request, response) => {
    counts.begun += 1;
    void answerMedia({ store, fileAt: () => file }, request, response, 'a.mp3').then(() => {
      counts.over += 1;
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, counts, port: (server.address() as AddressInfo).port };
};

const requests = (count: number): string => 'GET /a HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(count);

it('reads no more of files than its connection takes, however many are asked for at once', async () => {
  const { server, counts, port } = await mediaServer();
  const client = connect(port, '127.0.0.1').pause();
  client.on('error', () => {}).write(requests(500));
  await expect.poll(() => counts.begun, { timeout: 5000 }).toBe(500);
  await new Promise((done) => setTimeout(done, 300));
  // What the system takes for the two ends, and a piece that waits.
  expect(counts.bytes).toBeLessThan(size);
  client.destroy();
  await expect.poll(() => counts.over, { timeout: 5000 }).toBe(500);
  server.close();
});

it('sends pipelined files whole and in their order', async () => {
  const { server, counts, port } = await mediaServer();
  const client = connect(port, '127.0.0.1');
  let received = 0;
  client.on('data', (chunk) => {
    received += chunk.length;
  });
  client.write(requests(3));
  await expect.poll(() => received, { timeout: 10_000 }).toBeGreaterThan(3 * size);
  expect(counts.over).toBe(3);
  client.destroy();
  server.close();
});

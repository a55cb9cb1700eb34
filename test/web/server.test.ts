import { randomBytes } from 'node:crypto';
import { get, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Listener, startServer } from '../../src/web/server.ts';

const place = { port: 0, host: '127.0.0.1' };

const started = (listener: Listener) => startServer(listener, place);

describe('a server that stops', () => {
  it('does not cut an answer of 30 MB that was written at once', async () => {
    const large = randomBytes(30_000_000);
    const server = await started((_request, response) => {
      response.writeHead(200, ['Content-Length', String(large.length)]);
      response.end(large);
    });
    const received = await new Promise<Buffer>((done, fail) => {
      get(`${server.address}/`, (response) => {
        const chunks: Buffer[] = [];
        const stopped = server.stop(5000);
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          response.pause();
          setTimeout(() => response.resume(), 1);
        });
        response.on('end', () => stopped.then(() => done(Buffer.concat(chunks))));
        response.on('error', fail);
      }).on('error', fail);
    });
    expect(received.equals(large)).toBe(true);
  });

  it('finishes pipelined answers that wait for a slow one', async () => {
    let count = 0;
    const server = await started((_request, response) => {
      count += 1;
      if (count === 1) setTimeout(() => response.end('slow'), 300);
      else response.end('quick');
    });
    const text = await new Promise<string>((done) => {
      let all = '';
      const socket = connect(server.port, '127.0.0.1');
      socket.on('data', (chunk) => {
        all += chunk;
      });
      socket.on('close', () => done(all));
      socket.write('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n');
      setTimeout(() => void server.stop(5000), 100);
    });
    expect(text).toContain('slow');
    expect(text).toContain('quick');
  });

  it('waits no longer than it is told', async () => {
    const server = await started(() => {});
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((done) => setTimeout(done, 100));
    const start = performance.now();
    await server.stop(300);
    expect(performance.now() - start).toBeGreaterThan(250);
    expect(performance.now() - start).toBeLessThan(2000);
    socket.destroy();
  });

  it('takes no new connections', async () => {
    const server = await started((_request, response) => response.end());
    await server.stop(0);
    const fault = await new Promise<NodeJS.ErrnoException>((done) => {
      connect(server.port, '127.0.0.1').on('error', done);
    });
    expect(fault.code).toBe('ECONNREFUSED');
  });
});

describe('connections of one address', () => {
  it('do not keep others out, however many are opened and left half open', async () => {
    const shares = { peerOf: (address: string) => (address === '127.0.0.2' ? address : undefined), most: 50 };
    const server = await startServer((_request, response) => response.end('here'), place, shares);
    const slow = await Promise.all(
      Array.from(
        { length: 500 },
        () =>
          new Promise<{ readonly socket: Socket; isOpen: boolean }>((done) => {
            const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
            const connection = { socket, isOpen: true };
            socket.on('error', () => {});
            socket.on('close', () => {
              connection.isOpen = false;
            });
            socket.once('connect', () => {
              socket.write('GET / HTTP/1.1\r\nHo');
              done(connection);
            });
          }),
      ),
    );
    await expect.poll(() => slow.filter(({ isOpen }) => isOpen).length).toBe(50);
    expect(server.connections).toBe(50);
    expect(await (await fetch(server.address)).text()).toBe('here');
    for (const { socket } of slow) socket.destroy();
    await expect.poll(() => server.connections).toBeLessThan(2);
    const again = connect({ port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    again.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    const text = await new Promise<string>((done) => again.once('data', (chunk) => done(String(chunk))));
    expect(text).toContain('200 OK');
    await server.stop(100);
  });
});

describe('requests that are sent without waiting', () => {
  const requests = (count: number): string => 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(count);

  it.each([
    ['at once', (response: ServerResponse, text: string) => response.end(text)],
    ['later', (response: ServerResponse, text: string) => setImmediate(() => response.end(text))],
  ])('end connections where many answers, made %s, are not read, and no others', async (_when, end) => {
    const server = await started((_request, response) => end(response, 'x'.repeat(20_000)));
    const clients = Array.from({ length: 12 }, () => connect(server.port, '127.0.0.1').pause());
    const connected = clients.map((client) => new Promise((done) => client.once('connect', done)));
    for (const client of clients) client.on('error', () => {}).write(requests(3000));
    await Promise.all(connected);
    await expect.poll(() => server.connections, { timeout: 5000 }).toBeLessThan(8);
    expect((await (await fetch(server.address)).text()).length).toBe(20_000);
    for (const client of clients) client.destroy();
    await server.stop(100);
  });

  it('are all answered where they are read', async () => {
    const server = await started((_request, response) => response.end('here'));
    const client = connect(server.port, '127.0.0.1');
    let text = '';
    client.on('data', (chunk) => {
      text += chunk;
    });
    client.write(requests(3000));
    await expect.poll(() => text.match(/here/g)?.length, { timeout: 5000 }).toBe(3000);
    client.destroy();
    await server.stop(100);
  });
});

import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, serve, workFolder } from '../support/program.ts';
import { statusesOf, statusOf, talk } from '../support/talk.ts';

const files = {
  'site.yaml': 'url: https://example.org\ntimeZone: UTC\n',
  'articles/a.md': '---\ntitle: First\ndate: 2020-01-01\n---\nOne.\n',
};

const opened = (port: number): Promise<Socket> =>
  new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => done(socket));
    socket.once('error', fail);
  });

/** Connections that send the head of a request a letter a second; `closed` resolves to what each was answered. */
const dripping = async (port: number, count: number) => {
  const sockets = await Promise.all(Array.from({ length: count }, () => opened(port)));
  const answers = sockets.map(
    (socket) =>
      new Promise<string>((done) => {
        let text = '';
        socket.on('data', (chunk) => {
          text += chunk;
        });
        socket.on('error', () => {});
        socket.on('close', () => done(text));
      }),
  );
  for (const socket of sockets) socket.write('GET /rss.xml HTTP/1.1\r\nHo');
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('s');
  }, 1000);
  return { closed: Promise.all(answers).finally(() => clearInterval(drip)) };
};

describe('requests of any shape', () => {
  const work = workFolder(files);
  let server: Running;
  let slow: Awaited<ReturnType<typeof dripping>>;
  beforeAll(async () => {
    server = await serve(work.root);
    slow = await dripping(server.port, 20);
  });
  afterAll(async () => {
    expect((await server.stop()).code).toBe(0);
    work.remove();
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['binary', Buffer.from([0x16, 0x03, 0x01, 0x02, 0, 1, 0, 1, 0xfc, 3, 3]), 400],
    ['a wrong version', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n', 400],
    ['no Host', 'GET /rss.xml HTTP/1.1\r\n\r\n', 400],
    ['a space in a name', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'an expectation',
      'GET /rss.xml HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: miracles\r\n\r\n',
      417,
    ],
    ['1 MB of headers', `GET /rss.xml HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(1_000_000)}\r\n\r\n`, 431],
    ['many headers', `GET /rss.xml HTTP/1.1\r\nHost: a\r\n${'X-A: b\r\n'.repeat(100_000)}\r\n`, 431],
    ['1 MB of target', `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
  ])('answers %s with %3$i', async (_name, bytes, status) => {
    expect(statusOf(await talk(server.port, bytes))).toBe(status);
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
  });

  it.each([
    'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n',
    'GET /rss.xml HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET http://[::1/rss.xml HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET //%ff%fe/..;/?%=%&feed=%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET /media/%00%ff HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    'GET /rss.xml HTTP/1.1\r\nHost: a\r\nAccept-Encoding: ;;,,q=,gzip;q=x\r\nIf-None-Match: ,,"\\",W/\r\nIf-Modified-Since: x\r\nRange: bytes=-,-\r\nConnection: close\r\n\r\n',
    'POST /rss.xml HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  ])('lives through %j', async (bytes) => {
    await talk(server.port, bytes, 500);
    expect((await ask(`${server.url}/rss.xml`)).status).toBe(200);
  });

  it('answers random bytes and cut requests, and goes on', async () => {
    const request = Buffer.from('GET /atom.xml HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\n\r\n');
    const shapes = [
      ...Array.from({ length: 30 }, () => randomBytes(200)),
      ...Array.from({ length: 30 }, (_, at) => request.subarray(0, at * 2)),
    ];
    await Promise.all(shapes.map((bytes) => talk(server.port, bytes, 300)));
    expect((await ask(`${server.url}/atom.xml`)).status).toBe(200);
  });

  it('answers pipelined requests in their order', async () => {
    const paths = ['/rss.xml', '/nothing', '/atom.xml', '/media/none', '/feed.json', '/rss'];
    const text = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('');
    const last = 'GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    const answer = await talk(server.port, text + last);
    expect(statusesOf(answer)).toEqual([200, 404, 200, 404, 200, 301, 200]);
  });

  it('answers 10,000 polls at the same time', async () => {
    const { etag = '' } = (await ask(`${server.url}/rss.xml`)).headers;
    const request = `GET /rss.xml HTTP/1.1\r\nHost: a\r\nIf-None-Match: ${etag}\r\nConnection: close\r\n\r\n`;
    const sockets: Socket[] = [];
    for (let left = 10_000; left > 0; left -= 500) {
      sockets.push(...(await Promise.all(Array.from({ length: 500 }, () => opened(server.port)))));
    }
    const answers = sockets.map(
      (socket) =>
        new Promise<number>((done) => {
          let text = '';
          socket.on('data', (chunk) => {
            text += chunk.toString('latin1');
          });
          socket.on('error', () => {});
          socket.on('close', () => done(statusOf(text)));
          socket.write(request);
        }),
    );
    const statuses = await Promise.all(answers);
    expect(statuses.filter((status) => status !== 304)).toEqual([]);
  }, 60_000);

  // The last one: all of the above was answered while these were half open.
  it('ends connections that take too long to say what they want', async () => {
    const texts = await slow.closed;
    expect(texts.map(statusOf)).toEqual(texts.map(() => 408));
  }, 40_000);
});

describe('the rate of requests', () => {
  const work = workFolder(files);
  let server: Running;
  beforeAll(async () => {
    server = await serve(work.root, ['--rate-limit', '5', '--trust-proxy', 'loopback']);
  });
  afterAll(async () => {
    await server.stop();
    work.remove();
  });

  const poll = async (address: string, headers: Readonly<Record<string, string>> = {}) =>
    ask(`${server.url}/rss.xml`, { headers: { 'X-Forwarded-For': address, ...headers } });

  const statuses = async (address: string, count: number): Promise<number[]> => {
    const all: number[] = [];
    for (let left = count; left > 0; left -= 1) all.push((await poll(address)).status);
    return all;
  };

  it('is limited by address, and the answer says when to come again', async () => {
    expect(await statuses('203.0.113.1', 7)).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const { headers, body } = await poll('203.0.113.1');
    expect(headers['retry-after']).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(headers['content-length']).toBe(String(body.length));
    expect(await statuses('203.0.113.2', 1)).toEqual([200]);
  });

  it('counts a /64 as one address', async () => {
    expect(await statuses('2001:db8:5:6::1', 5)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses('2001:db8:5:6:ffff::2', 1)).toEqual([429]);
    expect(await statuses('2001:db8:5:7::1', 1)).toEqual([200]);
  });

  it('does not count answers that nothing changed', async () => {
    const { etag = '' } = (await poll('203.0.113.3')).headers;
    for (let left = 20; left > 0; left -= 1) {
      expect((await poll('203.0.113.3', { 'If-None-Match': etag })).status).toBe(304);
    }
    expect(await statuses('203.0.113.3', 5)).toEqual([200, 200, 200, 200, 429]);
  });

  it('counts pages, redirects and what is not there too', async () => {
    const all: number[] = [];
    for (const path of ['/', '/rss', '/nothing', '/articles/a/', '/healthz', '/rss.xml']) {
      all.push((await ask(server.url + path, { headers: { 'X-Forwarded-For': '203.0.113.4' } })).status);
    }
    expect(all.at(-1)).toBe(429);
    expect(all.slice(0, 5)).not.toContain(429);
  });

  it.each(['127.0.0.1', '10.1.2.3', '192.168.0.9', 'fd00::1'])('never limits %s', async (address) => {
    expect(await statuses(address, 12)).toEqual(Array(12).fill(200));
  });

  it('believes the last address that no trusted proxy has', async () => {
    expect(await statuses('1.1.1.1, 203.0.113.5, 127.0.0.1', 5)).toEqual(Array(5).fill(200));
    expect(await statuses('2.2.2.2, 203.0.113.5', 1)).toEqual([429]);
  });

  it('believes nobody where no proxy is trusted', async () => {
    const other = await serve(work.root, ['--rate-limit', '2', '--state', '.other']);
    const all: number[] = [];
    for (let left = 5; left > 0; left -= 1) {
      const headers = { 'X-Forwarded-For': '203.0.113.6' };
      all.push((await ask(`${other.url}/rss.xml`, { headers })).status);
    }
    await other.stop();
    expect(all).toEqual(Array(5).fill(200));
  });
});

describe('stopping', () => {
  it('sends a large answer to its end', async () => {
    const large = randomBytes(30_000_000);
    const work = workFolder({ ...files, 'articles/large.mp3': large });
    const server = await serve(work.root);
    const received = new Promise<Buffer>((done, fail) => {
      const request = httpRequest(`${server.url}/media/large.mp3`, (response) => {
        const chunks: Buffer[] = [];
        response.once('data', () => void server.stop());
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          response.pause();
          setTimeout(() => response.resume(), 2);
        });
        response.on('end', () => done(Buffer.concat(chunks)));
        response.on('error', fail);
      });
      request.on('error', fail);
      request.end();
    });
    expect((await received).equals(large)).toBe(true);
    expect((await server.stop()).code).toBe(0);
    work.remove();
  });

  it('ends within five seconds although a reader takes nothing, and idle ones keep their connection', async () => {
    const work = workFolder({ ...files, 'articles/large.mp3': randomBytes(30_000_000) });
    const server = await serve(work.root);
    const idle = await opened(server.port);
    idle.write('GET /rss.xml HTTP/1.1\r\nHost: a\r\n\r\n');
    const stuck = await opened(server.port);
    stuck.pause();
    stuck.write('GET /media/large.mp3 HTTP/1.1\r\nHost: a\r\n\r\n');
    for (const socket of [idle, stuck]) socket.on('error', () => {});
    await new Promise((done) => setTimeout(done, 300));
    const start = performance.now();
    expect((await server.stop()).code).toBe(0);
    expect(performance.now() - start).toBeLessThan(5500);
    stuck.destroy();
    work.remove();
  });

  it('ends at once where nobody is under way', async () => {
    const work = workFolder(files);
    const server = await serve(work.root);
    const idle = await opened(server.port);
    idle.write('GET /rss.xml HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((done) => idle.once('data', done));
    const start = performance.now();
    await server.stop();
    expect(performance.now() - start).toBeLessThan(2000);
    work.remove();
  });
});

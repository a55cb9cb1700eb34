import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { Answers } from '../../src/web/answers.ts';

const endings: (() => unknown)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A connection to a client that takes nothing until it is told to. */
const connected = async (): Promise<{ readonly socket: Socket; readonly client: Socket }> => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const accepted = new Promise<Socket>((done) => server.once('connection', done));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.on('error', () => {});
  const socket = await accepted;
  socket.on('error', () => {});
  endings.push(
    () => server.close(),
    () => client.destroy(),
    () => socket.destroy(),
  );
  return { socket, client };
};

const turn = () => new Promise((done) => setTimeout(done, 100));

it('ends a connection that takes nothing of its answer, and none that takes some or is idle', async () => {
  const answers = new Answers();
  const [stuck, slow, idle] = await Promise.all([connected(), connected(), connected()]);
  for (const { socket } of [stuck, slow, idle]) answers.open(socket);
  for (const { socket } of [stuck, slow]) socket.write(Buffer.alloc(30_000_000));
  await turn();
  answers.endStalled();
  expect(answers.connections).toBe(3);
  const sent = (): number => slow.socket.bytesWritten - slow.socket.writableLength;
  const before = sent();
  slow.client.resume();
  await vi.waitUntil(() => sent() > before, 5000);
  slow.client.pause();
  answers.endStalled();
  await turn();
  expect([stuck, slow, idle].map(({ socket }) => socket.destroyed)).toEqual([true, false, false]);
  expect(answers.connections).toBe(2);
});

it('ends idle connections at once and waits for the others', async () => {
  const answers = new Answers();
  const [busy, idle] = await Promise.all([connected(), connected()]);
  for (const { socket, client } of [busy, idle]) {
    answers.open(socket);
    client.on('end', () => client.end());
  }
  busy.socket.write(Buffer.alloc(10_000_000));
  const finished = answers.finish(5000);
  idle.client.resume();
  await turn();
  expect([busy, idle].map(({ socket }) => socket.destroyed)).toEqual([false, true]);
  busy.client.resume();
  await finished;
  expect(answers.connections).toBe(0);
});

it('forgets answers that waited for their turn when their connection ends', async () => {
  const answers = new Answers();
  const server = createHttpServer((request, response) => answers.follow(request.socket, response));
  server.on('connection', (socket) => answers.open(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(50));
  await expect.poll(() => answers.waiting).toBe(50);
  client.destroy();
  await expect.poll(() => answers.waiting).toBe(0);
  server.close();
});

import { connect } from 'node:net';

/** Sends bytes as they are and gathers what comes back until the connection ends, or for `milliseconds`. */
export const talk = (port: number, bytes: string | Buffer, milliseconds = 3000): Promise<string> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      done(text);
    };
    const timer = setTimeout(end, milliseconds);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', end);
    socket.on('error', () => {});
    socket.write(bytes);
  });

/** The status of the first answer in a text; 0 where there is none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

/** All statuses of final answers in a text, in their order. */
export const statusesOf = (answers: string): number[] =>
  Array.from(answers.matchAll(/HTTP\/1\.1 ([2-5]\d\d) /g), ([, status]) => Number(status));

/** A header of the first answer in a text. */
export const headerOf = (answer: string, name: string): string | undefined =>
  new RegExp(`\\r\\n${name}: ([^\\r]*)\\r\\n`, 'i').exec(
    answer.slice(0, answer.indexOf('\r\n\r\n') + 2),
  )?.[1];

/** A request as it goes over the wire, on a connection of its own; `head` are further lines. */
export const requestText = (path: string, head: readonly string[] = [], method = 'GET'): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: a', 'Connection: close', ...head, '', ''].join('\r\n');

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mediaTypeOf } from '../article/content/media-types.ts';
import { formatHttpDate } from '../date/format.ts';
import { toInstant } from '../date/instant.ts';
import { isMediaPath } from '../store/media-path.ts';
import { isSourceLost, type Store, type StoredFile } from '../store/store.ts';
import { evaluateConditions } from './conditional.ts';
import { myTurn } from './media-line.ts';
import { readRangeHeader } from './range.ts';
import { isRead, methodNotAllowed, sendFailed } from './replies.ts';

/**
 * Bytes read and sent at a time: a large file never stands in memory as a whole, and thousands of readers that take
 * theirs slowly hold little. Larger pieces cost no less (200 MB: 0.26 s of CPU with 64 KB, 0.26 s with 256 KB).
 */
const CHUNK = 64 * 1024;

/** What media may be served from: the store and what it holds. */
export interface MediaSource {
  readonly store: Store;
  /** The file as it was last listed, undefined where there is none. */
  readonly fileAt: (path: string) => StoredFile | undefined;
}

const decodePath = (encoded: string): string | undefined => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};

const entityTag = ({ path, size, modified }: StoredFile): string =>
  `"${createHash('sha256').update(`${path}\0${size}\0${modified}`).digest('hex').slice(0, 16)}"`;

/** Headers that every file has. A file of somebody's folder never runs scripts in the site's name. */
export const mediaHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link',
  'Cache-Control': 'public, max-age=3600',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Headers of an answer about a file. */
const headersOf = (file: StoredFile): Record<string, string> => ({
  ...mediaHeaders,
  'Content-Type': mediaTypeOf(file.path) ?? 'application/octet-stream',
  'Accept-Ranges': 'bytes',
  ETag: entityTag(file),
  'Last-Modified': formatHttpDate(toInstant(Math.floor(file.modified / 1000) * 1000)),
});

const written = (response: ServerResponse, bytes: Uint8Array): Promise<void> | undefined => {
  if (response.write(bytes) || response.destroyed) return undefined;
  return new Promise((done) => {
    const end = (): void => {
      response.off('drain', end);
      response.off('close', end);
      done();
    };
    response.on('drain', end);
    response.on('close', end);
  });
};

const send = async (
  store: Store,
  file: StoredFile,
  response: ServerResponse,
  start: number,
  end: number,
): Promise<void> => {
  for (let from = start; from < end; from += CHUNK) {
    // An answer that waited for its turn does not hear that its connection ended.
    if (response.destroyed || response.req.socket.destroyed) return;
    const bytes = await store.read(file.path, { start: from, end: Math.min(from + CHUNK, end) });
    // Shorter than it was listed: cutting the connection tells the client that something is missing.
    if (bytes.length === 0) return void response.destroy();
    await written(response, bytes);
  }
  response.end();
};

/**
 * Answers GET and HEAD of `/media/{path}`; false where there is no such file. Conditional requests as RFC 9110 §13,
 * byte ranges as §14; `If-Range` only with a strong tag or the exact date (§13.1.5).
 */
export const answerMedia = async (
  { store, fileAt }: MediaSource,
  request: IncomingMessage,
  response: ServerResponse,
  encodedPath: string,
): Promise<boolean> => {
  const path = decodePath(encodedPath);
  const file = path !== undefined && isMediaPath(path) ? fileAt(path) : undefined;
  if (!file) return false;
  if (!isRead(request.method)) return methodNotAllowed(request, response);
  const headers = headersOf(file);
  const validators = { tags: [headers.ETag!], lastModified: headers['Last-Modified']! };
  const conditions = evaluateConditions(request.headers, validators);
  if (conditions.kind === 'failed') return sendFailed(request, response);
  if (conditions.kind === 'not-modified') {
    delete headers['Content-Type'];
    response.writeHead(304, headers).end();
    return true;
  }
  const ifRange = request.headers['if-range'];
  const mayRange =
    request.method === 'GET' &&
    (ifRange === undefined || ifRange === headers.ETag || ifRange === headers['Last-Modified']);
  const range = readRangeHeader(mayRange ? request.headers.range : undefined, file.size);
  if (range === 'unsatisfiable') {
    response
      .writeHead(416, { ...headers, 'Content-Range': `bytes */${file.size}`, 'Content-Length': '0' })
      .end();
    return true;
  }
  const { start, end } = range === 'whole' ? { start: 0, end: file.size } : range;
  headers['Content-Length'] = String(end - start);
  if (range !== 'whole') headers['Content-Range'] = `bytes ${start}-${end - 1}/${file.size}`;
  await myTurn(request.socket, response);
  // The first bytes are read before the head is sent: a file that cannot be read is a 404, not a broken answer.
  try {
    await store.read(path!, { start, end: Math.min(start + 1, end) });
  } catch (fault) {
    if (isSourceLost(fault)) throw fault;
    return false;
  }
  response.writeHead(range === 'whole' ? 200 : 206, headers);
  if (request.method === 'HEAD') response.end();
  else await send(store, file, response, start, end).catch(() => response.destroy());
  return true;
};

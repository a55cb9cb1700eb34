import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowedMethods, optionsHeaders } from './headers.ts';

/** A request as Express hands it on: `baseUrl` is where the router is mounted. */
export type MountedRequest = IncomingMessage & { readonly baseUrl?: string };

/** Whether the method only reads (RFC 9110 §9.2.1). */
export const isRead = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

/** Ends the response with one line of plain text; `headers` are names and values in turn. */
export const sendText = (
  { method }: MountedRequest,
  response: ServerResponse,
  { status, headers = [], text }: { status: number; headers?: readonly string[]; text: string },
): void => {
  const bytes = Buffer.from(`${text}\n`);
  response.writeHead(status, [
    ...headers,
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(bytes.length),
    'X-Content-Type-Options',
    'nosniff',
  ]);
  response.end(method === 'HEAD' ? undefined : bytes);
};

/** Says that a condition of the request does not hold (RFC 9110 §15.5.13). */
export const sendFailed = (request: MountedRequest, response: ServerResponse): true => {
  sendText(request, response, { status: 412, text: 'What is here is another one by now.' });
  return true;
};

/** Answers OPTIONS with what is allowed, and any other method that does not read with 405 (RFC 9110 §15.5.6). */
export const methodNotAllowed = (request: MountedRequest, response: ServerResponse): true => {
  if (request.method === 'OPTIONS') response.writeHead(204, [...optionsHeaders]).end();
  else
    sendText(request, response, {
      status: 405,
      headers: ['Allow', allowedMethods],
      text: 'This address can only be read.',
    });
  return true;
};

/** Path and query of a request target, which may be absolute (RFC 9112 §3.2.2). */
export const splitTarget = (url: string): { readonly path: string; readonly query: string } => {
  const target = /^https?:\/\/[^/?#]*(.*)$/is.exec(url)?.[1] ?? url;
  const question = target.indexOf('?');
  const path = question === -1 ? target : target.slice(0, question);
  return { path: path === '' ? '/' : path, query: question === -1 ? '' : target.slice(question + 1) };
};

/** What a `Location` depends on beside where it leads. */
export interface LocationContext {
  readonly request: MountedRequest;
  /** Path of the request below the mount, percent-encoded. */
  readonly path: string;
  readonly siteUrl: string;
}

/** In a `Location` only what a URL may hold, ASCII and without what could end the header. */
const safeLocation = (to: string): string =>
  to
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character.toWellFormed()))
    .replaceAll('\\', '%5C');

/**
 * `to`, an absolute URL or a path of this site, as a `Location`: below where the router is mounted. A site whose public
 * address has a path is served at the root behind a proxy that takes that path away, and the browser doesn't know;
 * so there the way is told from the request's own address.
 */
export const locationOf = (to: string, { request, path, siteUrl }: LocationContext): string => {
  const { baseUrl = '' } = request;
  if (!to.startsWith('/') || to.startsWith('//')) return safeLocation(to);
  if (baseUrl !== '' || !/^https?:\/\/[^/]+\/./i.test(siteUrl)) return safeLocation(baseUrl + to);
  const up = '../'.repeat(Math.max(0, path.split('/').length - 2));
  return safeLocation(`${up === '' ? './' : up}${to.slice(1)}`);
};

/**
 * Writes a head that was made before. Node takes a flat array as it is unless something was set already, as
 * Express does with `X-Powered-By`; then it would remove and append each header, which costs twice as much as to set it.
 */
export const writeReadyHead = (response: ServerResponse, status: number, headers: string[]): void => {
  // To ask for the one that is nearly always there costs less than a list of all.
  if (!response.hasHeader('X-Powered-By') && response.getHeaderNames().length === 0) {
    response.writeHead(status, headers);
    return;
  }
  for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at] ?? '', headers[at + 1] ?? '');
  response.writeHead(status);
};

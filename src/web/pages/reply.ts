import type { ServerResponse } from 'node:http';
import { toInstant } from '../../date/instant.ts';
import { Document } from '../../render/document.ts';
import { evaluateConditions } from '../conditional.ts';
import { acceptedCodings } from '../negotiate.ts';
import { locationOf, type MountedRequest, sendFailed } from '../replies.ts';

/** A page that is ready to be sent. */
export interface Page {
  readonly status: number;
  readonly document: Document;
  /** Seconds that it may be kept; undefined for a page, which follows its site's changes. */
  readonly maxAge?: number | undefined;
}

/** A page, or where it is: an absolute address, or a path below the site's root. */
export type PageAnswer = Page | { readonly redirect: string };

const epoch = toInstant(0);

/** Makes a page of a text; `type` is its media type, without charset. */
export const pageOf = (status: number, type: string, text: string, maxAge?: number): Page => ({
  status,
  document: new Document({ text, mediaType: type, lastModified: () => epoch }),
  maxAge,
});

/**
 * Only the site's own script and styles count in a page, whatever an article holds; media and images may come from where
 * articles have them.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  'img-src http: https: data:',
  'media-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer with a page or a file that pages need. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** What an answer depends on beside its page. */
export interface PageContext {
  /** Path of the request, percent-encoded. */
  readonly path: string;
  readonly siteUrl: string;
  /** `Cache-Control` of pages that follow the site's changes. */
  readonly cacheControl: string;
  /** What of the request decides about the answer, where that is more than `Accept-Encoding`. */
  readonly vary?: string;
}

/** Sends a page in the coding that the client likes best; a GET or HEAD that names its tag gets 304 (RFC 9110 §13). */
export const sendPage = (
  request: MountedRequest,
  response: ServerResponse,
  answer: PageAnswer,
  { path, siteUrl, cacheControl, vary = 'Accept-Encoding' }: PageContext,
): void => {
  if ('redirect' in answer) {
    const location = locationOf(answer.redirect, { request, path, siteUrl });
    const headers = { Location: location, 'Cache-Control': 'max-age=86400', 'Content-Length': '0' };
    response.writeHead(301, headers).end();
    return;
  }
  const { status, document, maxAge } = answer;
  const [coding = 'identity'] = acceptedCodings(request.headers['accept-encoding']);
  // Brotli takes long and a page is asked for seldom: gzip does, as long as the smaller one is not at hand.
  const variant =
    document.ready(coding) ?? document.ready(coding === 'br' ? 'gzip' : coding) ?? document.identity;
  if (coding !== variant.coding) document.prepare(coding);
  const lasting = maxAge === undefined ? cacheControl : `max-age=${maxAge}`;
  const headers = {
    'Cache-Control': status === 200 ? lasting : 'no-cache',
    Vary: vary,
    ...pageHeaders,
    ...(status === 200 && { ETag: variant.etag }),
  };
  // Conditions count only where the answer would be a good one without them (RFC 9110 §13.2.1).
  const tags = [variant.etag, ...codingsOf(document)];
  const conditions = status === 200 && evaluateConditions(request.headers, { tags });
  if (conditions && conditions.kind === 'failed') return void sendFailed(request, response);
  if (conditions && conditions.kind === 'not-modified') {
    return void response.writeHead(304, { ...headers, ETag: conditions.tag }).end();
  }
  response.writeHead(status, {
    ...headers,
    'Content-Type': document.contentType,
    'Content-Length': variant.bytes.length,
    ...(variant.coding !== 'identity' && { 'Content-Encoding': variant.coding }),
  });
  response.end(request.method === 'HEAD' ? undefined : variant.bytes);
};

const codingsOf = (document: Document): readonly string[] =>
  (['identity', 'gzip', 'br'] as const).map((coding) => document.tag(coding));

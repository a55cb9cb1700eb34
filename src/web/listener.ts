import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Traffic } from './admin/traffic.ts';
import { corsHeaders, optionsHeaders } from './headers.ts';
import type { RateLimit, Window } from './rate-limit.ts';
import { type HeadFault, headFault, useOriginForm } from './request-head.ts';
import type { Listener } from './server.ts';

/** What is told of an answer that is over. */
export interface AnswerReport {
  readonly method: string;
  /** The request's target. */
  readonly url: string;
  readonly status: number;
  /** Of the content, as it was sent. */
  readonly bytes: number;
  /** Content coding. */
  readonly coding: string;
  /** From the request's headers to the last byte. */
  readonly milliseconds: number;
  readonly userAgent: string;
  /** Whether the client went away before. */
  readonly isCut: boolean;
}

/** What `serve` answers with, and who is told. */
export interface ListenerOptions {
  /** Answers what is ready, at once; false, with nothing done, for anything else. */
  readonly fast: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers everything. */
  readonly app: Listener;
  readonly traffic: Traffic;
  readonly limit?: RateLimit | undefined;
  /** Whom a request counts for; undefined for those who are not limited. */
  readonly networkOf: (request: IncomingMessage) => string | undefined;
  readonly onAnswer: (report: AnswerReport) => void;
  /** Whether every answer is told of, or only those that are not ready documents. */
  readonly isTellingAll: boolean;
  readonly onFault: (fault: unknown) => void;
}

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined;

const fieldOf = (response: ServerResponse, head: Head, name: string): string => {
  const set = response.getHeader(name);
  if (set !== undefined) return String(set);
  if (Array.isArray(head)) {
    for (let at = 0; at < head.length; at += 2) {
      if (String(head[at]).toLowerCase() === name) return String(head[at + 1]);
    }
    return '';
  }
  const key = Object.keys(head ?? {}).find((each) => each.toLowerCase() === name);
  return key === undefined ? '' : String(head?.[key]);
};

/** Reports an answer when it is over. The head is looked at as it is written, since Node keeps no ready head. */
const report = (
  request: IncomingMessage,
  response: ServerResponse,
  onAnswer: ListenerOptions['onAnswer'],
): void => {
  const start = performance.now();
  const { method = '', url = '', headers } = request;
  let head: Head;
  const writeHead = response.writeHead;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    head = rest.at(-1) as Head;
    return Reflect.apply(writeHead, response, [status, ...rest]);
  }) as typeof writeHead;
  response.once('close', () => {
    const { statusCode: status, writableFinished } = response;
    const hasContent = method !== 'HEAD' && status !== 304 && status !== 204;
    onAnswer({
      method,
      url,
      status,
      bytes: hasContent ? Number(fieldOf(response, head, 'content-length')) || 0 : 0,
      coding: fieldOf(response, head, 'content-encoding') || 'identity',
      milliseconds: performance.now() - start,
      userAgent: headers['user-agent'] ?? '',
      isCut: !writableFinished,
    });
  });
};

const sendTooMany = (response: ServerResponse, seconds: number): void => {
  const text = `Too many requests: ask again in ${seconds} seconds.\n`;
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(text.length)];
  response.writeHead(429, [...headers, 'Retry-After', String(seconds), ...corsHeaders]);
  response.end(text);
};

const sendRefusal = (response: ServerResponse, { status, text }: HeadFault): void => {
  const headers = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(text.length + 1)];
  // What comes behind it on this connection may be anything.
  response.writeHead(status, [...headers, 'Connection', 'close']).end(`${text}\n`);
};

const sendFault = (response: ServerResponse): void => {
  if (response.headersSent) response.destroy();
  else response.writeHead(500, ['Content-Length', '0']).end();
};

/**
 * What `serve` does with each request: looks whether its sender may ask, answers, counts, and tells. A document that is
 * ready costs a few look-ups beside its answer; whatever else there is to tell or to limit is only done for requests
 * that need it.
 */
export const createListener = (options: ListenerOptions): Listener => {
  const { fast, app, traffic, limit, networkOf, onAnswer, isTellingAll, onFault } = options;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (isTellingAll) report(request, response, onAnswer);
    if (fast(request, response)) {
      traffic.note(request.url ?? '', response.statusCode, request.headers['user-agent']);
      return;
    }
    if (!isTellingAll) report(request, response, onAnswer);
    response.once('close', () => {
      traffic.note(request.url ?? '', response.statusCode, request.headers['user-agent']);
    });
    app(request, response);
  };

  const refuse = (request: IncomingMessage, response: ServerResponse, seconds: number): void => {
    report(request, response, onAnswer);
    sendTooMany(response, seconds);
    traffic.note(request.url ?? '', 429, undefined);
  };

  /** An answer without content costs nearly nothing and is given back. */
  const giveBack = (window: Window, response: ServerResponse): void => {
    if (response.statusCode === 304) window.count -= 1;
  };

  const limited = (
    network: string,
    request: IncomingMessage,
    response: ServerResponse,
    to: RateLimit,
  ): void => {
    const window = to.windowOf(network);
    const seconds = to.wait(window);
    if (seconds > 0) {
      refuse(request, response, seconds);
      return;
    }
    window.count += 1;
    answer(request, response);
    if (response.writableEnded) giveBack(window, response);
    else response.once('close', () => giveBack(window, response));
  };

  /** Requests that are about the server as a whole (RFC 9110 §9.3.7), and those that nobody should read. */
  const answerOddly = (request: IncomingMessage, response: ServerResponse): boolean => {
    const fault = headFault(request);
    if (fault === undefined && (request.url !== '*' || request.method !== 'OPTIONS')) return false;
    report(request, response, onAnswer);
    if (fault === undefined) response.writeHead(204, [...optionsHeaders]).end();
    else sendRefusal(response, fault);
    traffic.note('*', response.statusCode, undefined);
    return true;
  };

  return (request, response) => {
    try {
      useOriginForm(request);
      if (answerOddly(request, response)) return;
      const network = limit && networkOf(request);
      if (network === undefined || limit === undefined) answer(request, response);
      else limited(network, request, response, limit);
    } catch (fault) {
      onFault(fault);
      sendFault(response);
    }
  };
};

import type { ErrorRequestHandler, Express } from 'express';
import { lazy } from '../lazy.ts';
import type { Publisher } from './publisher.ts';
import type { Listener } from './server.ts';

/** What the app tells of faults in the program itself. */
export type FaultListener = (fault: unknown) => void;

const express = lazy<typeof import('express')>(import.meta.url, 'express');

const faultText = 'Something went wrong here. It has been noted.\n';

/**
 * What `serve` answers with: the publisher, and for whatever is not the publisher's the Express application, which is
 * loaded then. What the app does not even look at, such as a target without a path, is answered here: what Express
 * would do waits for the end of a request that has none.
 */
export const listenerOf = (publisher: Publisher, onFault: FaultListener): Listener => {
  let app: ((...parameters: [...Parameters<Listener>, (fault?: unknown) => void]) => void) | undefined;
  return async (request, response) => {
    try {
      if (await publisher.answer(request, response)) return;
      app ??= createApp(publisher, onFault) as unknown as NonNullable<typeof app>;
      app(request, response, (fault) => {
        if (fault) onFault(fault);
        if (response.headersSent) response.destroy();
        else publisher.sendNotFound(request, response);
      });
    } catch (fault) {
      onFault(fault);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(faultText);
    }
  };
};

/**
 * The Express application that `serve` runs: the publisher's answers, a 404 page for the rest, and a 500 without
 * details for faults of the program. Complete by itself; `serve` asks the publisher before it, which costs less.
 */
export const createApp = (publisher: Publisher, onFault: FaultListener): Express => {
  const app = express()();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(async (request, response, next) => {
    if (!(await publisher.answer(request, response))) next();
  });
  app.use((request, response) => {
    publisher.sendNotFound(request, response);
  });
  const sendFault: ErrorRequestHandler = (fault, _request, response, _next) => {
    onFault(fault);
    if (response.headersSent) return void response.destroy();
    response.status(500).type('text/plain').send(faultText);
  };
  app.use(sendFault);
  return app;
};

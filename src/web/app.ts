import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Publisher } from './publisher.ts';
import type { Listener } from './server.ts';

/** What the app tells of faults in the program itself. */
export type FaultListener = (fault: unknown) => void;

/**
 * Has the app answer, and answers itself what the app does not even look at, such as a target without a path: what
 * Express would do then waits for the end of a request that has none.
 */
export const listenerOf =
  (app: Express, publisher: Publisher, onFault: FaultListener): Listener =>
  (request, response) => {
    const handle = app as unknown as (
      ...parameters: [...Parameters<Listener>, (fault?: unknown) => void]
    ) => void;
    handle(request, response, (fault) => {
      if (fault) onFault(fault);
      if (response.headersSent) response.destroy();
      else publisher.sendNotFound(request, response);
    });
  };

/**
 * The Express application that `serve` runs: the publisher's answers, a 404 page for the rest, and a 500 without
 * details for faults of the program. Complete by itself; `serve` asks `publisher.fast` before it, which costs less.
 */
export const createApp = (publisher: Publisher, onFault: FaultListener): Express => {
  const app = express();
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
    response.status(500).type('text/plain').send('Something went wrong here. It has been noted.\n');
  };
  app.use(sendFault);
  return app;
};

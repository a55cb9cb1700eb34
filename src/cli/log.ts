import type { Writable } from 'node:stream';
import { formatProblem, type Problem } from '../problem.ts';
import type { LogLevel } from './settings.ts';

/** Tells the person who runs the program what happens, on standard error. */
export interface Log {
  line(text: string): void;
  problem(problem: Problem): void;
  request(line: {
    readonly method: string;
    readonly url: string;
    readonly status: number;
    readonly bytes: number;
    readonly milliseconds: number;
  }): void;
}

/** A log of the level: `quiet` tells nothing, `requests` every request, `summary` those that failed. */
export const createLog = (level: LogLevel, stream: Writable): Log => {
  const write = (text: string): void => {
    if (level !== 'quiet') stream.write(`${text}\n`);
  };
  return {
    line: write,
    problem: (problem) => {
      write(formatProblem(problem));
      if (problem.hint !== '') write(`  ${problem.hint}`);
    },
    request: ({ method, url, status, bytes, milliseconds }) => {
      if (level === 'requests' || status >= 400)
        write(`${method} ${url} ${status} ${bytes} bytes ${milliseconds.toFixed(1)} ms`);
    },
  };
};

import { type Logger, pino } from 'pino';
import { formatProblem, type Problem, type ProblemCode, printable } from '../problem.ts';
import type { AnswerTotals } from '../web/admin/traffic.ts';
import type { AnswerReport } from '../web/listener.ts';
import { readerOf } from '../web/reader.ts';
import type { LogLevel } from './settings.ts';

/** Where the log goes: anything that takes text. */
export interface LogStream {
  write(text: string): unknown;
}

/** Characters that wait for a reader of the log that does not read; what comes beyond is dropped. */
const longestWait = 4_000_000;

/**
 * Standard error as the log writes to it: without waiting for whoever reads it, since a full pipe would hold up every
 * answer, and without an end when nobody reads. `flush` writes what still waits.
 */
export const openStandardError = (): LogStream & { flush(): void } => {
  const destination = pino.destination({ fd: 2, sync: false, maxLength: longestWait });
  destination.on('error', () => {});
  return {
    write: (text) => destination.write(text),
    flush: () => {
      try {
        destination.flushSync();
      } catch {
        // Whoever read it is gone.
      }
    },
  };
};

/** What a log is made from. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly stream: LogStream;
  /** Whether a person looks at it: then lines are prose, else JSON. */
  readonly isTerminal: boolean;
}

/** Tells the person who runs the program what happens, on standard error. */
export interface Log {
  /** Something that happened: a sentence, and what a program that reads the log wants to know of it. */
  event(text: string, facts?: Readonly<Record<string, unknown>>): void;
  problem(problem: Problem): void;
  answer(report: AnswerReport): void;
  /** What was answered in the last minute. */
  minute(totals: AnswerTotals): void;
  /** A fault of the program or its surroundings. */
  fault(fault: unknown): void;
}

/** Failed answers that `summary` tells of one by one in a minute, and faults; the others are in numbers only. */
const mostFailed = 60;

/** Longest address that is told whole. */
const longestUrl = 500;

const short = (text: string): string => printable(text.slice(0, longestUrl));

const describeFault = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);

const factsOf = (report: AnswerReport) => {
  const { method, url, status, bytes, coding, milliseconds, userAgent, isCut } = report;
  return {
    method,
    url: short(url),
    status,
    bytes,
    coding,
    milliseconds: Number(milliseconds.toFixed(2)),
    reader: readerOf(userAgent),
    ...(isCut && { cut: true }),
  };
};

const describeAnswer = (report: AnswerReport): string => {
  const { method, url, status, bytes, coding, milliseconds, reader, cut } = factsOf(report);
  const size = bytes === 0 ? '' : ` ${bytes} bytes${coding === 'identity' ? '' : ` ${coding}`}`;
  return `${method} ${url} ${status}${size} ${milliseconds.toFixed(1)} ms${reader === '' ? '' : ` ${printable(reader)}`}${cut ? ' (cut)' : ''}`;
};

const describeMinute = ({ whole, notModified, failed }: AnswerTotals): string =>
  `${whole + notModified + failed} requests in the last minute: ${notModified} not modified, ${failed} failed`;

/** One record a line as JSON, with the time and the level as words, and nothing of the machine. */
const jsonLogger = (stream: LogStream): Logger =>
  pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => void stream.write(line) },
  );

/** The same for a person, with the time of day. */
const lineLogger = (stream: LogStream): Pick<Logger, 'info' | 'warn' | 'error'> => {
  const write = (facts: unknown, text?: string): void => {
    const time = new Date().toTimeString().slice(0, 8);
    stream.write(`${time} ${text ?? String(facts)}\n`);
  };
  return { info: write, warn: write, error: write } as Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** Problems of one code that a terminal gets one by one before they are only counted. */
const mostAlike = 6;

/** Tells problems: each of them to a program, and to a person what says the same over and over as a number. */
const problemTeller = (stream: LogStream, isTerminal: boolean) => {
  const told = new Map<ProblemCode, number>();
  return {
    tell: (problem: Problem): void => {
      const before = told.get(problem.code) ?? 0;
      told.set(problem.code, before + 1);
      if (isTerminal && before >= mostAlike) return;
      stream.write(`${formatProblem(problem)}\n`);
      if (problem.hint !== '') stream.write(`  ${printable(problem.hint)}\n`);
    },
    /** Says how many were left out since the last time, and begins anew. */
    sum: (): void => {
      for (const [code, count] of told)
        if (isTerminal && count > mostAlike)
          stream.write(`… and ${count - mostAlike} more of ${code}: dateline check --all shows them\n`);
      told.clear();
    },
  };
};

const silent: Log = { event() {}, problem() {}, answer() {}, minute() {}, fault() {} };

/**
 * A log of the level: `quiet` tells nothing, `requests` every answer, `summary` those that failed. Problems are lines as
 * `check` prints them, since a person mends them; everything else is JSON, one record a line, or prose on a terminal.
 */
export const createLog = ({ level, stream, isTerminal }: LogOptions): Log => {
  if (level === 'quiet') return silent;
  const logger = isTerminal ? lineLogger(stream) : jsonLogger(stream);
  const problems = problemTeller(stream, isTerminal);
  let failedLeft = mostFailed;
  let faultsLeft = mostFailed;
  return {
    event: (text, facts = {}) => {
      problems.sum();
      logger.info(facts, text);
    },
    problem: problems.tell,
    answer: (report) => {
      const hasFailed = report.status >= 400;
      if (level === 'summary') {
        if (!hasFailed || failedLeft === 0) return;
        failedLeft -= 1;
      }
      const text = isTerminal ? describeAnswer(report) : 'request';
      logger[report.status >= 500 ? 'error' : hasFailed ? 'warn' : 'info'](factsOf(report), text);
    },
    minute: (totals) => {
      problems.sum();
      failedLeft = mostFailed;
      faultsLeft = mostFailed;
      const { whole, notModified, failed } = totals;
      const requests = whole + notModified + failed;
      // Nobody wants to see on a terminal that nothing happens; who gathers logs sees that the server lives.
      if (requests === 0 && isTerminal) return;
      logger.info({ requests, notModified, failed }, isTerminal ? describeMinute(totals) : 'minute');
    },
    fault: (fault) => {
      // One that comes again and again must not fill the disk.
      if (faultsLeft === 0) return;
      faultsLeft -= 1;
      const text = describeFault(fault);
      logger.error({ fault: text }, isTerminal ? text : 'fault');
    },
  };
};

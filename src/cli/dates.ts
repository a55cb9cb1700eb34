import type { Writable } from 'node:stream';
import { formatRfc3339 } from '../date/format.ts';
import { parseDate } from '../date/parse.ts';
import type { DateContext, Reading } from '../date/reading.ts';
import { meantPlace } from '../site/nearest-place.ts';
import { answerLine, contextOf, malformed } from './dates/question.ts';
import { type Paint, painter, tableHead, tableRow } from './dates/table.ts';
import { longestLine, readLines } from './lines.ts';

/** What `dateline dates` was asked: arguments and flags as they were typed, and what site.yaml sets. */
export interface DatesArguments {
  /** The texts to read; without any, the lines of standard input. */
  readonly texts: readonly string[];
  readonly zone?: string | undefined;
  readonly language?: string | undefined;
  readonly reference?: string | undefined;
  readonly json?: boolean | undefined;
  /** What site.yaml sets; a default is not knowledge and must not stand here. */
  readonly site?: Pick<DateContext, 'zone' | 'language' | 'dateOrder' | 'dayTime'> | undefined;
}

/** Where a command reads and writes. */
export interface CommandStreams {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether standard output is a terminal, so that colour can be shown. */
  readonly isTerminal: boolean;
  /** Where NO_COLOR (any text but the empty one) and TERM are looked up; the process' own if absent. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A reading as one line of JSON, with the fields and their order that `dates --json` promises. */
export const readingToJson = (reading: Reading): string => {
  if (!reading.ok) {
    const { text, refused, message } = reading;
    return JSON.stringify({ text, refused, message });
  }
  const { text, instant, offset, zone, precision, notation, read, role, warnings } = reading;
  const written = formatRfc3339(instant);
  return JSON.stringify({ text, instant: written, offset, zone, precision, notation, read, role, warnings });
};

const hasColour = ({ isTerminal, environment = process.env }: CommandStreams): boolean =>
  isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';

/** Writes whole lines, waits while the reader is slow, and falls silent once the reader is gone. */
class LineWriter {
  isGone = false;
  readonly #stream: Writable;
  #wake: (() => void) | undefined;
  readonly #onDrain = (): void => this.#wake?.();
  readonly #onClose = (): void => {
    this.isGone = true;
    this.#wake?.();
  };
  readonly #onError = (fault: NodeJS.ErrnoException): void => {
    if (fault.code !== 'EPIPE' && fault.code !== 'ERR_STREAM_DESTROYED') throw fault;
    this.#onClose();
  };

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('drain', this.#onDrain).on('close', this.#onClose).on('error', this.#onError);
  }

  async write(lines: readonly string[]): Promise<void> {
    if (this.isGone || lines.length === 0) return;
    if (this.#stream.write(`${lines.join('\n')}\n`)) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.isGone) resolve();
    });
    this.#wake = undefined;
  }

  /** Leaves the stream as it was, but for errors that come late: they must not end the process. */
  release(): void {
    this.#stream.off('drain', this.#onDrain).off('close', this.#onClose);
  }
}

/** Lists of readings: one list for all arguments, or one for each piece of standard input. */
async function* readAll(
  texts: readonly string[],
  context: DateContext,
  stdin: CommandStreams['stdin'],
): AsyncGenerator<readonly Reading[]> {
  if (texts.length > 0) {
    yield texts.map((text) => parseDate(text, context));
    return;
  }
  for await (const lines of readLines(stdin)) {
    yield lines.map(({ text, isCut }) =>
      isCut
        ? malformed(text.slice(0, 100), `the line is longer than ${longestLine} characters`)
        : answerLine(text, context),
    );
  }
}

/**
 * `dateline dates`: how each text, or each line of standard input, is read or why it is refused;
 * a table for people, with `json` one object a line. Resolves to the exit code: 0 when all were read,
 * 1 when any was refused, 2 when a flag cannot be used (the message on standard error names it).
 * A reader that goes away (`| head`) ends the work without an error.
 */
export const runDates = async (
  { texts, zone, language, reference, json = false, site = {} }: DatesArguments,
  streams: CommandStreams,
): Promise<number> => {
  const checked = contextOf({ zone, language, reference }, site);
  if ('unusable' in checked) {
    const { key, message } = checked.unusable;
    const guess = key === 'reference' ? '' : meantPlace(key, (key === 'zone' ? zone : language) ?? '');
    streams.stderr.write(`dateline: --${message}${guess}\n`);
    return 2;
  }
  if (texts.length === 0 && streams.stdin.isTTY) {
    streams.stderr.write('Reading dates from standard input, one a line; Ctrl-D ends.\n');
  }
  const paint: Paint = painter(hasColour(streams));
  const writer = new LineWriter(streams.stdout);
  let head = json ? [] : [tableHead(paint)];
  let exitCode = 0;
  for await (const readings of readAll(texts, checked.context, streams.stdin)) {
    if (readings.some(({ ok }) => !ok)) exitCode = 1;
    const lines = readings.map((reading) => (json ? readingToJson(reading) : tableRow(reading, paint)));
    await writer.write([...head, ...lines]);
    head = [];
    if (writer.isGone) break;
  }
  writer.release();
  return exitCode;
};

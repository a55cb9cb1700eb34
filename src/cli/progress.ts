/** Where progress is shown: a terminal rewrites its line, anything else gets a line now and then. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Milliseconds between two states on a terminal, and between two lines elsewhere. */
const PAUSES = { terminal: 100, lines: 5000 };

/** A start that is over before that needs no progress. In milliseconds. */
const PATIENCE = 500;

const WIDTH = 24;

const bar = (share: number): string => {
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`;
};

/** Shows how far the first reading is. */
export interface Progress {
  show(done: number, total: number): void;
  /** Takes the line off a terminal. */
  end(): void;
}

/** Progress on a stream; `now` tells milliseconds of a clock that only goes forward, `what` is done. */
export const createProgress = (
  stream: ProgressStream,
  now: () => number = () => performance.now(),
  what = 'articles read',
): Progress => {
  const isTerminal = stream.isTTY === true;
  const pause = isTerminal ? PAUSES.terminal : PAUSES.lines;
  let last = now() + PATIENCE - pause;
  let isShown = false;
  return {
    show(done, total) {
      if (total === 0 || now() - last < pause) return;
      last = now();
      const share = done / total;
      const state = `${done} of ${total} ${what}`;
      if (isTerminal) {
        stream.write(`\r${bar(share)} ${state}\u001b[K`);
        isShown = true;
      } else stream.write(`${state} (${Math.floor(share * 100)} %)\n`);
    },
    end() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
};

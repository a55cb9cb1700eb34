/** Something that is measured: one `run` does `items` pieces of work (1 if absent). */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
  readonly items?: number;
}

/** What was measured: CPU time of this process (user and system) for one piece of work, in microseconds. */
export interface Measured {
  readonly name: string;
  /** Median over the rounds. */
  readonly microseconds: number;
  /** Times the baseline's median; the baseline has 1. */
  readonly ratio: number;
}

/** How long and how often to measure. */
export interface Comparison {
  readonly title: string;
  /** The first one is the baseline that the others are held against. */
  readonly contenders: readonly [Contender, ...Contender[]];
  readonly rounds?: number;
  /** CPU time that each contender takes in each round, in milliseconds. */
  readonly milliseconds?: number;
}

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** CPU microseconds for one piece of work, repeated until `milliseconds` are spent. */
const measure = async ({ run, items = 1 }: Contender, milliseconds: number): Promise<number> => {
  const start = cpuMicroseconds();
  let runs = 0;
  let spent = 0;
  do {
    await run();
    runs += 1;
    spent = cpuMicroseconds() - start;
  } while (spent < milliseconds * 1000);
  return spent / (runs * items);
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/**
 * Measures the contenders in the same run and prints them with their ratio to the first one.
 * Each round starts with another contender, so that none always runs on a warm or a throttled machine;
 * CPU time rather than wall time counts, so that other programs disturb little. One round warms up.
 */
export const compare = async ({
  title,
  contenders,
  rounds = 7,
  milliseconds = 60,
}: Comparison): Promise<readonly Measured[]> => {
  const times = contenders.map((): number[] => []);
  for (const contender of contenders) await measure(contender, milliseconds);
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < contenders.length; step += 1) {
      const index = (round + step) % contenders.length;
      times[index]!.push(await measure(contenders[index]!, milliseconds));
    }
  }
  const base = median(times[0]!);
  const measured = contenders.map(({ name }, index) => {
    const microseconds = median(times[index]!);
    return { name, microseconds, ratio: microseconds / base };
  });
  console.log(`\n${title}`);
  for (const { name, microseconds, ratio } of measured) {
    const rate = Math.round(1e6 / microseconds).toLocaleString('en-US');
    console.log(
      `  ${name.padEnd(34)} ${figure(microseconds).padStart(8)} µs  ${rate.padStart(12)}/s  ${`${figure(ratio)} ×`.padStart(9)}`,
    );
  }
  return measured;
};

/**
 * How many requests reach Dateline on a day, for a mix of readers, and what they cost:
 *
 *     npx node bench/polls.ts
 *
 * A simulation of one day, seeded, so that it says the same each time. Readers come at random moments, a popular feed's
 * more than another's, some through shared caches and some not. A cache asks again when `max-age` is over and somebody
 * wants the document. What can be simulated poll by poll (a million) is held against the formula that the larger numbers
 * are worked out by: requests that come at a rate r to a cache that keeps for m seconds reach the origin at r / (1 + r·m).
 */

/** CPU microseconds for an answer, as bench/serve.ts measures them on one machine: put your own here. */
const cost = { whole: 17.3, notModified: 13.3 };

/** Bytes on the wire: a feed of 20 entries in gzip, and a 304 with its headers. */
const bytes = { whole: 10_500, notModified: 450 };

const maxAge = 300;
const day = 86_400;

/** What the world looks like. */
interface Mix {
  readonly name: string;
  /** Share of polls that come through shared caches. */
  readonly cached: number;
  /** Share of the others that ask with a tag or a date. */
  readonly conditional: number;
  /** Caches that know nothing of each other: one for nginx, one for each place of a CDN. */
  readonly caches: number;
}

const mixes: readonly Mix[] = [
  { name: 'no cache, half of the readers conditional', cached: 0, conditional: 0.5, caches: 0 },
  { name: 'no cache, nine in ten conditional', cached: 0, conditional: 0.9, caches: 0 },
  { name: 'one nginx for all', cached: 1, conditional: 0.9, caches: 1 },
  { name: 'CDN of 100 places, one poll in a hundred past it', cached: 0.99, conditional: 0.9, caches: 100 },
  { name: 'CDN of 100 places with a shield', cached: 1, conditional: 0.9, caches: 1 },
];

/** Feeds of a site by how often they are asked for (Zipf), each in three formats and three codings of which one is rare. */
const feeds = 1000;
const variants = [0.45, 0.3, 0.15, 0.06, 0.03, 0.01];
const changesADay = 24;

const weights = Array.from({ length: feeds }, (_, at) => 1 / (at + 1));
const weightSum = weights.reduce((a, b) => a + b, 0);

/** Rates of all documents and variants in one cache, in polls a second. */
function* ratesOf(polls: number, caches: number): Generator<number> {
  for (const weight of weights)
    for (const share of variants) yield (polls * (weight / weightSum) * share) / day / Math.max(1, caches);
}

/** mulberry32: a small generator of numbers from 0 to 1 that gives the same ones each time. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** What reaches the origin from all caches in a day. */
const simulate = (polls: number, caches: number): number => {
  const random = randomFrom(42);
  let asked = 0;
  for (let cache = 0; cache < caches; cache += 1) {
    for (const rate of ratesOf(polls, caches)) {
      let fresh = 0;
      for (let at = -Math.log(1 - random()) / rate; at < day; at += -Math.log(1 - random()) / rate) {
        if (at < fresh) continue;
        asked += 1;
        fresh = at + maxAge;
      }
    }
  }
  return asked;
};

const workOut = (polls: number, caches: number): number => {
  let asked = 0;
  for (const rate of ratesOf(polls, caches)) asked += (rate / (1 + rate * maxAge)) * day;
  return asked * caches;
};

/** A cache's own question is conditional: whole answers are those to the first question after a change. */
const wholeOf = (asked: number, caches: number): number =>
  Math.min(asked, changesADay * variants.length * Math.min(feeds, 40) * Math.max(1, caches));

const figure = (value: number): string =>
  value >= 1e9
    ? `${(value / 1e9).toFixed(1)} G`
    : value >= 1e6
      ? `${(value / 1e6).toFixed(1)} M`
      : value >= 1e4
        ? `${(value / 1e3).toFixed(0)} k`
        : value.toFixed(value < 10 ? 2 : 0);

console.log(
  `One day, ${feeds} feeds in ${variants.length} variants each, max-age ${maxAge} s, ${changesADay} changes\n`,
);
console.log(
  `  ${'polls'.padStart(8)}  ${'at the origin'.padStart(14)}  ${'whole'.padStart(8)}  ${'CPU s'.padStart(8)}  ${'cores'.padStart(7)}  ${'GB sent'.padStart(8)}  mix`,
);
for (const polls of [1e6, 1e8, 1e10]) {
  for (const { name, cached, conditional, caches } of mixes) {
    const direct = polls * (1 - cached);
    const behind = caches === 0 ? 0 : workOut(polls * cached, caches);
    const whole = direct * (1 - conditional) + (caches === 0 ? 0 : wholeOf(behind, caches));
    const all = direct + behind;
    const cpu = (whole * cost.whole + (all - whole) * cost.notModified) / 1e6;
    const sent = (whole * bytes.whole + (all - whole) * bytes.notModified) / 1e9;
    console.log(
      `  ${figure(polls).padStart(8)}  ${figure(all).padStart(14)}  ${figure(whole).padStart(8)}  ${figure(cpu).padStart(8)}  ${(cpu / day).toFixed(3).padStart(7)}  ${figure(sent).padStart(8)}  ${name}`,
    );
  }
}
console.log('\nThe formula against a simulation poll by poll, 1 M polls:');
for (const caches of [1, 100]) {
  const [simulated, formula] = [simulate(1e6, caches), workOut(1e6, caches)];
  console.log(
    `  ${caches} caches: ${simulated} simulated, ${formula.toFixed(0)} by the formula (${(simulated / formula).toFixed(3)})`,
  );
}

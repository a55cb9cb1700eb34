// Identities of 100,000 articles: from nothing, from their rows, and one article more.
// Baseline of the same run: sorting the paths, and one Map entry an article.
// The best of three runs each.
// Run with: npx node bench/identity.ts [articles]
import { performance } from 'node:perf_hooks';
import type { ArticleFacts } from '../src/article/article.ts';
import { sortByCodePoints } from '../src/article/code-points.ts';
import { hashText } from '../src/article/hash.ts';
import { IdentityIndex } from '../src/article/identity/identity.ts';
import type { Instant } from '../src/date/reading.ts';
import { checkSettings, fillSite } from '../src/site/read-site.ts';
import { formatIds, parseIds } from '../src/store/ids/ids-file.ts';

const count = Number(process.argv[2] ?? 100_000);
const site = fillSite(checkSettings({ url: 'https://example.org' }), {
  fallbackUrl: 'http://localhost:3000',
});

const factsOf = (number: number): ArticleFacts => ({
  path: `${2000 + (number % 25)}/${String(number % 12).padStart(2, '0')}/story-${number}.md`,
  format: 'markdown',
  title: `What happened on day ${number} at the old harbour`,
  authors: [],
  published: (1_000_000_000_000 + number * 60_000) as Instant,
  publishedPrecision: 'minute',
  zone: 'UTC',
  tags: [],
  categories: [],
  enclosures: [],
  extensions: [],
  draft: false,
  unlisted: false,
  appears: (1_000_000_000_000 + number * 60_000) as Instant,
  bodyHash: hashText(`body ${number}`),
  metaHash: hashText(`meta ${number}`),
  sources: {},
});

const facts = Array.from({ length: count }, (_, number) => factsOf(number));

const timed = <T>(work: () => T, times = 1): { readonly ms: number; readonly value: T } => {
  let best = Number.POSITIVE_INFINITY;
  let value: T | undefined;
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    value = work();
    best = Math.min(best, performance.now() - start);
  }
  return { ms: best, value: value as T };
};

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

const base = timed(
  () => new Map(sortByCodePoints(facts, ({ path }) => path).map((each) => [each.path, { ...each }])),
  3,
);
const cold = timed(() => {
  const index = new IdentityIndex(new Map(), site);
  index.update({ changed: facts });
  return index;
}, 3);
const warm = timed(() => {
  const index = new IdentityIndex(cold.value.records, site);
  index.update({ changed: facts });
  return index;
}, 3);
const index = warm.value;
const edits = facts
  .slice(0, 500)
  .map((each) => timed(() => index.update({ changed: [{ ...each, bodyHash: 'ffffffffffffffff' }] })).ms);
const added = Array.from(
  { length: 500 },
  (_, n) => timed(() => index.update({ changed: [factsOf(count + n)] })).ms,
);
const text = timed(() => formatIds(index.records));
const parsed = timed(() => parseIds(text.value));

const row = (name: string, ms: number): void =>
  console.log(
    `${name.padEnd(34)} ${ms.toFixed(3).padStart(10)} ms ${(ms / base.ms).toFixed(4).padStart(9)} × baseline`,
  );
console.log(`${count} articles`);
row('baseline: sort, copy and Map', base.ms);
row('all, without rows', cold.ms);
row('all, with their rows', warm.ms);
row('one edited (median of 500)', median(edits));
row('one new (median of 500)', median(added));
row('ids.tsv written as text', text.ms);
row('ids.tsv read from text', parsed.ms);

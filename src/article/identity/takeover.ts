import type { ArticleFacts } from '../article.ts';
import { articleKey, type IdRecord } from './id-records.ts';

type Hashes = Pick<IdRecord, 'bodyHash' | 'metaHash'>;

/** Rows by a hash; undefined stands for several, which nobody can choose from. */
type ByHash = Map<string, IdRecord | undefined>;

const indexBy = (rows: readonly IdRecord[], hashOf: (row: Hashes) => string): ByHash => {
  const index: ByHash = new Map();
  for (const row of rows) {
    const hash = hashOf(row);
    if (hash !== '') index.set(hash, index.has(hash) ? undefined : row);
  }
  return index;
};

/** Both hashes as one; empty where either says nothing. */
const wholeOf = ({ bodyHash, metaHash }: Hashes): string =>
  bodyHash === '' || metaHash === '' ? '' : `${bodyHash} ${metaHash}`;

/** Rows by article key, of those that exactly one article claims. */
const undisputed = (
  articles: readonly ArticleFacts[],
  candidateOf: (facts: ArticleFacts) => IdRecord | undefined,
): ReadonlyMap<string, IdRecord> => {
  const claims = new Map<IdRecord, string | undefined>();
  for (const facts of articles) {
    const row = candidateOf(facts);
    if (row) claims.set(row, claims.has(row) ? undefined : articleKey(facts));
  }
  const taken = new Map<string, IdRecord>();
  for (const [row, key] of claims) if (key !== undefined) taken.set(key, row);
  return taken;
};

/** How far an article and a row agree: 3 in text and front matter, 2 in the text, 1 in the front matter, 0 in nothing. */
export const agreement = (facts: Hashes, row: Hashes): number =>
  (facts.bodyHash !== '' && facts.bodyHash === row.bodyHash ? 2 : 0) +
  (facts.metaHash !== '' && facts.metaHash === row.metaHash ? 1 : 0);

/**
 * Whether another article may lie at a path than its row tells of. One that was there a moment ago has to agree in
 * nothing; one that has just come is a stranger already where it does not agree in all. A row that does not know both
 * hashes is no evidence.
 */
export const isStranger = (facts: Hashes, row: Hashes, wasHere: boolean): boolean =>
  wholeOf(row) !== '' && agreement(facts, row) < (wasHere ? 1 : 3);

/** The same row by both hashes: the text and what it says of itself. */
const byWhole = (
  articles: readonly ArticleFacts[],
  rows: readonly IdRecord[],
): ReadonlyMap<string, IdRecord> => {
  const index = indexBy(rows, wholeOf);
  return undisputed(articles, (facts) => index.get(wholeOf(facts)));
};

/** The same row by either hash: the file was renamed, and its text or its front matter edited. */
const byPart = (
  articles: readonly ArticleFacts[],
  rows: readonly IdRecord[],
): ReadonlyMap<string, IdRecord> => {
  const bodies = indexBy(rows, ({ bodyHash }) => bodyHash);
  const metas = indexBy(rows, ({ metaHash }) => metaHash);
  return undisputed(articles, ({ bodyHash, metaHash }) => {
    const hasBody = bodies.has(bodyHash);
    // One row by the text and another by the front matter are two candidates.
    if (hasBody && metas.has(metaHash)) return undefined;
    return hasBody ? bodies.get(bodyHash) : metas.get(metaHash);
  });
};

/** Articles that may have been renamed, and rows that may be theirs. */
export interface Renamed {
  /** Articles at paths without a row. */
  readonly newcomers: readonly ArticleFacts[];
  /** Articles that are strangers at their paths. */
  readonly strangers: readonly ArticleFacts[];
  /** Rows whose file is gone. */
  readonly vacant: readonly IdRecord[];
  /** Rows at the strangers' paths. */
  readonly left: readonly IdRecord[];
}

/**
 * Which articles are those of which rows, by article key: those that agree in text and front matter with exactly one
 * row that is free, else newcomers that agree in one of the two with exactly one whose file is gone. Several rows for
 * an article, or several articles for a row, are no evidence, and nobody gets it. Files that swap their names, or pass
 * them on, are found by the first rule.
 */
export const takeOver = ({ newcomers, strangers, vacant, left }: Renamed): ReadonlyMap<string, IdRecord> => {
  if (vacant.length + left.length === 0) return new Map();
  const moved = new Map(byWhole([...newcomers, ...strangers], [...vacant, ...left]));
  const taken = new Set(moved.values());
  const rest = newcomers.filter((facts) => !moved.has(articleKey(facts)));
  const free = vacant.filter((row) => !taken.has(row));
  for (const [key, row] of byPart(rest, free)) moved.set(key, row);
  return moved;
};

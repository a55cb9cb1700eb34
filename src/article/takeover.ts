import type { ArticleFacts } from './article.ts';
import { articleKey, type IdRecord } from './id-records.ts';

/** Rows by a hash; undefined stands for several, which nobody can choose from. */
type ByHash = Map<string, IdRecord | undefined>;

const addTo = (index: ByHash, hash: string, record: IdRecord): void => {
  index.set(hash, index.has(hash) ? undefined : record);
};

const bothOf = ({ bodyHash, metaHash }: Pick<IdRecord, 'bodyHash' | 'metaHash'>): string =>
  bodyHash === '' || metaHash === '' ? '' : `${bodyHash} ${metaHash}`;

interface GoneIndex {
  readonly both: ByHash;
  readonly body: ByHash;
  readonly meta: ByHash;
}

const indexGone = (gone: Iterable<IdRecord>): GoneIndex => {
  const index: GoneIndex = { both: new Map(), body: new Map(), meta: new Map() };
  for (const record of gone) {
    const both = bothOf(record);
    if (both !== '') addTo(index.both, both, record);
    if (record.bodyHash !== '') addTo(index.body, record.bodyHash, record);
    if (record.metaHash !== '') addTo(index.meta, record.metaHash, record);
  }
  return index;
};

interface Claim {
  readonly key: string;
  readonly isStrong: boolean;
}

/** The one row that agrees with the article: in both hashes, else in either. */
const candidate = (
  index: GoneIndex,
  facts: ArticleFacts,
): { record: IdRecord; isStrong: boolean } | undefined => {
  const both = bothOf(facts);
  if (index.both.has(both)) {
    const record = index.both.get(both);
    return record && { record, isStrong: true };
  }
  const hasBody = index.body.has(facts.bodyHash);
  const hasMeta = index.meta.has(facts.metaHash);
  if (hasBody && hasMeta) return undefined;
  const record = hasBody ? index.body.get(facts.bodyHash) : index.meta.get(facts.metaHash);
  return record && { record, isStrong: false };
};

/**
 * Which new articles are old ones under another path: those that agree with exactly one row whose file is gone, in
 * the hash of the body or of the front matter; agreement in both beats agreement in one. Several rows for an article,
 * or several articles for a row, are no evidence, and nobody gets it. Answers rows by article key.
 */
export const takeOver = (
  newcomers: readonly ArticleFacts[],
  gone: Iterable<IdRecord>,
): ReadonlyMap<string, IdRecord> => {
  const index = indexGone(gone);
  const claims = new Map<IdRecord, Claim[]>();
  if (index.body.size + index.meta.size === 0) return new Map();
  for (const facts of newcomers) {
    const found = candidate(index, facts);
    if (!found) continue;
    const list = claims.get(found.record) ?? [];
    if (list.length === 0) claims.set(found.record, list);
    list.push({ key: articleKey(facts), isStrong: found.isStrong });
  }
  const taken = new Map<string, IdRecord>();
  for (const [record, list] of claims) {
    const strong = list.filter((claim) => claim.isStrong);
    const [only, second] = strong.length > 0 ? strong : list;
    if (only && !second) taken.set(only.key, record);
  }
  return taken;
};

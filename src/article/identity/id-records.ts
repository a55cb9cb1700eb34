import type { Instant } from '../../date/reading.ts';
import type { Site } from '../../site.ts';
import type { ArticleFacts } from '../article.ts';

/** What is remembered of an id that was given once: one row of `ids.tsv`. */
export interface IdRecord {
  readonly id: string;
  /** Where its article lay when it was last seen. */
  readonly path: string;
  readonly part?: string | undefined;
  /** Empty where a person has added the row and leaves the choice to us. */
  readonly slug: string;
  /** The first publication that was known; absent in a row that a person has added. */
  readonly published?: Instant | undefined;
  /** `ArticleFacts.bodyHash` and `metaHash` when last seen; empty where not known. */
  readonly bodyHash: string;
  readonly metaHash: string;
  /** The file's time when it was first seen, where that is the article's date (`undated: file-time`). */
  readonly fileTime?: Instant | undefined;
}

/** All ids given so far, by id. Rows are never removed. */
export type IdRecords = ReadonlyMap<string, IdRecord>;

/** Names an article among all others now: its path, and the part of a file that holds several. */
export const articleKey = ({ path, part }: Pick<ArticleFacts, 'path' | 'part'>): string =>
  part === undefined ? path : `${path}\0${part}`;

/** Whether two rows say the same. */
export const sameRecord = (a: IdRecord, b: IdRecord): boolean =>
  a === b ||
  (a.id === b.id &&
    a.path === b.path &&
    a.part === b.part &&
    a.slug === b.slug &&
    a.published === b.published &&
    a.bodyHash === b.bodyHash &&
    a.metaHash === b.metaHash &&
    a.fileTime === b.fileTime);

/** Whether two sets of rows say the same. */
export const sameRecords = (a: IdRecords, b: IdRecords): boolean =>
  a.size === b.size &&
  a.values().every((record) => {
    const other = b.get(record.id);
    return other !== undefined && sameRecord(record, other);
  });

const loopbackId = /^tag:(?:localhost|[a-z0-9.-]+\.localhost|127(?:\.\d{1,3}){3}|::1),[\d-]+:/;

/** Whether an RFC 4151 authority with date (`localhost,2026`) names this machine alone. */
export const isLoopbackAuthority = (authority: string): boolean => loopbackId.test(`tag:${authority}:`);

/** What stands behind `tag:AUTHORITY,DATE:` of an id that was minted for a loopback address, else undefined. */
const loopbackTail = (id: string): string | undefined => {
  const head = loopbackId.exec(id)?.[0];
  return head === undefined ? undefined : id.slice(head.length);
};

/**
 * The rows with ids that were minted for a loopback address moved to the site's authority, now that it is known;
 * the same map where there is nothing to move. An id that is already another row's stays as it was.
 */
export const adoptAuthority = (records: IdRecords, { idAuthority }: Pick<Site, 'idAuthority'>): IdRecords => {
  if (isLoopbackAuthority(idAuthority)) return records;
  const moved = new Map<string, IdRecord>();
  let isMoved = false;
  for (const [id, record] of records) {
    const tail = loopbackTail(id);
    const right = tail === undefined ? id : `tag:${idAuthority}:${tail}`;
    const isFree = right === id || (!records.has(right) && !moved.has(right));
    isMoved ||= right !== id && isFree;
    moved.set(isFree ? right : id, isFree && right !== id ? { ...record, id: right } : record);
  }
  return isMoved ? moved : records;
};

/**
 * What is to be written when `mine` was worked out from `base` and somebody else has written `theirs` meanwhile:
 * every row of both. Of a row in both, mine counts where I have changed it, else theirs. A row for a loopback
 * address that I have moved to the right authority does not come back.
 */
export const mergeRecords = (base: IdRecords, mine: IdRecords, theirs: IdRecords): IdRecords => {
  if (theirs.size === 0) return mine;
  const merged = new Map(mine);
  const movedTails = new Map<string, string>();
  for (const id of mine.keys()) {
    if (id.startsWith('tag:') && !base.has(id)) movedTails.set(id.slice(id.indexOf(':', 4) + 1), id);
  }
  for (const [id, record] of theirs) {
    const own = mine.get(id);
    const before = base.get(id);
    if (own === undefined) {
      const tail = loopbackTail(id);
      const isMoved = tail !== undefined && before !== undefined && movedTails.has(tail);
      if (!isMoved) merged.set(id, record);
    } else if (before !== undefined && sameRecord(own, before)) merged.set(id, record);
  }
  return merged;
};

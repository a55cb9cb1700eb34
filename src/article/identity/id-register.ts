import type { ArticleFacts } from '../article.ts';
import { sortByCodePoints } from '../code-points.ts';
import { articleKey, type IdRecord, type IdRecords } from './id-records.ts';
import { agreement } from './takeover.ts';

/** Every row, by id and by path, and which of them are those of files that are not there. */
export class IdRegister {
  readonly #records = new Map<string, IdRecord>();
  /** The row recorded for an article key. */
  readonly #byKey = new Map<string, IdRecord>();
  /** All rows of a path that has several, until its article is first seen and tells which one is its own. */
  readonly #rivals = new Map<string, IdRecord[]>();
  readonly #gone = new Map<string, IdRecord>();
  /** Ids that begin so were minted, not given. */
  readonly #minted: string;
  /** Rows added or changed by `keep` since they were last asked for. */
  #fresh = new Map<string, IdRecord>();
  #revision = 0;

  /** `idAuthority` is the site's: an id of that authority was minted. */
  constructor(records: IdRecords, idAuthority: string) {
    this.#minted = `tag:${idAuthority}:`;
    for (const record of sortByCodePoints(records.values(), ({ id }) => id)) this.add(record, false);
  }

  get records(): IdRecords {
    return this.#records;
  }

  /** Grows whenever a row has been added or changed by `keep`. */
  get revision(): number {
    return this.#revision;
  }

  /** The rows that `keep` has added or changed since the last call. */
  takeFresh(): readonly IdRecord[] {
    const fresh = [...this.#fresh.values()];
    this.#fresh = new Map();
    return fresh;
  }

  get(id: string): IdRecord | undefined {
    return this.#records.get(id);
  }

  has(id: string): boolean {
    return this.#records.has(id);
  }

  /** The row of an article key, where it has one. */
  at(key: string): IdRecord | undefined {
    return this.#byKey.get(key);
  }

  /** The row of a path; of several the one that agrees most with what lies there. */
  rowFor(key: string, facts: ArticleFacts): IdRecord | undefined {
    const rivals = this.#rivals.get(key);
    const row = this.#byKey.get(key);
    if (rivals === undefined || row === undefined) return row;
    const best = rivals.reduce((a, b) => (agreement(facts, b) > agreement(facts, a) ? b : a), row);
    this.#rivals.delete(key);
    this.#byKey.set(key, best);
    return best;
  }

  /** Rows whose article is not there. */
  gone(): Iterable<IdRecord> {
    return this.#gone.values();
  }

  /** Takes in a recorded row. Of two rows for one path the given id is the later one; what is live stays. */
  add(record: IdRecord, isLive: boolean): void {
    const key = articleKey(record);
    const other = this.#byKey.get(key);
    this.#records.set(record.id, record);
    if (other === undefined || (!isLive && other.id.startsWith(this.#minted))) this.#byKey.set(key, record);
    if (isLive) return;
    this.#gone.set(record.id, record);
    if (other !== undefined) this.#rivals.set(key, [...(this.#rivals.get(key) ?? [other]), record]);
  }

  /** Takes in what another server has made of a row that is known here. */
  replace(record: IdRecord): void {
    const before = this.#records.get(record.id);
    if (before && this.#byKey.get(articleKey(before)) === before) this.#byKey.delete(articleKey(before));
    this.#records.set(record.id, record);
    this.#byKey.set(articleKey(record), record);
    if (this.#gone.has(record.id)) this.#gone.set(record.id, record);
  }

  /** The article with this id is no longer there; answers whether it had a row. */
  leave(id: string): boolean {
    const record = this.#records.get(id);
    if (record) this.#gone.set(id, record);
    return record !== undefined;
  }

  /** Records a row for an article that is there. `before` is the same object where nothing has changed. */
  keep(record: IdRecord, before: IdRecord | undefined): void {
    this.#gone.delete(record.id);
    this.#byKey.set(articleKey(record), record);
    if (record === before) return;
    const former = before && articleKey(before);
    if (former !== undefined && former !== articleKey(record) && this.#byKey.get(former) === before) {
      this.#byKey.delete(former);
    }
    this.#records.set(record.id, record);
    this.#fresh.set(record.id, record);
    this.#revision += 1;
  }
}

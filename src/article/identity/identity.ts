import type { Instant } from '../../date/reading.ts';
import type { Problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import type { Article, ArticleFacts } from '../article.ts';
import { sortByCodePoints } from '../code-points.ts';
import { ownString } from '../own-string.ts';
import { isPrivate, recordOf, withFileTime } from './article-record.ts';
import { adoptAuthority, articleKey, type IdRecord, type IdRecords, sameRecord } from './id-records.ts';
import { IdRegister } from './id-register.ts';
import { duplicateId, duplicateSlug, loopbackIds } from './identity-problems.ts';
import { mintId } from './minting.ts';
import { linkOf } from './permalink.ts';
import { SlugRegister } from './slug-register.ts';
import { isStranger, takeOver } from './takeover.ts';

/** What has changed among the articles. */
export interface IdentityChange {
  /** Articles that are new or have been read again. */
  readonly changed?: Iterable<ArticleFacts>;
  /** Whether nobody else has the objects of `changed`: they become the articles then, which saves as many copies. */
  readonly isOwned?: boolean;
  /** Keys (`articleKey`) of articles that are no longer there, or no longer have facts. */
  readonly removed?: Iterable<string>;
  /**
   * Whether a file lies at `path`, though it may be no article now: its row is nobody else's then.
   * Absent: only articles are there.
   */
  readonly exists?: (path: string) => boolean;
}

/** What a change did. */
export interface IdentityOutcome {
  /** Articles that are new or may differ from before. */
  readonly articles: readonly Article[];
  /** Keys that were articles before and are none now: removed, or held back. */
  readonly gone: readonly string[];
}

interface Held {
  readonly facts: ArticleFacts;
  readonly id: string;
}

/** An article of the batch under way, and the row that is its own. */
interface Settled {
  readonly facts: ArticleFacts;
  readonly key: string;
  /** Absent until it is minted. */
  readonly id?: string | undefined;
  readonly record?: IdRecord | undefined;
}

/** An article that is being made. */
type OpenArticle = { -readonly [name in keyof Article]: Article[name] };

const nothing: readonly never[] = [];

/**
 * The identities of all articles, kept up to date change by change: one article costs one article's work.
 * Ids, slugs and links follow INTERFACE.md (Entries). The same articles and rows give the same identities, whatever
 * the order in which a batch names them.
 */
export class IdentityIndex {
  readonly #site: Site;
  readonly #register: IdRegister;
  readonly #live = new Map<string, Article>();
  /** The article key that has an id. */
  readonly #owners = new Map<string, string>();
  readonly #held = new Map<string, Held>();
  readonly #slugProblems = new Map<string, Problem>();
  /** Articles of the batch under way that will be live at its end, with the slugs recorded for them. */
  #pending: ReadonlyMap<string, Pick<Settled, 'record'>> = new Map();
  readonly #slugs = new SlugRegister((key) => this.#live.has(key) || this.#pending.has(key));
  readonly #isAdopted: boolean;
  #isWhole = false;

  /** Starts from the rows recorded so far; ids minted for a loopback address take the site's authority if it is known. */
  constructor(records: IdRecords, site: Site) {
    this.#site = site;
    const adopted = adoptAuthority(records, site);
    this.#isAdopted = adopted !== records;
    this.#register = new IdRegister(adopted, site.idAuthority);
    for (const record of this.records.values()) this.#slugs.reserve(record);
  }

  /** Every row, those that were given since included. */
  get records(): IdRecords {
    return this.#register.records;
  }

  /** Grows whenever a row has been added or changed. */
  get revision(): number {
    return this.#register.revision + (this.#isAdopted ? 1 : 0);
  }

  /** Rows that are new or were changed since the last call; undefined where that may be any of `records`. */
  takeFresh(): readonly IdRecord[] | undefined {
    const fresh = this.#register.takeFresh();
    if (this.#isWhole || !this.#isAdopted) return fresh;
    this.#isWhole = true;
    return undefined;
  }

  /** The article of a key, as it is now. */
  article(key: string): Article | undefined {
    return this.#live.get(key);
  }

  /** When the article's file was first seen, where that is its date (`undated: file-time`). */
  firstSeen(key: string): Instant | undefined {
    return this.#register.at(key)?.fileTime;
  }

  /** What is wrong with identities now: ids that two files give, slugs that two files ask for, the loopback address. */
  get problems(): readonly Problem[] {
    const duplicates = Array.from(this.#held.values(), ({ facts, id }) =>
      duplicateId(facts.path, id, this.#ownerOf(id)),
    );
    return [...duplicates, ...this.#slugProblems.values(), ...loopbackIds(this.#site, this.#owners.keys())];
  }

  /** The path of the file that has an id, or that it waits for. */
  #ownerOf(id: string): string {
    return this.#owners.get(id)?.split('\0', 1)[0] ?? this.#register.get(id)?.path ?? '';
  }

  /** Takes in rows that another process has written meanwhile; those known here stay as they are. */
  adopt(records: IdRecords): void {
    for (const record of records.values()) {
      if (this.#register.has(record.id)) continue;
      this.#register.add(record, this.#live.has(articleKey(record)));
      this.#slugs.reserve(record);
    }
  }

  /** Takes in rows that another server has written: those known here become what they are there. */
  learn(records: Iterable<IdRecord>): void {
    for (const record of records) {
      const known = this.#register.get(record.id);
      if (known === undefined) this.#register.add(record, this.#live.has(articleKey(record)));
      else if (!sameRecord(known, record)) {
        if (known.slug === record.slug) this.#slugs.move(known, articleKey(record));
        else this.#slugs.release(known.slug, articleKey(known));
        this.#register.replace(record);
      }
      this.#slugs.reserve(record);
    }
  }

  /** Takes in a change. */
  update({
    changed = nothing,
    isOwned = false,
    removed = nothing,
    exists = () => false,
  }: IdentityChange): IdentityOutcome {
    const before = new Set<string>();
    for (const key of removed) this.#release(key, before);
    const batch = sortByCodePoints([...this.#heldFacts(), ...changed], articleKey);
    const facts = new Map(batch.map((each) => [articleKey(each), each]));
    for (const key of facts.keys()) this.#release(key, before);
    this.#held.clear();
    const claimed = this.#claim(facts, exists, before);
    const articles = this.#settle(claimed, isOwned);
    const gone = [...before].filter((key) => !this.#live.has(key));
    return { articles, gone };
  }

  *#heldFacts(): Generator<ArticleFacts> {
    for (const { facts } of this.#held.values()) yield facts;
  }

  /** Takes an article out; its rows become those of a file that is gone. */
  #release(key: string, before: Set<string>): void {
    this.#held.delete(key);
    this.#slugProblems.delete(key);
    const article = this.#live.get(key);
    if (article === undefined) return;
    before.add(key);
    this.#live.delete(key);
    this.#owners.delete(article.id);
    if (!this.#register.leave(article.id)) this.#slugs.release(article.slug, key);
  }

  /** Finds out whose ids are whose: given and recorded ones first, then those of files that were renamed. */
  #claim(
    batch: ReadonlyMap<string, ArticleFacts>,
    exists: (path: string) => boolean,
    before: Set<string>,
  ): ReadonlyMap<string, Settled> {
    const settled = new Map<string, Settled>();
    const claim = (key: string, facts: ArticleFacts, id: string): void => {
      if (this.#isKept(id, key, batch, exists)) this.#held.set(key, { facts, id });
      else this.#claimId({ facts, key, id, record: this.#register.get(id) }, settled, before);
    };
    const newcomers: ArticleFacts[] = [];
    const strangers: ArticleFacts[] = [];
    for (const [key, facts] of batch) {
      const row = this.#register.rowFor(key, facts);
      if (facts.givenId !== undefined) claim(key, facts, facts.givenId);
      else if (row === undefined) newcomers.push(facts);
      else if (isStranger(facts, row, before.has(key))) strangers.push(facts);
      else claim(key, facts, row.id);
    }
    const isIdle = newcomers.length + strangers.length === 0;
    const moved = takeOver({
      newcomers,
      strangers,
      vacant: isIdle ? [] : [...this.#vacant(batch, exists)],
      left: strangers
        .map((facts) => this.#register.at(articleKey(facts))!)
        .filter(({ id }) => !this.#owners.has(id)),
    });
    const taken = new Set(moved.values());
    for (const facts of strangers) {
      const key = articleKey(facts);
      const row = this.#register.at(key)!;
      // Its own row goes with the article that lay here before, wherever that is now.
      if (moved.has(key) || taken.has(row)) newcomers.push(facts);
      else claim(key, facts, row.id);
    }
    for (const facts of newcomers) {
      const key = articleKey(facts);
      const record = moved.get(key);
      if (record) this.#owners.set(record.id, key);
      settled.set(key, { facts, key, id: record?.id, record });
    }
    return settled;
  }

  /** Whether the id's recorded file is there, though it is no article just now: the id waits for it. */
  #isKept(
    id: string,
    key: string,
    batch: ReadonlyMap<string, ArticleFacts>,
    exists: (path: string) => boolean,
  ): boolean {
    const record = this.#register.get(id);
    if (record === undefined || record.part !== undefined) return false;
    const own = articleKey(record);
    return own !== key && !batch.has(own) && !this.#live.has(own) && exists(record.path);
  }

  /** Two files with one id: the recorded path keeps it, else the first in code-point order; the other is held back. */
  #claimId(
    claim: Settled & { readonly id: string },
    settled: Map<string, Settled>,
    before: Set<string>,
  ): void {
    const { key, id, facts, record } = claim;
    const owner = this.#owners.get(id);
    if (owner !== undefined && (record === undefined || articleKey(record) !== key)) {
      this.#held.set(key, { facts, id });
      return;
    }
    if (owner !== undefined) {
      const loser = settled.get(owner)?.facts ?? this.#live.get(owner)!;
      settled.delete(owner);
      this.#release(owner, before);
      this.#held.set(owner, { facts: loser, id });
    }
    this.#owners.set(id, key);
    settled.set(key, claim);
  }

  /** Rows that a renamed file can take over: no file is at their path, and nobody has their id. */
  *#vacant(batch: ReadonlyMap<string, ArticleFacts>, exists: (path: string) => boolean): Generator<IdRecord> {
    for (const record of this.#register.gone()) {
      const key = articleKey(record);
      const isThere = batch.has(key) || this.#live.has(key) || this.#held.has(key) || exists(record.path);
      if (!isThere && !this.#owners.has(record.id)) yield record;
    }
  }

  /** Gives slugs and ids. Those that were given or recorded come before the fresh ones, private ones last. */
  #settle(settled: ReadonlyMap<string, Settled>, isOwned: boolean): readonly Article[] {
    const rank = ({ facts, record }: Settled): number =>
      isPrivate(facts) ? 2 : facts.givenSlug !== undefined || record?.slug ? 0 : 1;
    this.#pending = settled;
    const batch = [...settled.values()];
    for (const { key, record } of batch) {
      // Slugs go along with their rows.
      if (record && !this.#hasSlug(articleKey(record), record.slug)) this.#slugs.move(record, key);
    }
    const ordered = [0, 1, 2].flatMap((wanted) => batch.filter((each) => rank(each) === wanted));
    const articles = ordered.map((each) => this.#finish(each, isOwned));
    this.#pending = new Map();
    return articles;
  }

  /** Whether the article that lies there has the slug, by whatever row. */
  #hasSlug(key: string, slug: string): boolean {
    return (this.#live.get(key)?.slug ?? this.#pending.get(key)?.record?.slug) === slug;
  }

  #finish({ facts: given, key, id: known, record }: Settled, isOwned: boolean): Article {
    const facts = withFileTime(given, record);
    const { slug, isRefused } = this.#slugs.choose(facts, record ?? this.#former(key));
    const isTaken = (id: string): boolean => this.#register.has(id) || this.#owners.has(id);
    // One object an article, and one text a hash: a hundred thousand of them are made at a time.
    const article = (isOwned ? facts : { ...facts }) as OpenArticle;
    article.slug = slug;
    article.id = known ?? mintId(article, this.#site, isTaken);
    article.link = ownString(linkOf(article, this.#site));
    if (record?.bodyHash === article.bodyHash) article.bodyHash = record.bodyHash;
    if (record?.metaHash === article.metaHash) article.metaHash = record.metaHash;
    const { id } = article;
    this.#owners.set(id, key);
    this.#live.set(key, article);
    if (isRefused && this.#isSlugSeen(article)) this.#slugProblems.set(key, duplicateSlug(article));
    // Nothing of a draft has been public: its title, and with it its slug, may still change.
    if (record !== undefined || !isPrivate(facts)) this.#record(article, record);
    return article;
  }

  /** Whether an address is made of the slug: the page's, or one of a pattern that the article's own path does not replace. */
  #isSlugSeen({ givenPath }: Article): boolean {
    const { pages, permalink } = this.#site;
    return pages || permalink === undefined || (givenPath === undefined && permalink.includes('{slug}'));
  }

  /** The row that was the path's until the article gave an id of its own; not one that went elsewhere. */
  #former(key: string): IdRecord | undefined {
    const row = this.#register.at(key);
    return row !== undefined && !this.#owners.has(row.id) ? row : undefined;
  }

  #record(article: Article, before: IdRecord | undefined): void {
    const record = recordOf(article, before);
    this.#register.keep(record, before);
    if (before === undefined || before.slug === record.slug) return;
    const former = articleKey(before);
    if (!this.#hasSlug(former, before.slug)) this.#slugs.release(before.slug, former);
  }
}

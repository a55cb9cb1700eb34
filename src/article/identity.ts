import type { Instant } from '../date/reading.ts';
import { type Problem, problem } from '../problem.ts';
import type { Site } from '../site.ts';
import type { Article, ArticleFacts } from './article.ts';
import { sortByCodePoints } from './code-points.ts';
import {
  adoptAuthority,
  articleKey,
  type IdRecord,
  type IdRecords,
  isLoopbackAuthority,
  sameRecord,
} from './id-records.ts';
import { mintId } from './minting.ts';
import { linkOf } from './permalink.ts';
import { SlugRegister } from './slug-register.ts';
import { agreement, isStranger, takeOverPart, takeOverWhole } from './takeover.ts';

/** What has changed among the articles. */
export interface IdentityChange {
  /** Articles that are new or have been read again. */
  readonly changed?: Iterable<ArticleFacts>;
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

const nothing: readonly never[] = [];

/** Nobody has seen it yet, so nothing has to stay as it is. */
const isPrivate = ({ draft, unlisted }: ArticleFacts): boolean => draft || unlisted;

/**
 * The identities of all articles, kept up to date change by change: one article costs one article's work.
 * Ids, slugs and links follow INTERFACE.md (Entries). The same articles and rows give the same identities, whatever
 * the order in which a batch names them.
 */
export class IdentityIndex {
  readonly #site: Site;
  readonly #records: Map<string, IdRecord>;
  /** The row recorded for an article key. */
  readonly #byKey = new Map<string, IdRecord>();
  /** All rows of a path that has several, until its article is first seen and tells which one is its own. */
  readonly #rivals = new Map<string, IdRecord[]>();
  /** Rows whose article is not there. */
  readonly #gone = new Map<string, IdRecord>();
  readonly #live = new Map<string, Article>();
  /** The article key that has an id. */
  readonly #owners = new Map<string, string>();
  readonly #held = new Map<string, Held>();
  readonly #slugProblems = new Map<string, Problem>();
  /** Articles of the batch under way that will be live at its end, with the slugs recorded for them. */
  #pending: ReadonlyMap<string, string | undefined> = new Map();
  readonly #slugs = new SlugRegister((key) => this.#live.has(key) || this.#pending.has(key));
  #revision = 0;

  /** Starts from the rows recorded so far; ids minted for a loopback address take the site's authority if it is known. */
  constructor(records: IdRecords, site: Site) {
    this.#site = site;
    const adopted = adoptAuthority(records, site);
    if (adopted !== records) this.#revision += 1;
    this.#records = new Map();
    for (const record of sortByCodePoints(adopted.values(), (each) => each.id)) this.#add(record);
  }

  /** Every row, those that were given since included. */
  get records(): IdRecords {
    return this.#records;
  }

  /** Grows whenever a row has been added or changed. */
  get revision(): number {
    return this.#revision;
  }

  /** The article of a key, as it is now. */
  article(key: string): Article | undefined {
    return this.#live.get(key);
  }

  /** When the article's file was first seen, where that is its date (`undated: file-time`). */
  firstSeen(key: string): Instant | undefined {
    return this.#byKey.get(key)?.fileTime;
  }

  /** What is wrong with identities now: ids that two files give, slugs that two files ask for, the loopback address. */
  get problems(): readonly Problem[] {
    const duplicates = Array.from(this.#held.values(), ({ facts, id }) => this.#duplicate(facts, id));
    return [...duplicates, ...this.#slugProblems.values(), ...this.#authorityProblem()];
  }

  /** Takes in rows that another process has written meanwhile; those known here stay as they are. */
  adopt(records: IdRecords): void {
    for (const record of records.values()) if (!this.#records.has(record.id)) this.#add(record);
  }

  /** Takes in a change. */
  update({ changed = nothing, removed = nothing, exists = () => false }: IdentityChange): IdentityOutcome {
    const before = new Set<string>();
    for (const key of removed) this.#release(key, before);
    const batch = sortByCodePoints([...this.#heldFacts(), ...changed], articleKey);
    const facts = new Map(batch.map((each) => [articleKey(each), each]));
    for (const key of facts.keys()) this.#release(key, before);
    this.#held.clear();
    const claimed = this.#claim(facts, exists, before);
    const articles = this.#settle(claimed);
    const gone = [...before].filter((key) => !this.#live.has(key));
    return { articles, gone };
  }

  *#heldFacts(): Generator<ArticleFacts> {
    for (const { facts } of this.#held.values()) yield facts;
  }

  #add(record: IdRecord): void {
    const key = articleKey(record);
    this.#records.set(record.id, record);
    this.#slugs.reserve(record);
    const other = this.#byKey.get(key);
    // Of two rows for one path the id that was given is the later one: it replaced the minted one. What is live stays.
    const isLater = other?.id.startsWith(`tag:${this.#site.idAuthority}:`) && !this.#live.has(key);
    if (other === undefined || isLater) this.#byKey.set(key, record);
    if (other !== undefined && !this.#live.has(key)) {
      this.#rivals.set(key, [...(this.#rivals.get(key) ?? [other]), record]);
    }
    if (!this.#live.has(key)) this.#gone.set(record.id, record);
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
    const record = this.#records.get(article.id);
    if (record === undefined) this.#slugs.release(article.slug, key);
    else this.#gone.set(record.id, record);
  }

  /** Finds out whose ids are whose: given and recorded ones first, then those of files that were renamed. */
  #claim(
    batch: ReadonlyMap<string, ArticleFacts>,
    exists: (path: string) => boolean,
    before: Set<string>,
  ): readonly Settled[] {
    const settled = new Map<string, Settled>();
    const claim = (key: string, facts: ArticleFacts, id: string): void => {
      if (this.#isKept(id, key, batch, exists)) this.#held.set(key, { facts, id });
      else this.#claimId({ facts, key, id, record: this.#records.get(id) }, settled, before);
    };
    const newcomers: ArticleFacts[] = [];
    const strangers: ArticleFacts[] = [];
    for (const [key, facts] of batch) {
      const row = this.#rowAt(key, facts);
      if (facts.givenId !== undefined) claim(key, facts, facts.givenId);
      else if (row === undefined) newcomers.push(facts);
      else if (isStranger(facts, row, before.has(key))) strangers.push(facts);
      else claim(key, facts, row.id);
    }
    const moved = this.#moved(newcomers, strangers, () => this.#vacant(batch, exists));
    const taken = new Set(moved.values());
    for (const facts of strangers) {
      const key = articleKey(facts);
      const row = this.#byKey.get(key)!;
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
    return [...settled.values()];
  }

  /** The row of a path; of several the one that agrees most with what lies there. */
  #rowAt(key: string, facts: ArticleFacts): IdRecord | undefined {
    const rivals = this.#rivals.get(key);
    const row = this.#byKey.get(key);
    if (rivals === undefined || row === undefined) return row;
    const best = rivals.reduce((a, b) => (agreement(facts, b) > agreement(facts, a) ? b : a), row);
    this.#rivals.delete(key);
    this.#byKey.set(key, best);
    return best;
  }

  /**
   * Rows of files that were renamed, by the key of their article now. A stranger at its path may be one of them: files
   * that swap or pass on their names keep their ids.
   */
  #moved(
    newcomers: readonly ArticleFacts[],
    strangers: readonly ArticleFacts[],
    vacantRows: () => Iterable<IdRecord>,
  ): ReadonlyMap<string, IdRecord> {
    if (newcomers.length + strangers.length === 0) return new Map();
    const vacant = [...vacantRows()];
    const left = strangers.map((facts) => this.#byKey.get(articleKey(facts))!);
    const free = [...vacant, ...left.filter(({ id }) => !this.#owners.has(id))];
    const moved = new Map(takeOverWhole([...newcomers, ...strangers], free));
    const taken = new Set(moved.values());
    const rest = newcomers.filter((facts) => !moved.has(articleKey(facts)));
    const restOfRows = vacant.filter((row) => !taken.has(row));
    for (const [key, row] of takeOverPart(rest, restOfRows)) moved.set(key, row);
    return moved;
  }

  /** Whether the id's recorded file is there, though it is no article just now: the id waits for it. */
  #isKept(
    id: string,
    key: string,
    batch: ReadonlyMap<string, ArticleFacts>,
    exists: (path: string) => boolean,
  ): boolean {
    const record = this.#records.get(id);
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
    for (const record of this.#gone.values()) {
      const key = articleKey(record);
      const isThere = batch.has(key) || this.#live.has(key) || this.#held.has(key) || exists(record.path);
      if (!isThere && !this.#owners.has(record.id)) yield record;
    }
  }

  /** Gives slugs and ids. Those that were given or recorded come before the fresh ones, private ones last. */
  #settle(batch: readonly Settled[]): readonly Article[] {
    const rank = ({ facts, record }: Settled): number =>
      isPrivate(facts) ? 2 : facts.givenSlug !== undefined || record?.slug ? 0 : 1;
    this.#pending = new Map(batch.map(({ key, record }) => [key, record?.slug]));
    for (const { key, record } of batch) {
      // Slugs go along with their rows.
      if (record && !this.#hasSlug(articleKey(record), record.slug)) this.#slugs.move(record, key);
    }
    const ordered = [0, 1, 2].flatMap((wanted) => batch.filter((each) => rank(each) === wanted));
    return ordered.map((each) => this.#finish(each));
  }

  /** Whether the article that lies there has the slug, by whatever row. */
  #hasSlug(key: string, slug: string): boolean {
    return (this.#live.get(key)?.slug ?? this.#pending.get(key)) === slug;
  }

  #finish({ facts: given, key, id: known, record }: Settled): Article {
    const facts = withFileTime(given, record);
    const { slug, isRefused } = this.#slugs.choose(facts, record ?? this.#former(key));
    const isTaken = (id: string): boolean => this.#records.has(id) || this.#owners.has(id);
    const named = { ...facts, slug };
    const id = known ?? mintId(named, this.#site, isTaken);
    // One object an article: a hundred thousand of them are made at a time.
    const article: Article = Object.assign(named, { id, link: linkOf(named, this.#site) });
    this.#owners.set(id, key);
    this.#live.set(key, article);
    if (isRefused) this.#slugProblems.set(key, duplicateSlug(article));
    // Nothing of a draft has been public: its title, and with it its slug, may still change.
    if (record !== undefined || !isPrivate(facts)) this.#record(article, record);
    return article;
  }

  /** The row that was the path's until the article gave an id of its own; not one that went elsewhere. */
  #former(key: string): IdRecord | undefined {
    const row = this.#byKey.get(key);
    return row !== undefined && !this.#owners.has(row.id) ? row : undefined;
  }

  #record(article: Article, before: IdRecord | undefined): void {
    const key = articleKey(article);
    const now = recordOf(article, before);
    const isSame = before !== undefined && sameRecord(before, now);
    const record = isSame ? before : now;
    this.#gone.delete(record.id);
    this.#byKey.set(key, record);
    if (isSame) return;
    if (before) this.#leave(before, record);
    this.#records.set(record.id, record);
    this.#revision += 1;
  }

  /** Gives up what an old version of a row held and the new one does not: its path, its slug. */
  #leave(before: IdRecord, record: IdRecord): void {
    const former = articleKey(before);
    if (former !== articleKey(record) && this.#byKey.get(former) === before) this.#byKey.delete(former);
    if (before.slug !== record.slug && !this.#hasSlug(former, before.slug)) {
      this.#slugs.release(before.slug, former);
    }
  }

  #duplicate({ path }: ArticleFacts, id: string): Problem {
    const owner = this.#owners.get(id)?.split('\0', 1)[0] ?? this.#records.get(id)?.path ?? '';
    return problem('duplicate-id', {
      path,
      message: `id ${JSON.stringify(id)} is also that of ${owner}, which keeps it; this article is held back`,
      hint: 'Give one of the two another id, or delete the copy.',
    });
  }

  #authorityProblem(): readonly Problem[] {
    const { idAuthority, idAuthorityGiven } = this.#site;
    if (idAuthorityGiven || !isLoopbackAuthority(idAuthority)) return [];
    const minted = `tag:${idAuthority}:`;
    if (!this.#owners.keys().some((id) => id.startsWith(minted))) return [];
    return [
      problem('id-authority', {
        message: `ids are minted as tag:${idAuthority}:… until the public address is known`,
        hint: 'Set url or idAuthority in site.yaml.',
      }),
    ];
  }
}

/** The day a file was first seen stays its date, whatever happens to the file (`undated: file-time`). */
const withFileTime = (facts: ArticleFacts, record: IdRecord | undefined): ArticleFacts => {
  const time = record?.fileTime;
  if (time === undefined || facts.sources.published !== 'file-time' || time === facts.published) return facts;
  return { ...facts, published: time, appears: facts.appears === facts.published ? time : facts.appears };
};

/** Of a draft the file's time is no more than a place among the others. */
const isFileTimed = (article: Article): boolean =>
  article.sources.published === 'file-time' && !isPrivate(article);

const recordOf = (article: Article, before: IdRecord | undefined): IdRecord => ({
  id: article.id,
  path: article.path,
  part: article.part,
  slug: article.slug,
  published: before?.published ?? article.published,
  bodyHash: article.bodyHash,
  metaHash: article.metaHash,
  fileTime: before?.fileTime ?? (isFileTimed(article) ? article.published : undefined),
});

const duplicateSlug = ({ path, slug, givenSlug }: Article): Problem =>
  problem('duplicate-slug', {
    path,
    message: `slug ${JSON.stringify(givenSlug)} is already another article's; this one is ${JSON.stringify(slug)}`,
    hint: 'Give one of the two another slug.',
  });

/** All articles and rows of a batch. */
export interface Identities {
  /** In the order of their keys' code points. */
  readonly articles: readonly Article[];
  readonly records: IdRecords;
  readonly problems: readonly Problem[];
}

/**
 * Gives all articles their identities at once. `records` in the answer holds every row of before and the new ones;
 * articles that are held back (`duplicate-id`) are missing among `articles`.
 */
export const assignIdentities = (
  facts: readonly ArticleFacts[],
  records: IdRecords,
  site: Site,
): Identities => {
  const index = new IdentityIndex(records, site);
  const { articles } = index.update({ changed: facts });
  return {
    articles: sortByCodePoints(articles, articleKey),
    records: index.records,
    problems: index.problems,
  };
};

import type { Article } from '../article/article.ts';
import { compareCodePoints } from '../article/code-points.ts';
import type { Site } from '../site.ts';
import { ArchiveVersions, archiveSeed, digestArticle, type FilesOf } from './archives.ts';
import { compareNewestFirst, placeOf } from './order.ts';
import type { ScopeName } from './scopes.ts';

/** How an article counts. Whoever knows the time decides (`stateAt`); all other states stay outside. */
export type Standing = 'listed' | 'withdrawn';

/** An article and how it counts. */
export interface Standings {
  readonly article: Article;
  readonly standing: Standing;
}

/** A member of a scope. */
export interface Member extends Standings {
  /** The scopes it bears. */
  readonly names: readonly ScopeName[];
  /** Of what its entry shows, once that was needed. */
  digest?: string;
}

/** Whether an article is an entry: listed, or withdrawn with a notice, which stands in its place. */
const isEntry = ({ article, standing }: Standings): boolean =>
  standing === 'listed' || article.notice !== undefined;

/** What becomes of a list at one index: members that stand before what lies there, and whether that goes. */
interface Cut {
  readonly at: number;
  readonly member?: Member;
}

/** The members that come to stand where one of them goes, in the order of `cuts`; undefined where any does not. */
const replaced = (cuts: readonly Cut[]): Map<number, Member> | undefined => {
  const places = new Map<number, Member>();
  if (cuts.length % 2 === 1) return undefined;
  for (let pair = 0; pair < cuts.length; pair += 2) {
    const [comes, goes] = [cuts[pair], cuts[pair + 1]];
    if (comes?.member === undefined || goes === undefined || goes.member || goes.at !== comes.at)
      return undefined;
    places.set(comes.at, comes.member);
  }
  return places;
};

/**
 * A list that is sorted oldest first without some members and with others, and the lowest index that is another one
 * now. Looks only at the places where something changes; where each that comes takes the place of one that goes, as when
 * articles are edited, the list itself is changed, however long it is.
 */
const merged = (
  list: Member[],
  out: ReadonlySet<Member>,
  coming: readonly Member[],
): { readonly list: Member[]; readonly lowest: number } => {
  const cuts: Cut[] = [];
  for (const member of out) {
    const at = placeOf(list, member.article);
    if (list[at] === member) cuts.push({ at });
  }
  for (const member of coming) cuts.push({ at: placeOf(list, member.article), member });
  if (cuts.length === 0) return { list, lowest: list.length };
  // Those that come keep their order, and stand before what goes from the same place.
  cuts.sort((a, b) => a.at - b.at || Number(a.member === undefined) - Number(b.member === undefined));
  const lowest = cuts[0]?.at ?? 0;
  const places = replaced(cuts);
  if (places !== undefined) {
    for (const [at, member] of places) list[at] = member;
    return { list, lowest };
  }
  const pieces: Member[][] = [];
  let from = 0;
  for (const { at, member } of cuts) {
    if (at > from) pieces.push(list.slice(from, at));
    if (member) pieces.push([member]);
    from = member ? at : at + 1;
  }
  pieces.push(list.slice(from));
  return { list: pieces.flat(), lowest };
};

/** All articles of one scope, oldest first: what feeds of the scope are cut from. */
export class ScopeArticles {
  #entries: Member[] = [];
  #tombstones: Member[] = [];
  readonly #versions: ArchiveVersions;
  readonly #filesOf: FilesOf;
  readonly #spellings = new Map<string, number>();

  constructor(site: Site, filesOf: FilesOf = () => undefined) {
    this.#filesOf = filesOf;
    this.#versions = new ArchiveVersions(site.feeds.entries, archiveSeed(site));
  }

  /** Entries in the feed, all archives together. */
  get size(): number {
    return this.#entries.length;
  }

  /** No listed and no withdrawn article bears the scope any more. */
  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#tombstones.length === 0;
  }

  /** Entries from index `start` to, not including, `end`, counted from the oldest, which is 0; newest first. */
  entries(start: number, end: number): Standings[] {
    return this.#entries.slice(start, end).reverse();
  }

  /** The entries next to an article in time: the one before it (older) and the one after it (newer). */
  neighbours(article: Article): {
    readonly older?: Article | undefined;
    readonly newer?: Article | undefined;
  } {
    const at = placeOf(this.#entries, article);
    const isHere = this.#entries[at]?.article === article;
    return { older: this.#entries[at - 1]?.article, newer: this.#entries[isHere ? at + 1 : at]?.article };
  }

  /** Articles withdrawn without a notice that stand before (are newer than) `article`, all without one; newest first. */
  tombstones(article?: Article): Article[] {
    const from = article === undefined ? 0 : placeOf(this.#tombstones, article);
    return this.#tombstones
      .slice(from)
      .reverse()
      .map((member) => member.article);
  }

  /** Version of archive `number`, which must be full: its entries and those of all older ones. */
  archiveVersion(number: number): string {
    return this.#versions.version(number, (at) => {
      const member = this.#entries[at];
      if (member === undefined) return '';
      member.digest ??= digestArticle(member.article, this.#filesOf(member.article));
      return member.digest;
    });
  }

  /** The oldest article that bears the scope. */
  get oldest(): Article | undefined {
    const [entry, tombstone] = [this.#entries[0]?.article, this.#tombstones[0]?.article];
    if (entry === undefined || tombstone === undefined) return entry ?? tombstone;
    return compareNewestFirst(entry, tombstone) > 0 ? entry : tombstone;
  }

  /** The commonest spelling; of equally common ones the first by code points. */
  get label(): string {
    let [label, most] = ['', 0];
    for (const [spelling, count] of this.#spellings) {
      if (count > most || (count === most && compareCodePoints(spelling, label) < 0)) {
        [label, most] = [spelling, count];
      }
    }
    return label;
  }

  /**
   * Brings a member in, which spells the scope as `label`. Answers its index among the entries, from which on they have
   * others than before; where it is no entry, how many there are.
   */
  insert(member: Member, label: string): number {
    const list = isEntry(member) ? this.#entries : this.#tombstones;
    const at = placeOf(list, member.article);
    list.splice(at, 0, member);
    if (list === this.#entries) this.#versions.changedAt(at);
    this.spell(label, 1);
    return list === this.#entries ? at : this.#entries.length;
  }

  /**
   * Takes many members out and brings others in at once: one pass, where `insert` and `delete` would each move all that
   * lies behind. The spellings are counted by `spell`. Answers what `insert` does.
   */
  exchange(out: ReadonlySet<Member>, coming: Iterable<Member>): number {
    const sorted = [...coming].sort((a, b) => compareNewestFirst(b.article, a.article));
    const before = this.#entries.length;
    const entries = merged(this.#entries, out, sorted.filter(isEntry));
    if (entries.lowest < before || entries.list !== this.#entries) this.#versions.changedAt(entries.lowest);
    this.#entries = entries.list;
    this.#tombstones = merged(
      this.#tombstones,
      out,
      sorted.filter((member) => !isEntry(member)),
    ).list;
    return entries.lowest;
  }

  /** Counts how often the scope is spelled as `label`. */
  spell(label: string, change: 1 | -1): void {
    const count = (this.#spellings.get(label) ?? 0) + change;
    if (count > 0) this.#spellings.set(label, count);
    else this.#spellings.delete(label);
  }

  /** Takes a member out that was brought in with this `label`. Answers what `insert` does. */
  delete(member: Member, label: string): number {
    const list = isEntry(member) ? this.#entries : this.#tombstones;
    const at = placeOf(list, member.article);
    if (list[at] !== member) return this.#entries.length;
    list.splice(at, 1);
    if (list === this.#entries) this.#versions.changedAt(at);
    this.spell(label, -1);
    return list === this.#entries ? at : this.#entries.length;
  }
}

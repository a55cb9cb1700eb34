import type { Entry } from '../article/article.ts';
import type { Site } from '../site.ts';
import { type CleanEntry, cleanEntry } from './base.ts';

/** Text in which several entries were written together. It is cut up when the first of its pieces is asked for. */
class Sheet {
  #cut: (() => readonly string[]) | undefined;
  #pieces: string[] = [];

  constructor(cut: () => readonly string[]) {
    this.#cut = cut;
  }

  /** Gives a piece away: whoever has it keeps it, so that it goes with its entry and not with those that stood beside. */
  take(at: number): string {
    if (this.#cut !== undefined) this.#pieces = [...this.#cut()];
    this.#cut = undefined;
    const piece = this.#pieces[at]!;
    this.#pieces[at] = '';
    return piece;
  }
}

/** A piece of text, or where it can be taken from. */
type Place = string | { readonly sheet: Sheet; readonly at: number };

/** What was made of an Entry object under the same settings. */
interface Known {
  readonly site: Site;
  readonly clean: CleanEntry;
  /** The entry's piece, by format. */
  readonly places: Map<object, Place>;
}

const pieceIn = (places: Map<object, Place>, format: object): string => {
  const place = places.get(format)!;
  if (typeof place === 'string') return place;
  const piece = place.sheet.take(place.at);
  places.set(format, piece);
  return piece;
};

class Itself {
  constructor(entry: Entry) {
    // biome-ignore lint/correctness/noConstructorReturn: a subclass gives its private field to the object answered here.
    return entry as unknown as Itself;
  }
}

/**
 * A private field of Entry objects: what is known of an entry goes when the entry goes. A WeakMap would have the
 * collector carry it along until its next full run, however short the life of the entry was.
 */
class KnownEntry extends Itself {
  #known: Known | undefined;

  static of(entry: Entry, site: Site): Known {
    const keeper = #known in entry ? (entry as unknown as KnownEntry) : new KnownEntry(entry);
    if (keeper.#known?.site !== site) {
      keeper.#known = { site, clean: cleanEntry(entry, site), places: new Map() };
    }
    return keeper.#known;
  }
}

/** The entries of one document in one format. */
export interface EntryPieces {
  /** Those that have no piece of text yet, clean. */
  readonly missing: readonly CleanEntry[];
  /** Remembers pieces of the missing ones, in their order. */
  keep(pieces: readonly string[]): void;
  /** The same, with `cut` called when one of the pieces is asked for, at most once. */
  keepUncut(cut: () => readonly string[]): void;
  /** The pieces of all entries, in their order. None may be missing any more. */
  all(): readonly string[];
}

/**
 * The memory of one format: an entry is made clean once for all formats, and its piece is made once a format and used
 * again by every feed and archive that shows the same Entry object under the same settings. So it must be made of the
 * clean entry and the site alone.
 */
export const pieceMemory = (): ((entries: readonly Entry[], site: Site) => EntryPieces) => {
  const format = {};
  return (entries, site) => {
    const known = entries.map((entry) => KnownEntry.of(entry, site));
    const missing = known.filter(({ places }) => !places.has(format));
    return {
      missing: missing.map(({ clean }) => clean),
      keep: (pieces) => {
        for (const [at, { places }] of missing.entries()) places.set(format, pieces[at]!);
      },
      keepUncut: (cut) => {
        const sheet = new Sheet(cut);
        for (const [at, { places }] of missing.entries()) places.set(format, { sheet, at });
      },
      all: () => known.map(({ places }) => pieceIn(places, format)),
    };
  };
};

/** Writes entries with `write`, which answers one piece an entry, and remembers them: see `pieceMemory`. */
export const oncePerEntry = (
  write: (entries: readonly CleanEntry[], site: Site) => readonly string[],
): ((entries: readonly Entry[], site: Site) => readonly string[]) => {
  const piecesOf = pieceMemory();
  return (entries, site) => {
    const { missing, keep, all } = piecesOf(entries, site);
    if (missing.length > 0) keep(write(missing, site));
    return all();
  };
};

import type { Entry } from '../article/article.ts';
import type { Site } from '../site.ts';
import { type CleanEntry, cleanEntry } from './base.ts';

/** Text in which several entries were written together. It is cut up when the first of its pieces is asked for. */
class Sheet {
  #cut: () => readonly string[];

  constructor(cut: () => readonly string[]) {
    this.#cut = cut;
  }

  piece(at: number): string {
    const pieces = this.#cut();
    // The text as a whole is not needed again.
    this.#cut = () => pieces;
    return pieces[at]!;
  }
}

/** What was made of an Entry object under the same settings. */
interface Known {
  readonly site: Site;
  readonly clean: CleanEntry;
  /** Where the entry's piece stands, by format. */
  readonly places: Map<object, { readonly sheet: Sheet; readonly at: number }>;
}

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
  /** Remembers pieces of the missing ones, in their order. `cut` is called when one of them is asked for, at most once. */
  keep(cut: () => readonly string[]): void;
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
      keep: (cut) => {
        const sheet = new Sheet(cut);
        for (const [at, { places }] of missing.entries()) places.set(format, { sheet, at });
      },
      all: () =>
        known.map(({ places }) => {
          const { sheet, at } = places.get(format)!;
          return sheet.piece(at);
        }),
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
    if (missing.length > 0) {
      const written = write(missing, site);
      keep(() => written);
    }
    return all();
  };
};

import type { Entry } from '../article/article.ts';
import type { Site } from '../site.ts';
import { type CleanEntry, cleanEntry } from './base.ts';

/** Makes `make` remember what it made of an Entry object under the same settings; that goes when the Entry goes. */
const perEntry = <T extends object | string>(): ((site: Site) => WeakMap<Entry, T>) => {
  const bySite = new WeakMap<Site, WeakMap<Entry, T>>();
  return (site) => {
    const known = bySite.get(site) ?? new WeakMap<Entry, T>();
    bySite.set(site, known);
    return known;
  };
};

const cleanEntries = perEntry<CleanEntry>();

const cleaned = (entry: Entry, site: Site): CleanEntry => {
  const known = cleanEntries(site);
  const clean = known.get(entry) ?? cleanEntry(entry, site);
  known.set(entry, clean);
  return clean;
};

/**
 * Writes entries with `write`, which answers one piece of text an entry, and remembers: the piece of an entry is made
 * once and used again by every feed and archive that shows the same Entry object under the same settings. `write` sees
 * nothing else, so the piece is the same everywhere.
 */
export const oncePerEntry = (
  write: (entries: readonly CleanEntry[], site: Site) => readonly string[],
): ((entries: readonly Entry[], site: Site) => readonly string[]) => {
  const piecesOf = perEntry<string>();
  return (entries, site) => {
    const pieces = piecesOf(site);
    const missing = entries.filter((entry) => !pieces.has(entry));
    const written =
      missing.length > 0
        ? write(
            missing.map((entry) => cleaned(entry, site)),
            site,
          )
        : [];
    for (const [at, entry] of missing.entries()) pieces.set(entry, written[at]!);
    return entries.map((entry) => pieces.get(entry)!);
  };
};

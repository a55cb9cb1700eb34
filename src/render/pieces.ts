import type { Entry } from '../article/article.ts';
import type { Site } from '../site.ts';
import { type CleanEntry, cleanEntry } from './base.ts';

/**
 * Makes `write` remember: the piece of text of an entry is made once and used again by every feed and archive that
 * shows the same Entry object under the same settings. It depends on nothing else, so it is the same everywhere.
 * Pieces go when their Entry goes.
 */
export const oncePerEntry = (
  write: (entry: CleanEntry, site: Site) => string,
): ((entry: Entry, site: Site) => string) => {
  const bySite = new WeakMap<Site, WeakMap<Entry, string>>();
  return (entry, site) => {
    const pieces = bySite.get(site) ?? new WeakMap<Entry, string>();
    bySite.set(site, pieces);
    const known = pieces.get(entry);
    if (known !== undefined) return known;
    const piece = write(cleanEntry(entry, site), site);
    pieces.set(entry, piece);
    return piece;
  };
};

import { pageName } from '../../article/fields/file-name.ts';
import { formatRfc3339 } from '../../date/format.ts';
import type { Problem } from '../../problem.ts';
import type { OldEntry } from './feed.ts';
import { fileName, lastName, nameKey } from './keys.ts';

/** A file that is probably an entry's article, but is held back. */
export interface HeldBack {
  readonly path: string;
  /** What to do, behind the path in a sentence. */
  readonly reason: string;
}

/**
 * The file with the name that the entry has in its address, where just one such file is held back. Its date is told by
 * the old feed: generators that take a file's own time write it there.
 */
export const heldBack = (
  { links, published }: OldEntry,
  problems: readonly Problem[],
): HeldBack | undefined => {
  const names = new Set(links.map(lastName).filter((name) => name !== ''));
  const held = new Map(
    problems.flatMap(({ severity, path, code }): [string, string][] =>
      severity === 'error' &&
      path !== undefined &&
      [pageName(path), fileName(path)].some((name) => names.has(nameKey(name)))
        ? [[path, code]]
        : [],
    ),
  );
  const [[path, code] = []] = held;
  if (path === undefined || code === undefined || held.size > 1) return undefined;
  const date = published === undefined ? 'a date' : `date: ${formatRfc3339(published)}`;
  const cure = code === 'undated' ? `Write ${date} in it` : 'Put that right';
  return { path, reason: `is held back (${code}). ${cure}, and adopt again.` };
};

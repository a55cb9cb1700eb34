import { existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { PublisherError } from '../../problem.ts';
import { listName } from './folder.ts';

/** Where a path leads, links followed as far as it is there. */
const realOf = (path: string): string => {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const parent = dirname(full);
  return parent === full ? full : join(realOf(parent), basename(full));
};

const holds = (outer: string, inner: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

const refuse = (message: string): never => {
  throw new PublisherError('usage', `--out ${message}`);
};

/** What of a site stands in a folder that no build has written. */
const telling = ['index.html', 'atom.xml', 'rss.xml', 'feed.json'];

/**
 * Refuses an output folder in which a build could do harm: one that holds or lies in the articles or the state, the home
 * folder, one that is a file, or one with a site that no build has written. Throws `PublisherError` with what to do.
 */
export const checkTarget = (
  out: string,
  { articles, state }: { readonly articles: string; readonly state: string },
): void => {
  const target = realOf(out);
  const advice = 'name a folder of its own, such as public';
  for (const [name, folder] of [
    ['the articles', realOf(articles)],
    ['the state', realOf(state)],
  ] as const) {
    if (holds(target, folder)) refuse(`${out} holds ${name} (${folder}): ${advice}`);
    if (holds(folder, target)) refuse(`${out} lies in ${name} (${folder}): ${advice}`);
  }
  if (holds(target, realOf(homedir()))) refuse(`${out} is or holds the home folder: ${advice}`);
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats && !stats.isDirectory()) refuse(`${out} is a file: ${advice}`);
  if (existsSync(join(target, listName)) || existsSync(join(target, `${listName}.new`))) return;
  const foreign = telling.find((name) => existsSync(join(target, name)));
  if (foreign)
    refuse(
      `${out} holds ${foreign}, which no build has written: name an empty folder, or remove what is there`,
    );
};

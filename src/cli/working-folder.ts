import { isAbsolute, relative } from 'node:path';
import { PublisherError } from '../problem.ts';

/** Where the command was typed, once `--in` has led elsewhere. */
let typedIn: string | undefined;

/** Does what `--in` asks: relative paths count from that folder now. Throws `PublisherError` where it cannot be entered. */
export const enterFolder = (folder: string): void => {
  const here = process.cwd();
  try {
    process.chdir(folder);
  } catch (fault) {
    const isMissing = (fault as NodeJS.ErrnoException).code === 'ENOENT';
    const why = isMissing ? 'there is no such folder' : 'it is no folder that can be entered';
    throw new PublisherError('usage', `--in ${folder}: ${why}`, { cause: fault });
  }
  typedIn ??= here;
};

/** An absolute path as it is printed: from where the command was typed, so that an editor started there opens it. */
export const printedPath = (full: string): string => relative(typedIn ?? '', full) || '.';

/** The same, but whole where it would climb; a relative path stays. */
export const nearPath = (path: string): string => {
  if (!isAbsolute(path)) return path;
  const near = printedPath(path);
  return near.startsWith('..') ? path : near;
};

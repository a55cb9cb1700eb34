import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Defaults } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import { DefaultsFiles } from '../../store/defaults-files.ts';
import { printedPath } from '../working-folder.ts';

/** Where an article lies that is to be explained. */
export interface Place {
  /** The articles folder, or the file's own folder where it lies outside of that. */
  readonly root: string;
  readonly isInArticles: boolean;
  /** Relative to `root`, with `/`. */
  readonly path: string;
  /** As printed: relative to the working directory. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly defaults: Defaults;
  /** What is wrong with the `_defaults.yaml` files above it. */
  readonly problems: readonly Problem[];
}

/** The bytes of a regular file, undefined where there is none that can be read. */
export const readIfThere = (file: string): Uint8Array | undefined => {
  try {
    return statSync(file).isFile() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
};

/** The `_defaults.yaml` files between the root and the article. */
const defaultsAbove = (root: string, path: string): DefaultsFiles => {
  const files = new DefaultsFiles();
  const folders = path.split('/').slice(0, -1);
  for (let depth = 0; depth <= folders.length; depth += 1) {
    const name = [...folders.slice(0, depth), '_defaults.yaml'].join('/');
    if (existsSync(join(root, name))) files.put(name, readIfThere(join(root, name)));
  }
  return files;
};

const realIfThere = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
};

/**
 * Finds out where a file lies. Inside the articles folder it is read as `serve` would; outside, its own folder stands
 * for that one, and a link leads to where its file is.
 */
export const placeOf = (file: string, articles: string): Place => {
  const folder = realIfThere(articles);
  // Only the folder's links are followed: that a link in the articles folder leads out has to be told.
  const inside = join(realIfThere(dirname(resolve(file))), basename(file));
  const isInArticles = inside.startsWith(folder + sep);
  const full = isInArticles ? inside : realIfThere(file);
  const root = isInArticles ? folder : dirname(full);
  const path = relative(root, full).split(sep).join('/');
  const files = defaultsAbove(root, path);
  return {
    root,
    isInArticles,
    path,
    file: printedPath(resolve(file)),
    modified: statSync(full, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    defaults: files.above(path),
    problems: files.problems,
  };
};

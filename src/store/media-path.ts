import { isArticlePath } from '../article/formats.ts';

/** Whether a file of the articles folder may be served as it is: no dot files, no settings, no article sources. */
export const isMediaPath = (path: string): boolean => {
  // Most files are articles, and all files are asked of.
  if (path === '' || isArticlePath(path)) return false;
  const names = path.split('/');
  return names.every((name) => name !== '' && !name.startsWith('.')) && names.at(-1) !== '_defaults.yaml';
};

import { isArticlePath } from '../article/formats.ts';

/** Whether a file of the articles folder may be served as it is: no dot files, no settings, no article sources. */
export const isMediaPath = (path: string): boolean => {
  const names = path.split('/');
  return (
    path !== '' &&
    names.every((name) => name !== '' && !name.startsWith('.')) &&
    names.at(-1) !== '_defaults.yaml' &&
    !isArticlePath(path)
  );
};

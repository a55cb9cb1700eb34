import { type Problem, problem } from '../../problem.ts';

/** The Problem of an image or sound that `address`, as written in the article at `path`, names and nobody finds. */
export const missingMedia = (path: string, address: string, line: number | undefined): Problem =>
  problem('missing-media', {
    message: `"${address.slice(0, 200)}" is not in the articles folder`,
    hint: 'Put the file there (names count to the letter, upper and lower case too), or write an absolute address.',
    path,
    line,
  });

/** Fewer of one folder are told one by one. */
const FEWEST = 4;

/** The folder that an address begins with: `/img/`, `../../assets/`, `images/`. */
const folderNamed = /^"((?:\/|(?:\.\.\/){1,20})?[^/"]{1,100}\/)/;

const namedFolder = ({ message }: Problem): string => folderNamed.exec(message)?.[1] ?? '';

/** What problems of one folder share; a folder beside the article is that of its own folder only. */
const folderOf = (each: Problem): string | undefined => {
  const folder = each.code === 'missing-media' ? namedFolder(each) : '';
  if (folder === '') return undefined;
  const { path = '' } = each;
  return /^[./]/.test(folder) ? folder : `${path.slice(0, path.lastIndexOf('/') + 1)}\0${folder}`;
};

const folded = (first: Problem, files: number, articles: number): Problem => ({
  ...first,
  message: `${first.message}, nor are ${files - 1} others of "${namedFolder(first)}", which ${articles === 1 ? '1 file shows' : `${articles} files show`}`,
  hint: 'Where the site has them at these addresses (a generator’s static folder), readers see them and there is nothing to do. Otherwise put that folder into the articles folder.',
});

/**
 * Reduces the `missing-media` of a folder that all articles share, such as a generator's `static/img`, to the first
 * one with their number; few of them, and those right beside an article, stay. The others keep their order.
 */
export const foldMissingMedia = (problems: readonly Problem[]): readonly Problem[] => {
  const groups = new Map<string, { files: number; readonly articles: Set<string> }>();
  for (const each of problems) {
    const folder = folderOf(each);
    if (folder === undefined) continue;
    const group = groups.get(folder) ?? { files: 0, articles: new Set<string>() };
    group.files += 1;
    group.articles.add(each.path ?? '');
    groups.set(folder, group);
  }
  const told = new Set<string>();
  return problems.flatMap((each) => {
    const folder = folderOf(each);
    const group = folder === undefined ? undefined : groups.get(folder);
    if (folder === undefined || !group || group.files < FEWEST) return [each];
    if (told.has(folder)) return [];
    told.add(folder);
    return [folded(each, group.files, group.articles.size)];
  });
};

import type { DateCandidate, Field } from '../article.ts';

/** What the path of a file tells of its article. */
export interface FileNameFacts {
  /** `kites` of `2015-09-16-kites.md` and of `kites/index.md`; absent where the name is no more than a name. */
  readonly slug?: Field | undefined;
  /** The day in the name, or in the folders above it. */
  readonly date?: DateCandidate | undefined;
  /** The name in words, for an article without a title. */
  readonly title: () => Field | undefined;
  /** Whether the name is a day and nothing else (`2015-09-16.md`). */
  readonly isDayAlone: boolean;
  /** Whether it lies in a folder of drafts (Jekyll's `_drafts`). */
  readonly isDraft: boolean;
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** `2015-09-16`, `2015_09_16`, `2015.09.16`, `20150916` at the beginning of a name; what follows may be a time. */
const leadingDay = /^(\d{4})([-_.])?(\d{1,2})\2?(\d{1,2})(?!\d)/;
const compactDay = /^(\d{4})(\d{2})(\d{2})(?:[T_-]?(\d{2})(\d{2})(?:\d{2})?)?(?!\d)/;
const trailingTime = /^[T_ -](\d{2})[-.:hH]?(\d{2})(?:[-.:]?\d{2})?(?!\d)/;

interface DatedName {
  readonly date: string;
  /** What stands behind the date and its separators. */
  readonly rest: string;
}

const two = (text: string): string => text.padStart(2, '0');

const isTime = (hour: string | undefined, minute: string | undefined): boolean =>
  hour !== undefined && minute !== undefined && Number(hour) < 24 && Number(minute) < 60;

/** Takes a leading date, and a time of day that stands right behind it, off a name. */
const datedName = (name: string): DatedName | undefined => {
  if (!/^\d{4}/.test(name)) return undefined;
  const compact = compactDay.exec(name);
  const match = compact ?? leadingDay.exec(name);
  if (!match) return undefined;
  const [year, month, day] = compact
    ? [compact[1]!, compact[2]!, compact[3]!]
    : [match[1]!, match[3]!, match[4]!];
  if (!compact && match[2] === undefined) return undefined;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${two(month)}-${two(day)}`;
  const rest = name.slice(match[0].length);
  if (compact && isTime(compact[4], compact[5]))
    return { date: `${date} ${compact[4]}:${compact[5]}`, rest: trimSeparators(rest) };
  const time = trailingTime.exec(rest);
  // `2015-09-16-1984-revisited` holds no time: only a T or two separated pairs tell of one
  if (time && isTime(time[1], time[2]) && /^T|^[_ -]\d\d[-.:hH]/.test(time[0])) {
    return { date: `${date} ${time[1]}:${time[2]}`, rest: trimSeparators(rest.slice(time[0].length)) };
  }
  return { date, rest: trimSeparators(rest) };
};

const trimSeparators = (text: string): string => text.replace(/^[-_.\s–—]+/, '');

/** `2015/09/16/name`: three folders, or two and a name that begins with the day. */
const folderDate = (folders: readonly string[], name: string): string | undefined => {
  for (let at = folders.length - 1; at >= 0; at -= 1) {
    const year = folders[at]!;
    const month = folders[at + 1];
    if (month === undefined || !/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month)) continue;
    const day = at + 2 < folders.length ? folders[at + 2]! : (/^\d{1,2}(?=[-_. ]|$)/.exec(name)?.[0] ?? '');
    if (/^\d{1,2}$/.test(day) && isDay(Number(year), Number(month), Number(day)))
      return `${year}-${two(month)}-${two(day)}`;
  }
  return undefined;
};

/**
 * The name by which generators call the page of a file: without ending and day, of the folder for an `index.md`, with
 * hyphens for white space.
 */
export const pageName = (path: string): string => {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  const name = readFileName(path).slug?.value ?? (dot > 0 ? file.slice(0, dot) : file);
  return name.trim().replace(/\s+/g, '-');
};

/** The folders in which the page of a file lies, with `/`: without that of an `index.md`, which is the page itself. */
export const pageFolder = (path: string): string => {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const stem = file.replace(/\.[^.]*$/, '').toLowerCase();
  if (INDEX_NAMES.has(stem) && !/^\d*$/.test(folders.at(-1) ?? '')) folders.pop();
  return folders.join('/');
};

/** The day in an address such as `/2015/09/16/kites/` or `https://example.org/blog/2015-09-16-kites`. */
export const dayOfAddress = ({ value, line, column }: Field): DateCandidate | undefined => {
  const path = value.replace(/^(?:[a-z][a-z\d+.-]{0,20}:)?\/\/[^/]*/i, '').replace(/[?#][\s\S]*$/, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  const name = segments.pop() ?? '';
  const day =
    datedName(name)?.date.slice(0, 10) ?? folderDate(segments, name) ?? folderDate([...segments, name], '');
  return day === undefined ? undefined : { value: day, source: 'address', role: 'published', line, column };
};

/** `night-trains` as words; a file's whole name that is a title already (Obsidian) stays as it is. */
const titleOf = (name: string, stem: string): Field | undefined => {
  const text = (name.includes(' ') ? name : name.replace(/[-_]+/g, ' ')).trim();
  if (text === '') return undefined;
  return {
    value: text === stem ? text : text.replace(/^\p{Ll}/u, (first) => first.toUpperCase()),
    source: 'filename',
  };
};

const INDEX_NAMES = new Set(['index', '_index', 'readme', 'post', 'article']);

/**
 * Reads what a path says: the day at the beginning of the name (Jekyll) or in the folders, a name behind the day,
 * the folder's name for an `index.md`. All of it counts after everything that the file itself says.
 */
export const readFileName = (path: string): FileNameFacts => {
  const slash = path.lastIndexOf('/');
  const folders = slash < 0 ? NO_FOLDERS : foldersOf(path.slice(0, slash));
  const file = path.slice(slash + 1);
  const dot = file.lastIndexOf('.');
  const stem = dot > 0 ? file.slice(0, dot) : file;
  const isIndex = folders.length > 0 && INDEX_NAMES.has(stem.toLowerCase());
  const name = isIndex ? folders.at(-1)! : stem;
  const dated = datedName(name);
  const date =
    dated?.date ??
    folderDate(isIndex ? folders.slice(0, -1) : folders, name) ??
    (isIndex ? folderDate(folders, '') : undefined);
  const rest = dated && dated.rest !== '' ? dated.rest : name;
  const slug = (dated && dated.rest !== '') || (isIndex && !/^\d+$/.test(name)) ? rest : undefined;
  return {
    slug: slug === undefined ? undefined : { value: slug, source: 'filename' },
    date: date === undefined ? undefined : { value: date, source: 'filename', role: 'published' },
    title: () => titleOf(rest, stem),
    isDayAlone: dated !== undefined && dated.rest === '',
    isDraft: folders.includes('_drafts'),
  };
};

const NO_FOLDERS: readonly string[] = [];
let lastFolder = '';
let lastFolders: readonly string[] = NO_FOLDERS;

/** The names of a path of folders. Files come folder by folder, so that the last answer mostly serves again. */
const foldersOf = (folder: string): readonly string[] => {
  if (folder !== lastFolder) {
    lastFolders = folder.split('/');
    lastFolder = folder;
  }
  return lastFolders;
};

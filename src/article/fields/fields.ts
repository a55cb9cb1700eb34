import { type Problem, problem } from '../../problem.ts';
import type { Extension } from '../../site.ts';
import type { Draft, Field, Origin } from '../article.ts';
import type { FrontMatter } from '../front-matter/front-matter.ts';
import { type FrontMap, type FrontValue, isFrontMap } from '../front-matter/value.ts';
import { normalizeKey } from './aliases.ts';
import { statedDates } from './dates.ts';
import { enclosuresOf } from './enclosures.ts';
import { episodeOf } from './episode.ts';
import { articleImage } from './image.ts';
import { type FieldEntry, FieldIndex, foldedText, givenText, itemsOf, lookUp } from './index.ts';
import { checkLanguage } from './language-tag.ts';
import { type ListRules, wordsOf } from './lists.ts';
import { misspeltDate } from './misspelt-date.ts';
import { isPageLayout } from './page-kind.ts';
import { peopleOf } from './people.ts';

const NONE: readonly never[] = [];

/** What front matter states of an article: a Draft but for what the reader of the format knows. */
export interface StatedFields {
  readonly fields: Omit<Draft, 'path' | 'part' | 'format' | 'encoding' | 'body' | 'removed' | 'baseUrl'>;
  /** Jekyll's mark of the summary's end. */
  readonly excerptSeparator?: string | undefined;
}

/** `YYYY-MM-DD-name` is Jekyll's, which separates words by white space. */
const isJekyll = (path: string, { fields }: FrontMatter): boolean =>
  /(?:^|\/)(?:_posts|_drafts)\//.test(path) ||
  (/(?:^|\/)\d{4}-\d{1,2}-\d{1,2}-[^/]+$/.test(path) && fields.has('layout'));

/** Singular names hold one thing, as Jekyll and Pelican have it. */
const singular = new Set(['category', 'section', 'tag', 'topic', 'label', 'keyword']);

const listRules = (path: string, matter: FrontMatter, { key }: FieldEntry): ListRules => {
  const name = normalizeKey(key);
  if (singular.has(name)) return { spaces: 'never', commas: name === 'tag' || name === 'keyword' };
  const spaced = matter.kind === 'yaml' && !name.includes('keyword');
  return { spaces: !spaced ? 'never' : isJekyll(path, matter) ? 'always' : 'lower', commas: true };
};

/** A pattern or a template is no address; a `permalink: false` neither. */
const isTemplate = (text: string): boolean =>
  /[{}<>\s]|\/:[a-z]|^:|^(?:true|false|pretty|date|ordinal|none|weekdate)$/i.test(text);

const isCanonical = (key: string): boolean => normalizeKey(key).startsWith('canonical');

/** The address of a site is that of none of its articles: a `canonicalUrl` may hold it for want of a better one. */
const isHostAlone = (url: string): boolean => /^https?:\/\/[^/?#]*\/?$/i.test(url);

/** An address: absolute, or a path. A bare word is a path at the root only under `permalink` and `url`. */
const addressText = (value: FrontValue, { key }: FieldEntry): string | undefined => {
  const text = givenText(isFrontMap(value) ? (lookUp(value, ['url', 'href']) ?? null) : value);
  if (text === undefined || isTemplate(text)) return undefined;
  if (/^https?:\/\//i.test(text)) return isHostAlone(text) && isCanonical(key) ? undefined : text;
  if (/^[a-z][a-z\d+.-]*:/i.test(text) || text.startsWith('//')) return undefined;
  // Zola writes a page's path without the first slash; a bare name may be a file's
  const isPath =
    text.startsWith('/') ||
    (normalizeKey(key) === 'path' &&
      /^[^/.]+\/[^/]/.test(text) &&
      !/\.(?:mdx?|markdown|rst|txt)$/i.test(text));
  if ((normalizeKey(key) === 'path' || normalizeKey(key).startsWith('canonical')) && !isPath)
    return undefined;
  return asFolder(text.startsWith('/') ? text : `/${text}`);
};

/** Eleventy is told the file to write, `posts/rain/index.html`: its address is the folder. */
const asFolder = (path: string): string => path.replace(/([^/]\/)index\.html?$/i, '$1');

/** A language tag; a mapping may give it as `code`. Undefined for what is no tag (`English`). */
const languageTag = (value: FrontValue): string | undefined =>
  checkLanguage(givenText(isFrontMap(value) ? (lookUp(value, ['code', 'tag']) ?? null) : value) ?? '');

const originOf = (value: FrontValue): Origin | undefined => {
  if (isFrontMap(value)) {
    const url = givenText(lookUp(value, ['url', 'link', 'href']));
    const title = foldedText(lookUp(value, ['title', 'name', 'label']));
    const id = givenText(lookUp(value, ['id', 'guid']));
    return url === undefined && title === undefined && id === undefined ? undefined : { url, title, id };
  }
  const text = givenText(value);
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) ? { url: text } : undefined;
};

const textOf = (value: FrontValue | undefined): string => (typeof value === 'string' ? value : '');

const extensionOf = (map: FrontMap): Extension | undefined => {
  const [namespace, prefix, element] = ['namespace', 'prefix', 'element'].map((key) =>
    givenText(lookUp(map, [key])),
  );
  if (namespace === undefined || prefix === undefined || element === undefined) return undefined;
  const given = lookUp(map, ['attributes']);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  if (isFrontMap(given)) for (const [key, value] of given) attributes[key] = textOf(value);
  return { namespace, prefix, element, attributes, text: textOf(lookUp(map, ['text'])) };
};

const extensionsOf = (
  index: FieldIndex,
  path: string,
  problems: Problem[],
): Field<readonly Extension[]> | undefined => {
  const entry = index.all('extensions')[0];
  if (!entry) return undefined;
  const found: Extension[] = [];
  for (const item of itemsOf(entry.value)) {
    const extension = isFrontMap(item) ? extensionOf(item) : undefined;
    if (extension) found.push(extension);
    else {
      problems.push(
        problem('bad-field', {
          ...index.field(entry, ''),
          path,
          message: 'extensions: an element needs `namespace`, `prefix` and `element`; it was left out.',
          hint: 'Write `- { namespace: "https://…", prefix: p, element: name, text: "…" }`.',
        }),
      );
    }
  }
  return index.field(entry, found);
};

/** Tags that divide no words. */
const inlineTag = /<\/?(?:em|strong|b|i|a|code|small|sup|sub|mark|u|s|q|cite|abbr|kbd)(?:\s[^<>]{0,500})?>/gi;

/** A summary of several paragraphs keeps its words only; tags of HTML are taken out. */
const summaryText = (value: FrontValue): string | undefined => {
  const text = foldedText(value);
  if (text === undefined || /^(?:true|false)$/i.test(text)) return undefined;
  if (!text.includes('<')) return text;
  return foldedText(text.replace(inlineTag, '').replace(/<\/?[a-z][^<>]{0,500}>/gi, ' '));
};

/** A title keeps its words only. */
const titleText = (value: FrontValue): string | undefined => {
  const text = foldedText(value);
  return text?.includes('<')
    ? foldedText(text.replace(/<\/?(?:em|strong|b|i|br|span|code|small|sup|sub|mark|u)\b[^<>]{0,200}>/gi, ''))
    : text;
};

/** A slug is one segment; what begins with a slash or holds one is the path of the page (Docusaurus, Gatsby). */
const slugAndPath = (index: FieldIndex): { slug: Field | undefined; path: Field | undefined } => {
  const field = index.first('slug', (value) => {
    const text = givenText(value);
    return text === undefined || isTemplate(text) ? undefined : text;
  });
  const bare = field?.value.replace(/^\/+|\/+$/g, '');
  if (!field || bare === undefined || bare === '') return { slug: undefined, path: undefined };
  return bare.includes('/')
    ? { slug: undefined, path: { ...field, value: field.value } }
    : { slug: { ...field, value: bare }, path: undefined };
};

/** `example.org/rain/`: the name of a host, and no file's. */
const isHostAndPath = (text: string): boolean =>
  /^(?:[a-z\d-]{1,63}\.){1,5}(?!html?\/|php\/|aspx?\/|mdx?\/)[a-z]{2,12}\/\S*$/i.test(text);

/** Warns of an address without its scheme, which is read as a path as generators do. */
const warnOfHost = (index: FieldIndex, path: string, problems: Problem[]): void => {
  const [entry] = index.all('url');
  const text = entry && givenText(entry.value);
  if (!entry || text === undefined || !isHostAndPath(text)) return;
  problems.push(
    problem('bad-field', {
      ...index.field(entry, ''),
      path,
      message: `${entry.key}: "${text.slice(0, 200)}" has no https:// before it and was read as a path of the site.`,
      hint: `Write https://${text.slice(0, 200)}, or a path that begins with a slash.`,
    }),
  );
};

/** Everything that the front matter of a file says of its article; values unchecked, dates as text. */
export const statedFields = (matter: FrontMatter, path: string): StatedFields => {
  const index = new FieldIndex(matter);
  const problems: Problem[] = [...matter.problems];
  const { slug, path: pagePath } = slugAndPath(index);
  const words = (fact: 'tags' | 'categories') =>
    index.first(fact, (value, entry) => wordsOf(value, listRules(path, matter, entry)));
  const { dates, visibility } = statedDates(index);
  warnOfHost(index, path, problems);
  const fields: StatedFields['fields'] = {
    dates,
    misspeltDate: dates.length === 0 ? misspeltDate(matter.fields, index) : undefined,
    visibility,
    isPage: isPageLayout(matter.fields) || undefined,
    title: index.first('title', titleText),
    id: index.first('id', givenText),
    slug,
    url: index.first('url', addressText) ?? pagePath,
    language: index.first('language', languageTag),
    siteName: index.first('siteName', (value) =>
      foldedText(isFrontMap(value) ? (lookUp(value, ['name', 'title']) ?? null) : value),
    ),
    timeZone: index.first('timeZone', givenText),
    dateOrder: index.first('dateOrder', givenText),
    dayTime: index.first('dayTime', givenText),
    place: index.first('place', foldedText),
    saved: index.first('saved', givenText),
    authors: index.first('authors', (value, { key }) =>
      peopleOf(value, { separators: matter.kind === 'headers' || normalizeKey(key) === 'authors' }),
    ),
    tags: words('tags'),
    categories: words('categories'),
    summary: index.first('summary', summaryText),
    image: index.first('image', (value, { key }) => articleImage(value, key)),
    enclosures: index.isPodcast ? enclosuresOf(index) : NONE,
    episode: index.isPodcast ? episodeOf(index) : undefined,
    origin: index.first('origin', originOf),
    extensions: extensionsOf(index, path, problems),
    problems,
  };
  return { fields, excerptSeparator: index.first('excerptSeparator', givenText)?.value };
};

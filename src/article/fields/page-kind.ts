import type { FrontMap } from '../front-matter/value.ts';
import { givenText, lookUp } from './index.ts';

/** Layouts and types that generators give to pages beside the articles (Jekyll, Hexo, Hugo, Eleventy, Ghost). */
const pageLayouts: ReadonlySet<string> = new Set(
  'page pages home index about contact archive archives category categories tag tags links friends search 404'.split(
    ' ',
  ),
);

/** Names of files that repositories want, in any language version (`README.de`, `LICENSE-MIT`). */
const repositoryFile =
  /^(?:readme|licen[cs]e|copying|changelog|contributing|code[_-]of[_-]conduct)(?:[-_.][a-z]{2,3}(?:[-_][a-z]{2,4})?)?$/i;
/**
 * Those that are words as well count only as they are written there. Repositories of blogs hold AGENTS.md and CLAUDE.md:
 * instructions for programs that write code.
 */
const capitalFile =
  /^(?:LICENSE-[A-Z][A-Z\d.-]{1,12}|SECURITY|NOTICE|AUTHORS|MAINTAINERS|CODEOWNERS|AGENTS|CLAUDE|TODO)$/;
/** Hugo's and Zola's page of a folder, in any language. */
const sectionPage = /^_index(?:\.[\w-]{2,12})?$/;
const serverText = /^(?:robots|ads|app-ads|sellers|humans|llms|llms-full|security|keybase)$/i;
/** What search engines ask for to know the owner of a site. */
const verification =
  /^(?:google[\da-f]{12,20}|(?:baidu|yandex|naver|pinterest|sogou)[_-]?(?:site)?[_-]?verif\w*[\w-]*|(?:yandex|naver|pinterest|sogou)[_-]?[\da-f]{5,40}|404)$/i;

const stemOf = (path: string): string => {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
};

/** Whether a file is the page of its folder (`_index.md` of Hugo and Zola): a list, which is no article whatever date it has. */
export const isSectionPage = (path: string): boolean => sectionPage.test(stemOf(path));

/**
 * Whether a file's name is that of something that stands among articles and is none: a repository's own files, the
 * page of a folder (`_index.md`), `robots.txt`, a search engine's proof of ownership. Only one without a date is taken
 * at its name.
 */
export const isPageName = (path: string): boolean => {
  const stem = stemOf(path);
  if (repositoryFile.test(stem) || capitalFile.test(stem) || sectionPage.test(stem)) return true;
  const ending = path.slice(path.lastIndexOf('/') + 1 + stem.length).toLowerCase();
  return ending === '.txt' ? serverText.test(stem) : /^\.x?html?$/.test(ending) && verification.test(stem);
};

/** Whether front matter calls it a page: `layout: page`, `layout: layouts/page.njk`, `type: categories`. */
export const isPageLayout = (fields: FrontMap): boolean =>
  ['layout', 'type'].some((key) => {
    const text = givenText(lookUp(fields, [key]));
    if (text === undefined || text.length > 200) return false;
    const name = text.slice(text.lastIndexOf('/') + 1).split('.', 1)[0]!;
    return pageLayouts.has(name.toLowerCase());
  });

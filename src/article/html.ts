import type { Draft, EnclosureDraft, Field, TextFile } from './article.ts';
import { absolute, isRel, pageAddresses, unarchived } from './html/addresses.ts';
import { articleItem, firstString, type JsonLd, readJsonLd, related } from './html/article-node.ts';
import { firstText, firstUrl, list } from './html/json-ld.ts';
import { metaValues, metaValuesOfOne } from './html/meta-names.ts';
import { type Item, isAside, type Outline, type TextLine } from './html/outline.ts';
import { pageAuthors } from './html/page-authors.ts';
import { pageDates } from './html/page-dates.ts';
import { knownTitles, pageTitle } from './html/page-title.ts';
import { readSaveNote, unwrapArchive } from './html/saved.ts';
import { scanPage } from './html/scan.ts';
import { textOfHtml } from './html/text.ts';
import { headlines } from './html/titles.ts';
import { headWindow, visibleFacts } from './html/visible.ts';

export { type MainContent, mainContent } from './html/main-content.ts';

/**
 * Reads what a saved page says of its article: JSON-LD, Open Graph, microdata and microformats, `meta`, `time`, and the
 * visible lines around the headline. The body is the whole page; `mainContent` finds the article in it when it is
 * shown. Cost is linear in the page's length; never throws for content.
 */
export const readHtmlPage = (file: TextFile): Draft => {
  const html = unwrapArchive(file.text);
  const outline = scanPage(html);
  const note = readSaveNote(outline);
  const addresses = pageAddresses(outline, note.url);
  const titles = knownTitles(outline);
  const jsonLd = readJsonLd(outline, { titles, addresses: addresses.all });
  const beside = headlines(outline)[0]?.aside;
  const item = articleItem(outline, { titles, isBeside: ({ aside }) => isAside(aside, beside) });
  const { title, siteName, headline } = pageTitle(outline, jsonLd, item);
  const language = pageLanguage(outline, jsonLd);
  const window = headWindow(outline, headline);
  const facts = visibleFacts(outline, { headline, window, language: language?.value });
  const url = addresses.url ?? absolute(firstUrl(jsonLd.article?.url));
  const place = facts.find(({ meta }) => meta.place !== undefined)?.meta.place;
  return {
    path: file.path,
    format: 'html',
    encoding: file.encoding,
    title,
    siteName,
    language,
    url: url === undefined ? undefined : { value: url, source: 'meta' },
    place: place === undefined ? undefined : { value: place, source: 'text' },
    dates: pageDates({ outline, jsonLd, item, headline, window, facts, language: language?.value }),
    saved: note.date === undefined ? undefined : { value: note.date, source: 'meta' },
    authors: pageAuthors(outline, { jsonLd, item, facts, headline }),
    tags: pageTags(outline, { jsonLd, item, headline }),
    categories: pageCategories(outline, jsonLd),
    summary: pageSummary(outline, jsonLd),
    image: pageImage(outline, jsonLd, item),
    enclosures: pageEnclosures(outline, headline),
    visibility: {},
    baseUrl: addresses.base ?? url,
    body: { kind: 'page', html: file.text, line: 1 },
    removed: [],
    problems: [],
  };
};

const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/iu;

const pageLanguage = (outline: Outline, { article }: JsonLd): Field | undefined => {
  const named: readonly (readonly [string | undefined, Field['source']])[] = [
    [outline.language, 'meta'],
    [firstText(article?.inLanguage), 'json-ld'],
    [metaValues(outline.metas, 'language')[0]?.split(',')[0], 'meta'],
    [outline.metas.find(({ key }) => key === 'og:locale')?.content, 'open-graph'],
  ];
  for (const [value, source] of named) {
    const tag = value?.trim() ?? '';
    if (LANGUAGE.test(tag)) return { value: tag.replaceAll('_', '-'), source };
  }
  return undefined;
};

const MOST_TAGS = 50;

const words = (values: readonly string[]): string[] => {
  const all = values
    .flatMap((value) => textOfHtml(value).split(/\s*[,;、，]\s*/u))
    .filter((tag) => tag !== '' && tag.length <= 80);
  return [...new Set(all)].slice(0, MOST_TAGS);
};

const pageTags = (
  outline: Outline,
  {
    jsonLd: { article },
    item,
    headline,
  }: { readonly jsonLd: JsonLd; readonly item: Item | undefined; readonly headline: TextLine | undefined },
): Field<readonly string[]> | undefined => {
  const linked = outline.links
    .filter(
      ({ rel, text, isElement, aside }) =>
        !isElement && isRel(rel, 'tag') && text !== '' && !isAside(aside, headline?.aside),
    )
    .map(({ text }) => text.replace(/^#/u, ''));
  const stated = list(article?.keywords).flatMap((value) => firstText(value) ?? []);
  const groups: Field<readonly string[]>[] = [
    { source: 'json-ld', value: words(stated) },
    {
      source: 'microdata',
      value: words(item?.properties.get('keywords')?.filter((it) => typeof it === 'string') ?? []),
    },
    { source: 'meta', value: words(metaValuesOfOne(outline.metas, 'tags')) },
    { source: 'text', value: words(linked) },
  ];
  return groups.find(({ value }) => value.length > 0);
};

const pageCategories = (outline: Outline, { article }: JsonLd): Field<readonly string[]> | undefined => {
  const stated = words(list(article?.articleSection).flatMap((value) => firstText(value) ?? []));
  if (stated.length > 0) return { source: 'json-ld', value: stated };
  const section = metaValues(outline.metas, 'section')[0];
  return section === undefined ? undefined : { source: 'meta', value: words([section]) };
};

const pageSummary = (outline: Outline, { article }: JsonLd): Field | undefined => {
  const meta = metaValues(outline.metas, 'summary')[0];
  const value = textOfHtml(meta ?? firstText(article?.description) ?? '');
  return value === '' ? undefined : { value, source: meta === undefined ? 'json-ld' : 'meta' };
};

const pageImage = (outline: Outline, jsonLd: JsonLd, item: Item | undefined): Field | undefined => {
  const meta = metaValues(outline.metas, 'image')[0];
  if (meta !== undefined) return { value: unarchived(meta), source: 'open-graph' };
  const node = firstUrl(related(jsonLd, 'image')) ?? firstUrl(jsonLd.article?.thumbnailUrl);
  if (node !== undefined) return { value: unarchived(node), source: 'json-ld' };
  const own = firstString(item, 'image');
  return own === undefined ? undefined : { value: unarchived(own), source: 'microdata' };
};

const pageEnclosures = (outline: Outline, headline: TextLine | undefined): Field<EnclosureDraft>[] => {
  const graph = metaValues(outline.metas, 'audio')[0];
  const type = metaValues(outline.metas, 'audioType')[0];
  const played = outline.audio.find(({ aside }) => !isAside(aside, headline?.aside));
  if (graph !== undefined) {
    return [{ source: 'open-graph', value: { url: unarchived(graph), ...(type !== undefined && { type }) } }];
  }
  if (played === undefined) return [];
  return [
    { source: 'text', value: { url: played.url, ...(played.type !== undefined && { type: played.type }) } },
  ];
};

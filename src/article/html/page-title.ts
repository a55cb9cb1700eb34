import type { Field } from '../article.ts';
import { isProse } from '../press/words.ts';
import { firstString, type JsonLd, related } from './article-node.ts';
import { firstText, typesOf } from './json-ld.ts';
import { metaValues } from './meta-names.ts';
import type { Item, Outline, TextLine } from './outline.ts';
import { textOfHtml } from './text.ts';
import { foldTitle, headlines, siteBeside, splitByHeadline, withoutSite } from './titles.ts';

/** The page's title, its site's name, and the heading on the page that is its headline. */
export interface PageTitle {
  readonly title: Field | undefined;
  readonly siteName: Field | undefined;
  readonly headline: TextLine | undefined;
}

/** Every title that the page goes by, folded: whole, and cut where a site's name may be. */
export const knownTitles = (outline: Outline): ReadonlySet<string> => {
  const titles = [outline.title, ...metaValues(outline.metas, 'title')].map(textOfHtml);
  const whole = [...titles, ...headlines(outline).map(({ text }) => text)];
  const parts = titles.flatMap((title) => title.split(/\s+[|–—·•»«:›-]\s+|\s*[|｜]\s*/u));
  return new Set([...whole, ...parts].map(foldTitle).filter((title) => title.length > 2));
};

/**
 * The title: of the article's JSON-LD or microdata, else the headline where the page's `title` agrees with it, else
 * Open Graph's, else the headline, else the page's `title`; always without the site's name.
 */
export const pageTitle = (outline: Outline, jsonLd: JsonLd, item: Item | undefined): PageTitle => {
  const site = siteName(outline, jsonLd);
  const heads = headlines(outline);
  const metas = metaValues(outline.metas, 'title').map(textOfHtml);
  const stated = [
    field(firstText(jsonLd.article?.headline) ?? firstText(jsonLd.article?.name), 'json-ld'),
    field(
      firstString(item, 'headline') ?? (item?.type === '' ? undefined : firstString(item, 'name')),
      'microdata',
    ),
  ].filter((it) => it !== undefined);
  const agreed = agreeing(outline, heads, [...metas, textOfHtml(outline.title)]);
  const others = [
    agreed?.field,
    field(metas[0], metas.length > 0 ? 'open-graph' : 'meta'),
    field(heads[0]?.text, 'text'),
    field(outline.title, 'meta'),
    field(firstHeading(outline), 'text'),
  ].filter((it) => it !== undefined);
  const all = [...stated, ...others].map((it) => ({ ...it, value: withoutSite(it.value, site?.value) }));
  const title = unabridged(all);
  const name = site ?? field(title && siteBeside(textOfHtml(outline.title), title.value), 'text');
  const folded = title && foldTitle(title.value);
  return {
    title,
    siteName: name,
    headline: heads.find(({ text }) => foldTitle(text) === folded) ?? agreed?.headline ?? heads[0],
  };
};

const field = (value: string | undefined, source: Field['source']): Field | undefined => {
  const text = value === undefined ? '' : textOfHtml(value);
  return text === '' ? undefined : { value: text, source };
};

/** For a page that has neither `title` nor `h1`: its first heading, else the short line above its first paragraph. */
const firstHeading = ({ lines }: Outline): string | undefined => {
  const heading = lines.find(({ element, aside }) => /^h[2-4]$/u.test(element) && aside === undefined);
  const [first] = lines.filter(({ aside }) => aside === undefined);
  return (
    heading?.text ?? (first && first.text.length <= 120 && !isProse(first.text) ? first.text : undefined)
  );
};

const agreeing = (outline: Outline, heads: readonly TextLine[], titles: readonly string[]) => {
  for (const headline of heads.slice(0, 4)) {
    for (const title of titles) {
      const split = splitByHeadline(title, headline.text);
      if (split !== undefined) {
        const source = title === outline.title ? ('meta' as const) : ('open-graph' as const);
        return { field: { value: split, source }, headline };
      }
    }
  }
  return undefined;
};

/** The first title, or the longer one that it was cut from: `Last keeper puts out…`. */
const unabridged = (titles: readonly Field[]): Field | undefined => {
  const [first] = titles;
  const cut = /^(.{8,}?)\s*(?:…|\.\.\.)$/u.exec(first?.value ?? '')?.[1];
  if (cut === undefined) return first;
  const start = foldTitle(cut);
  return (
    titles.find(({ value }) => !/(?:…|\.\.\.)$/u.test(value) && foldTitle(value).startsWith(start)) ?? first
  );
};

const siteName = (outline: Outline, jsonLd: JsonLd): Field | undefined => {
  const graph = outline.metas.find(({ key }) => key === 'og:site_name')?.content;
  const publisher = related(jsonLd, 'publisher')
    .map((node) =>
      typeof node === 'string' ? (/^https?:/u.test(node) ? undefined : node) : firstText(node.name),
    )
    .find((name) => name !== undefined);
  const site = jsonLd.nodes.find((node) => typesOf(node).includes('WebSite'));
  return (
    field(graph, 'open-graph') ??
    field(publisher, 'json-ld') ??
    field(firstText(site?.name), 'json-ld') ??
    field(metaValues(outline.metas, 'siteName')[0], 'meta')
  );
};

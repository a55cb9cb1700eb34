import { sameAddress } from './addresses.ts';
import {
  firstText,
  firstUrl,
  type JsonNode,
  jsonNodes,
  list,
  nodesById,
  parseJsonLd,
  resolve,
  typesOf,
} from './json-ld.ts';
import type { Item, Outline } from './outline.ts';
import { foldTitle } from './titles.ts';

/** What is known of the page before its nodes are compared with it. */
export interface PageIdentity {
  /** Titles of the page in any form, folded. */
  readonly titles: ReadonlySet<string>;
  /** Addresses of the page. */
  readonly addresses: readonly string[];
}

/** Types of articles, the surest first: what a feed would carry. */
const ARTICLE = /(?:Article|BlogPosting|Posting|Report|Blog[Pp]ost)$/u;
const LESSER =
  /^(?:CreativeWork|Recipe|PodcastEpisode|RadioEpisode|Episode|VideoObject|AudioObject|Review|Event|HowTo|QAPage|Chapter|TechArticle|Poem|ShortStory)$/u;
const PAGE = /^(?:\w*WebPage|ItemPage|AboutPage)$/u;

const scoreOf = (types: readonly string[]): number => {
  if (types.some((type) => ARTICLE.test(type))) return 40;
  if (types.some((type) => LESSER.test(type))) return 12;
  return types.some((type) => PAGE.test(type)) ? 8 : -1;
};

/** All nodes of the page's JSON-LD, and the article's own among them. */
export interface JsonLd {
  readonly nodes: readonly JsonNode[];
  readonly byId: ReadonlyMap<string, JsonNode>;
  readonly article: JsonNode | undefined;
}

/**
 * Reads the page's JSON-LD and chooses the node that is about the page: by type, then by its headline or address being
 * the page's. A node with another article's headline and address is never taken.
 */
export const readJsonLd = (outline: Outline, page: PageIdentity): JsonLd => {
  const nodes = jsonNodes(outline.jsonLd.map(parseJsonLd).filter((root) => root !== undefined));
  let article: JsonNode | undefined;
  let best = 0;
  for (const node of nodes) {
    const score = scoreNode(node, page);
    if (score > best) {
      best = score;
      article = node;
    }
  }
  return { nodes, byId: nodesById(nodes), article };
};

const scoreNode = (node: JsonNode, page: PageIdentity): number => {
  const type = scoreOf(typesOf(node));
  if (type < 0) return -1;
  const titles = [node.headline, node.name, node.alternativeHeadline].flatMap(
    (value) => firstText(value) ?? [],
  );
  const isTitled = titles.some((title) => page.titles.has(foldTitle(title)));
  const url = firstUrl(node.url) ?? firstUrl(node.mainEntityOfPage);
  const isHere = url !== undefined && page.addresses.some((address) => sameAddress(url, address));
  const isElsewhere = url !== undefined && page.addresses.length > 0 && !isHere;
  if (isElsewhere && titles.length > 0 && page.titles.size > 0 && !isTitled) return -1;
  const dated =
    node.datePublished !== undefined || node.dateCreated !== undefined || node.uploadDate !== undefined;
  return type + (isTitled ? 20 : 0) + (isHere ? 20 : 0) + (dated ? 3 : 0);
};

/** The node that a property of the article refers to. */
export const related = ({ article, byId }: JsonLd, key: string): readonly (JsonNode | string)[] =>
  list(article?.[key]).flatMap((value): readonly (JsonNode | string)[] => {
    if (typeof value === 'string') return [byId.get(value) ?? value];
    const node = resolve(value, byId);
    return node === undefined ? [] : [node];
  });

/** The item of microdata, RDFa or a microformat that is the page's article. */
export const articleItem = (
  { items }: Outline,
  { titles, isBeside }: { readonly titles: ReadonlySet<string>; readonly isBeside: (item: Item) => boolean },
): Item | undefined => {
  let best = 0;
  let found: Item | undefined;
  for (const item of items) {
    if (isBeside(item) || isWithinOther(item)) continue;
    const type = item.type === '' ? 5 : item.type === 'hentry' ? 30 : scoreOf([item.type]);
    if (type < 0) continue;
    const headline = firstString(item, 'headline') ?? firstString(item, 'name');
    const isTitled = headline !== undefined && titles.has(foldTitle(headline));
    const isOther = headline !== undefined && !isTitled && titles.size > 0 && item !== items[0];
    const dated = item.properties.has('datePublished') || item.properties.has('dateCreated');
    const score = type + (isTitled ? 20 : 0) + (dated ? 3 : 0) - (isOther ? 15 : 0);
    if (score > best) {
      best = score;
      found = item;
    }
  }
  return withPageFacts(found, items[0]);
};

/** What templates say in `meta itemprop` of the head, outside of every item, holds where the article's item is silent. */
const PAGE_FACTS = ['datePublished', 'dateModified', 'author', 'image', 'keywords'];

const withPageFacts = (item: Item | undefined, page: Item | undefined): Item | undefined => {
  if (item === undefined || page === undefined || page === item || page.type !== '') return item;
  const properties = new Map(item.properties);
  for (const key of PAGE_FACTS) {
    const values = page.properties.get(key);
    if (values !== undefined && !properties.has(key)) properties.set(key, values);
  }
  return { ...item, properties };
};

/** A comment, or a work that the article merely mentions. */
const isWithinOther = (item: Item): boolean => {
  for (let around: Item | undefined = item; around !== undefined; around = around.parent) {
    if (/Comment|Review|Answer|ListItem|Person|Organization|hcard/u.test(around.type)) return true;
  }
  return false;
};

/** The first value of a property that is text. */
export const firstString = (item: Item | undefined, name: string): string | undefined =>
  item?.properties
    .get(name)
    ?.find((value): value is string => typeof value === 'string' && value.trim() !== '');

import type { Person } from '../../site.ts';
import type { Field } from '../article.ts';
import { readByline } from '../press/byline.ts';
import { isNameLike } from '../press/words.ts';
import { absolute } from './addresses.ts';
import { type JsonLd, related } from './article-node.ts';
import { firstText } from './json-ld.ts';
import { metaValuesOfOne } from './meta-names.ts';
import { type Item, isAside, type Outline, type TextLine } from './outline.ts';
import { textOfHtml } from './text.ts';
import type { VisibleFact } from './visible.ts';

const MOST_AUTHORS = 40;

/**
 * Who wrote the page: as JSON-LD, microdata or `meta` say, else whom the page links as `author`, else its visible
 * byline; an agency only where no person is named.
 */
export const pageAuthors = (
  outline: Outline,
  {
    jsonLd,
    item,
    facts,
    headline,
  }: {
    readonly jsonLd: JsonLd;
    readonly item: Item | undefined;
    readonly facts: readonly VisibleFact[];
    readonly headline: TextLine | undefined;
  },
): Field<readonly Person[]> | undefined => {
  const linked = outline.links.filter(
    ({ rel, text, isElement, aside }) =>
      !isElement && /(?:^|\s)author(?:\s|$)/u.test(rel) && text !== '' && !isAside(aside, headline?.aside),
  );
  const groups: Field<readonly Person[]>[] = [
    { source: 'json-ld', value: fromJsonLd(jsonLd) },
    { source: 'microdata', value: fromItem(item) },
    { source: 'meta', value: metaValuesOfOne(outline.metas, 'author').flatMap((name) => people(name)) },
    { source: 'meta', value: labelledAuthors(outline) },
    { source: 'text', value: linked.flatMap(({ text, href }) => people(text, absolute(href))) },
    { source: 'text', value: fromText(facts) },
  ];
  for (const { source, value } of groups) {
    const unique = [...new Map(value.map((person) => [person.name.toLowerCase(), person])).values()];
    if (unique.length > 0) return { source, value: unique.slice(0, MOST_AUTHORS) };
  }
  return undefined;
};

/** `twitter:label1` with `Written by` and `twitter:data1` with the names, as SEO plugins write them in any language. */
const labelledAuthors = ({ metas }: Outline): Person[] => {
  const contentOf = (key: string): string | undefined => metas.find((it) => it.key === key)?.content;
  for (const at of ['1', '2', '3']) {
    const label = contentOf(`twitter:label${at}`);
    const names = contentOf(`twitter:data${at}`);
    if (label === undefined || names === undefined || label.length > 40) continue;
    const isByline = [`${label} ${names}`, `${label}: ${names}`].some((line) => readByline(line));
    if (isByline) return people(names);
  }
  return [];
};

const fromText = (facts: readonly VisibleFact[]): Person[] => {
  const named = facts.flatMap(({ meta }) => meta.people);
  return named.length > 0 ? named : facts.flatMap(({ meta }) => meta.agencies.map((name) => ({ name })));
};

const fromJsonLd = (jsonLd: JsonLd): Person[] => {
  for (const key of ['author', 'creator']) {
    const found = related(jsonLd, key).flatMap((node) => {
      if (typeof node === 'string') return people(node);
      const names = Array.isArray(node.name) ? node.name : [node.name];
      const url = absolute(firstText(node.url));
      const email = firstText(node.email)?.replace(/^mailto:/iu, '');
      return names.flatMap((name) => (typeof name === 'string' ? people(name, url, email) : []));
    });
    if (found.length > 0) return found;
  }
  return [];
};

const fromItem = (item: Item | undefined): Person[] => {
  for (const key of ['author', 'creator']) {
    const found = (item?.properties.get(key) ?? []).flatMap((value) => {
      if (typeof value === 'string') return people(value);
      const name = value.properties.get('name')?.find((it) => typeof it === 'string');
      const url = value.properties.get('url')?.find((it) => typeof it === 'string');
      return typeof name === 'string'
        ? people(name, absolute(typeof url === 'string' ? url : undefined))
        : [];
    });
    if (found.length > 0) return found;
  }
  return [];
};

/** The names in a value that may hold several, or a label, or be no name at all but an address. */
const people = (value: string, url?: string, email?: string): Person[] => {
  const text = textOfHtml(value).replace(/^[\s|•·,–—-]+|[\s|•·,–—-]+$/gu, '');
  if (text === '' || text.length > 200 || /^(?:https?:|www\.|\/|@|#)/iu.test(text)) return [];
  const byline = readByline(text);
  const names = byline ? [...byline.people.map(({ name }) => name), ...byline.agencies] : splitNames(text);
  return names.map((name) => ({
    name,
    ...(url !== undefined && names.length === 1 && { url }),
    ...(email !== undefined && names.length === 1 && { email }),
  }));
};

/** `A B, C D and E F` are three; `Lund, Pat` and `Smith and Sons` are one. */
const splitNames = (text: string): string[] => {
  const parts = text
    .split(/\s*(?:[,;|]|\s(?:and|und|et|y|e|och|og|en|i|&)\s)\s*/u)
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => isNameLike(part)) ? parts : [text];
};

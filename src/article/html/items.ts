import type { Item } from './outline.ts';

/** Attributes of an element, names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

const MOST_VALUES = 60;

/** Gives an item a value of a property; of very many only the first are kept. */
export const addProperty = (item: Item, name: string, value: string | Item): void => {
  if (value === '') return;
  const values = item.properties.get(name);
  if (values === undefined) item.properties.set(name, [value]);
  else if (values.length < MOST_VALUES) values.push(value);
};

/** Classes of microformats and the properties they stand for. */
const MICROFORMATS: Readonly<Record<string, string>> = {
  'dt-published': 'datePublished',
  'dt-updated': 'dateModified',
  'p-author': 'author',
  'entry-title': 'headline',
  'p-category': 'keywords',
  'u-photo': 'image',
};
/** Classes that mean something only within an `hentry`. */
const IN_HENTRY: Readonly<Record<string, string>> = {
  published: 'datePublished',
  updated: 'dateModified',
  author: 'author',
};

/** The properties that an element is of the item around it, by `itemprop`, `property` or a microformat's class. */
export const propertiesOf = (name: string, attributes: Attributes, around: Item | undefined): string[] => {
  const rel = attributes.rel?.split(/\s+/u).filter((word) => /^schema:/iu.test(word)) ?? [];
  const own = `${attributes.itemprop ?? ''} ${name === 'meta' ? '' : (attributes.property ?? '')} ${rel.join(' ')}`;
  const names = own.split(/\s+/u).filter((word) => word !== '');
  if (names.length > 0)
    return names.map((word) => word.replace(/^(?:schema:|https?:\/\/schema\.org\/)/u, ''));
  const classes = attributes.class?.split(/\s+/u) ?? [];
  const found = classes.flatMap((word) => MICROFORMATS[word] ?? []);
  if (around?.type === 'hentry') {
    found.push(...classes.flatMap((word) => IN_HENTRY[word] ?? []));
    if (classes.some((word) => /^[a-z]+[-_]author$/u.test(word))) found.push('author');
  }
  if (around?.type === 'hcard' && (classes.includes('fn') || classes.includes('p-name'))) found.push('name');
  if (around?.type === 'hentry' && classes.includes('p-name')) found.push('headline');
  return [...new Set(found)];
};

/** The type of the item that an element opens, or undefined where it opens none. */
export const typeOf = (
  attributes: Attributes,
  properties: readonly string[],
  around: Item | undefined,
): string | undefined => {
  if ('itemscope' in attributes || attributes.typeof !== undefined) {
    const type = attributes.itemtype ?? attributes.typeof ?? '';
    return (
      type
        .trim()
        .split(/\s+/u)[0]
        ?.replace(/^.*[/:#]/u, '') || 'Thing'
    );
  }
  const classes = attributes.class?.split(/\s+/u) ?? [];
  if (classes.includes('h-entry') || classes.includes('hentry')) return 'hentry';
  const isCard = classes.includes('h-card') || classes.includes('vcard');
  return isCard && (properties.includes('author') || around?.type === 'hentry') ? 'hcard' : undefined;
};

/** A property's value where an attribute has it (HTML, microdata §5.2.4); undefined where the text does. */
export const attributeValue = (name: string, attributes: Attributes): string | undefined => {
  if (attributes.content !== undefined) return attributes.content.trim();
  if (name === 'time' || name === 'ins') return attributes.datetime?.trim();
  if (name === 'abbr' || name === 'data') return attributes.title ?? attributes.value;
  if (name === 'img' || name === 'audio' || name === 'video' || name === 'source') return attributes.src;
  return name === 'link' ? attributes.href : undefined;
};

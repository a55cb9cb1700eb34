import type { Entry } from '../article/article.ts';
import { type Problem, PublisherError, problem } from '../problem.ts';
import type { Extension, Site } from '../site.ts';
import { isUri } from './uri.ts';
import { cleanCharacters, cleanLine, textElement } from './xml.ts';

/**
 * A name without colon (Namespaces in XML 1.0 §3), of ASCII letters only: parsers of the fourth and of the fifth
 * edition of XML disagree about others, and a name that one of them refuses would take the whole feed down.
 */
const ncName = /^[A-Za-z_][A-Za-z0-9._-]*$/u;

const isPrefix = (text: string): boolean => ncName.test(text) && !/^xml/iu.test(text);

/** An attribute has no prefix, or the element's own, or is one of XML's own; it never declares a namespace. */
const isAttributeName = (name: string, prefix: string): boolean => {
  if (name === 'xml:lang' || name === 'xml:space') return true;
  const local = name.startsWith(`${prefix}:`) ? name.slice(prefix.length + 1) : name;
  return ncName.test(local) && !/^xmlns/iu.test(local);
};

/** Namespaces whose elements mean something else beside ours: Atom's would change the entry, XML's are reserved. */
const reserved = new Set([
  'http://www.w3.org/2005/Atom',
  'http://www.w3.org/XML/1998/namespace',
  'http://www.w3.org/2000/xmlns/',
]);

/**
 * Why an extension cannot be written as an element of its namespace, or undefined where it can: the namespace must
 * be an absolute URI and not Atom's or XML's own, prefix, element and attributes names of Namespaces in XML 1.0.
 */
export const extensionFault = ({ namespace, prefix, element, attributes }: Extension): string | undefined => {
  if (!isUri(namespace)) return `namespace "${namespace}" is no absolute URI`;
  if (reserved.has(namespace)) return `namespace "${namespace}" is reserved`;
  if (!isPrefix(prefix)) return `prefix "${prefix}" is no XML name that may be used`;
  if (!ncName.test(element)) return `element "${element}" is no XML name`;
  const wrong = Object.keys(attributes).find((name) => !isAttributeName(name, prefix));
  return wrong === undefined ? undefined : `attribute "${wrong}" is no XML name that may be used`;
};

/**
 * Throws `PublisherError` `bad-settings` with a line for each of the site's extensions that cannot be written; `place`
 * says where the one with an index stands.
 */
export const checkExtensions = (
  { extensions }: Pick<Site, 'extensions'>,
  place: (index: number) => string = () => 'site',
): void => {
  const lines = extensions.flatMap((extension, index) => {
    const fault = extensionFault(extension);
    return fault === undefined ? [] : [`${place(index)}: extensions.${index} ${cleanLine(fault)}`];
  });
  if (lines.length > 0) throw new PublisherError('bad-settings', lines.join('\n'));
};

/** A `bad-extension` for each extension of an entry that documents leave out. */
export const extensionProblems = ({ article }: Pick<Entry, 'article'>): readonly Problem[] =>
  article.extensions.flatMap((extension) => {
    const fault = extensionFault(extension);
    if (fault === undefined) return [];
    return problem('bad-extension', {
      message: `extensions: ${cleanLine(fault)}`,
      hint: 'Write namespace as an absolute URI, and prefix, element and attributes as XML names.',
      path: article.path,
    });
  });

const cleanValues = (attributes: Extension['attributes']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, cleanLine(value)]));

const writable = (extensions: readonly Extension[]): readonly Extension[] =>
  extensions.filter((extension) => extensionFault(extension) === undefined);

/**
 * The extensions as XML, one element each, left out where they have a fault. Each declares its namespace itself, so
 * that it is the same in every document and no two can quarrel about a prefix.
 */
export const extensionElements = (extensions: readonly Extension[]): readonly string[] =>
  writable(extensions).map(({ namespace, prefix, element, attributes, text }) =>
    textElement(`${prefix}:${element}`, cleanCharacters(text), {
      [`xmlns:${prefix}`]: namespace,
      ...cleanValues(attributes),
    }),
  );

/** Value of an extension in JSON Feed: text and attributes of one element. */
interface JsonExtension {
  readonly text: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * The extensions as JSON Feed's custom objects (JSON Feed 1.1, Extensions): `_prefix` holds `about`, the namespace,
 * and under each element's name a list of its texts and attributes. A second namespace of the same prefix gets
 * `_prefix_2` and so on. A period, which names of custom objects may not have, becomes `_`.
 */
export const extensionObjects = (extensions: readonly Extension[]): Readonly<Record<string, unknown>> => {
  const objects = new Map<string, Map<string, string | JsonExtension[]>>();
  for (const { namespace, prefix, element, attributes, text } of writable(extensions)) {
    const base = `_${prefix.replaceAll('.', '_')}`;
    let name = base;
    for (let count = 2; (objects.get(name)?.get('about') ?? namespace) !== namespace; count++)
      name = `${base}_${count}`;
    const object = objects.get(name) ?? new Map<string, string | JsonExtension[]>([['about', namespace]]);
    objects.set(name, object);
    const value: JsonExtension = {
      text: cleanCharacters(text),
      ...(Object.keys(attributes).length > 0 && { attributes: cleanValues(attributes) }),
    };
    const key = element === 'about' ? '_about' : element;
    const known = object.get(key);
    if (Array.isArray(known)) known.push(value);
    else object.set(key, [value]);
  }
  return Object.fromEntries([...objects].map(([name, object]) => [name, Object.fromEntries(object)]));
};

import { keyOf } from '../feed/scopes.ts';
import type { Person } from '../site.ts';
import { webAddress } from './uri.ts';
import { cleanLine } from './xml.ts';

/** Media types as nearly all are written, which stay as they are. */
const settledType = /^[a-z]{1,20}\/[a-z0-9.+-]{1,100}$/;

/** A media type (RFC 9110 §8.3.1) without parameters, in lower case; undefined where the text is none. */
export const mediaType = (text: string | undefined): string | undefined => {
  if (text === undefined || settledType.test(text)) return text;
  const essence = text.split(';', 1)[0]!.trim().toLowerCase();
  return /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/u.test(essence) ? essence : undefined;
};

/** A BCP 47 tag as far as its syntax goes, else undefined. */
export const languageTag = (text: string | undefined): string | undefined =>
  text !== undefined && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/u.test(text) ? text : undefined;

/** A mail address that a document can give (RFC 5322 addr-spec without quoting or comments), else undefined. */
export const mailAddress = (text: string | undefined): string | undefined =>
  text !== undefined &&
  text.length <= 254 &&
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/u.test(text)
    ? text
    : undefined;

/** A size or count from 1 on, rounded; undefined for everything else, so that nobody reads a zero. */
export const positive = (count: number | undefined): number | undefined =>
  count !== undefined && count >= 1 && Number.isSafeInteger(Math.round(count))
    ? Math.round(count)
    : undefined;

/** Letters and marks of Latin 1, and dashes and quotation marks, whose small form is all that folding makes of them. */
const foldsPlainly = /^[ -~\u00a1-\u00b4\u00b6-\u00de\u00e0-\u00fe\u2010-\u2027]*$/;

/** `keyOf` of a clean line; of most names it is the text in small letters, which costs a tenth. */
const scopeKey = (name: string): string => (foldsPlainly.test(name) ? name.toLowerCase() : keyOf(name));

/** Up to so many texts, looking at each is quicker than a set. */
const few = 32;

/** Tells of each text that it is given whether it was given before. */
const remembering = (count: number): ((text: string) => boolean) => {
  if (count > few) {
    const known = new Set<string>();
    return (text) => known.size === known.add(text).size;
  }
  const known: string[] = [];
  return (text) => known.includes(text) || known.push(text) === 0;
};

/** Names that make one scope (`keyOf`) count once; the first spelling stays. Empty ones are left out. */
export const distinct = <T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] => {
  const isKnown = remembering(items.length);
  return items.filter((item) => {
    const key = scopeKey(nameOf(item));
    return key !== '' && !isKnown(key);
  });
};

/** People with a name, each once, with the addresses that documents can give. */
export const cleanPeople = (people: readonly Person[]): readonly Person[] =>
  distinct(
    people.map(({ name, url, email }) => ({
      name: cleanLine(name),
      url: webAddress(url),
      email: mailAddress(email),
    })),
    ({ name }) => name,
  );

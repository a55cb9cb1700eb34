import { keyOf } from '../feed/scopes.ts';
import type { Person } from '../site.ts';
import { webAddress } from './uri.ts';
import { cleanLine } from './xml.ts';

/** A media type (RFC 9110 §8.3.1) without parameters, in lower case; undefined where the text is none. */
export const mediaType = (text: string | undefined): string | undefined => {
  const essence = (text ?? '').split(';', 1)[0]!.trim().toLowerCase();
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

/** `keyOf`; of clean ASCII it is the text in small letters. */
const scopeKey = (name: string): string => (/^[ -~]*$/.test(name) ? name.toLowerCase() : keyOf(name));

/** Names that make one scope (`keyOf`) count once; the first spelling stays. Empty ones are left out. */
export const distinct = <T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] => {
  const byName = new Map<string, T>();
  for (const item of items) {
    const key = scopeKey(nameOf(item));
    if (key !== '' && !byName.has(key)) byName.set(key, item);
  }
  return [...byName.values()];
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

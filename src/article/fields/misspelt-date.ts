import { nearest } from '../../site/nearest.ts';
import type { Draft } from '../article.ts';
import type { FrontMap } from '../front-matter/value.ts';
import type { FieldIndex } from './index.ts';

/** The names that people write by heart. */
const names = ['date', 'published', 'publishDate', 'pubDate', 'created'];

/** Keys beyond this are not looked at: nobody writes so many. */
const MOST = 50;

/**
 * The key that somebody meant as the date and wrote otherwise (`publised: 2026-03-01`), as the field that it stands in;
 * with the name that is meant. Only what has the digits of a date is looked at.
 */
export const misspeltDate = (fields: FrontMap, index: FieldIndex): Draft['misspeltDate'] => {
  for (const [key, value] of [...fields].slice(0, MOST)) {
    if (typeof value !== 'string' || !/\d{4}|\d[./-]\d/.test(value)) continue;
    const name = nearest(key, names);
    if (name !== undefined) return index.field({ key, value, rank: 0 }, { key, name });
  }
  return undefined;
};

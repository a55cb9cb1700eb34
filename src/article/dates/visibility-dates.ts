import type { Instant } from '../../date/reading.ts';
import type { Problem } from '../../problem.ts';
import type { ArticleFacts, Draft, Field } from '../article.ts';
import { plainLine } from '../content/clean-text.ts';
import { ownString } from '../own-string.ts';
import { doubts, refused } from './date-problems.ts';
import type { DateReader } from './date-reader.ts';

/** What decides where an article stands, read. */
export type CheckedVisibility = Pick<
  ArticleFacts,
  'draft' | 'unlisted' | 'appears' | 'expires' | 'withdrawn' | 'notice'
>;

/** `visibility` is absent where a date that may hide the article cannot be read: then it must not be shown. */
export interface VisibilityOutcome {
  readonly visibility?: CheckedVisibility | undefined;
  readonly problems: readonly Problem[];
}

/** How people say that there is no such date. */
const saysNone = (text: string): boolean => /^(?:false|no|none|never|null|~|)$/i.test(text.trim());

/**
 * Reads the dates that decide where an article stands. `published` is its date of publication: it appears then, or at
 * a later date that it asks for. A refused date is an error that holds the article back.
 */
export const articleVisibility = (
  { path, visibility }: Draft,
  reader: DateReader,
  published: Instant | undefined,
): VisibilityOutcome => {
  const problems: Problem[] = [];
  let isHeld = published === undefined;
  const read = (name: string, field: Field | undefined): Instant | undefined => {
    if (field === undefined || saysNone(field.value)) return undefined;
    const date = reader.read(field);
    const place = { path, name, field };
    problems.push(...(date.ok ? doubts(place, date) : [refused(place, date)]));
    isHeld ||= !date.ok;
    return date.ok ? date.reading.instant : undefined;
  };
  const appears = read('appears', visibility.appears);
  const expires = read('expires', visibility.expires);
  const withdrawn = read('withdrawn', visibility.withdrawn);
  if (isHeld || published === undefined) return { problems };
  const notice = plainLine(visibility.notice?.value ?? '');
  return {
    visibility: {
      draft: visibility.draft?.value ?? false,
      unlisted: visibility.unlisted?.value ?? false,
      appears: appears !== undefined && appears > published ? appears : published,
      expires,
      withdrawn,
      notice: notice === '' ? undefined : ownString(notice),
    },
    problems,
  };
};

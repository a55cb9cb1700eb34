import { lazy } from '../lazy.ts';
import { readFast } from './fast.ts';
import type * as Reader from './reader.ts';
import type { DateContext, Reading } from './reading.ts';

/**
 * The general reader with its words, names and tables: programs that read only what programs write never pay for it.
 */
const general = lazy<typeof Reader>(import.meta.url, './reader.ts');

/**
 * Reads a date as people, publishers and programs write it, by the eighteen rules of the documentation.
 * The answer is the instant, or why it is refused; it is never a guess. A date without a zone is wall time
 * in `context.zone`, and is refused (`no-zone`) where that is not known. Synchronous; throws nothing;
 * linear in the text's length; depends on nothing but its arguments.
 */
export const parseDate = (text: string, context: DateContext = {}): Reading =>
  readFast(text, context) ?? general().readDate(text, context);

/**
 * The date in a file's name or its folders: `2015-09-16-title.md`, `posts/2015/09/16/title.md`,
 * `20150916_215200.jpg`. Refusals are those of `parseDate`; without a date `no-date`.
 */
export const dateFromPath = (path: string, context: DateContext = {}): Reading =>
  general().dateFromPath(path, context);

/** The public entry `dateline-feeds/date`: reads and writes dates, without the rest of Dateline. */
export { formatHttpDate, formatRfc822, formatRfc3339 } from './format.ts';
export { isInstant, toInstant } from './instant.ts';
export { dateFromPath, parseDate } from './parse.ts';
export type {
  DateContext,
  DateOrder,
  DateRead,
  DateRefused,
  DateRole,
  DateWarning,
  Instant,
  Precision,
  Reading,
  RefusalCode,
} from './reading.ts';

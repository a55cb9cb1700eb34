import type { Instant } from './reading.ts';

const twoDigits = (count: number): string => (count < 10 ? `0${count}` : `${count}`);

/**
 * The instant as an RFC 3339 date-time in UTC, such as `2015-09-16T16:22:00Z`.
 * Whole seconds have no fraction; otherwise three digits follow.
 * Atom requires this form: RFC 4287 §3.3.
 */
export const formatRfc3339 = (instant: Instant): string => {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  const isWhole = instant % 1000 === 0;
  // The parts take a third of the time that `toISOString` takes, and every document has dozens of dates.
  if (isWhole && year >= 1000 && year <= 9999) {
    const day = `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
    const hour = twoDigits(date.getUTCHours());
    return `${day}T${hour}:${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())}Z`;
  }
  const text = date.toISOString();
  return isWhole ? `${text.slice(0, -5)}Z` : text;
};

/**
 * The instant as an RFC 822 date in GMT with a year of four digits, such as
 * `Wed, 16 Sep 2015 16:22:00 GMT`; a fraction of a second is cut.
 * RSS 2.0 takes RFC 822 with years of two or four digits and prefers four.
 */
export const formatRfc822 = (instant: Instant): string =>
  // ECMA-262 §21.4.4.43 fixes every character of this, whatever the host's zone and language.
  new Date(instant).toUTCString();

/**
 * The instant as HTTP writes it (IMF-fixdate, RFC 9110 §5.6.7), such as
 * `Wed, 16 Sep 2015 16:22:00 GMT`; a fraction of a second is cut.
 */
export const formatHttpDate = (instant: Instant): string => formatRfc822(instant);

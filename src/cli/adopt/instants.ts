import type { Article } from '../../article/article.ts';
import { formatRfc3339 } from '../../date/format.ts';
import type { Instant } from '../../date/reading.ts';
import { formatOffset, offsetAt } from '../../date/zones.ts';
import type { OldEntry } from './feed.ts';

/** An article that tells another instant of publication than its entry in the old feed. */
export interface OtherInstant {
  readonly article: Article;
  /** What readers know, in whole seconds as RSS tells it. */
  readonly known: Instant;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const wholeSeconds = (instant: Instant): Instant =>
  (instant - (((instant % second) + second) % second)) as Instant;

/** The matches whose instants differ by a second or more. */
export const otherInstants = (
  matches: readonly { readonly article: Article; readonly entry: OldEntry }[],
): readonly OtherInstant[] =>
  matches.flatMap(({ article, entry: { published } }) =>
    published === undefined || wholeSeconds(published) === wholeSeconds(article.published)
      ? []
      : [{ article, known: wholeSeconds(published) }],
  );

/** `2 hours later`, `3 days earlier`: how the known instant lies to the article's. */
export const distanceOf = ({ article, known }: OtherInstant): string => {
  const distance = known - wholeSeconds(article.published);
  const size = Math.abs(distance);
  const [unit, name] =
    size >= 48 * hour ? [24 * hour, 'day'] : size >= hour ? [hour, 'hour'] : [minute, 'minute'];
  const number = Math.round((size / unit) * 10) / 10;
  return `${number} ${name}${number === 1 ? '' : 's'} ${distance < 0 ? 'earlier' : 'later'}`;
};

const wallOf = ({ published, zone }: Article): number =>
  wholeSeconds(published) + offsetAt(published, zone) * minute;

const dayOf = (wall: number): readonly [string, string, string] => {
  const [year = '', month = '', day = ''] = new Date(wall).toISOString().slice(0, 10).split('-');
  return [year, month, day];
};

const isUtc = (other: OtherInstant): boolean => wallOf(other.article) === other.known;

/** Day and month the other way round, at the wall of the article's zone. */
const isOtherOrder = ({ article, known }: OtherInstant): boolean => {
  const [year, month, day] = dayOf(wallOf(article));
  const [otherYear, otherMonth, otherDay] = dayOf(known + offsetAt(known, article.zone) * minute);
  return year === otherYear && month === otherDay && day === otherMonth && day !== month;
};

/** The offset in minutes at which the article's wall clock gives the known instant; undefined where none that exists does. */
const offsetOf = ({ article, known }: OtherInstant): number | undefined => {
  const offset = (wallOf(article) - known) / minute;
  return Number.isInteger(offset / 15) && Math.abs(offset) <= 14 * 60 ? offset : undefined;
};

const list = (words: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(words);

/**
 * What would make the instants of the old feed out of what the articles say, a sentence for each cause that explains
 * at least one: the zone of timestamps, the order of day and month, another zone.
 */
export const instantHints = (others: readonly OtherInstant[]): readonly string[] => {
  const utc = others.filter(isUtc);
  const order = others.filter((other) => !isUtc(other) && isOtherOrder(other));
  const rest = others.filter((other) => !isUtc(other) && !isOtherOrder(other));
  const offsets = [...new Set(rest.map(offsetOf))].filter((offset) => offset !== undefined);
  const hints: string[] = [];
  if (utc.length > 0)
    hints.push(
      `${utc.length} of them agree when read in UTC. If Jekyll made the feed, write timestampZone: UTC into a _defaults.yaml in the articles folder; else set timeZone: UTC.`,
    );
  if (order.length > 0)
    hints.push(
      `${order.length} of them have day and month the other way round: set dateOrder (MDY or DMY) in site.yaml.`,
    );
  if (offsets.length > 0 && offsets.length <= 2)
    hints.push(
      `${rest.filter((other) => offsetOf(other) !== undefined).length} of them agree when read at ${list(offsets.sort((a, b) => a - b).map(formatOffset))}: set timeZone to the zone with that offset, which is that of the machine that built the old feed.`,
    );
  return hints;
};

/** What readers know, as it is written into an article. */
export const instantText = ({ known }: OtherInstant): string => formatRfc3339(known);

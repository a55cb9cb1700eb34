import { toInstant } from '../date/instant.ts';
import { formatOffset, offsetAt } from '../date/zones.ts';

/** A text as a YAML scalar: plain where nothing in it has a meaning of its own, else in double quotes. */
export const yamlText = (text: string): string =>
  /^[\p{L}\p{N}/.](?:[\p{L}\p{M}\p{N} /.,+’_-]|:(?=\/\/))*$/u.test(text) && text === text.trim()
    ? text
    : JSON.stringify(text);

/** The wall clock of a zone to the minute, with its offset: no clock change makes it ambiguous. UTC without a zone. */
const dateText = (now: number, zone: string | undefined): string => {
  const instant = toInstant(Math.floor(now / 60_000) * 60_000);
  const minutes = zone === undefined ? 0 : offsetAt(instant, zone);
  const wall = new Date(instant + minutes * 60_000).toISOString().slice(0, 19);
  return `${wall}${minutes === 0 ? 'Z' : formatOffset(minutes)}`;
};

/** What a new article is made from. */
export interface NewArticle {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA name of the zone whose wall clock is written. */
  readonly zone: string | undefined;
  /** Given where the article shall have an id of its own from the beginning. */
  readonly id?: string | undefined;
  readonly isDraft?: boolean | undefined;
  readonly text?: string;
}

/** The text of a new article in Markdown, dated now. */
export const newArticle = ({ title, now, zone, id, isDraft = false, text = '' }: NewArticle): string =>
  [
    '---',
    `title: ${yamlText(title)}`,
    `date: ${dateText(now, zone)}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(isDraft ? ['draft: true'] : []),
    '---',
    '',
    text,
  ].join('\n');

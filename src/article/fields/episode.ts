import type { Episode, Field } from '../article.ts';
import { type FrontValue, isFrontMap } from '../front-matter/value.ts';
import type { FactName } from './aliases.ts';
import { clockLength, durationSeconds, wholeNumber } from './amounts.ts';
import { imageOf } from './image.ts';
import { booleanOf, type FieldIndex, foldedText, givenText, itemsOf, lookUp } from './index.ts';
import { ADDRESS_KEYS, addressOf } from './media-address.ts';

const numberOf = (value: FrontValue): number | undefined => {
  const direct = wholeNumber(value);
  if (direct !== undefined) return direct;
  if (isFrontMap(value)) return wholeNumber(lookUp(value, ['number', 'no', 'episode']));
  const match = /^(?:s\d+ ?e|ep(?:isode|\.)?|season|#|no\.?) ?(\d{1,6})$/i.exec(givenText(value) ?? '');
  return match ? Number(match[1]) : undefined;
};

const explicitOf = (value: FrontValue): boolean | undefined => {
  const text = givenText(value)?.toLowerCase();
  if (text === 'explicit') return true;
  return text === 'clean' ? false : booleanOf(value);
};

const transcriptOf = (value: FrontValue): Episode['transcript'] => {
  const [item] = itemsOf(value);
  if (isFrontMap(item)) {
    const url = addressOf(givenText(lookUp(item, ADDRESS_KEYS)));
    return url === undefined ? undefined : { url, type: givenText(lookUp(item, ['type'])) };
  }
  const url = addressOf(givenText(item));
  return url !== undefined && (/^(?:https?:|\/)/i.test(url) || /\.\w{2,5}$/.test(url)) && !/\s/.test(url)
    ? { url }
    : undefined;
};

/** A fact of an episode under its own name, else under one of `keys` in a mapping that is called `episode`. */
const episodeFact = <T>(
  index: FieldIndex,
  fact: FactName,
  keys: readonly string[],
  read: (value: FrontValue) => T | undefined,
): Field<T> | undefined =>
  index.first(fact, read) ??
  index.first('episode', (value) => {
    const own = isFrontMap(value) ? lookUp(value, keys) : undefined;
    return own === undefined ? undefined : read(own);
  });

/** Seconds that the article lasts, as it says at the top level or within `episode`. */
export const durationOf = (index: FieldIndex): number | undefined =>
  episodeFact(index, 'duration', ['duration'], durationSeconds)?.value ??
  index.first('length', clockLength)?.value;

const episodeTypeOf = (value: FrontValue): Episode['type'] => {
  const text = givenText(value)?.toLowerCase();
  return text === 'full' || text === 'trailer' || text === 'bonus' ? text : undefined;
};

/** The podcast facts of an article: a Field where at least one is stated. */
export const episodeOf = (index: FieldIndex): Field<Episode> | undefined => {
  const number = index.first('episode', numberOf);
  const season = episodeFact(index, 'season', ['season'], numberOf);
  const type = episodeFact(index, 'episodeType', ['type', 'episodetype'], episodeTypeOf);
  const explicit = episodeFact(index, 'explicit', ['explicit'], explicitOf);
  const title = episodeFact(index, 'episodeTitle', ['title', 'name'], foldedText);
  const image = episodeFact(index, 'episodeImage', ['image', 'cover'], imageOf);
  const transcript = episodeFact(index, 'transcript', ['transcript'], transcriptOf);
  const chapters = episodeFact(index, 'chapters', ['chapters'], (value) => transcriptOf(value)?.url);
  const known = [number, season, type, explicit, title, image, transcript, chapters].find(
    (field) => field !== undefined,
  );
  if (!known) return undefined;
  const episode: Episode = {
    number: number?.value,
    season: season?.value,
    type: type?.value,
    title: title?.value,
    durationSeconds: durationOf(index),
    explicit: explicit?.value,
    image: image?.value,
    transcript: transcript?.value,
    chapters: chapters?.value,
  };
  return { ...known, value: episode };
};

import type { EnclosureDraft, Field } from '../article.ts';
import { type FrontMap, isFrontMap } from '../front-matter/value.ts';
import { clockLength, durationSeconds, wholeNumber } from './amounts.ts';
import { durationOf } from './episode.ts';
import { type FieldIndex, foldedText, givenText, itemsOf, lookUp } from './index.ts';
import { ADDRESS_KEYS, addressOf } from './media-address.ts';

const isMediaType = (text: string | undefined): boolean =>
  text !== undefined && /^[a-z]+\/[\w.+-]+$/i.test(text);

const enclosureOfMap = (map: FrontMap): EnclosureDraft | undefined => {
  const url = addressOf(givenText(lookUp(map, [...ADDRESS_KEYS, 'audio', 'mp3', 'enclosure'])));
  if (url === undefined) return undefined;
  const type = givenText(lookUp(map, ['type', 'mimetype', 'mime']));
  const given = lookUp(map, ['length', 'size', 'bytes', 'filesize', 'sizeinbytes', 'lengthinbytes']);
  return {
    url,
    length: wholeNumber(given),
    type: isMediaType(type) ? type : undefined,
    durationSeconds:
      durationSeconds(lookUp(map, ['duration', 'durationseconds', 'durationinseconds'])) ??
      clockLength(given),
    title: foldedText(lookUp(map, ['title'])),
  };
};

/** WordPress keeps address, length and type of an enclosure on three lines. */
const enclosureOfText = (text: string): EnclosureDraft | undefined => {
  const [first, length, type] = text.split('\n').map((line) => line.trim());
  const url = addressOf(first === '' ? undefined : first);
  if (url === undefined) return undefined;
  return { url, length: wholeNumber(length), type: isMediaType(type) ? type : undefined };
};

/** Names under which a plain word stands as often as an address: only what looks like a file counts. */
const looksLikeFile = (url: string): boolean =>
  /\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|wav|flac|mp4|m4v|mov|webm|ogv|pdf|epub)(?:[?#]|$)/i.test(url);

const strictKeys = new Set([
  'enclosure',
  'enclosures',
  'audio',
  'audiourl',
  'audiofile',
  'mp3',
  'mp3url',
  'podcastfile',
  'podcasturl',
]);

/** The enclosures that the front matter names, the first name that has any. */
export const enclosuresOf = (index: FieldIndex): readonly Field<EnclosureDraft>[] => {
  for (const entry of index.all('enclosures')) {
    const strict = strictKeys.has(entry.key.toLowerCase().replace(/[-_\s]/g, ''));
    const found = itemsOf(entry.value)
      .map((item) =>
        typeof item === 'string'
          ? enclosureOfText(item)
          : isFrontMap(item)
            ? enclosureOfMap(item)
            : undefined,
      )
      .filter((item) => item !== undefined)
      .filter(({ url, type }) => (strict && !/\s/.test(url)) || type !== undefined || looksLikeFile(url));
    if (found.length > 0) return complete(index, found).map((item) => index.field(entry, item));
  }
  return [];
};

/** Length, type and duration that stand beside a single enclosure, at the top level. */
const complete = (index: FieldIndex, found: readonly EnclosureDraft[]): readonly EnclosureDraft[] => {
  const [only] = found;
  if (!only || found.length > 1) return found;
  const beside = index.first('length', (value) => wholeNumber(value))?.value;
  const type = index.first('mediaType', (value) =>
    isMediaType(givenText(value)) ? givenText(value) : undefined,
  )?.value;
  return [
    {
      ...only,
      length: only.length ?? beside,
      type: only.type ?? type,
      durationSeconds: only.durationSeconds ?? durationOf(index),
    },
  ];
};

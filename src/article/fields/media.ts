import type { EnclosureDraft, Episode, Field } from '../article.ts';
import { type FrontMap, type FrontValue, isFrontMap } from '../front-matter/value.ts';
import type { FactName } from './aliases.ts';
import {
  booleanOf,
  type FieldIndex,
  foldedText,
  givenText,
  itemsOf,
  lookUp,
  withoutBrackets,
} from './index.ts';

const ADDRESS_KEYS = [
  'url',
  'src',
  'href',
  'path',
  'file',
  'filename',
  'source',
  'permalink',
  'link',
  'publicurl',
  'relativepath',
];
const IMAGE_KEYS = [
  'image',
  'ogimage',
  'cover',
  'feature',
  'featured',
  'large',
  'hero',
  'teaser',
  'thumbnail',
  'thumb',
  'overlayimage',
  'background',
  'img',
  'banner',
  'socialimage',
  'card',
  'share',
];

/** `![alt](address "title")`, `[[name]]` and a bare address. */
const addressOf = (text: string | undefined): string | undefined => {
  if (text === undefined || booleanOf(text) !== undefined || /^(?:none|null)$/i.test(text)) return undefined;
  const markdown = /^!?\[[^\]]*\]\(\s?<?([^\s<>()]+)>?(?:\s[^()]*)?\)$/.exec(text);
  const address = markdown ? markdown[1]! : withoutBrackets(text);
  // a template's expression or a sentence is no address
  return /[\n{}]|^.{2000}/.test(address) || (/\s\S*\s\S*\s/.test(address) && !/\.\w{2,5}$/.test(address))
    ? undefined
    : address;
};

const MAX_LEVELS = 3;

/** The address of an image: text, a list (its first), or a mapping with `url`, `src`, `image` and the like, to three levels. */
export const imageOf = (value: FrontValue): string | undefined => {
  let items = itemsOf(value);
  for (let level = 0; level < MAX_LEVELS && items.length > 0; level += 1) {
    const next: FrontValue[] = [];
    for (const item of items) {
      if (typeof item === 'string') {
        const address = addressOf(givenText(item));
        if (address !== undefined) return address;
      } else if (isFrontMap(item)) {
        const address = addressOf(givenText(lookUp(item, ADDRESS_KEYS)));
        if (address !== undefined) return address;
        const inner = lookUp(item, IMAGE_KEYS);
        if (inner !== undefined) next.push(...itemsOf(inner));
      }
    }
    items = next;
  }
  return undefined;
};

/** `cover: photo.jpg` names an image; `header`, `featured: true` and `seo` do so only through a mapping. */
const onlyMappings = new Set([
  'header',
  'feature',
  'featured',
  'og',
  'opengraph',
  'social',
  'seo',
  'preview',
  'banner',
  'hero',
]);

/** The image of an article. A text under a name that is used for other things too must look like a file or address. */
export const articleImage = (value: FrontValue, key: string): string | undefined => {
  const address = imageOf(value);
  if (address === undefined || !onlyMappings.has(key.toLowerCase()) || typeof value !== 'string')
    return address;
  return /\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp)(?:[?#]|$)/i.test(address) ? address : undefined;
};

/** A whole number of zero or more; separators of thousands are taken out. */
export const wholeNumber = (value: FrontValue | undefined): number | undefined => {
  const text = givenText(value)?.replace(/(?<=\d)[,_ ](?=\d{3})/g, '');
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/**
 * Seconds of a duration: `1832`, `30:32`, `1:02:03`, `PT1H2M3S` (ISO 8601), `1h 2m 3s`, `45 min`. Undefined for
 * anything else.
 */
export const durationSeconds = (value: FrontValue | undefined): number | undefined => {
  const text = givenText(value)?.toLowerCase();
  if (text === undefined || text.length > 40) return undefined;
  if (/^\d{1,7}(?:\.\d+)?$/.test(text)) return Math.round(Number(text));
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const units =
    /^(?:pt)?(?:(\d{1,3}) ?h(?:ours?|rs?)?)?,? ?(?:(\d{1,4}) ?m(?:in(?:ute)?s?)?)?,? ?(?:(\d{1,6})(?:\.\d+)? ?s(?:ec(?:ond)?s?)?)?$/.exec(
      text,
    );
  if (!units || (units[1] ?? units[2] ?? units[3]) === undefined) return undefined;
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
};

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

/** A "length" of an hour and three minutes is a duration. */
const clockLength = (value: FrontValue | undefined): number | undefined =>
  givenText(value)?.includes(':') ? durationSeconds(value) : undefined;

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

const durationOf = (index: FieldIndex): number | undefined =>
  episodeFact(index, 'duration', ['duration'], durationSeconds)?.value ??
  index.first('length', clockLength)?.value;

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

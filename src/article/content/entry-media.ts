import type { Article, Enclosure, EnclosureDraft, EntryImage, Episode } from '../article.ts';
import { Addresses } from './addresses.ts';
import { mediaTypeOf } from './media-types.ts';
import type { Surroundings } from './surroundings.ts';
import { attribute, elementsOf, type TreeParent } from './tree.ts';
import { decodePercent, splitAddress, tidyAddress } from './urls.ts';

/** An image of the body smaller than this on a side (pixels) is an icon or a badge, not what the entry is about. */
const SMALLEST_SIDE = 120;

/** An address that the article names as its image, absolute, with what the folder knows of the file. */
export const imageOf = (
  address: string,
  addresses: Addresses,
  around: Surroundings,
): EntryImage | undefined => {
  const found = addresses.media(address);
  if (found === undefined) return undefined;
  const { url, path } = found;
  const type = mediaTypeOf(path ?? splitAddress(url).path);
  const length = path === undefined ? undefined : around.fileSize?.(path);
  const facts = path === undefined ? undefined : around.imageInfo?.(path);
  return {
    url,
    ...(type?.startsWith('image/') && { type }),
    ...(length !== undefined && { length }),
    ...facts,
  };
};

const isSmall = (side: string | undefined): boolean => side !== undefined && Number(side) < SMALLEST_SIDE;

/** The address of the first image in the body that can stand for the entry: none that is small, a drawing or a badge. */
export const firstImage = (body: TreeParent): string | undefined => {
  for (const element of elementsOf(body)) {
    if (element.tagName !== 'img') continue;
    const src = attribute(element, 'src') ?? '';
    const isIcon = isSmall(attribute(element, 'width')) || isSmall(attribute(element, 'height'));
    if (!isIcon && /^https?:/.test(src) && !/\.svg$|shields\.io|badge/i.test(splitAddress(src).path))
      return src;
  }
  return undefined;
};

/** An enclosure with absolute address; length from the folder and type by the file's ending where it tells none. */
export const enclosureOf = (
  draft: EnclosureDraft,
  addresses: Addresses,
  around: Surroundings,
): Enclosure[] => {
  const found = addresses.media(draft.url);
  if (found === undefined) return [];
  const { url, path } = found;
  const length = draft.length ?? (path === undefined ? undefined : around.fileSize?.(path));
  const type = draft.type ?? mediaTypeOf(path ?? splitAddress(url).path);
  return [{ ...draft, url, ...(length !== undefined && { length }), ...(type !== undefined && { type }) }];
};

/** An episode whose image, transcript and chapters have absolute addresses; what cannot be one is left out. */
export const episodeOf = (episode: Episode, addresses: Addresses): Episode => {
  const { image, transcript, chapters, ...facts } = episode;
  const absolute = (address: string | undefined): string | undefined =>
    address === undefined ? undefined : addresses.media(address)?.url;
  const [imageUrl, transcriptUrl, chaptersUrl] = [image, transcript?.url, chapters].map(absolute);
  return {
    ...facts,
    ...(imageUrl !== undefined && { image: imageUrl }),
    ...(transcriptUrl !== undefined && { transcript: { ...transcript, url: transcriptUrl } }),
    ...(chaptersUrl !== undefined && { chapters: chaptersUrl }),
  };
};

/** The fields of an article that name files, and by what their addresses are resolved. */
export type NamingArticle = Pick<Article, 'path' | 'link' | 'baseUrl' | 'image' | 'enclosures' | 'episode'>;

const none: readonly never[] = [];

const addressesOf = ({ image, enclosures, episode }: NamingArticle): readonly string[] => {
  if (image === undefined && episode === undefined && enclosures.length === 0) return none;
  const given = [image, episode?.image, episode?.transcript?.url, episode?.chapters];
  return [...given, ...enclosures.map(({ url }) => url)].filter((name) => name !== undefined);
};

const lastSegment = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/**
 * Names, without their folders, that a file must have for an article's fields to mean it: a folder that has none of them
 * need not be asked. What lies on the web has none.
 */
export const fileNamesOf = (article: NamingArticle): readonly string[] =>
  addressesOf(article).flatMap((given) => {
    const address = tidyAddress(given);
    if (/^https?:/i.test(address)) return [];
    const forms = [address, address.replace(/[?#].*$/s, '')];
    return [...new Set(forms.flatMap((form) => [form, decodePercent(form)]).map(lastSegment))];
  });

/**
 * What the folder knows of the files that an article's fields name: their addresses and lengths, as one text; undefined
 * where none of them lies in the folder. What the entry shows of them changes with it, though the article says the same.
 * No file is read, so the size of an image in pixels is not in it.
 */
export const namedFiles = (article: NamingArticle, around: Surroundings): string | undefined => {
  const { path, link, baseUrl } = article;
  const names = addressesOf(article);
  if (names.length === 0) return undefined;
  const context = { entryLink: link, baseUrl, idPrefix: '', surroundings: around, path };
  const addresses = new Addresses(context);
  const found = names.map((name) => {
    const file = addresses.media(name);
    return file?.path === undefined ? null : [file.url, around.fileSize?.(file.path)];
  });
  return found.some((file) => file !== null) ? JSON.stringify(found) : undefined;
};

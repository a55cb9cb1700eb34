import type { CleanEnclosure, CleanEntry } from './base.ts';
import { emptyElement } from './xml.ts';

/** Media RSS 1.5.1: the kinds that `medium` knows; other files go without. */
const medium = (type: string): string | undefined => /^(?:image|audio|video)(?=\/)/u.exec(type)?.[0];

const imageElements = ({ image }: CleanEntry): readonly string[] => {
  if (image === undefined) return [];
  const { url, type, length: fileSize, width, height } = image;
  return [
    emptyElement('media:content', { url, fileSize, type, medium: 'image', width, height }),
    emptyElement('media:thumbnail', { url, width, height }),
  ];
};

/** A file as Media RSS `media:content`, for the files of an RSS item beyond its one enclosure. */
export const mediaContent = ({
  url,
  type,
  length: fileSize,
  durationSeconds: duration,
}: CleanEnclosure): string =>
  emptyElement('media:content', { url, fileSize, type, medium: medium(type), duration });

/** The image of an entry as Media RSS 1.5.1 `media:content` and `media:thumbnail`, the same in RSS and Atom. */
export const mediaElements = (entry: CleanEntry): readonly string[] => imageElements(entry);

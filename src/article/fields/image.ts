import { type FrontValue, isFrontMap } from '../front-matter/value.ts';
import { givenText, itemsOf, lookUp } from './index.ts';
import { ADDRESS_KEYS, addressOf } from './media-address.ts';

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

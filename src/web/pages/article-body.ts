import type { Entry } from '../../article/article.ts';
import { idPrefixOf } from '../../article/identity/id-prefix.ts';

/** A text as the sanitizer's serializer writes it in an attribute: only quotation marks and ampersands are escaped. */
const inAttribute = (text: string): string => text.replaceAll('&', '&#x26;').replaceAll('"', '&#x22;');

/** Start tags of images, as the serializer writes them: lower case, one space between attributes, double quotes. */
const imageTag = /<img((?: [a-z][a-z-]*(?:="[^"]*")?)*)>/g;

/**
 * The entry's sanitized HTML as its own page shows it. Links into the article itself, absolute in feeds, stay on the
 * page. What is wider than the screen scrolls by itself and can be reached with the keyboard (WCAG 2.1.1); an image of
 * which nobody has said what it shows is passed over by screen readers instead of being spelled out by its address.
 */
export const articleBody = ({ article, content }: Entry): string => {
  const prefix = idPrefixOf(article);
  const page = article.link.replace(/#.*$/s, '');
  return content.html
    .replaceAll(`href="${inAttribute(page)}#${prefix}`, `href="#${prefix}`)
    .replace(imageTag, (tag, attributes: string) =>
      / alt(?:=|$| )/.test(attributes) ? tag : `<img alt=""${attributes}>`,
    )
    .replaceAll('<pre>', '<pre tabindex="0">')
    .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
};

/** Whether the body shows this image itself. */
export const bodyShows = ({ content }: Entry, imageUrl: string): boolean =>
  content.html.includes(inAttribute(imageUrl));

import type { Addresses } from './addresses.ts';
import { cleanMarkupText, plainLine } from './clean-text.ts';
import { embeddedAddress, embedLink, isPlayer } from './embeds.ts';
import { mediaTypeOf } from './media-types.ts';
import { isTrackerAddress } from './trackers.ts';
import {
  append,
  attribute,
  createElement,
  createText,
  elementsOf,
  isElement,
  isText,
  type TreeElement,
  type TreeNode,
} from './tree.ts';
import { splitAddress } from './urls.ts';

/** What embedding tools write as a frame's title whatever is in it. */
const emptyTitle =
  /^(?:youtube video player|video player|embedded (?:content|media|post|video)|iframe|untitled|vimeo-player|spotify embed:?|media|player)$/i;

/** The frame's own title, as plain text; empty where it has none that tells anything. */
const titleOf = (element: TreeElement): string => {
  const names = ['title', 'data-title', 'aria-label', 'playlabel'];
  const title =
    names.map((name) => plainLine(attribute(element, name) ?? '')).find((text) => text !== '') ?? '';
  return emptyTitle.test(title) ? '' : cleanMarkupText(title).slice(0, 200);
};

/** The address that an element embeds: its own, else that of a player inside it (`object` around `embed`). */
const addressOf = (element: TreeElement): string | undefined => {
  const own = embeddedAddress(element);
  if (own !== undefined || element.tagName !== 'object') return own;
  for (const inner of elementsOf(element).take(20)) {
    if (inner.tagName === 'param' && /^(?:movie|src)$/i.test(attribute(inner, 'name') ?? '')) {
      return attribute(inner, 'value');
    }
    if (inner.tagName === 'embed' || inner.tagName === 'iframe') return embeddedAddress(inner);
  }
  return undefined;
};

/**
 * What stands in place of a frame, player or embedded file: a link with a title, an image where it embeds one. Undefined
 * where there is nothing to show: no address, a tracker, a Flash film.
 */
export const linkFor = (element: TreeElement, addresses: Addresses): TreeElement | undefined => {
  const url = addresses.media(addressOf(element) ?? '')?.url;
  if (url === undefined || isTrackerAddress(url)) return undefined;
  const path = splitAddress(url).path;
  if (!isPlayer(element.tagName) && mediaTypeOf(path)?.startsWith('image/')) {
    return createElement('img', [
      { name: 'src', value: url },
      { name: 'alt', value: titleOf(element) },
    ]);
  }
  if (/\.swf$/i.test(path)) return undefined;
  const target = embedLink(url, titleOf(element));
  if (target === undefined) return undefined;
  const link = createElement('a', [{ name: 'href', value: target.url }]);
  append(link, createText(target.title));
  return link;
};

/** The boxes that Markdown's task lists have as well, apart from the text after them. */
export const taskMark = (element: TreeElement, next: TreeNode | undefined): string => {
  const box = attribute(element, 'checked') === undefined ? '☐' : '☑';
  return next !== undefined && isText(next) && /^\s/.test(next.value) ? box : `${box} `;
};

/** All text below a node, in order. Iterative. */
const textBelow = (element: TreeElement): string => {
  const parts: string[] = [];
  const stack: TreeNode[] = element.childNodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isText(node)) parts.push(node.value);
    if (!isElement(node) || node.tagName.startsWith('annotation')) continue;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]!);
  }
  return parts.join('');
};

/** The TeX that a formula was made from, where it tells. */
const texOf = (element: TreeElement): string | undefined => {
  if (element.tagName === 'script') return textBelow(element);
  for (const inner of elementsOf(element)) {
    if (inner.tagName === 'annotation' && /tex/i.test(attribute(inner, 'encoding') ?? ''))
      return textBelow(inner);
  }
  return undefined;
};

/**
 * A formula as text: its TeX as code, else the text its author gives for it, else its signs. Few readers show MathML, and
 * elements of another language inside HTML are how sanitized text has been turned into scripts again.
 */
export const formulaOf = (element: TreeElement): TreeNode => {
  const tex = cleanMarkupText(texOf(element) ?? attribute(element, 'alttext') ?? '').trim();
  if (tex === '') return createText(cleanMarkupText(textBelow(element)).replace(/\s+/g, ' '));
  const code = createElement('code');
  append(code, createText(tex));
  return code;
};

import { isLazy } from './images.ts';
import { attribute, elementsOf, isElement, isText, type TreeElement, type TreeNode } from './tree.ts';

const fallbacks: ReadonlySet<string> = new Set(['img', 'iframe', 'video', 'audio', 'a', 'p', 'picture']);

/** How many elements of one are looked at to judge it, so that nesting costs nothing. */
const MOST_LOOKED_AT = 50;

/** Whether a `noscript` holds what the page shows by script, and not yet shown by the element before it. */
export const isFallback = (element: TreeElement, before: TreeElement | undefined): boolean => {
  const inside = elementsOf(element)
    .take(MOST_LOOKED_AT)
    .map(({ tagName }) => tagName)
    .toArray();
  if (!inside.some((name) => fallbacks.has(name))) return false;
  return !(inside.includes('img') && before?.tagName === 'img' && isLazy(before));
};

/** The element before the node at this place in the list, white space aside. */
export const elementBefore = (nodes: readonly TreeNode[], place: number): TreeElement | undefined => {
  for (let at = place - 1; at >= 0; at -= 1) {
    const node = nodes[at]!;
    if (isElement(node)) return node;
    if (!isText(node) || node.value.trim() !== '') return undefined;
  }
  return undefined;
};

/** Whether the element is what a page shows without scripts. */
export const isInNoscript = (element: TreeElement): boolean => element.parentNode?.nodeName === 'noscript';

/** Whether a link in a heading is only the mark by which people copy the heading's address. */
export const isPermalink = (element: TreeElement): boolean => {
  if (!attribute(element, 'href')?.startsWith('#') || element.childNodes.length > 1) return false;
  const [child] = element.childNodes;
  return child === undefined || (isText(child) && /^\s*[#¶§🔗]?\s*$/u.test(child.value));
};

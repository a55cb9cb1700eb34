import { emptyIsNothing } from './elements.ts';
import {
  append,
  createElement,
  createFragment,
  createText,
  type Fragment,
  isElement,
  isText,
  type TreeElement,
  type TreeNode,
  type TreeParent,
} from './tree.ts';

/**
 * Appends a node. A line feed right after `<pre>` is not part of the text (HTML §13.2.6.4.7), so one that is has to be
 * written twice.
 */
export const add = (parent: TreeParent, node: TreeNode): void => {
  if (isText(node) && parent.nodeName === 'pre' && parent.childNodes.length === 0) {
    append(parent, createText(node.value.replace(/^\n/, '\n\n')));
  } else {
    append(parent, node);
  }
};

/** Appends text, if there is any. */
export const addText = (parent: TreeParent, value: string): void => {
  if (value !== '') add(parent, createText(value));
};

/** Parts of lists outside of one become plain blocks: parsers disagree on what they close there. */
export const nameIn = (parent: TreeParent, name: string): string => {
  if (name === 'li') return parent.nodeName === 'ul' || parent.nodeName === 'ol' ? name : 'div';
  if (name !== 'dt' && name !== 'dd') return name;
  const isGroup = parent.nodeName === 'div' && isElement(parent) && parent.parentNode?.nodeName === 'dl';
  return parent.nodeName === 'dl' || isGroup ? name : 'div';
};

/** Whether a filled element says something: it was not emptied (`lost`), and media have an address. */
export const isWorthKeeping = ({ tagName, attrs, childNodes }: TreeElement, lost: boolean): boolean => {
  if (tagName === 'picture') return childNodes.some((child) => child.nodeName === 'img');
  if (tagName === 'audio' || tagName === 'video') {
    return (
      attrs.some(({ name }) => name === 'src') || childNodes.some((child) => child.nodeName === 'source')
    );
  }
  if (!lost || !emptyIsNothing.has(tagName) || attrs.some(({ name }) => name === 'id')) return true;
  return !childNodes.every((child) => isText(child) && child.value.trim() === '');
};

const flowParents: ReadonlySet<string> = new Set(
  `#document-fragment article aside blockquote dd details div figure footer header li section td th`.split(
    /\s+/,
  ),
);

/** Whether a paragraph may stand in the parent. */
export const takesParagraphs = (parent: TreeParent): boolean => flowParents.has(parent.nodeName);

/** A copy of a tree as it is now. */
export const copyOf = (root: Fragment): Fragment => {
  const copy = createFragment();
  const pairs: [TreeParent, TreeParent][] = [[root, copy]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [from, to] = pair;
    for (const child of from.childNodes) {
      if (isText(child)) append(to, createText(child.value));
      if (!isElement(child)) continue;
      const element = createElement(child.tagName, child.attrs);
      append(to, element);
      pairs.push([child, element]);
    }
  }
  return copy;
};

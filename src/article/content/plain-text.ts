import { blockElements } from './elements.ts';
import { attribute, isElement, isText, type TreeElement, type TreeNode, type TreeParent } from './tree.ts';

/** Elements that are no running text: pictures with their captions, code, tables, headings, pronunciation. */
const notProse: ReadonlySet<string> = new Set(
  'audio caption figcaption figure h1 h2 h3 h4 h5 h6 picture pre rp rt table video'.split(' '),
);

/** Whether a `sup` is the mark of a footnote: a link inside. */
const isNoteMark = (element: TreeElement): boolean =>
  element.tagName === 'sup' &&
  element.childNodes.some((child) => isElement(child) && /#/.test(attribute(child, 'href') ?? ''));

/** The last child that is more than white space. */
const lastChild = (parent: TreeParent): TreeNode | undefined =>
  parent.childNodes.findLast((child) => !isText(child) || child.value.trim() !== '');

/** Whether a node is the link by which a note leads back to its mark: an arrow, as all generators write it. */
const isWayBack = (node: TreeNode | undefined): boolean =>
  node !== undefined &&
  isElement(node) &&
  node.tagName === 'a' &&
  (attribute(node, 'href') ?? '').includes('#') &&
  node.childNodes.every(
    (child) => isText(child) && /^(?:[\s\u21a9\u21b5\u2934\u2191^]|\ufe0e|\ufe0f)*$/u.test(child.value),
  );

/** Whether an item of a list is a footnote: at its end, or at that of its last paragraph, it leads back. */
const isNote = (element: TreeElement): boolean => {
  if (element.tagName !== 'li') return false;
  const last = lastChild(element);
  return isWayBack(last) || (last !== undefined && isElement(last) && isWayBack(lastChild(last)));
};

const isBesideProse = (element: TreeElement): boolean =>
  notProse.has(element.tagName) || isNoteMark(element) || isNote(element) || isWayBack(element);

/** What to read and how much. */
export interface TextOptions {
  /** Leaves out figures, code, tables, headings and footnotes with their marks. */
  readonly prose?: boolean;
  /** Stops after about this many UTF-16 units of text. */
  readonly limit?: number;
}

/**
 * The text of each block in order, white space folded, without blocks that are blank. Text beside blocks is a block of its
 * own. Iterative.
 */
export const textBlocks = (root: TreeParent, options: TextOptions = {}): readonly string[] => {
  const { prose = false, limit = Number.POSITIVE_INFINITY } = options;
  const blocks: string[] = [];
  let parts: string[] = [];
  let length = 0;
  const endBlock = (): void => {
    const text = parts
      .join('')
      .replace(/[\s\u0085]+/g, ' ')
      .trim();
    if (text !== '') blocks.push(text);
    parts = [];
  };
  /** Nodes still to read; `undefined` is the end of a block. */
  const stack: (TreeNode | undefined)[] = root.childNodes.toReversed();
  while (stack.length > 0 && length < limit) {
    const node = stack.pop();
    if (node === undefined) endBlock();
    else if (isText(node)) {
      parts.push(node.value);
      // White space between the elements of a page can be longer than its text.
      length += node.value.trim().length;
    } else if (isElement(node) && !(prose && isBesideProse(node))) {
      if (node.tagName === 'br') parts.push(' ');
      const isBlock = blockElements.has(node.tagName);
      if (isBlock) {
        endBlock();
        stack.push(undefined);
      }
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]);
    }
  }
  endBlock();
  return blocks;
};

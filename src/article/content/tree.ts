import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as markup, parseFragment } from 'parse5';

export type TreeNode = DefaultTreeAdapterTypes.ChildNode;
export type TreeElement = DefaultTreeAdapterTypes.Element;
export type TreeText = DefaultTreeAdapterTypes.TextNode;
export type TreeParent = DefaultTreeAdapterTypes.ParentNode;
export type Fragment = DefaultTreeAdapterTypes.DocumentFragment;

/** Small texts may have this many elements whatever their length. */
const FREE_ELEMENTS = 2_000;
/** No text of an entry has more elements than this, with the texts between them: about 450 MB while it is made safe. */
const MOST_ELEMENTS = 250_000;

/**
 * How many elements and comments a text of this length (UTF-16 units) may become. Markup has one in three units at the
 * densest (`<p>`), of people and programs one in twenty; formatting elements that are reopened in every paragraph have
 * hundreds of times as many as their text. Text nodes need no counting: each but one stands behind a tag.
 */
const elementBudget = (length: number): number => Math.min(FREE_ELEMENTS + length / 2, MOST_ELEMENTS);

/** Ends the parser; never leaves this module. */
class BudgetSpent extends Error {}

/** A tree adapter that stops the parser beyond a number of elements. */
const countingAdapter = (budget: number): typeof defaultTreeAdapter => {
  let count = 0;
  const counted = <T>(node: T): T => {
    count += 1;
    if (count > budget) throw new BudgetSpent();
    return node;
  };
  return {
    ...defaultTreeAdapter,
    createElement: (...parts) => counted(defaultTreeAdapter.createElement(...parts)),
    createCommentNode: (data) => counted(defaultTreeAdapter.createCommentNode(data)),
  };
};

/** Makes an element of the HTML namespace that has no parent yet. */
export const createElement = (name: string, attrs: TreeElement['attrs'] = []): TreeElement =>
  defaultTreeAdapter.createElement(name, markup.NS.HTML, attrs);

/** Makes an empty fragment. */
export const createFragment = (): Fragment => defaultTreeAdapter.createDocumentFragment();

/** Makes a text node that has no parent yet. */
export const createText = (value: string): TreeText => defaultTreeAdapter.createTextNode(value);

/**
 * The tree that a browser makes of the text inside a `div`, scripting off, so that `noscript` has elements in it.
 * Undefined where the tree would have more elements than the length of the text can justify. Never throws for content.
 */
export const parseTree = (html: string): Fragment | undefined => {
  const treeAdapter = countingAdapter(elementBudget(html.length));
  try {
    return parseFragment(createElement('div'), html, { treeAdapter, scriptingEnabled: false });
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined;
    throw error;
  }
};

export const isText = (node: TreeNode): node is TreeText => node.nodeName === '#text';
export const isElement = (node: TreeNode | TreeParent): node is TreeElement => 'tagName' in node;
export const isHtml = (element: TreeElement): boolean => element.namespaceURI === markup.NS.HTML;

/** The attribute's value, or undefined where the element has none of that name. */
export const attribute = (element: TreeElement, name: string): string | undefined => {
  for (const { name: key, value } of element.attrs) if (key === name) return value;
  return undefined;
};

/** Appends a node, joining text to text, as a parser would have it. */
export const append = (parent: TreeParent, node: TreeNode): void => {
  const last = parent.childNodes[parent.childNodes.length - 1];
  if (isText(node) && last !== undefined && isText(last)) last.value += node.value;
  else defaultTreeAdapter.appendChild(parent, node);
};

/** Elements below `root` in the order of the text. Iterative: depth costs nothing. Templates' contents are not entered. */
export function* elementsOf(root: TreeParent): Generator<TreeElement> {
  const stack: TreeNode[] = root.childNodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index]!);
  }
}

const sameAttributes = (a: TreeElement, b: TreeElement): boolean =>
  a.attrs.length === b.attrs.length &&
  a.attrs.every(({ name, value }, index) => b.attrs[index]?.name === name && b.attrs[index]?.value === value);

/** The text as a parser will read it: the first line feed of a `pre` is written twice and read once. */
const readText = (node: TreeText, parent: TreeParent): string =>
  parent.nodeName === 'pre' && parent.childNodes[0] === node && node.value.startsWith('\n')
    ? node.value.slice(1)
    : node.value;

/**
 * Whether a tree that was made to be written is what the parser made of the writing, node by node and attribute by
 * attribute. Iterative.
 */
export const readsBackAs = (written: TreeParent, read: TreeParent): boolean => {
  const pairs: [TreeParent, TreeParent][] = [[written, read]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a.childNodes.length !== b.childNodes.length) return false;
    for (const [index, child] of a.childNodes.entries()) {
      const other = b.childNodes[index]!;
      if (child.nodeName !== other.nodeName) return false;
      if (isElement(child) && isElement(other)) {
        if (child.namespaceURI !== other.namespaceURI || !sameAttributes(child, other)) return false;
        pairs.push([child, other]);
      } else if (!isText(child) || !isText(other) || readText(child, a) !== other.value) return false;
    }
  }
  return true;
};

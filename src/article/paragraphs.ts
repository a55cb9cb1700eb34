import type { Body } from './article.ts';
import { textBlocks } from './content/plain-text.ts';
import { isElement, parseTree, type TreeNode } from './content/tree.ts';

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Elements that only hold blocks. */
const holders: ReadonlySet<string> = new Set('div section article main header footer details'.split(' '));

const ofHtml = (html: string): readonly string[] => {
  const texts: string[] = [];
  const stack: TreeNode[] = parseTree(html)?.childNodes.toReversed() ?? [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node) && holders.has(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
        stack.push(node.childNodes[index]!);
    } else {
      const text = isElement(node) ? textBlocks(node).join(' ') : 'value' in node ? fold(node.value) : '';
      if (text !== '') texts.push(text);
    }
  }
  return texts;
};

/**
 * The plain text of each block of a body, white space folded: paragraphs, headings, and a list, table or quotation as
 * one block. Of a press dump the blocks that were found in it, of everything else those of the finished `html`.
 */
export const paragraphsOf = (body: Body, html: string): readonly string[] =>
  body.kind === 'blocks'
    ? body.blocks.map((block) => fold(block.kind === 'list' ? block.items.join(' ') : block.text))
    : ofHtml(html);

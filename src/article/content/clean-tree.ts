import type { Addresses } from './addresses.ts';
import { cleanAttributes } from './attributes.ts';
import { cleanMarkupText } from './clean-text.ts';
import { blockElements, fateOf, voidElements } from './elements.ts';
import { widgetAddress } from './embeds.ts';
import { emojiOf, isLazy, isPlaceholder } from './images.ts';
import { add, addText, copyOf, isWorthKeeping, nameIn, takesParagraphs } from './placement.ts';
import { formulaOf, linkFor, taskMark } from './replacements.ts';
import { elementBefore, isFallback, isInNoscript, isPermalink } from './second-copies.ts';
import { isHidden, isPixel, isTrackerAddress } from './trackers.ts';
import {
  append,
  attribute,
  createElement,
  createFragment,
  createText,
  type Fragment,
  isElement,
  isHtml,
  isText,
  type TreeElement,
  type TreeNode,
  type TreeParent,
} from './tree.ts';

/**
 * Elements lie at most this deep; what lies deeper loses its elements, not its text. libxml2, by which many readers
 * parse, stops at 256, and the document around the entry has a depth too.
 */
const MAX_DEPTH = 150;

/** Elements that a parser opens again in the next paragraph where they were left open (HTML §13.2.4.3). */
const formatting: ReadonlySet<string> = new Set('b code em i s small strong u'.split(' '));
/** A parser remembers three of the same (the "Noah's Ark clause"); parsers disagree about more, which say nothing more. */
const MOST_SAME = 3;

const headings: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6'.split(' '));

/** Elements that have neither a name of their own nor an effect once their attributes are gone. */
const needsAttributes: ReadonlySet<string> = new Set(['span', 'bdo']);

/** Comments by which authors mark the end of the lead: WordPress, Docusaurus, Jekyll and others. */
const moreComment =
  /^\s{0,9}(?:more(?:\s[^\n]{0,200})?|truncate|(?:end-?)?excerpt|read-?more|end-?summary)\s{0,9}$/i;

/** Where the walk is: the next of `nodes` goes into `out`. */
interface Frame {
  readonly nodes: readonly TreeNode[];
  index: number;
  readonly out: TreeParent;
  /** The element that this frame fills, absent where its source gave way to its content. */
  readonly element?: TreeElement | undefined;
  readonly depth: number;
  readonly inLink: boolean;
  readonly inHeading: boolean;
  /** Whether something inside was taken out, so that an empty element is a leftover. */
  lost: boolean;
  /** Ends a block that gave way to its content. */
  readonly lineAfter: boolean;
}

/** A tree as it may be written, and what of it comes before the author's `<!--more-->`. */
export interface CleanTree {
  readonly root: Fragment;
  /** A tree of its own, absent without such a mark. */
  readonly lead?: Fragment | undefined;
}

/**
 * Makes a tree of what an entry may contain: allowed elements and attributes with absolute addresses; embeds become links,
 * trackers and everything that runs go. A tree that was made by it comes out the same. Iterative, linear in nodes.
 */
export const cleanTree = (source: Fragment, addresses: Addresses): CleanTree =>
  new Cleaner(addresses).clean(source);

class Cleaner {
  readonly #addresses: Addresses;
  readonly #frames: Frame[] = [];
  readonly #root = createFragment();
  readonly #usedIds = new Set<string>();
  /** How many elements of each formatting name are open. */
  readonly #open = new Map<string, number>();
  #lead: Fragment | undefined;
  #lastImage: string | undefined;

  constructor(addresses: Addresses) {
    this.#addresses = addresses;
  }

  clean(source: Fragment): CleanTree {
    const { childNodes: nodes } = source;
    const start = { index: 0, depth: 0, inLink: false, inHeading: false, lost: false, lineAfter: false };
    this.#frames.push({ ...start, nodes, out: this.#root });
    for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) {
      const node = frame.nodes[frame.index];
      frame.index += 1;
      if (node === undefined) this.#leave(frame);
      else this.#visit(node, frame);
    }
    return { root: this.#root, lead: this.#lead };
  }

  #visit(node: TreeNode, frame: Frame): void {
    if (isText(node)) {
      addText(frame.out, cleanMarkupText(node.value));
    } else if (isElement(node)) {
      this.#visitElement(node, frame);
    } else if (node.nodeName === '#comment' && 'data' in node && moreComment.test(node.data)) {
      this.#lead ??= copyOf(this.#root);
    }
  }

  #visitElement(element: TreeElement, frame: Frame): void {
    if (!isHtml(element)) {
      if (element.tagName === 'math') this.#put(formulaOf(element), frame);
      else frame.lost = true;
      return;
    }
    const fate = fateOf(element.tagName);
    if (fate.kind === 'embed' || widgetAddress(element) !== undefined) this.#embed(element, frame);
    else if (fate.kind === 'drop') this.#drop(element, frame);
    else if (this.#isUnseen(element, frame)) frame.lost = true;
    else if (fate.kind === 'unwrap') this.#unwrap(element, frame);
    else this.#keep(element, nameIn(frame.out, fate.name), frame);
  }

  /** Hidden parts, and second copies of what the page shows already. */
  #isUnseen(element: TreeElement, frame: Frame): boolean {
    if (element.tagName === 'noscript')
      return !isFallback(element, elementBefore(frame.nodes, frame.index - 1));
    if (element.attrs.length === 0) return false;
    // KaTeX shows a formula in spans beside the MathML that we have read.
    if (element.tagName === 'span' && attribute(element, 'class')?.includes('katex-html')) return true;
    if (element.tagName === 'a' && frame.inHeading && isPermalink(element)) return true;
    return isHidden(element) && !isLazy(element);
  }

  /** Leaves a dropped element's place empty, or gives it what stands for it. */
  #drop(element: TreeElement, frame: Frame): void {
    if (element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'checkbox') {
      add(frame.out, createText(taskMark(element, frame.nodes[frame.index])));
    } else if (element.tagName === 'script' && attribute(element, 'type')?.startsWith('math/tex')) {
      this.#put(formulaOf(element), frame);
    } else if (
      element.tagName === 'script' &&
      /\/\/gist\.github\.com\//.test(attribute(element, 'src') ?? '')
    ) {
      this.#embed(element, frame);
    } else {
      frame.lost = true;
    }
  }

  #embed(element: TreeElement, frame: Frame): void {
    const unseen = isHidden(element) || isPixel(element);
    const link = unseen ? undefined : linkFor(element, this.#addresses);
    if (link !== undefined) this.#put(link, frame);
    else if (element.tagName === 'object' && !unseen) this.#unwrap(element, frame);
    else frame.lost = true;
  }

  /** Puts what stands for an element: a link in a paragraph of its own between blocks, bare text inside another link. */
  #put(node: TreeNode, frame: Frame): void {
    if (frame.inLink && node.nodeName === 'a' && isElement(node)) {
      for (const child of node.childNodes) add(frame.out, child);
    } else if (node.nodeName === 'a' && takesParagraphs(frame.out)) {
      const paragraph = createElement('p');
      append(paragraph, node);
      add(frame.out, paragraph);
    } else {
      add(frame.out, node);
    }
  }

  #unwrap(element: TreeElement, frame: Frame): void {
    this.#enter(element, frame, frame.out, undefined);
  }

  #keep(element: TreeElement, name: string, frame: Frame): void {
    if (name === 'source' || name === 'track' || name === 'img') {
      this.#keepMedia(element, name, frame);
      return;
    }
    const attrs = cleanAttributes(element, name, this.#addresses);
    this.#giveIdOnce(attrs);
    const isBare = attrs.length === 0 && (needsAttributes.has(name) || name === 'a');
    // Readings stand in a `ruby` itself; elsewhere they are a parse error.
    const isStray = (name === 'rt' || name === 'rp') && frame.out.nodeName !== 'ruby';
    const isNested = (name === 'a' && frame.inLink) || isStray || (this.#open.get(name) ?? 0) >= MOST_SAME;
    if (voidElements.has(name)) this.#place(name, attrs, frame);
    else if (frame.depth >= MAX_DEPTH || isBare || isNested) this.#unwrapKept(element, name, frame);
    else this.#enter(element, frame, this.#place(name, attrs, frame), name);
  }

  /** An element that would be kept elsewhere; a block's text stays apart from the text around it. */
  #unwrapKept(element: TreeElement, name: string, frame: Frame): void {
    const isBlock = blockElements.has(name);
    if (isBlock) addText(frame.out, '\n');
    this.#enter(element, frame, frame.out, undefined, isBlock);
  }

  #keepMedia(element: TreeElement, name: string, frame: Frame): void {
    const emoji = name === 'img' ? emojiOf(element) : undefined;
    if (emoji !== undefined) {
      addText(frame.out, cleanMarkupText(emoji));
      return;
    }
    const parent = frame.out.nodeName;
    const attrs = cleanAttributes(element, name, this.#addresses);
    const has = (key: string): boolean => attrs.some((attr) => attr.name === key);
    const inMedia = parent === 'audio' || parent === 'video';
    const fits =
      name === 'img'
        ? has('src') && this.#isImageToKeep(element, attrs[0]?.value ?? '')
        : name === 'source' && parent === 'picture'
          ? has('srcset')
          : inMedia && has('src');
    if (!fits) {
      frame.lost = true;
      return;
    }
    this.#giveIdOnce(attrs);
    this.#place(name, attrs, frame);
  }

  /** No tracker, no placeholder, and not the same image again as the fallback of the one before or after. */
  #isImageToKeep(element: TreeElement, url: string): boolean {
    if (isPixel(element) || isTrackerAddress(url) || isPlaceholder(element)) return false;
    const isSame = this.#lastImage === url && (isInNoscript(element) || isLazy(element));
    this.#lastImage = url;
    return !isSame;
  }

  #place(name: string, attrs: TreeElement['attrs'], frame: Frame): TreeElement {
    const placed = createElement(name, attrs);
    add(frame.out, placed);
    return placed;
  }

  #enter(
    source: TreeElement,
    frame: Frame,
    out: TreeParent,
    name: string | undefined,
    lineAfter = false,
  ): void {
    if (name !== undefined && formatting.has(name)) this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    this.#frames.push({
      nodes: source.childNodes,
      index: 0,
      out,
      element: name === undefined ? undefined : (out as TreeElement),
      depth: frame.depth + (name === undefined ? 0 : 1),
      inLink: frame.inLink || name === 'a',
      inHeading: frame.inHeading || (name !== undefined && headings.has(name)),
      lost: false,
      lineAfter,
    });
  }

  #leave(frame: Frame): void {
    this.#frames.pop();
    const above = this.#frames.at(-1);
    const name = frame.element?.tagName;
    if (name !== undefined && formatting.has(name)) this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
    if (frame.lineAfter) addText(frame.out, '\n');
    if (above === undefined) return;
    if (frame.element === undefined) above.lost ||= frame.lost;
    else if (!isWorthKeeping(frame.element, frame.lost)) {
      above.out.childNodes.pop();
      above.lost = true;
      // A film or sound without an address leaves what it says to readers that cannot play it.
      const { childNodes } = frame.element;
      if (frame.element.tagName === 'picture') return;
      for (const child of childNodes) if (child.nodeName !== 'track') add(above.out, child);
    }
  }

  /** An id counts once in an entry: the first element that has it keeps it. */
  #giveIdOnce(attrs: TreeElement['attrs']): void {
    if (attrs.length === 0) return;
    const index = attrs.findIndex(({ name }) => name === 'id');
    const id = attrs[index]?.value;
    if (id === undefined) return;
    if (this.#usedIds.has(id)) attrs.splice(index, 1);
    else this.#usedIds.add(id);
  }
}

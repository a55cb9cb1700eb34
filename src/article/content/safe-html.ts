import { fromParse5 } from 'hast-util-from-parse5';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { type Problem, problem } from '../../problem.ts';
import { Addresses, type ContentContext } from './addresses.ts';
import { type CleanTree, cleanTree } from './clean-tree.ts';
import { isWellNested } from './nesting.ts';
import { textBlocks } from './plain-text.ts';
import { schema } from './schema.ts';
import {
  append,
  attribute,
  createElement,
  createFragment,
  createText,
  elementsOf,
  type Fragment,
  parseTree,
  readsBackAs,
} from './tree.ts';

/** What the HTML of an article becomes. */
export interface SafeHtml {
  /** Sanitized and with absolute addresses. A second pass in the same context changes nothing. */
  readonly html: string;
  /** The same as a tree, for those who read on; `pre` has its first line feed twice. */
  readonly tree: Fragment;
  /** What comes before the author's `<!--more-->`, if there is one. */
  readonly lead?: Fragment | undefined;
  readonly problems: readonly Problem[];
}

/** How often what was written is read again and taken from there. */
const MOST_ROUNDS = 3;

/** Ids of the entry's own elements, with its prefix. */
const idsOf = (root: Fragment, html: string, addresses: Addresses): ReadonlySet<string> => {
  const ids = new Set<string>();
  if (!/\b(?:id|name)\b/i.test(html)) return ids;
  for (const element of elementsOf(root)) {
    const name = element.tagName === 'a' ? attribute(element, 'name') : undefined;
    const id = addresses.prefixed(attribute(element, 'id') ?? name ?? '');
    if (id !== undefined) ids.add(id);
  }
  return ids;
};

/** The kept sanitizer has the last word on a tree, whatever was done to it before. */
const write = (root: Fragment): string =>
  toHtml(sanitize(fromParse5(root), schema), { characterReferences: { useNamedReferences: true } }).trim();

/** Only the text, in paragraphs: for HTML that reads otherwise each time it is written. */
const textOnly = (root: Fragment): Fragment => {
  const plain = createFragment();
  for (const text of textBlocks(root)) {
    const paragraph = createElement('p');
    append(paragraph, createText(text));
    append(plain, paragraph);
  }
  return plain;
};

/**
 * Writes a clean tree so that it reads back as itself: a well nested one does, any other is read again. What does not (an element that a parser moves elsewhere once its
 * surroundings are gone) is taken from what was read, at most three times; then only the text stays.
 */
const writeStable = (first: CleanTree, addresses: Addresses): { html: string; tree: Fragment } => {
  let tree = first.root;
  for (let round = 0; round <= MOST_ROUNDS; round += 1) {
    const html = write(tree);
    if (isWellNested(tree)) return { html, tree };
    const read = parseTree(html);
    if (read === undefined) break;
    if (readsBackAs(tree, read)) return { html, tree };
    tree = cleanTree(read, addresses).root;
  }
  tree = textOnly(tree);
  return { html: write(tree), tree };
};

/**
 * Makes HTML of an article, whoever wrote it, into HTML that any reader may show: parsed once as a browser would, embeds as
 * links, trackers out, addresses absolute by INTERFACE.md (Entries), then through the allow list of `schema.ts`. Pure and
 * synchronous; time and memory are linear in the length. Text whose tree would be out of proportion gives no HTML and the
 * Problem `html-too-complex`; other Problems are `missing-media`.
 */
export const safeHtml = (html: string, context: ContentContext): SafeHtml => {
  const parsed = parseTree(html);
  if (parsed === undefined) {
    const message = `the text of ${html.length} characters would become more elements than that can justify`;
    const hint = 'Close formatting elements such as <font> and <b> in the paragraph where they begin.';
    return {
      html: '',
      tree: createFragment(),
      problems: [problem('html-too-complex', { message, hint, path: context.path })],
    };
  }
  const addresses = new Addresses(context);
  addresses.ownIds(idsOf(parsed, html, addresses));
  const clean = cleanTree(parsed, addresses);
  return { ...writeStable(clean, addresses), lead: clean.lead, problems: addresses.problems() };
};

import { isElement, isText, type TreeParent } from './tree.ts';

const words = (text: string): readonly string[] => text.split(/\s+/);

/** What may stand inside a line. */
const phrasing = words(
  `a abbr audio b bdi bdo br cite code data del dfn em i img ins kbd mark picture q ruby s samp small span strong sub sup
   time u var video wbr`,
);

/** What may stand where paragraphs do. */
const flow = words(
  `address article aside blockquote details div dl figure figcaption footer h1 h2 h3 h4 h5 h6 header hgroup hr ol p pre
   section summary table ul`,
).concat(phrasing);

/** Children of an element, and whether text other than white space may stand among them. */
interface Content {
  readonly children: ReadonlySet<string>;
  readonly text: boolean;
}

const line: Content = { children: new Set(phrasing), text: true };
const blocks: Content = { children: new Set(flow), text: true };
const only = (children: string): Content => ({ children: new Set(words(children)), text: false });
const lineWith = (others: string): Content => ({
  children: new Set([...phrasing, ...words(others)]),
  text: true,
});

const rows = only('tr');
const nothing: Content = { children: new Set(), text: false };

/** The content model of each element, as far as trees that keep to it are read as they were written. */
const contents: ReadonlyMap<string, Content> = new Map<string, Content>([
  ...words(
    `#document-fragment address article aside blockquote caption dd details div dt figcaption figure footer header hgroup li
     section summary td th`,
  ).map((name): [string, Content] => [name, blocks]),
  ...words(
    `a abbr b bdi bdo cite code data del dfn em h1 h2 h3 h4 h5 h6 i ins kbd mark p pre q rp rt s samp small span strong sub
     sup time u var`,
  ).map((name): [string, Content] => [name, line]),
  ...words('br col hr img source track wbr').map((name): [string, Content] => [name, nothing]),
  ['audio', lineWith('source track')],
  ['video', lineWith('source track')],
  ['picture', only('source img')],
  ['ruby', lineWith('rp rt')],
  ['ul', only('li')],
  ['ol', only('li')],
  ['dl', only('dt dd')],
  ['table', only('caption colgroup thead tbody tfoot')],
  ['colgroup', only('col')],
  ['thead', rows],
  ['tbody', rows],
  ['tfoot', rows],
  ['tr', only('td th')],
]);

/**
 * Whether the elements of a tree are nested as HTML's content models have it (rather more strictly): lines hold no blocks,
 * tables, lists and pictures only their parts, links no links. The HTML parser then neither moves, closes nor repeats any
 * of them (HTML §13.2.6), so that what is written reads back as the same tree, and reading it again can be spared: half of
 * the time that safe content takes beside the libraries. Most articles are such trees. Iterative.
 */
export const isWellNested = (root: TreeParent): boolean => {
  const stack: { readonly parent: TreeParent; readonly inLink: boolean }[] = [
    { parent: root, inLink: false },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { parent, inLink } = next;
    const content = contents.get(parent.nodeName);
    if (content === undefined) return false;
    for (const child of parent.childNodes) {
      if (isText(child)) {
        if (!content.text && /[^ \t\n]/.test(child.value)) return false;
      } else if (!isElement(child) || !content.children.has(child.tagName)) {
        return false;
      } else {
        const isLink = child.tagName === 'a';
        if (isLink && inLink) return false;
        if (child.childNodes.length > 0) stack.push({ parent: child, inLink: inLink || isLink });
      }
    }
  }
  return true;
};

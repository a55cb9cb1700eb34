/** An object of a JSON text. */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const parse = (source: unknown): unknown => {
  if (typeof source !== 'string') return source;
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
};

/** Editors nest lists and quotes; deeper than this is no post. */
const MAX_DEPTH = 60;

/** Lexical's bits for the format of a text node, outermost first. */
const formats: readonly (readonly [bit: number, tag: string])[] = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
  [128, 'mark'],
];

const formatted = (node: Json): string => {
  const bits = typeof node.format === 'number' ? node.format : 0;
  return formats.reduce(
    (html, [bit, tag]) => ((bits & bit) === 0 ? html : `<${tag}>${html}</${tag}>`),
    escapeHtml(textOf(node.text)),
  );
};

const figure = (src: string, alt: string, caption: string): string =>
  `<figure><img src="${escapeHtml(src)}" alt="${escapeHtml(alt)}">${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;

const link = (url: string, text: string): string =>
  `<p><a href="${escapeHtml(url)}">${escapeHtml(text === '' ? url : text)}</a></p>`;

/** Nodes of Lexical and cards of Mobiledoc that stand for themselves. */
const card = (name: string, data: Json): string => {
  const metadata = isObject(data.metadata) ? data.metadata : {};
  const src = textOf(data.src);
  switch (name) {
    case 'image':
      return src === '' ? '' : figure(src, textOf(data.alt), textOf(data.caption));
    case 'gallery':
      return listOf(data.images)
        .map((image) => (isObject(image) ? card('image', image) : ''))
        .join('');
    case 'html':
      return textOf(data.html);
    case 'markdown':
    case 'card-markdown':
      return `<pre>${escapeHtml(textOf(data.markdown))}</pre>`;
    case 'code':
    case 'codeblock':
      return `<pre><code>${escapeHtml(textOf(data.code))}</code></pre>`;
    case 'hr':
    case 'horizontalrule':
      return '<hr>';
    case 'bookmark':
    case 'embed':
      return textOf(data.url) === '' ? '' : link(textOf(data.url), textOf(metadata.title));
    case 'audio':
      return src === '' ? '' : `<audio controls src="${escapeHtml(src)}"></audio>`;
    case 'video':
      return src === '' ? '' : `<video controls src="${escapeHtml(src)}"></video>`;
    case 'callout':
      return `<blockquote><p>${textOf(data.calloutText)}</p></blockquote>`;
    case 'toggle':
      return `<details><summary>${textOf(data.heading)}</summary>${textOf(data.content)}</details>`;
    case 'button':
      return textOf(data.buttonUrl) === '' ? '' : link(textOf(data.buttonUrl), textOf(data.buttonText));
    case 'file':
      return src === '' ? '' : link(src, textOf(data.fileTitle ?? data.fileName));
    default:
      return '';
  }
};

const wrapped = (node: Json, inner: string): string => {
  const type = textOf(node.type).replace(/^extended-/, '');
  switch (type) {
    case 'root':
      return inner;
    case 'paragraph':
      return inner === '' ? '' : `<p>${inner}</p>`;
    case 'heading': {
      const tag = /^h[1-6]$/.test(textOf(node.tag)) ? textOf(node.tag) : 'h2';
      return `<${tag}>${inner}</${tag}>`;
    }
    case 'quote':
    case 'aside':
      return `<blockquote><p>${inner}</p></blockquote>`;
    case 'list': {
      const tag = node.listType === 'number' ? 'ol' : 'ul';
      return `<${tag}>${inner}</${tag}>`;
    }
    case 'listitem':
      return `<li>${inner}</li>`;
    case 'link':
    case 'autolink':
      return `<a href="${escapeHtml(textOf(node.url))}">${inner}</a>`;
    case 'text':
      return formatted(node);
    case 'linebreak':
      return '<br>';
    case 'tab':
      return ' ';
    default:
      return inner === '' ? card(type, node) : inner;
  }
};

const lexicalNode = (node: unknown, depth: number): string => {
  if (!isObject(node) || depth > MAX_DEPTH) return '';
  const inner = listOf(node.children)
    .map((child) => lexicalNode(child, depth + 1))
    .join('');
  return wrapped(node, inner);
};

const tags = new Set(['strong', 'em', 'b', 'i', 'code', 's', 'u', 'sub', 'sup', 'mark', 'a']);
const sections = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'aside']);

/** A marker of Mobiledoc: `[type, opened markups, number closed, text]`; type 1 is an atom (a soft return). */
const markers = (list: readonly unknown[], markups: readonly unknown[]): string => {
  let html = '';
  const open: string[] = [];
  for (const marker of list) {
    const [type, opened, closed, value] = listOf(marker);
    for (const place of listOf(opened)) {
      const [tag, attributes] = listOf(markups[Number(place)]);
      const name = tags.has(textOf(tag)) ? textOf(tag) : 'span';
      const pairs = listOf(attributes);
      const href = textOf(pairs[pairs.indexOf('href') + 1]);
      html += name === 'a' ? `<a href="${escapeHtml(href)}">` : `<${name}>`;
      open.push(name);
    }
    html += type === 1 ? '<br>' : escapeHtml(textOf(value));
    for (let left = Number(closed) || 0; left > 0 && open.length > 0; left -= 1) html += `</${open.pop()!}>`;
  }
  return (
    html +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
};

/** https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md */
const mobiledocHtml = (document: Json): string => {
  const markups = listOf(document.markups);
  const cards = listOf(document.cards);
  return listOf(document.sections)
    .map((section) => {
      const [type, first, second] = listOf(section);
      if (type === 1) {
        const inner = markers(listOf(second), markups);
        const tag = sections.has(textOf(first)) ? textOf(first) : 'p';
        return inner === '' ? '' : `<${tag}>${inner}</${tag}>`;
      }
      if (type === 2) return figure(textOf(first), '', '');
      if (type === 3) {
        const tag = first === 'ol' ? 'ol' : 'ul';
        const items = listOf(second).map((item) => `<li>${markers(listOf(item), markups)}</li>`);
        return `<${tag}>${items.join('')}</${tag}>`;
      }
      const [name, data] = listOf(cards[Number(first)]);
      return type === 10 && isObject(data) ? card(textOf(name), data) : '';
    })
    .join('\n');
};

/**
 * The HTML of a Ghost post: as exported, else made from its Lexical or Mobiledoc document, else its plain text in
 * paragraphs. Undefined where it has no text. Not sanitized.
 */
export const ghostHtml = (post: Json): string | undefined => {
  const html = textOf(post.html).trim();
  if (html !== '') return html;
  const lexical = parse(post.lexical);
  if (isObject(lexical)) return lexicalNode(lexical.root, 0) || undefined;
  const mobiledoc = parse(post.mobiledoc);
  if (isObject(mobiledoc)) return mobiledocHtml(mobiledoc) || undefined;
  const plain = textOf(post.plaintext).trim();
  if (plain === '') return undefined;
  return plain
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim())}</p>`)
    .join('\n');
};

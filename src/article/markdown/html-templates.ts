import { Rewriting } from './rewriting.ts';
import { type TemplateContext, TemplateReader } from './templates.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const fenced = /^\s*(`{3,})[^\n]*\n([\s\S]*)\n\1\s*$/;
const bareLink = /^\s*<(https?:[^<>\s]+)>\s*$/;
const namedLink = /^\[([^[\]]*)\]\(([^()\s]*)\)$/;

const anchor = (url: string, text: string): string => `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

/** What the reader of templates wrote for Markdown, as HTML: code, links; tags of HTML stay. */
const asHtml = (text: string): string => {
  const code = fenced.exec(text)?.[2];
  if (code !== undefined) return `<pre><code>${escapeHtml(code)}</code></pre>`;
  const bare = bareLink.exec(text)?.[1];
  if (bare !== undefined) return anchor(bare, bare);
  const named = namedLink.exec(text);
  return named ? anchor(named[2]!, named[1]!) : text;
};

/**
 * HTML of a generator's source (Jekyll's and Eleventy's `.html` posts) without its Liquid and Nunjucks tags and
 * expressions, in code as well, where they count too. Linear in the length of the text.
 */
export const cleanHtmlTemplates = (html: string, context: TemplateContext): string => {
  if (!/\{[{%#]/.test(html)) return html;
  const source = new Rewriting(html);
  const reader = new TemplateReader(html, context, (mark, from) => source.find(mark, from));
  const kept: string[] = [];
  let from = 0;
  for (let at = html.indexOf('{'); at >= 0; at = html.indexOf('{', at)) {
    const isOpening = '{%#'.includes(html[at + 1] ?? ' ');
    const piece = isOpening ? reader.read(at, () => false) : undefined;
    if (!piece) {
      at += 1;
      continue;
    }
    kept.push(html.slice(from, at), piece.isMore ? '<!--more-->' : asHtml(piece.text));
    at = piece.end;
    from = at;
  }
  return kept.join('') + html.slice(from);
};

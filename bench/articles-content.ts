/**
 * What safe content costs, as ratios in the same run: 4 KB of Markdown to safe HTML against the bare chain of the same
 * libraries (the bar is 1.5), and hostile and large HTML at two sizes (linear: twice the size, about twice the time).
 *
 *     npx node bench/articles-content.ts
 */
import { fromParse5 } from 'hast-util-from-parse5';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import MarkdownIt from 'markdown-it';
import { parseFragment } from 'parse5';
import type { ContentContext } from '../src/article/content/addresses.ts';
import { safeHtml } from '../src/article/content/safe-html.ts';
import { schema } from '../src/article/content/schema.ts';
import { surroundingsOf } from '../src/article/content/surroundings.ts';
import { renderMarkdown } from '../src/article/markdown.ts';

const context: ContentContext = {
  entryLink: 'https://site.example/articles/kite/',
  idPrefix: 'kite-',
  path: 'kite.md',
  surroundings: surroundingsOf({
    publicUrl: 'https://site.example',
    files: [{ path: 'crane.jpg', size: 1 }],
    articles: [],
  }),
};

const part = (index: number): string => `## Heading ${index}

The harbour crane was moved on *Friday* by nine tugs, and **one** very patient [pilot](https://pilots.example/${index}),
who had \`read\` the tables twice & found them wanting. Nobody else had, said the [office](/about).

![The crane](crane.jpg)

- one of the [links](https://list.example/${index})
- two, with "quotes"

| tug | power |
|---|--:|
| Anna | ${index} |

\`\`\`js
const crane = (a) => a < ${index};
\`\`\`
`;

const prose = (index: number): string =>
  `${index % 4 === 0 ? `## Part ${index}\n\n` : ''}The harbour crane was moved on *Friday* by nine tugs, and **one** very
patient [pilot](https://pilots.example/${index}), who had read the tables twice and found them wanting. Nobody else had,
said the office, which keeps a list of all such things, and nobody was going to begin now that the crane stood there.\n\n`;

const repeated = (piece: (index: number) => string): string => {
  let text = '';
  for (let index = 0; text.length < 4_000; index += 1) text += piece(index);
  return text;
};

const texts = { prose: repeated(prose), 'lists, tables, code': repeated(part) };
const bareMarkdown = new MarkdownIt({ html: true, linkify: true });

const bare = (text: string): string =>
  toHtml(sanitize(fromParse5(parseFragment(bareMarkdown.render(text))), schema));
const options = {
  idPrefix: 'kite-',
  title: 'The crane',
  resolveWikilink: (): undefined => undefined,
  resolveEmbed: (): undefined => undefined,
};
const ours = (text: string): string => safeHtml(renderMarkdown(text, options).html, context).html;

/** Median milliseconds of runs that alternate, so that both see the same machine. */
const compare = (markdown: string, runs: number): readonly [number, number] => {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    for (const [index, way] of [bare, ours].entries()) {
      const start = performance.now();
      way(markdown);
      times[index]!.push(performance.now() - start);
    }
  }
  const [a, b] = times.map((list) => list.toSorted((x, y) => x - y)[Math.floor(list.length / 2)]!);
  return [a!, b!];
};

for (const [name, text] of Object.entries(texts)) {
  compare(text, 300);
  const [bareTime, ourTime] = compare(text, 600);
  const ratio = (ourTime / bareTime).toFixed(2);
  console.log(`Markdown, ${text.length} characters of ${name}:`);
  console.log(
    `  bare chain ${bareTime.toFixed(3)} ms, ours ${ourTime.toFixed(3)} ms, ratio ${ratio} (bar 1.5)`,
  );
}

const upTo = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));
const numbered = (piece: (index: number) => string, length: number): string => {
  const parts: string[] = [];
  for (let size = 0, index = 0; size < length; index += 1) {
    const text = piece(index);
    parts.push(text);
    size += text.length;
  }
  return parts.join('');
};

const shapes: Readonly<Record<string, (length: number) => string>> = {
  'paragraphs of text': (length) =>
    upTo('<p>The harbour crane was moved on <b>Friday</b> by nine tugs.</p>\n', length),
  'one long text': (length) => 'x'.repeat(length),
  'unclosed div': (length) => upTo('<div>', length),
  'unclosed div with text': (length) => upTo('<div>a', length),
  'nested lists': (length) => upTo('<ul><li>a', length),
  'nested tables': (length) => upTo('<table><tr><td>', length),
  'nested quotes': (length) => upTo('<blockquote>', length),
  'text in a table': (length) => `<table>${upTo('a<br>', length)}`,
  attributes: (length) => `<p ${numbered((index) => `a${index}=1 `, length)}>x`,
  'fonts and paragraphs': (length) => numbered((index) => `<font a=${index}><p>`, length),
  'crossing formats': (length) => upTo('<b><i><p></b></i>', length),
  'links in links': (length) => upTo('<a href=x>', length),
  noscripts: (length) => upTo('<noscript><a>', length),
  'noscripts in a row': (length) => upTo('<noscript><a href=x>y</a></noscript>', length),
  objects: (length) => upTo('<object>', length),
  images: (length) => upTo('<img src=a.png srcset="b.png 1x, c.png 2x">', length),
  srcset: (length) => `<img srcset="${upTo('https://x.example/a.png 1x, ', length)}">`,
  'srcset of parentheses': (length) => `<img srcset="a ${upTo('(', length)}">`,
  ids: (length) => numbered((index) => `<p id=a${index}><a href=#a${index}>x</a>`, length),
  'declarations of style': (length) => `<img style="${upTo('a:b;', length)}" src=x>`,
  comments: (length) => upTo('<!--more-->', length),
  'comment of spaces': (length) => `<!--${upTo(' ', length)}-->`,
  formulas: (length) => upTo('<math><mi>x</mi>', length),
  'spaces in an address': (length) => `<a href="${upTo(' ', length)}x">x</a>`,
  'data image': (length) => `<img src="data:image/png;base64,${upTo('A', length)}">`,
};

const timeOf = (html: string): number => {
  const start = performance.now();
  safeHtml(html, context);
  return performance.now() - start;
};

for (const [name, shape] of Object.entries(shapes)) {
  const [half, whole] = [shape(1_000_000), shape(2_000_000)];
  timeOf(half);
  const [a, b] = [timeOf(half), timeOf(whole)];
  console.log(
    `${name.padEnd(24)} 1 MB ${a.toFixed(0).padStart(6)} ms   2 MB ${b.toFixed(0).padStart(6)} ms   ×${(b / a).toFixed(1)}`,
  );
}

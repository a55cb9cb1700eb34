import { describe, expect, test } from 'vitest';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { surroundingsOf } from '../../../src/article/content/surroundings.ts';

const surroundings = surroundingsOf({
  publicUrl: 'https://site.example',
  files: [],
  articles: [],
});

const safe = (html: string): string =>
  safeHtml(html, {
    entryLink: 'https://site.example/articles/kite/',
    idPrefix: 'kite-',
    surroundings,
    path: 'kite.md',
  }).html;

describe('what stays', () => {
  test.each([
    ['<p>A <b>bold</b> and <em>plain</em> word</p>'],
    ['<figure><img src="https://x.example/a.jpg" alt="A"><figcaption>Cap</figcaption></figure>'],
    ['<ol start="3" reversed type="a"><li value="7">x</li></ol>'],
    ['<blockquote cite="https://x.example/"><p>q</p></blockquote>'],
    [
      '<table><thead><tr><th scope="col" align="right">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
    ],
    ['<pre><code class="language-js">a &lt; b\n</code></pre>'],
    ['<details open><summary>s</summary><p>d</p></details>'],
    ['<p lang="ja"><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <bdo dir="rtl">abc</bdo></p>'],
    ['<p><time datetime="2020-01-02">2 January</time> <abbr title="x">y</abbr> <mark>m</mark> <u>u</u></p>'],
    ['<audio src="https://x.example/a.mp3" controls></audio>'],
    ['<a href="mailto:a@x.example">m</a> <a href="tel:+123">t</a>'],
  ])('%s', (html) => {
    expect(safe(html)).toBe(html);
  });
});

describe('what goes', () => {
  test.each([
    ['<p onclick="x()" style="color:red" class="a">t</p>', '<p>t</p>'],
    ['a<script>alert(1)</script>b<style>p{}</style>', 'ab'],
    ['<a href="javascript:alert(1)">j</a>', 'j'],
    ['<a href=" java\nscript:alert(1)">j</a>', 'j'],
    ['<form action="/x"><input name="q"><button>Go</button></form>', ''],
    ['<svg><script>alert(1)</script></svg>text', 'text'],
    ['<!doctype html><!-- note --><p>x', '<p>x</p>'],
    ['<img src="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=">', ''],
  ])('%s', (html, expected) => {
    expect(safe(html)).toBe(expected);
  });
});

test('writes the first line feed of preformatted text twice, since a parser drops one', () => {
  expect(safe('<pre>\n\nfoo</pre>')).toBe('<pre>\n\nfoo</pre>');
  expect(safe('<pre>\nfoo</pre>')).toBe('<pre>foo</pre>');
});

test('refuses a tree out of proportion to its text', () => {
  const fonts = Array.from({ length: 3_000 }, (_, index) => `<font a${index}=1><p>`).join('');
  const result = safeHtml(fonts, {
    entryLink: 'https://site.example/a/',
    idPrefix: '',
    surroundings,
    path: 'a.html',
  });
  expect(result.problems.map(({ code }) => code)).toEqual(['html-too-complex']);
  expect(result.html).toBe('');
});

describe('markup that parsers read in different ways', () => {
  test.each([
    [
      'parts of lists outside of a list',
      '<figcaption><dd>a</dd></figcaption><li>b</li>',
      '<figcaption><div>a</div></figcaption><div>b</div>',
    ],
    ['readings deep inside of a ruby', '<ruby>x<i><rt>y</rt></i></ruby>', '<ruby>x<i>y</i></ruby>'],
    [
      'more than three of the same format',
      '<p><b><b><b><b><b>x</b></b></b></b></b></p>',
      '<p><b><b><b>x</b></b></b></p>',
    ],
    ['a block in a line', '<p><object><p>a</p></object>b</p>', '<p></p><p>a</p>b<p></p>'],
    [
      'a link across a table',
      '<a href="https://a.example/">x<table><tr><td><a href="https://b.example/">y</table>',
      '<a href="https://a.example/">x<table><tbody><tr><td>y</td></tr></tbody></table></a>',
    ],
  ])('%s', (_, html, expected) => {
    const once = safe(html);
    expect(safe(once)).toBe(once);
    expect(once).toBe(expected);
  });

  test('preformatted text that is only a line feed', () => {
    const once = safe('<pre></bdo><abbr>\n<dfn></dfn></abbr></pre><pre><title>x</title><b>\n</b></pre>');
    expect(safe(once)).toBe(once);
  });
});

test('deep nesting loses elements, not text, and words do not run together', () => {
  const html = safe(`${'<div>w '.repeat(20_000)}`);
  expect(html.match(/w/g)).toHaveLength(20_000);
  expect(html.match(/<div>/g)!.length).toBeLessThan(200);
  expect(safe(`${'<ul><li>w'.repeat(500)}`)).not.toContain('ww');
});

test('formulas become their TeX, and task boxes signs', () => {
  expect(
    safe(
      '<math alttext="x"><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>',
    ),
  ).toBe('<code>x^2</code>');
  expect(safe('<math><mi>a</mi><mo>+</mo><mi>b</mi></math>')).toBe('a+b');
  expect(safe('<script type="math/tex">a &lt; b</script>')).toBe('<code>a &amp;lt; b</code>');
  expect(safe('<ul><li><input type="checkbox" checked disabled> done</li></ul>')).toBe(
    '<ul><li>☑ done</li></ul>',
  );
});

test('what a page hides stays hidden, and what it marks headings by goes', () => {
  expect(safe('<p>a</p><div style="display: none">b</div><p hidden>c</p>')).toBe('<p>a</p>');
  expect(safe('<h2 id="x">Part <a href="#x" class="anchor">#</a></h2>')).toBe('<h2 id="kite-x">Part </h2>');
  expect(safe('<noscript>Please switch on JavaScript</noscript><noscript><p>t</p></noscript>')).toBe(
    '<p>t</p>',
  );
});

test('old elements take the names they have now', () => {
  expect(
    safe('<center><strike>a</strike> <tt>b</tt> <font color="red">c</font></center><xmp><i></xmp>'),
  ).toBe('<div><s>a</s> <code>b</code> c</div><pre>&lt;i></pre>');
});

test('a film without an address leaves what it says', () => {
  expect(safe('<video><track src="x.vtt">See the <a href="https://x.example/">film</a></video>')).toBe(
    'See the <a href="https://x.example/">film</a>',
  );
});

test('a sequence of text that XML cannot carry never comes out', () => {
  expect(safe('<p title="a&#1;b&#xFFFE;">c&#0;d&#x1FFFE;e&#13;\u0001f</p>')).toBe(
    '<p title="ab">c\ufffdde\nf</p>',
  );
});

test('cells name their headers by prefixed ids', () => {
  expect(safe('<table><tr><th id="a">x<tr><td headers="a  b">y</table>')).toContain(
    '<td headers="kite-a kite-b">',
  );
});

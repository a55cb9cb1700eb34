import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../src/article/front-matter/front-matter.ts';
import { cleanHtmlTemplates } from '../../src/article/markdown/html-templates.ts';
import { renderMarkdown } from '../../src/article/markdown.ts';

const context = { title: 'Kites', resolve: () => undefined };
const render = (text: string) =>
  renderMarkdown(text, {
    idPrefix: 'a-',
    resolveWikilink: () => undefined,
    resolveEmbed: () => undefined,
  }).html.trim();

describe('HTML of a generator', () => {
  it.each([
    ['<p>{% include "intro.html" %}Fog.</p>', '<p>Fog.</p>'],
    ['<a href="{{ site.baseurl }}/x">y</a>', '<a href="/x">y</a>'],
    ['<img src="{{ "/a.png" | relative_url }}">', '<img src="/a.png">'],
    ['{% highlight js %}\nif (a < b) {}\n{% endhighlight %}', '<pre><code>if (a &lt; b) {}</code></pre>'],
    ['<pre>{% raw %}{{ name }}{% endraw %}</pre>', '<pre>{{ name }}</pre>'],
    ['<h1>{{ page.title }}</h1>', '<h1>Kites</h1>'],
    ['<p>{ a } and {b}</p>', '<p>{ a } and {b}</p>'],
  ])('%s becomes %s', (html, expected) => {
    expect(cleanHtmlTemplates(html, context)).toBe(expected);
  });
});

describe('elements as only JSX and Vue write them', () => {
  it.each([
    ["a <span style={{ color: 'red' }}>x</span> b", '<p>a <span>x</span> b</p>'],
    ['<div className="note">\n\nx\n\n</div>', '<div className="note">\n<p>x</p>\n</div>'],
    ['a <img src={"/a.png"} width={40} alt="b" /> c', '<p>a <img src="/a.png" width="40" alt="b" /> c</p>'],
    ['a <img src={photo} alt="b"/> c', '<p>a <img alt="b" /> c</p>'],
    ['go <a href="/x" @click="back(0)">on</a>', '<p>go <a href="/x">on</a></p>'],
    ['`<a @click="x">` stays', '<p><code>&lt;a @click=&quot;x&quot;&gt;</code> stays</p>'],
    [
      '<iframe\n  style={{ height: 500 }}\n  src="https://e.org/x"\n/>\n\nText',
      '<iframe src="https://e.org/x"></iframe>\n<p>Text</p>',
    ],
    ['a <span/> b <a name="c" /> d <br/> e', '<p>a <span></span> b <a name="c"></a> d <br/> e</p>'],
    ['<a href=http://e.org/x/>x</a>', '<p><a href=http://e.org/x/>x</a></p>'],
    ['`<span/>` stays', '<p><code>&lt;span/&gt;</code> stays</p>'],
    ['write to <b title="me @home">me</b>', '<p>write to <b title="me @home">me</b></p>'],
  ])('%s', (text, expected) => {
    expect(render(text)).toBe(expected);
  });
});

describe('a text in quotes that goes on at the margin', () => {
  const fields = (source: string) => readFrontMatter({ path: 'a.md', text: source, encoding: 'utf-8' });

  it('is read as Go and Ruby read it, with a warning', () => {
    const { fields: found, problems } = fields("---\ntitle: 'A'\nsummary: 'One!\n\nTwo'\ntags: x\n---\n");
    expect([...found]).toEqual([
      ['title', 'A'],
      ['summary', 'One!\nTwo'],
      ['tags', 'x'],
    ]);
    expect(problems).toMatchObject([{ code: 'front-matter-repaired', line: 5 }]);
  });

  it('is none where a key follows before its end', () => {
    const { fields: found } = fields("---\ntitle: 'A kite\nlayout: 'post'\ndate: 2026-03-01\n---\n");
    expect(found.get('date')).toBe('2026-03-01');
    expect(found.get('layout')).toBe('post');
  });
});

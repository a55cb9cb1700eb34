import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkdownOptions, renderMarkdown } from '../../src/article/markdown.ts';
import { cpuMilliseconds } from '../support/cpu.ts';

const options: MarkdownOptions = {
  idPrefix: 'e1-',
  title: 'Kites over the fort',
  path: 'a.md',
  resolveWikilink: (target) =>
    /^(?:Timetables|2015-09-16-kites|a\.md)/.test(target) ? '/articles/t/' : undefined,
  resolveEmbed: (target) => (target === 'pic.png' ? { url: '/media/pic.png', kind: 'image' } : undefined),
};
const render = (text: string, more: Partial<MarkdownOptions> = {}) =>
  renderMarkdown(text, { ...options, ...more });
/** Without line ends between elements, which say nothing. */
const html = (text: string): string => render(text).html.replace(/\n+/g, '\n').replace(/>\n</g, '><').trim();

describe('GFM', () => {
  it.each([
    [
      '| a | b |\n|---|--:|\n| 1 | 2 |',
      '<table><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead><tbody><tr><td>1</td><td style="text-align:right">2</td></tr></tbody></table>',
    ],
    ['~~gone~~', '<p><s>gone</s></p>'],
    [
      'see https://a.example/x, and me@x.example',
      '<p>see <a href="https://a.example/x">https://a.example/x</a>, and <a href="mailto:me@x.example">me@x.example</a></p>',
    ],
    ['www.example.com/a', '<p><a href="http://www.example.com/a">www.example.com/a</a></p>'],
    ['notes.md and example.com', '<p>notes.md and example.com</p>'],
    ['- [ ] open\n- [x] done\n- [y] none', '<ul><li>☐ open</li><li>☑ done</li><li>[y] none</li></ul>'],
  ])('renders %s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });
});

describe('a fence that nothing closes', () => {
  // CommonMark 0.31.2, example 128 and section 5.2: the code ends with the block that holds it.
  it.each([
    ['- a\n\n  ```rb\n  {% raw %}\n- b {% include x.html %} c', '{% raw %}\n', 'b  c'],
    ['1. ~~~\n   {{ x }}\n\nAfter {% include x.html %} it', '{{ x }}\n', 'After  it'],
    ['* a\n\n    ```\n    {% x %}\n\n* b {{ site.x }}', '{% x %}\n', 'b '],
    ['> ```\n> {% x %}\n\nAfter {{ page.x }} it', '{% x %}\n', 'After  it'],
    ['- a\n  - b\n\n    ```\n    {% x %}\n  - c {{ page.x }}', '{% x %}\n', 'c '],
  ])('ends with its list item or quote: %j', (text, code, after) => {
    const found = html(text);
    expect(found).toContain(`${code}</code></pre>`);
    expect(found.replace(/<pre>[\s\S]*?<\/pre>/g, '')).not.toMatch(/\{[{%]/);
    expect(found).toContain(after.trim());
  });

  it.each([
    '- a\n\ntext\n\n  ```\n{% x %}\n  ```\n',
    '```\n- {% x %}\n\n{% y %}\n',
    '- a\n\n  ```\n  {% x %}\n\n    {% y %}\n  ```\n',
  ])('but does not end before: %j', (text) => {
    const tags = (source: string): readonly string[] => source.match(/\{% [xy] %\}/g) ?? [];
    expect(tags(html(text))).toEqual(tags(text));
  });
});

describe('footnotes', () => {
  it('numbers them with ids of the entry', () => {
    expect(html('A[^x] and A[^x], B^[in *line*].\n\n[^x]: The **note**.\n')).toBe(
      '<p>A<sup><a href="#e1-fn1" id="e1-fnref1">1</a></sup> and A<sup><a href="#e1-fn1" id="e1-fnref1-2">1</a></sup>, ' +
        'B<sup><a href="#e1-fn2" id="e1-fnref2">2</a></sup>.</p><hr><section><ol>' +
        '<li id="e1-fn1"><p>The <strong>note</strong>. <a href="#e1-fnref1">↩︎</a> <a href="#e1-fnref1-2">↩︎</a></p></li>' +
        '<li id="e1-fn2"><p>in <em>line</em> <a href="#e1-fnref2">↩︎</a></p></li></ol></section>',
    );
  });

  it('leaves a reference to nothing as text, and drops a note that nothing refers to', () => {
    expect(html('A[^x]')).toBe('<p>A[^x]</p>');
    expect(html('A\n\n[^x]: hidden')).toBe('<p>A</p>');
  });
});

describe('Obsidian', () => {
  it.each([
    ['[[Timetables|the timetable]]', '<p><a href="/articles/t/">the timetable</a></p>'],
    ['[[Timetables#Part]]', '<p><a href="/articles/t/">Timetables &gt; Part</a></p>'],
    ['[[Unknown]] and [[#Here]]', '<p>Unknown and Here</p>'],
    ['`[[Timetables]]`', '<p><code>[[Timetables]]</code></p>'],
    [
      '| a |\n|---|\n| [[Timetables\\|t]] |',
      '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><a href="/articles/t/">t</a></td></tr></tbody></table>',
    ],
    ['![[pic.png|300x200]]', '<p><img src="/media/pic.png" alt="pic" width="300" height="200"></p>'],
    ['![[lost pic.jpg|A view]]', '<p><img src="lost%20pic.jpg" alt="A view"></p>'],
    ['![[song.mp3]]', '<p><audio controls src="song.mp3"></audio></p>'],
    ['![[Timetables]]', '<p><a href="/articles/t/">Timetables</a></p>'],
    ['before ![[Private note]] after', '<p>before  after</p>'],
    [
      '==bring *water*== `==a==` a == b == c',
      '<p><mark>bring <em>water</em></mark> <code>==a==</code> a == b == c</p>',
    ],
    ['> [!tip] Bunk\n> Take it.', '<blockquote><p><strong>Bunk</strong></p><p>Take it.</p></blockquote>'],
    ['> [!WARNING]\n> Hot', '<blockquote><p><strong>Warning</strong></p><p>Hot</p></blockquote>'],
    [
      '> [!note]- Folded *x*\n>\n> Text',
      '<blockquote><p><strong>Folded <em>x</em></strong></p><p>Text</p></blockquote>',
    ],
    [
      '> [!a] One\n> > [!b] Two\n> > Deep',
      '<blockquote><p><strong>One</strong></p><blockquote><p><strong>Two</strong></p><p>Deep</p></blockquote></blockquote>',
    ],
    ['A paragraph ^abc123', '<p>A paragraph</p>'],
    ['2 ^10', '<p>2 ^10</p>'],
  ])('renders %s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });
});

describe('comments', () => {
  it.each([
    'a %%secret%% b',
    '%%secret%%',
    'a\n\n%%\nsecret\n\n```\nsecret\n%%\n\nb',
    'a %%se\n\ncret%% b',
    '- item\n  %%secret%%\n- item',
    '> quote %%secret%%\n> %%\n> secret\n> %%',
    '# Heading %%secret%%',
    '| a |\n|---|\n| %%secret%% |',
    'a\n\n%%\nsecret that is not closed\n\nsecret',
    '<div>%%secret%%</div>',
    '- ` one\n- %%secret%% ` two',
    '[a](b "%%secret%%")',
    'a[^1]\n\n[^1]: note %%secret%%',
  ])('never shows one: %s', (text) => {
    expect(html(text)).not.toContain('secret');
    expect(html(text)).not.toContain('%%');
  });

  it.each([
    ['`%%code%%`', '<p><code>%%code%%</code></p>'],
    ['```\n%%code%%\n```', '<pre><code>%%code%%\n</code></pre>'],
    ['    %%code%%', '<pre><code>%%code%%\n</code></pre>'],
    ['100%% sure and 20%% not', '<p>100%% sure and 20%% not</p>'],
  ])('leaves %s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('leaves the signs of an address', () => {
    expect(html('https://x.example/a%%20b and c%%20d')).toMatch(/a%25%20b.* and c%%20d/);
  });

  it('tells of one that is not closed', () => {
    expect(render('a\n\n%% b\nc', { line: 5 }).problems).toMatchObject([
      { code: 'unclosed-comment', path: 'a.md', line: 7, column: 1 },
    ]);
  });
});

describe('what generators leave', () => {
  it.each([
    [
      '{{< figure src="/a b.jpg" alt="A" caption="C & D" >}}',
      '<figure><img src="/a b.jpg" alt="A"><figcaption>C &amp; D</figcaption></figure>',
    ],
    [
      '{{< youtube dQw4 >}}',
      '<p><a href="https://www.youtube.com/watch?v=dQw4">https://www.youtube.com/watch?v=dQw4</a></p>',
    ],
    [
      '{{< tweet user="a" id="12" >}}',
      '<p><a href="https://twitter.com/a/status/12">https://twitter.com/a/status/12</a></p>',
    ],
    [
      '{{< gist ann 0a1b >}}',
      '<p><a href="https://gist.github.com/ann/0a1b">https://gist.github.com/ann/0a1b</a></p>',
    ],
    ['[x]({{< ref "a.md" >}})', '<p><a href="/articles/t/">x</a></p>'],
    [
      '{{< highlight go "linenos=table" >}}\na := 1 // {{ x }}\n{{< /highlight >}}',
      '<pre><code class="language-go">a := 1 // {{ x }}\n</code></pre>',
    ],
    ['{{% notice tip %}}\nInner **text**\n{{% /notice %}}', '<p>Inner <strong>text</strong></p>'],
    ['{{< unknown a="b" >}}text{{< /unknown >}}', '<p>text</p>'],
    ['{{/* hidden */}}shown', '<p>shown</p>'],
    ['{{</* figure src="a" */>}}', '<p><code>{{&lt; figure src="a" &gt;}}</code></p>'],
    ['{% include toc.html %}\n\nText', '<p>Text</p>'],
    [
      '{% include figure.html src="/a.jpg" caption="C" %}',
      '<figure><img src="/a.jpg" alt=""><figcaption>C</figcaption></figure>',
    ],
    ['{% raw %}{{ a }}{% endraw %}', '<p>{{ a }}</p>'],
    [
      '{% highlight ruby %}\nputs 1\n{% endhighlight %}',
      '<pre><code class="language-ruby">puts 1\n</code></pre>',
    ],
    [
      '{% codeblock lang:js Title %}\na\n{% endcodeblock %}',
      '<pre><code class="language-js">a\n</code></pre>',
    ],
    ['[x]({% post_url 2015-09-16-kites %})', '<p><a href="/articles/t/">x</a></p>'],
    ['![x]({{ site.baseurl }}/a.png) {{ "/b" | relative_url }}', '<p><img src="/a.png" alt="x"> /b</p>'],
    ['{{ page.title }}: {{ unknown }}', '<p>Kites over the fort:</p>'],
    ['{% for a in b %}<li>{{ a }}</li>{% for c in d %}x{% endfor %}{% endfor %}Text', '<p>Text</p>'],
    ['{% if a %}one{% elsif b %}two{% else %}three{% endif %} end', '<p>one end</p>'],
    ['{% comment %}secret{% endcomment %}Text', '<p>Text</p>'],
    [
      '{% blockquote Ann Lee %}\nSaid\n{% endblockquote %}',
      '<blockquote><p>Said</p><p>— Ann Lee</p></blockquote>',
    ],
    ['{% asset_img a.jpg "The fort" %}', '<figure><img src="a.jpg" alt="The fort"></figure>'],
    ['A *word*{: .big}\n{: #id}', '<p>A <em>word</em></p>'],
    ['* TOC\n{:toc}\n\nText', '<p>Text</p>'],
    ['[TOC]\n\nText', '<p>Text</p>'],
    ['## Part {#part .x}', '<h2>Part</h2>'],
    ['![a](b.png){width=50%}', '<p><img src="b.png" alt="a"></p>'],
    ['Set {a, b} and {.x}', '<p>Set {a, b} and {.x}</p>'],
    [':::note Care\nInner\n:::', '<blockquote><p><strong>Care</strong></p><p>Inner</p></blockquote>'],
    [
      '::: tip\nA\n:::danger[Deep]\nB\n:::\n:::\n\nC',
      '<blockquote><p><strong>Tip</strong></p><p>A</p><blockquote><p><strong>Deep</strong></p><p>B</p></blockquote></blockquote><p>C</p>',
    ],
    ['::: columns\nA\n:::', '<p>A</p>'],
    [
      '!!! note "Care"\n    Inner\n\nOut',
      '<blockquote><p><strong>Care</strong></p><p>Inner</p></blockquote><p>Out</p>',
    ],
    [
      'import A from \'./a\'\nimport {\n  B,\n} from "b"\n\nexport const c = {\n  d: 1,\n}\n\nText {c.d}',
      '<p>Text</p>',
    ],
    ['import this into your mind', '<p>import this into your mind</p>'],
    ['<Tabs>\n<Tab label="x">\n\nIn **tab**\n\n</Tab>\n</Tabs>', '<p>In <strong>tab</strong></p>'],
    [
      '<YouTube id="ab" />',
      '<p><a href="https://www.youtube.com/watch?v=ab">https://www.youtube.com/watch?v=ab</a></p>',
    ],
    ['A <B>bold</B> word', '<p>A <B>bold</B> word</p>'],
    ['{/* hidden */}Text', '<p>Text</p>'],
    ['$$\na_1 * b_2\n- c\n$$', '<p>$$\na_1 * b_2\n- c\n$$</p>'],
    ['$x_1 * y_1$ for $5 and $10', '<p>$x_1 * y_1$ for $5 and $10</p>'],
    ['```{.python .numberLines}\na\n```', '<pre><code class="language-python">a\n</code></pre>'],
  ])('renders %s', (text, expected) => {
    expect(html(text).replaceAll('&quot;', '"')).toBe(expected.replaceAll('&quot;', '"'));
  });

  it('keeps a block within its list item, and what follows a picture apart', () => {
    expect(html('1. {% highlight js %}\n   a\n     b\n   {% endhighlight %}\n2. two')).toBe(
      '<ol><li><pre><code class="language-js">a\n  b\n</code></pre></li><li><p>two</p></li></ol>',
    );
    expect(html('> {{< highlight js >}}\n> a\n> {{< /highlight >}}')).toBe(
      '<blockquote><pre><code class="language-js">a\n</code></pre></blockquote>',
    );
    expect(html('{{< figure src="a.jpg" >}}\n- item')).toBe(
      '<figure><img src="a.jpg" alt=""></figure><ul><li>item</li></ul>',
    );
  });

  const leftovers = [
    '{{< fig >}}',
    '{% x %}',
    '{{ x }}',
    '%%x%%',
    '{: .x}',
    '<!--more-->',
    '{#x}',
    '{/* x */}',
    '<Foo a={b} />',
    '[TOC]',
    '{{% y %}}',
  ];

  it.each(leftovers)('leaves %s in code', (leftover) => {
    const shown = leftover.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    for (const text of [
      `\`\`\`\n${leftover}\n\`\`\``,
      `~~~~ x\n\n${leftover}\n~~~\n~~~~`,
      `\`${leftover}\``,
      `\`\`a\` ${leftover}\`\``,
      `Text\n\n    ${leftover}`,
      `- item\n\n  \`\`\`\n  ${leftover}\n  \`\`\``,
      `> \`\`\`\n> ${leftover}\n> \`\`\``,
    ]) {
      expect(html(text)).toContain(shown);
    }
    if (!leftover.startsWith('<!--')) expect(html(`<pre>${leftover}</pre>`)).toContain(leftover);
  });

  it.each(leftovers)('shows nothing of %s outside code', (leftover) => {
    for (const text of [
      leftover,
      `a ${leftover} b`,
      `# ${leftover}`.replace('# [TOC]', '[TOC]'),
      `\`\`\`\ncode\n\`\`\`\n\n${leftover}`,
    ]) {
      if (leftover === '[TOC]' && text.startsWith('a ')) continue; // prose may name it
      if (/^\{[#:]/.test(leftover) && text.startsWith('a ')) continue;
      expect(html(text)).not.toMatch(/\{[{%#:/]|[}%]\}|%%|more|TOC|Foo/);
    }
  });
});

describe('shortcodes of WordPress', () => {
  it.each([
    ['[caption id="a_1" width="300"]<img src="a.jpg"> The walk[/caption]', '<img src="a.jpg"> The walk'],
    ['[wp_caption]Bare[/wp_caption]', '<p>Bare</p>'],
    ['[gallery ids="1,2"]', ''],
    ['[audio src="a.mp3"]', '<audio controls src="a.mp3"></audio>'],
    ['[youtube https://youtu.be/abcdefghijk]', 'https://youtu.be/abcdefghijk'],
    ['[embed]https://a.example/x[/embed]', 'href="https://a.example/x"'],
  ])('%s', (text, expected) => {
    expect(html(text)).toContain(expected);
    expect(html(text)).not.toMatch(/\[\/?(?:wp_)?(?:caption|gallery|audio|youtube|embed)/);
  });

  it.each([
    '[caption](a.html)',
    '[audio] is a word here, and [caption] too',
    '`[gallery ids="1"]`',
    '[gallery][1]\n\n[1]: a.html',
  ])('are not seen in %s', (text) => {
    expect(html(text)).toMatch(/caption|audio|gallery/);
  });
});

describe('the mark of the summary', () => {
  it.each([
    '<!--more-->',
    '<!-- more -->',
    '<!-- truncate -->',
    '{/* truncate */}',
    '<!-- excerpt -->',
    '<!-- TEASER_END -->',
    '<!--more But wait-->',
  ])('finds %s', (mark) => {
    const { html: text, moreAt } = render(`One\n\n${mark}\n\nTwo`);
    expect(text.slice(0, moreAt).trim()).toBe('<p>One</p>');
    expect(text.slice(moreAt).trim()).toBe('<p>Two</p>');
  });

  it('finds none in code and in other comments', () => {
    expect(render('`<!--more-->`').moreAt).toBeUndefined();
    expect(render('<!-- no more of this -->').moreAt).toBeUndefined();
  });
});

describe('the heading that repeats the title', () => {
  it.each([
    ['# Kites over the fort\n\nText', '<p>Text</p>'],
    ['Kites *over* the fort\n===\n\nText', '<p>Text</p>'],
    ['![a](b)\n\n## KITES over the Fort!\n\nText', '<p><img src="b" alt="a"></p><p>Text</p>'],
    ['<h1 class="x">Kites over the fort</h1>\n\nText', '<p>Text</p>'],
    ['# Other\n\n# Kites over the fort', '<h1>Other</h1><h1>Kites over the fort</h1>'],
    ['> # Kites over the fort', '<blockquote><h1>Kites over the fort</h1></blockquote>'],
  ])('renders %s', (text, expected) => {
    expect(html(text)).toBe(expected);
  });
});

/** Examples that our additions render otherwise, on purpose. */
const deviations = new Map([
  [163, 'a tag of a component, `<Warning>`, is taken out'],
  [218, 'white space in an empty quotation'],
  [239, 'white space in an empty quotation'],
  [240, 'white space in an empty quotation'],
  [590, 'an embed of Obsidian'],
  [602, 'GFM links bare addresses'],
  [608, 'GFM links bare addresses'],
  [611, 'GFM links bare addresses'],
  [612, 'GFM links bare addresses'],
]);

const specification = (): string | undefined => {
  try {
    const path = join(
      dirname(createRequire(import.meta.url).resolve('commonmark-spec/package.json')),
      'spec.txt',
    );
    return existsSync(path) ? path : undefined;
  } catch {
    return process.env.COMMONMARK_SPEC;
  }
};

const spec = specification();

// `npm install --no-save commonmark-spec` brings the text of the specification, which is under CC BY-SA
describe.skipIf(spec === undefined)('CommonMark (skipped where commonmark-spec is not installed)', () => {
  const examples =
    spec === undefined
      ? []
      : [
          ...readFileSync(spec, 'utf8')
            .replaceAll('→', '\t')
            .matchAll(/^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$/gm),
        ];

  it('has the examples of the specification', () => {
    expect(examples.length).toBeGreaterThan(600);
  });

  it.each(examples.map((match, index) => ({ number: index + 1, source: match[1]!, expected: match[2]! })))(
    'renders example $number',
    ({ number, source, expected }) => {
      const same = (text: string): string => text.replaceAll(' />', '>').replaceAll('&quot;', '"');
      const rendered = same(render(source, { title: '' }).html);
      if (deviations.has(number)) expect(rendered).not.toBe(same(expected));
      else expect(rendered).toBe(same(expected));
    },
  );
});

describe('hostile Markdown', () => {
  const piece = fc.constantFrom(
    '%%',
    '{{',
    '}}',
    '{%',
    '%}',
    '{{<',
    '>}}',
    '`',
    '```',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '[[',
    ']]',
    '![[',
    '==',
    '$',
    '$$',
    '<!--',
    '-->',
    '<Foo ',
    '/>',
    '{:',
    '}',
    ':::note',
    ':::',
    '!!! note\n',
    '    ',
    '[^1]',
    '[^1]: ',
    '^[',
    '[!tip] ',
    '# ',
    'x',
    '\\',
    '{% highlight x %}',
    '{% endhighlight %}',
    '{% if %}',
    '{% else %}',
    '\t',
    '|',
    '---',
  );

  it('never throws, and never shows a closed comment', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(() => render(pieces.join(''))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['one line', 'word '.repeat(400_000)],
    ['comments', '%%'.repeat(100_000)],
    ['tags', '{% x '.repeat(100_000)],
    ['shortcodes', '{{< x >}}'.repeat(50_000)],
    ['code tags', '{% highlight x %}'.repeat(20_000)],
    ['components', '<Foo a={'.repeat(50_000)],
    ['backticks', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['containers', ':::note\n'.repeat(30_000)],
    ['footnotes', Array.from({ length: 5000 }, (_, n) => `a[^${n}]\n\n[^${n}]: b\n\n`).join('')],
    ['quotes', '> '.repeat(50_000)],
    ['formulas', '$a '.repeat(100_000)],
    ['marks', '==a '.repeat(100_000)],
  ])('is quick with %s', (_, text) => {
    expect(cpuMilliseconds(() => render(text))).toBeLessThan(5000);
  });
});

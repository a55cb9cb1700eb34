import { describe, expect, it } from 'vitest';
import { idPrefixOf } from '../../../src/article/identity/id-prefix.ts';
import { articleBody, bodyShows } from '../../../src/web/pages/article-body.ts';
import { article, entry } from '../../support/builders.ts';

const link = 'https://example.org/a/?x=1&y="2"';
const prefix = idPrefixOf(article());
const written = 'https://example.org/a/?x=1&#x26;y=&#x22;2&#x22;';

describe('the body of an article on its own page', () => {
  it('keeps links to its own parts on the page, and no others', () => {
    const html = `<p><a href="${written}#${prefix}note">1</a> <a href="${written}">all</a> <a href="https://other.example/#${prefix}note">other</a></p>`;
    expect(articleBody(entry({ link }, { html }))).toBe(
      `<p><a href="#${prefix}note">1</a> <a href="${written}">all</a> <a href="https://other.example/#${prefix}note">other</a></p>`,
    );
  });

  it('lets screen readers pass over an image that nobody has described', () => {
    const html =
      '<p><img src="https://e.example/a.png" title="x > y"><img src="b" alt="B"><img alt src="c"></p>';
    expect(articleBody(entry({}, { html }))).toBe(
      '<p><img alt="" src="https://e.example/a.png" title="x > y"><img src="b" alt="B"><img alt src="c"></p>',
    );
  });

  it('makes what is wider than the screen scroll by itself, within reach of the keyboard', () => {
    const html = '<pre><code>x</code></pre><table><tbody><tr><td>1</td></tr></tbody></table>';
    expect(articleBody(entry({}, { html }))).toBe(
      '<pre tabindex="0"><code>x</code></pre><div class="wide" tabindex="0"><table><tbody><tr><td>1</td></tr></tbody></table></div>',
    );
  });

  it('changes nothing that is text', () => {
    const html = '<p>&#x3C;img src="a"> &#x3C;table></p>';
    expect(articleBody(entry({}, { html }))).toBe(html);
  });

  it('tells whether it shows the image of the entry', () => {
    const shown = entry({}, { html: '<p><img src="https://e.example/a?b&#x26;c" alt=""></p>' });
    expect(bodyShows(shown, 'https://e.example/a?b&c')).toBe(true);
    expect(bodyShows(shown, 'https://e.example/d')).toBe(false);
  });
});

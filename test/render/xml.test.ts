import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanMarkupText, plainLine } from '../../src/article/content/clean-text.ts';
import {
  cdataHtml,
  cleanLine,
  element,
  emptyElement,
  escapePlain,
  escapeText,
  textElement,
  withStylesheet,
} from '../../src/render/xml.ts';
import { hostileText } from '../support/hostile.ts';

describe('cleanLine', () => {
  it('is what cleaning without shortcut is', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
        expect(cleanLine(text)).toBe(plainLine(cleanMarkupText(text)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('cdataHtml', () => {
  it.each([
    ['a ]]> b', 'a ]]&gt; b'],
    [']]>]]>]]]>', ']]&gt;]]&gt;]]]&gt;'],
    ['a\u0001b\u0085c\ufffed\ud800', 'ab\ncd'],
    ['tab\tline\n𝒳 …', 'tab\tline\n𝒳 …'],
  ])('makes %j safe in a CDATA section', (html, expected) => {
    expect(cdataHtml(html)).toBe(expected);
  });

  it('leaves nothing that would end the section or that XML cannot hold', () => {
    fc.assert(
      fc.property(
        hostileText,
        (html) =>
          !/\]\]>|[\u0000-\u0008\ufffe\uffff]/u.test(cdataHtml(html)) && cdataHtml(html).isWellFormed(),
      ),
    );
  });
});

describe('an element', () => {
  it('has escaped text and attributes in their order, without those that have no value', () => {
    expect(textElement('a', '<b> & ]]>', { z: '<"&\'>', none: undefined, a: 0 })).toBe(
      '<a z="&lt;&quot;&amp;\'&gt;" a="0">&lt;b&gt; &amp; ]]&gt;</a>',
    );
    expect(emptyElement('link', { href: 'https://example.org/?a=1&b=2' })).toBe(
      '<link href="https://example.org/?a=1&amp;b=2"/>',
    );
    expect(element('a', '<b/>')).toBe('<a><b/></a>');
  });

  it('in RSS is escaped by hexadecimal references', () => {
    expect(escapePlain('Tom & <Jerry> &amp;')).toBe('Tom &#x26; &#x3C;Jerry&#x3E; &#x26;amp;');
    expect(escapeText('Tom & <Jerry>')).toBe('Tom &amp; &lt;Jerry&gt;');
  });
});

describe('a style sheet', () => {
  it('is named behind the XML declaration', () => {
    const sheet = { type: 'text/css', href: '/a.css?x=1&y=2' };
    expect(withStylesheet('<?xml version="1.0"?>\n<a/>', sheet)).toBe(
      '<?xml version="1.0"?>\n<?xml-stylesheet type="text/css" href="/a.css?x=1&amp;y=2"?>\n<a/>',
    );
    expect(withStylesheet('<?xml version="1.0"?>\n<a/>', undefined)).toBe('<?xml version="1.0"?>\n<a/>');
  });
});

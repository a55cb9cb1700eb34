import { describe, expect, test } from 'vitest';
import { parseSourceSet } from '../../../src/article/content/images.ts';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { contextOf } from './address-context.ts';

const safe = (html: string): string => safeHtml(html, contextOf()).html;
const real = '<img src="https://x.example/real.jpg" alt="r">';
const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

describe('an image that a script was to load', () => {
  test.each([
    [`<img src="${pixel}" data-src="https://x.example/real.jpg" alt="r">`],
    ['<img src="/blank.gif" data-original="https://x.example/real.jpg" alt="r">'],
    ['<img class="lazy" style="display:none" data-lazy-src="https://x.example/real.jpg" alt="r">'],
    [`<img src="${pixel}" alt="r"><noscript><img src="https://x.example/real.jpg" alt="r"></noscript>`],
    [
      '<img data-src="https://x.example/real.jpg" alt="r"><noscript><img src="https://x.example/real-2.jpg"></noscript>',
    ],
    [
      '<noscript><img src="https://x.example/real.jpg" alt="r"></noscript><img data-src="https://x.example/real.jpg" alt="r">',
    ],
    ['<amp-img src="https://x.example/real.jpg" alt="r"></amp-img>'],
  ])('%s', (html) => {
    expect(safe(html)).toBe(real);
  });

  test('takes its candidates too', () => {
    expect(safe(`<img src="${pixel}" data-srcset="//x.example/a.jpg 1x, //x.example/b.jpg 2x">`)).toBe(
      '<img src="https://x.example/b.jpg" srcset="https://x.example/a.jpg 1x, https://x.example/b.jpg 2x">',
    );
  });

  test('in a picture', () => {
    expect(
      safe(
        '<picture><source data-srcset="https://x.example/a.webp" type="image/webp"><img data-src="https://x.example/real.jpg" alt="r"></picture>',
      ),
    ).toBe(`<picture><source type="image/webp" srcset="https://x.example/a.webp">${real}</picture>`);
  });
});

describe('the candidates of srcset', () => {
  // Results from the algorithm of the HTML standard, "parse a srcset attribute".
  test.each([
    ['a.jpg', [['a.jpg', '']]],
    [
      'a.jpg 1x, b.jpg 2.5x',
      [
        ['a.jpg', ' 1x'],
        ['b.jpg', ' 2.5x'],
      ],
    ],
    [
      'a.jpg 300w,b.jpg 600w',
      [
        ['a.jpg', ' 300w'],
        ['b.jpg', ' 600w'],
      ],
    ],
    ['a,b.jpg 1x', [['a,b.jpg', ' 1x']]],
    [
      'a.jpg, b.jpg',
      [
        ['a.jpg', ''],
        ['b.jpg', ''],
      ],
    ],
    ['a.jpg,b.jpg', [['a.jpg,b.jpg', '']]],
    [' , ,a.jpg 1x,, ', [['a.jpg', ' 1x']]],
    [
      'a.jpg (1x, 2x), b.jpg 2x',
      [
        ['a.jpg', ''],
        ['b.jpg', ' 2x'],
      ],
    ],
    ['', []],
    [' ,', []],
  ])('%j', (text, expected) => {
    expect(parseSourceSet(text).map(({ address, descriptor }) => [address, descriptor])).toEqual(expected);
  });
});

describe('a stand-in beside a late set', () => {
  test('gives way to the largest of the set', () => {
    expect(safe('<img src="/placeholder.gif" data-srcset="a.jpg 300w, b.jpg 600w" alt="">')).toMatch(
      /^<img src="[^"]*\/b\.jpg"/,
    );
  });
  test('stays where it is a picture of its own', () => {
    expect(safe('<img src="/small.jpg" data-srcset="a.jpg 300w, b.jpg 600w" alt="">')).toMatch(
      /^<img src="[^"]*\/small\.jpg"/,
    );
  });
});

describe('data: images', () => {
  const image = (length: number, type = 'png'): string => `data:image/${type};base64,${'A'.repeat(length)}`;
  test('stay while they are small pictures', () => {
    expect(safe(`<img src="${image(4_000)}">`)).toBe(`<img src="${image(4_000)}">`);
  });
  test.each([
    ['placeholder', pixel],
    ['large one', image(40_000)],
    ['drawing', image(4_000, 'svg+xml')],
    ['other type', `data:text/html;base64,${'A'.repeat(400)}`],
  ])('a %s goes', (_, src) => {
    expect(safe(`<p>x<img src="${src}"></p>`)).toBe('<p>x</p>');
  });
  test('stay out of every other place', () => {
    expect(
      safe(`<video src="${image(400)}" poster="${image(400)}"></video><a href="${image(400)}">x</a>`),
    ).toBe('x');
  });
});

describe('what only counts readers', () => {
  test.each([
    ['<img src="https://x.example/p.gif" width="1" height="1">'],
    ['<img src="https://x.example/p.gif" style="width:1px;height:1px">'],
    ['<img src="https://x.example/p.gif" height="0">'],
    ['<img src="https://pixel.wp.com/g.gif?x=1">'],
    ['<img src="https://www.facebook.com/tr?id=1&amp;ev=PageView&amp;noscript=1">'],
    ['<img src="http://feeds.feedburner.com/~r/site/~4/abc">'],
    ['<img src="https://analytics.example/matomo.php?idsite=1">'],
    ['<img src="https://vg07.met.vgwort.de/na/abc">'],
    ['<noscript><img src="https://b.scorecardresearch.com/p?c1=2"></noscript>'],
    ['<img hidden src="https://x.example/a.png">'],
  ])('%s', (html) => {
    expect(safe(`<p>Text${html}</p>`)).toBe('<p>Text</p>');
    expect(safe(`<p>${html}</p>`)).toBe('');
  });

  test.each([
    ['<img src="https://x.example/pixel-art.png">'],
    ['<img src="https://x.example/blank-page.gif">'],
    ['<img src="https://x.example/wide.png" width="600" height="1">'],
    ['<img src="https://facebook.com.example/tr.png">'],
  ])('%s stays', (html) => {
    expect(safe(html)).toBe(html);
  });
});

test('an image that stands for a character becomes that character', () => {
  expect(
    safe(
      '<p>a<img src="https://s.w.org/images/core/emoji/15/72x72/1f600.png" alt="😀" class="wp-smiley">b</p>',
    ),
  ).toBe('<p>a😀b</p>');
  const smiley = '<p>a <img src="https://e.org/1.gif" alt=":-)" class="wp-smiley"></p>';
  expect(safe(smiley)).toBe('<p>a :-)</p>');
});

test.each(['balloon', ':tada:'])('one that is only named in words (%s) stays', (alt) => {
  const html = `<p>a<img src="https://e.org/1.png" alt="${alt}" class="emoji">b</p>`;
  expect(safe(html)).toContain('<img src="https://e.org/1.png"');
});

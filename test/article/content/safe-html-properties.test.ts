import fc from 'fast-check';
import { fromParse5 } from 'hast-util-from-parse5';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { isWellNested } from '../../../src/article/content/nesting.ts';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { allowed, schema } from '../../../src/article/content/schema.ts';
import {
  append,
  createElement,
  createFragment,
  createText,
  parseTree,
  readsBackAs,
  type TreeParent,
} from '../../../src/article/content/tree.ts';
import { contextOf } from './address-context.ts';
import { leaksOf } from './leaks.ts';
import { vectors } from './vectors.ts';

const safe = (html: string): string => safeHtml(html, contextOf()).html;

describe('HTML that was written to run something', () => {
  test('there is some', () => {
    expect(vectors.length).toBeGreaterThan(80);
  });

  test('the check finds what would run', () => {
    const silent = vectors.filter((vector) => leaksOf(vector).length === 0);
    // Text that only looks like markup, and addresses or names that a browser takes as harmless.
    expect(silent.length).toBeLessThan(12);
  });

  test.each(vectors.map((vector) => [vector]))('%j runs nothing', (vector) => {
    const html = safe(vector);
    expect(leaksOf(html)).toEqual([]);
    expect(safe(html)).toBe(html);
  });

  test.each(vectors.map((vector) => [vector]))('%j is stopped by the sanitizer alone', (vector) => {
    const tree = fromParse5(parseFragment(vector, { scriptingEnabled: false }));
    expect(leaksOf(toHtml(sanitize(tree, schema)))).toEqual([]);
  });
});

const elementNames = [
  ...Object.keys(allowed),
  ...`form fieldset button center font nobr object marquee template select option svg math mi mtext foreignObject title
      noscript main nav listing xmp iframe script style textarea menu`.split(/\s+/),
];

const attributeText = fc.constantFrom(
  '',
  ' href=x',
  ' href="#a"',
  ' id=a',
  ' onclick=x',
  ' src=https://x.example/a.png',
  ' hidden',
  ' title="</noscript><img src=x onerror=x>"',
  ' srcset="a 1x, b 2x"',
);

const markupPiece = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...elementNames), attributeText)
      .map(([name, more]) => `<${name}${more}>`),
  },
  { weight: 3, arbitrary: fc.constantFrom(...elementNames).map((name) => `</${name}>`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      't',
      ' ',
      '\n',
      '&lt;',
      '<!--x-->',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&#13;',
      '\u00a0',
    ),
  },
);

test('any soup of tags leaks nothing, and a second pass changes nothing', () => {
  fc.assert(
    fc.property(fc.array(markupPiece, { maxLength: 30 }), (pieces) => {
      const html = safe(pieces.join(''));
      expect(leaksOf(html)).toEqual([]);
      expect(safe(html)).toBe(html);
    }),
    { numRuns: 400 },
  );
});

const voids = new Set(['br', 'col', 'hr', 'img', 'source', 'track', 'wbr']);

/** A tree from a list of steps: how far to climb from where the last element stands, and what to put there. */
const treeOf = (steps: readonly (readonly [number, string])[]): TreeParent => {
  const root = createFragment();
  const open: TreeParent[] = [root];
  for (const [climb, what] of steps) {
    open.length = Math.max(1, open.length - climb);
    const parent = open.at(-1)!;
    if (what.startsWith('#')) append(parent, createText(what.slice(1)));
    else {
      const element = createElement(what);
      append(parent, element);
      if (!voids.has(what)) open.push(element);
    }
  }
  return root;
};

const step = fc.tuple(
  fc.nat(3),
  fc.oneof(
    fc.constantFrom(...Object.keys(allowed)),
    fc.constantFrom(
      'table',
      'tbody',
      'tr',
      'td',
      'ul',
      'li',
      'p',
      'b',
      'a',
      'dl',
      'dd',
      'ruby',
      'rt',
      'picture',
    ),
    fc.constantFrom('#x', '# ', '#\n', '#\u00a0'),
  ),
);

test('a tree that counts as well nested reads back as it was written', () => {
  let wellNested = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const root = treeOf(steps);
      fc.pre(isWellNested(root) && !steps.some(([, what]) => what === 'pre'));
      wellNested += 1;
      expect(readsBackAs(root, parseTree(serialize(root))!)).toBe(true);
    }),
    { numRuns: 1_000, maxSkipsPerRun: 1_000 },
  );
  expect(wellNested).toBeGreaterThan(500);
});

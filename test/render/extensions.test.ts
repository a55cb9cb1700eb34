import { describe, expect, it } from 'vitest';
import {
  extensionElements,
  extensionFault,
  extensionObjects,
  extensionProblems,
} from '../../src/render/extensions.ts';
import type { Extension } from '../../src/site.ts';
import { entry } from '../support/builders.ts';

const extension = (given: Partial<Extension> = {}): Extension => ({
  namespace: 'https://example.org/ns',
  prefix: 'ex',
  element: 'rating',
  attributes: {},
  text: '5',
  ...given,
});

describe('an extension', () => {
  it('declares its own namespace and escapes its values', () => {
    const given = extension({ attributes: { scale: '<"5" & more>', 'ex:by': 'a' }, text: 'a < b & ]]>' });
    expect(extensionElements([given])).toEqual([
      '<ex:rating xmlns:ex="https://example.org/ns" scale="&lt;&quot;5&quot; &amp; more&gt;" ex:by="a">a &lt; b &amp; ]]&gt;</ex:rating>',
    ]);
  });

  it.each<[string, Partial<Extension>]>([
    ['a relative namespace', { namespace: 'ns' }],
    ['the namespace of Atom', { namespace: 'http://www.w3.org/2005/Atom' }],
    ['the namespace of XML', { namespace: 'http://www.w3.org/XML/1998/namespace' }],
    ['an empty prefix', { prefix: '' }],
    ['a prefix that XML keeps to itself', { prefix: 'xmlfoo' }],
    ['a prefix with a colon', { prefix: 'a:b' }],
    ['an element that begins with a digit', { element: '1st' }],
    ['an element that would end the tag', { element: 'a><script' }],
    ['a name that only some parsers take', { element: '𐀀' }],
    ['an attribute that declares a namespace', { attributes: { 'xmlns:q': 'u' } }],
    ['an attribute of another prefix', { attributes: { 'q:a': 'u' } }],
    ['an attribute with a space', { attributes: { 'a b': 'u' } }],
  ])('with %s is left out and told of', (_, given) => {
    const faulty = extension(given);
    expect(extensionFault(faulty)).toBeTypeOf('string');
    expect(extensionElements([faulty, extension()])).toHaveLength(1);
    expect(extensionProblems(entry({ path: 'a.md', extensions: [faulty] }))).toMatchObject([
      { code: 'bad-extension', severity: 'warning', path: 'a.md' },
    ]);
  });

  it('without fault is no problem', () => {
    expect(extensionProblems(entry({ extensions: [extension()] }))).toEqual([]);
  });

  it('becomes an object in JSON Feed, several of a name a list', () => {
    const other = extension({ namespace: 'urn:other:ns', text: 'x' });
    expect(
      extensionObjects([extension(), extension({ text: '4', attributes: { by: 'Ann' } }), other]),
    ).toEqual({
      _ex: {
        about: 'https://example.org/ns',
        rating: [{ text: '5' }, { text: '4', attributes: { by: 'Ann' } }],
      },
      _ex_2: { about: 'urn:other:ns', rating: [{ text: 'x' }] },
    });
  });

  it('cannot take the place of a key of JSON Feed', () => {
    expect(extensionObjects([extension({ prefix: 'a.b', element: 'about' })])).toEqual({
      _a_b: { about: 'https://example.org/ns', _about: [{ text: '5' }] },
    });
  });
});

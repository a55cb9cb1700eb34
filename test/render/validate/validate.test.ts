import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateDocument } from '../../../src/render/validate/validate.ts';

const golden = new URL('../../golden/', import.meta.url);
const formatOf = (name: string): 'rss' | 'atom' | 'json' =>
  name.endsWith('.rss.xml') ? 'rss' : name.endsWith('.atom.xml') ? 'atom' : 'json';
const documents = readdirSync(golden).map((name) => ({
  name,
  format: formatOf(name),
  text: readFileSync(new URL(name, golden), 'utf8'),
}));
const said = (format: 'rss' | 'atom' | 'json', text: string): string =>
  validateDocument(format, text)
    .map(({ message }) => message)
    .join('\n');
const textOf = (name: string): string => documents.find((each) => each.name === name)!.text;

describe('validateDocument', () => {
  it('has documents to look at', () => expect(documents.length).toBeGreaterThan(10));

  // The W3C feed validator is silent about these (test/render/golden.test.ts).
  it.each(documents)('says nothing about $name', ({ format, text }) => {
    expect(validateDocument(format, text)).toEqual([]);
  });

  // Examples of the specifications themselves.
  it('takes the example of RFC 4287 §1.1, but for the entry without summary or content', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Example Feed</title>
  <link href="http://example.org/"/>
  <link rel="self" href="http://example.org/feed.atom"/>
  <updated>2003-12-13T18:30:02Z</updated>
  <author><name>John Doe</name></author>
  <id>urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6</id>
  <entry>
    <title>Atom-Powered Robots Run Amok</title>
    <link href="http://example.org/2003/12/13/atom03"/>
    <id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>
    <updated>2003-12-13T18:30:02Z</updated>
    <summary>Some text.</summary>
  </entry>
</feed>`;
    expect(said('atom', text)).toBe('');
  });

  const rss = textOf('full.rss.xml');
  const rssFaults: readonly [string, string, string][] = [
    ['an ampersand that is not escaped', rss.replace('<title>Tea &#x26;', '<title>Tea &'), 'not well-formed'],
    ['a date of RFC 3339', rss.replace('Sun, 01 Mar 2026 09:30:00 GMT', '2026-03-01T09:30:00Z'), 'RFC 822'],
    ['a weekday of another date', rss.replace('Sun, 01 Mar', 'Mon, 01 Mar'), 'RFC 822'],
    ['a guid that says it is a permalink', rss.replace('isPermaLink="false">f81', '>f81'), 'no permalink'],
    [
      'two items with one guid',
      rss.replaceAll(/<guid.*<\/guid>/g, '<guid isPermaLink="false">x</guid>'),
      'two items',
    ],
    ['an enclosure without length', rss.replace('length="123456" ', ''), 'no length'],
    [
      'an author without address',
      rss.replace('<dc:creator>Ann Earl</dc:creator>', '<author>Ann Earl</author>'),
      'email',
    ],
    [
      'an unknown element',
      rss.replace('<pubDate>', '<published>x</published><pubDate>'),
      '<published> is no element',
    ],
    [
      'a relative link',
      rss.replace(/<link>https:[^<]*shop\/<\/link>/, '<link>/shop</link>'),
      'no absolute address',
    ],
    ['no link to itself', rss.replace('rel="self"', 'rel="related"'), 'rel="self"'],
    [
      'a channel without description',
      rss.replace(/<description>News.*<\/description>/, ''),
      'no <description>',
    ],
  ];
  it.each(rssFaults)('finds in RSS %s', (_name, text, message) => {
    expect(text).not.toBe(rss);
    expect(said('rss', text)).toContain(message);
  });

  const atom = textOf('full.atom.xml');
  const atomFaults: readonly [string, string, string][] = [
    ['an id that is no URI', atom.replace('<id>urn:uuid:f81', '<id>f81'), 'no absolute URI'],
    [
      'a date without zone',
      atom.replace('<published>2026-03-01T09:30:00Z', '<published>2026-03-01T09:30:00'),
      'RFC 3339',
    ],
    ['an entry without updated', atom.replace(/<updated>2026-02-27.*<\/updated>/, ''), 'no <updated>'],
    ['an author without name', atom.replace('<name>李雷</name>', '<email>a@b.example</email>'), 'no <name>'],
    ['a category without term', atom.replace('term="Tea" ', ''), 'no term'],
    ['no author at all', atom.replaceAll(/<author>.*<\/author>/g, ''), 'no author'],
    ['an empty title', atom.replace('>The shop is open</title>', '></title>'), '<title> is empty'],
    [
      'two titles',
      atom.replace('<title type="text">The shop', '<title>x</title><title type="text">The shop'),
      'more than 1',
    ],
    ['markup in a text', atom.replace('>The shop is open<', '>The <b xmlns="">shop</b><'), 'other elements'],
    [
      'a link that is relative',
      atom.replace('href="https://tea.example/news/articles/shop/"', 'href="/shop/"'),
      'absolute',
    ],
    [
      'two alternates',
      atom.replace('<link href=', '<link href="https://x.example/"/><link href='),
      'two alternate links',
    ],
  ];
  it.each(atomFaults)('finds in Atom %s', (_name, text, message) => {
    expect(text).not.toBe(atom);
    expect(said('atom', text)).toContain(message);
  });

  it('names the line and the entry of a fault', () => {
    const text = atom.replace('<published>2026-03-01T09:30:00Z', '<published>yesterday');
    const line = text.split('\n').findIndex((each) => each.includes('yesterday')) + 1;
    expect(validateDocument('atom', text)).toMatchObject([
      { line, entryId: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' },
    ]);
  });

  const json = JSON.parse(textOf('full.feed.json'));
  const [first] = json.items;
  const jsonFaults: readonly [string, unknown, string][] = [
    ['a version of another kind', { ...json, version: '1.1' }, 'version'],
    ['no items', { ...json, items: undefined }, 'no items'],
    ['an id that is a number', { ...json, items: [{ ...first, id: 7 }] }, 'no id'],
    ['two items with one id', { ...json, items: [first, first] }, 'two items'],
    ['a date that is none', { ...json, items: [{ ...first, date_published: '2026-03-01' }] }, 'RFC 3339'],
    ['an item without content', { ...json, items: [{ id: 'x' }] }, 'neither content_html'],
    [
      'an attachment without type',
      { ...json, items: [{ ...first, attachments: [{ url: 'https://x.example/' }] }] },
      'mime_type',
    ],
    ['a relative url', { ...json, items: [{ ...first, url: '/x' }] }, 'absolute address'],
  ];
  it.each(jsonFaults)('finds in JSON Feed %s', (_name, feed, message) => {
    expect(said('json', JSON.stringify(feed))).toContain(message);
  });
  it('finds that a text is no JSON', () => expect(said('json', '{"version":')).toContain('no JSON'));

  const archive = textOf('archive.rss.xml');
  const pagingFaults: readonly [string, string, string][] = [
    [
      'a complete feed with archives',
      atom.replace('<entry', '<fh:complete/><entry'),
      'a complete feed has no link',
    ],
    [
      'an archive that does not lead to the present',
      archive.replace('rel="current"', 'rel="x"'),
      'subscription document',
    ],
    [
      'a subscription document with a newer archive',
      atom.replace('rel="prev-archive"', 'rel="next-archive"'),
      'no newer',
    ],
  ];
  it.each(pagingFaults)('finds by RFC 5005 %s', (_name, text, message) => {
    expect(said(text.includes('<rss') ? 'rss' : 'atom', text)).toContain(message);
  });

  it('ends at nesting that no feed has', () => {
    const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`;
    expect(said('rss', deep)).toContain('nested deeper');
  });
});

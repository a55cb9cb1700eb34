import fc from 'fast-check';
import type { Article, EntryContent } from '../../src/article/article.ts';
import type { Instant } from '../../src/date/reading.ts';
import type { Site } from '../../src/site.ts';

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
const traps = fc.constantFrom(
  ...[
    ']]>',
    '<![CDATA[',
    '</title>',
    '&amp;',
    '&#0;',
    '&',
    '<',
    '"',
    "'",
    '\u0001',
    '\u00010\u0002',
    '\u0002',
  ],
  ...[
    '\ud800',
    '\udfff',
    '\ufffe',
    '\u0085',
    '\u2028',
    '<!--',
    '-->',
    '<?',
    '?>',
    '</item>',
    '</entry>',
    '%',
    '%zz',
  ],
  ...['\r\n', '\0', ' '.repeat(3), '<id>dateline:id</id>', '"items": [', '𝒳', '__proto__', 'constructor'],
);
/** Text of all of Unicode, lone surrogates included, with what formats stumble over. */
export const hostileText = fc
  .array(fc.oneof(units, traps, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(''));
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const address = fc.oneof(
  hostileText,
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  hostileText.map((t) => `https://example.org/${t}`),
);
const count = fc.oneof(fc.integer(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0));
const date = fc
  .integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(9999, 11, 31) })
  .map((milliseconds) => milliseconds as Instant);
const person = fc.record({ name: hostileText, url: optional(address), email: optional(hostileText) });
const extension = fc.record({
  namespace: fc.oneof(hostileText, fc.constant('https://example.org/ns')),
  prefix: fc.oneof(hostileText, fc.constantFrom('x', 'xml', 'a.b')),
  element: fc.oneof(hostileText, fc.constantFrom('y', 'about')),
  attributes: fc.dictionary(fc.oneof(hostileText, fc.constantFrom('a', 'x:b', 'xmlns:q')), hostileText, {
    maxKeys: 3,
  }),
  text: hostileText,
});

/** Any article that the types allow, dated between the years 1600 and 9999. */
export const hostileArticle: fc.Arbitrary<Partial<Article>> = fc.record({
  title: hostileText,
  id: hostileText,
  slug: hostileText,
  link: address,
  authors: fc.array(person, { maxLength: 4 }),
  tags: fc.array(hostileText, { maxLength: 6 }),
  categories: fc.array(hostileText, { maxLength: 3 }),
  published: date,
  updated: optional(date),
  language: optional(hostileText),
  extensions: fc.array(extension, { maxLength: 3 }),
  origin: optional(
    fc.record({ title: optional(hostileText), url: optional(address), id: optional(hostileText) }),
  ),
  episode: optional(
    fc.record({
      title: optional(hostileText),
      number: optional(count),
      season: optional(count),
      durationSeconds: optional(count),
      image: optional(address),
      transcript: optional(fc.record({ url: address, type: optional(hostileText) })),
      chapters: optional(address),
    }),
  ),
});
/** Any content that the types allow, whether clean or not. */
export const hostileContent: fc.Arbitrary<Partial<EntryContent>> = fc.record({
  html: hostileText,
  summary: hostileText,
  image: optional(
    fc.record({ url: address, type: optional(hostileText), width: optional(count), height: optional(count) }),
  ),
  enclosures: fc.array(
    fc.record({
      url: address,
      type: optional(hostileText),
      length: optional(count),
      durationSeconds: optional(count),
      title: optional(hostileText),
    }),
    { maxLength: 3 },
  ),
});
/** Settings with any text and address in them. */
export const hostileSite: fc.Arbitrary<Partial<Site>> = fc.record({
  title: hostileText,
  description: hostileText,
  copyright: optional(hostileText),
  image: optional(address),
  icon: optional(address),
  language: optional(hostileText),
  authors: fc.array(person, { maxLength: 2 }),
  hubs: fc.array(address, { maxLength: 2 }),
  extensions: fc.array(extension, { maxLength: 2 }),
  podcast: optional(
    fc.record({
      author: optional(hostileText),
      owner: optional(fc.record({ name: hostileText, email: hostileText })),
      category: optional(hostileText),
      explicit: fc.boolean(),
      type: fc.constantFrom('episodic' as const, 'serial' as const),
      image: optional(address),
      guid: optional(hostileText),
      newFeedUrl: optional(address),
      locked: optional(fc.boolean()),
    }),
  ),
});

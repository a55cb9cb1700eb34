import { z } from 'zod';
import { siteSchema } from './schema.ts';

/** What each key is for, as an editor shows it while somebody types. Keys within a key stand behind a dot. */
const descriptions: Readonly<Record<string, string>> = {
  title: 'Name of the site, shown in every feed.',
  description: 'One sentence about the site.',
  url: 'Public address that every link starts with, such as https://example.org. May have a path.',
  copyright: 'Copyright notice of the feeds.',
  image: 'Picture of the site: an address, or a path in the articles folder.',
  icon: 'Small square picture: an address, or a path in the articles folder.',
  language:
    'Language of the articles as a BCP 47 tag with region, such as en-GB. Numeric dates are read by it.',
  timeZone:
    'IANA time zone in which dates without a zone are meant, such as Asia/Kolkata. The computer’s own zone never counts.',
  dateOrder: 'Order of the numbers in a date such as 03/04/2026; from language and region if absent.',
  dayTime: 'Time of day of a date that names only a day.',
  authors: 'Who writes, where an article names nobody: a name, or { name, url, email }.',
  permalink:
    'Address of the articles where their pages live elsewhere, such as https://example.org/{year}/{month}/{slug}/. Knows {slug} {year} {month} {day} {path}.',
  pages: 'Pages for people and articles; off by default where there is a permalink.',
  idAuthority:
    'Domain and year of the ids that are minted (RFC 4151), such as example.org,2026. Never change it.',
  idPattern:
    'Id of an article that gives none and has none recorded, such as https://old.example/{year}/{slug}/.',
  preferred: 'The format that is named first.',
  feeds: 'What the feeds hold.',
  'feeds.entries': 'Entries of a feed.',
  'feeds.content': 'The whole text of the articles, or a summary.',
  'feeds.by': 'Kinds of feeds beside the site’s own.',
  'feeds.archives': 'Which feeds keep all their entries in archives (RFC 5005).',
  podcast: 'Settings of a podcast; with them the feed holds every episode.',
  'podcast.author': 'Who makes the podcast.',
  'podcast.owner': 'Name and address that directories write to.',
  'podcast.category': 'Apple’s category, a subcategory as Arts > Books.',
  'podcast.explicit': 'Whether episodes are explicit.',
  'podcast.type': 'episodic: newest first; serial: by their numbers.',
  'podcast.image': 'Artwork: a square JPEG or PNG of 1400 to 3000 pixels.',
  'podcast.guid': 'The podcast:guid, where the show has one already.',
  'podcast.newFeedUrl': 'Where the podcast has moved to.',
  'podcast.locked': 'Whether other platforms may import the podcast.',
  extensions: 'Elements of other namespaces for the feed: { namespace, prefix, element, attributes, text }.',
  hubs: 'WebSub hubs to name and to tell.',
  deltas: 'RFC 3229 deltas, for servers without a shared cache in front.',
  undated: 'Whether articles without a date are held back, or dated by their file’s time.',
  maxAge: 'Seconds that caches may keep a feed.',
  styled: 'Whether feeds are readable in a browser.',
  moved: 'Old addresses and where they lead: { /old: /new }. Keys may hold :name parts and a query.',
  gone: 'Addresses that are answered with 410.',
};

/** A JSON Schema, as far as it is looked at here. */
interface Schema {
  description?: string;
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}

/** `Text` says nothing that the type does not say. */
const withoutDescriptions = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutDescriptions(value)]),
  );
};

const describeKeys = (schema: Schema, prefix: string): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, value]) => {
      const description = descriptions[prefix + key];
      const inner = value.properties ? describeKeys(value, `${prefix + key}.`) : value;
      return [key, description === undefined ? inner : { description, ...inner }];
    }),
  ),
});

/**
 * The JSON Schema (draft 2020-12) of `site.yaml`, for editors: made from the schema that the settings are checked by,
 * so that the keys stand in one place. `schema/site.schema.json` is its text.
 */
export const siteJsonSchema = (): Readonly<Record<string, unknown>> => {
  const schema = withoutDescriptions(
    z.toJSONSchema(siteSchema, { io: 'input', unrepresentable: 'any' }),
  ) as Schema;
  const { $schema, ...rest } = describeKeys(schema, '');
  return { $schema, title: 'Settings of Dateline (site.yaml)', ...rest };
};

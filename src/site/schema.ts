import { z } from 'zod';
import { nearest } from './nearest.ts';
import { nearestLanguage, nearestZone } from './nearest-place.ts';

/**
 * The shape of `site.yaml` and of `site` in the library. In YAML every scalar arrives as the text that was written,
 * from a program numbers and booleans may come: both are taken.
 */

const text = z
  .union([z.string(), z.number()], {
    error: (issue) => (issue.input === undefined ? 'is missing' : 'must be text'),
  })
  .transform((value) => String(value).trim())
  .describe('Text');

const switchOf = (description: string) =>
  z
    .union([z.boolean(), z.enum(['on', 'off', 'true', 'false', 'yes', 'no'])], { error: 'must be on or off' })
    .transform((value) => value === true || value === 'on' || value === 'true' || value === 'yes')
    .describe(description);

const wholeNumber = (least: number, most: number) =>
  z
    .union([z.number(), z.string()], { error: `must be a whole number from ${least} to ${most}` })
    .transform((value) =>
      typeof value === 'string' && !/^\s*[0-9]{1,9}\s*$/.test(value) ? Number.NaN : Number(value),
    )
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    });

const isHttpUrl = (value: string): boolean => {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.host !== '';
};
const meant = (guess: string | undefined): string => (guess === undefined ? '' : `. Did you mean ${guess}?`);
const httpUrl = text.refine(isHttpUrl, {
  error: ({ input }) => {
    const guess = `https://${String(input)}`;
    const isHost = /^[\w-]+(?:\.[\w-]+)+(?:[:/].*)?$/.test(String(input)) && isHttpUrl(guess);
    return `must be an absolute address that begins with https:// or http://${meant(isHost ? guess : undefined)}`;
  },
});

const publicUrl = httpUrl.refine((value) => !/[?#]/.test(value), {
  error: 'must have no query and no fragment',
});

const isZone = (zone: string): boolean => {
  // Offsets such as +05:30 are accepted by Intl, but they are no IANA name and know no clock changes.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
const zone = text.refine(isZone, {
  error: ({ input }) => `is no IANA time zone, such as Asia/Kolkata${meant(nearestZone(String(input)))}`,
});

/** Longer first subtags than three letters are of no registered language (RFC 5646 §2.2.1): `english` is none. */
const isLanguage = (tag: string): boolean => {
  try {
    return /^[A-Za-z]{2,3}(?:-|$)/.test(tag) && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};
const language = text
  .refine(isLanguage, {
    error: ({ input }) => `is no BCP 47 language tag, such as en-GB${meant(nearestLanguage(String(input)))}`,
  })
  .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag);

const dateOrder = z.enum(['DMY', 'MDY', 'YMD'], { error: 'must be DMY, MDY or YMD' });
const dayTime = text.refine((value) => /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value), {
  error: 'must be a time of day such as 09:00',
});

const email = text.refine((value) => /^[^\s@<>]+@[^\s@<>]+$/.test(value), { error: 'is no email address' });

const person = z.union(
  [
    text.refine((name) => name !== '', { error: 'is empty' }).transform((name) => ({ name })),
    z.strictObject({ name: text, url: httpUrl.optional(), email: email.optional() }),
  ],
  { error: 'must be a name or { name, url, email }' },
);
const listOf = <T extends z.ZodType>(item: T) =>
  z.union([z.array(item), item.transform((value) => [value] as z.output<T>[])]);

const extension = z.strictObject({
  namespace: text,
  prefix: text,
  element: text,
  attributes: z.record(z.string(), text).default({}),
  text: text.default(''),
});

const podcast = z.strictObject({
  author: text.optional(),
  owner: z.strictObject({ name: text, email }).optional(),
  category: text.optional(),
  explicit: switchOf('Whether episodes are explicit').default(false),
  type: z.enum(['episodic', 'serial']).default('episodic'),
  image: text.optional(),
  guid: text.optional(),
  newFeedUrl: httpUrl.optional(),
  locked: switchOf('Whether other platforms may import the podcast').optional(),
});

const feeds = z.strictObject({
  entries: wholeNumber(1, 10_000).default(20),
  content: z.enum(['full', 'summary']).default('full'),
  by: listOf(z.enum(['tags', 'categories', 'authors', 'languages', 'folders'])).default([
    'tags',
    'categories',
    'authors',
    'languages',
  ]),
  archives: z.enum(['site', 'all', 'none']).default('site'),
});

const path = text.refine((value) => value.startsWith('/'), { error: 'must be a path that begins with /' });

/** RFC 4151 §2.1: a DNS name or an email address, then a date. */
const idAuthority = text.refine(
  (value) =>
    /^(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/.test(
      value,
    ),
  { error: 'must be a domain (or email address) and a year, such as example.org,2026' },
);

/** What a pattern may hold, filled in for each article. */
const places = ['slug', 'name', 'year', 'month', 'day', 'path', 'folder'];
const unknownPlace = (pattern: string): string | undefined =>
  [...pattern.matchAll(/\{([A-Za-z]+)\}/g)]
    .map(([, name = '']) => name)
    .find((name) => !places.includes(name));
const hasKnownPlaces = (pattern: string): boolean => unknownPlace(pattern) === undefined;
const placesFault = ({ input }: { readonly input?: unknown }): string => {
  const name = unknownPlace(String(input)) ?? '';
  const guess = nearest(name, places);
  const known = places.map((each) => `{${each}}`).join(' ');
  return `holds {${name}}, which is none of ${known}${meant(guess === undefined ? undefined : `{${guess}}`)}`;
};

/** Every key of `site.yaml`. Strict: an unknown key is an error. */
export const siteSchema = z.strictObject({
  title: text.optional(),
  description: text.optional(),
  url: publicUrl.optional(),
  copyright: text.optional(),
  image: text.optional(),
  icon: text.optional(),
  language: language.optional(),
  timeZone: zone.optional(),
  dateOrder: dateOrder.optional(),
  dayTime: dayTime.default('00:00'),
  authors: listOf(person).default([]),
  permalink: httpUrl.refine(hasKnownPlaces, { error: placesFault }).optional(),
  pages: switchOf('Pages for people and articles').optional(),
  idAuthority: idAuthority.optional(),
  idPattern: text.refine(hasKnownPlaces, { error: placesFault }).optional(),
  preferred: z.enum(['atom', 'rss', 'json']).default('atom'),
  feeds: feeds.prefault({}),
  podcast: podcast.optional(),
  extensions: listOf(extension).default([]),
  hubs: listOf(httpUrl).default([]),
  deltas: switchOf('RFC 3229').default(false),
  undated: z.enum(['hold', 'file-time']).default('hold'),
  maxAge: wholeNumber(0, 31_536_000).default(300),
  styled: switchOf('Readable feeds in a browser').default(true),
  moved: z.record(path, text).default({}),
  gone: listOf(path).default([]),
});

/** `site.yaml` after checking. */
export type SiteSettings = z.output<typeof siteSchema>;

/** What a program may pass as `site`: the keys of `site.yaml`, all optional. */
export type SiteInput = z.input<typeof siteSchema>;

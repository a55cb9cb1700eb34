import { type Problem, problem } from '../../problem.ts';
import type { Person, Site } from '../../site.ts';
import type { ArticleFacts, Defaults, Draft, FieldSource } from '../article.ts';
import { cleanText, plainLine } from '../content/clean-text.ts';
import { fingerprint } from '../identity/fingerprint.ts';
import { ownString } from '../own-string.ts';
import { givenAddress } from './addresses-given.ts';
import { articleLanguage } from './article-language.ts';

/** The facts of an article that follow from its dates, and the zone they stand in. */
type DatedKeys =
  | 'published'
  | 'publishedPrecision'
  | 'updated'
  | 'updatedPrecision'
  | 'zone'
  | 'draft'
  | 'unlisted'
  | 'appears'
  | 'expires'
  | 'withdrawn'
  | 'notice';

/** Everything that an article states, but for its dates and its visibility. */
export type CheckedFields = Omit<ArticleFacts, DatedKeys>;

/** What is known from outside the file. */
export interface FieldContext {
  readonly site: Pick<Site, 'language'>;
  readonly defaults: Defaults;
}

/** Copies every text in a plain value, cleaned of what XML cannot carry: see `ownString`. */
const own = <T>(value: T): T => {
  if (typeof value === 'string') return ownString(cleanText(value)) as T;
  if (Array.isArray(value)) return value.map(own) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, own(each)])) as T;
};

const line = (text: string | undefined): string => (text === undefined ? '' : ownString(plainLine(text)));

const lineOrNone = (text: string | undefined): string | undefined => line(text) || undefined;

/** Names folded to one line; of those that differ only in case the first stays. */
const names = (list: readonly string[] | undefined): readonly string[] => {
  const kept = new Map<string, string>();
  for (const each of list ?? []) {
    const name = line(each);
    const key = name.toLowerCase();
    if (name !== '' && !kept.has(key)) kept.set(key, name);
  }
  return [...kept.values()];
};

const webAddress = (text: string | undefined): string | undefined =>
  text !== undefined && /^https?:\/\//i.test(text.trim()) && URL.canParse(text.trim())
    ? ownString(new URL(text.trim()).href)
    : undefined;

const people = (list: readonly Person[] | undefined): readonly Person[] => {
  const kept = new Map<string, Person>();
  for (const { name: text, url, email } of list ?? []) {
    const name = line(text);
    const address = /^[^\s@<>]+@[^\s@<>]+$/.exec(line(email))?.[0];
    const person = { name, url: webAddress(url), email: address };
    if (name !== '' && !kept.has(name.toLowerCase())) kept.set(name.toLowerCase(), person);
  }
  return [...kept.values()];
};

/** Facts that have one field in a draft. */
const singleFields = [
  ...(['title', 'id', 'slug', 'url', 'language', 'siteName', 'place'] as const),
  ...(['authors', 'tags', 'categories', 'summary', 'image'] as const),
];

/** Where each fact came from; of `defaults` where only they have it. */
const sourcesOf = (draft: Draft, defaults: Defaults): Record<string, FieldSource> => {
  const sources: Record<string, FieldSource> = {};
  for (const name of singleFields) {
    const field = draft[name];
    if (field) sources[name] = field.source;
  }
  const [enclosure] = draft.enclosures;
  if (enclosure) sources.enclosures = enclosure.source;
  for (const name of ['siteName', 'authors', 'tags'] as const) {
    if (defaults[name] !== undefined) sources[name] ??= 'defaults';
  }
  return sources;
};

const noTitle = ({ path }: Draft): Problem =>
  problem('no-title', { path, message: 'the article has no title', hint: 'Write title: … at its top.' });

/**
 * Checks what a file states apart from dates: texts folded to a line and free of what XML cannot carry, names without
 * repeats, addresses that are addresses. What cannot be used is left out with a Problem; nothing here holds an article
 * back.
 */
export const checkFields = (
  draft: Draft,
  { site, defaults }: FieldContext,
): { readonly fields: CheckedFields; readonly problems: readonly Problem[] } => {
  const { language, source, problems } = articleLanguage(draft, defaults, site);
  const address = givenAddress(draft);
  const title = line(draft.title?.value);
  const isHint = draft.slug?.source === 'filename';
  const slug = lineOrNone(draft.slug?.value);
  return {
    fields: {
      path: draft.path,
      part: draft.part,
      format: draft.format,
      givenId: own(draft.id?.value.trim()) || undefined,
      givenSlug: isHint ? address.path : (slug ?? address.path),
      slugHint: isHint ? slug : undefined,
      givenUrl: address.url && ownString(address.url),
      givenPath: address.path && ownString(address.path),
      title,
      authors: people(draft.authors?.value ?? defaults.authors),
      language: language && ownString(language),
      siteName: lineOrNone(draft.siteName?.value ?? defaults.siteName),
      place: lineOrNone(draft.place?.value),
      tags: names(draft.tags?.value ?? defaults.tags),
      categories: names(draft.categories?.value),
      summary: lineOrNone(draft.summary?.value),
      image: own(draft.image?.value.trim()) || undefined,
      enclosures: own(draft.enclosures.map(({ value }) => value).filter(({ url }) => url.trim() !== '')),
      episode: own(draft.episode?.value),
      origin: own(draft.origin?.value),
      extensions: own(draft.extensions?.value ?? []),
      baseUrl: webAddress(draft.baseUrl),
      ...fingerprint(draft),
      sources: { ...sourcesOf(draft, defaults), ...(source === 'defaults' && { language: 'defaults' }) },
    },
    problems: [
      ...problems,
      ...(address.problem ? [address.problem] : []),
      ...(title === '' ? [noTitle(draft)] : []),
    ],
  };
};

import { toInstant } from '../date/instant.ts';
import type { Instant } from '../date/reading.ts';
import { type Problem, problem } from '../problem.ts';
import { DEFAULT_ZONE, type Person, type Site } from '../site.ts';
import { givenAddress } from './addresses-given.ts';
import type { ArticleFacts, Defaults, Draft, Field, FieldSource } from './article.ts';
import { type ArticleDates, articleDates } from './article-dates.ts';
import { cleanText, plainLine } from './content/clean-text.ts';
import { foldZoneNotSet, sourceName } from './date-problems.ts';
import { dateReader } from './date-reader.ts';
import { fingerprint } from './fingerprint.ts';
import { checkLanguage } from './language-tag.ts';
import { ownString } from './own-string.ts';
import { articleVisibility } from './visibility-dates.ts';

export { foldZoneNotSet };

/** What is known of an article from outside its file. */
export interface NormalizeContext {
  readonly site: Site;
  /** Of the `_defaults.yaml` files above the article. */
  readonly defaults: Defaults;
  /** The file's time, in milliseconds since 1970; used only where nothing else may date the article. */
  readonly modified: number;
  /** The file's time when it was first seen, as recorded (`undated: file-time`); wins over `modified`. */
  readonly firstSeen?: number | undefined;
}

/** The checked facts of an article, absent where it is held back, and all that is wrong with it. */
export interface Normalized {
  readonly facts?: ArticleFacts | undefined;
  readonly problems: readonly Problem[];
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

/** Where each fact came from; of `defaults` where only they have it. */
const sourcesOf = (draft: Draft, defaults: Defaults): Record<string, FieldSource> => {
  const { title, id, slug, url, language, siteName, place, authors, tags, categories, summary, image } =
    draft;
  const [enclosures] = draft.enclosures;
  const own: Readonly<Record<string, Field<unknown> | undefined>> = {
    ...{
      title,
      id,
      slug,
      url,
      language,
      siteName,
      place,
      authors,
      tags,
      categories,
      summary,
      image,
      enclosures,
    },
  };
  const sources: Record<string, FieldSource> = {};
  for (const [name, field] of Object.entries(own)) if (field) sources[name] = field.source;
  for (const name of ['language', 'siteName', 'authors', 'tags'] as const) {
    if (defaults[name] !== undefined) sources[name] ??= 'defaults';
  }
  return sources;
};

const languageOf = (
  draft: Draft,
  defaults: Defaults,
): { language?: string; problems: readonly Problem[] } => {
  const own = draft.language && checkLanguage(draft.language.value);
  const language = own ?? (defaults.language && checkLanguage(defaults.language));
  const isBad = draft.language && own === undefined && !/^\s*(?:und)?\s*$/i.test(draft.language.value);
  const problems = isBad
    ? [
        problem('bad-field', {
          path: draft.path,
          line: draft.language?.line,
          column: draft.language?.column,
          message: `language: ${JSON.stringify(draft.language?.value.slice(0, 60))} is no language tag`,
          hint: 'Write a BCP 47 tag such as en-GB.',
        }),
      ]
    : [];
  return { ...(language !== undefined && { language }), problems };
};

/** When an article is published, and where that was found. */
interface Publication {
  readonly published: Instant;
  readonly precision: ArticleFacts['publishedPrecision'];
  readonly source: FieldSource;
  readonly problems: readonly Problem[];
}

const undated = ({ path }: Draft): Problem =>
  problem('undated', {
    path,
    message: 'nothing in the article says when it was published',
    hint: 'Write date: 2026-03-01 at its top, or set undated: file-time in site.yaml.',
  });

/** The article's date, or that of its file where the site wants it so or nobody will see it; else why there is none. */
const publicationOf = (
  draft: Draft,
  dates: ArticleDates,
  { site, modified, firstSeen }: NormalizeContext,
): Publication | { readonly problems: readonly Problem[] } => {
  if (dates.published) {
    const { reading, field } = dates.published;
    const warning = problem('only-updated', {
      path: draft.path,
      line: field.line,
      column: field.column,
      message: `the only date is an update, ${JSON.stringify(reading.read)} in ${sourceName(field.source)}; it counts as publication`,
      hint: 'Write the date of publication into the article, if it is known.',
    });
    return {
      published: reading.instant,
      precision: reading.precision,
      source: dates.isOnlyUpdated ? 'updated' : field.source,
      problems: [...dates.problems, ...(dates.isOnlyUpdated ? [warning] : [])],
    };
  }
  const reason = dates.refusal ?? undated(draft);
  const isHidden = draft.visibility.draft?.value === true || draft.visibility.unlisted?.value === true;
  if (!isHidden && site.undated === 'hold') return { problems: [...dates.problems, reason] };
  const seconds = Math.floor((firstSeen ?? modified) / 1000);
  const warning = problem('file-time', {
    path: draft.path,
    line: reason.line,
    column: reason.column,
    message: `${reason.message}; the article is dated by its file’s time`,
    hint: reason.hint,
  });
  return {
    published: toInstant(seconds * 1000),
    precision: 'second',
    source: 'file-time',
    // Drafts are neither errors nor warnings: a date is what they will get.
    problems: [...dates.problems, ...(isHidden ? [] : [warning])],
  };
};

/** One warning of a missing zone an article is enough. */
const withoutRepeats = (problems: readonly Problem[]): readonly Problem[] => {
  const first = problems.findIndex(({ code }) => code === 'zone-not-set');
  return problems.filter(({ code }, index) => code !== 'zone-not-set' || index === first);
};

/**
 * Checks what a file says and makes it the facts of an article; or holds it back, when its date, or a date that
 * decides whether it may be seen, cannot be read for certain. Pure: neither the clock nor the machine has a say.
 */
export const normalize = (draft: Draft, context: NormalizeContext): Normalized => {
  const { site, defaults } = context;
  const reader = dateReader(draft, site, defaults);
  const dates = articleDates(draft, reader);
  const publication = publicationOf(draft, dates, context);
  const seen = articleVisibility(
    draft,
    reader,
    'published' in publication ? publication.published : undefined,
  );
  const { language, problems: languageProblems } = languageOf(draft, defaults);
  const address = givenAddress(draft);
  const title = line(draft.title?.value);
  const problems = withoutRepeats([
    ...draft.problems,
    ...reader.problems,
    ...publication.problems,
    ...seen.problems,
    ...languageProblems,
    ...(address.problem ? [address.problem] : []),
    ...(title === '' ? [noTitle(draft)] : []),
  ]);
  if (!('published' in publication) || !seen.visibility || reader.isZoneUnknown) return { problems };
  const { updated } = dates;
  const isHint = draft.slug?.source === 'filename';
  const slug = lineOrNone(draft.slug?.value);
  const sources = sourcesOf(draft, defaults);
  sources.published = publication.source;
  if (updated) sources.updated = updated.field.source;
  return {
    facts: {
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
      published: publication.published,
      publishedPrecision: publication.precision,
      updated: updated?.reading.instant,
      updatedPrecision: updated?.reading.precision,
      zone: reader.zone ?? DEFAULT_ZONE,
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
      ...seen.visibility,
      ...fingerprint(draft),
      sources,
    },
    problems,
  };
};

const noTitle = ({ path }: Draft): Problem =>
  problem('no-title', { path, message: 'the article has no title', hint: 'Write title: … at its top.' });

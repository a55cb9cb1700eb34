import { toInstant } from '../date/instant.ts';
import type { Instant } from '../date/reading.ts';
import { type Problem, problem } from '../problem.ts';
import { DEFAULT_ZONE, type Site } from '../site.ts';
import type { ArticleFacts, Defaults, Draft, FieldSource } from './article.ts';
import { type ArticleDates, articleDates } from './dates/article-dates.ts';
import { foldZoneNotSet, sourceName } from './dates/date-problems.ts';
import { dateReader } from './dates/date-reader.ts';
import { articleVisibility } from './dates/visibility-dates.ts';
import { checkFields } from './fields/checked-fields.ts';

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

/**
 * The problems of a file without those that another one brings along: front matter that cannot be read holds the date
 * too, so that there is none is told once.
 */
export const withoutConsequences = (problems: readonly Problem[]): readonly Problem[] =>
  problems.some(({ code }) => code === 'front-matter')
    ? problems.filter(({ code }) => code !== 'undated')
    : problems;

/** When an article is published, and where that was found. */
interface Publication {
  readonly published: Instant;
  readonly precision: ArticleFacts['publishedPrecision'];
  readonly source: FieldSource;
  readonly problems: readonly Problem[];
}

const undated = ({ path, misspeltDate: slip }: Draft): Problem =>
  slip
    ? problem('undated', {
        path,
        line: slip.line,
        message: `nothing in the article says when it was published, unless ${slip.value.key} is meant as ${slip.value.name}`,
        hint: `Write ${slip.value.name} instead of ${slip.value.key}.`,
      })
    : problem('undated', {
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
  // A page that states no date is no article, and nothing is wrong with it.
  if (draft.isPage && !dates.refusal && !isHidden) return { problems: dates.problems };
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
  const published = 'published' in publication ? publication.published : undefined;
  const seen = articleVisibility(draft, reader, published);
  const checked = checkFields(draft, context);
  const problems = withoutRepeats([
    ...draft.problems,
    ...reader.problems,
    ...publication.problems,
    ...seen.problems,
    ...checked.problems,
  ]);
  if (!('published' in publication) || !seen.visibility || reader.isZoneUnknown) return { problems };
  const { updated } = dates;
  return {
    facts: {
      ...checked.fields,
      published: publication.published,
      publishedPrecision: publication.precision,
      updated: updated?.reading.instant,
      updatedPrecision: updated?.reading.precision,
      zone: reader.zone ?? DEFAULT_ZONE,
      ...seen.visibility,
      sources: {
        ...checked.fields.sources,
        published: publication.source,
        ...(updated && { updated: updated.field.source }),
      },
    },
    problems,
  };
};

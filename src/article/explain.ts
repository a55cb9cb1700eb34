import { formatRfc3339 } from '../date/format.ts';
import type { Instant, Precision } from '../date/reading.ts';
import type { Problem } from '../problem.ts';
import type {
  Article,
  ArticleFacts,
  ArticleState,
  Draft,
  EntryContent,
  FieldSource,
  RemovedLine,
} from './article.ts';
import type { CheckedFields } from './fields/checked-fields.ts';
import { paragraphsOf } from './paragraphs.ts';

/** All that is known of an article when it is explained. */
export interface Explained {
  /** As printed: relative to the working directory. */
  readonly file: string;
  readonly draft: Draft;
  readonly fields: CheckedFields;
  /** Absent where the article is held back. */
  readonly facts?: ArticleFacts | undefined;
  readonly identity: Pick<Article, 'id' | 'slug' | 'link'>;
  /** Whether the id is given by the article or recorded, not freshly minted. */
  readonly isIdKept: boolean;
  readonly state: ArticleState | 'held back';
  readonly content: EntryContent;
  /** Everything that is wrong, the content's Problems included. */
  readonly problems: readonly Problem[];
}

/** What `explain --json` writes of one article (INTERFACE: Command line), keys in this order. */
export interface Explanation {
  readonly file: string;
  readonly listed: boolean;
  readonly title: string | null;
  readonly siteName: string | null;
  readonly authors: readonly string[];
  readonly place: string | null;
  /** RFC 3339 in UTC. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly precision: { readonly published: Precision | null; readonly updated: Precision | null };
  readonly language: string | null;
  /** Tags, and the categories that are no tags. */
  readonly tags: readonly string[];
  readonly summary: string | null;
  readonly image: string | null;
  readonly id: string | null;
  readonly slug: string | null;
  readonly url: string | null;
  readonly enclosures: readonly { url: string; length: number | null; type: string | null }[];
  readonly content: string;
  readonly paragraphs: readonly string[];
  readonly removed: readonly RemovedLine[];
  readonly sources: Readonly<Partial<Record<string, FieldSource>>>;
  readonly encoding: string | null;
  readonly problems: readonly Problem[];
}

const written = (instant: Instant | undefined): string | null =>
  instant === undefined ? null : formatRfc3339(instant);

const labels = ({ tags, categories }: CheckedFields): readonly string[] => {
  const known = new Set(tags.map((tag) => tag.toLowerCase()));
  return [...tags, ...categories.filter((category) => !known.has(category.toLowerCase()))];
};

/** What becomes of an article, as `explain --json` tells it. */
export const explain = (explained: Explained): Explanation => {
  const { file, draft, fields, facts, identity, content } = explained;
  return {
    file,
    listed: explained.state === 'listed',
    title: fields.title || null,
    siteName: fields.siteName ?? null,
    authors: fields.authors.map(({ name }) => name),
    place: fields.place ?? null,
    published: written(facts?.published),
    updated: written(facts?.updated),
    precision: { published: facts?.publishedPrecision ?? null, updated: facts?.updatedPrecision ?? null },
    language: fields.language ?? null,
    tags: labels(fields),
    summary: content.summary || null,
    image: content.image?.url ?? null,
    id: explained.isIdKept ? identity.id : null,
    slug: identity.slug,
    url: identity.link,
    enclosures: content.enclosures.map(({ url, length = null, type = null }) => ({ url, length, type })),
    content: content.html,
    paragraphs: paragraphsOf(draft.body, content.html),
    removed: draft.removed,
    sources: facts?.sources ?? fields.sources,
    encoding: draft.encoding,
    problems: explained.problems,
  };
};

/** The explanation of a file that gives no article: nothing but what is wrong with it. */
export const explainNothing = (file: string, problems: readonly Problem[]): Explanation => ({
  file,
  listed: false,
  title: null,
  siteName: null,
  authors: [],
  place: null,
  published: null,
  updated: null,
  precision: { published: null, updated: null },
  language: null,
  tags: [],
  summary: null,
  image: null,
  id: null,
  slug: null,
  url: null,
  enclosures: [],
  content: '',
  paragraphs: [],
  removed: [],
  sources: {},
  encoding: null,
  problems,
});

import type { Draft, TextFile } from '../article.ts';
import type { FrontMatter } from '../front-matter/front-matter.ts';
import { statedFields } from './fields.ts';

/** A Draft that its reader still fills in. */
export type OpenDraft = { -readonly [K in keyof Draft]: Draft[K] };

/** A Draft of what a file's front matter says, with an empty body for the reader to fill in. */
export const draftOf = (
  { path, encoding }: TextFile,
  format: string,
  matter: FrontMatter,
): { readonly draft: OpenDraft; readonly excerptSeparator: string | undefined } => {
  const { fields, excerptSeparator } = statedFields(matter, path);
  // assigned, not spread: a Draft has thirty fields and there are many Drafts
  const draft = fields as OpenDraft;
  draft.path = path;
  draft.format = format;
  draft.encoding = encoding;
  draft.body = { kind: 'fragment', html: '', line: matter.bodyLine };
  draft.removed = [];
  return { draft, excerptSeparator };
};

const definedOf = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>;

/**
 * A Draft that says what `first` says and, where that is silent, what `second` says. Dates of both are listed, those
 * of `first` before; format, body, removed lines and address of the page are those of `second`.
 */
export const mergeDrafts = (first: Draft, second: Draft): Draft => ({
  ...second,
  ...definedOf(first),
  format: second.format,
  dates: [...first.dates, ...second.dates],
  enclosures: first.enclosures.length > 0 ? first.enclosures : second.enclosures,
  visibility: { ...second.visibility, ...definedOf(first.visibility) },
  baseUrl: second.baseUrl,
  body: second.body,
  removed: second.removed,
  problems: [...first.problems, ...second.problems],
});

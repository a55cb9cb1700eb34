import type { Draft, TextFile } from './article.ts';
import { type StatedFields, statedFields } from './fields.ts';
import type { FrontMatter } from './front-matter.ts';

/** A Draft of what a file's front matter says, with an empty body for the reader to fill in. */
export const draftOf = (
  { path, encoding }: TextFile,
  format: string,
  matter: FrontMatter,
): { readonly draft: Draft; readonly stated: StatedFields } => {
  const stated = statedFields(matter, path);
  const { excerptSeparator: _, ...fields } = stated;
  const body: Draft['body'] = { kind: 'fragment', html: '', line: matter.bodyLine };
  return { stated, draft: { path, format, encoding, ...fields, body, removed: [] } };
};

/**
 * A Draft that says what `first` says and, where that is silent, what `second` says. Dates of both are listed, those
 * of `first` before; body, removed lines and address of the page are those of `second`.
 */
export const mergeDrafts = (first: Draft, second: Draft): Draft => {
  const stated = Object.entries(first).filter(([, value]) => value !== undefined);
  return {
    ...second,
    ...(Object.fromEntries(stated) as Partial<Draft>),
    format: second.format,
    dates: [...first.dates, ...second.dates],
    enclosures: first.enclosures.length > 0 ? first.enclosures : second.enclosures,
    visibility: { ...second.visibility, ...definedOf(first.visibility) },
    baseUrl: second.baseUrl,
    body: second.body,
    removed: second.removed,
    problems: [...first.problems, ...second.problems],
    path: first.path,
    encoding: first.encoding,
  };
};

const definedOf = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>;

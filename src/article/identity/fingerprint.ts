import type { Body, Draft, Field } from '../article.ts';
import { hashText } from '../hash.ts';

const bodyText = (body: Body): string => {
  switch (body.kind) {
    case 'markdown':
      return body.text;
    case 'fragment':
    case 'page':
      return body.html;
    case 'blocks':
      return body.blocks
        .map((block) => (block.kind === 'list' ? block.items.join('\n') : block.text))
        .join('\n\n');
  }
};

/** The value of a field that the file's text states: what comes from its name goes when the file is renamed. */
const stated = <T>(field: Field<T> | undefined): T | undefined =>
  field === undefined || field.source === 'filename' || field.source === 'defaults' ? undefined : field.value;

const metaText = (draft: Draft): string => {
  const dates = draft.dates
    .filter(({ source }) => source !== 'filename')
    .map(({ role, value }) => [role, value]);
  const telling = [draft.title, draft.id, draft.slug, draft.url, draft.summary].map(stated);
  const enclosures = draft.enclosures.map(({ value }) => value.url);
  const isTelling = telling.some((value) => value) || dates.length > 0 || enclosures.length > 0;
  // Tags and authors alone are shared by many articles.
  if (!isTelling) return '';
  const others = [draft.authors, draft.tags, draft.categories, draft.image].map((field) =>
    stated<unknown>(field),
  );
  return JSON.stringify([telling, dates, enclosures, others]);
};

/**
 * What an article is known by when its file has been renamed: a hash of its body's text and one of what it says of
 * itself, values that come from the file's name or folder left out. Empty where there is nothing to know it by.
 */
export const fingerprint = (draft: Draft): { readonly bodyHash: string; readonly metaHash: string } => ({
  bodyHash: hashText(bodyText(draft.body)),
  metaHash: hashText(metaText(draft)),
});

import { type Problem, problem } from '../../problem.ts';
import type { Draft, Field } from '../article.ts';

/** Where an article says it is published: an absolute address, or only a path. */
export interface GivenAddress {
  readonly url?: string | undefined;
  readonly path?: string | undefined;
  readonly problem?: Problem | undefined;
}

/** Names that Jekyll has for whole patterns, and words that switch a page off: no addresses. */
const patternNames: ReadonlySet<string> = new Set(
  'date pretty ordinal weekdate none true false null yes no'.split(' '),
);

/** `/:year/:title/`, `{{ page.fileSlug }}`, `[slug]`: to be filled in by another tool. */
const isPattern = (text: string): boolean => /[{}[\]<>]|(?:^|\/):[a-z]/i.test(text);

const parse = (text: string, base?: string): URL | undefined => {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
};

const unusable = ({ path }: Draft, field: Field, hint: string): GivenAddress => ({
  problem: problem('bad-field', {
    path,
    line: field.line,
    column: field.column,
    message: `url: ${JSON.stringify(field.value.slice(0, 200))} cannot be used as an address`,
    hint,
  }),
});

/**
 * Reads an article's own address. `http` and `https` addresses are absolute, also without the scheme (`//host/…`);
 * everything else that names no scheme is a path from the site's root. Patterns of other tools and other schemes are
 * refused with `bad-field`.
 */
export const givenAddress = (draft: Draft): GivenAddress => {
  const field = draft.url;
  const text = field?.value.trim() ?? '';
  if (field === undefined || text === '' || patternNames.has(text.toLowerCase())) return {};
  if (isPattern(text)) return unusable(draft, field, 'Write the address as it is, without placeholders.');
  if (/^(?:https?:)?\/\//i.test(text)) {
    const url = parse(text.startsWith('//') ? `https:${text}` : text);
    return url
      ? { url: url.href }
      : unusable(draft, field, 'Write an address such as https://example.org/launch.');
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    return unusable(draft, field, 'Write an address that begins with https:// or a path that begins with /.');
  }
  const path = parse(text.startsWith('/') ? text : `/${text}`, 'http://localhost')?.pathname ?? '/';
  return path === '/' ? {} : { path };
};

import { yamlText } from '../article-text.ts';

/** What `init` has found out; what nobody knows is undefined. */
export interface InitAnswers {
  readonly title: string | undefined;
  readonly url: string | undefined;
  /** BCP 47. */
  readonly language: string | undefined;
  /** IANA name. */
  readonly timeZone: string | undefined;
}

const line = (key: string, value: string | undefined, example: string): string =>
  value === undefined ? `# ${key}: ${example}` : `${key}: ${yamlText(value)}`;

const authorityOf = (url: string | undefined, now: number): string | undefined => {
  const host = url === undefined ? undefined : new URL(url).hostname;
  if (host === undefined || /^(?:localhost|.*\.localhost|127\..*|\[.*)$/.test(host)) return undefined;
  return `${host},${new Date(now).getUTCFullYear()}`;
};

/** The text of a new `site.yaml`: what is known as keys, the rest as comments to be taken in. */
export const settingsText = (
  { title, url, language, timeZone }: InitAnswers,
  { schema, now }: { readonly schema: string | undefined; readonly now: number },
): string => `${schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`}# Settings of the site. Every key is optional; docs/settings.md of Dateline lists them all.
${line('title', title, 'My site')}
# description: One sentence about it.

# Public address: every link in the feeds starts with it.
${line('url', url, 'https://example.org')}

# Language with region: 3/4/2026 is 3 April in en-GB and 4 March in en-US.
${line('language', language, 'en-GB')}

# The zone in which dates without one are meant. The computer's own zone never counts.
${line('timeZone', timeZone, 'Europe/Berlin')}

# Stands in the ids that articles get. Subscribers know entries by them: never change it, even when the address does.
${line('idAuthority', authorityOf(url, now), `example.org,${new Date(now).getUTCFullYear()}`)}

# authors: [Your Name]
# feeds: { entries: 20, content: full }
`;

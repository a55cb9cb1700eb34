import type { Site } from '../../site.ts';
import { mediaHeaders } from '../../web/media.ts';
import type { OldAddresses } from './aliases.ts';
import type { Head } from './output.ts';

/** What the files for hosts are made from. */
export interface HostFacts {
  readonly site: Site;
  /** Everything but media, without its bytes. */
  readonly outputs: readonly (Head & { readonly url: string })[];
  readonly old: OldAddresses;
}

/** Where an own path leads from outside: a site whose address has a path is linked to absolutely. */
export const targetOf = ({ url }: Pick<Site, 'url'>, to: string): string =>
  to.startsWith('/') && !to.startsWith('//') && new URL(url).pathname !== '/' ? `${url}${to}` : to;

/** No line break or space can end a rule. */
const field = (text: string): string =>
  text.replace(/[\s\u0000-\u001f]+/g, (space) => encodeURIComponent(space));

/**
 * `_headers` in the form that Netlify and Cloudflare Pages read. The rules that matter most come first, since Cloudflare
 * reads a hundred; no header is set by two rules that fit one address, since it would join them.
 */
export const headersText = ({ outputs }: HostFacts): string => {
  const rule = (path: string, headers: Readonly<Record<string, string>>): string =>
    `${field(path)}\n${Object.entries(headers)
      .filter(([name]) => name !== 'X-Content-Type-Options')
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('')}`;
  const all = '/*\n  X-Content-Type-Options: nosniff\n';
  const media = rule('/media/*', mediaHeaders);
  const pages = outputs.filter(({ url, status }) => url.endsWith('/') && status === 200);
  const article = pages.find(({ url }) => url.startsWith('/articles/'));
  const groups = [
    ...(article ? [rule('/articles/*', article.headers)] : []),
    ...outputs
      .filter(({ url, contentType }) => !url.endsWith('/') && !contentType.startsWith('text/html'))
      .sort((a, b) => a.url.split('/').length - b.url.split('/').length)
      .map(({ url, contentType, headers }) => rule(url, { 'Content-Type': contentType, ...headers })),
    ...pages.filter(({ url }) => !url.startsWith('/articles/')).map(({ url, headers }) => rule(url, headers)),
  ];
  return [all, media, ...groups].join('\n');
};

/** `_redirects` in the form that Netlify, Cloudflare Pages and others read: from, to, status. */
export const redirectsText = ({ site, old }: HostFacts): string => {
  const lines = old.plain.flatMap(({ from, isFolder, alias }) => {
    if (alias.kind === 'gone') return [];
    const to = field(targetOf(site, alias.to));
    // A redirect of an address to itself with a slash would never end.
    const froms = isFolder ? [from, `${from}/`] : [from];
    return froms.filter((each) => each !== alias.to).map((each) => `${field(each)} ${to} 301`);
  });
  const open = old.open.flatMap(({ from, to }) =>
    to === undefined ? [] : [`${field(from)} ${field(targetOf(site, to))} 301`],
  );
  return [...lines, ...open].map((line) => `${line}\n`).join('');
};

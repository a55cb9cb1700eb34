import { mediaTypeOf } from '../../article/content/media-types.ts';
import { mediaHeaders } from '../../web/media.ts';
import type { OldAddress, OpenMove } from './aliases.ts';
import { type HostFacts, targetOf } from './hosts.ts';
import type { Headers } from './output.ts';

/** Headers that differ from file to file, and the variable that carries each. */
const variables: Readonly<Record<string, string>> = {
  'Cache-Control': 'cache',
  Link: 'link',
  'Access-Control-Allow-Origin': 'origin',
  'Access-Control-Expose-Headers': 'exposed',
  'Content-Security-Policy': 'policy',
  'Referrer-Policy': 'referrer',
  'Cross-Origin-Resource-Policy': 'resource',
};

/** A string of nginx' configuration; a dollar sign would begin a variable, and cannot be escaped. */
const quote = (text: string): string =>
  `"${text
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replaceAll('$', '%24')
    .replace(/["\\]/g, '\\$&')}"`;

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const setAll = (headers: Headers): string =>
  Object.entries(headers)
    .filter(([name]) => variables[name] !== undefined)
    .map(([name, value]) => ` set $dateline_${variables[name]} ${quote(value)};`)
    .join('');

const typed = (contentType: string): string => ` types { } default_type ${quote(contentType)};`;

const at = (path: string): string => `location = ${quote(decoded(path))}`;

const redirectHeaders: Headers = {
  'Cache-Control': 'max-age=86400',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link',
};

const goneRule = (file: string): string => ` error_page 410 ${quote(file)}; return 410;`;

const oldRule = ({ from, isFolder, alias }: OldAddress, { site }: HostFacts): string => {
  const answer =
    alias.kind === 'gone' ? goneRule('/410.html') : ` return 301 ${quote(targetOf(site, alias.to))};`;
  const paths = (isFolder ? [from, `${from}/`] : [from]).filter(
    (path) => alias.kind === 'gone' || path !== alias.to,
  );
  return paths.map((path) => `${at(path)} {${setAll(redirectHeaders)}${answer} }\n`).join('');
};

const escapePattern = (text: string): string => decoded(text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A move with open parts: each of them is one segment. */
const openRule = ({ from, to }: OpenMove, { site }: HostFacts): string => {
  const names: string[] = [];
  const segments = from.split('/').filter((segment) => segment !== '');
  const pattern = segments
    .map((segment) => {
      const name = /^:([A-Za-z_]\w*)$/.exec(segment)?.[1];
      if (name === undefined) return escapePattern(segment);
      names.push(name);
      return '([^/]+)';
    })
    .join('/');
  const place = `location ~ ${quoteKeeping(`^/${pattern}/?$`)}`;
  if (to === undefined) return `${place} {${goneRule('/410.html')} }\n`;
  const target = targetOf(site, to)
    .replaceAll('$', '%24')
    .replace(/:([A-Za-z_]\w*)/g, (whole, name: string) =>
      names.includes(name) ? `$${names.indexOf(name) + 1}` : whole,
    );
  return `${place} {${setAll(redirectHeaders)} rewrite ${quoteKeeping(`^/${pattern}/?$`)} ${quoteKeeping(target)} permanent; }\n`;
};

/** A pattern, or a target with captures: dollar signs mean what they mean there. */
function quoteKeeping(text: string): string {
  return `"${text.replace(/[\u0000-\u001f\u007f]/g, '').replace(/["\\]/g, '\\$&')}"`;
}

/** Media types by ending, as `serve` sends them: nginx has fewer, and others on each machine. */
const mediaTypes = (media: readonly string[]): string => {
  const types = new Map<string, string>();
  for (const path of media) {
    const ending = /\.([a-z\d]{1,12})$/i.exec(path)?.[1]?.toLowerCase();
    const type = ending === undefined ? undefined : mediaTypeOf(path);
    if (ending !== undefined && type !== undefined) types.set(ending, type);
  }
  const rows = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ending, type]) => ` ${quote(type)} ${ending};`);
  return ` types {${rows.join('')} } default_type application/octet-stream;`;
};

const head = `# Made by dateline build: what the answers of this folder have besides their bytes.
# Include it in a server block whose root is this folder:
#   server { listen 80; server_name example.org; root /srv/site; include /srv/site/_nginx.conf; }
absolute_redirect off;
index index.html;
gzip off;
gzip_static on;
gzip_vary on;
# With nginx' brotli module: brotli_static on;
`;

/**
 * An include for nginx, for the `server` block whose root is the output: media types, headers, redirects and 410, as
 * `serve` answers. `media` are paths of files below `/media/`.
 */
export const nginxText = (facts: HostFacts, media: readonly string[]): string => {
  const { outputs, old, site } = facts;
  const pages = outputs.filter(({ url }) => url.endsWith('/'));
  const isPlainPage = ({ url, status }: HostFacts['outputs'][number]): boolean =>
    url.endsWith('/') && status === 200;
  const page = pages.find(isPlainPage);
  const gone = pages.filter(({ status }) => status === 410);
  const files = outputs.filter(({ url }) => !url.endsWith('/') && !/^\/4\d\d\.html$/.test(url));
  const names = Object.values(variables).map((name) => `set $dateline_${name} "";\n`);
  const adding = Object.entries(variables).map(
    ([name, variable]) => `add_header ${name} $dateline_${variable} always;\n`,
  );
  const styled = site.styled
    ? [
        'if ($http_sec_fetch_dest = document) { rewrite "^(?:/.*)?/(?:atom|rss)\\.xml$" /_styled$uri last; }\n',
        `location ^~ /_styled/ { internal;${typed('application/xml; charset=utf-8')}${setAll({
          'Cache-Control': `private, ${files.find(({ url }) => url === '/atom.xml')?.headers['Cache-Control'] ?? ''}`,
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Expose-Headers': 'ETag, Link',
        })} rewrite "^/_styled(/.*)$" $1 break; }\n`,
      ]
    : [];
  return [
    head,
    ...names,
    ...adding,
    'add_header X-Content-Type-Options nosniff always;\n',
    ...(site.pages ? ['error_page 404 /404.html;\n'] : []),
    'location ~ "^/(?:_nginx\\.conf|_headers|_redirects|\\.dateline-files.*)$" { return 404; }\n',
    ...(page ? [`location ~ "\\.html$" {${typed(page.contentType)}${setAll(page.headers)} }\n`] : []),
    ...['404', '410']
      .map((name) => outputs.find(({ url }) => url === `/${name}.html`))
      .map((each) =>
        each ? `${at(each.url)} { internal;${typed(each.contentType)}${setAll(each.headers)} }\n` : '',
      ),
    `location ^~ /media/ {${mediaTypes(media)}${setAll(mediaHeaders)} }\n`,
    ...styled,
    ...files.map(
      ({ url, contentType, headers }) => `${at(url)} {${typed(contentType)}${setAll(headers)} }\n`,
    ),
    ...gone.map(
      ({ url, headers, contentType }) =>
        `${at(url)} {${goneRule(`${decoded(url)}index.html`)} }\n${at(`${url}index.html`)} { internal;${typed(contentType)}${setAll(headers)} }\n`,
    ),
    ...old.plain.map((each) => oldRule(each, facts)),
    ...old.open.map((each) => openRule(each, facts)),
  ].join('');
};

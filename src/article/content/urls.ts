/** Schemes whose addresses a reader can follow and that run nothing: the web, mail and messages, and places. */
const linkSchemes: ReadonlySet<string> = new Set(
  `http https mailto tel sms xmpp irc ircs matrix geo magnet ftp gemini gopher news webcal feed`.split(' '),
);

/** The same schemes as a list, for the sanitizer. */
export const allowedLinkSchemes: readonly string[] = [...linkSchemes];

/** Longest `data:` image that stays in the text, in characters: about 12 KB of image. Larger ones would fill the feed. */
const MOST_DATA = 16_384;
/** A `data:` image up to this length is a placeholder of one or few pixels that a script was to replace. */
const PLACEHOLDER_DATA = 256;

/** `data:` images that a browser decodes as pixels. SVG is not among them, since it is a document of its own. */
export const dataImage = /^data:image\/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/]+={0,2}$/;

/** An address as the URL parser takes it up: no controls or spaces around it, no tabs and line ends within. */
export const tidyAddress = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return text
    .slice(start, end)
    .replace(/[\t\n\r]+/g, '')
    .toWellFormed();
};

/** The scheme in lower case, or undefined for a relative address. */
export const schemeOf = (address: string): string | undefined =>
  /^([a-z][a-z0-9+.-]{0,40}):/i.exec(address)?.[1]?.toLowerCase();

/** Resolves against a base as browsers do; undefined where that gives no http or https address. Never throws. */
export const resolveWeb = (address: string, base?: string): string | undefined => {
  const url = URL.parse(address, base);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    return undefined;
  }
  // The URL parser leaves these as they are in queries and fragments; RFC 3986 has them percent-encoded.
  return url.href.replace(/["'<>\\^`{|}\s]/g, (found) => percent(found));
};

/** Percent-encodes one character; `'` too, which encodeURIComponent leaves. */
const percent = (character: string): string => (character === "'" ? '%27' : encodeURIComponent(character));

/** An address of another allowed scheme, with what RFC 3986 forbids percent-encoded. Undefined for other schemes. */
export const followable = (address: string): string | undefined => {
  const scheme = schemeOf(address);
  if (scheme === undefined || !linkSchemes.has(scheme)) return undefined;
  const rest = address.slice(scheme.length + 1);
  const encoded = rest.replace(/[^\x21-\x7e]|["'<>\\^`{|}]/gu, percent);
  return encoded === '' ? undefined : `${scheme}:${encoded}`;
};

/**
 * A `data:` address of a small raster image, else undefined: it needs no server and shows in most readers, while a
 * placeholder shows nothing and a large one would make every reader load it with the feed.
 */
export const smallDataImage = (address: string): string | undefined => {
  if (address.length > MOST_DATA || address.length <= PLACEHOLDER_DATA) return undefined;
  const compact = address.replace(/^data:image\/jpg;/i, 'data:image/jpeg;').replace(/\s+/g, '');
  return dataImage.test(compact) ? compact : undefined;
};

/** Percent-decodes a path; text that is no percent-encoded UTF-8 stays as it is. */
export const decodePercent = (text: string): string => {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A relative address in its parts; `query` and `fragment` include their `?` and `#`, empty where there is none. */
export interface AddressParts {
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** Splits an address without scheme. */
export const splitAddress = (address: string): AddressParts => {
  const hash = address.indexOf('#');
  const fragment = hash < 0 ? '' : address.slice(hash);
  const rest = hash < 0 ? address : address.slice(0, hash);
  const mark = rest.indexOf('?');
  return { path: mark < 0 ? rest : rest.slice(0, mark), query: mark < 0 ? '' : rest.slice(mark), fragment };
};

/**
 * Joins a relative path to the folder of the file at `from`, `.` and `..` worked out; a path that begins with `/` starts
 * at the top. Undefined where it leads out of the top, or nowhere.
 */
export const joinPath = (from: string, path: string): string | undefined => {
  const segments = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? undefined : segments.join('/');
};

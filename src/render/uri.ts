/** Characters of RFC 3986 §2 as a URI holds them, and percent-encoded bytes. */
const uriText = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/u;
const schemePart = /^[A-Za-z][A-Za-z0-9+.-]*:/u;
const bareUuid = /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/u;
/** RFC 8141 §2: a namespace of 2 to 32 characters, then something. */
const urn = /^urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:[A-Za-z0-9\-._~!$&'()*+,;=:@%][^[\]]*$/iu;
/** RFC 4151 §2.1: an authority, a date, then anything. */
const tagUri = /^tag:[A-Za-z0-9._@-]+,\d{4}(?:-\d{2}(?:-\d{2})?)?:[^[\]]*$/u;

/**
 * Whether a text is an absolute URI as it stands (RFC 3986 §3), with what its scheme demands for the schemes that
 * ids are made of: a host for `http` and `https`, RFC 8141 for `urn`, RFC 4151 for `tag`.
 */
export const isUri = (text: string): boolean => {
  const scheme = schemePart.exec(text)?.[0].toLowerCase();
  if (scheme === undefined || scheme.length === text.length || !uriText.test(text)) return false;
  if (text.indexOf('#') !== text.lastIndexOf('#')) return false;
  if (scheme === 'urn:') return urn.test(text);
  if (scheme === 'tag:') return tagUri.test(text);
  // Brackets stand around an IPv6 host and nowhere else (RFC 3986 §3.2.2).
  if (/[[\]]/u.test(text.replace(/^[^/]*\/\/[^/?#]*/u, ''))) return false;
  return scheme === 'http:' || scheme === 'https:' ? /^https?:\/\/[^/?#]/iu.test(text) : true;
};

/** Letters, digits and signs of other scripts that may stand in an IRI (RFC 3987 §2.2), none that are invisible. */
const iriLetters = /[\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{dfffd}]/gu;
const invisible = /[\p{C}\p{Z}]/u;

/** Whether a text is a web address with letters of other scripts, as generators give it for an id (RFC 3987). */
const isWebIri = (text: string): boolean =>
  /^https?:/iu.test(text) && !invisible.test(text) && isUri(text.replace(iriLetters, 'x'));

/** Percent-encodes every character that may not stand in the part of a tag URI behind the authority (RFC 4151 §2.1). */
const tagSpecific = (text: string): string =>
  encodeURI(text).replace(/[#[\]]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * An id as Atom needs it (RFC 4287 §4.2.6): a URI stays as it is, and so does a web address with letters of other
 * scripts, since an id must not change when its feed moves; a bare UUID becomes `urn:uuid:…`, anything else `tag:AUTHORITY:` and the percent-encoded text, in NFC as URIs want it. `authority` is RFC 4151's `example.org,2026`.
 */
export const atomId = (id: string, authority: string): string => {
  if (isUri(id) || isWebIri(id)) return id;
  return bareUuid.test(id)
    ? `urn:uuid:${id}`
    : `tag:${authority}:${tagSpecific(id.toWellFormed().normalize('NFC'))}`;
};

/** Characters that the URL standard leaves in paths and queries and RFC 3986 does not know. */
const notInUris = /[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]/gu;
const strayPercent = /%(?![0-9A-Fa-f]{2})/gu;

/**
 * Addresses that every rule leaves as they are: a plain host name in small letters, then a path of plain segments. Most
 * are such, and telling so costs a fifth of parsing them.
 */
const settled = /^https?:\/\/(?:[a-z0-9-]+\.)+[a-z]+(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\/?$/;

/**
 * An absolute `http` or `https` address in the one form that documents write: as the URL standard serializes it,
 * with what RFC 3986 forbids percent-encoded, so that `feed` changes nothing in it. Relative addresses are
 * resolved against `base`. Undefined where it is no such address, or holds a name or password.
 */
export const webAddress = (text: string | undefined, base?: string): string | undefined => {
  if (text === undefined || text === '') return undefined;
  if (settled.test(text) && text.indexOf('/', 'https://'.length) > 0 && !text.includes('xn--')) return text;
  const url = URL.parse(text, base);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const rest = url.href
    .slice(url.origin.length)
    .replace(strayPercent, '%25')
    .replace(notInUris, encodeURIComponent);
  const fragment = rest.indexOf('#') + 1;
  if (fragment === 0) return url.origin + rest;
  return url.origin + rest.slice(0, fragment) + rest.slice(fragment).replaceAll('#', '%23');
};

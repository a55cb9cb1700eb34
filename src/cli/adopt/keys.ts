/** The text percent-decoded, or as it is where that fails. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const pageEnding = /\.(?:html?|php|aspx?)$/i;

/**
 * An address without what differs from one generator or host to the next: scheme, `www.`, case of the host, the page's
 * name or ending, the slash at the end, tracking, fragment. Of an address without a host only the path tells something.
 * Empty for what is no address.
 */
export const addressKey = (address: string): { readonly full: string; readonly path: string } => {
  const isPath = address.startsWith('/') && !address.startsWith('//');
  const url = isPath ? URL.parse(address, 'http://localhost') : URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return { full: '', path: '' };
  for (const name of [...url.searchParams.keys()]) if (/^utm_/i.test(name)) url.searchParams.delete(name);
  const path = decoded(url.pathname)
    .normalize('NFC')
    .replace(/\/index\.\w{2,5}$/i, '/')
    .replace(pageEnding, '')
    .replace(/\/+$/, '');
  const place = `${path}${url.search}`;
  return { full: isPath ? '' : `${url.host.replace(/^www\./, '')}${place}`, path: place };
};

/** Letters and digits of a title: quotes, dashes and spaces differ from one generator to the next. */
export const titleKey = (title: string): string => {
  const plain = title
    .replace(/<[^<>]{0,1000}>/g, '')
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, ' ')
    .normalize('NFKC')
    .toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || plain.trim();
};

/** Letters and digits of a name: generators write hyphens for spaces, and some small letters for capitals. */
export const nameKey = (name: string): string =>
  name
    .slice(0, 500)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** The name of a file or of its page bundle, with its day: `2015-09-16-rain` of `2015-09-16-rain/index.md`. */
export const fileName = (path: string): string => {
  const folders = path.split('/');
  const file = (folders.pop() ?? '').replace(/\.[^.]{1,10}$/, '');
  return /^_?index$/i.test(file) ? (folders.at(-1) ?? file) : file;
};

/** What a page is called in its address, as `nameKey`; empty where the address tells it by a query or not at all. */
export const lastName = (address: string): string => {
  const { path } = addressKey(address);
  return path.includes('?') ? '' : nameKey(path.slice(path.lastIndexOf('/') + 1));
};

import { type Fault, isAbsoluteUri, isLanguageTag, isMediaType, isRfc3339 } from './fault.ts';

const spec = 'JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gathers faults of a JSON document, which has no places but keys. */
class JsonFaults {
  readonly faults: Fault[] = [];
  entryId: string | undefined;

  expect(claim: boolean, message: string): void {
    const { entryId } = this;
    if (!claim) this.faults.push({ message, source: spec, ...(entryId !== undefined && { entryId }) });
  }

  /** Checks a value that may be absent. */
  optional(object: Json, key: string, is: (value: string) => boolean, kind: string): void {
    const value = object[key];
    if (value === undefined) return;
    this.expect(
      typeof value === 'string' && is(value),
      `${key} ${JSON.stringify(value).slice(0, 80)} is no ${kind}`,
    );
  }

  list(object: Json, key: string): readonly unknown[] {
    const value = object[key];
    if (value === undefined) return [];
    this.expect(Array.isArray(value), `${key} is no list`);
    return Array.isArray(value) ? value : [];
  }
}

const isText = (): boolean => true;

const checkAuthors = (faults: JsonFaults, object: Json): void => {
  for (const author of faults.list(object, 'authors')) {
    const isNamed =
      isObject(author) && ['name', 'url', 'avatar'].some((key) => typeof author[key] === 'string');
    faults.expect(isNamed, 'an author has neither name, url nor avatar');
    if (isObject(author))
      for (const key of ['url', 'avatar']) faults.optional(author, key, isAbsoluteUri, 'absolute address');
  }
};

const checkAttachments = (faults: JsonFaults, item: Json): void => {
  for (const attachment of faults.list(item, 'attachments')) {
    const {
      url,
      mime_type: type,
      size_in_bytes: size,
      duration_in_seconds: duration,
    } = isObject(attachment) ? attachment : {};
    faults.expect(typeof url === 'string' && isAbsoluteUri(url), 'an attachment has no url');
    faults.expect(typeof type === 'string' && isMediaType(type), 'an attachment has no mime_type');
    for (const number of [size, duration]) {
      const isNumber = number === undefined || (typeof number === 'number' && number >= 0);
      faults.expect(isNumber, `an attachment has ${JSON.stringify(number)} where a number belongs`);
    }
  }
};

const checkItem = (faults: JsonFaults, item: unknown, seen: Set<string>): void => {
  if (!isObject(item)) {
    faults.expect(false, 'an item is no object');
    return;
  }
  const { id } = item;
  faults.entryId = typeof id === 'string' ? id : undefined;
  faults.expect(typeof id === 'string' && id !== '', 'an item has no id that is text');
  faults.expect(typeof id !== 'string' || !seen.has(id), `two items have the id ${String(id)}`);
  if (typeof id === 'string') seen.add(id);
  const hasContent = typeof item.content_html === 'string' || typeof item.content_text === 'string';
  faults.expect(hasContent, 'an item has neither content_html nor content_text');
  for (const key of ['url', 'external_url', 'image', 'banner_image'])
    faults.optional(item, key, isAbsoluteUri, 'absolute address');
  for (const key of ['date_published', 'date_modified'])
    faults.optional(item, key, isRfc3339, 'RFC 3339 date');
  for (const key of ['title', 'summary', 'content_html', 'content_text'])
    faults.optional(item, key, isText, 'text');
  faults.optional(item, 'language', isLanguageTag, 'language tag');
  for (const tag of faults.list(item, 'tags')) faults.expect(typeof tag === 'string', 'a tag is no text');
  checkAuthors(faults, item);
  checkAttachments(faults, item);
  faults.entryId = undefined;
};

/** Checks a JSON Feed document by version 1.1 of its specification. */
export const checkJsonFeed = (text: string): readonly Fault[] => {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch (fault) {
    return [{ message: `is no JSON: ${(fault as Error).message}`, source: 'RFC 8259' }];
  }
  if (!isObject(feed)) return [{ message: 'is no JSON object', source: spec }];
  const faults = new JsonFaults();
  faults.expect(
    feed.version === 'https://jsonfeed.org/version/1.1',
    'version is not https://jsonfeed.org/version/1.1',
  );
  faults.expect(typeof feed.title === 'string' && feed.title !== '', 'the feed has no title');
  faults.expect(Array.isArray(feed.items), 'the feed has no items');
  for (const key of ['home_page_url', 'feed_url', 'next_url', 'icon', 'favicon'])
    faults.optional(feed, key, isAbsoluteUri, 'absolute address');
  faults.expect(
    feed.next_url === undefined || feed.next_url !== feed.feed_url,
    'next_url is the feed itself',
  );
  faults.optional(feed, 'language', isLanguageTag, 'language tag');
  checkAuthors(faults, feed);
  for (const hub of faults.list(feed, 'hubs')) {
    faults.expect(
      isObject(hub) && typeof hub.type === 'string' && typeof hub.url === 'string',
      'a hub lacks type or url',
    );
  }
  const seen = new Set<string>();
  for (const item of faults.list(feed, 'items')) checkItem(faults, item, seen);
  return faults.faults;
};

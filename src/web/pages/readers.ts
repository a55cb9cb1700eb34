/** A reader that takes a feed's address by a link. */
export interface ReaderLink {
  readonly name: string;
  readonly href: string;
}

/** Readers on the web, each with the address that its own "add" link has; the feed's address follows, encoded. */
const webReaders: readonly (readonly [name: string, prefix: string])[] = [
  ['Feedly', 'https://feedly.com/i/subscription/feed/'],
  ['Inoreader', 'https://www.inoreader.com/?add_feed='],
  ['NewsBlur', 'https://www.newsblur.com/?url='],
  ['The Old Reader', 'https://theoldreader.com/feeds/subscribe?url='],
  ['Feedbin', 'https://feedbin.com/?subscribe='],
];

const isLoopback = (url: string): boolean =>
  /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Links that open a feed in readers on the web; none for a loopback address, which they cannot reach. */
export const readerLinks = (feedUrl: string): readonly ReaderLink[] =>
  isLoopback(feedUrl)
    ? []
    : webReaders.map(([name, prefix]) => ({ name, href: prefix + encodeURIComponent(feedUrl) }));

/** The address by which apps such as NetNewsWire, Akregator or Liferea are asked to take a feed. */
export const appLink = (feedUrl: string): string => `feed:${feedUrl}`;

/** What a key of `site.yaml` is for, and values that it may have. */
export interface KeyDescription {
  /** One or two sentences, as an editor shows them while somebody types. */
  readonly says: string;
  readonly examples: readonly unknown[];
}

const key = (says: string, ...examples: readonly unknown[]): KeyDescription => ({ says, examples });

/** Every key of `site.yaml`, in the order in which people meet them. A key within another one stands behind a dot. */
export const descriptions: Readonly<Record<string, KeyDescription>> = {
  title: key('Name of the site, shown in every feed.', 'Tide and time'),
  description: key('One sentence about the site.', 'Notes from the harbour'),
  url: key(
    'Public address that every link starts with. May have a path.',
    'https://example.org',
    'https://example.org/blog',
  ),
  authors: key(
    'Who writes, where an article names nobody.',
    ['Ann Reef'],
    [{ name: 'Ann Reef', url: 'https://ann.example', email: 'ann@example.org' }],
  ),
  copyright: key('Copyright notice of the feeds.', '© 2026 Ann Reef, CC BY 4.0'),
  image: key(
    'Picture of the site: an address, or a path in the articles folder.',
    'pictures/site.png',
    'https://example.org/site.png',
  ),
  icon: key('Small square picture: an address, or a path in the articles folder.', 'icon.png'),
  language: key(
    'Language of the articles as a BCP 47 tag with region. Numeric dates are read by it. While nobody sets it, 03/04/2026 is refused.',
    'en-GB',
    'hi-IN',
  ),
  timeZone: key(
    'IANA time zone in which dates without a zone are meant; UTC, with a warning, while nobody sets it. The computer’s own zone never counts.',
    'Europe/London',
    'Asia/Kolkata',
  ),
  dateOrder: key(
    'Order of the numbers in a date such as 03/04/2026; from language and region if absent.',
    'DMY',
  ),
  dayTime: key('Time of day of a date that names only a day.', '09:00'),
  undated: key(
    'What becomes of articles without a date: hold keeps them back, file-time dates them by when their file was first seen.',
    'file-time',
  ),
  permalink: key(
    'Address of the articles where their pages live elsewhere. Knows {slug} {name} {year} {month} {day} {path} {folder}.',
    'https://example.org/{year}/{month}/{slug}/',
  ),
  pages: key('Pages for people and articles. Off by default where there is a permalink.', 'off'),
  idAuthority: key(
    'Domain and year of the ids that are minted (RFC 4151). Subscribers know entries by them: never change it.',
    'example.org,2026',
  ),
  idPattern: key(
    'Id of an article that gives none and has none recorded; knows what permalink knows.',
    'https://old.example/{year}/{slug}/',
  ),
  moved: key('Old addresses and where they lead, answered with 301. Keys may hold :name parts and a query.', {
    '/old': '/new',
    '/posts/:slug.html': '/articles/:slug/',
  }),
  gone: key('Addresses that are answered with 410.', ['/comments/rss']),
  feeds: key('What the feeds hold.', { entries: 50, content: 'summary', by: ['tags'] }),
  'feeds.entries': key('Entries of a feed, newest first.', 50),
  'feeds.content': key('The whole text of the articles, or a summary.', 'summary'),
  'feeds.by': key('Kinds of feeds beside the site’s own; all but folders if absent.', [
    'tags',
    'authors',
    'folders',
  ]),
  'feeds.archives': key('Which feeds keep all their entries in archives (RFC 5005).', 'all'),
  preferred: key('The format that is named first.', 'rss'),
  styled: key('Whether feeds are readable in a browser.', 'off'),
  extensions: key('Elements of other namespaces for the feed.', [
    { namespace: 'https://example.org/ns', prefix: 'ex', element: 'mood', text: 'calm' },
  ]),
  podcast: key('Settings of a podcast. With them the feed holds every episode.', {
    category: 'Arts > Books',
    image: 'cover.jpg',
  }),
  'podcast.author': key('Who makes the podcast.', 'Ann Reef'),
  'podcast.owner': key('Name and address that directories write to.', {
    name: 'Ann Reef',
    email: 'ann@example.org',
  }),
  'podcast.owner.name': key('Name that directories know the owner by.', 'Ann Reef'),
  'podcast.owner.email': key('Address that directories write to. It stands in the feed.', 'ann@example.org'),
  'podcast.category': key('Apple’s category; a subcategory behind a >.', 'News', 'Arts > Books'),
  'podcast.explicit': key('Whether episodes are explicit.', 'on'),
  'podcast.type': key('episodic: newest first; serial: by their numbers.', 'serial'),
  'podcast.image': key('Artwork: a square JPEG or PNG of 1400 to 3000 pixels.', 'cover.jpg'),
  'podcast.guid': key(
    'The podcast:guid, where the show has one already.',
    '917393e3-1b1e-5cef-ace4-edaa54e1f810',
  ),
  'podcast.newFeedUrl': key('Where the podcast has moved to.', 'https://example.org/rss.xml'),
  'podcast.locked': key('Whether other platforms are asked not to import the podcast.', 'on'),
  hubs: key('WebSub hubs to name and to tell.', ['https://hub.example/']),
  maxAge: key('Seconds that caches may keep a feed.', 600),
  deltas: key('Answers with only what is new (RFC 3229), for servers without a shared cache in front.', 'on'),
};

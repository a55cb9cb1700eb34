import { mediaTypeOf } from '../article/content/media-types.ts';
import type { Feed } from '../feed/feed.ts';
import type { Podcast, Site } from '../site.ts';
import { mediaUrl } from './addresses.ts';
import { type CleanEntry, cleanHead } from './base.ts';
import { webAddress } from './uri.ts';
import { mailAddress, mediaType, positive } from './values.ts';
import { type Attributes, cleanLine, element, emptyElement, escapePlain } from './xml.ts';

/** Namespaces of a podcast's RSS document. */
export const podcastNamespaces = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
} as const;

const plainElement = (name: string, text: string, attributes: Attributes = {}): string =>
  element(name, escapePlain(text), attributes);

const optionalText = (name: string, text: string | number | undefined): readonly string[] => {
  const clean = cleanLine(String(text ?? ''));
  return clean === '' ? [] : [plainElement(name, clean)];
};

const optionalImage = (url: string | undefined): readonly string[] =>
  url === undefined ? [] : [emptyElement('itunes:image', { href: url })];

/** `Arts > Books` is a category in a category (Apple: itunes:category). */
const category = (given: string | undefined): readonly string[] => {
  const [main = '', sub = ''] = (given ?? '').split('>').map(cleanLine);
  if (main === '') return [];
  return [
    sub === ''
      ? emptyElement('itunes:category', { text: main })
      : element('itunes:category', emptyElement('itunes:category', { text: sub }), { text: main }),
  ];
};

const owner = ({ owner: given }: Podcast): readonly string[] => {
  const email = mailAddress(given?.email);
  if (given === undefined || email === undefined) return [];
  const name = optionalText('itunes:name', given.name).join('');
  return [element('itunes:owner', `${name}${plainElement('itunes:email', email)}`)];
};

/**
 * What a podcast's channel says beyond RSS: Apple's elements ("A Podcaster's Guide to RSS") and those of the
 * podcast namespace. Its guid and new address are those of the site's own feed, not of a tag's.
 */
export const podcastChannel = ({ site, definition }: Feed): readonly string[] => {
  const { podcast } = site;
  if (podcast === undefined) return [];
  const head = cleanHead(site, definition);
  const isWhole = definition.scope.kind === 'site';
  const newAddress = isWhole ? webAddress(podcast.newFeedUrl) : undefined;
  const locked = podcast.locked === undefined ? [] : [podcast.locked ? 'yes' : 'no'];
  return [
    ...optionalText('itunes:author', podcast.author ?? head.authors[0]?.name),
    ...owner(podcast),
    ...category(podcast.category),
    plainElement('itunes:explicit', String(podcast.explicit)),
    plainElement('itunes:type', podcast.type),
    ...optionalImage(mediaUrl(site, podcast.image) ?? head.image),
    ...optionalText('itunes:new-feed-url', newAddress),
    ...(isWhole ? optionalText('podcast:guid', podcast.guid) : []),
    ...locked.map((text) =>
      plainElement('podcast:locked', text, { owner: mailAddress(podcast.owner?.email) }),
    ),
  ];
};

/** The podcast namespace demands a type: what the ending stands for, else plain text. */
const transcriptType = (url: string): string => mediaTypeOf(new URL(url).pathname) ?? 'text/plain';

/**
 * The elements of an item of a podcast: Apple's, `podcast:transcript` and `podcast:chapters`. Without podcast in the
 * site's settings there are none. Addresses that are not absolute are resolved against the entry's link.
 */
export const podcastItem = ({ episode, enclosures, link }: CleanEntry, site: Site): readonly string[] => {
  if (site.podcast === undefined) return [];
  const seconds = positive(Math.round(episode?.durationSeconds ?? enclosures[0]?.durationSeconds ?? 0));
  const transcript = webAddress(episode?.transcript?.url, link);
  const chapters = webAddress(episode?.chapters, link);
  return [
    ...optionalText('itunes:title', episode?.title),
    ...optionalText('itunes:duration', seconds),
    ...optionalText('itunes:season', positive(episode?.season)),
    ...optionalText('itunes:episode', positive(episode?.number)),
    ...optionalText('itunes:episodeType', episode?.type),
    ...optionalText('itunes:explicit', episode?.explicit?.toString()),
    ...optionalImage(webAddress(episode?.image, link)),
    ...(transcript === undefined
      ? []
      : [
          emptyElement('podcast:transcript', {
            url: transcript,
            type: mediaType(episode?.transcript?.type) ?? transcriptType(transcript),
          }),
        ]),
    ...(chapters === undefined
      ? []
      : [emptyElement('podcast:chapters', { url: chapters, type: 'application/json+chapters' })]),
  ];
};

import type { Entry } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import { newestEntries, ofArticle, ofSite, type Preset, type PresetContext } from './preset.ts';

const metadata =
  'https://support.microsoft.com/topic/msn-feed-item-metadata-requirements-0114c19c-36bb-4fef-8322-4a1ed6888329';
const content = 'https://helpcenter.microsoftstart.com/kb/articles/25-feed-content-specifications';

const day = 86_400_000;
const imageTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

const checkFeed = ({ site }: PresetContext): readonly Problem[] => [
  ...(site.url.startsWith('https://')
    ? []
    : [
        ofSite(
          'msn-feed',
          `MSN takes feeds by HTTPS only, and the address is ${site.url}.`,
          `Set url to one that begins with https://. ${content}`,
        ),
      ]),
  ...(site.feeds.content === 'full'
    ? []
    : [
        ofSite(
          'msn-feed',
          'MSN needs the whole text of the articles.',
          `Set feeds: { content: full } in site.yaml. ${content}`,
        ),
      ]),
];

const checkTitle = ({ article }: Entry): readonly Problem[] => {
  const length = [...article.title].length;
  if (length > 20 && length <= 150) return [];
  const message = `The title has ${length} characters; MSN takes more than 20 and at most 150.`;
  return [
    ofArticle(
      'msn-title',
      article,
      message,
      `Write a ${length > 20 ? 'shorter' : 'longer'} title. ${metadata}`,
    ),
  ];
};

const checkBody = ({ article, content: { html } }: Entry): readonly Problem[] =>
  html.trim() !== ''
    ? []
    : [ofArticle('msn-body', article, `"${article.title}" has no text.`, `Write one. ${metadata}`)];

const checkAge = ({ article }: Entry, now: number): readonly Problem[] =>
  now - article.published < 365 * day
    ? []
    : [
        ofArticle(
          'msn-age',
          article,
          `"${article.title}" is older than 365 days: MSN will not take it.`,
          metadata,
        ),
      ];

const checkImage = ({ article, content: { image } }: Entry): readonly Problem[] => {
  const fault = (message: string): readonly Problem[] => [
    ofArticle(
      'msn-image',
      article,
      message,
      `Name a JPEG, PNG, GIF or WebP of 720 pixels or more as image. ${content}`,
    ),
  ];
  if (!image) return fault(`"${article.title}" has no image, so somebody has to publish it by hand.`);
  if (image.type !== undefined && !imageTypes.has(image.type))
    return fault(`${image.url} is of type ${image.type}.`);
  const { width, height } = image;
  const isLarge = width === undefined || height === undefined || Math.max(width, height) >= 720;
  return isLarge ? [] : fault(`${image.url} has ${width} × ${height} pixels.`);
};

/** What MSN's partner hub demands of a feed. */
export const checkMsn: Preset = (context) => [
  ...checkFeed(context),
  ...newestEntries(context).flatMap((entry) => [
    ...checkTitle(entry),
    ...checkBody(entry),
    ...checkAge(entry, context.now),
    ...checkImage(entry),
  ]),
];

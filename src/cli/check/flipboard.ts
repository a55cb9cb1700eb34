import type { Entry } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import type { Site } from '../../site.ts';
import {
  isSet,
  isUnsigned,
  newestEntries,
  ofArticle,
  ofSite,
  type Preset,
  type PresetContext,
} from './preset.ts';

const guidelines = 'https://about.flipboard.com/rss-spec/';
const fields = 'https://flipboard.helpshift.com/hc/en/1-flipboard/faq/1023-resubmit-an-rss-feed/';

const fewestEntries = 20;
/** Pixels of the smaller side. */
const smallestSide = 500;
/** Characters. */
const shortestSummary = 300;

const checkFeed = ({ settings, site }: PresetContext): readonly Problem[] => {
  const missing = (['title', 'description', 'language'] as const).filter((key) => !isSet(settings[key]));
  const problems = missing.map((key) =>
    ofSite(
      'flipboard-feed',
      `Flipboard needs ${key}, which is not set.`,
      `Set ${key} in site.yaml. ${guidelines}`,
    ),
  );
  if (site.feeds.content === 'full') return problems;
  const hint = `Set feeds: { content: full } in site.yaml. ${guidelines}`;
  return [...problems, ofSite('flipboard-feed', 'Flipboard needs the whole text of the articles.', hint)];
};

const checkCount = (count: number): readonly Problem[] =>
  count >= fewestEntries
    ? []
    : [
        ofSite(
          'flipboard-entries',
          `The feed has ${count} ${count === 1 ? 'entry' : 'entries'}; Flipboard asks for ${fewestEntries}.`,
          `Set feeds: { entries: ${fewestEntries} } or more, or wait for more articles. ${fields}`,
        ),
      ];

const checkImage = ({ article, content: { image } }: Entry): readonly Problem[] => {
  const { width, height } = image ?? {};
  const isLarge = width === undefined || height === undefined || Math.min(width, height) >= smallestSide;
  if (image && isLarge) return [];
  const message = image
    ? `${image.url} has ${width} × ${height} pixels.`
    : `"${article.title}" has no image.`;
  const hint = `Name a picture as image whose smaller side has ${smallestSide} pixels or more. ${fields}`;
  return [ofArticle('flipboard-image', article, message, hint)];
};

const checkText = (site: Site, entry: Entry): readonly Problem[] => {
  const { article, content } = entry;
  const length = [...content.summary].length;
  // A short article is no shorter for having a summary.
  const isCutShort = isSet(article.summary) && length < shortestSummary;
  const summary = isCutShort
    ? [
        ofArticle(
          'flipboard-summary',
          article,
          `The summary has ${length} characters; Flipboard asks for ${shortestSummary}.`,
          `Write a longer summary, or leave it out: then the beginning of the text is taken. ${guidelines}`,
        ),
      ]
    : [];
  const author = isUnsigned(site, entry)
    ? [
        ofArticle(
          'flipboard-author',
          article,
          `"${article.title}" names no author.`,
          `Write author: in it, or authors: in site.yaml. ${guidelines}`,
        ),
      ]
    : [];
  return [...summary, ...author];
};

/** What Flipboard's guidelines for publishers ask of a feed. */
export const checkFlipboard: Preset = (context) => {
  const entries = newestEntries(context);
  return [
    ...checkFeed(context),
    ...checkCount(entries.length),
    ...entries.flatMap((entry) => [...checkImage(entry), ...checkText(context.site, entry)]),
  ];
};

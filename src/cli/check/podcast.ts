import { imageSize } from 'image-size';
import type { Entry } from '../../article/article.ts';
import type { Problem } from '../../problem.ts';
import { isSet, ofArticle, ofSite, type Preset, type PresetContext } from './preset.ts';

const requirements = 'https://podcasters.apple.com/support/823-podcast-requirements';
const categoriesPage = 'https://podcasters.apple.com/support/1691-apple-podcasts-categories';

/** Apple's categories with their subcategories, as that page lists them. */
const categories: Readonly<Record<string, readonly string[]>> = {
  Arts: ['Books', 'Design', 'Fashion & Beauty', 'Food', 'Performing Arts', 'Visual Arts'],
  Business: ['Careers', 'Entrepreneurship', 'Investing', 'Management', 'Marketing', 'Non-Profit'],
  Comedy: ['Comedy Interviews', 'Improv', 'Stand-Up'],
  Education: ['Courses', 'How To', 'Language Learning', 'Self-Improvement'],
  Fiction: ['Comedy Fiction', 'Drama', 'Science Fiction'],
  Government: [],
  History: [],
  'Health & Fitness': [
    'Alternative Health',
    'Fitness',
    'Medicine',
    'Mental Health',
    'Nutrition',
    'Sexuality',
  ],
  'Kids & Family': ['Education for Kids', 'Parenting', 'Pets & Animals', 'Stories for Kids'],
  Leisure: [
    'Animation & Manga',
    'Automotive',
    'Aviation',
    'Crafts',
    'Games',
    'Hobbies',
    'Home & Garden',
    'Video Games',
  ],
  Music: ['Music Commentary', 'Music History', 'Music Interviews'],
  News: [
    'Business News',
    'Daily News',
    'Entertainment News',
    'News Commentary',
    'Politics',
    'Sports News',
    'Tech News',
  ],
  'Religion & Spirituality': [
    'Buddhism',
    'Christianity',
    'Hinduism',
    'Islam',
    'Judaism',
    'Religion',
    'Spirituality',
  ],
  Science: [
    'Astronomy',
    'Chemistry',
    'Earth Sciences',
    'Life Sciences',
    'Mathematics',
    'Natural Sciences',
    'Nature',
    'Physics',
    'Social Sciences',
  ],
  'Society & Culture': ['Documentary', 'Personal Journals', 'Philosophy', 'Places & Travel', 'Relationships'],
  Sports: [
    'Baseball',
    'Basketball',
    'Cricket',
    'Fantasy Sports',
    'Football',
    'Golf',
    'Hockey',
    'Rugby',
    'Running',
    'Soccer',
    'Swimming',
    'Tennis',
    'Volleyball',
    'Wilderness',
    'Wrestling',
  ],
  Technology: [],
  'True Crime': [],
  'TV & Film': ['After Shows', 'Film History', 'Film Interviews', 'Film Reviews', 'TV Reviews'],
};

/** Media types that Apple Podcasts plays. */
const playable = new Set([
  'audio/mpeg',
  'audio/x-m4a',
  'audio/mp4',
  'audio/m4a',
  'video/mp4',
  'video/x-m4v',
  'video/quicktime',
  'application/pdf',
]);

const checkShow = ({ settings, site }: PresetContext): readonly Problem[] => {
  const { podcast } = site;
  const wanted: readonly [string, string | undefined][] = [
    ['title', settings.title],
    ['description', settings.description],
    ['language', settings.language],
    ['podcast.category', podcast?.category],
    ['podcast.image', podcast?.image ?? site.image],
  ];
  const missing = wanted.filter(([, value]) => !isSet(value)).map(([key]) => key);
  if (!podcast) missing.unshift('podcast');
  return missing.map((key) =>
    ofSite(
      'podcast-show',
      `Apple Podcasts needs ${key}, which is not set.`,
      `Set ${key} in site.yaml. ${requirements}`,
    ),
  );
};

const checkCategory = ({ site: { podcast } }: PresetContext): readonly Problem[] => {
  if (!podcast?.category) return [];
  const [category = '', sub] = podcast.category.split('>').map((part) => part.trim());
  const subs = Object.hasOwn(categories, category) ? categories[category] : undefined;
  if (subs && (sub === undefined || subs.includes(sub))) return [];
  const known = subs ? subs.map((name) => `${category} > ${name}`) : Object.keys(categories);
  return [
    ofSite(
      'podcast-category',
      `podcast.category: "${podcast.category}" is no category of Apple Podcasts.`,
      `Write one of: ${known.length > 0 ? known.join(', ') : category}. ${categoriesPage}`,
    ),
  ];
};

const artwork = (message: string): Problem =>
  ofSite('podcast-artwork', message, `Use a square JPEG or PNG of 1400 to 3000 pixels. ${requirements}`);

const checkArtwork = async ({ site, publisher }: PresetContext): Promise<readonly Problem[]> => {
  const given = site.podcast?.image ?? site.image;
  if (given === undefined || /^[a-z][a-z0-9+.-]*:/i.test(given)) return [];
  const path = given.replace(/^\/+/, '');
  if (!publisher.library.fileAt(path)) return [artwork(`${path} is not in the articles folder.`)];
  try {
    const { width, height, type = '' } = imageSize(await publisher.library.store.read(path));
    if (!['jpg', 'jpeg', 'png'].includes(type)) return [artwork(`${path} is a ${type} file.`)];
    const isFit = width === height && width >= 1400 && width <= 3000;
    return isFit ? [] : [artwork(`${path} has ${width} × ${height} pixels.`)];
  } catch {
    return [artwork(`${path} is no picture that can be read.`)];
  }
};

const checkEpisode = ({ article, content }: Entry): readonly Problem[] => {
  const fault = (message: string): readonly Problem[] => [
    ofArticle(
      'podcast-episode',
      article,
      message,
      `Name an MP3, M4A, MP4, M4V, MOV or PDF file as enclosure. ${requirements}`,
    ),
  ];
  const [enclosure] = content.enclosures;
  if (!enclosure) return fault(`"${article.title}" has no audio or video file.`);
  if (!playable.has(enclosure.type ?? ''))
    return fault(`${enclosure.url} is of type ${enclosure.type ?? 'unknown'}.`);
  return enclosure.length ? [] : fault(`The length of ${enclosure.url} in bytes is not known.`);
};

const checkNumber = ({ article, content }: Entry): readonly Problem[] =>
  content.episode?.number !== undefined || (content.episode?.type ?? 'full') !== 'full'
    ? []
    : [
        ofArticle(
          'podcast-number',
          article,
          `"${article.title}" has no episode number, and the show is serial.`,
          `Write episode: with a number in the front matter. ${requirements}`,
        ),
      ];

/** What Apple Podcasts demands, which other directories follow. */
export const checkPodcast: Preset = async (context) => [
  ...checkShow(context),
  ...checkCategory(context),
  ...(await checkArtwork(context)),
  ...context.entries.flatMap(checkEpisode),
  ...(context.site.podcast?.type === 'serial' ? context.entries.flatMap(checkNumber) : []),
];

import { PublisherError } from '../problem.ts';
import { nearest } from '../site/nearest.ts';
import { checkFlipboard } from './check-flipboard.ts';
import { checkGoogleNews } from './check-google-news.ts';
import { checkMsn } from './check-msn.ts';
import { checkPodcast } from './check-podcast.ts';
import type { Preset } from './check-preset.ts';

/** Every preset of `check --for`, and the only list of them. */
const presets: Readonly<Record<string, Preset>> = {
  podcast: checkPodcast,
  flipboard: checkFlipboard,
  msn: checkMsn,
  'google-news': checkGoogleNews,
};

/** The preset of a name. Throws `PublisherError` `usage` for a name that is none, with the nearest one. */
export const presetNamed = (name: string): Preset => {
  const names = Object.keys(presets);
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (preset) return preset;
  const guess = nearest(name, names);
  const known = `The presets are ${names.join(', ')}.`;
  throw new PublisherError(
    'usage',
    `--for ${name} is no preset. ${guess ? `Did you mean ${guess}? ` : ''}${known}`,
  );
};

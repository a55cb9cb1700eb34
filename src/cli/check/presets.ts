import { PublisherError } from '../../problem.ts';
import { nearest } from '../../site/nearest.ts';
import { checkFlipboard } from './flipboard.ts';
import { checkGoogleNews } from './google-news.ts';
import { checkMsn } from './msn.ts';
import { checkPodcast } from './podcast.ts';
import type { Preset } from './preset.ts';

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

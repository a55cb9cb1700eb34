import type { FeedDefinition } from '../../feed/feed.ts';
import type { Site } from '../../site.ts';
import { renderTemplate } from './engine.ts';
import { shell } from './shell.ts';

/** A page that says one thing: not found, gone, an error. */
export const renderMessagePage = (
  site: Site,
  main: FeedDefinition,
  { heading, text }: { readonly heading: string; readonly text: string },
): string =>
  renderTemplate('message', { ...shell(site, main), title: `${heading} – ${site.title}`, heading, text });

import type { Article, Entry } from '../../article/article.ts';
import { type Problem, type ProblemCode, problem } from '../../problem.ts';
import type { SiteSettings } from '../../site/schema.ts';
import type { Site } from '../../site.ts';
import type { Publisher } from '../../web/publisher.ts';

/** What the rules of a preset look at. */
export interface PresetContext {
  readonly publisher: Publisher;
  readonly site: Site;
  /** As the user has set them: a default is nobody's name. */
  readonly settings: SiteSettings;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The entries that are listed now, newest first. */
  readonly entries: readonly Entry[];
}

/** The rules of one preset. */
export type Preset = (context: PresetContext) => Promise<readonly Problem[]> | readonly Problem[];

/** A Problem of the site as a whole. */
export const ofSite = (code: ProblemCode, message: string, hint: string): Problem =>
  problem(code, { message, hint });

/** A Problem of an article. */
export const ofArticle = (code: ProblemCode, { path }: Article, message: string, hint: string): Problem =>
  problem(code, { message, hint, path });

/** Whether a name is set and more than white space. */
export const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

/** Whether nobody is named as author of the entry: neither by the article nor by the site. */
export const isUnsigned = (site: Site, { article }: Entry): boolean =>
  article.authors.length === 0 && site.authors.length === 0;

/** The newest entries as the site's own subscription document shows them. */
export const newestEntries = ({ site, entries }: PresetContext): readonly Entry[] =>
  site.podcast ? entries : entries.slice(0, site.feeds.entries);

import { isMap, isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { PublisherError } from '../problem.ts';
import { DEFAULT_LANGUAGE, type Site } from '../site.ts';
import { type SiteSettings, siteSchema } from './schema.ts';
import { describeIssue, type Locate } from './settings-fault.ts';
import { explainYamlFault } from './yaml-fault.ts';

/**
 * Checks settings that come as an object (from the library's caller, or out of `site.yaml`).
 * Throws `PublisherError` `bad-settings` whose message has a line for each fault: place, key, and what to write.
 */
export const checkSettings = (input: unknown, locate: Locate = () => 'site'): SiteSettings => {
  const outcome = siteSchema.safeParse(input);
  if (outcome.success) return outcome.data;
  const lines = outcome.error.issues.map((issue) => describeIssue(issue, input, locate));
  throw new PublisherError('bad-settings', lines.join('\n'));
};

/**
 * Reads the text of `site.yaml`; `file` is named in messages. Scalars stay as written (failsafe schema).
 * Throws `PublisherError` `bad-settings` naming file, line, column, key and the nearest known key. `check` may look at
 * what was read and throw likewise.
 */
export const readSettings = (
  text: string,
  file: string,
  check: (settings: SiteSettings, locate: Locate) => void = () => {},
): SiteSettings => {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const fault = document.errors[0];
  if (fault) {
    const { offset, message } = explainYamlFault(fault, document, text);
    throw new PublisherError('bad-settings', `${place(offset)}: ${message}`);
  }
  if (document.contents === null) return checkSettings({});
  if (!isMap(document.contents)) {
    throw new PublisherError(
      'bad-settings',
      `${file}:1:1: the settings must be keys and values, such as title: My site`,
    );
  }
  const locate: Locate = (keys) => {
    let found = 0;
    let node: ParsedNode | null = document.contents;
    for (const key of keys) {
      const pair: unknown = isMap(node)
        ? node.items.find((item) => String(item.key) === String(key))
        : undefined;
      if (pair) {
        const { key: keyNode, value } = pair as { key: ParsedNode; value: ParsedNode | null };
        found = keyNode.range[0];
        node = value;
      } else {
        node =
          (isNode(node) && 'get' in node ? (node.get(key, true) as ParsedNode | undefined) : undefined) ??
          null;
        if (node?.range) found = node.range[0];
      }
    }
    return place(found);
  };
  const settings = checkSettings(document.toJS({ maxAliasCount: 100 }) ?? {}, locate);
  check(settings, locate);
  return settings;
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** RFC 4151 takes a host in lower case and no port. */
const authorityOf = (url: string): string =>
  `${new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase()},2026`;

/** What stands where nothing was set. */
export interface SiteDefaults {
  /** Public address to use; wins over the settings' own. */
  readonly url?: string | undefined;
  /** Used when neither `url` nor the settings name an address, such as `http://localhost:3000`. */
  readonly fallbackUrl: string;
  /** In the library pages are off unless asked for. */
  readonly pages?: boolean;
}

/** Fills in every default, once: after this nobody asks whether a setting was given. */
export const fillSite = (
  settings: SiteSettings,
  { url: override, fallbackUrl, pages = true }: SiteDefaults,
): Site => {
  const url = withoutSlash(override ?? settings.url ?? fallbackUrl);
  return {
    ...settings,
    title: settings.title ?? 'Articles',
    description: settings.description ?? '',
    url,
    pages: settings.pages ?? (settings.permalink === undefined && pages),
    idAuthority: settings.idAuthority ?? authorityOf(url),
    idAuthorityGiven: settings.idAuthority !== undefined,
  };
};

/** The language that stands where one must be named. */
export const siteLanguage = (site: Site): string => site.language ?? DEFAULT_LANGUAGE;

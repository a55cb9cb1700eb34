import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PublisherError } from '../problem.ts';
import { checkExtensions } from '../render/extensions.ts';
import { fillSite, readSettings } from '../site/read-site.ts';
import type { SiteSettings } from '../site/schema.ts';
import type { Site } from '../site.ts';
import { faultWords } from '../store/folder/fault-words.ts';
import { readTrust, type Trust } from '../web/client-network.ts';
import { printedPath } from './working-folder.ts';

/** Environment variables by name; `process.env` in the program, anything in tests. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Flags of every command that reads articles, as they were given; absent ones fall to the environment. */
export interface CommonFlags {
  readonly articles?: string | undefined;
  readonly site?: string | undefined;
  readonly url?: string | undefined;
  readonly state?: string | undefined;
  readonly store?: string | undefined;
}

/** Flags of `serve`. */
export interface ServeFlags extends CommonFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly watch?: boolean | undefined;
  readonly drafts?: boolean | undefined;
  readonly log?: string | undefined;
  readonly adminPort?: string | undefined;
  readonly trustProxy?: string | undefined;
  readonly rateLimit?: string | undefined;
}

/** A setting that is empty counts as not given, as a shell's `VAR= command` means it. */
const given = (...values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined && value.trim() !== '')?.trim();

const usage = (message: string): PublisherError => new PublisherError('usage', message);

const wholeNumber = (name: string, text: string, most: number): number => {
  if (!/^[0-9]{1,9}$/.test(text) || Number(text) > most)
    throw usage(`${name} must be a whole number from 0 to ${most}, not “${text}”`);
  return Number(text);
};

const checkedUrl = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || /[?#]/.test(text)) {
    throw usage(`--url must be an absolute address without query, such as https://example.org, not ${text}`);
  }
  return text;
};

const DEFAULT_SITE_FILE = 'site.yaml';

/**
 * Reads the settings file: the one that is named, or `site.yaml` of the working directory if there is one.
 * Throws `PublisherError` for a named file that is not there and for faults in it.
 */
export const readSiteFile = (named: string | undefined): SiteSettings => {
  const file = named ?? DEFAULT_SITE_FILE;
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing && named === undefined) return readSettings('', file);
    const why = isMissing ? 'there is no such settings file' : (faultWords(cause)?.what ?? String(cause));
    throw new PublisherError('bad-settings', `${file}: ${why}`, { cause });
  }
  if (!isUtf8(bytes))
    throw new PublisherError('bad-settings', `${file}: it is no UTF-8 text: save it as UTF-8`);
  const text = bytes.toString();
  return readSettings(text, printedPath(resolve(file)), (settings, locate) =>
    checkExtensions(settings, (index) => locate(['extensions', index])),
  );
};

/** Where articles, settings and state lie. */
export interface CommonSettings {
  /** The articles folder, as the user wrote it. */
  readonly articles: string;
  readonly state: string;
  /** Address of the database that holds articles and ids instead of `articles` and `state`; absent for the folder. */
  readonly store?: string | undefined;
  readonly siteSettings: SiteSettings;
  /** The public address from flag or environment; absent where only `site.yaml` or the default tells. */
  readonly url: string | undefined;
}

/** Flags, then environment, then the defaults of INTERFACE. Throws `PublisherError` for what cannot be used. */
export const commonSettings = (flags: CommonFlags, env: Environment): CommonSettings => ({
  articles: given(flags.articles, env.DATELINE_ARTICLES) ?? 'articles',
  state: given(flags.state, env.DATELINE_STATE) ?? '.dateline',
  store: given(flags.store, env.DATELINE_STORE),
  siteSettings: readSiteFile(given(flags.site, env.DATELINE_SITE)),
  url: checkedUrl(given(flags.url, env.DATELINE_URL)),
});

/** Where state and database lie, for commands that need no settings of the site. */
export const placeSettings = (
  flags: Pick<CommonFlags, 'state' | 'store'>,
  env: Environment,
): Pick<CommonSettings, 'state' | 'store'> => ({
  state: given(flags.state, env.DATELINE_STATE) ?? '.dateline',
  store: given(flags.store, env.DATELINE_STORE),
});

/** What of the running program is told on standard error. */
export type LogLevel = 'summary' | 'requests' | 'quiet';

/** All that `serve` needs to know. */
export interface ServeSettings extends CommonSettings {
  readonly port: number;
  readonly host: string;
  readonly isWatching: boolean;
  readonly isShowingDrafts: boolean;
  readonly log: LogLevel;
  /** Port of the status page, on the loopback address; absent where there is to be none. */
  readonly adminPort: number | undefined;
  /** Whose `X-Forwarded-For` counts; absent where nobody's does. */
  readonly trust: Trust | undefined;
  /** Requests a minute from one address; 0 for no limit. */
  readonly rateLimit: number;
}

const isLoopbackHost = (host: string): boolean =>
  /^(localhost|127(\.[0-9]{1,3}){3}|::1|\[::1\])$/i.test(host);

const logLevel = (text: string): LogLevel => {
  if (text === 'summary' || text === 'requests' || text === 'quiet') return text;
  throw usage(`--log must be summary, requests or quiet, not ${text}`);
};

/** Settings of `serve`. `--drafts` is refused on an address that others can reach. */
export const serveSettings = (flags: ServeFlags, env: Environment): ServeSettings => {
  const host = given(flags.host, env.HOST) ?? '127.0.0.1';
  if (flags.drafts && !isLoopbackHost(host))
    throw usage(
      `--drafts shows what is not published, so it works on a loopback address only, not on ${host}`,
    );
  const adminPort = given(flags.adminPort, env.DATELINE_ADMIN_PORT);
  const trustProxy = given(flags.trustProxy, env.DATELINE_TRUST_PROXY);
  const rateLimit = given(flags.rateLimit, env.DATELINE_RATE_LIMIT) ?? '600';
  return {
    ...commonSettings(flags, env),
    port: wholeNumber('--port', given(flags.port, env.PORT) ?? '3000', 65_535),
    host,
    isWatching: flags.watch !== false && given(env.DATELINE_WATCH)?.toLowerCase() !== 'off',
    isShowingDrafts: flags.drafts === true,
    log: logLevel(given(flags.log, env.DATELINE_LOG) ?? 'summary'),
    adminPort: adminPort === undefined ? undefined : wholeNumber('--admin-port', adminPort, 65_535),
    trust: trustProxy === undefined ? undefined : readTrust(trustProxy),
    rateLimit: wholeNumber('--rate-limit', rateLimit, 999_999_999),
  };
};

/** The checked site with the address that holds: flag, environment, `site.yaml`, else `http://localhost:PORT`. */
export const siteOf = (
  { siteSettings, url }: Pick<CommonSettings, 'siteSettings' | 'url'>,
  port: number,
): Site => fillSite(siteSettings, { url, fallbackUrl: `http://localhost:${port}` });

/** Throws `PublisherError` `no-articles` with what to do about it when the articles folder is not there. */
export const checkFolder = async (folder: string): Promise<void> => {
  const stats = await stat(folder).catch(() => undefined);
  if (stats?.isDirectory()) return;
  const what = stats
    ? 'is a file, not a folder: name a folder with --articles'
    : `does not exist: make it (mkdir ${folder}) or name another with --articles`;
  throw new PublisherError('no-articles', `the articles folder ${folder} ${what}`);
};

/** Order of the numbers in a date such as 03/04/2015. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD';

/** Somebody who writes: the name as written, and addresses where they are known. */
export interface Person {
  readonly name: string;
  /** Absolute. */
  readonly url?: string | undefined;
  readonly email?: string | undefined;
}

/** An element of another namespace for RSS and Atom (`_prefix` object in JSON Feed); not yet checked as XML. */
export interface Extension {
  readonly namespace: string;
  readonly prefix: string;
  readonly element: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A kind of feed beside the site's own. */
export type ScopeKind = 'tags' | 'categories' | 'authors' | 'languages' | 'folders';

/** Settings of a podcast; with them the feed holds every episode. */
export interface Podcast {
  readonly author?: string | undefined;
  readonly owner?: { readonly name: string; readonly email: string } | undefined;
  /** Apple's names; a subcategory as `Arts > Books`. */
  readonly category?: string | undefined;
  readonly explicit: boolean;
  readonly type: 'episodic' | 'serial';
  readonly image?: string | undefined;
  readonly guid?: string | undefined;
  readonly newFeedUrl?: string | undefined;
  readonly locked?: boolean | undefined;
}

/**
 * The site's settings, checked and with every default filled in. `language` and `timeZone` stay absent while nobody
 * has set them: a default is not knowledge. Where a value must stand, it is `DEFAULT_LANGUAGE` and `DEFAULT_ZONE`.
 */
export interface Site {
  readonly title: string;
  readonly description: string;
  /** Public address without trailing slash: every absolute URL starts with it. May have a path. */
  readonly url: string;
  readonly copyright?: string | undefined;
  /** Absolute URL, or a path in the articles folder. */
  readonly image?: string | undefined;
  readonly icon?: string | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** `HH:MM`. */
  readonly dayTime: string;
  readonly authors: readonly Person[];
  readonly permalink?: string | undefined;
  readonly pages: boolean;
  /** `AUTHORITY,DATE` of RFC 4151. */
  readonly idAuthority: string;
  /** Whether `idAuthority` was set, or follows from `url`. */
  readonly idAuthorityGiven: boolean;
  readonly idPattern?: string | undefined;
  readonly preferred: 'atom' | 'rss' | 'json';
  readonly feeds: {
    readonly entries: number;
    readonly content: 'full' | 'summary';
    readonly by: readonly ScopeKind[];
    readonly archives: 'site' | 'all' | 'none';
  };
  readonly podcast?: Podcast | undefined;
  readonly extensions: readonly Extension[];
  readonly hubs: readonly string[];
  readonly deltas: boolean;
  readonly undated: 'hold' | 'file-time';
  /** Seconds. */
  readonly maxAge: number;
  readonly styled: boolean;
  readonly moved: Readonly<Record<string, string>>;
  readonly gone: readonly string[];
}

/** Fills in where a language must stand and nobody has set one. */
export const DEFAULT_LANGUAGE = 'en';

/** Fills in where a zone must stand and nobody has set one. */
export const DEFAULT_ZONE = 'UTC';

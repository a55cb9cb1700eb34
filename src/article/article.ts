import type { DateOrder, DateRole, Instant, Precision } from '../date/reading.ts';
import type { Problem } from '../problem.ts';
import type { Extension, Person } from '../site.ts';

/** One file of the articles folder (or of another store), as it lies there. */
export interface SourceFile {
  /** Relative to the articles folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970, as the store tells it; used only where `undated: file-time` asks for it. */
  readonly modified: number;
}

/** A file after decoding: every line end is `\n`, no BOM. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** WHATWG name of the encoding, `utf-8+bom` and so on with a BOM. */
  readonly encoding: string;
}

/** Where a fact about an article was found. */
export type FieldSource =
  | 'front-matter'
  | 'defaults'
  | 'json-ld'
  | 'open-graph'
  | 'microdata'
  | 'meta'
  | 'time'
  | 'text'
  | 'dateline'
  | 'filename'
  | 'address'
  | 'updated'
  | 'file-time';

/** A value with its place: `line` and `column` count from 1 in the file, absent where it has none. */
export interface Field<T = string> {
  readonly value: T;
  readonly source: FieldSource;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** A date as the file writes it, not yet read. A Draft lists them by rank, the one that counts first. */
export interface DateCandidate extends Field<string> {
  /** `published`, `updated`, or `unknown` where only the text of the line itself can tell. */
  readonly role: DateRole | 'unknown';
}

/** A file that belongs to an entry, such as a podcast episode; the URL is as written in the article. */
export interface EnclosureDraft {
  readonly url: string;
  /** Bytes. */
  readonly length?: number | undefined;
  /** Media type. */
  readonly type?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly title?: string | undefined;
}

/** Podcast facts of an article. */
export interface Episode {
  readonly number?: number | undefined;
  readonly season?: number | undefined;
  readonly type?: 'full' | 'trailer' | 'bonus' | undefined;
  readonly title?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly explicit?: boolean | undefined;
  readonly image?: string | undefined;
  /** URL of the transcript and its media type. */
  readonly transcript?: { readonly url: string; readonly type?: string | undefined } | undefined;
  /** URL of the chapters file (JSON chapters). */
  readonly chapters?: string | undefined;
}

/** Where a republished article comes from (Atom `source`, JSON Feed `external_url`). */
export interface Origin {
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly id?: string | undefined;
}

/** One block of a press dump. `lines` are the source lines (hard wraps joined for a paragraph), `items` those of a list. */
export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'list';
      readonly items: readonly string[];
      readonly ordered: boolean;
      readonly line: number;
    };

/** The text of an article before it is made HTML. `line` is the file's line on which it begins. */
export type Body =
  /** Markdown source. */
  | { readonly kind: 'markdown'; readonly text: string; readonly line: number }
  /** An HTML fragment that is the body as a whole (a Ghost export's post). */
  | { readonly kind: 'fragment'; readonly html: string; readonly line: number }
  /** A saved page whose main text has still to be found. */
  | { readonly kind: 'page'; readonly html: string; readonly line: number }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[]; readonly line: number };

/** A line that does not become part of the entry, and the rule that took it out. */
export interface RemovedLine {
  readonly line: number;
  readonly text: string;
  readonly rule: string;
}

/** What an article says of its own visibility, dates as written. */
export interface Visibility {
  readonly draft?: Field<boolean> | undefined;
  /** private, unlisted, hidden: published nowhere. */
  readonly unlisted?: Field<boolean> | undefined;
  /** Not before this date (`publishDate` beside `date`); absent: `published` decides. */
  readonly appears?: Field | undefined;
  readonly expires?: Field | undefined;
  readonly withdrawn?: Field | undefined;
  readonly notice?: Field | undefined;
}

/** What a file says, unchecked: the outcome of every reader, the same for all formats. */
export interface Draft {
  readonly path: string;
  /** Which article of a file that holds several (a Ghost export): a name that stays the same between exports. */
  readonly part?: string | undefined;
  /** Name of the row in `formats.ts`. */
  readonly format: string;
  readonly encoding: string;
  /** Plain text. */
  readonly title?: Field | undefined;
  /** `id`, `guid` or `uuid`, exactly as given. */
  readonly id?: Field | undefined;
  readonly slug?: Field | undefined;
  /** The article's public address as written: absolute, or a path. A saved page's canonical address. */
  readonly url?: Field | undefined;
  /** BCP 47. */
  readonly language?: Field | undefined;
  /** IANA zone in which the article writes its dates, where it says so itself. */
  readonly timeZone?: Field | undefined;
  /** `DMY`, `MDY` or `YMD`, and `HH:MM`, where the article says so itself. */
  readonly dateOrder?: Field | undefined;
  readonly dayTime?: Field | undefined;
  readonly siteName?: Field | undefined;
  /** As written in the dateline. */
  readonly place?: Field | undefined;
  /** By rank, the one that counts first (within a source in the order of the text). */
  readonly dates: readonly DateCandidate[];
  /** Where there is no date: a key that looks like a slip of the pen for one, and the name that is meant. */
  readonly misspeltDate?: Field<{ readonly key: string; readonly name: string }> | undefined;
  /** When the page was saved, as written: the reference of relative dates. */
  readonly saved?: Field | undefined;
  readonly authors?: Field<readonly Person[]> | undefined;
  readonly tags?: Field<readonly string[]> | undefined;
  readonly categories?: Field<readonly string[]> | undefined;
  /** Plain text. */
  readonly summary?: Field | undefined;
  /** Address as written. */
  readonly image?: Field | undefined;
  readonly enclosures: readonly Field<EnclosureDraft>[];
  readonly episode?: Field<Episode> | undefined;
  readonly origin?: Field<Origin> | undefined;
  readonly visibility: Visibility;
  /** By its name or its layout it is a page beside the articles: without a date it is none of them. */
  readonly isPage?: boolean | undefined;
  readonly extensions?: Field<readonly Extension[]> | undefined;
  /** Absolute address that relative ones of a saved page are resolved against (`<base>`, canonical, `og:url`, "saved from"). */
  readonly baseUrl?: string | undefined;
  readonly body: Body;
  readonly removed: readonly RemovedLine[];
  readonly problems: readonly Problem[];
}

/** Defaults of the `_defaults.yaml` files above an article, nearest one first in force, merged key by key. */
export interface Defaults {
  readonly timeZone?: string | undefined;
  /** Zone of front matter's timestamps with seconds and no zone: `UTC` as YAML 1.1 has it, and with it Jekyll. */
  readonly timestampZone?: string | undefined;
  readonly language?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  readonly dayTime?: string | undefined;
  readonly authors?: readonly Person[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly siteName?: string | undefined;
}

/**
 * Checked facts of one article before it has an identity. No body: that is read again when a document shows it.
 * Strings are copies, never slices of the file's text (a slice would keep the whole file in memory).
 */
export interface ArticleFacts {
  readonly path: string;
  readonly part?: string | undefined;
  readonly format: string;
  /** As given by the article, if it gives one. */
  readonly givenId?: string | undefined;
  readonly givenSlug?: string | undefined;
  /** What the slug is made from when there is none yet: the name in a dated file name. Absent: the title. */
  readonly slugHint?: string | undefined;
  /** Absolute public address given by the article. */
  readonly givenUrl?: string | undefined;
  /** Address given as a path only: answered 301 to the page. */
  readonly givenPath?: string | undefined;
  /** Plain text, may be empty. */
  readonly title: string;
  readonly authors: readonly Person[];
  readonly published: Instant;
  readonly publishedPrecision: Precision;
  /**
   * When the article tells of an update. Never before `published` at the coarser precision of the two; an update that
   * names only the day of publication may still be the earlier instant.
   */
  readonly updated?: Instant | undefined;
  readonly updatedPrecision?: Precision | undefined;
  /** IANA zone of the article's wall clock, for people (`UTC` where nobody has set one). */
  readonly zone: string;
  /** BCP 47; absent where only the site's default applies. */
  readonly language?: string | undefined;
  readonly siteName?: string | undefined;
  readonly place?: string | undefined;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  /** Plain text given by the article. */
  readonly summary?: string | undefined;
  /** Address as written. */
  readonly image?: string | undefined;
  readonly enclosures: readonly EnclosureDraft[];
  readonly episode?: Episode | undefined;
  readonly origin?: Origin | undefined;
  readonly extensions: readonly Extension[];
  readonly baseUrl?: string | undefined;
  readonly draft: boolean;
  readonly unlisted: boolean;
  /** When the entry may first be shown: `published`, or a later date the article asks for. */
  readonly appears: Instant;
  readonly expires?: Instant | undefined;
  readonly withdrawn?: Instant | undefined;
  readonly notice?: string | undefined;
  /** Hash of the body's text, for identity (hexadecimal, 16 digits); empty where there is no text. */
  readonly bodyHash: string;
  /** Hash of what the article says of itself apart from the body; empty where it says nothing that tells it from others. */
  readonly metaHash: string;
  /** Source of each field that has one, such as `{ published: 'front-matter' }`. */
  readonly sources: Readonly<Partial<Record<string, FieldSource>>>;
}

/** An article with its identity: all that feeds, pages and indexes need but the body. */
export interface Article extends ArticleFacts {
  /** Exactly as given, recorded or minted (INTERFACE.md, Entries). */
  readonly id: string;
  /** Unique among articles, a URL path segment (not percent-encoded). */
  readonly slug: string;
  /** Absolute address of the entry. */
  readonly link: string;
}

/** Where an article stands at a moment. */
export type ArticleState = 'listed' | 'draft' | 'unlisted' | 'scheduled' | 'expired' | 'withdrawn';

/** An image that an entry names, with absolute address; the rest where the articles folder has the file. */
export interface EntryImage {
  readonly url: string;
  readonly type?: string | undefined;
  /** Bytes. */
  readonly length?: number | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** An enclosure with absolute address, and length and type as far as they are known. */
export interface Enclosure extends EnclosureDraft {}

/** The body of an entry, finished: the only HTML that leaves the program. */
export interface EntryContent {
  /** Sanitized HTML with absolute addresses; empty where the article has no text. */
  readonly html: string;
  /** Plain text: the summary given, else the beginning of the body (about 300 characters), else empty. */
  readonly summary: string;
  readonly image?: EntryImage | undefined;
  readonly enclosures: readonly Enclosure[];
  /** The article's, with absolute addresses. */
  readonly episode?: Episode | undefined;
  readonly problems: readonly Problem[];
}

/** An article as feeds show it. */
export interface Entry {
  readonly article: Article;
  readonly content: EntryContent;
}

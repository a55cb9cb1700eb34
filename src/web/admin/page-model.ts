import type { Article, ArticleState } from '../../article/article.ts';
import { stateAt } from '../../article/dates/visibility.ts';
import type { Instant } from '../../date/reading.ts';
import { feedDefinition } from '../../feed/definition.ts';
import type { Scope } from '../../feed/feed.ts';
import type { Problem, ProblemCode } from '../../problem.ts';
import type { Publication } from '../../publication.ts';
import type { Site } from '../../site.ts';
import type { Library } from '../../store/library.ts';

/** An article with a moment that matters: when it appears, when it was withdrawn, or how its date was read. */
export interface ArticleMoment {
  readonly title: string;
  readonly path: string;
  readonly at: Instant;
  /** IANA zone of the article's wall clock. */
  readonly zone: string;
}

/** A date that was read with a doubt. */
export interface DoubtfulDate {
  readonly problem: Problem;
  /** How the article's publication was read; undefined where the article is held back. */
  readonly read?: ArticleMoment | undefined;
}

/** Requests for the documents of a feed, or of the whole server, since the start. */
export interface Traffic {
  readonly requests: number;
  readonly notModified: number;
  /** Subscribers as readers report them in their User-Agent, all readers together. */
  readonly subscribers: number;
}

/** A document of a feed as it is kept now. */
export interface DocumentStatus {
  readonly format: string;
  readonly path: string;
  /** Not compressed; undefined while nobody has asked for it. */
  readonly bytes?: number | undefined;
  readonly changed?: Instant | undefined;
}

/** A feed and what is asked of it. */
export interface FeedStatus {
  readonly title: string;
  readonly path: string;
  /** In the feed and its archives. */
  readonly entries: number;
  readonly documents: readonly DocumentStatus[];
  readonly traffic: Traffic;
}

/** A WebSub hub and what it said last. */
export interface HubStatus {
  readonly url: string;
  /** HTTP status of its last answer, or why there was none; undefined while it was never told. */
  readonly answer?: string | undefined;
  readonly isGood?: boolean | undefined;
  readonly at?: Instant | undefined;
}

/** Answers in one minute. */
export interface TrafficMinute {
  /** The minute's beginning. */
  readonly at: Instant;
  readonly whole: number;
  readonly notModified: number;
  /** 400 and above. */
  readonly failed: number;
}

/** Everything that the status page tells. */
export interface StatusModel {
  readonly site: Site;
  readonly now: Instant;
  readonly startedAt: Instant;
  /** Why the source of the articles is out of reach, if it is. */
  readonly sourceFault?: string | undefined;
  /** Files that hold articles of which none could be published. */
  readonly heldBack: number;
  readonly states: Readonly<Record<ArticleState, number>>;
  /** The next ones, soonest first. */
  readonly scheduled: readonly ArticleMoment[];
  /** The last ones, newest first. */
  readonly withdrawn: readonly ArticleMoment[];
  /** When something appears or expires by itself next. */
  readonly nextChange?: Instant | undefined;
  readonly problems: readonly Problem[];
  readonly dates: readonly DoubtfulDate[];
  readonly feeds: readonly FeedStatus[];
  readonly hubs: readonly HubStatus[];
  /** Oldest first; empty where nobody counts. */
  readonly minutes: readonly TrafficMinute[];
}

/** What the model is gathered from. What nobody measures may be absent. */
export interface StatusSource {
  readonly library: Library;
  readonly publication: Publication;
  readonly problems: readonly Problem[];
  readonly now: number;
  readonly startedAt: number;
  /** Counts of one document, by its path. */
  readonly trafficOf?: (path: string) => Traffic | undefined;
  readonly hubs?: readonly HubStatus[];
  readonly minutes?: readonly TrafficMinute[];
}

/** Feeds, and articles of one kind, that the page names. */
const mostFeeds = 50;
const mostMoments = 20;

/** Warnings that say how a date was understood although it could have meant something else. */
const doubts: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'abbr-season',
  'dst-gap',
  'dst-overlap',
  'hour-24',
  'leap-second',
  'meridiem-redundant',
  'order-by-weekday',
  'weekday-mismatch',
  'future',
  'zone-not-set',
  'zone-conflict',
  'date-conflict',
  'date-skipped',
  'updated-before-published',
  'only-updated',
  'file-time',
]);

const momentOf = ({ title, slug, path, zone }: Article, at: Instant): ArticleMoment => ({
  title: title || slug,
  path,
  at,
  zone,
});

const noTraffic: Traffic = { requests: 0, notModified: 0, subscribers: 0 };

const added = (all: readonly Traffic[]): Traffic =>
  all.reduce(
    (sum, one) => ({
      requests: sum.requests + one.requests,
      notModified: sum.notModified + one.notModified,
      // Readers of different formats are different subscribers.
      subscribers: sum.subscribers + one.subscribers,
    }),
    noTraffic,
  );

const feedStatus = ({ publication, trafficOf }: StatusSource, scope: Scope): FeedStatus => {
  const documents = publication.formats.map(({ title, fileName }): DocumentStatus => {
    const path = `${scope.path}/${fileName}`;
    const document = publication.ready(path);
    return {
      format: title,
      path,
      bytes: document?.identity.bytes.length,
      changed: document?.lastModified,
    };
  });
  return {
    title: feedDefinition(publication.site, scope).title,
    path: `${scope.path}/`,
    entries: publication.collection.articlesOf(scope).size,
    documents,
    traffic: added(documents.map(({ path }) => trafficOf?.(path) ?? noTraffic)),
  };
};

/** The site's own feed, then the others by what is asked of them and how much they hold. */
const feedStatuses = (source: StatusSource): readonly FeedStatus[] => {
  const [own, ...others] = source.publication.collection.scopes().map((scope) => feedStatus(source, scope));
  const sorted = others.sort(
    (a, b) => b.traffic.requests - a.traffic.requests || b.entries - a.entries || (a.path < b.path ? -1 : 1),
  );
  return [...(own ? [own] : []), ...sorted].slice(0, mostFeeds);
};

/** Gathers what the status page tells now. */
export const statusModel = (source: StatusSource): StatusModel => {
  const { library, publication, problems, now, startedAt, hubs = [], minutes = [] } = source;
  const states = { listed: 0, draft: 0, unlisted: 0, scheduled: 0, expired: 0, withdrawn: 0 };
  const scheduled: ArticleMoment[] = [];
  const withdrawn: ArticleMoment[] = [];
  const published = new Map<string, ArticleMoment>();
  for (const article of library.articles()) {
    const state = stateAt(article, now);
    states[state] += 1;
    published.set(article.path, momentOf(article, article.published));
    if (state === 'scheduled') scheduled.push(momentOf(article, article.appears));
    if (state === 'withdrawn') withdrawn.push(momentOf(article, article.withdrawn ?? article.published));
  }
  const refused = problems.filter(
    ({ severity, path }) => severity === 'error' && path !== undefined && !published.has(path),
  );
  return {
    site: publication.site,
    now: now as Instant,
    startedAt: startedAt as Instant,
    sourceFault: library.sourceFault?.message,
    heldBack: new Set(refused.map(({ path }) => path)).size,
    states,
    scheduled: scheduled.sort((a, b) => a.at - b.at).slice(0, mostMoments),
    withdrawn: withdrawn.sort((a, b) => b.at - a.at).slice(0, mostMoments),
    nextChange: library.nextChange as Instant | undefined,
    problems,
    dates: problems
      .filter(({ code }) => doubts.has(code))
      .map((problem) => ({ problem, read: published.get(problem.path ?? '') })),
    feeds: feedStatuses(source),
    hubs,
    minutes,
  };
};

import { formatRfc3339 } from '../../date/format.ts';
import { formatForPeople } from '../../date/people.ts';
import type { Instant } from '../../date/reading.ts';
import { compareProblems, type Problem } from '../../problem.ts';
import { icon } from '../pages/assets.ts';
import { renderTemplate } from '../pages/engine.ts';
import { statusScript, statusStyle } from '../pages/status-assets.ts';
import { foldProblems } from './fold-problems.ts';
import type { ArticleMoment, FeedStatus, HubStatus, StatusModel } from './page-model.ts';
import { type Share, shareBar, trafficPlot } from './plot.ts';

export { type StatusModel, type StatusSource, statusModel } from './page-model.ts';

/** Problems that the page shows in full beside those that say the same over and over; `check --all` shows all. */
const mostProblems = 200;

/** Headers of the status page and its files: it speaks to nobody but the server that it comes from, and is never kept. */
export const statusHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Files that the status page needs, by path on the admin address; types are without charset. */
export const statusAssets: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  '/assets/status.css': { type: 'text/css', text: statusStyle },
  '/assets/status.js': { type: 'text/javascript', text: statusScript },
  '/assets/icon.svg': { type: 'image/svg+xml', text: icon },
};

const units: readonly (readonly [name: string, milliseconds: number])[] = [
  ['y', 365 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** A length of time in its two largest units: `3 h 12 min`. */
export const duration = (milliseconds: number): string => {
  let rest = Math.max(0, Math.round(milliseconds / 1000) * 1000);
  const first = units.findIndex(([, length]) => rest >= length);
  if (first === -1) return '0 s';
  return units
    .slice(first, first + 2)
    .flatMap(([name, length]) => {
      const count = Math.floor(rest / length);
      rest -= count * length;
      return count === 0 ? [] : [`${count} ${name}`];
    })
    .join(' ');
};

const number = (value: number): string => value.toLocaleString('en');

const size = (bytes: number | undefined): string =>
  bytes === undefined
    ? '–'
    : bytes < 1000
      ? `${bytes} B`
      : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;

const time = (at: Instant, zone: string | undefined) => ({
  iso: formatRfc3339(at),
  text: formatForPeople(at, { zone, language: 'en-GB', precision: 'minute' }),
});

const momentRow = ({ title, path, at, zone }: ArticleMoment, now: Instant) => ({
  title,
  path,
  time: time(at, zone),
  distance: at > now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`,
});

const problemRow = ({ code, severity, message, hint, path, line, column }: Problem) => ({
  code,
  severity,
  message,
  hint,
  place: [path, line, column].filter((part) => part !== undefined).join(':'),
});

const statesOf = ({ states, heldBack }: StatusModel): readonly Share[] => [
  { name: 'Published', count: states.listed, className: 'listed' },
  { name: 'Scheduled', count: states.scheduled, className: 'scheduled' },
  { name: 'Held back', count: heldBack, className: 'held-back' },
  { name: 'Withdrawn', count: states.withdrawn, className: 'withdrawn' },
  { name: 'Drafts', count: states.draft + states.unlisted, className: 'draft' },
  { name: 'Expired', count: states.expired, className: 'expired' },
];

const feedRow = ({ title, path, entries, documents, traffic }: FeedStatus, { site, now }: StatusModel) => {
  const { requests, notModified, subscribers } = traffic;
  const changes = documents.flatMap(({ changed }) => (changed === undefined ? [] : [changed]));
  const changed = changes.length === 0 ? undefined : (Math.max(...changes) as Instant);
  return {
    title,
    path,
    entries: number(entries),
    documents: documents.map(({ format, bytes }) => ({ format, size: size(bytes) })),
    changed: changed !== undefined && {
      ...time(changed, site.timeZone),
      distance: `${duration(now - changed)} ago`,
    },
    requests: number(requests),
    ratio: percent(notModified, requests),
    bar: shareBar(`Of ${requests} requests ${notModified} were answered 304`, [
      { name: '304', count: notModified, className: 'not-modified' },
      { name: 'Others', count: requests - notModified, className: 'whole' },
    ]),
    subscribers: number(subscribers),
  };
};

const hubRow = ({ url, answer, isGood, at }: HubStatus, { site, now }: StatusModel) => ({
  url,
  answer: answer ?? 'not told yet',
  state: answer === undefined ? 'none' : isGood ? 'good' : 'bad',
  time: at !== undefined && { ...time(at, site.timeZone), distance: `${duration(now - at)} ago` },
});

const datesOf = ({ dates }: StatusModel) =>
  dates.slice(0, mostProblems).map(({ problem, read }) => ({
    ...problemRow(problem),
    read: read && time(read.at, read.zone),
  }));

const trafficOf = ({ minutes: all }: StatusModel) => {
  const minutes = all.slice(-60);
  const sum = (pick: (minute: (typeof minutes)[number]) => number): number =>
    minutes.reduce((total, minute) => total + pick(minute), 0);
  const [whole, notModified, failed] = [
    sum((minute) => minute.whole),
    sum((minute) => minute.notModified),
    sum((minute) => minute.failed),
  ];
  return {
    plot: trafficPlot(minutes),
    whole: number(whole),
    notModified: number(notModified),
    failed: number(failed),
    ratio: percent(notModified, whole + notModified + failed),
  };
};

/**
 * The status page: articles by state, Problems with their cure, how doubtful dates were read, feeds with what is asked
 * of them, hubs, and what happens next. In English, for whoever runs the server. `statusAssets` must be served beside
 * it, and its script asks for the page again every few seconds while it is looked at.
 */
export const renderStatusPage = (model: StatusModel): string => {
  const { site, now, startedAt, sourceFault, problems, nextChange } = model;
  const states = statesOf(model);
  const { shown, folded } = foldProblems(problems.toSorted(bySeverity));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return renderTemplate('status', {
    siteTitle: site.title,
    siteUrl: `${site.url}/`,
    now: time(now, site.timeZone),
    uptime: duration(now - startedAt),
    sourceFault,
    states: states.map(({ name, count, className }) => ({ name, count: number(count), className })),
    stateBar: shareBar('Articles by state', states),
    next: nextChange !== undefined && {
      ...time(nextChange, site.timeZone),
      distance: `in ${duration(nextChange - now)}`,
    },
    scheduled: model.scheduled.map((moment) => momentRow(moment, now)),
    withdrawn: model.withdrawn.map((moment) => momentRow(moment, now)),
    errors: number(errors),
    warnings: number(problems.length - errors),
    problems: shown.slice(0, mostProblems).map(problemRow),
    folded: folded.map(({ code, count }) => ({ code, count: number(count) })),
    isCut: shown.length > mostProblems,
    isEmpty: states.every(({ count }) => count === 0),
    dates: datesOf(model),
    traffic: trafficOf(model),
    feeds: model.feeds.map((feed) => feedRow(feed, model)),
    hubs: model.hubs.map((hub) => hubRow(hub, model)),
  });
};

/** Errors first: they hold articles back. */
const bySeverity = (a: Problem, b: Problem): number =>
  a.severity === b.severity ? compareProblems(a, b) : a.severity === 'error' ? -1 : 1;

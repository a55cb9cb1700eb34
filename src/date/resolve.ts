import { type Day, dayOfNumber, weekdayOf } from './calendars.ts';
import type { Candidate } from './candidate.ts';
import type { DatePiece } from './date-piece.ts';
import { doubtDay, doubtInstant } from './placeholder.ts';
import type { DateWarning, Instant, Precision, RefusalCode } from './reading.ts';
import { type DaySettings, resolveDay } from './resolve-day.ts';
import { placeIn, wallOf } from './resolve-time.ts';
import type { Settings } from './settings.ts';
import type { TimePiece } from './times.ts';
import type { ZoneText } from './zone-text.ts';
import { offsetAt, type WallClock } from './zones.ts';

/** What the text itself tells beside the candidate. */
export interface LineFacts {
  readonly rfc822: boolean;
  readonly thai: boolean;
  readonly persian: boolean;
}

/** A resolved candidate, or why it is refused. */
export type Resolved =
  | {
      readonly ok: true;
      readonly instant: Instant;
      readonly offset: number;
      readonly zone: string | null;
      readonly precision: Precision;
      readonly warnings: readonly DateWarning[];
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

const DAY = 86_400_000;

/** The day that an instant falls on in a zone. */
export const dayIn = (instant: Instant, zone: string): Day =>
  dayOfNumber(Math.floor((instant + offsetAt(instant, zone) * 60_000) / DAY));

const refuse = (code: RefusalCode, message: string): Resolved => ({ ok: false, code, message });

const daySettings = (candidate: Candidate, settings: Settings, facts: LineFacts): DaySettings => ({
  language: settings.language,
  dateOrder: settings.dateOrder,
  zone: settings.zone,
  thai: facts.thai,
  persian: facts.persian,
  weekday: candidate.weekday,
  today: settings.reference === undefined ? undefined : dayIn(settings.reference, settings.zone ?? 'UTC'),
});

const sameDay = (a: Day, b: Day): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

/** Whether the other dates of the line name the same day (rule 17: two calendars, one day). */
const checkOthers = (others: readonly DatePiece[], day: Day, settings: DaySettings): Resolved | undefined => {
  for (const { value } of others) {
    const other = resolveDay(value, settings);
    const foreign = value.form === 'full' && value.calendar !== undefined;
    if (foreign && !other.ok) continue;
    if (!other.ok || !sameDay(other.day, day)) {
      const calendar = value.form === 'full' && (value.calendar !== undefined || value.era !== undefined);
      return calendar
        ? refuse('calendar', 'its two calendars name different days')
        : refuse('unparsable', 'it names two days, and nothing says which one counts');
    }
  }
  return undefined;
};

const midnight = (day: Day, minutes: number): WallClock => ({
  ...day,
  hour: Math.trunc(minutes / 60),
  minute: minutes % 60,
  second: 0,
  millisecond: 0,
});

interface Stated {
  readonly wall: WallClock;
  readonly precision: Precision;
  readonly warnings: readonly DateWarning[];
  readonly leap: boolean;
}

const stateTime = (day: Day, time: TimePiece | undefined, settings: Settings): Stated | Resolved => {
  if (time === undefined) {
    return { wall: midnight(day, settings.dayMinutes), precision: 'day', warnings: [], leap: false };
  }
  const found = wallOf(day, time);
  if (!found.ok) return found;
  return { wall: found.wall, precision: time.precision, warnings: found.warnings, leap: found.leap };
};

/** Further zones behind the same time must agree with it: `IST (GMT+5:30)`; an offset decides what a name leaves open. */
const chooseZone = (zones: readonly ZoneText[], zone: ZoneText | undefined): ZoneText | undefined => {
  const offset = zones.find(({ kind }) => kind === 'offset');
  return zone?.kind === 'abbreviation' && offset !== undefined ? offset : zone;
};

const agrees = (
  candidate: Candidate,
  day: Day,
  instant: Instant,
  settings: Settings,
  facts: LineFacts,
): boolean =>
  candidate.otherTimes.every((time) => {
    const wall = wallOf(day, time);
    if (!wall.ok) return false;
    const place = placeIn(wall.wall, time.zones[0], { siteZone: settings.zone, rfc822: facts.rfc822 });
    return place.ok && (place.instant - instant) % DAY === 0;
  });

const zonesAgree = (
  candidate: Candidate,
  wall: WallClock,
  instant: Instant,
  settings: Settings,
  facts: LineFacts,
): boolean => {
  const zones = candidate.time?.zones ?? [];
  const [first] = zones;
  // RFC 9557 §2.2: behind Z a zone in brackets says where, not that the instant is another.
  if (first?.kind === 'abbreviation' && first.name === 'z') return true;
  return zones.slice(1).every((zone) => {
    const place = placeIn(wall, zone, { siteZone: settings.zone, rfc822: facts.rfc822 });
    // A name that is open or unknown in brackets behind an offset is a comment.
    return !place.ok || place.instant === instant || place.warnings.includes('abbr-season');
  });
};

/** `23:59:60` counts only at the end of June or December in UTC (rule 8). */
const isLeapSecond = (instant: Instant): boolean => {
  const next = new Date(instant + 1_000);
  const start =
    next.getUTCDate() === 1 &&
    next.getUTCHours() === 0 &&
    next.getUTCMinutes() === 0 &&
    next.getUTCSeconds() === 0;
  return start && (next.getUTCMonth() === 0 || next.getUTCMonth() === 6);
};

const noWarnings: readonly DateWarning[] = Object.freeze([]);

const weekdayWarning = (candidate: Candidate, day: Day): readonly DateWarning[] =>
  candidate.weekday === undefined || weekdayOf(day) === candidate.weekday ? noWarnings : ['weekday-mismatch'];

/** The warnings of all lists, each once. */
const together = (...lists: readonly (readonly DateWarning[])[]): readonly DateWarning[] => {
  if (lists.every((list) => list.length === 0)) return noWarnings;
  return [...new Set(lists.flat())];
};

const anyDay: WallClock = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };

const clock = ({ hour, minute }: { readonly hour: number; readonly minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** What is wrong with `17:45 05:30`: two times, or an offset that lacks its sign. */
const twoTimes = ({ time, otherTimes: [other] }: Candidate): string => {
  if (time === undefined || other === undefined) return 'it gives two times that differ';
  const [first, second] = [clock(time), clock(other)];
  const isOffset = other.hour <= 14 && other.second === 0 && other.zones.length === 0;
  const sign = isOffset ? `; an offset has a sign, such as +${second}` : '';
  return `two times stand in it, ${first} and ${second}, and are not the same moment: write one of them${sign}`;
};

/** The refusal of a zone that is none, whatever the day. */
const placeRefusal = (zone: ZoneText): Resolved => {
  const place = placeIn(anyDay, zone, { siteZone: undefined, rfc822: false });
  return place.ok ? refuse('unknown-zone', 'its zone is not known') : place;
};

/** The instant of a candidate, checked by every rule. */
export const resolve = (candidate: Candidate, settings: Settings, facts: LineFacts): Resolved => {
  const forDay = daySettings(candidate, settings, facts);
  const raw = candidate.date.value;
  const early =
    raw.form === 'full' && raw.calendar === undefined && !raw.shortYear && raw.month === 0
      ? doubtDay(raw)
      : undefined;
  if (early !== undefined) return { ok: false, ...early };
  const found = resolveDay(raw, forDay);
  if (!found.ok) return found;
  const { day } = found;
  const zone = chooseZone(candidate.time?.zones ?? [], candidate.zone);
  if (zone?.kind === 'refused') return placeRefusal(zone);
  const doubt = doubtDay(day);
  if (doubt !== undefined) return { ok: false, ...doubt };
  const conflict = checkOthers(candidate.others, day, forDay);
  if (conflict !== undefined) return conflict;
  const stated = stateTime(day, candidate.time, settings);
  if ('ok' in stated) return stated;
  const place = placeIn(stated.wall, zone, { siteZone: settings.zone, rfc822: facts.rfc822 });
  if (!place.ok) return place;
  const { instant, offset } = place;
  if (stated.leap && !isLeapSecond(instant))
    return refuse('invalid-time', 'a second 60 stands only at 23:59:60 UTC at the end of June or December');
  const none = doubtInstant(instant, stated.wall, stated.precision);
  if (none !== undefined) return { ok: false, ...none };
  if (!agrees(candidate, day, instant, settings, facts)) return refuse('unparsable', twoTimes(candidate));
  if (!zonesAgree(candidate, stated.wall, instant, settings, facts))
    return refuse('ambiguous-zone', 'its two zones contradict each other');
  const isFuture = settings.reference !== undefined && instant > settings.reference;
  // The start of a day that only its date names is no clock change that someone wrote down.
  const changes = stated.precision === 'day' ? noWarnings : place.warnings;
  const warnings = together(
    found.warnings,
    stated.warnings,
    changes,
    weekdayWarning(candidate, day),
    isFuture ? ['future'] : noWarnings,
  );
  return {
    ok: true,
    instant,
    offset,
    zone: place.zone,
    precision: stated.precision,
    warnings,
  };
};

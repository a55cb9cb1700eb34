import { isAmerican, isRfc822Zone, meaningsOf, type ZoneMeaning } from './abbreviations.ts';
import { type Day, dayNumber, dayOfNumber } from './calendars.ts';
import type { DateWarning, Instant, RefusalCode } from './reading.ts';
import type { TimePiece } from './times.ts';
import type { ZoneText } from './zone-text.ts';
import { offsetAt, placeWallClock, type WallClock, wallAsUtc } from './zones.ts';

/** A wall clock, or why the time of day is none. */
export type WallOutcome =
  | {
      readonly ok: true;
      readonly wall: WallClock;
      readonly warnings: readonly DateWarning[];
      readonly leap: boolean;
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

type TimeOfDay = Pick<TimePiece, 'hour' | 'minute' | 'second' | 'millisecond' | 'hours' | 'period'>;

const refuse = (code: RefusalCode, message: string): { ok: false; code: RefusalCode; message: string } => ({
  ok: false,
  code,
  message,
});

const allows = (mask: number, hour: number): boolean => ((mask >> hour) & 1) === 1;

/** The hour of the day by the words beside it (rule 9). */
const hourOf = ({
  hour,
  hours,
  period,
  minute,
}: TimeOfDay): { hour: number; redundant: boolean } | RefusalCode => {
  if (hours === undefined) return { hour, redundant: false };
  if (hours === 1) return 'ambiguous-hour';
  if (hour > 12) return allows(hours, hour % 24) ? { hour, redundant: true } : 'invalid-time';
  if (hour === 12 && /^(?:午前|午後|上午)$/.test(period)) return 'ambiguous-hour';
  if (hour === 0) {
    if (allows(hours, 0)) return { hour: 0, redundant: false };
    // In Japanese, Chinese and Korean the afternoon begins with hour 0.
    return /^(?:午後|下午|오후)$/.test(period) ? { hour: 12, redundant: false } : 'invalid-time';
  }
  const readings = [hour % 12, (hour % 12) + 12].filter((reading) => allows(hours, reading));
  if (readings.length === 1) return { hour: readings[0] as number, redundant: false };
  if (readings.length === 0 && minute === 0 && hour === 12 && hours === 1 << 12)
    return { hour: 12, redundant: false };
  return 'ambiguous-hour';
};

const next = (day: Day): Day => dayOfNumber(dayNumber(day) + 1);

/** The wall clock of a time on a day; leap seconds are judged when the instant is known. */
export const wallOf = (day: Day, time: TimeOfDay): WallOutcome => {
  const { minute, second, millisecond } = time;
  const found = hourOf(time);
  if (typeof found === 'string') {
    const why =
      found === 'invalid-time'
        ? 'the hour does not fit the words beside it'
        : 'the hour has two readings: write it by 24 hours';
    return refuse(found, why);
  }
  const { hour, redundant } = found;
  const warnings: DateWarning[] = redundant ? ['meridiem-redundant'] : [];
  if (hour > 24 || minute > 59 || second > 60) return refuse('invalid-time', 'there is no such time of day');
  if (hour === 24) {
    if (minute > 0 || second > 0 || millisecond > 0)
      return refuse('invalid-time', 'only 24:00 itself is a time');
    return {
      ok: true,
      wall: { ...next(day), hour: 0, minute, second, millisecond },
      warnings: [...warnings, 'hour-24'],
      leap: false,
    };
  }
  if (second === 60) {
    return {
      ok: true,
      wall: { ...day, hour, minute, second: 59, millisecond: 0 },
      warnings: [...warnings, 'leap-second'],
      leap: true,
    };
  }
  return { ok: true, wall: { ...day, hour, minute, second, millisecond }, warnings, leap: false };
};

/** A placed wall clock, or why it could not be placed. */
export type PlaceOutcome =
  | {
      readonly ok: true;
      readonly instant: Instant;
      readonly offset: number;
      readonly zone: string | null;
      readonly warnings: readonly DateWarning[];
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string };

/** What decides about a zone beside its own name. */
export interface PlaceSettings {
  readonly siteZone: string | undefined;
  /** Whether the line has the shape of an RFC 822 date, where abbreviations are literal. */
  readonly rfc822: boolean;
}

const inZone = (wall: WallClock, zone: string): PlaceOutcome => {
  const { instant, offset, change } = placeWallClock(wall, zone);
  return { ok: true, instant, offset, zone, warnings: change === undefined ? [] : [change] };
};

const byOffset = (wall: WallClock, minutes: number, ...warnings: DateWarning[]): PlaceOutcome => ({
  ok: true,
  instant: (wallAsUtc(wall) - minutes * 60_000) as Instant,
  offset: minutes,
  zone: null,
  warnings,
});

/** Whether the name is the zone's own: its standard or summer time has that offset in that year. */
const isOwn = ({ offset, season, users }: ZoneMeaning, zone: string, year: number): boolean => {
  if (offset === undefined || !users.test(zone)) return false;
  const winter = offsetAt(Date.UTC(year, 0, 15) as Instant, zone);
  const summer = offsetAt(Date.UTC(year, 6, 15) as Instant, zone);
  const low = Math.min(winter, summer);
  const high = Math.max(winter, summer);
  if (season === 'summer') return high === offset && low !== high;
  return low === offset;
};

const utcZone = /^(?:Etc\/)?(?:UTC|UCT|GMT|GMT[+-]?0|Greenwich|Universal|Zulu)$/;

const pick = (name: string, year: number, { siteZone, rfc822 }: PlaceSettings): ZoneMeaning | undefined => {
  const meanings = meaningsOf(name);
  if (meanings.length === 1) return meanings[0];
  const fitting = siteZone === undefined ? [] : meanings.filter(({ users }) => users.test(siteZone));
  const own = fitting.filter((meaning) => isOwn(meaning, siteZone as string, year));
  if (own.length > 0) return own[own.length - 1];
  if (fitting.length === 1) return fitting[0];
  const american = siteZone === undefined || utcZone.test(siteZone) || isAmerican(siteZone);
  if (isRfc822Zone(name) && (rfc822 || american)) return meanings[0];
  return undefined;
};

const abbreviation = (wall: WallClock, name: string, settings: PlaceSettings): PlaceOutcome => {
  if (name === 'nt' && !/^America\/|^Canada\//.test(settings.siteZone ?? '')) {
    return refuse('unknown-zone', `${name.toUpperCase()} is no zone that is known here`);
  }
  const meaning = pick(name, wall.year, settings);
  if (meaning === undefined) {
    return refuse(
      'ambiguous-zone',
      `${name.toUpperCase()} has several meanings: set the site’s zone, or write the offset`,
    );
  }
  if (meaning.offset === undefined) return inZone(wall, meaning.home as string);
  const literal = byOffset(wall, meaning.offset);
  if (!literal.ok || meaning.home === undefined) return literal;
  const { siteZone, rfc822 } = settings;
  const isSites = siteZone !== undefined && isOwn(meaning, siteZone, wall.year);
  const home = isSites ? siteZone : meaning.home;
  if (offsetAt(literal.instant, home) === meaning.offset) return literal;
  if (!isSites && meaning.season === 'standard' && !hasSeasons(home, wall.year)) return literal;
  if (isSites && !rfc822) return withSeason(inZone(wall, siteZone));
  return byOffset(wall, meaning.offset, 'abbr-season');
};

const hasSeasons = (zone: string, year: number): boolean =>
  offsetAt(Date.UTC(year, 0, 15) as Instant, zone) !== offsetAt(Date.UTC(year, 6, 15) as Instant, zone);

const withSeason = (outcome: PlaceOutcome): PlaceOutcome =>
  outcome.ok ? { ...outcome, warnings: [...outcome.warnings, 'abbr-season'] } : outcome;

/** A zone's name in words; one of a season is literal, but out of season means the clock on the wall of the site's own zone. */
const named = (
  wall: WallClock,
  zone: string,
  offset: number | undefined,
  { siteZone }: PlaceSettings,
): PlaceOutcome => {
  if (offset === undefined) return inZone(wall, zone);
  const literal = byOffset(wall, offset);
  if (!literal.ok || offsetAt(literal.instant, zone) === offset) return literal;
  return zone === siteZone ? withSeason(inZone(wall, zone)) : byOffset(wall, offset, 'abbr-season');
};

/** Places a wall clock by the zone the text names, else in the site's zone. */
export const placeIn = (
  wall: WallClock,
  zone: ZoneText | undefined,
  settings: PlaceSettings,
): PlaceOutcome => {
  if (zone === undefined) {
    if (settings.siteZone === undefined)
      return refuse('no-zone', 'neither the text nor the site names a zone: set zone');
    return inZone(wall, settings.siteZone);
  }
  switch (zone.kind) {
    case 'offset':
      return byOffset(wall, zone.minutes);
    case 'iana':
      return inZone(wall, zone.zone);
    case 'abbreviation':
      return abbreviation(wall, zone.name, settings);
    case 'named':
      return named(wall, zone.zone, zone.offset, settings);
    case 'refused':
      return refuse(zone.code, zoneMessage(zone.code, zone.name));
  }
};

const zoneMessage = (
  code: 'offset-range' | 'unknown-zone' | 'military-zone' | 'ambiguous-zone',
  name: string,
): string => {
  if (code === 'offset-range') return `${name} is no UTC offset: they run from -12:00 to +14:00`;
  if (code === 'military-zone') return `${name} is a single letter: write the offset or the zone’s name`;
  if (code === 'ambiguous-zone')
    return `${name} is the name of several zones: set the site’s zone, or write the offset`;
  return `${name} stands where a zone stands, and is none that is known: write the offset`;
};

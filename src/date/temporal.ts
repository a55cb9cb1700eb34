import { createRequire } from 'node:module';

/** The platform's `Temporal`, or that of `temporal-polyfill` where the platform has none (Node 24). */
const load = (): typeof Temporal => {
  const native = (globalThis as { Temporal?: typeof Temporal }).Temporal;
  if (native !== undefined) return native;
  return (createRequire(import.meta.url)('temporal-polyfill') as { Temporal: typeof Temporal }).Temporal;
};

let loaded: typeof Temporal | undefined;

const temporal = (): typeof Temporal => {
  loaded ??= load();
  return loaded;
};

/** Exact wall time and wall date, as far as this folder needs them; declared here so that published types need no other package's. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31; must exist in the month. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Days since 1970-01-01 of a day in another calendar (`buddhist`, `persian`, `islamic-umalqura`, …), or undefined where it does not exist. */
export const dayOfCalendar = (
  calendar: string,
  year: number,
  month: number,
  day: number,
): number | undefined => {
  try {
    const date = temporal().PlainDate.from({ calendar, year, month, day }, { overflow: 'reject' });
    const iso = date.withCalendar('iso8601');
    return Date.UTC(iso.year, iso.month - 1, iso.day) / 86_400_000;
  } catch {
    return undefined;
  }
};

/** UTC offset in milliseconds that `zone` has at `instant` (milliseconds since 1970). */
export const zoneOffset = (instant: number, zone: string): number =>
  temporal().Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;

/**
 * Milliseconds since 1970 of a wall clock in `zone` by Temporal's `compatible` rule; `wall` is what the wall clock
 * would be if it were UTC.
 */
export const wallToInstant = (wall: number, zone: string): number => {
  const parts = new Date(wall);
  return new (temporal().PlainDateTime)(
    parts.getUTCFullYear(),
    parts.getUTCMonth() + 1,
    parts.getUTCDate(),
    parts.getUTCHours(),
    parts.getUTCMinutes(),
    parts.getUTCSeconds(),
    parts.getUTCMilliseconds(),
  ).toZonedDateTime(zone).epochMilliseconds;
};

/** The clock changes around `instant` in `zone`: milliseconds since 1970, null where there is none. */
export const changesAround = (instant: number, zone: string): readonly [number | null, number | null] => {
  const at = temporal().Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return [previous?.epochMilliseconds ?? null, next?.epochMilliseconds ?? null];
};

/** The zone's identifier in its usual spelling, or undefined where there is no such zone. Offsets are no zones. */
export const zoneIdentifier = (name: string): string | undefined => {
  try {
    return temporal().Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
};

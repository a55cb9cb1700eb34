import type { Instant } from './reading.ts';
import { changesAround, type WallClock, wallToInstant, zoneIdentifier, zoneOffset } from './temporal.ts';

export type { WallClock } from './temporal.ts';

const DAY = 86_400_000;

/** Where a wall clock stands: the instant, the offset then, and what a clock change did to it. */
export interface Placement {
  readonly instant: Instant;
  /** UTC offset in minutes at the instant; whole in every zone since 1972, else a fraction. */
  readonly offset: number;
  /** `dst-gap`: skipped, moved forward by the gap. `dst-overlap`: occurs twice, the earlier one taken. */
  readonly change: 'dst-gap' | 'dst-overlap' | undefined;
}

const zoneShape = /^[a-z][a-z0-9_+-]{0,31}(?:\/[a-z0-9_+-]{1,31}){0,3}$/i;
const known = new Map<string, string | undefined>();

/**
 * The IANA name of a zone in its usual spelling (`asia/kolkata` gives `Asia/Kolkata`), links kept as they are;
 * undefined where there is no such zone. Offsets such as `+05:30` are no zones.
 */
export const canonicalZone = (name: string | null | undefined): string | undefined => {
  if (name === undefined || name === null) return undefined;
  const found = known.get(name);
  if (found !== undefined || known.has(name)) return found;
  if (!zoneShape.test(name)) return undefined;
  // Names come from outside: the memory of them is bounded.
  if (known.size > 2_000) known.clear();
  const zone = zoneIdentifier(name);
  known.set(name, zone);
  return zone;
};

/** A stretch of time in which a zone's offset does not change: milliseconds since 1970, offset in milliseconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** What is known of a zone: stretches in their order, and the one that was asked for last. */
interface Known {
  readonly list: Stretch[];
  last: Stretch;
}

const stretches = new Map<string, Known>();

const askStretch = (instant: number, zone: string): Stretch => {
  const [from, to] = changesAround(instant, zone);
  return { from: from ?? -Infinity, to: to ?? Infinity, offset: zoneOffset(instant, zone) };
};

/** The first place whose stretch ends behind the instant. */
const indexAt = (list: readonly Stretch[], instant: number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Stretch).to <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
};

const stretchAround = (instant: number, zone: string): Stretch => {
  const known = stretches.get(zone);
  if (known === undefined) {
    const first = askStretch(instant, zone);
    stretches.set(zone, { list: [first], last: first });
    return first;
  }
  if (instant >= known.last.from && instant < known.last.to) return known.last;
  // Five centuries of a zone that changes twice a year.
  if (known.list.length > 1_000) known.list.length = 0;
  const place = indexAt(known.list, instant);
  const found = known.list[place];
  if (found !== undefined && instant >= found.from) known.last = found;
  else {
    known.last = askStretch(instant, zone);
    known.list.splice(place, 0, known.last);
  }
  return known.last;
};

/** UTC offset in minutes that the IANA zone `zone` has at `instant`. The zone must exist (`canonicalZone`). */
export const offsetAt = (instant: Instant, zone: string): number =>
  stretchAround(instant, zone).offset / 60_000;

/** Milliseconds that a wall clock would be since 1970 if it were UTC. */
export const wallAsUtc = ({ year, month, day, hour, minute, second, millisecond }: WallClock): number => {
  const time = Date.UTC(year < 100 ? year + 400 : year, month - 1, day, hour, minute, second, millisecond);
  return year < 100 ? time - 146_097 * DAY : time;
};

const changeAt = (wall: number, instant: number, offset: number, zone: string): Placement['change'] => {
  if (wall - offset !== instant) return 'dst-gap';
  const later = stretchAround(instant + DAY, zone).offset;
  const second = wall - later;
  return second > instant && stretchAround(second, zone).offset === later ? 'dst-overlap' : undefined;
};

/**
 * Where the wall clock stands in the IANA zone `zone`, by Temporal's `compatible` rule: a skipped time moves
 * forward by the gap, of a repeated one the earlier is taken. The wall clock's date and time must exist.
 */
export const placeWallClock = (wall: WallClock, zone: string): Placement => placeWall(wallAsUtc(wall), zone);

/** The same for a wall clock given as the milliseconds since 1970 that it would be if it were UTC. */
export const placeWall = (wall: number, zone: string): Placement => {
  const near = stretchAround(wall, zone);
  // No offset is as large as a day: further than that from every change, one offset is certain. Near one, Temporal is asked.
  if (wall - DAY > near.from && wall + DAY < near.to) {
    return { instant: (wall - near.offset) as Instant, offset: near.offset / 60_000, change: undefined };
  }
  const instant = wallToInstant(wall, zone) as Instant;
  const offset = stretchAround(instant, zone).offset;
  return { instant, offset: offset / 60_000, change: changeAt(wall, instant, offset, zone) };
};

const offsetTexts = new Map<number, string>();

const writeOffset = (minutes: number): string => {
  const size = Math.abs(Math.trunc(minutes));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 && size > 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
};

/** An offset in minutes as `+05:30`; seconds, which only zones before 1972 have, are cut. */
export const formatOffset = (minutes: number): string => {
  const known = offsetTexts.get(minutes);
  if (known !== undefined) return known;
  if (offsetTexts.size > 2_000) offsetTexts.clear();
  const text = writeOffset(minutes);
  offsetTexts.set(minutes, text);
  return text;
};

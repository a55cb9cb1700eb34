import { beforeAll, describe, expect, it } from 'vitest';
import { parseDate } from '../../src/date/parse.ts';
import type { Instant } from '../../src/date/reading.ts';
import { canonicalZone, offsetAt } from '../../src/date/zones.ts';
import { systemRelease, systemTransitions, systemZones, type Transition } from './support/zdump.ts';

const release = systemRelease();

/** Where releases of the zone data differ in what they say of 1970–2037; nothing else may differ, and nothing where the release is the same. */
const explained: readonly { zones: string; from: number; to: number; why: string }[] = [
  {
    zones: 'America/Tijuana America/Ensenada America/Santa_Isabel Mexico/BajaNorte',
    from: 1970,
    to: 1975,
    why: 'Baja California kept the clock of California then, as 2025c says',
  },
  {
    zones: 'EET WET',
    from: 1975,
    to: 1996,
    why: 'links to Athens and Lisbon since 2024b; Debian keeps the old zones',
  },
  {
    zones: 'Europe/Chisinau Europe/Tiraspol',
    from: 2022,
    to: 2037,
    why: 'Moldova changes at the hour of the EU since 2022, known after 2025b',
  },
  {
    zones: 'America/Vancouver Canada/Pacific',
    from: 2026,
    to: 2037,
    why: 'British Columbia stays at −07 from 2026, decided after 2025b',
  },
  {
    zones: 'America/Edmonton America/Yellowknife Canada/Mountain',
    from: 2026,
    to: 2037,
    why: 'Alberta stays at −06 from 2026, decided after 2025b',
  },
  {
    zones: 'Africa/Casablanca Africa/El_Aaiun',
    from: 2026,
    to: 2037,
    why: 'Morocco ends its clock changes, decided after 2025b',
  },
];

const isExplained = (zone: string, at: number): boolean => {
  const year = new Date(at).getUTCFullYear();
  return (
    release !== process.versions.tz &&
    explained.some(({ zones, from, to }) => zones.split(' ').includes(zone) && year >= from && year <= to)
  );
};

const name = ({ zone, at }: Pick<Transition, 'zone' | 'at'>): string =>
  `${zone} ${new Date(at).toISOString()}`;

/** Our own transitions that change the offset, from 1970 to 2037. */
const platformTransitions = (zone: string): readonly number[] => {
  const changes: number[] = [];
  let at = Temporal.Instant.from('1970-01-01T00:00:00Z').toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.toInstant().toString() >= '2038') return changes;
    if (next.offsetNanoseconds !== at.offsetNanoseconds) changes.push(next.epochMilliseconds);
    at = next;
  }
};

/** `2015-03-08 02:00:00` as the clock on the wall shows it at `at` with that offset in seconds. */
const wallText = (at: number, offsetSeconds: number): string =>
  new Date(at + offsetSeconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

const readsAs = (zone: string, text: string): string => {
  const reading = parseDate(text, { zone });
  return reading.ok
    ? [new Date(reading.instant).toISOString(), ...reading.warnings].join(' ')
    : reading.refused;
};

/** Wall clocks around a transition and how each must be read by the rule `compatible`. */
const around = ({ at, before, after }: Transition): readonly (readonly [string, string])[] => {
  const told = (instant: number, warning = ''): string => `${new Date(instant).toISOString()}${warning}`;
  const last = wallText(at - 1000, before);
  const first = wallText(at, after);
  if (after > before) {
    const skipped = wallText(at, before);
    return [
      [last, told(at - 1000)],
      [skipped, told(at, ' dst-gap')],
      [first, told(at)],
    ];
  }
  if (after === before)
    return [
      [last, told(at - 1000)],
      [first, told(at)],
    ];
  const repeated = at - (before - after) * 1000;
  return [
    [last, told(at - 1000, ' dst-overlap')],
    [first, told(repeated, ' dst-overlap')],
    [wallText(repeated - 1000, before), told(repeated - 1000)],
    [wallText(at + (before - after) * 1000, after), told(at + (before - after) * 1000)],
  ];
};

describe.skipIf(release === undefined)(
  release === undefined ? 'clock changes (skipped: zdump and its zone data are not here)' : 'clock changes',
  () => {
    const zones =
      release === undefined ? [] : systemZones().filter((zone) => canonicalZone(zone) !== undefined);
    let transitions: readonly Transition[] = [];
    beforeAll(() => {
      transitions = systemTransitions(zones).filter(({ zone, at }) => !isExplained(zone, at));
    });

    it('knows every zone of the system', () => {
      expect(systemZones().filter((zone) => canonicalZone(zone) === undefined && zone !== 'Factory')).toEqual(
        [],
      );
      expect(transitions.length).toBeGreaterThan(25_000);
    });

    it('has the offsets of zdump before and after each transition from 1970 to 2037', () => {
      const differences = transitions.filter(
        ({ zone, at, before, after }) =>
          Math.round(offsetAt((at - 1000) as Instant, zone) * 60) !== before ||
          Math.round(offsetAt(at as Instant, zone) * 60) !== after,
      );
      expect(differences.map(name)).toEqual([]);
    });

    it('changes at no other time', { timeout: 120_000 }, () => {
      const known = new Set(transitions.filter(({ before, after }) => before !== after).map(name));
      const others = zones.flatMap((zone) =>
        platformTransitions(zone)
          .filter((at) => !isExplained(zone, at) && !known.has(name({ zone, at })))
          .map((at) => name({ zone, at })),
      );
      expect(others).toEqual([]);
    });

    it('reads wall clocks around each transition as Temporal’s rule says', { timeout: 120_000 }, () => {
      const faults = transitions.flatMap((transition) =>
        around(transition)
          .map(([text, expected]) => ({ text, expected, given: readsAs(transition.zone, text) }))
          .filter(({ expected, given }) => expected !== given)
          .map(({ text, expected, given }) => `${transition.zone} ${text}: ${given}, not ${expected}`),
      );
      expect(faults).toEqual([]);
    });
  },
);

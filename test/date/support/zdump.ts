import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const zoneinfo = '/usr/share/zoneinfo';

/** A clock change: the first second `at` which it holds (milliseconds since 1970), and the offsets in seconds around it. */
export interface Transition {
  readonly zone: string;
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** Release of the system's zone data, such as `2025b`; undefined where zdump or the data is absent. */
export const systemRelease = (): string | undefined => {
  try {
    execFileSync('zdump', ['--version'], { stdio: 'ignore' });
    return /^# version (\S+)/.exec(readFileSync(`${zoneinfo}/tzdata.zi`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
};

/** Names of all zones and links of the system's zone data. */
export const systemZones = (): readonly string[] =>
  readdirSync(zoneinfo, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(zoneinfo.length + 1))
    .filter(
      (name) => /^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(name) && !/^(?:posix|right)\//.test(name),
    );

const line = /^(\S+)\s+\w{3} (\w{3})\s+(\d+) (\d\d:\d\d:\d\d) (\d{4}) UT = .* gmtoff=(-?\d+)$/;
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

const readLine = (text: string): { zone: string; at: number; offset: number } | undefined => {
  const [, zone, month, day, time, year, offset] = line.exec(text) ?? [];
  if (zone === undefined || month === undefined || day === undefined) return undefined;
  const monthNumber = String(months.indexOf(month) / 3 + 1).padStart(2, '0');
  return {
    zone,
    at: Date.parse(`${year}-${monthNumber}-${day.padStart(2, '0')}T${time}Z`),
    offset: Number(offset),
  };
};

/** All transitions of these zones from 1970 to 2037, as `zdump` reads them from the system's zone data. */
export const systemTransitions = (zones: readonly string[]): readonly Transition[] => {
  const output = execFileSync('zdump', ['-v', '-c', '1970,2038', ...zones], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  });
  const seconds = output.split('\n').flatMap((text) => readLine(text) ?? []);
  return seconds.flatMap(({ zone, at, offset }, index) => {
    const previous = seconds[index - 1];
    if (previous?.zone !== zone || previous.at !== at - 1000) return [];
    return [{ zone, at, before: previous.offset, after: offset }];
  });
};

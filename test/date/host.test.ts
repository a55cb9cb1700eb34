import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../support/shared.ts';

/** Hosts that differ in zone, language and in having a zone at all; Lord Howe has half an hour of summer time. */
const hosts: readonly Readonly<Record<string, string>>[] = [
  { TZ: 'UTC', LC_ALL: 'C' },
  { TZ: 'America/New_York', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' },
  { TZ: 'Europe/Berlin', LC_ALL: 'de_DE.UTF-8', LANGUAGE: 'de' },
  { TZ: 'Asia/Kolkata', LC_ALL: 'hi_IN.UTF-8' },
  { TZ: 'Australia/Lord_Howe', LC_ALL: 'th_TH.UTF-8' },
  { TZ: 'Pacific/Kiritimati', LC_ALL: 'ar_SA.UTF-8' },
  { TZ: '', LC_ALL: '' },
  { TZ: 'No/Such_Zone', LC_ALL: 'xx' },
];

const program = new URL('support/read-all.ts', import.meta.url).pathname;
const corpus = 'data/dates/publication-dates.tsv';

const readOn = (host: Readonly<Record<string, string>>): string =>
  execFileSync(process.execPath, [program, ...(hasShared(corpus) ? [sharedPath(corpus)] : [])], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...host },
    maxBuffer: 64_000_000,
  });

describe('the host', () => {
  it('changes nothing by its time zone and language', { timeout: 120_000 }, () => {
    const [first = '', ...others] = hosts.map(readOn);
    expect(first.split('\n').length).toBeGreaterThan(300);
    // The program really runs under another zone: it says so on its first line.
    const zone = (output: string): string => output.slice(0, output.indexOf('\n'));
    expect(new Set([first, ...others].map(zone)).size).toBeGreaterThan(5);
    const readings = (output: string): string => output.slice(output.indexOf('\n') + 1);
    for (const [index, other] of others.entries()) {
      expect(readings(other), JSON.stringify(hosts[index + 1])).toBe(readings(first));
    }
  });
});

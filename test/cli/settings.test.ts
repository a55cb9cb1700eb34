import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readSiteFile, serveSettings } from '../../src/cli/settings.ts';
import { workFolder } from '../support/program.ts';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** A settings file with this text. */
const siteFile = (text: string): string => {
  const work = workFolder();
  endings.push(() => work.remove());
  const file = join(work.root, 'site.yaml');
  writeFileSync(file, text);
  return file;
};

const site = () => siteFile('title: A\n');

describe('settings of serve', () => {
  it('have the documented defaults', () => {
    expect(serveSettings({ site: site() }, {})).toMatchObject({
      articles: 'articles',
      state: '.dateline',
      port: 3000,
      host: '127.0.0.1',
      isWatching: true,
      log: 'summary',
      adminPort: undefined,
      trust: undefined,
      rateLimit: 600,
    });
  });

  it('come from the environment, and flags win over it', () => {
    const env = {
      DATELINE_ADMIN_PORT: '9000',
      DATELINE_TRUST_PROXY: 'loopback',
      DATELINE_RATE_LIMIT: '0',
      DATELINE_LOG: 'quiet',
      DATELINE_WATCH: 'off',
    };
    const fromEnvironment = serveSettings({ site: site() }, env);
    expect(fromEnvironment).toMatchObject({ adminPort: 9000, rateLimit: 0, log: 'quiet', isWatching: false });
    expect(fromEnvironment.trust?.('127.0.0.1', 0)).toBe(true);
    const flags = {
      site: site(),
      adminPort: '0',
      trustProxy: '10.0.0.0/8',
      rateLimit: '60',
      log: 'requests',
    };
    const fromFlags = serveSettings(flags, env);
    expect(fromFlags).toMatchObject({ adminPort: 0, rateLimit: 60, log: 'requests' });
    expect(fromFlags.trust?.('127.0.0.1', 0)).toBe(false);
    expect(fromFlags.trust?.('10.1.2.3', 0)).toBe(true);
  });

  it.each([
    [{ adminPort: '65536' }, /--admin-port/],
    [{ adminPort: '1e3' }, /--admin-port/],
    [{ rateLimit: 'many' }, /--rate-limit/],
    [{ trustProxy: '300.1.1.1' }, /--trust-proxy/],
    [{ log: 'debug' }, /--log/],
  ])('refuse %j', (flags, message) => {
    expect(() => serveSettings({ site: site(), ...flags }, {})).toThrow(message);
  });
});

describe('a settings file that cannot be read', () => {
  it('is told in plain words', () => {
    const work = workFolder();
    endings.push(() => work.remove());
    expect(() => readSiteFile(work.root)).toThrow(/: it is a folder, not a file$/);
    const file = join(work.root, 'site.yaml');
    writeFileSync(file, Buffer.from('\ufefftitle: A\n', 'utf16le'));
    expect(() => readSiteFile(file)).toThrow(/site\.yaml: it is no UTF-8 text: save it as UTF-8$/);
    expect(() => readSiteFile('no-such.yaml')).toThrow('no-such.yaml: there is no such settings file');
  });
});

describe('settings that only rendering can judge', () => {
  it('are refused with file, line and column', () => {
    const file = siteFile(
      'title: A\nextensions:\n  - { namespace: "https://a.example/", prefix: a, element: b }\n  - { namespace: none, prefix: a, element: b }\n',
    );
    expect(() => readSiteFile(file)).toThrow(/site\.yaml:4:\d+: extensions\.1 namespace "none"/);
  });
});

import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/date/instant.ts';
import { workFolder } from '../support/program.ts';
import { serveStatus } from '../web/support/status-server.ts';
import { hasBrowser, keepPicture, startBrowser, violations } from './support/browser.ts';
import { latin } from './support/sites.ts';

const { 'site.yaml': _settings, ...articles } = latin;
const now = Date.parse('2026-03-10T12:00:00Z');

describe.skipIf(!hasBrowser)('the status page in Chromium', () => {
  const folder = workFolder({
    ...articles,
    'articles/soon.md': '---\ntitle: Soon\ndate: 2026-03-10T15:12:00Z\n---\nText.\n',
    'articles/doubtful.md': '---\ntitle: Doubtful\ndate: 2015-10-25 01:30\n---\nText.\n',
    'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2026\n---\nText.\n',
    'articles/undated.md': '---\ntitle: No date\n---\nText.\n',
  });
  const minutes = Array.from({ length: 60 }, (_, at) => ({
    at: toInstant(now - (60 - at) * 60_000),
    whole: 4 + ((at * 7) % 13),
    notModified: 30 + ((at * 17) % 29),
    failed: at % 11 === 0 ? 3 : 0,
  }));
  let requests = 400;
  let browser: Browser;
  let status: Awaited<ReturnType<typeof serveStatus>>;

  beforeAll(async () => {
    browser = await startBrowser();
    status = await serveStatus(join(folder.root, 'articles'), {
      settings: { title: 'Kite Notes', timeZone: 'Europe/London', language: 'en-GB' },
      startedAt: now - 90_061_000,
      now: () => now,
      measured: () => ({
        trafficOf: (path) =>
          path.endsWith('atom.xml') ? { requests, notModified: 300, subscribers: 12 } : undefined,
        hubs: [{ url: 'https://hub.example/', answer: '503', isGood: false, at: toInstant(now - 60_000) }],
        minutes,
      }),
    });
    for (const path of ['/atom.xml', '/rss.xml']) await status.publisher.publication.document(path);
  });
  afterAll(async () => {
    await browser?.close();
    await status?.close();
    folder.remove();
  });

  it.each([390, 800, 1400])('fits %i pixels in light and dark, without a barrier', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(status.url);
      await keepPicture(page, `status-${width}-${colorScheme}`);
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      const found = await violations(page);
      await context.close();
      expect(tooWide).toBeLessThanOrEqual(0);
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  it('brings itself up to date while it is open, and says when the server is gone', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(status.url);
    expect(await page.locator('#feeds tbody tr').first().textContent()).toContain('400');
    await page.evaluate('document.querySelector("#problems").dataset.same = "1"');
    requests = 1234;
    await page.clock.runFor(6000);
    await page.getByText('1,234').first().waitFor();
    // What has not changed is left alone.
    expect(await page.evaluate('document.querySelector("#problems").dataset.same')).toBe('1');
    await page.route('**/*', (route) => route.abort());
    await page.clock.runFor(6000);
    await page.getByText('The server does not answer').waitFor();
    await context.close();
  });
});

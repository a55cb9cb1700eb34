import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/date/instant.ts';
import { type Files, workFolder } from '../support/program.ts';
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

  it('leaves the reader where they are: the place on the page, in a wide table, and what is in focus', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 600 } });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(status.url);
    const place = () =>
      page.evaluate(
        '[Math.round(document.querySelector("#feeds").getBoundingClientRect().top), document.querySelector("#feeds .wide").scrollLeft]',
      );
    await page.evaluate('document.querySelector("#feeds").scrollIntoView()');
    await page.evaluate('document.querySelector("#feeds .wide").scrollLeft = 120');
    const before = await place();
    requests = 5678;
    await page.clock.runFor(6000);
    await page.getByText('5,678').first().waitFor();
    expect(await place()).toEqual(before);
    await page.locator('#feeds .wide').focus();
    const focused = await place();
    requests = 6789;
    await page.clock.runFor(6000);
    await page.waitForTimeout(200);
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Feeds');
    expect(await place()).toEqual(focused);
    await context.close();
  });

  it('says the same where no script runs', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(status.url);
    const text = await page.locator('main').innerText();
    for (const part of [
      'Published',
      'invalid-date',
      'bad.md:3:7',
      'Write it as',
      'Soon',
      'Atom',
      'hub.example',
    ])
      expect(text.toLowerCase()).toContain(part.toLowerCase());
    await context.close();
  });
});

describe.skipIf(!hasBrowser)('the status page at its edges', () => {
  const notes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`articles/notes/n${at}.md`, `A note, number ${at}.\n`]),
    );
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser?.close());

  const look = async (files: Files, name: string) => {
    const folder = workFolder(files);
    const status = await serveStatus(join(folder.root, 'articles'), { startedAt: now, now: () => now });
    const page = await browser.newPage({ viewport: { width: 800, height: 700 } });
    await page.goto(status.url);
    await keepPicture(page, `status-${name}`);
    const text = await page.locator('main').innerText();
    const found = await violations(page);
    const bytes = (await (await fetch(status.url)).text()).length;
    await page.close();
    await status.close();
    folder.remove();
    return { text, found, bytes };
  };

  it('says what to do where there is no article', async () => {
    const { text, found } = await look({}, 'empty');
    expect(text).toContain('There is no article yet');
    expect(found).toEqual([]);
  });

  it('stays short where hundreds of problems are the same, and shows those that are not', async () => {
    const { text, found, bytes } = await look(
      { ...notes(250), 'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2026\n---\nText.\n' },
      'many-problems',
    );
    expect(text).toContain('Errors, which hold articles or fields back: 251');
    expect(text).toContain('And 247 more of undated');
    expect(text).toContain('bad.md:3:7');
    expect(found).toEqual([]);
    expect(bytes).toBeLessThan(50_000);
  });
});

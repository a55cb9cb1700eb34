import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, serve, workFolder } from '../support/program.ts';
import { hasBrowser, keepPicture, startBrowser } from './support/browser.ts';
import { arabic, latin } from './support/sites.ts';

/** What somebody sees of an XML document, as a browser lays it out: text by element name, in the order on the screen. */
const seen = `[...document.querySelectorAll('*')].flatMap((element) => {
  const { width, height, top } = element.getBoundingClientRect();
  const own = [...element.childNodes].filter((node) => node.nodeType === 3 || node.nodeType === 4).map((node) => node.data).join('').trim();
  const before = getComputedStyle(element, '::before').content;
  const text = own || (before === 'none' || before === 'normal' ? '' : before);
  return text === '' || width === 0 || height === 0 ? [] : [{ name: element.localName, text, top }];
}).sort((a, b) => a.top - b.top)`;

interface Seen {
  readonly name: string;
  readonly text: string;
}

describe.skipIf(!hasBrowser)('feeds in Chromium', () => {
  const folder = workFolder(latin);
  const rtl = workFolder(arabic);
  const hostile = workFolder({
    'site.yaml': 'title: Hostile\nlanguage: en\ntimeZone: UTC\n',
    'articles/a.md': `---
title: A
date: 2026-03-01T09:30:00Z
extensions:
  - { namespace: 'http://www.w3.org/1999/xhtml', prefix: h, element: script, text: 'document.documentElement.setAttribute("ran", "1")' }
---
Text.
`,
  });
  const running: Running[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    for (const { root } of [folder, rtl, hostile]) running.push(await serve(root));
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of running) await server.stop();
    for (const { remove } of [folder, rtl, hostile]) remove();
  });

  const open = async (server: number, path: string, width: number, colorScheme: 'light' | 'dark') => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const answer = await page.goto(running[server]!.url + path);
    return { page, answer, close: () => context.close() };
  };

  it.each(['/rss.xml', '/atom.xml', '/tags/wind/rss.xml'])(
    '%s says what it is, and lists its entries',
    async (path) => {
      const { page, answer, close } = await open(0, path, 1400, 'light');
      expect(answer?.headers()['content-type']).toBe('application/xml; charset=utf-8');
      const all = (await page.evaluate(seen)) as Seen[];
      await close();
      expect(all[0]?.text).toContain('This is a feed');
      expect(all[0]?.text).toContain('Copy the address of this page');
      const titles = all.filter(({ name }) => name === 'title').map(({ text }) => text);
      expect(titles[0]).toMatch(/^Kite Notes/);
      expect(titles).toContain('Everything that an article can hold');
      expect(all.some(({ text }) => text.includes('A paragraph with code'))).toBe(true);
      // Plain summaries only: nobody should have to read markup, ids or media elements.
      expect(all.filter(({ text }) => /<\w|^tag:|CDATA/.test(text))).toEqual([]);
      expect(all.filter(({ text }) => text === 'Everything that an article can hold')).toHaveLength(1);
    },
  );

  it('fit any screen in light and dark', async () => {
    for (const path of ['/rss.xml', '/atom.xml']) {
      for (const width of [390, 1400]) {
        for (const scheme of ['light', 'dark'] as const) {
          const { page, close } = await open(0, path, width, scheme);
          await keepPicture(page, `feed-${path.slice(1, -4)}-${width}-${scheme}`);
          const [tooWide, colour] = (await page.evaluate(
            '[document.documentElement.scrollWidth - innerWidth, getComputedStyle(document.documentElement).backgroundColor]',
          )) as [number, string];
          await close();
          expect(tooWide).toBeLessThanOrEqual(0);
          const light = colour.match(/\d+/g)!.reduce((sum, value) => sum + Number(value), 0);
          expect(light > 400).toBe(scheme === 'light');
        }
      }
    }
  });

  it.each(['/rss.xml', '/atom.xml'])('%s gives each text its own direction', async (path) => {
    const { page, close } = await open(1, path, 1400, 'light');
    await keepPicture(page, `feed-${path.slice(1, -4)}-rtl`);
    const edges = (await page.evaluate(`[...document.querySelectorAll('title')].slice(1).map((title) => {
      const range = document.createRange();
      range.selectNodeContents(title);
      const text = range.getBoundingClientRect(), box = title.getBoundingClientRect();
      return { text: title.textContent, isAtRight: Math.abs(box.right - text.right) < 2 };
    })`)) as { text: string; isAtRight: boolean }[];
    await close();
    expect(edges).toContainEqual({ text: 'كيف تصنع طائرة ورقية', isAtRight: true });
    expect(edges).toContainEqual({ text: 'An article in English', isAtRight: false });
  });

  it.each(['/rss.xml', '/atom.xml'])(
    '%s runs no script that an article names as an extension',
    async (path) => {
      const { page, close } = await open(2, path, 800, 'light');
      const [scripts, hasRun] = (await page.evaluate(
        '[document.getElementsByTagNameNS("http://www.w3.org/1999/xhtml", "script").length, document.documentElement.hasAttribute("ran")]',
      )) as [number, boolean];
      await close();
      expect(scripts).toBe(1);
      expect(hasRun).toBe(false);
    },
  );

  it('are well-formed for a browser, sitemaps too', async () => {
    for (const path of ['/rss.xml', '/atom.xml', '/sitemap.xml', '/sitemap-news.xml', '/feeds.opml']) {
      const { page, close } = await open(0, '/', 800, 'light');
      const text = await (await fetch(running[0]!.url + path)).text();
      const fault = await page.evaluate(
        `new DOMParser().parseFromString(${JSON.stringify(text)}, 'application/xml').querySelector('parsererror')?.textContent ?? ''`,
      );
      await close();
      expect(fault, path).toBe('');
    }
  });
});

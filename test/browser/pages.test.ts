import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, serve, workFolder } from '../support/program.ts';
import { hasBrowser, keepPicture, startBrowser, violations } from './support/browser.ts';
import { arabic, latin } from './support/sites.ts';

const widths = { phone: 390, tablet: 800, desktop: 1400 } as const;

interface View {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly hasScripts?: boolean;
}

describe.skipIf(!hasBrowser)('pages in Chromium', () => {
  const folders = { latin: workFolder(latin), arabic: workFolder(arabic) };
  const servers: Partial<Record<keyof typeof folders, Running>> = {};
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    servers.latin = await serve(folders.latin.root);
    servers.arabic = await serve(folders.arabic.root);
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of Object.values(servers)) await server.stop();
    for (const folder of Object.values(folders)) folder.remove();
  });

  /** Opens a page; what its console complains of is gathered. */
  const open = async (
    site: keyof typeof folders,
    path: string,
    { width = widths.desktop, scheme = 'light', hasScripts = true }: View = {},
  ): Promise<{ page: Page; complaints: string[]; close: () => Promise<void> }> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: hasScripts,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (fault) => complaints.push(String(fault)));
    await page.goto(servers[site]!.url + path);
    return { page, complaints, close: () => context.close() };
  };

  const shown = [
    ['latin', '/', 'home'],
    ['latin', '/articles/everything-that-an-article-can-hold/', 'article'],
    ['latin', '/tags/wind/', 'tag'],
    ['latin', '/tags/', 'tags'],
    ['latin', '/articles/taken-back/', 'withdrawn'],
    ['latin', '/nowhere', 'not-found'],
    ['arabic', '/', 'home-rtl'],
    ['arabic', '/articles/kyf-tsna-tayra-wrqya/', 'article-rtl'],
  ] as const;

  const pathOf = async (site: keyof typeof folders, path: string): Promise<string> => {
    if (site !== 'arabic' || path === '/') return path;
    const { page, close } = await open(site, '/');
    const href = await page.locator('.h-entry .u-url').first().getAttribute('href');
    await close();
    return href ?? path;
  };

  describe.each(shown)('%s %s', (site, given, name) => {
    it.each(Object.entries(widths))(
      'fits a %s in light and dark, without a barrier',
      async (device, width) => {
        const path = await pathOf(site, given);
        for (const scheme of ['light', 'dark'] as const) {
          const { page, complaints, close } = await open(site, path, { width, scheme });
          const tooWide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
          await keepPicture(page, `${name}-${device}-${scheme}`);
          const found = await violations(page);
          await close();
          expect(tooWide, `${scheme}: wider than the screen`).toBeLessThanOrEqual(0);
          expect(found, scheme).toEqual([]);
          expect(complaints.filter((text) => !/404|410/.test(text))).toEqual([]);
        }
      },
    );
  });

  it('change their colours with the scheme', async () => {
    const paper = async (scheme: 'light' | 'dark') => {
      const { page, close } = await open('latin', '/', { scheme });
      const colour: string = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      await close();
      return colour
        .match(/\d+/g)!
        .map(Number)
        .reduce((sum, value) => sum + value, 0);
    };
    expect(await paper('light')).toBeGreaterThan(600);
    expect(await paper('dark')).toBeLessThan(200);
  });

  it('take the style that a site brings', async () => {
    const paper = async (site: keyof typeof folders): Promise<unknown> => {
      const { page, close } = await open(site, '/');
      const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      await close();
      return colour;
    };
    expect(await paper('arabic')).toBe('rgb(255, 241, 224)');
    expect(await paper('latin')).not.toBe('rgb(255, 241, 224)');
  });

  it('copy the address of the feed, and say so', async () => {
    const { page, close } = await open('latin', '/');
    const address = await page.inputValue('#feed-address');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(address);
    expect(address).toMatch(/\/atom\.xml$/);
    await close();
  });

  it('are whole without scripts, and show no button that does nothing', async () => {
    const { page, close } = await open('latin', '/', { hasScripts: false });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('#feed-address').isVisible()).toBe(true);
    expect(await page.locator('.h-entry').count()).toBe(3);
    await close();
  });

  it('can be walked with the keyboard: first to the content, and every stop is seen', async () => {
    const { page, close } = await open('latin', '/articles/everything-that-an-article-can-hold/');
    await page.keyboard.press('Tab');
    const first = await page.evaluate('document.activeElement.getAttribute("href")');
    expect(first).toBe('#content');
    expect(await page.locator('.skip').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    const stops: string[] = [];
    for (let count = 0; count < 40; count += 1) {
      await page.keyboard.press('Tab');
      const stop = (await page.evaluate(`(() => {
        const at = document.activeElement;
        if (at === document.body) return '';
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        return at.tagName + ' ' + (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 ? 'seen' : 'unseen');
      })()`)) as string;
      if (stop === '') break;
      stops.push(stop);
    }
    await close();
    expect(stops).toContain('PRE seen');
    expect(stops).toContain('BUTTON seen');
    expect(stops.filter((stop) => stop.endsWith('unseen') && !stop.startsWith('AUDIO'))).toEqual([]);
  });

  it('stand from right to left where the language does, each article in its own direction', async () => {
    const { page, close } = await open('arabic', '/');
    const box = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
    // The column of days stands at the right, the feeds at the left.
    expect((await box('.day h2')).x).toBeGreaterThan((await box('.items')).x);
    expect((await box('aside')).x).toBeLessThan((await box('main')).x);
    const direction = (selector: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).direction`);
    expect(await direction('.h-entry[lang=en]')).toBe('ltr');
    expect(await direction('.h-entry[lang=ar]')).toBe('rtl');
    await close();
  });

  it('let no script of an article run', async () => {
    const { page, close } = await open('latin', '/');
    await expect(
      page.evaluate(`new Promise((done, fail) => {
        const script = document.createElement('script');
        script.textContent = 'window.hasRun = true';
        document.body.append(script);
        setTimeout(() => window.hasRun ? fail(new Error('it ran')) : done('held'), 50);
      })`),
    ).resolves.toBe('held');
    await close();
  });
});

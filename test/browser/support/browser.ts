import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium; nothing is downloaded. */
export const chromiumPath = '/usr/bin/chromium';

/** Whether there is a browser to test in. Where there is none, the tests say so and are skipped. */
export const hasBrowser = existsSync(chromiumPath);

if (!hasBrowser) console.warn(`${chromiumPath} is not installed: tests in a browser are skipped.`);

/** Starts Chromium without anything that would reach for the network by itself. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

const artefacts = fileURLToPath(new URL('../../../out/browser/', import.meta.url));

/** Keeps a picture of what is on the screen now in `out/browser`, also of XML, where Playwright's own waits for ever. */
export const keepPicture = async (page: Page, name: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'png',
    captureBeyondViewport: true,
  });
  mkdirSync(artefacts, { recursive: true });
  writeFileSync(`${artefacts}${name}.png`, Buffer.from(data, 'base64'));
  await session.detach();
};

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** One thing that axe found against WCAG. */
export interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/** What axe-core finds on the page against WCAG 2.0 to 2.2, levels A and AA. */
export const violations = async (page: Page): Promise<readonly Violation[]> => {
  // Evaluated, not added as an element: the page's policy forbids scripts of others, and stays in force.
  await page.evaluate(readFileSync(axePath, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          context: unknown,
          options: unknown,
        ) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const root = (globalThis as unknown as { document: unknown }).document;
    const { violations: found } = await axe.run(root, { runOnly: { type: 'tag', values: tags } });
    return found.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) }));
  });
};

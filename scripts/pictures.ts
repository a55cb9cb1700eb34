import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { runCheck } from '../src/cli/check.ts';
import { commonSettings } from '../src/cli/settings.ts';
import { terminalPage } from './terminal-page.ts';

// Takes the pictures of README.md: serves the articles that come with Dateline, looks at them in the system's Chromium
// and writes docs/pictures/*.png. Run it when the pages have changed, and look at what it made: npm run pictures

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'docs', 'pictures');
const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Two mistakes of a newcomer. */
const mistakes = {
  'fog.md': '---\ntitle: Fog on the quay\ndate: 31 June 2026\n---\nIt came in at six.\n',
  'rope.md': '---\ntitle: Rope\ndate: 2026-03-01 09:30\n---\n![A splice](pictures/splice.jpg)\n',
};

/** Serves a copy of the shipped articles; with `others` beside them. `stop` ends it. */
const startServer = async (others: Readonly<Record<string, string>> = {}) => {
  const site = mkdtempSync(join(tmpdir(), 'dateline-picture-'));
  cpSync(join(root, 'articles'), join(site, 'articles'), { recursive: true });
  cpSync(join(root, 'site.yaml'), join(site, 'site.yaml'));
  for (const [name, text] of Object.entries(others)) writeFileSync(join(site, 'articles', name), text);
  const places = ['--in', site, '--url', 'http://localhost:3000', '--port', '0', '--admin-port', '0'];
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--no-watch', ...places], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const find = (pattern: RegExp, stream: NodeJS.ReadableStream): Promise<string> =>
    new Promise((done, fail) => {
      let said = '';
      stream.on('data', (text: Buffer) => {
        said += String(text);
        const [, found] = pattern.exec(said) ?? [];
        if (found !== undefined) done(found);
      });
      child.on('exit', () => fail(new Error(`the server ended: ${said}`)));
    });
  const [url, admin] = await Promise.all([
    find(/ready on (http:\S+)/, child.stdout),
    find(/"admin":"(http:[^"]+)"/, child.stderr),
  ]);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(site, { recursive: true, force: true });
  };
  return { url, admin, stop };
};

/** What `check` tells of the mistakes on a terminal. */
const checkOutput = async (): Promise<string> => {
  const site = mkdtempSync(join(tmpdir(), 'dateline-picture-'));
  mkdirSync(join(site, 'articles'));
  const settings = 'title: Tide\nurl: https://tide.example\nlanguage: en-IE\ntimeZone: Europe/Dublin\n';
  writeFileSync(join(site, 'site.yaml'), settings);
  for (const [name, text] of Object.entries(mistakes)) writeFileSync(join(site, 'articles', name), text);
  const before = process.cwd();
  process.chdir(site);
  let output = '';
  const stdout = new Writable({
    write: (chunk, _, next) => {
      output += String(chunk);
      next();
    },
  });
  await runCheck({ settings: commonSettings({}, {}) }, { stdout, isTerminal: true });
  process.chdir(before);
  rmSync(site, { recursive: true });
  return output;
};

/** Writes what is on the screen. By the browser's own protocol: Playwright waits for ever where XML is shown. */
const take = async (page: Page, name: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  writeFileSync(join(folder, `${name}.png`), Buffer.from(data, 'base64'));
  await session.detach();
};

interface Picture {
  readonly name: string;
  readonly url: string;
  /** In pixels; as high as the page if absent. */
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

const takeAll = async (browser: Browser, pictures: readonly Picture[]): Promise<void> => {
  for (const { name, url, height, colorScheme = 'light' } of pictures) {
    const context = await browser.newContext({
      viewport: { width: 960, height: height ?? 200 },
      colorScheme,
    });
    const page = await context.newPage();
    await page.goto(url);
    if (height === undefined)
      await page.setViewportSize({
        width: 960,
        height: Number(await page.evaluate('document.documentElement.scrollHeight')),
      });
    await take(page, name);
    await context.close();
  }
};

/** Readers that poll, so that the status page has something to tell. */
const poll = async (url: string): Promise<void> => {
  const headers = { 'User-Agent': 'Feedly/1.0 (12 subscribers)' };
  for (const path of ['/atom.xml', '/rss.xml', '/feed.json', '/tags/dates/atom.xml']) {
    const { headers: answer } = await fetch(url + path, { headers });
    const tag = { 'If-None-Match': answer.get('etag') ?? '' };
    for (let count = 0; count < 9; count += 1) await fetch(url + path, { headers: { ...headers, ...tag } });
  }
};

mkdirSync(folder, { recursive: true });
const [good, bad] = await Promise.all([startServer(), startServer(mistakes)]);
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await poll(bad.url);
  const terminal = terminalPage('dateline check', await checkOutput());
  await takeAll(browser, [
    { name: 'home', url: `${good.url}/`, height: 560 },
    { name: 'home-dark', url: `${good.url}/`, height: 560, colorScheme: 'dark' },
    { name: 'feed', url: `${good.url}/atom.xml`, height: 480 },
    { name: 'status', url: `${bad.admin}/`, height: 758 },
    { name: 'check', url: `data:text/html;base64,${Buffer.from(terminal).toString('base64')}` },
  ]);
} finally {
  await browser.close();
  await Promise.all([good.stop(), bad.stop()]);
}

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAtomFeed } from 'feedsmith';
import { afterAll, describe, expect, it } from 'vitest';
import { siteOf } from '../../src/cli/settings.ts';
import { readSettings } from '../../src/site/read-site.ts';
import { folderStore } from '../../src/store/folder/folder.ts';
import { Publisher } from '../../src/web/publisher.ts';
import { run } from '../support/program.ts';
import { readWithFeedsmith } from '../support/read-back.ts';

const fixtures = fileURLToPath(new URL('../fixtures/moving/', import.meta.url));
const docs = fileURLToPath(new URL('../../docs/moving/', import.meta.url));

/**
 * An old feed as the publisher's own template writes it, its articles as they lie in its folder, and how many of them
 * the feed holds. `given`: the articles give their ids, so that moving keeps them even without `adopt`.
 */
const tools = [
  { tool: 'hugo', feed: 'index.xml', count: 3 },
  { tool: 'jekyll', feed: 'feed.xml', count: 3 },
  { tool: 'hexo', feed: 'atom.xml', count: 2 },
  { tool: 'zola', feed: 'atom.xml', count: 2 },
  { tool: 'pelican', feed: 'all.atom.xml', count: 2 },
  { tool: 'gatsby', feed: 'rss.xml', count: 2 },
  { tool: 'eleventy', feed: 'feed.xml', count: 2 },
  { tool: 'astro', feed: 'rss.xml', count: 2 },
  { tool: 'wordpress', feed: 'export.xml', count: 2 },
  { tool: 'ghost', feed: 'rss.xml', count: 2 },
  { tool: 'feedburner', feed: 'feed.xml', count: 2 },
];

interface Known {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly published: number;
  readonly link?: string | undefined;
}

/** Titles that the site itself has changed since; all others must be the old ones. */
const plain = (title = ''): string =>
  title
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replace(/[“”]/g, '"');

/** The entries of the old feed, read by feedsmith alone. */
const oldEntries = (text: string): readonly Known[] => {
  const known =
    text.includes('http://www.w3.org/2005/Atom"') && text.includes('<feed')
      ? (parseAtomFeed(text).entries ?? []).map((entry) => ({
          id: entry.id,
          title: typeof entry.title === 'string' ? entry.title : entry.title?.value,
          published: Date.parse(entry.published ?? entry.updated ?? ''),
        }))
      : readWithFeedsmith('rss', text).map(({ id, title, published }) => ({ id, title, published }));
  return known.map((entry) => ({ ...entry, title: plain(entry.title) }));
};

const newFeed = async (
  root: string,
): Promise<{ rss: readonly Known[]; json: readonly Known[]; atom: readonly Known[] }> => {
  const siteSettings = readSettings(readFileSync(join(root, 'site.yaml'), 'utf8'), 'site.yaml');
  const publisher = new Publisher({
    store: folderStore(join(root, 'articles')),
    site: siteOf({ siteSettings, url: undefined }, 3000),
    state: join(root, '.dateline'),
    isWatching: false,
  });
  await publisher.ready;
  const read = async (format: 'rss' | 'atom' | 'json', path: string): Promise<readonly Known[]> => {
    const document = await publisher.publication.document(path);
    return readWithFeedsmith(format, document!.identity.bytes.toString('utf8')).map(
      ({ id, title, published, link }) => ({ id, title, published, link }),
    );
  };
  try {
    return {
      rss: await read('rss', '/rss.xml'),
      json: await read('json', '/feed.json'),
      atom: await read('atom', '/atom.xml'),
    };
  } finally {
    await publisher.close();
  }
};

const roots: string[] = [];
const copyOf = (tool: string): string => {
  const root = mkdtempSync(join(tmpdir(), `moving-${tool}-`));
  roots.push(root);
  cpSync(join(fixtures, tool), root, { recursive: true });
  return root;
};
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

const byId = (entries: readonly Known[]): readonly Known[] =>
  [...entries].sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));

describe.each(tools)('moving from $tool', ({ tool, feed, count }) => {
  it('keeps ids, titles and instants of every entry', async () => {
    const root = copyOf(tool);
    const { code, stdout, stderr } = await run(['adopt', feed], { cwd: root });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(`${count} ids recorded of ${count} entries`);
    const articles = await newFeed(root);
    const ids = new Set(articles.rss.map(({ id }) => id));
    const old = oldEntries(readFileSync(join(root, feed), 'utf8')).filter(({ id }) => ids.has(id));
    expect(old).toHaveLength(count);
    const changed = (entries: readonly Known[]) =>
      byId(entries).map((entry) => ({
        id: entry.id,
        title: entry.title === 'The horn (edited since)' ? 'Fog horn' : entry.title,
        // RFC 822 knows no milliseconds.
        published: Math.floor(entry.published / 1000),
      }));
    expect(changed(articles.rss)).toEqual(changed(old));
    expect(changed(articles.json)).toEqual(changed(old));
    const settings = readFileSync(join(root, 'site.yaml'), 'utf8');
    if (settings.includes('permalink:')) {
      const oldLinks = readFileSync(join(root, feed), 'utf8');
      for (const { link } of articles.rss) expect(oldLinks).toMatch(new RegExp(`[">]${link}[<"]`));
    }
    const uris = articles.atom.map(({ id }) => id);
    for (const { id = '' } of old) if (/^(?:https?|tag|urn):/.test(id)) expect(uris).toContain(id);
  });

  it('says so in docs/moving, with the command', () => {
    const page = join(docs, `${tool}.md`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8')).toContain('dateline adopt ');
    expect(readFileSync(join(docs, 'README.md'), 'utf8')).toContain(`(${tool}.md)`);
  });
});

it('shows settings in docs/moving that can be read', () => {
  for (const { tool } of tools) {
    const page = readFileSync(join(docs, `${tool}.md`), 'utf8').replaceAll('\n   ', '\n');
    const [, yaml = ''] = /```yaml\n((?:# site.yaml\n)?title: Tide\n[^`]*)```/.exec(page) ?? [];
    if (tool !== 'feedburner') expect(readSettings(yaml, tool).title).toBe('Tide');
    for (const [, pattern = ''] of page.matchAll(/`(moved: \{[^`]*\}|idPattern: [^`]*|permalink: [^`]*)`/g))
      expect(() => readSettings(pattern, tool), pattern).not.toThrow();
  }
});

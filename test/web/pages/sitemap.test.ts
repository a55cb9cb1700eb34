import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { Collection, type Standings } from '../../../src/feed/collection.ts';
import type { Site } from '../../../src/site.ts';
import { renderNewsSitemap, renderRobots, renderSitemaps } from '../../../src/web/pages/sitemap.ts';
import { article, instant, site } from '../../support/builders.ts';
import { daily } from '../support/feed-server.ts';

const open = () => true;

const sourceOf = (articles: readonly Standings[], settings: Site = site()) => ({
  site: settings,
  collection: new Collection(settings, articles),
  isOpen: open,
});

interface Read {
  readonly loc: string;
  readonly lastmod: string | undefined;
}

const read = (xml: string): Read[] => {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  return [...document.querySelectorAll('url, sitemap')].map((url) => ({
    loc: url.querySelector('loc')?.textContent ?? '',
    lastmod: url.querySelector('lastmod')?.textContent ?? undefined,
  }));
};

const sitemapOf = (articles: readonly Standings[], settings?: Site): Read[] =>
  read(renderSitemaps(sourceOf(articles, settings)).get('/sitemap.xml')!);

describe('the sitemap', () => {
  it('names home, scopes and articles, each with its last change', () => {
    const one = article({ tags: ['A & B'], updated: instant('2026-03-05T10:00:00Z') });
    expect(sitemapOf([{ article: one, standing: 'listed' }])).toEqual([
      { loc: 'https://example.org/', lastmod: '2026-03-05T10:00:00Z' },
      { loc: expect.stringMatching(/^https:\/\/example\.org\/tags\/a-b/), lastmod: '2026-03-05T10:00:00Z' },
      { loc: 'https://example.org/articles/launch/', lastmod: '2026-03-05T10:00:00Z' },
    ]);
  });

  it('names pages of older articles, and an address once', () => {
    const urls = sitemapOf(daily(45)).map(({ loc }) => loc);
    expect(urls.slice(0, 3)).toEqual([
      'https://example.org/',
      'https://example.org/archive/1/',
      'https://example.org/archive/2/',
    ]);
    expect(urls).toHaveLength(3 + 45);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it('leaves out what is withdrawn, lives elsewhere, or is shown before its time', () => {
    const articles: Standings[] = [
      { article: article({ path: 'here.md' }), standing: 'listed' },
      { article: article({ path: 'gone.md', notice: 'Wrong.' }), standing: 'withdrawn' },
      { article: article({ path: 'there.md', link: 'https://other.example/there' }), standing: 'listed' },
      { article: article({ path: 'draft.md', draft: true }), standing: 'listed' },
    ];
    const source = { ...sourceOf(articles), isOpen: ({ draft }: { draft: boolean }) => !draft };
    const urls = read(renderSitemaps(source).get('/sitemap.xml')!).map(({ loc }) => loc);
    expect(urls).toEqual(['https://example.org/', 'https://example.org/articles/here/']);
  });

  it('says nothing of a change where there is nothing', () => {
    expect(sitemapOf([])).toEqual([{ loc: 'https://example.org/', lastmod: undefined }]);
  });

  it('carries the path of the public address', () => {
    const settings = site({ url: 'https://example.org/blog' });
    const one = article({ link: 'https://example.org/blog/articles/launch/' });
    expect(sitemapOf([{ article: one, standing: 'listed' }], settings).map(({ loc }) => loc)).toEqual([
      'https://example.org/blog/',
      'https://example.org/blog/articles/launch/',
    ]);
  });

  it('becomes an index from 50,000 pages on', () => {
    const settings = site({ feeds: { ...site().feeds, entries: 20 } });
    // 47,619 articles have 2,380 pages of older ones and home: 50,000 in all.
    const sitemaps = renderSitemaps(sourceOf(daily(47_619), settings));
    const parts = read(sitemaps.get('/sitemap.xml')!).map(({ loc }) => new URL(loc).pathname);
    expect(parts).toEqual([1, 2, 3, 4, 5].map((part) => `/sitemap-${part}.xml`));
    const all = parts.flatMap((path) => [...sitemaps.get(path)!.matchAll(/<loc>/g)]);
    expect(all).toHaveLength(50_000);
    expect([...renderSitemaps(sourceOf(daily(47_618), settings)).keys()]).toEqual(['/sitemap.xml']);
  });
});

describe('the news sitemap', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  const news = (articles: readonly Standings[], settings?: Site): string =>
    renderNewsSitemap(sourceOf(articles, settings), now);
  const at = (path: string, published: string, given = {}): Standings => ({
    article: article({ path, title: path, published: instant(published), ...given }),
    standing: 'listed',
  });

  it('holds the articles of the last two days, newest first', () => {
    const xml = news([
      at('a.md', '2026-03-08T11:59:59Z'),
      at('b.md', '2026-03-08T12:00:00Z'),
      at('c.md', '2026-03-10T11:00:00Z'),
      at('d.md', '2026-03-10T12:00:01Z'),
    ]);
    expect(read(xml).map(({ loc }) => loc)).toEqual([
      'https://example.org/articles/c/',
      'https://example.org/articles/b/',
    ]);
    expect(xml).toContain('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"');
    expect(xml).toContain('<news:publication_date>2026-03-10T11:00:00Z</news:publication_date>');
  });

  it('tells the language as Google News wants it, and escapes names', () => {
    const one = at('a.md', '2026-03-10T11:00:00Z', { title: 'A < B', language: 'zh-TW' });
    const xml = news(
      [one, at('b.md', '2026-03-10T11:00:00Z', { language: 'de-AT' })],
      site({ title: 'A & B' }),
    );
    expect(xml).toContain('<news:language>zh-tw</news:language>');
    expect(xml).toContain('<news:language>de</news:language>');
    expect(xml).not.toMatch(/A & B|A < B/);
    const titles = new DOMParser().parseFromString(xml, 'text/xml').querySelectorAll('news\\:title');
    expect([...titles].map((title) => title.textContent)).toContain('A < B');
  });

  it('holds a thousand at most', () => {
    const many = Array.from({ length: 1100 }, (_, index) => at(`n-${index}.md`, '2026-03-10T11:00:00Z'));
    expect(read(news(many))).toHaveLength(1000);
  });
});

describe('robots.txt', () => {
  it('allows all and names the sitemaps', () => {
    expect(renderRobots(site({ url: 'https://example.org/blog' })).split('\n')).toEqual([
      'User-agent: *',
      'Allow: /',
      '',
      'Sitemap: https://example.org/blog/sitemap.xml',
      'Sitemap: https://example.org/blog/sitemap-news.xml',
      '',
    ]);
  });
});

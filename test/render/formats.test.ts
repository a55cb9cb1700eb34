import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedFormats, formatNamed } from '../../src/render/formats.ts';
import { entry, feed, instant, site } from '../support/builders.ts';
import { hostileArticle, hostileContent } from '../support/hostile.ts';
import { fullFeed } from '../support/specimens.ts';

const render = (
  name: 'rss' | 'atom' | 'json',
  ...rest: Parameters<(typeof feedFormats)[number]['render']>
): string => formatNamed(name).render(...rest);

describe.each(feedFormats)('an entry in $title', ({ render: write }) => {
  it('has the same bytes in every feed that shows it', () => {
    fc.assert(
      fc.property(hostileArticle, hostileContent, (article, content) => {
        const settings = site();
        const shown = entry(article, content);
        const alone = write({ ...feed({ entries: [shown] }), site: settings });
        const other = write({
          ...feed({
            entries: [entry({ path: 'z.md' }), shown],
            definition: { title: 'Other', scope: { kind: 'tags', path: '/tags/t', label: 't', key: 't' } },
            paging: { kind: 'archive', number: 1, current: { folder: '/tags/t' } },
          }),
          site: settings,
        });
        const open = /<(?:item|entry)[ >]|\{\n {12}"id"/u;
        const piece = alone.slice(alone.search(open), alone.lastIndexOf('\n', alone.length - 12));
        expect(piece.length).toBeGreaterThan(50);
        expect(other).toContain(piece.trimEnd());
      }),
      { numRuns: 100 },
    );
  });

  it('leaves no slot behind', () => {
    expect(write(fullFeed)).not.toMatch(/[\u0001\u0002]|dateline:id/u);
  });

  it('follows the settings it is rendered under, whatever was rendered before', () => {
    const shown = entry({}, { html: '<p>The whole text.</p>', summary: 'The beginning.' });
    const feeds = { ...site().feeds, content: 'summary' as const };
    const full = feed({ entries: [shown] });
    const short = feed({ site: { feeds }, entries: [shown] });
    expect(write(full)).toContain('The whole text.');
    expect(write(short)).not.toContain('The whole text.');
    expect(write(short)).toContain('The beginning.');
    expect(write(full)).toContain('The whole text.');
  });
});

describe('a feed document', () => {
  it('names a style sheet where the site is styled and one is given', () => {
    const stylesheet = { type: 'text/css', href: '/assets/feed.css' };
    const instruction =
      '<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet type="text/css" href="/assets/feed.css"?>\n<';
    expect(render('atom', feed(), { stylesheet }).startsWith(instruction)).toBe(true);
    expect(render('rss', feed(), { stylesheet }).startsWith(instruction)).toBe(true);
    expect(render('rss', feed({ site: { styled: false } }), { stylesheet })).toBe(
      render('rss', feed({ site: { styled: false } })),
    );
    expect(render('json', feed(), { stylesheet })).toBe(render('json', feed()));
  });

  it('says that it is complete, or an archive, but not both, and nothing when it holds only the newest', () => {
    const archive = feed({ paging: { kind: 'archive', number: 1, current: { folder: '' } } });
    for (const name of ['rss', 'atom'] as const) {
      expect(render(name, feed())).toContain('<fh:complete/>');
      expect(render(name, archive)).toContain('<fh:archive/>');
      expect(render(name, archive)).not.toContain('fh:complete/');
      expect(render(name, feed({ paging: { kind: 'partial' } }))).not.toMatch(
        /<fh:|rel="(?:current|prev-archive)"/u,
      );
    }
  });

  it('names hubs in subscription documents only, since an archive is no topic', () => {
    const hubs = ['https://hub.example/'];
    const archive = feed({ site: { hubs }, paging: { kind: 'archive', number: 1, current: { folder: '' } } });
    for (const { render: write } of feedFormats) {
      expect(write(feed({ site: { hubs } }))).toContain('https://hub.example/');
      expect(write(archive)).not.toContain('https://hub.example/');
    }
  });

  it('gives the elements of a podcast only where the site is one, and its guid only in the site’s own feed', () => {
    const podcast = { explicit: false, type: 'episodic', guid: 'a-guid' } as const;
    const shown = entry({ episode: { number: 3 } });
    const tag = { scope: { kind: 'tags', path: '/tags/t', label: 't', key: 't' } } as const;
    expect(render('rss', feed({ entries: [shown] }))).not.toContain('itunes');
    expect(render('rss', feed({ site: { podcast }, entries: [shown] }))).toContain(
      '<itunes:episode>3</itunes:episode>',
    );
    expect(render('rss', feed({ site: { podcast } }))).toContain('<podcast:guid>a-guid</podcast:guid>');
    expect(render('rss', feed({ site: { podcast }, definition: tag }))).not.toContain('<podcast:guid>');
  });

  it('marks a guid as permalink only when it is the link', () => {
    const link = 'https://example.org/articles/a/';
    expect(render('rss', feed({ entries: [entry({ id: link, link })] }))).toContain(
      `<guid isPermaLink="true">${link}</guid>`,
    );
    expect(render('rss', feed({ entries: [entry({ id: `${link}?old`, link })] }))).toContain(
      '<guid isPermaLink="false">',
    );
  });

  it('takes the site’s authors for an article that names none, and in Atom the site where nobody is named', () => {
    const authors = [{ name: 'Ann' }];
    expect(render('rss', feed({ site: { authors }, entries: [entry()] }))).toContain(
      '<dc:creator>Ann</dc:creator>',
    );
    expect(render('rss', feed({ entries: [entry()] }))).not.toContain('dc:creator>');
    expect(render('atom', feed({ entries: [entry()] }))).toContain(
      '    <author><name>Example</name></author>',
    );
  });

  it('keeps milliseconds where the format has them', () => {
    const published = instant('2026-03-01T09:30:00.120Z');
    expect(render('atom', feed({ entries: [entry({ published })] }))).toContain(
      '<published>2026-03-01T09:30:00.120Z</published>',
    );
    expect(render('rss', feed({ entries: [entry({ published })] }))).toContain(
      '<pubDate>Sun, 01 Mar 2026 09:30:00 GMT</pubDate>',
    );
  });

  it('cuts a title from the text of an article without one', () => {
    const summary = `${'word '.repeat(40)}end`;
    const title = `${'word '.repeat(15)}word…`;
    expect(
      JSON.parse(render('json', feed({ entries: [entry({ title: ' ' }, { summary })] }))).items[0].title,
    ).toBe(title);
  });
});

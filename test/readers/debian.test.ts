import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedFormats, formatNamed } from '../../src/render/formats.ts';
import { renderOpml } from '../../src/render/opml.ts';
import { entry, feed } from '../support/builders.ts';
import { hostileArticle, hostileContent, hostileSite } from '../support/hostile.ts';
import {
  archiveFeed,
  bareFeed,
  emptyFeed,
  fullFeed,
  fullFeedAsRead,
  podcastFeed,
} from '../support/specimens.ts';

// Readers as Debian packages them: python3-feedparser, newsboat, sfeed, libxml2-utils. What is not installed is skipped.

const run = (command: string, args: readonly string[], input = ''): string => {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.slice(0, 2_000)}`);
  return stdout;
};
const works = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const titled = (title: string, there: boolean, name: string): string =>
  there ? title : `${title} (skipped: Debian's ${name} is not installed)`;

const python = ['/usr/bin/python3', 'python3'].find((path) => works(path, ['-c', 'import feedparser']));
const hasNewsboat = works('newsboat', ['--version']);
const hasSfeed = works('sh', ['-c', 'command -v sfeed']);
const hasXmllint = works('xmllint', ['--version']);

const xmlFormats = feedFormats.filter(({ name }) => name !== 'json');
const xmlNames = xmlFormats.map(({ name }) => name);
const documentOf = (name: (typeof xmlNames)[number]): string => formatNamed(name).render(fullFeed);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-readers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const feedparserScript = `
import calendar, feedparser, json, sys
document = feedparser.parse(sys.stdin.buffer.read())
assert not document.bozo, document.bozo_exception
print(json.dumps([{
    "id": e.id, "title": e.title, "link": e.link,
    "authors": [a.name for a in e.get("authors", [])],
    "tags": [t.term for t in e.get("tags", [])],
    "published": calendar.timegm(e.published_parsed) * 1000,
} for e in document.entries]))`;

describe.skipIf(python === undefined)(
  titled('feedparser', python !== undefined, 'python3-feedparser'),
  () => {
    it.each(xmlNames)('reads in %s what was meant', (name) => {
      const entries = JSON.parse(run(python!, ['-c', feedparserScript], documentOf(name)));
      expect(entries).toEqual(fullFeedAsRead(name));
    });
  },
);

describe.skipIf(!hasSfeed)(titled('sfeed', hasSfeed, 'sfeed'), () => {
  it.each(xmlNames)('reads in %s what was meant, as far as it knows several authors', (name) => {
    // sfeed(5): timestamp, title, link, content, content type, id, author, enclosure, categories.
    const rows = run('sfeed', [], documentOf(name))
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t'));
    const read = rows.map(([time, title, link, , , id, author, , categories]) => ({
      id,
      title,
      link,
      authors: [author],
      tags: categories === '' ? [] : categories!.split('|'),
      published: Number(time) * 1000,
    }));
    expect(read).toEqual(
      fullFeedAsRead(name).map((each) => ({ ...each, authors: each.authors.slice(0, 1) })),
    );
  });
});

describe.skipIf(!hasNewsboat)(titled('newsboat', hasNewsboat, 'newsboat'), () => {
  it.each(xmlNames)(
    'reads in %s what was meant; it shows no tags, and of several authors in RSS the last',
    (name) => {
      const [urls, config, cache, document] = ['urls', 'config', 'cache', 'feed.xml'].map((file) =>
        join(folder, `${name}.${file}`),
      );
      writeFileSync(document!, documentOf(name));
      writeFileSync(urls!, `${pathToFileURL(document!)}\n`);
      writeFileSync(config!, '');
      run('newsboat', ['-C', config!, '-u', urls!, '-c', cache!, '-x', 'reload']);
      const rows = new DatabaseSync(cache!)
        .prepare(
          'select guid as id, title, url as link, author, pubDate as seconds from rss_item order by pubDate desc',
        )
        .all();
      const expected = fullFeedAsRead(name).map(({ id, title, link, authors, published }) => ({
        id,
        title,
        link,
        author: name === 'atom' ? authors.join(', ') : authors.at(-1),
        seconds: published / 1000,
      }));
      expect(rows.map((row) => ({ ...row }))).toEqual(expected);
    },
  );
});

describe.skipIf(!hasXmllint)(titled('xmllint', hasXmllint, 'libxml2-utils'), () => {
  const areWellFormed = (documents: readonly string[]): void => {
    const files = documents.map((document, at) => {
      const file = join(folder, `document-${at}.xml`);
      writeFileSync(file, document);
      return file;
    });
    expect(files.length).toBeGreaterThan(0);
    run('xmllint', ['--noout', '--nonet', '--huge', ...files]);
  };

  it('finds every specimen well-formed', () => {
    const feeds = [fullFeed, emptyFeed, bareFeed, archiveFeed, podcastFeed];
    const opml = renderOpml(
      fullFeed.site,
      feeds.map(({ definition }) => definition),
    );
    areWellFormed([opml, ...xmlFormats.flatMap(({ render }) => feeds.map((each) => render(each)))]);
  });

  it('finds documents of hostile articles and settings well-formed', () => {
    const sites = fc.sample(hostileSite, { numRuns: 100, seed: 1 });
    const articles = fc.sample(hostileArticle, { numRuns: 100, seed: 2 });
    const contents = fc.sample(hostileContent, { numRuns: 100, seed: 3 });
    const feeds = articles.map((article, at) =>
      feed({ site: sites[at]!, entries: [entry(article, contents[at]), entry()] }),
    );
    areWellFormed(xmlFormats.flatMap(({ render }) => feeds.map((each) => render(each))));
  });
});

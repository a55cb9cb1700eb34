import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readOldFeed } from '../../src/cli/adopt/feed.ts';
import { parseIds } from '../../src/store/ids/ids-file.ts';
import { type Ended, type Files, run, serve, workFolder } from '../support/program.ts';

let work = workFolder();
work.remove();
let server: Server | undefined;
afterEach(() => {
  work.remove();
  server?.close();
  server = undefined;
});

const site = 'title: Tide\nurl: https://tide.example\nlanguage: en-IE\ntimeZone: Europe/Dublin\n';
const article = (title: string, date: string, more = ''): string =>
  `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\n${more}---\nText of ${title} on ${date}.\n`;
const item = (title: string, date: string, guid: string, link = ''): string =>
  `<item><title>${title}</title>${link && `<link>${link}</link>`}<guid isPermaLink="false">${guid}</guid><pubDate>${date}</pubDate></item>`;
const rss = (...items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Old</title><link>https://old.example/</link><description>x</description>${items.join('')}</channel></rss>`;

const adopt = (files: Files, ...feeds: readonly string[]): Promise<Ended> => {
  work = workFolder({ 'site.yaml': site, ...files });
  return run(['adopt', ...feeds], { cwd: work.root });
};
const explained = async (path: string): Promise<{ id: string; slug: string }> =>
  JSON.parse((await run(['explain', '--json', path], { cwd: work.root })).stdout);

const day = 'Wed, 16 Sep 2015 09:00:00 GMT';

describe('dateline adopt', () => {
  it('finds an article by title and day, whatever quotes and dashes the old publisher used', async () => {
    const files = {
      'articles/fog.md': article('The "fog" – horn', '2015-09-16 23:30'),
      'old.xml': rss(
        item('The &amp;#8220;fog&amp;#8221; &#8212; horn', 'Wed, 16 Sep 2015 22:30:00 GMT', 'urn:x:1'),
      ),
    };
    const { code, stdout } = await adopt(files, 'old.xml');
    expect(stdout).toContain('recorded   articles/fog.md  urn:x:1  (by title and day)');
    expect(code).toBe(0);
    expect((await explained('articles/fog.md')).id).toBe('urn:x:1');
  });

  it('finds by link before title and day, and keeps the name in the address', async () => {
    const files = {
      'articles/a.md': article('Rain', '2015-09-16', 'url: https://tide.example/2015/rain.html\n'),
      'articles/b.md': article('Snow', '2015-09-16'),
      'old.xml': rss(
        item('Snow', day, 'urn:x:rain', 'http://www.tide.example/2015/rain/'),
        item('Snow', day, 'urn:x:snow', 'https://tide.example/2015/first-snow.html'),
      ),
    };
    await adopt(files, 'old.xml');
    expect((await explained('articles/a.md')).id).toBe('urn:x:rain');
    expect(await explained('articles/b.md')).toMatchObject({ id: 'urn:x:snow', slug: 'first-snow' });
  });

  it('keeps the name in the address, even where it would be made of another article’s title', async () => {
    const files = {
      'articles/a-en.md': article('Fog horn', '2015-09-01'),
      'articles/b-zh.md': article('雾笛', '2015-09-16'),
      'old.xml': rss(item('雾笛', day, 'urn:x:1', 'https://tide.example/zh/fog-horn/')),
    };
    await adopt(files, 'old.xml');
    expect(await explained('articles/b-zh.md')).toMatchObject({ id: 'urn:x:1', slug: 'fog-horn' });
    expect((await explained('articles/a-en.md')).slug).toBe('fog-horn-2');
  });

  it('gives the second article of one name another one, and moves its old address there', async () => {
    const files = {
      'articles/a/fog.md': article('Fog', '2015-09-01'),
      'articles/b/fog.md': article('Fog', '2015-09-16'),
      'old.xml': rss(
        item('Fog', 'Tue, 01 Sep 2015 09:00:00 GMT', 'urn:x:1', 'https://tide.example/a/fog/'),
        item('Fog', day, 'urn:x:2', 'https://tide.example/b/fog/'),
      ),
    };
    const { stdout } = await adopt(files, 'old.xml');
    expect((await explained('articles/a/fog.md')).slug).toBe('fog');
    expect((await explained('articles/b/fog.md')).slug).toBe('fog-2');
    expect(stdout).toContain('  "/b/fog/": "/articles/fog-2/"\n');
  });

  it('takes none of several articles with one title and day, and lists what matched nothing', async () => {
    const files = {
      'articles/a.md': article('Rain', '2015-09-16 08:00'),
      'articles/b.md': article('Rain', '2015-09-16 09:00'),
      'old.xml': rss(item('Rain', day, 'urn:x:1'), item('Hail', day, 'urn:x:2')),
    };
    const { stdout } = await adopt(files, 'old.xml');
    expect(stdout).toContain('not found  "Rain" 2015-09-16 urn:x:1: 2 articles have this title and day');
    expect(stdout).toContain('not found  "Hail" 2015-09-16 urn:x:2: no article matches');
    expect(stdout).toContain('0 ids recorded of 2 entries, 0 known before, 2 matched nothing.');
  });

  it('puts the old id in the place of one that was minted at a first try, and keeps that row', async () => {
    const files = {
      'articles/fog.md': article('Fog', '2015-09-16'),
      'old.xml': rss(item('Fog', day, 'https://old.example/?p=7')),
    };
    work = workFolder({ 'site.yaml': site, ...files });
    await (await serve(work.root)).stop();
    expect((await explained('articles/fog.md')).id).toBe('tag:tide.example,2026:fog');
    await run(['adopt', 'old.xml'], { cwd: work.root });
    expect((await explained('articles/fog.md')).id).toBe('https://old.example/?p=7');
    const { records, damaged } = parseIds(readFileSync(join(work.root, '.dateline/ids.tsv'), 'utf8'));
    expect([...records.keys()]).toEqual(['https://old.example/?p=7', 'tag:tide.example,2026:fog']);
    expect(damaged).toEqual([]);
    const again = await run(['adopt', 'old.xml'], { cwd: work.root });
    expect(again.stdout).toContain('0 ids recorded of 1 entry, 1 known before');
    expect((await explained('articles/fog.md')).id).toBe('https://old.example/?p=7');
  });

  it('never replaces an id that the article gives, or one that was adopted before', async () => {
    const files = {
      'articles/a.md': article('Fog', '2015-09-16', 'id: urn:own\n'),
      'articles/b.md': article('Rain', '2015-09-16'),
      'one.xml': rss(item('Fog', day, 'urn:x:1'), item('Rain', day, 'urn:x:2')),
      'two.xml': rss(item('Rain', day, 'urn:y:2')),
    };
    const first = await adopt(files, 'one.xml');
    expect(first.stdout).toContain('not taken  articles/a.md gives the id urn:own itself');
    const second = await run(['adopt', 'two.xml'], { cwd: work.root });
    expect(second.stdout).toContain('has the recorded id urn:x:2');
    expect((await explained('articles/b.md')).id).toBe('urn:x:2');
  });

  it('reads a feed from an address', async () => {
    server = createServer((_request, response) => response.end(rss(item('Fog', day, 'urn:x:1'))));
    await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { stdout } = await adopt({ 'articles/fog.md': article('Fog', '2015-09-16') }, `${address}/feed`);
    expect(stdout).toContain('1 id recorded of 1 entry');
  });

  it.each([
    ['missing.xml', {}, 'there is no such file (an address begins with https://)'],
    ['articles', {}, 'is a folder; name a feed in it'],
    ['old.txt', { 'old.txt': 'Hello' }, 'is neither RSS, Atom, JSON Feed nor a WordPress export'],
    [
      'page.html',
      { 'page.html': '<html><link rel="alternate" type="application/rss+xml" href="/feed/"></html>' },
      'is a page; its feed is /feed/',
    ],
    ['bomb.xml', { 'bomb.xml': '<!DOCTYPE r [<!ENTITY a "a">]><rss version="2.0"/>' }, 'declares entities'],
    ['empty.xml', { 'empty.xml': rss() }, 'has no entries'],
    ['x.zip', { 'x.zip': Buffer.from('PK\u0003\u0004\0\0\0') }, 'unpack it first'],
    ['http://127.0.0.1:1/feed', {}, 'cannot be fetched'],
  ])('says of %s what to do, and ends with 2', async (feed, files, message) => {
    const { code, stderr } = await adopt(files, feed);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });
});

describe('what differs from the old feed', () => {
  it('tells articles of one title and day apart by the name in the address', async () => {
    const files = {
      'articles/income.1.md': article('Income', '2019-05-12'),
      'articles/income.2.md': article('Income', '2019-05-12'),
      'old.xml': rss(
        item(
          'Income',
          'Sun, 12 May 2019 00:00:00 GMT',
          'https://old.example/2',
          'https://old.example/a/income.2/',
        ),
        item(
          'Income',
          'Sun, 12 May 2019 00:00:00 GMT',
          'https://old.example/1',
          'https://old.example/a/income.1/',
        ),
      ),
    };
    await adopt(files, 'old.xml');
    expect((await explained('articles/income.1.md')).id).toBe('https://old.example/1');
    expect((await explained('articles/income.2.md')).id).toBe('https://old.example/2');
  });

  it('takes the article that is shown rather than its draft', async () => {
    const files = {
      'articles/_drafts/rain.md': article('Rain', '2015-09-16'),
      'articles/a.md': article('Rain', '2015-09-16'),
      'old.xml': rss(item('Rain', day, 'urn:x:1')),
    };
    await adopt(files, 'old.xml');
    expect((await explained('articles/a.md')).id).toBe('urn:x:1');
  });

  it('tells articles of one name apart by the folders in the address', async () => {
    const files = {
      'articles/blog/first.md': article('First', '2022-07-08'),
      'articles/notes/first.md': article('First', '2022-07-08'),
      'old.xml': rss(
        item('First', 'Fri, 08 Jul 2022 00:00:00 GMT', 'urn:x:1', 'https://old.example/x/notes/first/'),
      ),
    };
    await adopt(files, 'old.xml');
    expect((await explained('articles/notes/first.md')).id).toBe('urn:x:1');
  });

  it('finds an article whose title or day has changed by its name and the other', async () => {
    const files = {
      'articles/2015-09-16-rain.md': article('Rain, at last', '2015-09-16'),
      'articles/fog.md': article('Fog', '2015-10-01'),
      'old.xml': rss(
        item('Rain', day, 'urn:x:1', 'https://old.example/2015/Rain.html'),
        item('Fog', day, 'urn:x:2', 'https://old.example/2015/fog/'),
      ),
    };
    const { stdout } = await adopt(files, 'old.xml');
    expect(stdout).toContain('recorded   articles/2015-09-16-rain.md  urn:x:1  (by name and day)');
    expect(stdout).toContain('recorded   articles/fog.md  urn:x:2  (by title and name)');
    expect(stdout).toContain('1 article has another title than the old feed:');
    expect(stdout).toContain('articles/2015-09-16-rain.md  "Rain, at last", in the feed "Rain"');
  });

  it('says which file is held back, and the date that the old feed has', async () => {
    const files = {
      'articles/hello-world.md': '---\ntitle: Hello World\n---\nText.\n',
      'articles/fog.md': article('Fog', '2015-09-16'),
      'old.xml': rss(
        item(
          'Hello World',
          'Wed, 23 Mar 2016 12:33:46 GMT',
          'urn:x:1',
          'https://old.example/2016/hello-world/',
        ),
        item('Fog', day, 'urn:x:2'),
      ),
    };
    const { stdout } = await adopt(files, 'old.xml');
    expect(stdout).toContain(
      'articles/hello-world.md is held back (undated). Write date: 2016-03-23T12:33:46Z in it, and adopt again.',
    );
  });

  it('tells other instants, and that Jekyll read them in UTC', async () => {
    const files = {
      // 23:50 in Dublin's summer is 22:50 in UTC.
      'articles/a.md': article('Rain', '2014-07-17 23:50:05'),
      'articles/b.md': article('Snow', '2014-07-17 10:00'),
      'old.xml': rss(
        item('Rain', 'Fri, 18 Jul 2014 00:50:05 +0100', 'urn:x:1'),
        item('Snow', 'Thu, 17 Jul 2014 10:00:00 +0100', 'urn:x:2'),
      ),
    };
    const { stdout } = await adopt(files, 'old.xml');
    expect(stdout).toContain('1 article tells another instant than the old feed.');
    expect(stdout).toContain('articles/a.md  date: 2014-07-17T23:50:05Z  (1 hour later)');
    expect(stdout).toContain('write timestampZone: UTC into a _defaults.yaml in the articles folder');
    const cured = { ...files, 'articles/_defaults.yaml': 'timestampZone: UTC\n' };
    work.remove();
    expect((await adopt(cured, 'old.xml')).stdout).not.toContain('another instant');
  });

  it.each([
    [
      '05 09 2024',
      'Thu, 09 May 2024 00:00:00 +0100',
      'have day and month the other way round: set dateOrder',
    ],
    ['2024-05-09 10:00', 'Thu, 09 May 2024 10:00:00 +0800', 'agree when read at +08:00: set timeZone'],
  ])('says what would make %s the old feed’s %s', async (date, pubDate, hint) => {
    const files = {
      'articles/a.md': article('Rain', date),
      'old.xml': rss(item('Rain', pubDate, 'urn:x:1', 'https://old.example/a/')),
    };
    expect((await adopt(files, 'old.xml')).stdout).toContain(hint);
  });

  it('says what stays out of the new feed', async () => {
    const files = {
      'articles/a.md': article('Rain', '2015-09-16', 'draft: true\n'),
      'old.xml': rss(item('Rain', day, 'urn:x:1')),
    };
    expect((await adopt(files, 'old.xml')).stdout).toContain('articles/a.md  says that it is a draft');
  });

  const old = (links: readonly string[]) =>
    rss(
      ...links.map((link, at) =>
        item(`Title ${at}`, day, `https://tide.example${link}`, `https://tide.example${link}`),
      ),
    );
  const files = (paths: readonly string[], more = '') =>
    Object.fromEntries(
      paths.map((path, at) => [`articles/${path}`, article(`Title ${at}`, '2015-09-16', more)]),
    );

  it.each([
    [['a.md', 'b-c.md'], ['/2015/09/a/', '/2015/09/b-c/'], '"/:year/:month/:slug/": "/articles/:slug/"'],
    [['a.md', 'b.md'], ['/2015/a.html', '/2015/b.html'], '"/2015/a.html": "/articles/a/"'],
    [['a.md', 'b.md'], ['/p/one/', '/2015/two'], '"/2015/two": "/articles/two/"'],
  ])('gives the lines of moved for %j at %j', async (paths, links, line) => {
    const { stdout } = await adopt({ ...files(paths), 'old.xml': old(links) }, 'old.xml');
    expect(stdout).toContain(`Add to site.yaml:\nmoved:\n`);
    expect(stdout).toContain(`  ${line}\n`);
    const moved = stdout.slice(stdout.indexOf('moved:'), stdout.indexOf(`${links.length} ids recorded`));
    work.remove();
    const again = await adopt(
      { ...files(paths), 'old.xml': old(links), 'site.yaml': site + moved },
      'old.xml',
    );
    expect(again.stdout).not.toContain('moved');
  });

  const permalink = 'permalink: https://tide.example/none/{name}\n';
  it.each([
    [['posts/Rain Day.md', 'blog/fog/index.md'], ['/posts/rain-day/', '/blog/fog/'], '/{folder}/{slug}/'],
    [
      ['2015-09-16-a.md', '2015-09-16-B.md'],
      ['/2015/09/16/a.html', '/2015/09/16/B.html'],
      '/{year}/{month}/{day}/{name}.html',
    ],
    [['x/a.md', 'y/b.md'], ['/a', '/b'], '/{name}'],
  ])('gives the permalink that keeps %j at %j', async (paths, links, pattern) => {
    const { stdout } = await adopt(
      { ...files(paths), 'old.xml': old(links), 'site.yaml': site + permalink },
      'old.xml',
    );
    expect(stdout).toContain(`permalink: "https://tide.example${pattern}"\n`);
  });

  it('gives the rule of the ids for articles that no feed holds', async () => {
    const { stdout } = await adopt(
      {
        ...files(['2015-09-16-a.md', '2015-09-16-B.md', '2014-01-02-c.md']),
        'old.xml': rss(
          item('Title 0', day, 'tag:tide.example,2015-09-16:/a.html'),
          item('Title 1', day, 'tag:tide.example,2015-09-16:/B.html'),
        ),
      },
      'old.xml',
    );
    expect(stdout).toContain('1 article is in none of the feeds.');
    expect(stdout).toContain('idPattern: "tag:tide.example,{year}-{month}-{day}:/{name}.html"\n');
  });
});

describe('readOldFeed', () => {
  const ids = (text: string): string[] => readOldFeed(text, 'x').map(({ id }) => id);

  // WordPress.com wrote <atom:link> into the posts of its exports without declaring the prefix.
  it.each(['', '<atom:link rel="enclosure" href="x"></atom:link>'])(
    'takes only the published posts of an export (%j in a post)',
    (extra) => {
      const post = (number: number, type: string, status: string): string =>
        `<item><title>t</title><guid>urn:${number}</guid><wp:post_type>${type}</wp:post_type><wp:status><![CDATA[${status}]]></wp:status>${extra}</item>`;
      const items = [
        post(1, 'post', 'publish'),
        post(2, 'attachment', 'inherit'),
        post(3, 'page', 'publish'),
        post(4, 'post', 'draft'),
        post(5, '<![CDATA[post]]>', 'private'),
      ];
      const text = `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>x</title>${items.join('')}</channel></rss>`;
      expect(ids(text)).toEqual(['urn:1', 'urn:5']);
    },
  );

  it('takes ids exactly as given, and the link where there is none, as readers do', () => {
    expect(
      ids(
        rss(item('a', day, 'a&amp;amp;b'), `<item><title>b</title><link>https://old.example/b</link></item>`),
      ),
    ).toEqual(['a&amp;b', 'https://old.example/b']);
    expect(
      ids('{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":7,"content_text":""}]}'),
    ).toEqual(['7']);
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>x</title><link>https://old.example</link><description>d</description></channel><item rdf:about="urn:7"><title>t</title><link>https://old.example/1</link></item></rdf:RDF>';
    expect(ids(rdf)).toEqual(['urn:7']);
  });

  it('knows the day in the feed’s own zone and in UTC', () => {
    const [entry] = readOldFeed(rss(item('a', 'Wed, 16 Sep 2015 23:30:00 -0500', 'x')), 'x');
    expect(entry?.days).toEqual(['2015-09-16', '2015-09-17']);
  });

  it('reads on where a feed is not well-formed', () => {
    expect(ids(rss(item('Tom & Jerry', day, 'urn:x:1')))).toEqual(['urn:x:1']);
  });
});

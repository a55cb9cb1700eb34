import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fileOfUrl } from '../../src/cli/build/output.ts';
import { ask, type Ended, type Files, type Running, run, serve, workFolder } from '../support/program.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const site = `title: Tide & "time"
url: https://tide.example
language: en-IE
timeZone: Europe/Dublin
feeds: { entries: 2 }
hubs: [https://hub.example/]
moved: { /old-page.html: /articles/fog/, '/posts/:slug/': '/articles/:slug/', /blog/feed.xml: /atom.xml, '/?p=3': /articles/rain/ }
gone: [/never/]
`;

/** Scopes in several scripts, archives, media, a withdrawal, an old address, and an article that is to come. */
const files: Files = {
  'site.yaml': site,
  'articles/fog.md':
    '---\ntitle: Fog horn\ndate: 2026-03-01 09:30\ntags: [fog, C#, Ünïcode näme]\nauthor: Ann Reef\nurl: /2026/03/fog.html\n---\nIt *sounds*.\n\n![x](pics/a b.png)\n',
  'articles/rain.md': '---\ntitle: Rain\ndate: 2026-03-02\ncategories: [Weather]\n---\nIt falls.\n',
  'articles/snow.md': '---\ntitle: Snow\ndate: 2026-03-03\ntags: [fog]\n---\nIt lies.\n',
  'articles/hail.md': '---\ntitle: Hail\ndate: 2026-03-04\n---\nIt hits.\n',
  'articles/sleet.md': '---\ntitle: Sleet\ndate: 2026-03-05\n---\nIt is wet.\n',
  'articles/gone.md': '---\ntitle: Withdrawn one\ndate: 2026-03-06\nwithdrawn: 2026-03-07\n---\nNo more.\n',
  'articles/later.md': '---\ntitle: Later\ndate: 2099-01-01\n---\nx\n',
  'articles/draft.md': '---\ntitle: Secret\ndraft: true\ndate: 2026-01-01\n---\nx\n',
  'articles/pics/a b.png': png,
  'articles/pics/plan.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'articles/.hidden': 'x',
};

const build = (root: string, args: readonly string[] = []): Promise<Ended> =>
  run(['build', '--out', 'public', ...args], { cwd: root });

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('fileOfUrl', () => {
  it.each([
    ['/', 'index.html'],
    ['/atom.xml', 'atom.xml'],
    ['/tags/caf%C3%A9/', 'tags/café/index.html'],
    ['/media/a%2Fb.png', undefined],
    ['/media/%2e%2e/x', undefined],
    [`/media/${'a'.repeat(300)}`, undefined],
  ])('writes %s to %s', (url, file) => expect(fileOfUrl(url)).toBe(file));
});

describe('dateline build', () => {
  const work = workFolder(files);
  let first: Ended;
  const out = (path = ''): string => join(work.root, 'public', path);
  const text = (path: string): string => readFileSync(out(path), 'utf8');
  beforeAll(async () => {
    first = await build(work.root);
  });
  afterAll(() => work.remove());

  it('says what it wrote, and when the output changes next', () => {
    expect(first.stderr.replaceAll(/^\d+ of \d+ .*\n/gm, '')).toBe(
      'Static hosts know no queries, so these are left out: /?p=3\n',
    );
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^public: 5 articles, \d+ feeds, \d+ files; \d+ written, 0 removed\.$/m);
    expect(first.stdout).toContain('The output changes next at 2099-01-01T00:00:00Z');
  });

  it('writes feeds, archives, pages, media, OPML, sitemaps, and nothing that is not public', () => {
    const names = filesBelow(out());
    for (const name of [
      'rss.xml',
      'atom.xml',
      'feed.json',
      'archive/1/atom.xml',
      'feeds.opml',
      'index.html',
      '404.html',
      'articles/fog/index.html',
      'tags/ünïcode-näme/rss.xml',
      'media/pics/a b.png',
      'sitemap.xml',
      'robots.txt',
      '_headers',
      '_redirects',
      '_nginx.conf',
      '.nojekyll',
    ])
      expect(names).toContain(name);
    expect(names.filter((name) => /hidden|draft|secret|\.md$/i.test(name))).toEqual([]);
    expect(text('atom.xml')).not.toContain('Later');
  });

  it('writes beside each text file the same bytes compressed', () => {
    const names = filesBelow(out()).filter((name) => /\.(?:xml|json|html|css|js|txt|opml|svg)$/.test(name));
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const plain = readFileSync(out(name));
      expect(gunzipSync(readFileSync(out(`${name}.gz`)))).toEqual(plain);
      expect(brotliDecompressSync(readFileSync(out(`${name}.br`)))).toEqual(plain);
    }
  });

  it('has copies of feeds at old addresses, whose self link is the canonical address', () => {
    for (const name of [
      'feed.xml',
      'index.xml',
      'feed/index.html',
      'tag/fog/feed/index.html',
      'blog/feed.xml',
    ])
      expect(existsSync(out(name)), name).toBe(true);
    expect(text('feed.xml')).toBe(text('atom.xml'));
    expect(text('tag/fog/feed/index.html')).toContain('href="https://tide.example/tags/fog/rss.xml"');
  });

  it('has pages at old addresses of pages that lead on', () => {
    for (const name of ['old-page.html', '2026/03/fog.html']) {
      expect(text(name)).toContain('<link rel="canonical" href="https://tide.example/articles/fog/">');
      expect(text(name)).toContain('content="0; url=https://tide.example/articles/fog/"');
    }
  });

  it('names redirects for hosts that know them', () => {
    const lines = text('_redirects').split('\n');
    expect(lines).toContain('/feed/ /rss.xml 301');
    expect(lines).toContain('/posts/:slug/ /articles/:slug/ 301');
    expect(lines).toContain('/2026/03/fog.html /articles/fog/ 301');
    for (const line of lines.filter(Boolean)) expect(line).toMatch(/^\/\S* \S+ 301$/);
  });

  it('rewrites nothing in a second run with nothing changed', async () => {
    const stamps = () =>
      filesBelow(out()).map((name) => [name, statSync(out(name)).mtimeMs, statSync(out(name)).ino]);
    const before = stamps();
    expect((await build(work.root)).stdout).toMatch(/; 0 written, 0 removed\./);
    expect(stamps()).toEqual(before);
  });

  it('writes what has changed, repairs what was damaged, removes what is gone, and touches nothing else', async () => {
    writeFileSync(out('CNAME'), 'tide.example\n');
    writeFileSync(out('rss.xml'), 'damaged');
    work.write('articles/hail.md', '---\ntitle: Hail and more\ndate: 2026-03-04\n---\nIt hits.\n');
    rmSync(join(work.root, 'articles/pics/plan.svg'));
    const untouched = statSync(out('articles/rain/index.html.br')).mtimeMs;
    const { stdout } = await build(work.root);
    expect(stdout).toMatch(/; [1-9]\d* written, 3 removed\./);
    expect(text('articles/hail/index.html')).toContain('Hail and more');
    expect(text('rss.xml')).toContain('<rss');
    expect(existsSync(out('media/pics/plan.svg'))).toBe(false);
    expect(text('CNAME')).toBe('tide.example\n');
    expect(statSync(out('articles/rain/index.html.br')).mtimeMs).toBe(untouched);
    expect(filesBelow(out()).filter((name) => /\.tmp$|\.new$/.test(name))).toEqual([]);
  });

  it('leaves old addresses to the host with --aliases redirect, and removes the copies', async () => {
    await build(work.root, ['--aliases', 'redirect']);
    expect(existsSync(out('feed.xml'))).toBe(false);
    expect(existsSync(out('tag'))).toBe(false);
    expect(text('_redirects')).toContain('/feed.xml /atom.xml 301');
    await build(work.root);
    expect(existsSync(out('feed.xml'))).toBe(true);
  });
});

describe('dateline build, asked for what could do harm', () => {
  let work = workFolder();
  work.remove();
  afterEach(() => work.remove());
  const article = '---\ntitle: Fog\ndate: 2026-03-01T00:00:00Z\n---\nx\n';
  const within = (extra: Files = {}) => {
    work = workFolder({ 'site.yaml': 'url: https://tide.example\n', 'articles/fog.md': article, ...extra });
    return work.root;
  };

  it.each([
    ['.', 'holds the articles'],
    ['articles', 'holds the articles'],
    ['articles/public', 'lies in the articles'],
    ['.dateline', 'holds the state'],
    ['.dateline/cache/x', 'lies in the state'],
    ['/', 'holds the articles'],
    ['link', 'holds the articles'],
    ['site.yaml', 'is a file'],
    ['old', 'holds index.html, which no build has written'],
  ])('refuses --out %s, and writes nothing', async (out, message) => {
    const root = within({ 'old/index.html': 'mine' });
    mkdirSync(join(root, '.dateline'));
    symlinkSync('articles', join(root, 'link'));
    const before = filesBelow(root);
    const { code, stderr } = await run(['build', '--out', out], { cwd: root });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(filesBelow(root)).toEqual(before);
  });

  it('never replaces a file that no build has written', async () => {
    const root = within({ 'public/robots.txt': 'mine' });
    const { code, stderr } = await build(root);
    expect(stderr).toContain('robots.txt is in the way');
    expect(code).toBe(2);
    expect(readFileSync(join(root, 'public/robots.txt'), 'utf8')).toBe('mine');
  });

  it('follows no link out of the folder', async () => {
    const root = within({ 'elsewhere/x': '' });
    mkdirSync(join(root, 'public'));
    symlinkSync('../elsewhere', join(root, 'public/articles'));
    const { code, stderr } = await build(root);
    expect(stderr).toContain('is a link that leads out');
    expect(code).toBe(2);
    expect(filesBelow(join(root, 'elsewhere'))).toEqual(['x']);
  });

  it('removes nothing that a forged list names outside', async () => {
    const root = within({ 'precious.txt': 'x' });
    await build(root);
    const list = join(root, 'public/.dateline-files');
    writeFileSync(list, `${readFileSync(list, 'utf8')}0123456789abcdef\t../precious.txt\n`);
    await build(root);
    expect(existsSync(join(root, 'precious.txt'))).toBe(true);
  });

  it.each([
    [['build'], '--out'],
    [['build', '--out', 'x', '--aliases', 'link'], '--aliases must be copy or redirect'],
    [['build', '--out', 'x', '--ping'], 'set hubs in site.yaml'],
  ])('answers %j with what to do', async (args, message) => {
    const { code, stderr } = await run(args, { cwd: within() });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('writes all that is good where something is wrong, and ends with 1 only with --strict', async () => {
    const root = within({ 'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2026\n---\nx\n' });
    const plain = await build(root);
    expect(plain.stderr).toContain('1 error');
    expect(plain.code).toBe(0);
    expect(readFileSync(join(root, 'public/atom.xml'), 'utf8')).toContain('Fog');
    expect((await build(root, ['--strict'])).code).toBe(1);
  });

  it('says that no public address is set', async () => {
    const root = within({ 'site.yaml': 'title: Tide\n' });
    expect((await build(root)).stderr).toContain('No public address is set');
  });
});

const nginx = ((): string | undefined => {
  try {
    return execFileSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v nginx'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
})();

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

describe.skipIf(nginx === undefined)(
  'dateline build behind nginx (skipped where nginx is not installed)',
  () => {
    const work = workFolder(files);
    let server: Running;
    let child: ChildProcess;
    let base: string;
    beforeAll(async () => {
      expect((await build(work.root)).code).toBe(0);
      server = await serve(work.root);
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      const isRoot = process.getuid?.() === 0;
      work.write(
        'nginx.conf',
        `${isRoot ? 'user root;\n' : ''}daemon off;\npid nginx.pid;\nerror_log stderr;\nevents { }\nhttp { access_log off; client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp; server { listen 127.0.0.1:${port}; root ${work.root}/public; include ${work.root}/public/_nginx.conf; } }\n`,
      );
      child = spawn(nginx!, ['-p', work.root, '-c', join(work.root, 'nginx.conf')], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      for (let tries = 0; tries < 100; tries += 1) {
        if (await ask(`${base}/robots.txt`).catch(() => undefined)) break;
        await new Promise((done) => setTimeout(done, 50));
      }
    });
    afterAll(async () => {
      child?.kill();
      await server?.stop();
      work.remove();
    });

    /** What a reader sees: all but the validators and the connection. */
    const seen = async (root: string, path: string, headers: Readonly<Record<string, string>> = {}) => {
      const answer = await ask(root + path, { headers });
      const { headers: all, status, body } = answer;
      const compared = [
        'content-type',
        'cache-control',
        'link',
        'location',
        'content-encoding',
        'vary',
        'x-content-type-options',
        'content-security-policy',
        'referrer-policy',
        'access-control-allow-origin',
        'access-control-expose-headers',
        'cross-origin-resource-policy',
      ];
      const isText = status !== 301 && (status < 400 || String(all['content-type']).startsWith('text/html'));
      return {
        status,
        headers: Object.fromEntries(compared.map((name) => [name, all[name]])),
        body: isText ? body.toString('base64') : '',
      };
    };

    const documents = [
      '/atom.xml',
      '/rss.xml?utm_source=x',
      '/feed.json',
      '/feeds.opml',
      '/archive/1/rss.xml?v=1',
      '/tags/fog/atom.xml',
      '/tags/%C3%BCn%C3%AFcode-n%C3%A4me/rss.xml',
    ];
    it.each(documents)('answers %s as serve does, plain and compressed', async (path) => {
      for (const headers of [{}, { 'Accept-Encoding': 'gzip' }]) {
        const wanted = await seen(server.url, path, headers);
        expect(wanted.status).toBe(200);
        expect(await seen(base, path, headers)).toEqual(wanted);
      }
    });

    it.each(['/atom.xml', '/tags/fog/rss.xml'])('shows %s in a browser as serve does', async (path) => {
      const headers = { 'Sec-Fetch-Dest': 'document' };
      const [wanted, found] = [await seen(server.url, path, headers), await seen(base, path, headers)];
      expect(found.headers['content-type']).toBe(wanted.headers['content-type']);
      expect(found.headers['cache-control']).toBe(wanted.headers['cache-control']);
      expect(found.body).toBe(wanted.body);
    });

    const pages = [
      '/',
      '/tags/fog/',
      '/tags/',
      '/articles/fog/',
      '/articles/withdrawn-one/',
      '/no/such/page',
      '/assets/page.css',
      '/robots.txt',
      '/sitemap.xml',
    ];
    it.each(pages)('answers %s as serve does', async (path) => {
      expect(await seen(base, path)).toEqual(await seen(server.url, path));
    });

    it('answers media as serve does', async () => {
      const wanted = await seen(server.url, '/media/pics/a%20b.png');
      expect(await seen(base, '/media/pics/a%20b.png')).toEqual(wanted);
      const range = await ask(`${base}/media/pics/a%20b.png`, { headers: { Range: 'bytes=0-3' } });
      expect([range.status, range.body.length]).toEqual([206, 4]);
    });

    const redirects = [
      '/feed',
      '/feed/',
      '/feed.xml',
      '/index.json',
      '/tag/fog/feed/',
      '/category/weather/feed/',
      '/feed/by_tag/fog.xml',
      '/2026/03/fog.html',
      '/old-page.html',
      '/posts/fog/',
      '/blog/feed.xml',
    ];
    it.each(redirects)('redirects %s as serve does', async (path) => {
      const [wanted, found] = [await seen(server.url, path), await seen(base, path)];
      expect(found.status).toBe(301);
      expect(found.headers.location).toBe(wanted.headers.location);
      expect(found.headers['cache-control']).toBe(wanted.headers['cache-control']);
    });

    it('answers 304 to its own validator, 410 for what is gone, and keeps its own files to itself', async () => {
      const { headers } = await ask(`${base}/atom.xml`);
      const again = await ask(`${base}/atom.xml`, { headers: { 'If-None-Match': String(headers.etag) } });
      expect(again.status).toBe(304);
      for (const path of ['/comments/feed/', '/never', '/never/'])
        expect((await ask(base + path)).status, path).toBe(410);
      for (const name of ['_nginx.conf', '_headers', '_redirects', '.dateline-files'])
        expect((await ask(`${base}/${name}`)).status, name).toBe(404);
    });
  },
);

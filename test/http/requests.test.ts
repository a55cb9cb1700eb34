import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, serve, workFolder } from '../support/program.ts';
import { headerOf, requestText, statusesOf, statusOf, talk } from '../support/talk.ts';

const png = randomBytes(1000);
const work = workFolder({
  'site.yaml': [
    'url: https://example.org',
    'timeZone: UTC',
    'language: en',
    "moved: { /old: /new, '/x/:name': '/articles/:name/' }",
    'gone: [/dead]',
  ].join('\n'),
  'articles/a.md': '---\ntitle: First\ndate: 2020-01-01\ntags: [café, a b]\n---\nOne ![x](pic.png).\n',
  'articles/b.md': '---\ntitle: Second\ndate: 2020-01-02\nwithdrawn: 2020-02-02\n---\nTwo.\n',
  'articles/pic.png': png,
  'articles/a b+c%.png': png,
  'articles/empty.png': '',
  'articles/.hidden/x.png': png,
});
let server: Running;
beforeAll(async () => {
  server = await serve(work.root);
});
afterAll(async () => {
  expect((await server.stop()).code).toBe(0);
  work.remove();
});

const get = (path: string, head: readonly string[] = [], method = 'GET'): Promise<string> =>
  talk(server.port, requestText(path, head, method));

describe('request targets', () => {
  it.each([
    // RFC 9112 §3.2.2: whoever asks as of a proxy is answered all the same.
    ['http://example.org/rss.xml', 200],
    ['HTTP://EXAMPLE.ORG/rss.xml', 200],
    ['http://example.org', 200],
    ['http://example.org?x', 200],
    ['http://u:p@other.example/rss', 301],
    ['http://[::1/rss.xml', 200],
    ['http://a:b:c/nothing', 404],
    ['http://%zz/nothing', 404],
    ['*', 404],
    ['rss.xml', 400],
    ['?x', 400],
    ['/rss.xml#x', 404],
    ['/tags/caf\u00e9/rss.xml', 400],
    // One copy of each document: other spellings lead to it or to nothing.
    ['//rss.xml', 301],
    ['/rss%2exml', 301],
    ['/%72ss.xml', 301],
    ['/RSS.XML', 301],
    ['/rss.xml/', 301],
    ['/rss.xml?', 200],
    ['/rss.xml?a=b?c', 200],
    ['/tags/cafe%CC%81/rss.xml', 301],
    ['/tags/caf%C3%A9/rss.xml', 200],
    ['/%2572ss.xml', 404],
    ['/rss.xml;x=1', 404],
    ['/rss.xml%00', 404],
    ['/rss.xml%0d%0aX:1', 404],
    ['/%2e%2e/rss.xml', 404],
    ['/%c0%ae%c0%ae/rss.xml', 404],
    ['/%zz', 404],
    ['/tags/__proto__/rss.xml', 404],
    ['/archive/0/rss.xml', 404],
    ['/archive/99999999999/rss.xml', 404],
    [`/${'a/'.repeat(3000)}`, 404],
    [`/%${'41'.repeat(5000)}`, 404],
    // Media: one name each, and nothing that is not in the folder or hidden in it.
    ['/media/pic.png', 200],
    ['/media/a%20b+c%25.png', 200],
    ['/media/a%20b%2Bc%25.png', 200],
    ['/media/%2e%2e/site.yaml', 404],
    ['/media/..%2fsite.yaml', 404],
    ['/media/../site.yaml', 404],
    ['/media/%2ehidden/x.png', 404],
    ['/media//pic.png', 404],
    ['/media/./pic.png', 404],
    ['/media/pic.png%00', 404],
    ['/media/%c0%ae%c0%ae/site.yaml', 404],
    ['/media/%', 404],
    ['/media/a.md', 404],
  ])('%s is answered %i', async (target, status) => {
    expect(statusOf(await get(Buffer.from(target).toString('latin1')))).toBe(status);
  });

  it.each([
    ['/x/..%2f..%2fevil', '/articles/..%2F..%2Fevil/'],
    ['/x/%0d%0aSet-Cookie:a', '/articles/%0D%0ASet-Cookie%3Aa/'],
    ['/x/%5c%5cevil', '/articles/%5C%5Cevil/'],
    ['http://other.example/rss', '/rss.xml'],
  ])('%s leads to %s', async (target, location) => {
    const answer = await get(target);
    expect(statusOf(answer)).toBe(301);
    expect(headerOf(answer, 'location')).toBe(location);
  });
});

describe('who is asked, and where a request ends', () => {
  const line = 'GET /rss.xml HTTP/1.1\r\n';
  const next = requestText('/healthz');
  it.each([
    ['no host', `${line}\r\n`, [400]],
    ['two hosts', `${line}Host: a\r\nhOST: b\r\nConnection: close\r\n\r\n`, [400]],
    ['a host that is none', `${line}Host: a b/c?\r\n\r\n`, [400]],
    ['an empty host', `${line}Host:\r\nConnection: close\r\n\r\n`, [200]],
    ['an address as host', `${line}Host: [::1]:8080\r\nConnection: close\r\n\r\n`, [200]],
    ['HTTP/1.0 without host', 'GET /rss.xml HTTP/1.0\r\n\r\n', [200]],
    [
      'an unknown transfer coding',
      `${line}Host: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${next}`,
      [501],
    ],
    [
      'a chunked body',
      `${line}Host: a\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n${next}`,
      [200, 200],
    ],
    ['a body with its length', `${line}Host: a\r\nContent-Length: 5\r\n\r\nhello${next}`, [200, 200]],
    ['an empty line before', `\r\n\r\n${next}`, [200]],
    ['a negative length', `${line}Host: a\r\nContent-Length: -5\r\n\r\n`, [400]],
    ['a length with a sign', `${line}Host: a\r\nContent-Length: +5\r\n\r\nhello`, [400]],
    ['a list of lengths', `${line}Host: a\r\nContent-Length: 5, 5\r\n\r\nhello`, [400]],
    ['a length beyond numbers', `${line}Host: a\r\nContent-Length: ${'9'.repeat(30)}\r\n\r\n`, [400]],
    ['a folded header', `${line}Host: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`, [400]],
    ['line feeds alone', 'GET /rss.xml HTTP/1.1\nHost: a\n\n', [400]],
    ['a carriage return in a value', `${line}Host: a\r\nX: y\rz\r\n\r\n`, [400]],
    ['a NUL in a value', `${line}Host: a\r\nX: y\0z\r\n\r\n`, [400]],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    ['a method in lower case', requestText('/rss.xml', [], 'get'), [400]],
    ['names of JavaScript', requestText('/rss.xml', ['__proto__: x', 'constructor: y']), [200]],
    ['bytes in a value', requestText('/rss.xml', ['User-Agent: \xff\xfe']), [200]],
  ])('a request with %s is answered %j', async (_what, bytes, statuses) => {
    expect(statusesOf(await talk(server.port, Buffer.from(bytes, 'latin1')))).toEqual(statuses);
  });

  it.each(['identity', 'xchunked', 'chunked, identity'])(
    'a request with the transfer coding %s ends its connection with 400',
    async (coding) => {
      const bytes = `POST /rss.xml HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ${coding}\r\n\r\n${next}`;
      const statuses = statusesOf(await talk(server.port, bytes));
      expect(statuses[0]).toBe(400);
      expect(statuses).not.toContain(200);
    },
  );

  it('a tunnel is refused with the methods that there are', async () => {
    const answer = await talk(server.port, 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n');
    expect(statusOf(answer)).toBe(405);
    expect(headerOf(answer, 'allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('an upgrade is passed over, and nobody is asked for content', async () => {
    const upgrade = ['Upgrade: h2c, websocket'];
    expect(statusesOf(await get('/rss.xml', upgrade))).toEqual([200]);
    const content = ['Expect: 100-continue', 'Content-Length: 5'];
    const answer = await get('/rss.xml', content, 'POST');
    expect(statusOf(answer)).toBe(405);
    expect(answer).not.toContain('100 Continue');
  });

  it('headers may have 16 KB and no more', async () => {
    const of = (length: number) => get('/rss.xml', [`X: ${'a'.repeat(length)}`]);
    expect(statusOf(await of(16_000))).toBe(200);
    expect(statusOf(await of(16_500))).toBe(431);
    const { etag = '' } = (await ask(`${server.url}/rss.xml`)).headers;
    const list = `If-None-Match: ${'"a",'.repeat(3900)}${etag}`;
    expect(statusOf(await get('/rss.xml', [list]))).toBe(304);
  });
});

describe('methods', () => {
  it.each([
    '/rss.xml',
    '/',
    '/media/pic.png',
    '/rss',
    '/healthz',
    '/feeds.opml',
    '/sitemap.xml',
    '/articles/first/',
  ])('%s can be read and nothing else', async (path) => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE']) {
      const answer = await get(path, [], method);
      expect([method, statusOf(answer)]).toEqual([method, 405]);
      expect(headerOf(answer, 'allow')).toBe('GET, HEAD, OPTIONS');
    }
    expect(statusOf(await get(path, [], 'OPTIONS'))).toBe(204);
  });

  it('OPTIONS * is about the server as a whole', async () => {
    const answer = await get('*', [], 'OPTIONS');
    expect(statusOf(answer)).toBe(204);
    expect(headerOf(answer, 'allow')).toBe('GET, HEAD, OPTIONS');
  });

  it('HEAD has the headers of GET, and no content, wherever it is sent', async () => {
    const paths = ['/rss.xml', '/feed.json', '/rss', '/old', '/dead', '/nothing', '/', '/articles/first/'];
    const others = ['/articles/second/', '/media/pic.png', '/media/empty.png', '/media/none', '/feeds.opml'];
    const rest = ['/sitemap.xml', '/robots.txt', '/healthz', '/readyz', '/comments/feed/', '/assets/none'];
    const heads = [
      [],
      ['Accept-Encoding: gzip'],
      ['If-None-Match: *'],
      ['Accept: text/html'],
      ['If-Match: "x"'],
    ];
    for (const path of [...paths, ...others, ...rest]) {
      await get(path, ['Accept-Encoding: gzip']);
      for (const head of heads) {
        const [whole, empty] = [await get(path, head), await get(path, head, 'HEAD')];
        const headOf = (text: string) =>
          text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\nDate: [^\r]*/, '');
        expect(headOf(empty)).toBe(headOf(whole));
        expect(empty.endsWith('\r\n\r\n')).toBe(true);
      }
    }
  });
});

describe('conditions', () => {
  it.each(['/nothing', '/dead', '/old', '/rss', '/media/none', '/articles/second/', '/healthz'])(
    'count for nothing at %s, where there is nothing to hold',
    async (path) => {
      const plain = statusOf(await get(path));
      for (const line of [
        'If-None-Match: *',
        'If-Modified-Since: Fri, 31 Dec 2100 00:00:00 GMT',
        'If-Match: "x"',
      ]) {
        expect(statusOf(await get(path, [line]))).toBe(plain);
      }
    },
  );

  it.each(['/rss.xml', '/media/pic.png', '/', '/articles/first/', '/sitemap.xml', '/feeds.opml'])(
    'are all heard at %s',
    async (path) => {
      const { etag = '', 'last-modified': modified } = (await ask(server.url + path)).headers;
      const of = async (...lines: string[]) => statusOf(await get(path, lines));
      expect(await of('If-Match: "x"')).toBe(412);
      expect(await of(`If-Match: ${etag}`)).toBe(200);
      expect(await of('If-Match: *')).toBe(200);
      expect(await of('If-None-Match: *')).toBe(304);
      expect(await of(`If-None-Match: "x", W/${etag}`)).toBe(304);
      expect(await of('If-None-Match: "x"', 'If-Modified-Since: Fri, 31 Dec 2100 00:00:00 GMT')).toBe(200);
      const early = 'Thu, 01 Jan 1970 00:00:00 GMT';
      expect(await of(`If-Unmodified-Since: ${early}`)).toBe(modified === undefined ? 200 : 412);
    },
  );

  it('the same Vary is in every answer about a document', async () => {
    const { etag = '' } = (await ask(`${server.url}/rss.xml`)).headers;
    for (const head of [
      [],
      ['Accept-Encoding: gzip'],
      ['Accept-Encoding: *;q=0'],
      [`If-None-Match: ${etag}`],
    ]) {
      expect(headerOf(await get('/rss.xml', head), 'vary')).toBe('Accept-Encoding');
    }
    expect(headerOf(await get('/dead'), 'vary')).toBe('Accept');
    expect(headerOf(await get('/dead', ['Accept: text/html']), 'vary')).toBe('Accept, Accept-Encoding');
  });
});

describe('ranges', () => {
  it.each([
    ['bytes=0-9', 206, '0-9/1000'],
    ['bytes=-10', 206, '990-999/1000'],
    ['bytes=990-', 206, '990-999/1000'],
    ['bytes=0-99999', 206, '0-999/1000'],
    ['bytes=-99999', 206, '0-999/1000'],
    ['bytes=1000-', 416, '*/1000'],
    ['bytes=999999999999999999999-', 416, '*/1000'],
    ['bytes=-0', 416, '*/1000'],
    ['bytes=0-9,20-29', 200, undefined],
    ['bytes=9-0', 200, undefined],
    ['bytes=a-b', 200, undefined],
    ['items=0-1', 200, undefined],
  ])('%s of a medium is answered %i', async (range, status, part) => {
    const answer = await get('/media/pic.png', [`Range: ${range}`]);
    expect(statusOf(answer)).toBe(status);
    expect(headerOf(answer, 'content-range')).toBe(part === undefined ? undefined : `bytes ${part}`);
    const length = Number(headerOf(answer, 'content-length'));
    expect(answer.length - answer.indexOf('\r\n\r\n') - 4).toBe(length);
  });

  it('count only for the bytes that If-Range names, and not against a condition', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await ask(`${server.url}/media/pic.png`)).headers;
    const of = async (...lines: string[]) =>
      statusOf(await get('/media/pic.png', ['Range: bytes=0-9', ...lines]));
    expect(await of(`If-Range: ${etag}`)).toBe(206);
    expect(await of(`If-Range: ${modified}`)).toBe(206);
    expect(await of(`If-Range: W/${etag}`)).toBe(200);
    expect(await of('If-Range: Thu, 01 Jan 1970 00:00:00 GMT')).toBe(200);
    expect(await of('If-Range: x')).toBe(200);
    expect(await of(`If-None-Match: ${etag}`)).toBe(304);
    expect(await of('If-Match: "x"')).toBe(412);
  });

  it('of a feed, and of a HEAD, are passed over', async () => {
    expect(statusOf(await get('/rss.xml', ['Range: bytes=0-9']))).toBe(200);
    expect(statusOf(await get('/rss.xml', ['Range: bytes=99999999-']))).toBe(200);
    expect(statusOf(await get('/media/pic.png', ['Range: bytes=0-9'], 'HEAD'))).toBe(200);
  });
});

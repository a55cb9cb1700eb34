import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomId, isUri, webAddress } from '../../src/render/uri.ts';
import { hostileText } from '../support/hostile.ts';

describe('isUri', () => {
  it.each([
    // RFC 3986 §1.1.2
    'ftp://ftp.is.co.za/rfc/rfc1808.txt',
    'http://www.ietf.org/rfc/rfc2396.txt',
    'ldap://[2001:db8::7]/c=GB?objectClass?one',
    'mailto:John.Doe@example.com',
    'news:comp.infosystems.www.servers.unix',
    'tel:+1-816-555-1212',
    'telnet://192.0.2.16:80/',
    'urn:oasis:names:specification:docbook:dtd:xml:4.1.2',
    // RFC 4151 §2.2, RFC 9562 §4
    'tag:timothy@hpl.hp.com,2001:web/externalHome',
    'tag:my-ids.com,2001-09-15:blog-555',
    'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    'https://example.org/?p=12#frag',
  ])('knows %s', (text) => {
    expect(isUri(text)).toBe(true);
  });

  it.each([
    '',
    'launch',
    '/2015/launch/',
    '2015:launch',
    'http:',
    'https:///no-host',
    'https://example.org/a b',
    'https://example.org/ü',
    'https://example.org/%zz',
    'https://example.org/a[1]',
    'https://example.org/#a#b',
    'urn:x',
    'tag:example.org:no-date',
    'tag:example.org,2026',
    'x:<y>',
  ])('refuses %j', (text) => {
    expect(isUri(text)).toBe(false);
  });
});

describe('atomId', () => {
  const authority = 'example.org,2026';
  it.each([
    ['https://example.org/?p=1', 'https://example.org/?p=1'],
    ['HTTP://Example.org', 'HTTP://Example.org'],
    ['F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6', 'urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'],
    ['my first post', 'tag:example.org,2026:my%20first%20post'],
    ['42', 'tag:example.org,2026:42'],
    ['a#b[c]%', 'tag:example.org,2026:a%23b%5Bc%5D%25'],
    ['Größe/1', 'tag:example.org,2026:Gr%C3%B6%C3%9Fe/1'],
    // RFC 4287 §4.2.6: an IRI, and "MUST NOT change" when the document is migrated; Hexo writes such ids.
    ['https://example.org/2016/06/15/雾笛/', 'https://example.org/2016/06/15/雾笛/'],
    ['https://example.org/ü?q=é#𠮷', 'https://example.org/ü?q=é#𠮷'],
    ['https://example.org/a\u202eb', 'tag:example.org,2026:https://example.org/a%E2%80%AEb'],
    ['https://example.org/雾 笛', 'tag:example.org,2026:https://example.org/%E9%9B%BE%20%E7%AC%9B'],
    ['雾:笛', 'tag:example.org,2026:%E9%9B%BE:%E7%AC%9B'],
  ])('writes %j as %s', (id, expected) => {
    expect(atomId(id, authority)).toBe(expected);
  });

  it('is a URI whatever the id is, or a web address with letters of other scripts', () => {
    fc.assert(
      fc.property(hostileText, (id) => isUri(encodeURI(atomId(id, authority)).replaceAll('%25', '%'))),
    );
  });

  it('keeps different ids different', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(a.normalize('NFC') !== b.normalize('NFC'));
        expect(atomId(a, authority)).not.toBe(atomId(b, authority));
      }),
    );
  });
});

describe('webAddress', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['https://exämple.org/ü?q=ä b', 'https://xn--exmple-cua.org/%C3%BC?q=%C3%A4%20b'],
    ['https://example.org/a|b?c[]=^', 'https://example.org/a%7Cb?c%5B%5D=%5E'],
    ['https://example.org/100%', 'https://example.org/100%25'],
    ['https://example.org/a#b#c', 'https://example.org/a#b%23c'],
    ['http://[2001:db8::7]:8080/x', 'http://[2001:db8::7]:8080/x'],
  ])('writes %s as %s', (text, expected) => {
    expect(webAddress(text)).toBe(expected);
  });

  it.each([
    '',
    'page.html',
    'javascript:alert(1)',
    'mailto:a@example.org',
    'https://user:pass@example.org/',
    'https://',
  ])('refuses %j', (text) => {
    expect(webAddress(text)).toBeUndefined();
  });

  it('resolves a relative address against a base', () => {
    expect(webAddress('../b', 'https://example.org/a/c/')).toBe('https://example.org/a/b');
  });

  it('is a URI that serializing again does not change', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const address = webAddress(`https://example.org/${text}`);
        fc.pre(address !== undefined);
        expect(isUri(address)).toBe(true);
        expect(new URL(address).href).toBe(address);
      }),
    );
  });
});

import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Document } from '../../src/render/document.ts';
import { DocumentCache } from '../../src/render/document-cache.ts';
import { instant } from '../support/builders.ts';

const at = instant('2026-03-01T00:00:00Z');

const document = (text: string): Document =>
  new Document({ text, mediaType: 'application/atom+xml', lastModified: () => at });

describe('a document', () => {
  test('has a strong tag of its bytes, with a suffix for each coding', async () => {
    const made = document('<feed>ü</feed>');
    const digest = createHash('sha256').update(Buffer.from('<feed>ü</feed>')).digest('hex').slice(0, 32);
    expect(made.identity.etag).toBe(`"${digest}"`);
    expect((await made.make('gzip')).etag).toBe(`"${digest}-gzip"`);
    expect((await made.make('br')).etag).toBe(`"${digest}-br"`);
    expect(made.tag('br')).toBe(`"${digest}-br"`);
    expect(made.contentType).toBe('application/atom+xml; charset=utf-8');
  });

  test.each([0, 1, 50_000, 300_000])('holds the same %i characters in every coding', async (length) => {
    const text = 'Ein Überblick. '.repeat(length / 10 + 1).slice(0, length);
    const made = document(text);
    expect(made.identity.bytes.toString()).toBe(text);
    expect(gunzipSync((await made.make('gzip')).bytes).toString()).toBe(text);
    expect(brotliDecompressSync((await made.make('br')).bytes).toString()).toBe(text);
  });

  test('is compressed no more once nobody keeps it, unless somebody waits for that', async () => {
    const texts = Array.from({ length: 12 }, (_, at) => `Text number ${at}. `.repeat(3000));
    const made = texts.map(document);
    for (const each of made) each.prepare('br');
    const last = made.at(-1)?.make('br');
    for (const each of made) each.letGo();
    expect(brotliDecompressSync((await last)?.bytes ?? '').toString()).toBe(texts.at(-1));
    expect(made.filter((each) => each.ready('br') !== undefined).length).toBeLessThan(4);
    // It can still be had.
    expect(brotliDecompressSync((await made[5]?.make('br'))?.bytes ?? '').toString()).toBe(texts[5]);
  });

  test('has gzip at once, and brotli when it is made, one time for all who ask', async () => {
    const made = document('x'.repeat(1000));
    expect(made.ready('gzip')).toBeDefined();
    expect(made.ready('br')).toBeUndefined();
    const [one, two] = await Promise.all([made.make('br'), made.make('br')]);
    expect(one).toBe(two);
    expect(made.ready('br')).toBe(one);
  });

  test('makes gzip of a large text off the event loop', async () => {
    const made = document('x'.repeat(300_000));
    expect(made.ready('gzip')).toBeUndefined();
    await made.make('gzip');
    expect(made.ready('gzip')).toBeDefined();
  });

  test('replaces a lone surrogate, which no UTF-8 can hold', () => {
    expect(document('a\ud800b').identity.bytes.toString()).toBe('a\ufffdb');
  });
});

describe('a cache of documents', () => {
  const large = (name: string) => document(`${name}${'x'.repeat(999)}`);

  test('lets those go that were not asked for, beyond its bound', () => {
    const dropped: string[] = [];
    const cache = new DocumentCache<string>(3000, (path) => dropped.push(path));
    for (const path of ['a', 'b', 'c']) cache.keep(path, large(path), path);
    cache.keep('d', large('d'), 'd');
    expect(cache.size).toBeLessThanOrEqual(3000);
    cache.get('c');
    cache.keep('e', large('e'), 'e');
    expect(cache.get('c')).toBeDefined();
    expect(cache.get('e')).toBeDefined();
    expect(dropped).toHaveLength(2);
    expect([...cache.entries()].map(([path]) => path).sort()).toEqual(
      ['a', 'b', 'c', 'd', 'e'].filter((path) => !dropped.includes(path)),
    );
  });

  test('counts what a document grows by', async () => {
    const cache = new DocumentCache<undefined>(10_000, () => {});
    const made = large('a');
    cache.keep('a', made, undefined);
    await made.make('br');
    expect(cache.size).toBe(made.size);
    expect(made.size).toBeGreaterThan(1000);
    cache.drop('a');
    await made.make('gzip');
    expect(cache.size).toBe(0);
  });

  test('keeps one document that is larger than the bound, until the next', () => {
    const cache = new DocumentCache<undefined>(10, () => {});
    cache.keep('a', large('a'), undefined);
    expect(cache.get('a')).toBeDefined();
    cache.keep('b', large('b'), undefined);
    expect([...cache.entries()].map(([path]) => path)).toEqual(['b']);
  });
});

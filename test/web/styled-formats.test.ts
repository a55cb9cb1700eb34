import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { formatNamed } from '../../src/render/formats.ts';
import { styledFormats } from '../../src/web/styled-formats.ts';
import { site } from '../support/builders.ts';
import { readWithFeedsmith, readWithRssParser } from '../support/read-back.ts';
import { fullFeed } from '../support/specimens.ts';

const styled = styledFormats(fullFeed.site);
const instruction = '\n<?xml-stylesheet type="text/css" href="/news/assets/feed.css"?>';
const python = ['/usr/bin/python3', 'python3'].find(
  (path) => spawnSync(path, ['-c', 'import feedparser']).status === 0,
);

/** What feedparser makes of a document, everything that it knows of. */
const feedparser = (text: string): string =>
  spawnSync(
    python!,
    [
      '-c',
      'import feedparser, json, sys\nd = feedparser.parse(sys.stdin.buffer.read())\nassert not d.bozo\nprint(json.dumps(d, default=str, sort_keys=True))',
    ],
    { input: text, encoding: 'utf8' },
  ).stdout;

describe('formats with a style sheet', () => {
  it('are all formats', () => {
    expect(styled.map(({ name }) => name)).toEqual(['atom', 'rss', 'json']);
  });

  it.each(['atom', 'rss'] as const)('add one instruction to %s and nothing else', (name) => {
    const text = styled.find((format) => format.name === name)!.render(fullFeed);
    expect(text.replace(instruction, '')).toBe(formatNamed(name).render(fullFeed));
    expect(text.indexOf(instruction)).toBe('<?xml version="1.0" encoding="utf-8"?>'.length);
  });

  it('leave JSON Feed as it is', () => {
    expect(styled.find(({ name }) => name === 'json')!.render(fullFeed)).toBe(
      formatNamed('json').render(fullFeed),
    );
  });

  it.each(['atom', 'rss'] as const)('disturb no reader of %s', async (name) => {
    const text = styled.find((format) => format.name === name)!.render(fullFeed);
    const plain = formatNamed(name).render(fullFeed);
    expect(readWithFeedsmith(name, text)).toEqual(readWithFeedsmith(name, plain));
    expect(await readWithRssParser(text)).toEqual(await readWithRssParser(plain));
  });

  it.skipIf(!python).each(['atom', 'rss'] as const)('disturb no feedparser that reads %s', (name) => {
    const text = styled.find((format) => format.name === name)!.render(fullFeed);
    const read = feedparser(text);
    expect(read.length).toBeGreaterThan(1000);
    expect(read).toBe(feedparser(formatNamed(name).render(fullFeed)));
  });

  it('name the sheet below the path of the public address, and none where styled is off', () => {
    const below = site({ url: 'https://example.org/blog' });
    const [atom] = styledFormats(below);
    expect(atom!.render({ ...fullFeed, site: below })).toContain('href="/blog/assets/feed.css"');
    const off = site({ styled: false });
    expect(styledFormats(off)[0]!.render({ ...fullFeed, site: off })).not.toContain('xml-stylesheet');
  });
});

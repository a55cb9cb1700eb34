import { describe, expect, it } from 'vitest';
import { feedFormats } from '../../src/render/formats.ts';
import { archiveFeed, bareFeed, emptyFeed, fullFeed, podcastFeed } from '../support/specimens.ts';

// The files were read against the specifications before they were kept: whoever changes one reads it again.
const specimens = {
  full: fullFeed,
  empty: emptyFeed,
  bare: bareFeed,
  archive: archiveFeed,
  podcast: podcastFeed,
};

describe.each(Object.entries(specimens))('the golden documents of the %s feed', (name, feed) => {
  it.each(feedFormats)('are what $title writes', async ({ fileName, render }) => {
    await expect(render(feed)).toMatchFileSnapshot(`../golden/${name}.${fileName}`);
  });
});

describe('a golden document', () => {
  it.each(feedFormats)('in $title is the same whenever and wherever it is written', ({ render }) => {
    const copy = structuredClone(fullFeed);
    expect(render(copy)).toBe(render(fullFeed));
  });
});

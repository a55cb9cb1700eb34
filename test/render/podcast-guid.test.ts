import { describe, expect, it } from 'vitest';
import { podcastGuid } from '../../src/render/podcast-guid.ts';

describe('podcastGuid', () => {
  it.each([
    // The examples of the podcast namespace.
    ['https://mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
    ['https://podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['http://podnews.net/rss//', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
  ])('of %s is %s', (address, expected) => {
    expect(podcastGuid(address)).toBe(expected);
  });
});

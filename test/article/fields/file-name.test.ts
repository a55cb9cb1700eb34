import { describe, expect, it } from 'vitest';
import { readFileName } from '../../../src/article/fields/file-name.ts';

describe('what a path says', () => {
  it.each([
    ['2015-09-16-kites.md', '2015-09-16', 'kites', 'Kites'],
    ['_posts/2015-9-6-old-fort.md', '2015-09-06', 'old-fort', 'Old fort'],
    ['2015_09_16_kites.txt', '2015-09-16', 'kites', 'Kites'],
    ['20150916-kites.md', '2015-09-16', 'kites', 'Kites'],
    ['2015.09.16 Kites over the fort.md', '2015-09-16', 'Kites over the fort', 'Kites over the fort'],
    ['202301052315 Night trains.md', '2023-01-05 23:15', 'Night trains', 'Night trains'],
    ['2015-09-16T2152-kites.md', '2015-09-16 21:52', 'kites', 'Kites'],
    ['2015-09-16-1984-revisited.md', '2015-09-16', '1984-revisited', '1984 revisited'],
    ['2015-09-16.md', '2015-09-16', undefined, '2015 09 16'],
    ['2015/09/16/kites.md', '2015-09-16', undefined, 'kites'],
    ['blog/2015/09/16-kites.md', '2015-09-16', undefined, '16 kites'],
    ['blog/2015/09/16/index.md', '2015-09-16', undefined, '16'],
    ['blog/2015-09-16-kites/index.md', '2015-09-16', 'kites', 'Kites'],
    ['blog/kites/index.md', undefined, 'kites', 'Kites'],
    ['2015/09/kites.md', undefined, undefined, 'kites'],
    ['Night trains.md', undefined, undefined, 'Night trains'],
    ['night_trains.md', undefined, undefined, 'Night trains'],
    ['2015-13-45-kites.md', undefined, undefined, '2015 13 45 kites'],
    ['98765432-call-me.md', undefined, undefined, '98765432 call me'],
    ['1.5-release.md', undefined, undefined, '1.5 release'],
    ['index.md', undefined, undefined, 'index'],
  ])('reads %s', (path, date, slug, title) => {
    const facts = readFileName(path);
    expect(facts.date?.value).toBe(date);
    expect(facts.slug?.value).toBe(slug);
    expect(facts.title()?.value).toBe(title);
  });

  it('knows drafts of Jekyll', () => {
    expect(readFileName('_drafts/kites.md').isDraft).toBe(true);
    expect(readFileName('my_drafts/kites.md').isDraft).toBe(false);
  });
});

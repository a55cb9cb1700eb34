import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/date/instant.ts';
import { duration, renderStatusPage } from '../../../src/web/admin/page.ts';
import { shareBar, trafficPlot } from '../../../src/web/admin/plot.ts';
import { workFolder } from '../../support/program.ts';
import { serveStatus } from '../support/status-server.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('the status page', () => {
  const folder = workFolder({
    'articles/listed.md': '---\ntitle: Listed\ndate: 2026-03-01T09:30:00Z\n---\nText.\n',
    'articles/doubtful.md': '---\ntitle: Doubtful\ndate: 2015-10-25 02:30\n---\nText.\n',
    'articles/soon.md': '---\ntitle: Soon & later\ndate: 2026-03-10T15:12:00Z\n---\nText.\n',
    'articles/draft.md': '---\ntitle: Draft\ndate: 2026-03-01T09:30:00Z\ndraft: true\n---\nText.\n',
    'articles/gone.md':
      '---\ntitle: Gone\ndate: 2026-03-01T09:30:00Z\nwithdrawn: 2026-03-09T12:00:00Z\n---\nText.\n',
    'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2026\n---\nText.\n',
  });
  let status: Awaited<ReturnType<typeof serveStatus>>;
  let document: ReturnType<typeof parseHTML>['document'];
  const text = (selector: string): string =>
    document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

  beforeAll(async () => {
    status = await serveStatus(join(folder.root, 'articles'), {
      settings: { title: 'Kites & forts', timeZone: 'Europe/Berlin', url: 'https://example.org' },
      startedAt: now - 90_061_000,
      now: () => now,
      measured: () => ({
        trafficOf: (path) =>
          path === '/atom.xml' ? { requests: 400, notModified: 300, subscribers: 12 } : undefined,
        hubs: [
          {
            url: 'https://hub.example/',
            answer: '204',
            isGood: true,
            at: toInstant(now - 60_000),
          },
        ],
        minutes: [
          { at: toInstant(now - 120_000), whole: 1, notModified: 3, failed: 0 },
          { at: toInstant(now - 60_000), whole: 0, notModified: 0, failed: 2 },
        ],
      }),
    });
    await status.publisher.publication.document('/atom.xml');
    document = parseHTML(await (await fetch(status.url)).text()).document;
  });
  afterAll(async () => {
    await status.close();
    folder.remove();
  });

  it('counts articles by state', () => {
    const counts = [...document.querySelectorAll('.facts div')].map((fact) => [
      fact.querySelector('dt')?.textContent,
      fact.querySelector('dd')?.textContent,
    ]);
    expect(counts).toEqual([
      ['Published', '2'],
      ['Scheduled', '1'],
      ['Held back', '1'],
      ['Withdrawn', '1'],
      ['Drafts', '1'],
      ['Expired', '0'],
    ]);
  });

  it('counts down to what comes next, and escapes what it shows', () => {
    expect(text('#now')).toContain('The next change by itself comes in 3 h 12 min');
    expect(text('#now')).toContain('running for 1 d 1 h');
    expect(text('#scheduled li')).toMatch(
      /^Soon & later soon\.mdin 3 h 12 min, 10 March 2026, 16:12 UTC\+01:00$/,
    );
  });

  it('tells each Problem with place and cure, errors first', () => {
    const [first, ...others] = [...document.querySelectorAll('.problems li')];
    expect(first?.getAttribute('class')).toBe('error');
    expect(first?.querySelector('.place')?.textContent).toMatch(/^bad\.md:3/);
    expect(first?.textContent).toContain('31 June 2026');
    expect(first?.querySelector('.hint')?.textContent).not.toBe('');
    expect(others.every((problem) => problem.getAttribute('class') === 'warning')).toBe(true);
  });

  it('says how a doubtful date was read', () => {
    expect(text('#dates tbody tr')).toContain('doubtful.md:3');
    expect(document.querySelector('#dates time')?.getAttribute('datetime')).toBe('2015-10-25T00:30:00Z');
    expect(text('#dates tbody tr code')).toBe('dst-overlap');
  });

  it('shows what is asked of a feed', () => {
    const { bytes } = status.publisher.publication.ready('/atom.xml')!.identity;
    const cells = [...document.querySelectorAll('#feeds tbody tr:first-child > *')].map((cell) =>
      cell.textContent?.replace(/\s+/g, ' ').trim(),
    );
    const atom = `Atom ${(bytes.length / 1000).toFixed(1)} kB`;
    expect(cells.slice(0, 5)).toEqual(['Kites & forts/', '2', `${atom} RSS – JSON Feed –`, '0 s ago', '400']);
    expect(cells[5]).toMatch(/^75\.0 %/);
    expect(cells[6]).toBe('12');
    expect(text('#feeds figcaption')).toContain(
      '3 of 304, 1 whole ones, 2 of 400 and above; 50.0 % were 304',
    );
  });

  it('tells the last answer of a hub', () => {
    expect(text('#hubs li')).toBe('https://hub.example/204, 1 min ago');
  });

  it('says when the source is out of reach', () => {
    const html = renderStatusPage({ ...status.model(), sourceFault: 'the disk <is> gone' });
    expect(html).toContain('the disk &lt;is&gt; gone');
    expect(parseHTML(html).document.title).toBe('Degraded – Kites & forts');
  });

  it('is whole where nobody measures anything', () => {
    const html = renderStatusPage({ ...status.model(), hubs: [], minutes: [], dates: [], scheduled: [] });
    expect(html).not.toMatch(/NaN|undefined|id="hubs"|<figure>/);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [999, '1 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [3_661_000, '1 h 1 min'],
    [86_400_000 + 61_000, '1 d'],
    [-5, '0 s'],
  ])('%i ms are %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

describe('plots', () => {
  it('divide a bar by the shares', () => {
    const svg = shareBar('A "bar"', [
      { name: 'a', count: 1, className: 'one' },
      { name: 'none', count: 0, className: 'none' },
      { name: 'b', count: 3, className: 'two' },
    ]);
    const { document } = parseHTML(svg);
    const parts = [...document.querySelectorAll('rect')].map((rect) => [
      rect.getAttribute('class'),
      rect.getAttribute('x'),
      rect.getAttribute('width'),
    ]);
    expect(parts).toEqual([
      ['one', '0', '25'],
      ['two', '25', '75'],
    ]);
    expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe('A "bar"');
    expect(shareBar('empty', [{ name: 'a', count: 0, className: 'one' }])).not.toMatch(/NaN|rect/);
  });

  it('stack a minute’s answers up from the ground', () => {
    const minute = { at: toInstant(0), whole: 1, notModified: 2, failed: 1 };
    const { document } = parseHTML(trafficPlot([minute]));
    const tops = [...document.querySelectorAll('rect')].map((rect) => [
      rect.getAttribute('class'),
      Number(rect.getAttribute('y')),
      Number(rect.getAttribute('y')) + Number(rect.getAttribute('height')),
    ]);
    expect(tops).toEqual([
      ['not-modified', 30, 60],
      ['whole', 15, 30],
      ['failed', 0, 15],
    ]);
    expect(trafficPlot([])).toBe('');
  });

  it('have room for an hour, now at the right', () => {
    const minute = { at: toInstant(0), whole: 1, notModified: 0, failed: 0 };
    const columns = (count: number) =>
      [...parseHTML(trafficPlot(Array(count).fill(minute))).document.querySelectorAll('rect')].map((rect) =>
        Number(rect.getAttribute('x')),
      );
    expect(columns(2)).toEqual([580, 590]);
    expect(columns(90)).toHaveLength(60);
    expect(columns(90)[0]).toBe(0);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Currency } from '../../src/store/cache/currency.ts';

let state: string;
let time: number;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'dateline-currency-'));
  time = Date.parse('2026-03-01T12:00:00.900Z');
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

const opened = async (): Promise<Currency> => {
  const currency = new Currency(state, () => time);
  await currency.load();
  return currency;
};
const at = (text: string): number => Date.parse(text);

describe('Currency', () => {
  it('knows after a restart since when a document has its bytes', async () => {
    const first = await opened();
    expect(first.since('/rss.xml', 'aa')).toBe(at('2026-03-01T12:00:00Z'));
    await first.close();
    time += 86_400_000;
    const second = await opened();
    expect(second.since('/rss.xml', 'aa')).toBe(at('2026-03-01T12:00:00Z'));
    expect(second.since('/rss.xml', 'bb')).toBe(at('2026-03-02T12:00:00Z'));
  });

  it('goes forward by a second at least where the clock was set back', async () => {
    const currency = await opened();
    currency.since('/rss.xml', 'aa');
    time -= 3_600_000;
    expect(currency.since('/rss.xml', 'bb')).toBe(at('2026-03-01T12:00:01Z'));
  });

  it('sets a damaged file aside and goes on', async () => {
    mkdirSync(join(state, 'cache'));
    writeFileSync(join(state, 'cache', 'current.tsv'), 'dateline currency 1\n/rss.xml\taa\tnever\n');
    const currency = await opened();
    expect(currency.problems).toMatchObject([{ code: 'cache-damaged' }]);
    expect(currency.since('/rss.xml', 'aa')).toBe(at('2026-03-01T12:00:00Z'));
    await currency.close();
    expect(readdirSync(join(state, 'cache')).sort()).toEqual(['current.tsv', 'current.tsv.damaged']);
  });
});

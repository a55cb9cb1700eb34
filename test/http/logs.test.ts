import { describe, expect, it } from 'vitest';
import { ask, type Ended, serve, workFolder } from '../support/program.ts';

const files = {
  'site.yaml': 'url: https://example.org\ntimeZone: UTC\n',
  'articles/a.md': `---\ntitle: First\ndate: 2020-01-01\n---\n${'One two three. '.repeat(100)}\n`,
  'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2020\n---\nFour.\n',
};

/** What a server of this level says, and what it answered: one each of 200, 200 in gzip, 304, 404 and 405. */
const said = async (args: readonly string[], env = {}): Promise<Ended & { size: number; zipped: number }> => {
  const work = workFolder(files);
  const server = await serve(work.root, args, env);
  const agent = { 'User-Agent': 'NetNewsWire/6.1 (RSS Reader; https://netnewswire.com/)' };
  const plain = await ask(`${server.url}/rss.xml`, { headers: agent });
  const gzip = await ask(`${server.url}/rss.xml?x=1`, { headers: { ...agent, 'Accept-Encoding': 'gzip' } });
  await ask(`${server.url}/rss.xml`, { headers: { ...agent, 'If-None-Match': plain.headers.etag ?? '' } });
  await ask(`${server.url}/nothing-here`, { headers: agent });
  await ask(`${server.url}/rss.xml`, { method: 'DELETE' });
  const ended = await server.stop();
  work.remove();
  return { ...ended, size: plain.body.length, zipped: gzip.body.length };
};

const records = (stderr: string): Record<string, unknown>[] =>
  stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));

describe('the log', () => {
  it('tells of every request where that is asked for, with all that there is to know', async () => {
    const { stderr, stdout, size, zipped } = await said(['--log', 'requests']);
    const requests = records(stderr).filter(({ msg }) => msg === 'request');
    const facts = { method: 'GET', url: '/rss.xml', reader: 'NetNewsWire' };
    expect(requests).toMatchObject([
      { ...facts, status: 200, bytes: size, coding: 'identity' },
      { ...facts, url: '/rss.xml?x=1', status: 200, bytes: zipped, coding: 'gzip' },
      { ...facts, status: 304, bytes: 0 },
      { ...facts, url: '/nothing-here', status: 404, level: 'warn' },
      { method: 'DELETE', url: '/rss.xml', status: 405, reader: '' },
    ]);
    for (const { milliseconds, time } of requests) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('tells of start, stop, problems and failures by default', async () => {
    const { stderr } = await said([]);
    const all = records(stderr);
    expect(all.map(({ msg }) => String(msg).replace(/ http:.*/, ''))).toEqual([
      'Listening on',
      'Ready',
      'request',
      'request',
      'Stopping',
    ]);
    expect(all[1]).toMatchObject({ articles: 1, feeds: 1, errors: 1, warnings: 0 });
    expect(all.filter(({ msg }) => msg === 'request').map(({ status }) => status)).toEqual([404, 405]);
    expect(stderr).toMatch(/^articles\/bad\.md:3:\d+: error invalid-date: /m);
  });

  it('tells of a problem at the start, not again while it stays, and again when it comes back', async () => {
    const work = workFolder(files);
    const server = await serve(work.root);
    const times = (): number => server.said.stderr.match(/bad\.md:3:\d+: error invalid-date/g)?.length ?? 0;
    const listed = async (): Promise<boolean> => (await ask(`${server.url}/rss.xml`)).body.includes('Bad');
    const patience = { timeout: 5000 };
    await expect.poll(times, patience).toBe(1);
    const broken = files['articles/bad.md'];
    work.write('articles/bad.md', `${broken}More.\n`);
    work.write('articles/other.md', broken.replace('Bad', 'Other').replace('31 June', '30 June'));
    const hasOther = async () => (await ask(`${server.url}/rss.xml`)).body.includes('Other');
    await expect.poll(hasOther, patience).toBe(true);
    expect(times()).toBe(1);
    work.write('articles/bad.md', broken.replace('31 June', '30 June'));
    await expect.poll(listed, patience).toBe(true);
    work.write('articles/bad.md', broken);
    await expect.poll(times, patience).toBe(2);
    await server.stop();
    work.remove();
  });

  it('keeps neither addresses nor cookies', async () => {
    const work = workFolder(files);
    const server = await serve(work.root, ['--log', 'requests', '--trust-proxy', 'loopback']);
    await ask(`${server.url}/rss.xml`, {
      headers: { 'X-Forwarded-For': '203.0.113.77', Cookie: 'a=secret' },
    });
    const { stderr } = await server.stop();
    expect(stderr).not.toMatch(/203\.0\.113\.77|secret/);
    work.remove();
  });

  it('takes its level from the environment, and a flag wins over it', async () => {
    expect((await said([], { DATELINE_LOG: 'quiet' })).stderr).toBe('');
    const { stderr } = await said(['--log=summary'], { DATELINE_LOG: 'quiet' });
    expect(records(stderr)).not.toEqual([]);
  });
});

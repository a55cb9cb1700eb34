import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Running, run, serve, workFolder } from '../support/program.ts';

describe('the admin address', () => {
  const work = workFolder({
    'site.yaml': 'url: https://example.org\ntimeZone: UTC\n',
    'articles/a.md': '---\ntitle: First\ndate: 2020-01-01\n---\nOne.\n',
    'articles/b.md': '---\ntitle: Second\ndate: 2020-01-02\n---\nTwo.\n',
    'articles/draft.md': '---\ntitle: Draft\ndate: 2020-01-02\ndraft: true\n---\nThree.\n',
    'articles/bad.md': '---\ntitle: Bad\ndate: 31 June 2020\n---\nFour.\n',
  });
  let server: Running;
  let admin: string;
  beforeAll(async () => {
    server = await serve(work.root, ['--admin-port', '0']);
    admin = JSON.parse(/^\{.*"admin".*\}$/m.exec(server.said.stderr)?.[0] ?? '').admin;
  });
  afterAll(async () => {
    await server.stop();
    work.remove();
  });

  const metric = async (name: string): Promise<number | undefined> => {
    const text = (await ask(`${admin}/metrics`)).body.toString();
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };

  it('is on the loopback address and sets no cookie', async () => {
    expect(new URL(admin).hostname).toBe('127.0.0.1');
    const { headers } = await ask(`${admin}/metrics`);
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });

  it('counts answers by document and status, renders, and subscribers by what readers say', async () => {
    const agent = { 'User-Agent': 'Feedbin feed-id:7 - 142 subscribers' };
    const { etag = '' } = (await ask(`${server.url}/atom.xml`, { headers: agent })).headers;
    for (let left = 3; left > 0; left -= 1) {
      await ask(`${server.url}/atom.xml`, { headers: { ...agent, 'If-None-Match': etag } });
    }
    await ask(`${server.url}/nothing`);
    expect(await metric('dateline_requests_total{document="/atom.xml",status="200"}')).toBe(1);
    expect(await metric('dateline_requests_total{document="/atom.xml",status="304"}')).toBe(3);
    expect(await metric('dateline_requests_total{document="(other)",status="404"}')).toBe(1);
    expect(await metric('dateline_not_modified_ratio')).toBe(0.75);
    expect(await metric('dateline_subscribers{document="/atom.xml",reader="Feedbin"}')).toBe(142);
    expect(await metric('dateline_render_seconds_count')).toBe(1);
    expect(await metric('dateline_render_seconds_sum')).toBeGreaterThan(0);
  });

  it('knows articles and problems', async () => {
    expect(await metric('dateline_articles{state="listed"}')).toBe(2);
    expect(await metric('dateline_articles{state="draft"}')).toBe(1);
    expect(await metric('dateline_problems{code="invalid-date",severity="error"}')).toBe(1);
    expect(await metric('dateline_source_up')).toBe(1);
  });

  it('lists the problems as JSON', async () => {
    const { headers, body } = await ask(`${admin}/problems`);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const [problem, ...others] = JSON.parse(body.toString());
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'invalid-date', severity: 'error', path: 'bad.md', line: 3 });
    expect(Object.keys(problem)).toEqual(expect.arrayContaining(['message', 'hint']));
  });

  it('shows a page with its style and script', async () => {
    const page = await ask(`${admin}/`);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body.toString()).toContain('bad.md');
    const files = Array.from(
      page.body.toString().matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g),
      ([, path]) => path,
    );
    expect(files).not.toEqual([]);
    for (const path of files) expect((await ask(admin + path)).status).toBe(200);
  });

  it('answers nothing to a page elsewhere whose name was turned to this machine', async () => {
    for (const path of ['/', '/metrics', '/problems']) {
      const { status, body } = await ask(admin + path, { headers: { Host: 'evil.example' } });
      expect(status).toBe(403);
      expect(body.length).toBeLessThan(100);
    }
    expect((await ask(`${admin}/metrics`, { headers: { Host: 'localhost:9000' } })).status).toBe(200);
  });

  it('can only be read, and has nothing else', async () => {
    const { status, headers } = await ask(`${admin}/problems`, { method: 'POST' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
    expect((await ask(`${admin}/rss.xml`)).status).toBe(404);
    expect((await ask(`${admin}/metrics`, { method: 'HEAD' })).body.length).toBe(0);
  });

  it('is nowhere else', async () => {
    expect((await ask(`${server.url}/metrics`)).status).toBe(404);
    expect((await ask(`${server.url}/problems`)).status).toBe(404);
  });

  it('is refused where its port is taken', async () => {
    const { code, stderr } = await run(
      ['serve', '--port', '0', '--state', '.other', '--admin-port', new URL(admin).port],
      { cwd: work.root },
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`port ${new URL(admin).port}`);
  });

  it.each([
    ['--admin-port', 'x'],
    ['--rate-limit', '-1'],
    ['--trust-proxy', 'everybody'],
    ['--trust-proxy', '2'],
  ])('refuses %s %s', async (flag, value) => {
    const { code, stderr } = await run(['serve', '--port', '0', `${flag}=${value}`], { cwd: work.root });
    expect(code).toBe(2);
    expect(stderr).toContain(flag);
  });
});

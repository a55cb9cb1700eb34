import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ask, serve, workFolder } from '../support/program.ts';

const preload = fileURLToPath(new URL('../support/fault-on-signal.ts', import.meta.url));

it('a fault that nobody caught is told and counted, and ends nothing', async () => {
  const article = (title: string): string => `---\ntitle: ${title}\ndate: 2026-01-01T00:00:00Z\n---\nText.\n`;
  const work = workFolder({ 'site.yaml': 'url: https://example.org\n', 'articles/a.md': article('Alpha') });
  const server = await serve(work.root, ['--admin-port', '0'], { NODE_OPTIONS: `--import=${preload}` });
  const feed = async (): Promise<string> => (await ask(`${server.url}/rss.xml`)).body.toString();
  expect(await feed()).toContain('Alpha');
  const ended = server.stop('SIGUSR2');
  await expect.poll(() => server.said.stderr, { timeout: 5000 }).toContain('in vain');
  expect((await ask(`${server.url}/readyz`)).status).toBe(200);
  // Everything goes on: reading, following, answering, and ending in order.
  work.write('articles/b.md', article('Beta'));
  await expect.poll(feed, { timeout: 5000 }).toContain('Beta');
  const { admin } = JSON.parse(/^\{.*"admin".*\}$/m.exec(server.said.stderr)?.[0] ?? '{}');
  const metrics = (await ask(`${admin}/metrics`)).body.toString();
  expect(Number(/^dateline_faults_total (\d+)/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(600);
  await server.stop();
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr.match(/"msg":"fault"/g)?.length).toBe(60);
  work.remove();
});

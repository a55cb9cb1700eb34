import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkSettings, fillSite } from '../../../src/site/read-site.ts';
import { folderStore } from '../../../src/store/folder/folder.ts';
import {
  renderStatusPage,
  type StatusSource,
  statusAssets,
  statusHeaders,
  statusModel,
} from '../../../src/web/admin/page.ts';
import { Publisher } from '../../../src/web/publisher.ts';

/** What the page is told beside the articles. */
export type Measured = Pick<StatusSource, 'trafficOf' | 'hubs' | 'minutes'>;

/** A publisher of a folder and its status page on a server of the test's own. */
export const serveStatus = async (
  articles: string,
  {
    settings = {},
    startedAt,
    now,
    measured = () => ({}),
  }: {
    readonly settings?: Record<string, unknown>;
    readonly startedAt: number;
    readonly now: () => number;
    readonly measured?: () => Measured;
  },
) => {
  const site = fillSite(checkSettings(settings), { fallbackUrl: 'http://localhost', pages: true });
  const publisher = new Publisher({ store: folderStore(articles), site, now });
  await publisher.ready;
  const model = () => {
    const { library, publication, problems } = publisher;
    return statusModel({ library, publication, problems, now: now(), startedAt, ...measured() });
  };
  const server = createServer((request, response) => {
    const asset = statusAssets[request.url ?? ''];
    const type = asset ? asset.type : 'text/html';
    response.writeHead(200, { ...statusHeaders, 'Content-Type': `${type}; charset=utf-8` });
    response.end(asset ? asset.text : renderStatusPage(model()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    publisher,
    model,
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await publisher.close();
    },
  };
};

import { PublisherError } from '../problem.ts';
import { folderStore } from '../store/folder/folder.ts';
import type { Store } from '../store/store.ts';
import type { SharedState } from '../web/publisher-options.ts';
import { type CommonSettings, checkFolder } from './settings.ts';

/** Where a command reads articles from. */
export interface Source {
  readonly store: Store;
  /** What is shared with other servers, where the articles lie in a database. */
  readonly shared?: SharedState | undefined;
}

/** For commands that end by themselves: a database that is not there is a fault. */
export const refuseToWait = (reason: string): never => {
  throw new PublisherError('store', reason);
};

/**
 * The articles folder, or the database that `--store` names; its driver is loaded only then. Throws `PublisherError` for
 * a folder that is not there. A database may come later: `onWait` hears why it is waited for.
 */
export const openSource = async (
  settings: Pick<CommonSettings, 'articles' | 'store'>,
  onWait: (reason: string) => void = () => {},
): Promise<Source> => {
  if (settings.store === undefined) {
    await checkFolder(settings.articles);
    return { store: folderStore(settings.articles) };
  }
  const { openPostgres } = await import('../store/postgres/open.ts');
  const { store, ids, database, ready, close, currentSince, openHubs } = openPostgres(settings.store);
  return {
    store,
    shared: {
      ids,
      currentSince,
      openHubs,
      ready: () => ready((reason) => onWait(`waiting for the database ${database.address}: ${reason}`)),
      close,
    },
  };
};

/** The address of the database, which a command needs that works on one. Throws `PublisherError` without it. */
export const requireStore = async ({ store }: Pick<CommonSettings, 'store'>) => {
  const { Database } = await import('../store/postgres/database.ts');
  if (store === undefined)
    throw new PublisherError(
      'usage',
      'say which database: --store postgres://user@host/database, or DATELINE_STORE',
    );
  return new Database(store);
};

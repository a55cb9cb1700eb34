import { statSync } from 'node:fs';
import { PublisherError } from '../../problem.ts';
import type { Store, StoredFile } from '../store.ts';
import { Slice } from '../turn.ts';
import { FolderFiles } from './folder-files.ts';
import { storedFile, walk } from './walk.ts';
import { watchFolder } from './watch.ts';

/** Every file; answers the folders that could not be looked into. */
function* listFiles(files: FolderFiles, folder: string): Generator<StoredFile, ReadonlyMap<string, unknown>> {
  const root = files.findRoot();
  if (!statSync(root).isDirectory())
    throw new PublisherError('no-articles', `${folder}: is a file, not a folder of articles`);
  const closed = new Map<string, unknown>();
  const walked = walk(root, '', { onClosed: (path, fault) => closed.set(path, fault) });
  for (const each of walked) if (!each.stats?.isDirectory()) yield storedFile(each);
  return closed;
}

/**
 * A folder of articles. Dot files and dot folders are left out. Listing throws `PublisherError` `no-articles`
 * when the folder is not there; `read` throws one whose code is a Problem's: `unreadable-file`, `not-a-file`,
 * `symlink-outside`.
 */
export const folderStore = (folder: string): Store => {
  const files = new FolderFiles(folder);
  let closedFolders: ReadonlyMap<string, unknown> = new Map();
  function* listNow(): Generator<StoredFile> {
    closedFolders = yield* listFiles(files, folder);
  }
  return {
    async *list(): AsyncGenerator<StoredFile> {
      const slice = new Slice();
      for (const file of listNow()) {
        if (slice.isOver) await slice.next();
        yield file;
      }
    },
    listNow,
    get closedFolders() {
      return closedFolders;
    },
    async read(path, range): Promise<Uint8Array> {
      return files.read(path, range);
    },
    readNow: (path) => files.read(path, undefined, true),
    watch: (onChange) => watchFolder(folder, onChange),
  };
};

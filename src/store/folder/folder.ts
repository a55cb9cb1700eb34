import { statSync } from 'node:fs';
import { PublisherError } from '../../problem.ts';
import type { Store, StoredFile } from '../store.ts';
import { Slice } from '../turn.ts';
import { FolderFiles } from './folder-files.ts';
import { storedFile, walk } from './walk.ts';
import { watchFolder } from './watch.ts';

function* listFiles(files: FolderFiles, folder: string): Generator<StoredFile> {
  const root = files.findRoot();
  if (!statSync(root).isDirectory())
    throw new PublisherError('no-articles', `${folder}: is a file, not a folder of articles`);
  for (const walked of walk(root)) if (!walked.stats?.isDirectory()) yield storedFile(walked);
}

/**
 * A folder of articles. Dot files and dot folders are left out. Listing throws `PublisherError` `no-articles`
 * when the folder is not there; `read` throws one whose code is a Problem's: `unreadable-file`, `not-a-file`,
 * `symlink-outside`.
 */
export const folderStore = (folder: string): Store => {
  const files = new FolderFiles(folder);
  return {
    async *list(): AsyncGenerator<StoredFile> {
      const slice = new Slice();
      for (const file of listFiles(files, folder)) {
        if (slice.isOver) await slice.next();
        yield file;
      }
    },
    listNow: () => listFiles(files, folder),
    async read(path, range): Promise<Uint8Array> {
      return files.read(path, range);
    },
    readNow: (path) => files.read(path, undefined, true),
    watch: (onChange) => watchFolder(folder, onChange),
  };
};

import type { StoredFile } from '../store.ts';

/** Columns of a listed file, in the order that `storedFile` reads: everything but the bytes. */
export const fileColumns = `path, size::float8, floor(extract(epoch FROM modified) * 1000)::float8, encode(substring(hash FROM 1 FOR 6), 'hex')`;

/**
 * A row of `fileColumns` as a store tells of it. What stands for the number of the file is made from its content, so
 * that a file is the same one on every server, and after the database was copied or restored.
 */
export const storedFile = ([path, size, modified, hash]: readonly unknown[]): StoredFile => ({
  path: String(path),
  size: Number(size),
  modified: Number(modified),
  inode: Number.parseInt(String(hash), 16),
});

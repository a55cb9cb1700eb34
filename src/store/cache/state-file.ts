import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/** Whether a fault says that there is no such file; where the state folder is none, writing tells so. */
export const isMissing = (fault: unknown): boolean => {
  const { code } = fault as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
};

/**
 * Writes a file whole or not at all: beside it under a name that no other process uses, then renamed. What is in the
 * cache may be lost with the power, so nothing is synced; a reader checks what it gets. Makes the folder. Rejects where
 * it cannot be written, with nothing left behind.
 */
export const writeState = async (
  file: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  written += 1;
  const beside = `${file}.${process.pid}.${written}.new`;
  const handle = await open(beside, 'w');
  try {
    try {
      for await (const piece of pieces) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (fault) {
    await unlink(beside).catch(() => undefined);
    throw fault;
  }
};

/** Keeps a damaged file for whoever wants to look at it, under one other name, so that they never heap up. */
export const setAside = async (file: string): Promise<string> => {
  const aside = `${file}.damaged`;
  await rename(file, aside);
  return aside;
};

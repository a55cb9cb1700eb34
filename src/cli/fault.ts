import { isAbsolute, relative } from 'node:path';
import { PublisherError, printable } from '../problem.ts';
import { faultWords } from '../store/folder/fault-words.ts';

/** As near as it is: from the working directory, whole where that would climb. */
const nearPath = (path: string): string => {
  if (!isAbsolute(path)) return path;
  const near = relative('', path);
  return near === '' ? '.' : near.startsWith('..') ? path : near;
};

/**
 * What ended a command, for the person who typed it: the message alone where it is theirs to mend (settings, folders,
 * what the file system refused); the stack where the program is at fault.
 */
export const explainFault = (fault: unknown): string => {
  if (fault instanceof PublisherError) return fault.message;
  const words = faultWords(fault);
  const { path, dest } = fault as NodeJS.ErrnoException & { dest?: string };
  if (words && typeof path === 'string')
    return `${printable(nearPath(dest ?? path))}: ${words.what}. ${words.cure}`;
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
};

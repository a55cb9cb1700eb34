import { PublisherError, printable } from '../problem.ts';
import { faultWords } from '../store/folder/fault-words.ts';
import { nearPath } from './working-folder.ts';

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

/** What a refusal of the file system means to a person, and what to do about it. */
export interface FaultWords {
  /** Without a full stop, to stand behind the path and a colon. */
  readonly what: string;
  /** A sentence. */
  readonly cure: string;
}

const permit = 'Give the user that runs dateline the right to it (chmod, chown).';

const words: Readonly<Record<string, FaultWords>> = {
  EACCES: { what: 'there is no permission for it', cure: permit },
  EPERM: { what: 'the system does not allow it', cure: permit },
  EROFS: { what: 'it lies on a disk that can only be read', cure: 'Choose another place.' },
  ENOSPC: { what: 'the disk is full', cure: 'Make room, and try again.' },
  EDQUOT: { what: 'the quota of the disk is used up', cure: 'Make room, and try again.' },
  ENOENT: { what: 'it is not there', cure: 'Check the name, to the letter.' },
  EISDIR: { what: 'it is a folder, not a file', cure: 'Name a file.' },
  ENOTDIR: { what: 'a part of the path is a file, not a folder', cure: 'Check the path.' },
  ELOOP: { what: 'it is a link that leads back to itself', cure: 'Put the file itself there.' },
  ENAMETOOLONG: { what: 'the name is too long for the disk', cure: 'Choose a shorter one.' },
  EMFILE: { what: 'too many files are open', cure: 'Raise the limit (ulimit -n).' },
  ENFILE: { what: 'too many files are open on this machine', cure: 'Close other programs.' },
  EBUSY: { what: 'another program holds it', cure: 'Close that one, and try again.' },
  EIO: { what: 'the disk gave an error', cure: 'Check the disk.' },
};

/** The words for a fault, or for the cause of one; undefined where it is none of the file system's known ones. */
export const faultWords = (fault: unknown): FaultWords | undefined => {
  if (!(fault instanceof Error)) return undefined;
  const { code } = fault as NodeJS.ErrnoException;
  const own = code === undefined ? undefined : words[code];
  return own ?? (fault.cause === undefined ? undefined : faultWords(fault.cause));
};

/** Any fault on one line: in words, with the system's code for whoever looks that up, else its own message. */
export const faultText = (fault: unknown): string => {
  const words = faultWords(fault);
  if (!words) return fault instanceof Error ? fault.message : String(fault);
  const { code } = fault as NodeJS.ErrnoException;
  return code === undefined ? words.what : `${words.what} (${code})`;
};

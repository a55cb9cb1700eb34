import { hash } from 'node:crypto';
import { ownString } from './own-string.ts';

/**
 * The first 64 bits of the text's SHA-256 as 16 hexadecimal digits. For telling texts apart, not for secrets.
 * White space at both ends does not count, and a text without anything else gives the empty string:
 * that two articles have no body makes them no relatives.
 */
export const hashText = (text: string): string => {
  const trimmed = text.trim();
  return trimmed === '' ? '' : ownString(hash('sha256', trimmed, 'hex').slice(0, 16));
};

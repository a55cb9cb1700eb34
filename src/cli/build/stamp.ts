import { hash } from 'node:crypto';

/** What the list of a build says of a file: a hash of its bytes, or of where a copy comes from. */
export type Stamp = string;

/** Sixteen hexadecimal digits of SHA-256. */
export const stampOf = (bytes: Uint8Array | string): Stamp => hash('sha256', bytes, 'hex').slice(0, 16);

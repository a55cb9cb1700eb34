import { createHash } from 'node:crypto';

/** Namespace of podcasts (podcast namespace, guid). */
const namespace = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/**
 * The `podcast:guid` of a podcast whose first public feed address is `feedUrl`: a UUID of version 5 (RFC 9562 §5.5) of
 * the address without its scheme and the slashes at its end. It must be kept once it is given: the podcast keeps it
 * when its address changes.
 */
export const podcastGuid = (feedUrl: string): string => {
  let end = feedUrl.length;
  while (feedUrl[end - 1] === '/') end -= 1;
  const name = feedUrl.slice(0, end).replace(/^[a-z][a-z0-9+.-]*:\/\//iu, '');
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = bytes.toString('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join('-');
};

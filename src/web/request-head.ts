import type { IncomingMessage } from 'node:http';

/** Why a request is not answered, and with which status. */
export interface HeadFault {
  readonly status: 400 | 501;
  readonly text: string;
}

const twoHosts: HeadFault = {
  status: 400,
  text: 'The request names more than one host, or none that can be one.',
};
const unknownLength: HeadFault = { status: 400, text: 'Nobody can tell where the request ends.' };
const unknownCoding: HeadFault = {
  status: 501,
  text: 'Only the transfer coding chunked is understood here.',
};

/** What can stand in no authority (RFC 3986 §3.2), user information left out. */
const notInHost = /[^A-Za-z0-9\-._~%!$&'()*+,;=:[\]]/;

const faultOfCoding = (value: string): HeadFault | undefined => {
  const codings = value.split(',').map((coding) => coding.trim().toLowerCase());
  if (codings.at(-1) !== 'chunked') return unknownLength;
  return codings.length === 1 ? undefined : unknownCoding;
};

/**
 * What is wrong with a request's head that Node's parser lets pass: several `Host` or one that names nothing
 * (RFC 9112 §3.2), and a transfer coding that does not end where the request does or is not understood (§6.1, §6.3).
 * Whoever stands in front may read such a request in another way.
 */
export const headFault = ({ rawHeaders }: IncomingMessage): HeadFault | undefined => {
  let hasHost = false;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && (name === 'Host' || name.toLowerCase() === 'host')) {
      if (hasHost || notInHost.test(rawHeaders[at + 1] ?? '')) return twoHosts;
      hasHost = true;
    } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      const fault = faultOfCoding(rawHeaders[at + 1] ?? '');
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
};

/**
 * Brings a target that names scheme and host, as for a proxy (RFC 9112 §3.2.2), into the form that all others have.
 * The host counts for nothing here.
 */
export const useOriginForm = (request: IncomingMessage): void => {
  const { url = '/' } = request;
  if (url.startsWith('/')) return;
  const rest = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(url)?.[1];
  if (rest !== undefined) request.url = rest.startsWith('/') ? rest : `/${rest}`;
};

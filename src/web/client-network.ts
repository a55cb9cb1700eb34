import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { lazy } from '../lazy.ts';
import { PublisherError } from '../problem.ts';
import { copyOf } from './copy-of.ts';

const proxies = lazy<typeof import('proxy-addr')>(import.meta.url, 'proxy-addr');

/** Addresses of this machine and of networks behind a router (RFC 1918, 3927, 4193, 4291): never limited. */
const own = new BlockList();
own.addSubnet('127.0.0.0', 8);
own.addSubnet('10.0.0.0', 8);
own.addSubnet('172.16.0.0', 12);
own.addSubnet('192.168.0.0', 16);
own.addSubnet('169.254.0.0', 16);
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');
own.addSubnet('fe80::', 10, 'ipv6');

/** The eight groups of an IPv6 address, in hexadecimal without leading zeros. */
const groupsOf = (address: string): readonly string[] => {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = [], tail = []] = plain.split('::').map((part) => part.split(':').filter((group) => group));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
};

const mapped = /^0 0 0 0 0 ffff /;

/** An IPv4 address in the clothes of an IPv6 one (RFC 4291 §2.5.5.2) as itself; any other as it is. */
const unmapped = (address: string): string => {
  if (isIPv4(address)) return address;
  const groups = groupsOf(address);
  if (!mapped.test(groups.join(' '))) return address;
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
};

/** What stands for an address that is none, as a trusted proxy may write it. */
const longestName = 64;

/**
 * Whom requests of an address are counted for: an IPv4 address, or an IPv6 network of 64 bits, since that much is given
 * to one household; undefined for loopback and private addresses, which are not limited. A port behind the address and
 * a zone (`%eth0`) don't count. Text that is no address stands for itself; none at all (a local socket) is not limited.
 */
export const networkOf = (text: string): string | undefined => {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (isIP(bare) === 0) return bare === '' ? undefined : bare.slice(0, longestName);
  const address = unmapped(bare);
  if (own.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) return undefined;
  return isIPv4(address) ? address : `${groupsOf(address).slice(0, 4).join(':')}::/64`;
};

/** Whether the proxy with this address is trusted to tell whom it asks for. */
export type Trust = (address: string, hop: number) => boolean;

/**
 * Reads a list of trusted proxies as Express' `trust proxy` takes them: addresses, CIDR networks, and the names
 * `loopback`, `linklocal` and `uniquelocal`, with commas between. Throws `PublisherError` `usage` for anything else.
 */
export const readTrust = (list: string): Trust => {
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  try {
    // `2` would be read as 0.0.0.2, and means a number of proxies to Express.
    if (parts.some((part) => /^\d+$/.test(part)))
      throw new TypeError('a number of proxies says nothing of whose they are');
    return proxies().compile(parts);
  } catch (cause) {
    throw new PublisherError(
      'usage',
      `--trust-proxy takes addresses, CIDR networks, loopback, linklocal and uniquelocal, not ${list}`,
      { cause },
    );
  }
};

/**
 * Whose connections an address' are counted as; a trusted proxy's and private ones are not, since they bring others'
 * requests.
 */
export const peerOf =
  (trust: Trust | undefined) =>
  (address: string): string | undefined =>
    trust?.(address, 0) ? undefined : networkOf(address);

/** Names that were worked out lately and are kept; all are forgotten when there are that many. */
const mostKnown = 10_000;

/**
 * Finds out whom a request is counted for: the socket's address, or the last one in `X-Forwarded-For` that is no trusted
 * proxy's. Without trusted proxies the answer is the socket's for as long as it lives.
 */
export const clientNetwork = (
  trust: Trust | undefined,
): ((request: IncomingMessage) => string | undefined) => {
  /** An empty text stands for those who are not limited. */
  const known = new Map<string, string>();
  const remembered = (address: string): string | undefined => {
    let network = known.get(address);
    if (network === undefined) {
      if (known.size >= mostKnown) known.clear();
      const copy = copyOf(address);
      network = networkOf(copy) ?? '';
      known.set(copy, network);
    }
    return network === '' ? undefined : network;
  };
  if (trust === undefined) return ({ socket }) => remembered(socket.remoteAddress ?? '');
  return (request) => {
    const address = proxies()(request, trust) ?? '';
    // What a proxy hands on may be of any length.
    return remembered(address.slice(0, longestName));
  };
};

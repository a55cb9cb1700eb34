import type { Outline } from './outline.ts';

/** An address with scheme and host, or undefined for anything else. */
export const absolute = (address: string | undefined, base?: string): string | undefined => {
  if (address === undefined || address.trim() === '') return undefined;
  try {
    const url = base === undefined ? new URL(address.trim()) : new URL(address.trim(), base);
    return /^https?:$/u.test(url.protocol) && url.hostname !== '' ? url.href : undefined;
  } catch {
    return undefined;
  }
};

/** Whether two addresses name the same page: scheme, `www.`, final slash, query and fragment aside. */
export const sameAddress = (a: string, b: string): boolean => {
  const keyA = addressKey(a);
  return keyA !== undefined && keyA === addressKey(b);
};

const addressKey = (address: string): string | undefined => {
  const url = absolute(address);
  if (url === undefined) return undefined;
  const { hostname, pathname } = new URL(url);
  return `${hostname.replace(/^(?:www|m|amp)\./u, '')}${pathname.replace(/(?:\/(?:index\.\w+|amp))?\/*$/u, '')}`.toLowerCase();
};

const WAYBACK = /^https?:\/\/(?:web\.)?archive\.org\/web\/\d{4,14}(?:[a-z]{2}_)?\/(?=https?:\/\/)/iu;

/** The address behind the Wayback Machine's own. */
export const unarchived = (address: string): string => address.replace(WAYBACK, '');

/** Where the page stood: as it says itself, and where its relative addresses count from. */
export interface PageAddresses {
  /** The page's public address: canonical, `og:url`, or where it was saved from. */
  readonly url?: string | undefined;
  readonly base?: string | undefined;
  /** Every address that the page goes by. */
  readonly all: readonly string[];
}

/**
 * The page's addresses. A canonical address that is only the site's front page is a template's mistake where another
 * one is longer.
 */
export const pageAddresses = (outline: Outline, savedFrom: string | undefined): PageAddresses => {
  const from = absolute(savedFrom);
  const origin = from ?? absolute(outline.base);
  const canonical = find(
    outline.links.find((link) => link.isElement && isRel(link.rel, 'canonical'))?.href,
    origin,
  );
  const og = find(outline.metas.find(({ key }) => key === 'og:url')?.content, origin);
  const twitter = find(outline.metas.find(({ key }) => key === 'twitter:url')?.content, origin);
  const all = [canonical, og, from, twitter].filter((address) => address !== undefined);
  const url = all.find((address) => !isFrontPage(address)) ?? all[0];
  return { url, base: find(outline.base, url) ?? url, all };
};

const find = (address: string | undefined, base: string | undefined): string | undefined => {
  const whole = absolute(address, base);
  return whole === undefined ? undefined : unarchived(whole);
};

const isFrontPage = (address: string): boolean => /^https?:\/\/[^/]+\/?$/u.test(address);

/** Whether a `rel` attribute has the word. */
export const isRel = (rel: string, word: string): boolean => rel.split(/\s+/u).includes(word);

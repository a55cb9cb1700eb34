import { hash } from 'node:crypto';
import { pageScript } from './page-script.ts';
import { stylesheet } from './style.ts';

/** A file that pages are shown with. */
export interface Asset {
  /** Without charset. */
  readonly type: string;
  readonly text: string;
}

/** The icon of a site that brings none, SVG: lines of text under a date. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0d5c67"/><path d="M8 10h8M8 17h16M8 23h11" stroke="#fcfcfa" stroke-width="3" stroke-linecap="round"/></svg>
`;

const assets = {
  'page.css': { type: 'text/css', text: stylesheet },
  'page.js': { type: 'text/javascript', text: pageScript },
  'icon.svg': { type: 'image/svg+xml', text: icon },
} as const satisfies Record<string, Asset>;

/** Names of the files below `/assets/`. */
export const assetNames: readonly string[] = Object.keys(assets);

/** The file of that name below `/assets/`. */
export const assetNamed = (name: string): Asset | undefined =>
  Object.hasOwn(assets, name) ? assets[name as keyof typeof assets] : undefined;

const versions = Object.fromEntries(
  Object.entries(assets).map(([name, { text }]) => [name, hash('sha256', text, 'hex').slice(0, 8)]),
);

/**
 * The path by which pages name a file, below the public address. Its query changes with the text, so that a new
 * release's page never meets the old one's file in a cache.
 */
export const assetPath = (name: keyof typeof assets): string => `/assets/${name}?v=${versions[name]}`;

import { attribute, type TreeElement } from './tree.ts';

/**
 * Addresses that exist to be counted: hosts, and paths on hosts that serve other things too. From the documentation of
 * each service on how its pixel is embedded.
 */
const trackers: readonly RegExp[] = [
  /^https?:\/\/(?:[\w-]+\.)*(?:doubleclick\.net|google-analytics\.com|googleadservices\.com|googlesyndication\.com|scorecardresearch\.com|quantserve\.com|statcounter\.com|histats\.com|chartbeat\.net|nr-data\.net|adnxs\.com|ioam\.de|iocnt\.net|hit\.gemius\.pl|imrworldwide\.com|moatads\.com|demdex\.net|omtrdc\.net|bluekai\.com|rlcdn\.com|adsrvr\.org|criteo\.com|taboola\.com|outbrain\.com|amazon-adsystem\.com|feedsportal\.com|pheedo\.com|googletagmanager\.com|recaptcha\.net|met\.vgwort\.de)[/:?#]/i,
  /^https?:\/\/(?:ssl-)?vg\d+\.met\.vgwort\.de\//i,
  /^https?:\/\/(?:www\.)?facebook\.com\/(?:tr[/?]|plugins\/(?:like|share_button|page|follow)\.php)/i,
  /^https?:\/\/(?:www\.)?google\.com\/recaptcha\//i,
  /^https?:\/\/(?:[\w-]+\.)?feedblitz\.com\/track/i,
  /^https?:\/\/(?:pixel\.wp\.com|stats\.wordpress\.com|stats\.wp\.com)\//i,
  /^https?:\/\/feeds?(?:proxy)?\.(?:feedburner|google)\.com\/~(?:r|ff|a|at)\//i,
  /^https?:\/\/feeds\.wordpress\.com\/1\.0\//i,
  /^https?:\/\/(?:[\w-]+\.)?(?:pixel|px|pxl|pix|beacon|tracking|telemetry|metrics)\.[\w.-]+\/[^?#]*(?:\.gif|pixel|track|collect|beacon)(?:[?#]|$)/i,
  /^https?:\/\/medium\.com\/_\/stat\b/i,
  /^https?:\/\/mc\.yandex\.ru\/(?:watch|pixel)\//i,
  /^https?:\/\/counter\.yadro\.ru\/hit/i,
  /^https?:\/\/(?:[\w-]+\.)?mail\.ru\/counter/i,
  /^https?:\/\/hm\.baidu\.com\/hm\.gif/i,
  /^https?:\/\/[^/]+\/(?:[^?#]*\/)?(?:matomo|piwik)\.php\?/i,
  /^https?:\/\/[^/]*list-manage\.com\/track\//i,
  /^https?:\/\/[^/]+\/wf\/open\?/i,
  /^https?:\/\/track\.hubspot\.com\//i,
  /^https?:\/\/ad\.linksynergy\.com\/fs-bin\/show/i,
  /^https?:\/\/(?:www\.)?(?:awin1|zenaps)\.com\/cshow/i,
  /^https?:\/\/counter\.theconversation\.com\//i,
  /^https?:\/\/(?:[\w-]+\.)?(?:linkedin\.com\/px|licdn\.com\/px)/i,
  /^https?:\/\/(?:t\.co|analytics\.twitter\.com)\/(?:i\/adsct|1\/i\/adsct)/i,
  /^https?:\/\/bat\.bing\.com\/action/i,
];

/** Whether an absolute address belongs to a service that counts readers. */
export const isTrackerAddress = (url: string): boolean => trackers.some((tracker) => tracker.test(url));

/** A length in pixels as attributes and styles write it, or undefined for any other unit. */
const pixels = (text: string | undefined): number | undefined => {
  const digits = /^\s*(\d{1,6})(?:\.\d*)?(?:px)?\s*$/i.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The value of a property in a `style` attribute, in lower case. Linear; comments and quotes need no care here. */
export const styleValue = (element: TreeElement, property: string): string | undefined => {
  for (const declaration of (attribute(element, 'style') ?? '').split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0 || declaration.slice(0, colon).trim().toLowerCase() !== property) continue;
    return declaration
      .slice(colon + 1)
      .replace('!important', '')
      .trim()
      .toLowerCase();
  }
  return undefined;
};

/** Width or height in pixels, by attribute or style. */
const side = (element: TreeElement, name: 'width' | 'height'): number | undefined =>
  pixels(attribute(element, name)) ?? pixels(styleValue(element, name));

/** Whether the image can show at most one pixel: both sides are 0 or 1, or one is and the other is not told. */
export const isPixel = (element: TreeElement): boolean => {
  const width = side(element, 'width');
  const height = side(element, 'height');
  if (width === undefined && height === undefined) return false;
  return (width ?? 0) <= 1 && (height ?? 0) <= 1;
};

/** Whether the page shows the element to nobody: `hidden`, or `display: none` in its own style. */
export const isHidden = (element: TreeElement): boolean => {
  const hidden = attribute(element, 'hidden');
  if (hidden !== undefined && hidden.toLowerCase() !== 'until-found') return true;
  return attribute(element, 'style') !== undefined && styleValue(element, 'display') === 'none';
};

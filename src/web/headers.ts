import type { Instant } from '../date/reading.ts';

/** When the listing changes by itself next: the first appearance or expiry, and the first expiry. */
export interface Schedule {
  readonly change?: Instant | undefined;
  readonly expiry?: Instant | undefined;
}

/** Seconds that a stale answer may be used while a new one is fetched, and while there is an error (RFC 5861). */
const whileRevalidate = 60;
const ifError = 86_400;

const secondsUntil = (instant: Instant | undefined, now: number): number =>
  instant === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor((instant - now) / 1000));

/**
 * The value of `Cache-Control` at `now` (milliseconds). What is fresh, or may be used while it is fetched again, is so
 * until the next change at the most; what may be used when there is an error, until the next expiry.
 */
export const cacheControlAt = (maxAge: number, { change, expiry }: Schedule, now: number): string => {
  const untilChange = Math.min(secondsUntil(change, now), secondsUntil(expiry, now));
  const fresh = Math.min(maxAge, untilChange);
  const revalidate = Math.min(whileRevalidate, untilChange - fresh);
  const error = Math.min(ifError, secondsUntil(expiry, now) - fresh);
  return `max-age=${fresh}, stale-while-revalidate=${revalidate}, stale-if-error=${error}`;
};

/** `Cache-Control` of all documents: constant, but made anew each second within reach of a scheduled change. */
export class CacheControl {
  readonly #maxAge: number;
  #schedule: Schedule = {};
  #near = Number.POSITIVE_INFINITY;
  #until = Number.POSITIVE_INFINITY;
  #value: string;

  /** `maxAge` in seconds. */
  constructor(maxAge: number) {
    this.#maxAge = maxAge;
    this.#value = cacheControlAt(maxAge, {}, 0);
  }

  /** Sets when the listing changes next. */
  follow(schedule: Schedule): void {
    const { change, expiry } = schedule;
    this.#schedule = schedule;
    const changeNear = (change ?? Number.POSITIVE_INFINITY) - (this.#maxAge + whileRevalidate + 1) * 1000;
    const expiryNear = (expiry ?? Number.POSITIVE_INFINITY) - (this.#maxAge + ifError + 1) * 1000;
    this.#near = Math.min(changeNear, expiryNear);
    this.#until = this.#near;
    this.#value = cacheControlAt(this.#maxAge, {}, 0);
  }

  /** The value at `now` (milliseconds); the same string as before while nothing changes. */
  at(now: number): string {
    if (now >= this.#until) {
      this.#value = cacheControlAt(this.#maxAge, this.#schedule, now);
      this.#until = now - (now % 1000) + 1000;
    }
    return this.#value;
  }
}

/** Headers by which a page of any origin may read public feeds (Fetch standard, CORS). */
export const corsHeaders: readonly string[] = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  'ETag, Link',
];

/** Methods that every feed URL has. */
export const allowedMethods = 'GET, HEAD, OPTIONS';

/** Headers of the answer to OPTIONS, a preflight or not. A day is as long as browsers keep it. */
export const optionsHeaders: readonly string[] = [
  'Allow',
  allowedMethods,
  ...corsHeaders,
  'Access-Control-Allow-Methods',
  allowedMethods,
  'Access-Control-Allow-Headers',
  'If-None-Match, If-Modified-Since, A-IM',
  'Access-Control-Max-Age',
  '86400',
];

/** What redirects and 410 answers carry: a day, and CORS, so that readers in a page can follow. */
export const redirectHeaders: readonly string[] = ['Cache-Control', 'max-age=86400', ...corsHeaders];

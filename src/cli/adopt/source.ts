import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decode } from '../../article/encoding/decode.ts';
import { PublisherError } from '../../problem.ts';

/** Largest feed that is read, in bytes: a WordPress export of 10,000 articles has about 60 MB. */
const largest = 200_000_000;

/** Milliseconds for the whole of a download. */
const patience = 60_000;

const fault = (source: string, message: string, cause?: unknown): PublisherError =>
  new PublisherError('usage', `adopt: ${source}: ${message}`, { cause });

const gather = async (source: string, chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > largest) throw fault(source, `has more than ${largest / 1_000_000} MB`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
};

const download = async (source: string): Promise<Buffer> => {
  try {
    const answer = await fetch(source, {
      signal: AbortSignal.timeout(patience),
      headers: { Accept: 'application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5' },
    });
    if (!answer.ok) throw fault(source, `the server answers ${answer.status}`);
    return await gather(source, answer.body ?? (async function* () {})());
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    const isLate = cause instanceof Error && cause.name === 'TimeoutError';
    const reason =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw fault(
      source,
      isLate ? `no answer within ${patience / 1000} seconds` : `cannot be fetched: ${reason}`,
      cause,
    );
  }
};

const readFile = async (source: string): Promise<Buffer> => {
  const stats = await stat(source).catch(() => undefined);
  if (!stats) throw fault(source, 'there is no such file (an address begins with https://)');
  if (stats.isDirectory()) throw fault(source, 'is a folder; name a feed in it');
  try {
    return await gather(source, createReadStream(source));
  } catch (cause) {
    if (cause instanceof PublisherError) throw cause;
    throw fault(source, `cannot be read: ${(cause as Error).message}`, cause);
  }
};

/**
 * The text of a feed, from a file or an `http(s)` address, of at most 200 MB and within a minute. Throws
 * `PublisherError` with what to do where it cannot be had.
 */
export const readSource = async (source: string): Promise<string> => {
  const bytes = /^https?:\/\//i.test(source) ? await download(source) : await readFile(source);
  const { text, binary } = decode(bytes, source);
  if (binary) throw fault(source, 'is no text; unpack it first if it is an archive');
  return text;
};

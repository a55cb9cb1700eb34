import { isAscii, isUtf8 } from 'node:buffer';
import { declaredEncoding } from './declared.ts';
import { detectEncoding } from './detect.ts';

/** A file's text and how it was found. */
export interface Decoded {
  /** Every line end is `\n`; no BOM. */
  readonly text: string;
  /** WHATWG name in lower case; `utf-8+bom` and so on where a BOM says so. */
  readonly encoding: string;
  /** Whether nothing declared the encoding and the bytes are not valid UTF-8, so that it was detected. */
  readonly guessed: boolean;
  /** How often bytes that are no text in this encoding became U+FFFD. */
  readonly replaced: number;
  /** Whether the bytes are no text at all; `text` is empty then. */
  readonly binary: boolean;
}

/** Detection and the search for NUL look no further than this. */
const SAMPLE_BYTES = 65_536;

const utf8 = (text: string, replaced: number): Decoded => ({
  text,
  encoding: 'utf-8',
  guessed: false,
  replaced,
  binary: false,
});

const isLineEnd = (code: number): boolean => code === 0x0d || code === 0x85 || code === 0x2028;

const unifyReturns = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/**
 * Writes every line end as `\n`: CR LF, CR, and the line separators NEL and U+2028. U+2029 separates paragraphs
 * and becomes an empty line; both kinds come from word processors.
 */
export const unifyLineEnds = (text: string): string => {
  const unix = unifyReturns(text);
  return /[\u0085\u2028\u2029]/.test(unix)
    ? unix.replace(/[\u0085\u2028\u2029]/g, (end) => (isLineEnd(end.charCodeAt(0)) ? '\n' : '\n\n'))
    : unix;
};

/** Counts U+FFFD. A text that holds the character by its own right is counted too; nobody writes it on purpose. */
const countReplaced = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1;
  return count;
};

const decodeAs = (bytes: Uint8Array, label: string, name: string, guessed: boolean): Decoded => {
  const text = new TextDecoder(label).decode(bytes);
  return { text: unifyLineEnds(text), encoding: name, guessed, replaced: countReplaced(text), binary: false };
};

const BINARY: Decoded = { text: '', encoding: 'binary', guessed: false, replaced: 0, binary: true };

/** The encoding that a BOM names. UTF-32 is none of WHATWG's and its NULs make it binary. */
const byteOrderMark = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** Beginnings of formats that hold long stretches without NUL. */
const signatures: readonly (readonly number[])[] = [
  ...['%PDF-', '{\\rtf', 'GIF8', 'PK\x03\x04', 'ID3', 'OggS', 'RIFF', 'II*\0', 'MM\0*'],
  '\x89PNG',
  '\xff\xd8\xff',
  '\x1f\x8b\x08',
  '\x7fELF',
].map((text) => Array.from(text, (char) => char.charCodeAt(0)));

const hasSignature = (bytes: Uint8Array): boolean => {
  const first = bytes[0];
  return signatures.some(
    (signature) => signature[0] === first && signature.every((byte, at) => bytes[at] === byte),
  );
};

/** Line ends, space, comma, full stop, 1 to 9: what prose of every script has between its words. 0 would be U+3000. */
const isCommon = (byte: number): boolean =>
  byte === 0x0a ||
  byte === 0x0d ||
  byte === 0x20 ||
  byte === 0x2c ||
  byte === 0x2e ||
  (byte >= 0x31 && byte <= 0x39);

/** Whether the sample is text in this encoding: no NUL, and hardly anything that is no character. */
const isProse = (sample: Uint8Array, name: string): boolean => {
  const text = new TextDecoder(name).decode(sample, { stream: true });
  const wrong = text.match(/[\0-\x08\x0e-\x1f\ufffd]|\p{Co}|\p{Cn}|\p{Cs}/gu)?.length ?? 0;
  return wrong * 100 <= text.length;
};

/**
 * What a file with NUL bytes is: UTF-16 without BOM where common signs stand in pairs with NUL, the same way round, and
 * the rest is text too; otherwise undefined.
 */
const wideEncoding = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let little = 0;
  let big = 0;
  for (let at = 0; at + 1 < sample.length; at += 2) {
    if (sample[at + 1] === 0 && isCommon(sample[at]!)) little += 1;
    else if (sample[at] === 0 && isCommon(sample[at + 1]!)) big += 1;
  }
  // a stray NUL in a page of text makes no UTF-16
  if (Math.max(little, big) * 200 < sample.length) return undefined;
  const name = little > big * 5 ? 'utf-16le' : big > little * 5 ? 'utf-16be' : undefined;
  return name !== undefined && isProse(sample, name) ? name : undefined;
};

/** A few NULs in what is otherwise text, as broken exports leave them. */
const isTextWithNuls = (sample: Uint8Array): boolean => {
  let controls = 0;
  for (const byte of sample)
    if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) controls += 1;
  return controls * 200 < sample.length;
};

/** Valid and invalid sequences of two bytes and more, were it UTF-8. */
const utf8Share = (bytes: Uint8Array): { valid: number; invalid: number } => {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    let follow = 1;
    while (follow < length && (bytes[at + follow]! & 0xc0) === 0x80) follow += 1;
    if (length > 0 && follow === length) valid += 1;
    else invalid += 1;
    at += Math.max(length > 0 ? follow : 1, 1) - 1;
  }
  return { valid, invalid };
};

/** Decodes what is neither marked by a BOM nor valid UTF-8 nor wide. */
const decodeLegacy = (bytes: Uint8Array, declared: string | undefined): Decoded => {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const { valid, invalid } = utf8Share(sample);
  // some bytes of a UTF-8 file were damaged: sequences of UTF-8 hardly ever come about by chance
  if (valid > invalid || (declared === 'utf-8' && valid > 0 && valid * 4 >= invalid)) {
    return decodeAs(bytes, 'utf-8', 'utf-8', false);
  }
  if (declared !== undefined && declared !== 'utf-8') return decodeAs(bytes, declared, declared, false);
  const detected = detectEncoding(sample);
  return decodeAs(bytes, detected, detected, true);
};

/**
 * Turns the bytes of a file into text: a BOM decides, then UTF-16 without one (by its NULs), valid UTF-8, the
 * declared charset (HTML `meta`, XML declaration, `coding:` line), at last detection on the first 64 KB.
 * Valid UTF-8 beats a declared charset, since editors save as UTF-8 and leave the declaration alone; only an
 * encoding of seven bits (ISO-2022-JP) is believed before it. Never throws.
 */
export const decode = (bytes: Uint8Array, path: string): Decoded => {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked, `${marked}+bom`, false);
  if (bytes.includes(0)) {
    const wide = wideEncoding(bytes);
    if (wide !== undefined) return decodeAs(bytes, wide, wide, false);
    if (hasSignature(bytes) || !isTextWithNuls(bytes.subarray(0, SAMPLE_BYTES))) return BINARY;
  } else if (hasSignature(bytes)) return BINARY;
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(buffer)) return decodeAscii(buffer, path);
  if (isUtf8(buffer)) {
    const text = buffer.toString('utf8');
    return utf8(unifyLineEnds(text), countReplaced(text));
  }
  return decodeLegacy(bytes, declaredEncoding(bytes.subarray(0, SAMPLE_BYTES), path));
};

/** ISO-2022-JP writes Japanese with seven bits; its shift tells it from plain text. */
const decodeAscii = (buffer: Buffer, path: string): Decoded => {
  if (buffer.includes(0x1b)) {
    const sample = buffer.subarray(0, SAMPLE_BYTES);
    const declared = declaredEncoding(sample, path);
    if (declared === 'iso-2022-jp' || hasShift(sample)) {
      return decodeAs(buffer, 'iso-2022-jp', 'iso-2022-jp', declared !== 'iso-2022-jp');
    }
  }
  return utf8(unifyReturns(buffer.toString('latin1')), 0);
};

/** `ESC $ B` or `ESC $ @`, the shift to Japanese of ISO-2022-JP. */
const hasShift = (sample: Uint8Array): boolean => {
  for (let at = sample.indexOf(0x1b); at >= 0; at = sample.indexOf(0x1b, at + 1)) {
    if (sample[at + 1] === 0x24 && (sample[at + 2] === 0x42 || sample[at + 2] === 0x40)) return true;
  }
  return false;
};

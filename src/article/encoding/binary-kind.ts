/** How files of a kind begin, as the formats' specifications have it, and what people call the kind. */
const beginnings: readonly (readonly [start: readonly number[], name: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive, as a .docx, .odt or .epub is'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document, as a .doc is'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF picture'],
  [[0x49, 0x44, 0x33], 'an MP3'],
  [[0x1f, 0x8b], 'a gzip file'],
];

/** What a file that is no text seems to be, by its first bytes; undefined where they say nothing. */
export const binaryKind = (bytes: Uint8Array): string | undefined =>
  beginnings.find(([start]) => start.every((byte, at) => bytes[at] === byte))?.[1];

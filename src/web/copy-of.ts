/**
 * The same text in memory of its own. A piece that V8 cuts out of a text keeps all of that alive: a table of addresses
 * from headers of 16 KB each would hold the headers.
 */
export const copyOf = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** Named entities that occur in date lines; letters with marks are composed from their parts below. */
const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', hairsp: ' ',
  zwnj: '', zwj: '', lrm: '', rlm: '', shy: '', ndash: '-', mdash: '-', horbar: '-', minus: '-', hyphen: '-',
  dash: '-', lsquo: "'", rsquo: "'", sbquo: "'", ldquo: '"', rdquo: '"', laquo: '«', raquo: '»', lsaquo: '‹',
  rsaquo: '›', middot: '·', bull: '•', hellip: '...', copy: '©', reg: '®', trade: '™', ordf: 'ª', ordm: 'º',
  deg: '°', sup1: '1', sup2: '2', sup3: '3', frasl: '/', sol: '/', colon: ':', comma: ',', period: '.',
  plus: '+', lpar: '(', rpar: ')', verbar: '|', vert: '|', num: '#', commat: '@', Tab: ' ', NewLine: '\n',
  szlig: 'ß', aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', aring: 'å', Aring: 'Å', eth: 'ð', thorn: 'þ',
  oelig: 'œ', OElig: 'Œ', inodot: 'ı', lstrok: 'ł', iexcl: '¡', sect: '§', para: '¶', times: '×',
}; // biome-ignore format: a table reads better in rows

const marks: Readonly<Record<string, string>> = {
  acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308', tilde: '\u0303', cedil: '\u0327',
  caron: '\u030c', ring: '\u030a', dot: '\u0307', breve: '\u0306', ogon: '\u0328', macr: '\u0304', dblac: '\u030b',
}; // biome-ignore format: a table reads better in rows

const entityPattern = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,12}));?/g;

const fromCode = (code: number): string =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';

const namedEntity = (whole: string, name: string): string => {
  if (Object.hasOwn(entities, name)) return entities[name] as string;
  const mark = Object.hasOwn(marks, name.slice(1)) ? marks[name.slice(1)] : undefined;
  return mark === undefined ? whole : (name[0] as string) + mark;
};

const decodeEntities = (text: string): string =>
  text.replace(entityPattern, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return fromCode(Number(decimal));
    if (hexadecimal !== undefined) return fromCode(Number.parseInt(hexadecimal, 16));
    return namedEntity(whole, name as string);
  });

const tagPattern = /<[a-zA-Z/!?][^<>]{0,2000}>/g;

const nativeDigit = /\p{Nd}/u;

/** The value of a Unicode decimal digit: blocks of ten begin at a multiple of 16, or six behind one. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) as number;
  const low = code & 15;
  return String(nativeDigit.test(String.fromCodePoint(code - low)) ? low : low - 6);
};

const singles: Readonly<Record<string, string>> = {
  '\u2212': '-', '\u2236': ':', '\ua789': ':', '\u05c3': ':', '\u066b': '.', '\u066c': ',', '\u060c': ',',
  '\u3001': ',', '\u3002': '.', '\u06d4': '.', '\u2018': "'", '\u2019': "'", '\u02bc': "'", '\u02bb': "'",
  '\u2032': "'", '\u00b4': "'", '`': "'", '\u061b': ';', '\u2044': '/', '\u2215': '/', '\u200b': '',
  '\u30fb': '·', '\u2022': '•', '\u2027': '·', '\u05be': '-', '\u0589': ':', '\u1362': '.', '\u1361': ' ',
  '\u0964': '.', '\u104a': ',', '\u104b': '.', '\u0f0b': ' ',
  '\u2e41': ',',
  '\u05f4': '"',
  '\u2033': '"',
  '\u0970': '.',
  '\u05f3': "'",
}; // biome-ignore format: a table reads better in rows

const folded = new Map<string, string>();

const foldSingle = (found: string): string => {
  const known = folded.get(found);
  if (known !== undefined) return known;
  const single = askSingle(found);
  // Bounded by the characters that are folded at all: some thousand.
  folded.set(found, single);
  return single;
};

const askSingle = (found: string): string => {
  if (Object.hasOwn(singles, found)) return singles[found] as string;
  if (nativeDigit.test(found)) return digitValue(found);
  const code = found.codePointAt(0) as number;
  if (code === 0x2028 || code === 0x2029 || code === 0x85) return '\n';
  return /\p{Pd}/u.test(found) ? '-' : /\p{Z}/u.test(found) ? ' ' : '';
};

const foldable =
  /[\p{Pd}\p{Nd}\p{Cf}\p{Z}\u0085\u2212\u2236\ua789\u05c3\u066b\u066c\u060c\u3001\u3002\u06d4\u2018\u2019\u02bc\u02bb\u2032\u00b4`\u061b\u2044\u2215\u30fb\u2022\u2027\u05be\u0589\u1361\u1362\u0964\u104a\u104b\u0f0b\u2e41\u05f4\u2033\u0970\u05f3]|[\ufe00-\ufe0f]/gu;

const plain = /^[\t\n\r -;=?-~]*$/;

/**
 * A text made comparable (rule 15): entities decoded, tags removed, NFKC, invisible marks removed, any dash a
 * hyphen, any space a space, native digits ASCII digits. Letter case stays. Time is linear in the length.
 */
export const tidy = (text: string): string => {
  if (plain.test(text) && !text.includes('&') && !text.includes('`')) return text;
  let result = text;
  if (result.includes('&')) result = decodeEntities(result);
  if (result.includes('&')) result = decodeEntities(result);
  if (result.includes('<')) result = result.replace(tagPattern, ' ');
  result = result.normalize('NFKC');
  return result.replace(foldable, foldSingle);
};

const looseMarks = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0655\u0670]/g;
const ascii = /^[\x00-\x7f]*$/;
const letters: Readonly<Record<string, string>> = {
  ı: 'i',
  ς: 'σ',
  ی: 'ي',
  ى: 'ي',
  ک: 'ك',
  ە: 'ه',
  ھ: 'ه',
  ʼ: '',
  // Malayalam's letters without a vowel, as they were written before Unicode 5.1.
  ൺ: 'ണ്',
  ൻ: 'ന്',
  ർ: 'ര്',
  ൽ: 'ല്',
  ൾ: 'ള്',
  ൿ: 'ക്',
};
const remembered = new Map<string, string>();

const foldSlow = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(looseMarks, '')
    .normalize('NFC')
    .replace(/[ıςیىکەھൺ-ൿ]/g, (letter) => letters[letter] ?? letter);

/**
 * The key under which a word of a tidied text is looked up: lower case, without the accents and points
 * that writers leave out (Latin, Greek, Cyrillic, Hebrew, Arabic), variants of one letter made one.
 */
export const foldWord = (word: string): string => {
  const found = remembered.get(word);
  if (found !== undefined) return found;
  const key = ascii.test(word) ? word.toLowerCase() : foldSlow(word);
  // A longer word would keep the whole text alive that it was cut from.
  if (word.length > 12) return key;
  if (remembered.size > 5_000) remembered.clear();
  remembered.set(word, key);
  return key;
};

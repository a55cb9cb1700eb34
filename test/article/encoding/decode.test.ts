import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/article/encoding/decode.ts';
import { cpuMilliseconds } from '../../support/cpu.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const wide = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
};
const join = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** Encodes by asking the platform's decoder for every one-byte and two-byte code of the encoding. */
const encoder = (label: string): ((text: string) => Uint8Array) => {
  const decoder = new TextDecoder(label);
  const codes = new Map<string, number[]>();
  const add = (bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !codes.has(text)) codes.set(text, bytes);
  };
  for (let first = 0; first < 256; first += 1) add([first]);
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) add([first, second]);
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((char) => {
        const bytes = codes.get(char);
        if (!bytes) throw new Error(`${label} has no ${char}`);
        return bytes;
      }),
    );
};

describe('marked and wide text', () => {
  it.each([
    ['utf-8', utf8('Käse\r\n'), 'utf-8', 'Käse\n'],
    ['utf-8 with BOM', join([0xef, 0xbb, 0xbf], utf8('Käse')), 'utf-8+bom', 'Käse'],
    ['utf-16le with BOM', join([0xff, 0xfe], wide('Käse 風', true)), 'utf-16le+bom', 'Käse 風'],
    ['utf-16be with BOM', join([0xfe, 0xff], wide('Käse 風', false)), 'utf-16be+bom', 'Käse 風'],
    [
      'utf-16le without BOM',
      wide('Title: Kites over the fort\r\n', true),
      'utf-16le',
      'Title: Kites over the fort\n',
    ],
    [
      'utf-16be without BOM',
      wide('Title: Kites over the fort\n', false),
      'utf-16be',
      'Title: Kites over the fort\n',
    ],
    [
      'utf-16le in Chinese without BOM',
      wide('標題：風箏\n日期：2020 年\n這是一個故事。', true),
      'utf-16le',
      '標題：風箏\n日期：2020 年\n這是一個故事。',
    ],
  ])('reads %s', (_, bytes, encoding, text) => {
    expect(decode(bytes, 'a.txt')).toMatchObject({
      text,
      encoding,
      guessed: false,
      replaced: 0,
      binary: false,
    });
  });

  it('makes every line end one', () => {
    expect(decode(utf8('a\r\nb\rc\nd\u0085e\u2028f\u2029g'), 'a.md').text).toBe('a\nb\nc\nd\ne\nf\n\ng');
  });
});

describe('declared encodings', () => {
  const cyrillic = encoder('windows-1251');
  it.each([
    ['meta charset', '<meta charset="windows-1251">', 'a.html'],
    ['http-equiv', "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'>", 'a.htm'],
    ['XML declaration', '<?xml version="1.0" encoding="windows-1251"?>', 'a.xhtml'],
    ['a coding line', '-*- coding: windows-1251 -*-', 'a.txt'],
  ])('believes %s', (_, head, path) => {
    const decoded = decode(cyrillic(`${head}\nЩи`), path);
    expect(decoded).toMatchObject({ encoding: 'windows-1251', guessed: false });
    expect(decoded.text).toContain('Щи');
  });

  it('believes valid UTF-8 more than a declaration', () => {
    expect(decode(utf8('<meta charset="windows-1252"><p>Käse'), 'a.html')).toMatchObject({
      encoding: 'utf-8',
    });
  });

  it('does not believe a comment', () => {
    const bytes = cyrillic('<!-- <meta charset="koi8-r"> --><meta charset=windows-1251><p>Щи да каша');
    expect(decode(bytes, 'a.html').text).toContain('Щи да каша');
  });

  it('reads ISO-2022-JP, which has seven bits', () => {
    const bytes = join(
      utf8('<meta charset=iso-2022-jp>'),
      [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42],
    );
    expect(decode(bytes, 'a.html')).toMatchObject({
      encoding: 'iso-2022-jp',
      text: '<meta charset=iso-2022-jp>日本',
    });
  });
});

describe('detected encodings', () => {
  it.each([
    [
      'windows-1252',
      'Le maire a déclaré que l’été dernier fut très chaud ; où irons-nous à Noël ? « Peut-être à la forêt », dit-elle.',
    ],
    [
      'windows-1252',
      'Die Bürger hörten zu, während der Bürgermeister über Straßen, Brücken und Gärten sprach. Schöne Grüße aus Köln.',
    ],
    [
      'windows-1252',
      'El niño comió una manzana. ¿Dónde está la señora? Mañana será otro día en la ciudad de A Coruña.',
    ],
    ['windows-1252', 'Café'],
    [
      'windows-1250',
      'Wczoraj wieczorem mieszkańcy zebrali się na rynku, żeby świętować początek wiosny. Było głośno, wesoło i bardzo tłoczno, a dzieci śmiały się głośno.',
    ],
    [
      'windows-1250',
      'Příliš žluťoučký kůň úpěl ďábelské ódy, zatímco včera večer přišli všichni sousedé na náměstí.',
    ],
    [
      'windows-1254',
      'Dün akşam şehrin meydanında toplanan yüzlerce kişi, ışıkların altında şarkılar söyledi; çocuklar ağaçların gölgesinde oynadı.',
    ],
    [
      'windows-1251',
      'Вчера вечером жители города собрались на площади, чтобы встретить весну. Было шумно и весело.',
    ],
    [
      'koi8-r',
      'Вчера вечером жители города собрались на площади, чтобы встретить весну. Было шумно и весело.',
    ],
    [
      'ibm866',
      'Вчера вечером жители города собрались на площади, чтобы встретить весну. Было шумно и весело.',
    ],
    [
      'windows-1253',
      'Χθες το βράδυ οι κάτοικοι της πόλης μαζεύτηκαν στην πλατεία για να γιορτάσουν την άνοιξη.',
    ],
    ['windows-1255', 'אתמול בערב התאספו תושבי העיר בכיכר כדי לחגוג את בוא האביב, והילדים שיחקו ושרו.'],
    [
      'windows-1256',
      'تجمع سكان المدينة مساء أمس في الساحة للاحتفال بقدوم الربيع وكان الأطفال يلعبون ويغنون.',
    ],
    ['shift_jis', '昨日の夜、町の人々は春の訪れを祝うために広場に集まりました。子供たちは歌い、踊りました。'],
    ['euc-jp', '昨日の夜、町の人々は春の訪れを祝うために広場に集まりました。子供たちは歌い、踊りました。'],
    [
      'euc-kr',
      '어제 저녁 마을 사람들은 봄을 맞이하기 위해 광장에 모였습니다. 아이들은 노래하고 춤을 추었습니다.',
    ],
    ['gb18030', '昨天晚上，城里的居民聚集在广场上，庆祝春天的到来。孩子们唱歌跳舞，大家都很高兴。'],
    ['big5', '昨天晚上，城裡的居民聚集在廣場上，慶祝春天的到來。孩子們唱歌跳舞，大家都很高興。'],
  ])('detects %s: %s', (encoding, text) => {
    const decoded = decode(encoder(encoding)(text), 'a.txt');
    expect(decoded.text).toBe(text);
    expect(decoded).toMatchObject({ guessed: true, replaced: 0 });
  });
});

describe('bytes that are no text', () => {
  it.each([
    ['a picture', join([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], new Uint8Array(200))],
    ['a PDF', utf8('%PDF-1.4\nstream')],
    ['noise', Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)],
  ])('takes %s for binary', (_, bytes) => {
    expect(decode(bytes, 'a.md')).toMatchObject({ binary: true, text: '' });
  });

  it('counts what it had to replace', () => {
    const bytes = join(utf8('Käse, Brötchen und Müsli'), [0xff], utf8(' für alle'), [0xc3]);
    expect(decode(bytes, 'a.md')).toMatchObject({ encoding: 'utf-8', guessed: false, replaced: 2 });
    expect(decode(utf8('was lost: \ufffd'), 'a.md').replaced).toBe(1);
  });

  it('bears a stray NUL', () => {
    expect(decode(utf8(`${'words and words '.repeat(100)}\u0000 more`), 'a.md').binary).toBe(false);
  });

  it('is quick with large files', () => {
    const spent = cpuMilliseconds(() => {
      decode(new Uint8Array(5_000_000).fill(0xe9), 'a.txt');
      decode(new Uint8Array(5_000_000).fill(0x5b), 'a.html');
    });
    expect(spent).toBeLessThan(2000);
  });
});

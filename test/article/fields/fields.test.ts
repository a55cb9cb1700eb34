import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/article/article.ts';
import { readMarkdown } from '../../../src/article/markdown.ts';

const read = (text: string, path = 'a.md'): Draft => readMarkdown({ path, text, encoding: 'utf-8' });
const yaml = (lines: string, path?: string): Draft => read(`---\n${lines}\n---\nBody\n`, path);
const datesOf = (draft: Draft): string[] => draft.dates.map(({ value, role }) => `${role} ${value}`);
const namesOf = (draft: Draft): string[] => (draft.authors?.value ?? []).map(({ name }) => name);

describe('dates', () => {
  it.each([
    ['pubDate', 'updatedDate'],
    ['published_at', 'updated_at'],
    ['datePublished', 'dateModified'],
    ['publishDate', 'lastmod'],
    ['created', 'modified'],
    ['creation_date', 'last_modified_at'],
    ['post_date', 'last-modified'],
    ['Date Created', 'date modified'],
    ['DATE', 'lastUpdated'],
    ['article:published_time', 'article:modified_time'],
  ])('reads %s and %s', (published, updated) => {
    expect(datesOf(yaml(`${published}: 2015-09-16\n${updated}: 2015-09-17`))).toEqual([
      'published 2015-09-16',
      'updated 2015-09-17',
    ]);
  });

  it('puts the more certain name first and tells of places', () => {
    const draft = yaml('created: 2015-01-01\ntitle: A\ndate: 2015-02-02\npubDate: 2015-03-03');
    expect(datesOf(draft)).toEqual(['published 2015-03-03', 'published 2015-02-02', 'published 2015-01-01']);
    expect(draft.dates[1]).toMatchObject({ source: 'front-matter', line: 4, column: 7 });
  });

  it('tells a date of publication from a flag', () => {
    expect(yaml('published: 2015-09-16').visibility.draft).toBeUndefined();
    const flag = yaml('published: false\ndate: 2015-09-16');
    expect(flag.visibility.draft?.value).toBe(true);
    expect(datesOf(flag)).toEqual(['published 2015-09-16']);
  });

  it('holds back until a second date', () => {
    const draft = yaml('date: 2015-09-16\npublishDate: 2015-10-01\nexpiryDate: 2016-01-01');
    expect(datesOf(draft)).toEqual(['published 2015-09-16']);
    expect(draft.visibility.appears?.value).toBe('2015-10-01');
    expect(draft.visibility.expires?.value).toBe('2016-01-01');
    expect(yaml('publishDate: 2015-10-01').visibility.appears).toBeUndefined();
  });

  it('joins a time of day', () => {
    expect(datesOf(yaml('date: 2015-09-16\ntime: 21:52'))).toEqual(['published 2015-09-16 21:52']);
    expect(datesOf(yaml('date: 2015-09-16\ntime: 5 minutes'))).toEqual(['published 2015-09-16']);
  });

  it('reads the date of Docusaurus’ last update', () => {
    expect(datesOf(yaml('date: 2015-09-16\nlast_update:\n  date: 2015-09-17\n  author: x'))).toEqual([
      'published 2015-09-16',
      'updated 2015-09-17',
    ]);
  });
});

describe('state', () => {
  it.each([
    ['draft: true', true, undefined],
    ['draft: no', false, undefined],
    ['draft: false\npublished: false', true, undefined],
    ['publish: false', true, undefined],
    ['status: draft', true, undefined],
    ['status: publish', undefined, undefined],
    ['status: private', undefined, true],
    ['unlisted: true', undefined, true],
    ['hidden: yes', undefined, true],
    ['visibility: members', undefined, true],
    ['visibility: public', undefined, undefined],
    ['password: secret', undefined, true],
    ['params:\n  draft: true', true, undefined],
  ])('reads %s', (lines, draft, unlisted) => {
    const { visibility } = yaml(lines);
    expect(visibility.draft?.value).toBe(draft);
    expect(visibility.unlisted?.value).toBe(unlisted);
  });

  it('reads a withdrawal and its notice', () => {
    const { visibility } = yaml('withdrawn: 2020-01-01\nnotice: "Not so: we were wrong."');
    expect(visibility.withdrawn?.value).toBe('2020-01-01');
    expect(visibility.notice?.value).toBe('Not so: we were wrong.');
  });
});

describe('an address without its scheme', () => {
  it.each(['example.org/rain/', 'www.tide.example/2026/fog.html'])('is doubted: %s', (url) => {
    expect(yaml(`title: A\nurl: ${url}`).problems).toMatchObject([
      { code: 'bad-field', severity: 'warning', line: 3, hint: expect.stringContaining(`https://${url}`) },
    ]);
  });

  it.each([
    'https://example.org/rain/',
    '/rain/',
    'rain/',
    'about.html',
    'posts/about.html',
    'v1.2/notes/',
    'index.html/x',
  ])('is not seen in %s', (url) => {
    expect(yaml(`title: A\nurl: ${url}`).problems).toEqual([]);
  });
});

describe('people', () => {
  it.each([
    ['author: Meera Nair', ['Meera Nair']],
    ['authors: [Ann Lee, Bob Ray]', ['Ann Lee', 'Bob Ray']],
    ['authors:\n  - name: Ann Lee\n    title: Editor\n  - Bob Ray', ['Ann Lee', 'Bob Ray']],
    ['author:\n  name: Ann Lee\n  url: https://ann.example/', ['Ann Lee']],
    ['authors:\n  ann:\n    name: Ann Lee\n  bob:\n    name: Bob Ray', ['Ann Lee', 'Bob Ray']],
    ['author: Ann Lee and Bob Ray', ['Ann Lee', 'Bob Ray']],
    ['author: Johnson and Johnson', ['Johnson and Johnson']],
    ['author: Department of Health and Social Care', ['Department of Health and Social Care']],
    ['author: Martin Luther King, Jr.', ['Martin Luther King, Jr.']],
    ['authors: "Ann Lee; Doyle, Conan"', ['Ann Lee', 'Doyle, Conan']],
    ['author: "[[Ann Lee]]"', ['Ann Lee']],
    ['author:\n  - "[[Ann Lee|Ann]]"', ['Ann Lee']],
    ['author: By Ann Lee', ['Ann Lee']],
    ['params:\n  author: Arun Das', ['Arun Das']],
    ['extra:\n  authors: [Arun Das]', ['Arun Das']],
  ])('reads %s', (lines, names) => {
    expect(namesOf(yaml(lines))).toEqual(names);
  });

  it('reads addresses', () => {
    expect(yaml('author: Ann Lee <ann@x.example>').authors?.value).toEqual([
      { name: 'Ann Lee', email: 'ann@x.example' },
    ]);
    expect(
      yaml('author: { name: Ann, website: "https://a.example/", email: a@x.example }').authors?.value,
    ).toEqual([{ name: 'Ann', url: 'https://a.example/', email: 'a@x.example' }]);
    expect(yaml('author: ann@x.example (Ann Lee)').authors?.value).toEqual([
      { name: 'Ann Lee', email: 'ann@x.example' },
    ]);
  });

  it('splits Pelican’s authors as Pelican does', () => {
    expect(namesOf(read('Title: A\nAuthors: Alex Meunier; Doyle, Conan\n\nBody'))).toEqual([
      'Alex Meunier',
      'Doyle, Conan',
    ]);
    expect(namesOf(read('Title: A\nAuthors: Ann Lee, Bob Ray\n\nBody'))).toEqual(['Ann Lee', 'Bob Ray']);
  });
});

describe('tags and categories', () => {
  it.each([
    ['tags: [a, b c]', ['a', 'b c']],
    ['tags: a, b c', ['a', 'b c']],
    ['tags: travel history', ['travel', 'history']],
    ['tags: New York', ['New York']],
    ['tags: "#one #two"', ['one', 'two']],
    ['tags:\n  - "#one"\n  - nested/two', ['one', 'nested/two']],
    ['tag: hot news', ['hot news']],
    ['keywords: hot news, cold news', ['hot news', 'cold news']],
    ['tags:\n  - label: One\n    permalink: /one', ['One']],
    ['tags: [[One]]', ['One']],
    ['tags: [a, a, b]', ['a', 'b']],
    ['taxonomies:\n  tags: [a]', ['a']],
  ])('reads %s', (lines, tags) => {
    expect(yaml(lines).tags?.value).toEqual(tags);
  });

  it('separates by spaces as Jekyll does', () => {
    const draft = yaml('layout: post\ntags: Kites Forts\ncategory: Hot News', '_posts/2015-09-16-a.md');
    expect(draft.tags?.value).toEqual(['Kites', 'Forts']);
    expect(draft.categories?.value).toEqual(['Hot News']);
  });

  it('opens the lists of Hexo', () => {
    expect(yaml('categories:\n- [Sports, Baseball]\n- [Play]').categories?.value).toEqual([
      'Sports',
      'Baseball',
      'Play',
    ]);
  });

  it('never separates by spaces in TOML and headers', () => {
    expect(read('+++\ntags = "hot news"\n+++\n').tags?.value).toEqual(['hot news']);
    expect(read('Title: A\nTags: hot news, paint\nCategory: Hot News\n\nBody')).toMatchObject({
      tags: { value: ['hot news', 'paint'] },
      categories: { value: ['Hot News'] },
    });
  });
});

describe('addresses and names', () => {
  it.each([
    ['url: https://x.example/a', 'https://x.example/a', undefined],
    ['permalink: /blog/a/', '/blog/a/', undefined],
    // Eleventy's documentation (Permalinks): the output path; the page's url is the folder.
    [
      'permalink: this-is-a-new-path/subdirectory/testing/index.html',
      '/this-is-a-new-path/subdirectory/testing/',
      undefined,
    ],
    ['permalink: /index.html', '/index.html', undefined],
    ['canonicalUrl: https://community.example/', undefined, undefined],
    ['canonicalUrl: https://community.example/rain', 'https://community.example/rain', undefined],
    ['permalink: /:categories/:title/', undefined, undefined],
    ['permalink: "/posts/{{ title | slug }}/"', undefined, undefined],
    ['permalink: false', undefined, undefined],
    ['url: javascript:alert(1)', undefined, undefined],
    ['canonical_url: https://x.example/a', 'https://x.example/a', undefined],
    ['canonical: https://x.example/b\nurl: /a/', '/a/', undefined],
    ['slug: salt-roads', undefined, 'salt-roads'],
    ['slug: /salt-roads/', undefined, 'salt-roads'],
    ['slug: blog/salt-roads', 'blog/salt-roads', undefined],
    ['slug: 0123', undefined, '0123'],
  ])('reads %s', (lines, url, slug) => {
    const draft = yaml(lines);
    expect(draft.url?.value).toBe(url);
    expect(draft.slug?.value).toBe(slug);
  });

  it.each([
    ['guid: kettle-0003', 'kettle-0003'],
    ['id: 1.10', '1.10'],
    ['id: 12\nguid: http://x.example/?p=12', 'http://x.example/?p=12'],
    ['uuid: 0b5d8a3e-1111-4222-8333-444455556666', '0b5d8a3e-1111-4222-8333-444455556666'],
  ])('reads %s', (lines, id) => {
    expect(yaml(lines).id?.value).toBe(id);
  });

  it.each([
    ['lang: en_US', 'en-US'],
    ['language: DE', 'de'],
    ['locale: pt-br', 'pt-BR'],
    ['language: English', undefined],
  ])('reads %s', (lines, language) => {
    expect(yaml(lines).language?.value).toBe(language);
  });

  it.each([
    ['heroImage: "../../assets/boat.jpg"', '../../assets/boat.jpg'],
    ['image: /a.jpg', '/a.jpg'],
    ['cover:\n  image: a.jpg\n  alt: A', 'a.jpg'],
    ['image:\n  path: /a.jpg\n  thumbnail: /b.jpg', '/a.jpg'],
    ['header:\n  teaser: /a.jpg', '/a.jpg'],
    ['header: true', undefined],
    ['featured: true\nimage: a.jpg', 'a.jpg'],
    ['images: [a.jpg, b.jpg]', 'a.jpg'],
    ['image: "[[pic one.png]]"', 'pic one.png'],
    ['image: "![alt](pic.png)"', 'pic.png'],
    ['seo:\n  image: a.jpg', 'a.jpg'],
    ['feature: "![[a.png]]"', 'a.png'],
    ['image: false', undefined],
  ])('reads %s', (lines, image) => {
    expect(yaml(lines).image?.value).toBe(image);
  });

  it('reads summary, site, origin, place and the rules of dates', () => {
    const draft = yaml(
      'description: "A <b>short</b>,\\n  brisk walk"\nsiteName: Times\nsource: https://y.example/\nplace: Pune\ntimeZone: Asia/Kolkata\ndateOrder: DMY\ndayTime: 09:00\nsaved: 2020-01-01',
    );
    expect(draft).toMatchObject({
      summary: { value: 'A short, brisk walk' },
      siteName: { value: 'Times' },
      origin: { value: { url: 'https://y.example/' } },
      place: { value: 'Pune' },
      timeZone: { value: 'Asia/Kolkata' },
      dateOrder: { value: 'DMY' },
      dayTime: { value: '09:00' },
      saved: { value: '2020-01-01' },
    });
  });

  it('reads extensions and tells of what is none', () => {
    const draft = yaml(
      'extensions:\n  - { namespace: "https://n.example/", prefix: n, element: mood, attributes: { a: 1.0 }, text: calm }\n  - nonsense',
    );
    expect(draft.extensions?.value).toEqual([
      {
        namespace: 'https://n.example/',
        prefix: 'n',
        element: 'mood',
        attributes: { a: '1.0' },
        text: 'calm',
      },
    ]);
    expect(draft.problems).toMatchObject([{ code: 'bad-field', path: 'a.md' }]);
  });
});

describe('podcasts', () => {
  it.each([
    [
      'enclosure:\n  url: https://a.example/3.mp3\n  length: 12345678\n  type: audio/mpeg',
      { url: 'https://a.example/3.mp3', length: 12345678, type: 'audio/mpeg' },
    ],
    ['audio: /media/3.mp3\nduration: "1:02:03"', { url: '/media/3.mp3', durationSeconds: 3723 }],
    [
      'podcast_file: 3.mp3\npodcast_bytes: "12,345"\npodcast_duration: 30:32',
      { url: '3.mp3', length: 12345, durationSeconds: 1832 },
    ],
    [
      'enclosure: |\n  https://a.example/3.mp3\n  12345\n  audio/mpeg',
      { url: 'https://a.example/3.mp3', length: 12345, type: 'audio/mpeg' },
    ],
    ['podcast:\n  file: 3.mp3\n  duration: PT1H2M3S\n  episode: 3', { url: '3.mp3', durationSeconds: 3723 }],
    ['audio: 3.mp3\nlength: 45:00', { url: '3.mp3', durationSeconds: 2700 }],
    ['audio:\n  src: 3.m4a\n  duration: 45 min', { url: '3.m4a', durationSeconds: 2700 }],
  ])('reads %s', (lines, enclosure) => {
    expect(yaml(lines).enclosures[0]?.value).toMatchObject(enclosure);
  });

  it('reads the facts of an episode', () => {
    const draft = yaml(
      'audio: a.mp3\nduration: 60\nepisode: 3\nseason: 2\nepisode_type: Bonus\nexplicit: clean\ntranscript: a.vtt',
    );
    expect(draft.episode?.value).toEqual({
      number: 3,
      season: 2,
      type: 'bonus',
      title: undefined,
      durationSeconds: 60,
      explicit: false,
      image: undefined,
      transcript: { url: 'a.vtt' },
      chapters: undefined,
    });
    expect(yaml('itunes:\n  episode: 3\n  explicit: yes').episode?.value).toMatchObject({
      number: 3,
      explicit: true,
    });
    const own =
      'number: 3, season: 2, type: trailer, title: Three, explicit: no, image: c.png, transcript: a.vtt';
    expect(yaml(`episode: { ${own}, chapters: c.json, duration: 95 }`).episode?.value).toEqual({
      number: 3,
      season: 2,
      type: 'trailer',
      title: 'Three',
      durationSeconds: 95,
      explicit: false,
      image: 'c.png',
      transcript: { url: 'a.vtt' },
      chapters: 'c.json',
    });
    expect(yaml('episode: { season: 2 }\nseason: { number: 4 }').episode?.value).toMatchObject({ season: 4 });
    expect(yaml('episode: { season: 2 }').episode?.value).toMatchObject({ number: undefined, season: 2 });
    expect(yaml('title: A').episode).toBeUndefined();
  });

  it('takes no word for a file', () => {
    expect(yaml('media: print\ntype: post\nattachments: [x]').enclosures).toEqual([]);
  });
});

describe('titles', () => {
  it.each([
    ['title: "A: b"', 'Body', 'A: b'],
    ['x: y', '# First *heading* #\n\n# Second', 'First heading'],
    ['x: y', '# A <b class="x">bold</b><br> step where 1 < 2 &amp; `<i>`', 'A bold step where 1 < 2 & <i>'],
    ['x: y', 'Text\n\nUnderlined\n===\n', 'Underlined'],
    ['x: y', '```\n# code\n```\n\n<!--\n# hidden\n-->\n\n%% # private %%\n\n# Shown', 'Shown'],
    ['x: y', '## Only a section', undefined],
    ['title: "The <em>Great</em> walk"', '# Other', 'The Great walk'],
  ])('reads %s %s', (lines, body, title) => {
    expect(read(`---\n${lines}\n---\n${body}`).title?.value).toBe(title);
  });

  it('marks the summary as Jekyll asks', () => {
    expect(read('---\nexcerpt_separator: <!--cut-->\n---\nOne\n\n<!--cut-->\n\nTwo').body).toMatchObject({
      text: 'One\n\n<!--more-->\n\nTwo',
      line: 4,
    });
  });
});

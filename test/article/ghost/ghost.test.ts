import { describe, expect, it } from 'vitest';
import { isGhostExport, readGhost } from '../../../src/article/ghost/ghost.ts';

const read = (value: unknown) =>
  readGhost({ path: 'ghost.json', text: JSON.stringify(value), encoding: 'utf-8' });

/** The tables that Ghost's admin exports, in the shape of its version 5. */
const exported = (posts: readonly object[]) => ({
  db: [
    {
      meta: { exported_on: 1700000000000, version: '5.70.0' },
      data: {
        posts,
        tags: [
          { id: 't1', name: 'Kites', slug: 'kites', visibility: 'public' },
          { id: 't2', name: 'Forts', slug: 'forts', visibility: 'public' },
          { id: 't3', name: '#letter', slug: 'hash-letter', visibility: 'internal' },
        ],
        posts_tags: [
          { post_id: 'p1', tag_id: 't2', sort_order: 1 },
          { post_id: 'p1', tag_id: 't1', sort_order: 0 },
          { post_id: 'p1', tag_id: 't3', sort_order: 2 },
        ],
        users: [
          { id: 'u1', name: 'Ann Lee', slug: 'ann', website: 'https://ann.example/' },
          { id: 'u2', name: 'Bob Ray', slug: 'bob' },
        ],
        posts_authors: [
          { post_id: 'p1', author_id: 'u1', sort_order: 0 },
          { post_id: 'p1', author_id: 'u2', sort_order: 1 },
        ],
        posts_meta: [{ post_id: 'p1', meta_description: 'From the meta table' }],
      },
    },
  ],
});

const post = (more: object = {}) => ({
  id: 'p1',
  uuid: '0b5d8a3e-1111-4222-8333-444455556666',
  title: 'Kites over the fort',
  slug: 'kites',
  html: '<p>They were up.</p><img src="__GHOST_URL__/content/images/a.jpg">',
  status: 'published',
  visibility: 'public',
  type: 'post',
  published_at: '2024-05-01 06:00:00',
  updated_at: '2024-05-02T06:00:00.000Z',
  feature_image: '__GHOST_URL__/content/images/b.jpg',
  custom_excerpt: null,
  canonical_url: null,
  ...more,
});

describe('a Ghost export', () => {
  it('holds an article a post, with what other tables say', () => {
    const [draft, ...others] = read(exported([post()]));
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      path: 'ghost.json',
      part: '0b5d8a3e-1111-4222-8333-444455556666',
      format: 'ghost',
      title: { value: 'Kites over the fort' },
      id: { value: 'p1' },
      slug: { value: 'kites' },
      dates: [
        { value: '2024-05-01T06:00:00Z', role: 'published' },
        { value: '2024-05-02T06:00:00.000Z', role: 'updated' },
      ],
      authors: { value: [{ name: 'Ann Lee', url: 'https://ann.example/' }, { name: 'Bob Ray' }] },
      tags: { value: ['Kites', 'Forts'] },
      summary: { value: 'From the meta table' },
      image: { value: '/content/images/b.jpg' },
      visibility: { draft: { value: false }, unlisted: { value: false } },
      body: { kind: 'fragment', html: '<p>They were up.</p><img src="/content/images/a.jpg">' },
      problems: [],
    });
  });

  it.each([
    [{ status: 'draft', published_at: null }, true, false],
    [{ status: 'scheduled' }, false, false],
    [{ status: 'sent' }, false, false],
    [{ visibility: 'paid' }, false, true],
    [{ visibility: 'members' }, false, true],
  ])('keeps the state of %j', (more, draft, unlisted) => {
    expect(read(exported([post(more)]))[0]?.visibility).toMatchObject({
      draft: { value: draft },
      unlisted: { value: unlisted },
    });
  });

  // Ghost 1.5 has <guid>598896347cedfb23a6b20d20</guid> in its feed, 0.7 has 1877a1e2-c38b-4f1f-88ec-28d4e3edcd13.
  it.each([
    ['598896347cedfb23a6b20d20', '598896347cedfb23a6b20d20'],
    [12, '0b5d8a3e-1111-4222-8333-444455556666'],
    ['9wdra7htld', '9wdra7htld'],
    [undefined, '0b5d8a3e-1111-4222-8333-444455556666'],
  ])('has the id of its version’s feed for a post with the id %j', (id, expected) => {
    expect(read(exported([post({ id })]))[0]?.id?.value).toBe(expected);
  });

  it('has no other id where there is no uuid', () => {
    expect(read(exported([post({ id: 12, uuid: undefined })]))[0]?.id?.value).toBe('12');
  });

  it('leaves pages out', () => {
    expect(read(exported([post({ type: 'page' }), post({ page: 1 })]))).toEqual([]);
  });

  it('makes HTML of Lexical', () => {
    const lexical = JSON.stringify({
      root: {
        type: 'root',
        children: [
          { type: 'heading', tag: 'h2', children: [{ type: 'text', text: 'A & B', format: 0 }] },
          {
            type: 'paragraph',
            children: [
              { type: 'text', text: 'Bold', format: 3 },
              {
                type: 'link',
                url: 'https://x.example/?a=1&b="',
                children: [{ type: 'text', text: ' link', format: 0 }],
              },
            ],
          },
          {
            type: 'list',
            listType: 'bullet',
            children: [{ type: 'listitem', children: [{ type: 'text', text: 'one', format: 0 }] }],
          },
          { type: 'image', src: '/a.jpg', alt: 'A', caption: 'Cap' },
          { type: 'horizontalrule' },
        ],
      },
    });
    expect(read(exported([post({ html: null, lexical })]))[0]?.body).toMatchObject({
      html:
        '<h2>A &amp; B</h2><p><em><strong>Bold</strong></em><a href="https://x.example/?a=1&amp;b=&quot;"> link</a></p>' +
        '<ul><li>one</li></ul><figure><img src="/a.jpg" alt="A"><figcaption>Cap</figcaption></figure><hr>',
    });
  });

  it('makes HTML of Mobiledoc', () => {
    const mobiledoc = JSON.stringify({
      version: '0.3.1',
      atoms: [['soft-return', '', {}]],
      cards: [
        ['image', { src: '/a.jpg', caption: '' }],
        ['html', { html: '<b>x</b>' }],
      ],
      markups: [['strong'], ['a', ['href', 'https://x.example/']]],
      sections: [
        [
          1,
          'p',
          [
            [0, [0], 1, 'Bold'],
            [0, [], 0, ' and '],
            [1, [], 0, 0],
            [0, [1], 1, 'link'],
          ],
        ],
        [10, 0],
        [3, 'ul', [[[0, [], 0, 'one']]]],
        [10, 1],
      ],
    });
    expect(read(exported([post({ html: null, mobiledoc })]))[0]?.body).toMatchObject({
      html:
        '<p><strong>Bold</strong> and <br><a href="https://x.example/">link</a></p>\n' +
        '<figure><img src="/a.jpg" alt=""></figure>\n<ul><li>one</li></ul>\n<b>x</b>',
    });
  });

  it('tells of a published post without text', () => {
    expect(read(exported([post({ html: null })]))[0]?.problems).toMatchObject([
      { code: 'bad-field', path: 'ghost.json' },
    ]);
  });

  it('reads what the API answers', () => {
    const [draft] = read({
      posts: [
        post({
          url: 'https://x.example/kites/',
          tags: [{ name: 'One' }],
          authors: [{ name: 'Cy Poe' }],
          published_at: '2024-05-01T06:00:00.000+02:00',
        }),
      ],
    });
    expect(draft).toMatchObject({
      url: { value: 'https://x.example/kites/' },
      tags: { value: ['One'] },
      authors: { value: [{ name: 'Cy Poe' }] },
      dates: [{ value: '2024-05-01T06:00:00.000+02:00' }, {}],
    });
  });
});

describe('other JSON', () => {
  it.each([
    '{}',
    '[]',
    'null',
    '{"posts":[]}',
    '{"posts":[{"title":"A","slug":"a"}]}',
    '{"posts":[{"slug":1}]}',
    '{"db":[{"data":null}], "posts":"slug"}',
    '{"posts": "slug"',
    '"posts" "slug"',
  ])('is none: %s', (text) => {
    expect(isGhostExport(text)).toBe(false);
    expect(readGhost({ path: 'a.json', text, encoding: 'utf-8' })).toEqual(
      text.includes('"title"') ? [] : [],
    );
  });

  it('bears nonsense in the right places', () => {
    const nonsense = [
      null,
      7,
      'x',
      [],
      { title: 'A', slug: 'a', html: 7, tags: 'x', authors: {}, status: 3, published_at: {} },
    ];
    expect(read({ posts: nonsense })).toHaveLength(1);
    let lexical: object = { type: 'text', text: 'deep' };
    for (let depth = 0; depth < 2000; depth += 1) lexical = { type: 'quote', children: [lexical] };
    expect(() => read({ posts: [post({ html: '', lexical: { root: lexical } })] })).not.toThrow();
  });
});

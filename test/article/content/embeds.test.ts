import { describe, expect, test } from 'vitest';
import { safeHtml } from '../../../src/article/content/safe-html.ts';
import { contextOf } from './address-context.ts';

const safe = (html: string): string => safeHtml(html, contextOf()).html;

/** Address and text of the one link that the HTML becomes. */
const linkIn = (html: string): readonly [string, string] | undefined => {
  const found = /^<p><a href="([^"]+)">([^<]+)<\/a><\/p>$/.exec(safe(html));
  return found === null ? undefined : [found[1]!, found[2]!];
};

const frame = (src: string, more = ''): string => `<iframe src="${src}"${more}></iframe>`;

describe('a frame becomes a link to its page', () => {
  test.each([
    [
      'https://www.youtube.com/embed/jNQXAC9IVRw?start=3',
      'https://www.youtube.com/watch?v=jNQXAC9IVRw',
      'YouTube video',
    ],
    [
      '//www.youtube-nocookie.com/embed/jNQXAC9IVRw',
      'https://www.youtube.com/watch?v=jNQXAC9IVRw',
      'YouTube video',
    ],
    [
      'https://www.youtube.com/embed/videoseries?list=PL1',
      'https://www.youtube.com/playlist?list=PL1',
      'YouTube playlist',
    ],
    [
      'https://player.vimeo.com/video/76979871?h=8272103f6e',
      'https://vimeo.com/76979871/8272103f6e',
      'Vimeo video',
    ],
    [
      'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5',
      'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5',
      'Spotify',
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x',
      'https://soundcloud.com/a/b',
      'SoundCloud track',
    ],
    ['https://platform.twitter.com/embed/Tweet.html?id=20', 'https://x.com/i/status/20', 'Post on X'],
    [
      'https://www.instagram.com/p/CxYz_1-a/embed/captioned/',
      'https://www.instagram.com/p/CxYz_1-a/',
      'Instagram post',
    ],
    [
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F',
      'https://www.facebook.com/a/videos/1/',
      'Facebook post',
    ],
    [
      'https://embed.podcasts.apple.com/us/podcast/a/id1?i=2',
      'https://podcasts.apple.com/us/podcast/a/id1?i=2',
      'Apple Podcasts',
    ],
    ['https://codepen.io/ann/embed/abc?tab=js', 'https://codepen.io/ann/pen/abc', 'CodePen'],
    ['https://mastodon.example/@ann/123/embed', 'https://mastodon.example/@ann/123', 'Mastodon post'],
    ['https://youtu.be/jNQXAC9IVRw', 'https://www.youtube.com/watch?v=jNQXAC9IVRw', 'YouTube video'],
    [
      'https://www.dailymotion.com/embed/video/x7tgad0',
      'https://www.dailymotion.com/video/x7tgad0',
      'Dailymotion video',
    ],
    [
      'https://geo.dailymotion.com/player.html?video=x7tgad0',
      'https://www.dailymotion.com/video/x7tgad0',
      'Dailymotion video',
    ],
    ['https://player.twitch.tv/?video=v123&parent=x', 'https://www.twitch.tv/videos/123', 'Twitch video'],
    ['https://player.twitch.tv/?channel=ann&parent=x', 'https://www.twitch.tv/ann', 'Twitch video'],
    ['https://embed.ted.com/talks/ann_on_kites', 'https://www.ted.com/talks/ann_on_kites', 'TED talk'],
    [
      'https://tube.example/videos/embed/9c9de5e8-0a1e',
      'https://tube.example/w/9c9de5e8-0a1e',
      'PeerTube video',
    ],
    ['https://www.loom.com/embed/0a1b2c', 'https://www.loom.com/share/0a1b2c', 'Loom video'],
    [
      'https://www.tiktok.com/embed/v2/6718335390845095173',
      'https://www.tiktok.com/@/video/6718335390845095173',
      'TikTok video',
    ],
    [
      'https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3k',
      'https://bsky.app/profile/did:plc:abc/post/3k',
      'Bluesky post',
    ],
    [
      'https://embed.reddit.com/r/kites/comments/1a/title/',
      'https://www.reddit.com/r/kites/comments/1a/title/',
      'Reddit post',
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1',
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1',
      'SoundCloud track',
    ],
    ['https://widget.deezer.com/widget/dark/album/302127', 'https://www.deezer.com/album/302127', 'Deezer'],
    [
      'https://www.mixcloud.com/widget/iframe/?feed=%2Fann%2Fset%2F',
      'https://www.mixcloud.com/ann/set/',
      'Mixcloud',
    ],
    ['https://jsfiddle.net/ann/abc/embedded/result/', 'https://jsfiddle.net/ann/abc/', 'JSFiddle'],
    ['https://codesandbox.io/embed/new-a1', 'https://codesandbox.io/s/new-a1', 'CodeSandbox'],
    ['https://datawrapper.dwcdn.net/AbC12/3/', 'https://datawrapper.dwcdn.net/AbC12/', 'Datawrapper chart'],
    [
      'https://www.slideshare.net/slideshow/embed_code/key/Ab1',
      'https://www.slideshare.net/slideshow/embed_code/key/Ab1',
      'SlideShare',
    ],
    ['https://speakerdeck.com/player/0a1b', 'https://speakerdeck.com/player/0a1b', 'Speaker Deck'],
    [
      'https://www.openstreetmap.org/export/embed.html?bbox=1&marker=52.5%2C13.4',
      'https://www.openstreetmap.org/?mlat=52.5&mlon=13.4',
      'OpenStreetMap',
    ],
    ['https://www.google.com/maps/embed?pb=1', 'https://www.google.com/maps/embed?pb=1', 'Google Maps'],
    ['https://archive.org/embed/kites_1920', 'https://archive.org/details/kites_1920', 'Internet Archive'],
    ['https://charts.example/frame?id=1', 'https://charts.example/frame?id=1', 'charts.example'],
  ])('%s', (src, url, title) => {
    const found = linkIn(frame(src.replaceAll('&', '&amp;')));
    expect(found?.[0].replaceAll('&amp;', '&')).toBe(url);
    expect(found?.[1]).toBe(title);
  });

  test('named by its own title', () => {
    expect(linkIn(frame('https://www.youtube.com/embed/jNQXAC9IVRw', ' title="Me at the zoo"'))?.[1]).toBe(
      'Me at the zoo',
    );
    expect(
      linkIn(frame('https://www.youtube.com/embed/jNQXAC9IVRw', ' title="YouTube video player"'))?.[1],
    ).toBe('YouTube video');
  });

  test('from where lazy loaders and players keep the address', () => {
    const url = 'https://www.youtube.com/watch?v=jNQXAC9IVRw';
    const embed = 'https://www.youtube.com/embed/jNQXAC9IVRw';
    expect(linkIn(`<iframe src="about:blank" data-src="${embed}"></iframe>`)?.[0]).toBe(url);
    expect(linkIn('<lite-youtube videoid="jNQXAC9IVRw"></lite-youtube>')?.[0]).toBe(url);
    expect(linkIn(`<object><param name="movie" value="${embed}"><embed src="${embed}"></object>`)?.[0]).toBe(
      url,
    );
    expect(linkIn(`<noscript><iframe src="${embed}"></iframe></noscript>`)?.[0]).toBe(url);
  });

  test('from the empty element that a script was to fill', () => {
    expect(linkIn('<div class="fb-post" data-href="https://www.facebook.com/ann/posts/1"></div>')).toEqual([
      'https://www.facebook.com/ann/posts/1',
      'Facebook post',
    ]);
    expect(linkIn('<div class="flourish-embed" data-src="visualisation/12?3"></div>')).toEqual([
      'https://public.flourish.studio/visualisation/12/',
      'Flourish chart',
    ]);
  });

  test('without a paragraph inside a line, as text inside a link', () => {
    const video = frame('https://player.vimeo.com/video/1');
    expect(safe(`<p>See ${video} now</p>`)).toBe(
      '<p>See <a href="https://vimeo.com/1">Vimeo video</a> now</p>',
    );
    expect(safe(`<a href="https://x.example/">${video}</a>`)).toBe(
      '<a href="https://x.example/">Vimeo video</a>',
    );
  });
});

describe('what an embed leaves nothing of', () => {
  test.each([
    [
      frame(
        'https://www.googletagmanager.com/ns.html?id=GTM-1',
        ' height="0" width="0" style="display:none"',
      ),
    ],
    [frame('https://x.example/', ' width="1" height="1"')],
    [frame('javascript:alert(1)')],
    [frame('data:text/html,x')],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ['<embed src="https://x.example/film.swf">'],
    [frame('https://www.facebook.com/plugins/like.php?href=x')],
  ])('%s', (html) => {
    expect(safe(html)).toBe('');
  });
});

test('a script of a gist becomes a link, an embedded drawing an image, an object its content', () => {
  expect(linkIn('<script src="https://gist.github.com/ann/0a1b.js"></script>')?.[0]).toBe(
    'https://gist.github.com/ann/0a1b',
  );
  expect(safe('<object data="https://x.example/a.svg" type="image/svg+xml">no</object>')).toBe(
    '<img src="https://x.example/a.svg" alt="">',
  );
  expect(safe('<object>Only <b>this</b></object>')).toBe('Only <b>this</b>');
});

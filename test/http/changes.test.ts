import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, type RawAnswer, type Running, serve, workFolder } from '../support/program.ts';
import { readWithFeedsmith } from '../support/read-back.ts';

const text = (title: string, day: number, body = `Text of ${title}.`): string =>
  `---\ntitle: ${title}\ndate: 2026-01-${String(day).padStart(2, '0')}T00:00:00Z\n---\n\n${body}\n`;

let work: ReturnType<typeof workFolder>;
let server: Running;
const running: Running[] = [];
beforeEach(() => {
  work = workFolder({
    'site.yaml': 'title: Changes\nurl: https://example.org\nfeeds:\n  entries: 500\n',
    'articles/a.md': text('Alpha', 1),
    'articles/sub/b.md': text('Beta', 2),
  });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop('SIGKILL')));
  work.remove();
});

const start = async (...args: string[]): Promise<void> => {
  server = await serve(work.root, args);
  running.push(server);
};
const at = (path: string): string => join(work.root, path);
const get = (path = '/atom.xml'): Promise<RawAnswer> => ask(server.url + path);
const entries = async () => {
  const answer = await get();
  expect(answer.status).toBe(200);
  return readWithFeedsmith('atom', answer.body.toString());
};
const titles = async (): Promise<unknown[]> => (await entries()).map(({ title }) => title);
const idsByTitle = async () => new Map((await entries()).map(({ title, id }) => [title, id]));

/** As a save by writing beside and renaming: the file is always whole. */
const replace = (path: string, content: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  const beside = join(dirname(at(path)), `.${Math.random()}.tmp`);
  writeFileSync(beside, content);
  renameSync(beside, at(path));
};

/** Waits until the claim holds; fails with the last reason after ten seconds. */
const eventually = async (claim: () => unknown): Promise<void> => {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return void (await claim());
    } catch (fault) {
      if (Date.now() > until) throw fault;
      await delay(30);
    }
  }
};

/** Resolves when everything written before has been looked at: a file that is written last shows. */
const lookedAt = async (): Promise<void> => {
  const name = `Mark ${Math.random()}`;
  replace('articles/mark.md', `---\ntitle: ${name}\ndate: 2020-01-01T00:00:00Z\n---\nx\n`);
  await eventually(async () => expect(await titles()).toContain(name));
  rmSync(at('articles/mark.md'));
  await eventually(async () => expect(await titles()).not.toContain(name));
};

const LIMIT = 45_000;

describe('a folder that is a checkout', () => {
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      cwd: at('articles'),
      stdio: 'pipe',
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  const commit = (message: string): void => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };

  it(
    'follows a switch to another branch and back, with the same ids and nothing of .git',
    async () => {
      git('init', '-q', '-b', 'main');
      for (let each = 1; each <= 20; each += 1)
        work.write(`articles/m/${each}.md`, text(`Main ${each}`, each));
      commit('main');
      git('checkout', '-q', '-b', 'other');
      git('mv', 'sub/b.md', 'moved.md');
      git('rm', '-q', 'a.md');
      git('rm', '-q', '-r', 'm');
      work.write('articles/deep/er/c.md', text('Gamma', 3));
      commit('other');
      git('checkout', '-q', 'main');
      await start();
      const before = await idsByTitle();
      expect(before.size).toBe(22);
      git('checkout', '-q', 'other');
      await eventually(async () => expect(await titles()).toEqual(['Gamma', 'Beta']));
      expect((await idsByTitle()).get('Beta')).toBe(before.get('Beta'));
      git('checkout', '-q', 'main');
      await eventually(async () => expect((await titles()).length).toBe(22));
      await lookedAt();
      expect(await idsByTitle()).toEqual(before);
      expect((await get('/media/.git/config')).status).toBe(404);
      expect(server.said.stderr).not.toContain('.git');
    },
    LIMIT,
  );
});

describe('a folder that is replaced', () => {
  it(
    'follows many files written beside and renamed, never with an article missing',
    async () => {
      const count = 200;
      for (let each = 0; each < count; each += 1)
        work.write(`articles/many/${each}.md`, text(`Old ${each}`, 1 + (each % 28)));
      await start();
      const before = new Set((await entries()).map(({ id }) => id));
      expect(before.size).toBe(count + 2);
      const counts = new Set<number>();
      let isDone = false;
      const reading = (async () => {
        while (!isDone) {
          counts.add((await entries()).length);
          await delay(5);
        }
      })();
      for (let each = 0; each < count; each += 1) {
        replace(`articles/many/${each}.md`, text(`New ${each}`, 1 + (each % 28)));
        if (each % 20 === 0) await delay(1);
      }
      await eventually(async () => {
        const now = await titles();
        expect(now.filter((title) => String(title).startsWith('New '))).toHaveLength(count);
      });
      isDone = true;
      await reading;
      expect([...counts]).toEqual([count + 2]);
      expect(new Set((await entries()).map(({ id }) => id))).toEqual(before);
    },
    LIMIT,
  );

  it(
    'follows a link that is switched to another folder, and back',
    async () => {
      renameSync(at('articles'), at('one'));
      mkdirSync(at('two/sub'), { recursive: true });
      writeFileSync(at('two/a.md'), text('Alpha, later', 1));
      writeFileSync(at('two/sub/new.md'), text('Gamma', 3));
      symlinkSync('one', at('articles'));
      const switchTo = (target: string): void => {
        symlinkSync(target, at('articles.next'));
        renameSync(at('articles.next'), at('articles'));
      };
      await start();
      const before = await idsByTitle();
      expect([...before.keys()]).toEqual(['Beta', 'Alpha']);
      switchTo('two');
      await eventually(async () => expect(await titles()).toEqual(['Gamma', 'Alpha, later']));
      expect((await idsByTitle()).get('Alpha, later')).toBe(before.get('Alpha'));
      // The folder that the link leads to now is followed, and the other one no more.
      writeFileSync(at('one/late.md'), text('Late', 4));
      writeFileSync(at('two/sub/more.md'), text('More', 5));
      await eventually(async () => expect(await titles()).toEqual(['More', 'Gamma', 'Alpha, later']));
      rmSync(at('one/late.md'));
      switchTo('one');
      await eventually(async () => expect(await idsByTitle()).toEqual(before));
    },
    LIMIT,
  );
});

describe('a file that is written', () => {
  it(
    'shows its last good version until it is whole',
    async () => {
      await start();
      const before = await get();
      const later = text('Alpha, later', 1, 'The whole of it, to the end.');
      for (const part of [0, 4, 12, 40]) {
        truncateSync(at('articles/a.md'), 0);
        appendFileSync(at('articles/a.md'), later.slice(0, part));
        await lookedAt();
        const now = await entries();
        expect(now).toHaveLength(2);
        expect(now.map(({ id }) => id)).toEqual(
          readWithFeedsmith('atom', before.body.toString()).map(({ id }) => id),
        );
      }
      writeFileSync(at('articles/a.md'), later);
      await eventually(async () => expect(await titles()).toEqual(['Beta', 'Alpha, later']));
      expect((await get()).body.toString()).toContain('to the end.');
    },
    LIMIT,
  );

  it(
    'shows up once it is whole when it is new',
    async () => {
      await start();
      writeFileSync(at('articles/c.md'), '---\ntitle: Gam');
      await lookedAt();
      expect(await titles()).toEqual(['Beta', 'Alpha']);
      appendFileSync(at('articles/c.md'), 'ma\ndate: 2026-01-03T00:00:00Z\n---\n\nText.\n');
      await eventually(async () => expect(await titles()).toEqual(['Gamma', 'Beta', 'Alpha']));
    },
    LIMIT,
  );

  it(
    'is shown whole, the old or the new, however it is replaced while it is read',
    async () => {
      const body = (letter: string): string => `Start${letter} ${letter.repeat(100_000)} End${letter}`;
      work.write('articles/a.md', text('Alpha', 1, body('x')));
      await start();
      const look = async (): Promise<string> => {
        const html = (await get()).body.toString();
        const [, first, middle, last] = /Start(\w) (\w)\2{99999} End(\w)/.exec(html) ?? [];
        expect(first).toBeDefined();
        expect([middle, last]).toEqual([first, first]);
        return first!;
      };
      for (const letter of 'pqrstuvwz') {
        replace('articles/a.md', text('Alpha', 1, body(letter)));
        for (let pause = 0; pause < 30; pause += 4) {
          await look();
          await delay(pause);
        }
      }
      await eventually(async () => expect(await look()).toBe('z'));
    },
    LIMIT,
  );

  it(
    'changes no byte and no tag when it has the same content',
    async () => {
      await start();
      const paths = ['/atom.xml', '/rss.xml', '/feed.json', '/sitemap.xml', '/'];
      const before = await Promise.all(paths.map(get));
      // A time of change is truncated to seconds in headers: an hour would show.
      const hour = new Date(Date.now() + 3_600_000);
      replace('articles/a.md', text('Alpha', 1));
      writeFileSync(at('articles/sub/b.md'), readFileSync(at('articles/sub/b.md')));
      utimesSync(at('articles/sub/b.md'), hour, hour);
      // Seen to be looked at by a file that is no article and is in no feed.
      work.write('articles/seen.png', 'x');
      await eventually(async () => expect((await get('/media/seen.png')).status).toBe(200));
      const after = await Promise.all(paths.map(get));
      for (const [index, answer] of after.entries()) {
        expect(answer.status).toBe(200);
        expect(answer.body.equals(before[index]!.body)).toBe(true);
        expect(answer.headers.etag).toBe(before[index]!.headers.etag);
        expect(answer.headers['last-modified']).toBe(before[index]!.headers['last-modified']);
      }
    },
    LIMIT,
  );
});

describe('what lies around an article', () => {
  it(
    'is in force as its _defaults.yaml says: edited, broken, mended, removed',
    async () => {
      work.write('articles/sub/_defaults.yaml', 'authors: [Grace Hopper]\n');
      await start();
      const authors = async () => ((await get()).body.toString().match(/(Grace|Ada) \w+/g) ?? []).join();
      expect(await authors()).toContain('Grace Hopper');
      replace('articles/sub/_defaults.yaml', 'authors: [Ada Lovelace]\n');
      await eventually(async () => expect(await authors()).toMatch(/^(Ada Lovelace,?)+$/));
      const good = await get();
      replace('articles/sub/_defaults.yaml', 'authors: [Ada\n  : :');
      await eventually(() => expect(server.said.stderr).toContain('broken-defaults'));
      await lookedAt();
      expect((await get()).body.equals(good.body)).toBe(true);
      replace('articles/sub/_defaults.yaml', 'authors: [Grace Murray]\n');
      await eventually(async () => expect(await authors()).toMatch(/^(Grace Murray,?)+$/));
      rmSync(at('articles/sub/_defaults.yaml'));
      await eventually(async () => expect(await authors()).toBe(''));
    },
    LIMIT,
  );

  it(
    'may have its picture later, and lose it again',
    async () => {
      // A picture of one pixel: GIF89a.
      const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
      work.write('articles/a.md', text('Alpha', 1, 'See ![the fort](fort.gif).'));
      await start();
      const address = 'https://example.org/media/fort.gif';
      expect((await get()).body.toString()).not.toContain(address);
      expect((await get('/media/fort.gif')).status).toBe(404);
      work.write('articles/fort.gif', picture);
      await eventually(async () => expect((await get()).body.toString()).toContain(address));
      const media = await get('/media/fort.gif');
      expect(media.status).toBe(200);
      expect(media.headers['content-type']).toBe('image/gif');
      expect(media.body.equals(picture)).toBe(true);
      rmSync(at('articles/fort.gif'));
      await eventually(async () => expect((await get()).body.toString()).not.toContain(address));
      expect((await get('/media/fort.gif')).status).toBe(404);
    },
    LIMIT,
  );
});

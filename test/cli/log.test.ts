import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/cli/log.ts';
import type { LogLevel } from '../../src/cli/settings.ts';
import { problem } from '../../src/problem.ts';
import type { AnswerReport } from '../../src/web/listener.ts';

const report = (given: Partial<AnswerReport> = {}): AnswerReport => ({
  method: 'GET',
  url: '/rss.xml',
  status: 200,
  bytes: 1234,
  coding: 'gzip',
  milliseconds: 1.234,
  userAgent: 'Feedly/1.0 (14 subscribers)',
  isCut: false,
  ...given,
});

const logOf = (level: LogLevel, isTerminal: boolean) => {
  let text = '';
  const write = (piece: string): void => {
    text += piece;
  };
  const stream = { write };
  return { log: createLog({ level, stream, isTerminal }), said: () => text.split('\n').slice(0, -1) };
};

const idle = { whole: 0, notModified: 0, failed: 0 };

describe('a log for programs', () => {
  it('has one record a line', () => {
    const { log, said } = logOf('requests', false);
    log.event('Ready', { articles: 3 });
    log.answer(report());
    log.answer(report({ status: 503, url: '/a\nb', isCut: true }));
    log.minute({ whole: 2, notModified: 7, failed: 1 });
    log.fault(new Error('broken'));
    const records = said().map((line) => JSON.parse(line));
    expect(records).toMatchObject([
      { level: 'info', msg: 'Ready', articles: 3 },
      { level: 'info', msg: 'request', bytes: 1234, coding: 'gzip', milliseconds: 1.23, reader: 'Feedly' },
      { level: 'error', msg: 'request', status: 503, url: '/a\\nb', cut: true },
      { level: 'info', msg: 'minute', requests: 10, notModified: 7, failed: 1 },
      { level: 'error', msg: 'fault', fault: expect.stringContaining('broken') },
    ]);
    expect(records[1]).not.toHaveProperty('cut');
    expect(records[0]).not.toHaveProperty('pid');
    expect(records[0]).not.toHaveProperty('hostname');
  });

  it('tells every minute that the server lives', () => {
    const { log, said } = logOf('summary', false);
    log.minute(idle);
    expect(said().map((line) => JSON.parse(line))).toMatchObject([{ msg: 'minute', requests: 0 }]);
  });

  it('is not flooded by failures: the rest of a minute is in its number', () => {
    const { log, said } = logOf('summary', false);
    for (let left = 1000; left > 0; left -= 1) log.answer(report({ status: 429 }));
    log.answer(report({ status: 200 }));
    expect(said()).toHaveLength(60);
    log.minute({ ...idle, failed: 1000 });
    log.answer(report({ status: 404 }));
    expect(said()).toHaveLength(62);
  });
});

describe('a log for people', () => {
  it('has prose, and nothing while nothing happens', () => {
    const { log, said } = logOf('summary', true);
    log.event('Stopping');
    log.answer(report({ status: 404, coding: 'identity' }));
    log.minute(idle);
    log.minute({ whole: 2, notModified: 7, failed: 1 });
    expect(said().map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))).toEqual([
      'Stopping',
      'GET /rss.xml 404 1234 bytes 1.2 ms Feedly',
      '10 requests in the last minute: 7 not modified, 1 failed',
    ]);
  });
});

describe('problems', () => {
  const bad = problem('invalid-date', {
    message: 'no such day',
    hint: 'Write\tit anew.',
    path: 'a.md',
    line: 3,
  });

  it.each([true, false])('are lines as check prints them (terminal: %s)', (isTerminal) => {
    const { log, said } = logOf('summary', isTerminal);
    log.problem(bad);
    expect(said()).toEqual(['a.md:3: error invalid-date: no such day', '  Write\\tit anew.']);
  });
});

it('a quiet log says nothing', () => {
  const { log, said } = logOf('quiet', false);
  log.event('Ready');
  log.problem(problem('undated', { message: 'x' }));
  log.answer(report({ status: 500 }));
  log.minute(idle);
  log.fault('x');
  expect(said()).toEqual([]);
});

describe('many problems of a kind', () => {
  const many = (isTerminal: boolean) => {
    const { log, said } = logOf('summary', isTerminal);
    for (let at = 0; at < 220; at += 1)
      log.problem(problem('undated', { message: 'no date', path: `n${at}.md` }));
    log.event('Ready');
    return said();
  };

  it('are a number on a terminal once the articles are read', () => {
    const lines = many(true);
    expect(lines.filter((line) => line.includes('error undated'))).toHaveLength(6);
    expect(lines.at(-2)).toBe('… and 214 more of undated: dateline check --all shows them');
  });

  it('are told one by one to a program', () => {
    expect(many(false).filter((line) => line.includes('error undated'))).toHaveLength(220);
  });
});

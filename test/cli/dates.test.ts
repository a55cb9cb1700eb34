import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type DatesArguments, runDates } from '../../src/cli/dates.ts';

interface Run {
  readonly exitCode: number;
  readonly output: string;
  readonly messages: string;
}

const collect = (): { stream: Writable; text: () => string } => {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(parts).toString('utf8') };
};

const run = async (
  given: Partial<DatesArguments>,
  {
    input = [],
    isTerminal = false,
    environment = {},
  }: {
    input?: readonly (string | Buffer)[];
    isTerminal?: boolean;
    environment?: Record<string, string>;
  } = {},
): Promise<Run> => {
  const output = collect();
  const messages = collect();
  const exitCode = await runDates(
    { texts: [], ...given },
    {
      stdin: Readable.from(input.map((piece) => Buffer.from(piece))),
      stdout: output.stream,
      stderr: messages.stream,
      isTerminal,
      environment,
    },
  );
  return { exitCode, output: output.text(), messages: messages.text() };
};

const objects = ({ output }: Run): readonly Record<string, unknown>[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const seed = 'First Published: Sep 16 2015 | 9:52 PM IST';

describe('dateline dates --json', () => {
  it('writes one object a text, with these fields in this order', async () => {
    const result = await run({ texts: [seed], zone: 'Asia/Kolkata', language: 'en-IN', json: true });
    const [object = {}] = objects(result);
    expect(Object.keys(object)).toEqual(
      'text instant offset zone precision notation read role warnings'.split(' '),
    );
    expect(object).toMatchObject({
      text: seed,
      instant: '2015-09-16T16:22:00Z',
      offset: '+05:30',
      precision: 'minute',
      role: 'published',
      warnings: [],
    });
    expect(result.exitCode).toBe(0);
  });

  it('says why a text is refused, and exits 1', async () => {
    const result = await run({ texts: ['03/04/2015', '2015-09-16'], zone: 'UTC', json: true });
    const [refused = {}, read = {}] = objects(result);
    expect(Object.keys(refused)).toEqual(['text', 'refused', 'message']);
    expect(refused).toMatchObject({ text: '03/04/2015', refused: 'ambiguous-order' });
    expect(read).toMatchObject({ instant: '2015-09-16T00:00:00Z', precision: 'day' });
    expect(result.exitCode).toBe(1);
  });

  it('warns with exit code 0', async () => {
    const result = await run({
      texts: ['1 November 2015 1:30 AM'],
      zone: 'America/New_York',
      language: 'en-US',
      json: true,
    });
    expect(objects(result)[0]).toMatchObject({
      instant: '2015-11-01T05:30:00Z',
      zone: 'America/New_York',
      warnings: ['dst-overlap'],
    });
    expect(result.exitCode).toBe(0);
  });

  it('counts relative texts from --reference only', async () => {
    const known = await run({
      texts: ['2 hours ago'],
      zone: 'UTC',
      language: 'en',
      reference: '2015-09-16T16:22:00Z',
      json: true,
    });
    expect(objects(known)[0]).toMatchObject({ instant: '2015-09-16T14:22:00Z' });
    const unknown = await run({ texts: ['2 hours ago'], zone: 'UTC', language: 'en', json: true });
    expect(objects(unknown)[0]).toMatchObject({ refused: 'relative-no-reference' });
  });
});

describe('context', () => {
  it('is that of site.yaml where no flag says otherwise', async () => {
    const site = { zone: 'Europe/Berlin', language: 'en-GB' };
    const bySite = await run({ texts: ['03/04/2015'], site, json: true });
    expect(objects(bySite)[0]).toMatchObject({ instant: '2015-04-02T22:00:00Z' });
    const byFlags = await run({
      texts: ['03/04/2015'],
      site,
      zone: 'america/new_york',
      language: 'en-US',
      json: true,
    });
    expect(objects(byFlags)[0]).toMatchObject({ instant: '2015-03-04T05:00:00Z', zone: 'America/New_York' });
  });

  it('takes order and time of day from site.yaml', async () => {
    const site = { zone: 'UTC', dateOrder: 'MDY' as const, dayTime: '09:30' };
    const result = await run({ texts: ['03/04/2015'], site, json: true });
    expect(objects(result)[0]).toMatchObject({ instant: '2015-03-04T09:30:00Z', precision: 'day' });
  });

  it('has no zone where nobody names one', async () => {
    expect(objects(await run({ texts: ['2015-09-16 21:52'], json: true }))[0]).toMatchObject({
      refused: 'no-zone',
    });
  });

  it.each([
    [{ zone: 'Asia/Kolkatta' }, /--zone "Asia\/Kolkatta"/],
    [{ zone: '+05:30' }, /--zone/],
    [{ language: 'english please' }, /--language "english please"/],
    [{ reference: 'yesterday' }, /--reference "yesterday"/],
    [{ reference: '2015-09-16T21:52:00' }, /--reference/],
    [{ reference: '2015-02-30T00:00:00Z' }, /--reference/],
  ])('exits 2 at %j', async (flags, message) => {
    const result = await run({ texts: ['2015-09-16'], ...flags });
    expect(result).toMatchObject({ exitCode: 2, output: '' });
    expect(result.messages).toMatch(message);
  });
});

describe('standard input', () => {
  it('is answered line by line, whatever the line breaks and the pieces it comes in', async () => {
    const text = '\ufeff2015-09-16\r\n16 सितंबर 2015\n2015-09-18';
    const bytes = Buffer.from(text);
    const input = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
    const result = await run({ zone: 'UTC', language: 'hi', json: true }, { input });
    expect(objects(result).map(({ text: line, instant }) => [line, instant])).toEqual([
      ['2015-09-16', '2015-09-16T00:00:00Z'],
      ['16 सितंबर 2015', '2015-09-16T00:00:00Z'],
      ['2015-09-18', '2015-09-18T00:00:00Z'],
    ]);
    expect(result.exitCode).toBe(0);
  });

  it('answers an empty line too, so that answers and lines keep step', async () => {
    const result = await run({ json: true }, { input: ['\n2015-09-16T00:00:00Z\n\n'] });
    expect(objects(result).map(({ refused }) => refused ?? '')).toEqual(['no-date', '', 'no-date']);
  });

  it('answers a question in its own context', async () => {
    const questions = [
      { text: '03/04/2015' },
      { text: '03/04/2015', language: 'en-US' },
      { text: '03/04/2015', language: null },
      { text: '03/04/2015', zone: '' },
      { text: '03/04/2015', zone: 'Asia/Kolkata', language: 'en-IN' },
      { text: 'yesterday', language: 'en', reference: '2015-09-16T16:22:00Z' },
    ];
    const input = [questions.map((question) => `${JSON.stringify(question)}\n`).join('')];
    const result = await run(
      { zone: 'Europe/London', site: { language: 'en-GB', zone: 'UTC' }, json: true },
      { input },
    );
    expect(objects(result).map(({ instant, refused }) => instant ?? refused)).toEqual([
      '2015-04-02T23:00:00Z',
      '2015-03-04T00:00:00Z',
      'ambiguous-order',
      'no-zone',
      '2015-04-02T18:30:00Z',
      '2015-09-14T23:00:00Z',
    ]);
    expect(objects(result).every(({ text }) => text === '03/04/2015' || text === 'yesterday')).toBe(true);
  });

  it.each([
    '{',
    '{"text":',
    '{}',
    '{"text":null}',
    '{"text":20150916}',
    '{"text":"2015-09-16","zone":"Mars/Base"}',
    '{"text":"2015-09-16","zone":5}',
    '{"text":"2015-09-16","language":"not a tag"}',
    '{"text":"2015-09-16","reference":"soon"}',
    '{"__proto__":{"text":"2015-09-16"}}',
    `{"text":${'['.repeat(10_000)}`,
  ])('answers the malformed question %# with a refusal, and goes on', async (question) => {
    const result = await run({ zone: 'UTC', json: true }, { input: [`${question}\n2015-09-16\n`] });
    const [malformed = {}, next = {}] = objects(result);
    expect(Object.keys(malformed)).toEqual(['text', 'refused', 'message']);
    expect(next).toMatchObject({ instant: '2015-09-16T00:00:00Z' });
    expect(result.exitCode).toBe(1);
  });

  it('cuts a line that never ends, and goes on', async () => {
    const piece = 'x'.repeat(100_000);
    const input = [...Array.from({ length: 30 }, () => piece), '\n2015-09-16\n'];
    const result = await run({ zone: 'UTC', json: true }, { input });
    expect(objects(result)).toHaveLength(2);
    expect(objects(result)[0]).toMatchObject({ refused: 'unparsable' });
    expect(objects(result)[1]).toMatchObject({ instant: '2015-09-16T00:00:00Z' });
    expect(result.output.length).toBeLessThan(1_000);
  });

  it('waits for a slow reader and loses no line', async () => {
    const stdout = new PassThrough({ highWaterMark: 1024 });
    const lines = Array.from({ length: 20_000 }, (_, index) => `${2000 + (index % 30)}-09-16\n`);
    const pieces = Array.from({ length: 20 }, (_, index) =>
      lines.slice(index * 1000, index * 1000 + 1000).join(''),
    );
    let waiting = 0;
    const finished = runDates(
      { texts: [], zone: 'UTC', json: true },
      {
        stdin: Readable.from(pieces.map((piece) => Buffer.from(piece))),
        stdout,
        stderr: collect().stream,
        isTerminal: false,
      },
    ).finally(() => stdout.end());
    let count = 0;
    for await (const chunk of stdout) {
      waiting = Math.max(waiting, stdout.writableLength);
      count += String(chunk).split('\n').length - 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await finished).toBe(0);
    expect(count).toBe(20_000);
    // At most the answers to one piece wait in memory.
    expect(waiting).toBeLessThan(1000 * 250);
  });

  it('stops without an error when the reader goes away', async () => {
    let asked = 0;
    const endless = async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        asked += 1;
        yield Buffer.from('2015-09-16\n'.repeat(100));
      }
    };
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const exitCode = await runDates(
      { texts: [], zone: 'UTC', json: true },
      { stdin: endless(), stdout, stderr: collect().stream, isTerminal: false },
    );
    expect(exitCode).toBe(0);
    expect(asked).toBeLessThan(10);
  });
});

describe('the table for people', () => {
  it('shows instant, local time, zone, precision, notation, warnings and text', async () => {
    const { output } = await run({
      texts: ['1 November 2015 1:30 AM'],
      zone: 'America/New_York',
      language: 'en-US',
    });
    const [head = '', row = ''] = output.split('\n');
    for (const name of ['instant', 'local time', 'zone', 'precision', 'notation', 'warnings', 'text'])
      expect(head).toContain(name);
    for (const [name, value] of [
      ['instant', '2015-11-01T05:30:00Z'],
      ['local time', '2015-11-01 01:30 -04:00'],
      ['zone', 'America/New_York'],
      ['precision', 'minute'],
      ['warnings', 'dst-overlap'],
      ['text', '1 November 2015 1:30 AM'],
    ] as const)
      expect(row.slice(head.indexOf(name))).toMatch(
        new RegExp(`^${value.replaceAll(/[-:+/]/g, '\\$&')}(?: {2}|$)`),
      );
  });

  it('says why a text is refused', async () => {
    const { output, exitCode } = await run({ texts: ['03/04/2015'], zone: 'UTC' });
    expect(output).toMatch(/refused.*ambiguous-order: .*03\/04\/2015/);
    expect(exitCode).toBe(1);
  });

  it('has colour on a terminal only, and not where NO_COLOR or a dumb terminal forbids it', async () => {
    const texts = ['nonsense', '2015-09-16'];
    const colour = '\u001b[';
    expect((await run({ texts, zone: 'UTC' }, { isTerminal: true })).output).toContain(colour);
    expect(
      (await run({ texts, zone: 'UTC' }, { isTerminal: true, environment: { NO_COLOR: '' } })).output,
    ).toContain(colour);
    for (const environment of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      expect((await run({ texts, zone: 'UTC' }, { isTerminal: true, environment })).output).not.toContain(
        colour,
      );
    }
    expect((await run({ texts, zone: 'UTC' })).output).not.toContain(colour);
    expect((await run({ texts, zone: 'UTC', json: true }, { isTerminal: true })).output).not.toContain(
      colour,
    );
  });

  it('lets no text steer the terminal or break its row', async () => {
    const { output } = await run({
      texts: ['\u001b]0;x\u0007nonsense\u202e\n\u009b31mmore 2015-09-16'],
      zone: 'UTC',
    });
    expect(output.trimEnd().split('\n')).toHaveLength(2);
    expect(output.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

// Reads and writes dates in many ways and prints all that came of it, so that two hosts can be compared.
// The first line names the host's zone and language, the others must not depend on them.
import { formatHttpDate, formatRfc822, formatRfc3339 } from '../../../src/date/format.ts';
import { parseDate } from '../../../src/date/parse.ts';
import { formatForPeople } from '../../../src/date/people.ts';
import type { Instant } from '../../../src/date/reading.ts';
import { readCorpus } from './corpus.ts';

const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
console.log(`${timeZone} ${locale}`);

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', undefined];
const start = Date.UTC(2015, 0, 1, 0, 30);
// Every 13 hours for a year and a half: all hours of the day, all clock changes of the hosts' zones.
const instants = Array.from({ length: 1000 }, (_, step) => (start + step * 13 * 3_600_000) as Instant);

for (const instant of instants) {
  const written = [formatRfc3339(instant), formatRfc822(instant), formatHttpDate(instant)];
  const people = ['en-US', 'de', 'th', 'fa-IR', 'zh-TW'].map((language) =>
    formatForPeople(instant, { zone: 'Europe/Berlin', language, precision: 'second' }),
  );
  const wall = formatRfc3339(instant).slice(0, 19);
  const readings = zones.map((zone) => parseDate(wall, { zone }));
  console.log(JSON.stringify([...written, ...people, ...readings]));
}

const relative = [
  '2 hours ago',
  'yesterday',
  'today, 9:52 PM',
  '16 September',
  'gestern um 20:15 Uhr',
  '3 days ago',
];
for (const text of relative) {
  for (const zone of zones) {
    const known = parseDate(text, { zone, language: 'en', reference: '2016-03-27T01:30:00Z' });
    console.log(JSON.stringify([known, parseDate(text, { zone })]));
  }
}

const [corpus] = process.argv.slice(2);
for (const row of corpus ? readCorpus(corpus) : [])
  console.log(JSON.stringify(parseDate(row.input, row.context)));

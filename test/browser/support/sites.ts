import type { Files } from '../../support/program.ts';

/** A site with whatever articles do to a page: code, tables, pictures without words, sound, footnotes, headings. */
export const latin: Files = {
  'site.yaml': `title: Kite Notes
description: Wind, paper and string
language: en-GB
timeZone: Europe/London
authors: [Ada Lindqvist]
copyright: © 2026 Kite Notes
`,
  'articles/everything.md': `---
title: Everything that an article can hold
date: 2026-03-01 09:30
updated: 2026-03-02 10:00
tags: [Wind, Paper & string]
audio: sound.mp3
---
A paragraph with \`code\`, a [link](https://example.org/) and a note[^n].

## A table

| wind | kite | string | place | knot | when | sail | tail | sky |
|---|---|--:|---|---|---|---|---|---|
| north-westerly | delta-conyne | 30 | Hampstead Heath | double-figure-eight | afternoon | ripstop-nylon | streamers | overcast |

\`\`\`sh
echo "a line of code that is much too long for a phone and has to scroll inside of its own box" | sort | uniq -c
\`\`\`

![](dot.png)

> Quoted words.

### Deeper

1. one
2. two

[^n]: The note.
`,
  'articles/second.md': `---
title: Ein Text auf Deutsch
date: 2026-02-27T08:00:00Z
language: de
tags: [Wind]
---
Ein Absatz.
`,
  'articles/third.md': `---
title: Third_with_a_very_long_word_that_has_no_place_to_break_anywhere_at_all_and_goes_on
date: 2026-02-27T07:00:00Z
---
Text with https://example.org/a/very/long/address/that/does/not/break/anywhere/and/goes/on/and/on/and/on.
`,
  'articles/gone.md': `---
title: Taken back
date: 2026-02-20T07:00:00Z
withdrawn: 2026-02-21
notice: The numbers were wrong.
---
Numbers.
`,
  'articles/dot.png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  'articles/sound.mp3': Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 0]),
};

/** A site in a language that is written from right to left, with an article that is not. */
export const arabic: Files = {
  'site.yaml': `title: دفتر الطائرات
description: الريح والورق والخيط
language: ar
timeZone: Asia/Beirut
authors: [ليلى حداد]
`,
  'articles/style.css': '@media (prefers-color-scheme: light) { :root { --paper: #fff1e0 } }\n',
  'articles/first.md': `---
title: كيف تصنع طائرة ورقية
date: 2026-03-01 09:30
tags: [ريح, ورق]
---
هذه فقرة عن الطائرات الورقية، وفيها \`code\` وكلمة English في الوسط.

- الورق
- الخيط
`,
  'articles/second.md': `---
title: An article in English
date: 2026-02-28T09:30:00Z
language: en
---
A paragraph.
`,
  'articles/third.md': `---
title: الريح في الربيع
date: 2026-02-27T09:30:00Z
---
فقرة قصيرة.
`,
};

import { foldWords } from './words.ts';

/** News agencies as they sign, in their own and in other languages. */
const AGENCIES = `ians|ians life|pti|press trust of india|ani|asian news international|uni|united news of india|bhasha|pti bhasha|ht|tnn|times news network|express news service|hindustan samachar|press information bureau|pib|app|associated press of pakistan|bss|unb|united news of bangladesh|online|nni|inp
|reuters|thomson reuters|ap|the associated press|associated press|afp|agence france-presse|agence france presse|afp news|bloomberg|bloomberg news|upi|united press international|dow jones|dow jones newswires|cna|ens|cnn|pa|pa media|press association|pa news agency|aap|australian associated press|cp|canadian press|the canadian press|la presse canadienne|nzpa|kna|gna|ghana news agency|nan|news agency of nigeria|sapa|african news agency|ana|pana|apa|aps|map|tap|una|zis
|dpa|dpa-afx|dpa/lno|dpa/lni|dpa/lby|dpa/lsw|dpa/lnw|dpa/lhe|dpa/lbn|dpa/lth|dpa/lah|dpa/lrs|dpa/lsn|dpa/lsa|afp/dpa|dpa/afp|epd|kna|sid|apa|austria presse agentur|sda|keystone-sda|ats|keystone-ats|awp|efe|agencia efe|europa press|europapress|ep|servimedia|notimex|telam|télam|prensa latina|andina|abi|avn|colprensa|agencia brasil|agência brasil|agência estado|estadão conteúdo|estadao conteudo|folhapress|lusa|agência lusa|ansa|adnkronos|agi|askanews|italpress|radiocor|anp|belga|novum|bns|elta|leta|ritzau|ntb|tt|tt-ap|stt|ritzau/afp|tt nyhetsbyrån|ntb-afp|pap|čtk|ctk|tasr|sita|mti|agerpres|mediafax|bta|hina|tanjug|fena|beta|fonet|srna|mia|mina|sta|ata|ana-mpa|απε-μπε|απε|amna|anadolu|aa|anadolu agency|anadolu ajansı|iha|dha|cihan|tass|itar-tass|тасс|итар-тасс|риа новости|ria novosti|интерфакс|interfax|регнум|ukrinform|укрінформ|укринформ|unian|уніан|унян|interfax-ukraine|belta|белта|казинформ|kazinform|trend|azertac|азертадж|armenpress|бта|танјуг
|xinhua|xinhua news agency|新华社|新华网|新華社|新華網|中新社|中新网|中国新闻网|中央社|中央通訊社|cna|kyodo|kyodo news|共同|共同通信|共同通信社|時事|時事通信|時事通信社|jiji|jiji press|yonhap|yonhap news|연합뉴스|뉴시스|뉴스1|newsis|kcna|central news agency|vna|ttxvn|bernama|antara|pna|philippine news agency|tna|mcot
|wafa|petra|qna|spa|wam|kuna|bna|oma|mena|irna|isna|ifp|mehr|fars|tasnim|sana|nna|ina|واس|وام|كونا|قنا|بنا|أ ش أ|أ.ش.أ|أ ف ب|أ.ف.ب|فرانس برس|رويترز|وكالات|الوكالات|ایرنا|ایسنا|مهر|فارس|تسنیم|भाषा|पीटीआई|एएनआई|आईएएनएस|वार्ता|বাসস|ইউএনবি|রয়টার্স|এএফপি
|agencies|agency|agencias|agências|agenzie|agenturen|agences|agentur|ap/pti|afp/pti|reuters/ap|ap/reuters|ndtv|staff|agency reports|news agencies|wire services|wires
|prnewswire|pr newswire|business wire|businesswire|globe newswire|globenewswire|accesswire|ein presswire|newsfile corp|ots|presseportal|cision|kompas.com|detik.com|tempo.co|cnn indonesia`;

const agencies = new Set(
  AGENCIES.split('|')
    .map((name) => foldWords(name))
    .filter((name) => name !== ''),
);

/** First and last words of agencies' names: most lines have none of them at either end. */
const openers = new Set([...agencies].map((name) => name.split(/[\s/-]/u)[0] ?? ''));
const closers = new Set([...agencies].map((name) => name.split(/[\s/-]/u).at(-1) ?? ''));

const MOST_WORDS = 5;

const one = (text: string): boolean => agencies.has(foldWords(text));

/** Whether the text names a news agency, or several with `/`, `,`, `-`, `and` between them. */
export const isAgency = (text: string): boolean => {
  if (text.length > 60) return false;
  if (one(text)) return true;
  const parts = text
    .split(/\s*(?:\/|,|&|\+|;|–|-| and | und | et | y | e )\s*/u)
    .filter((part) => part !== '');
  return parts.length > 1 && parts.length <= 4 && parts.every(one);
};

/** An agency at the beginning of a text and the words behind it. */
export const leadingAgency = (
  text: string,
): { readonly agency: string; readonly rest: string } | undefined => {
  const words = text.split(' ');
  if (!openers.has(foldWords(words[0] ?? '').split(/[/-]/u)[0] ?? '')) return undefined;
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count--) {
    const agency = words
      .slice(0, count)
      .join(' ')
      .replace(/[\s,:|·•–—-]+$/u, '');
    // An agency of small letters is a word as any other, unless it is written as the agency writes itself.
    if (isAgency(agency) && isWrittenAsAgency(agency)) return { agency, rest: words.slice(count).join(' ') };
  }
  return undefined;
};

/** An agency at the end of a text and the words before it. */
export const trailingAgency = (
  text: string,
): { readonly agency: string; readonly rest: string } | undefined => {
  const words = text.split(' ');
  if (
    !closers.has(
      foldWords(words.at(-1) ?? '')
        .replace(/[)\s]+$/u, '')
        .split(/[/-]/u)
        .at(-1) ?? '',
    )
  )
    return undefined;
  for (let count = Math.min(MOST_WORDS, words.length - 1); count > 0; count--) {
    const agency = words
      .slice(-count)
      .join(' ')
      .replace(/^[\s,:|·•–—(-]+|[)\s]+$/gu, '');
    if (isAgency(agency) && isWrittenAsAgency(agency))
      return { agency, rest: words.slice(0, -count).join(' ') };
  }
  return undefined;
};

/** Agencies of one word that don't sign in capitals. Those that are given names too (Petra, Efe) count in capitals only. */
const PROPER =
  /^(?:Reuters|Xinhua|Bloomberg|Lusa|Ritzau|Belga|Interfax|Yonhap|Kyodo|Anadolu|Tass|Ansa|Antara|Bernama|Tanjug|Telam|Télam|Notimex|Andina|Servimedia|Adnkronos|Askanews|Italpress|Ukrinform|Kazinform|Armenpress|Agerpres|Mediafax|Agencies|Agencias|Agências|Agenzie|Agenturen|Agences|Folhapress|Colprensa|Europapress|Newsis|Jiji|dpa|epd|sid)(?![\p{L}])/u;

/** `Uni`, `Map` or `Ana` as plain words and names are no agency; capitals, `dpa` and scripts without capitals are. */
const isWrittenAsAgency = (text: string): boolean =>
  PROPER.test(text) || !/\p{Ll}/u.test(text) || /^\p{Lu}\S* [\p{L}-]{3,}/u.test(text);

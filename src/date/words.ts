import { labels } from './labels.ts';
import type { Label, Lexicon, Sense } from './lexicon.ts';

/** Hours from `from` to before `to` as a mask; past midnight where `to` is smaller. */
export const hourMask = (from: number, to: number): number => {
  let mask = 0;
  for (let hour = from; hour !== to; hour = (hour + 1) % 24) mask |= 1 << hour;
  return mask;
};

/** Midnight to noon. */
export const AM = 0xfff;
/** Noon to midnight. */
export const PM = 0xfff000;

/** Words that stand between the parts of a date or a time without changing it, of all languages. */
const links =
  'of; on; the; at; in; dated; day; date; time; de; del; d; le; la; les; à; á; a; as; às; au; am; um; den; der; dem; im; vom; op; om; het; kl; klo; klokken; klokka; klukkan; kell; kello; klockan; ora; ore; orë; alle; ore; ora; il; lo; dia; día; el; els; l; los; las; al; na; o; v; ve; u; od; dne; dňa; dnia; dana; ob; god; god; godine; г; год; года; г в; р; р о; рік; року; в; во; на; о; у; ў; от; от г; від; годину; годзіне; час; време; година; г в; гг; ж; жыл; жылы; жылғы; ж ы; yil; yili; күні; сағат; саат; оны; он; сарын; өдөр; сар; цаг; йил; йили; соат; m; mėn; d; val; metų; gada; gadā; plkst; pulksten; aastal; a; e; ko; urtea; urteko; eko; aren; ren; an; en; i; az; án; én; jén; ján; ában; kor; ar; aig; ag; am; uair; thg; ngày; lúc; năm; vào; vào lúc; vào ngày; hồi; giờ; thứ; pukul; jam; pkl; pada; tanggal; tgl; tarikh; hari; jam; petsa; noong; ng; nang; ika; alas; saa; tarehe; mnamo; saat; saati; tarihi; tarihinde; günü; tarix; vaxt; στις; στη; στην; την; της; του; ώρα; στίς; τις; ημερομηνία; ש; ב; בשעה; שעה; ביום; יום; בתאריך; תאריך; בת; ל; في; يوم; مع; nan lè; nan; dii; b; الساعة; الساعه; ساعة; بتاريخ; عند; عند الساعة; تاريخ; م; هـ; عام; سنة; لسنة; ساعت; روز; تاریخ; سال; در; مورخ; د; په; بجے; کو; بوقت; بتاریخ; سەعات; کاتژمێر; ی; को; के; का; पर; समय; बजे; तारीख; दिनांक; तिथि; रोजी; वाजता; वाजून; वेळ; वार; সময়; তারিখ; টায়; টা; সালে; খ্রিষ্টাব্দ; এ; ના; રોજ; વાગ્યે; સમય; તારીખ; ਨੂੰ; ਵਜੇ; ਸਮਾਂ; அன்று; மணிக்கு; மணி; தேதி; நேரம்; న; సమయం; తేదీ; గంటలకు; ರಂದು; ಸಮಯ; ದಿನಾಂಕ; ಗಂಟೆಗೆ; ന്; സമയം; തീയതി; മണിക്ക്; දින; ට; වේලාව; ที่; วันที่; เวลา; เมื่อ; วัน; เมื่อวันที่; พ ศ; ค ศ; เดือน; ປີ; ວັນທີ; ເວລາ; ທີ່; ថ្ងៃទី; ថ្ងៃ; ម៉ោង; នៅ; ឆ្នាំ; ខែ; ၊; ရက်; နေ့; နာရီ; အချိန်; ዓ ም; ቀን; ሰዓት; სთ; წ; წელი; წელს; საათზე; თ; թ; թվականի; ժամը; ժ; ի; 于; 於; 在; 日期; 时间; 時間; 日時; 日付; 時刻; の; に; 付; 付け; 付の; 现在; 에; 날짜; 시간; 일자; 일시; 기준; 자; ᠤᠨ; uhrzeit; datum; zeit; heure; fecha; hora; hora de publicación; data; horário; tid; dato; tidspunkt; tijd; время; дата; дата и время; czas; godzina; godz; čas; hod; vrijeme; vreme; óra; perc; idő; dátum; aika; päivämäärä; laikas; laiks; aeg; kuupäev; waktu; masa; oras; thời gian; מועד; وقت; الوقت; التاريخ; التوقيت; زمان; local; t; þann; hinn; hinn; an; yn; y; yr; dydd; dyddiad; ar y; de l; d’; am an; et; urtea; dies; li; nga; më; datë; date de; ora e; horas; και ώρα; auer; cü il; cu il; ci il; cı il; a viz; viz; ခုနှစ်; လ; жылдын; го г; го года; nji ýyl; njy ýyl';

/** Words behind which a bare number is an hour. */
const clockWords =
  'kl; klo; klokken; klokka; klukkan; kello; klockan; alle ore; plkst; pukul; pkl; jam; lúc; vào lúc; เวลา; στις; a las; orë; saat; сағат; саат; соат; цаг; o godz; godz; kell; الساعة; ساعت; בשעה';

/** Words that mark the number before (or behind) them as a part of the date or time. */
const units: Readonly<Record<Exclude<Sense['unit'], undefined>, string>> = {
  year: 'ねん; 年; 年度; 년; ປີ; năm; оны; ஆண்டு; urteko; ཕྱི་ལོ; སྤྱི་ལོ',
  month: 'がつ; 月; 월; tháng; thg; thg.; сарын; сар; སྤྱི་ཟླ; ཟླ་བ; ཟླ',
  day: 'にち; 日; 号; 號; 일; ngày; 日付; ཚེས་; ཚེས; གྱི་ཚེས་; ཟླ་བའི་ཚེས་',
  hour: 'じ; h; hr; hrs; hrs.; hours; hour; u; uur; uhr; ч; час; часа; часов; год; 時; 时; 点; 點; 시; giờ; saat; heures; heure; horas; hora; ore; godz; hod; tim; klst; นาฬิกา; น; โมง; ชั่วโมง; ໂມງ; ម៉ោង; นาที ก; stundin; uair; sa; цаг; сағат; саат; kor; baje; बजे; वाजता; hs; hod.; urė; val; val.; ժ; სთ; 鐘; 点钟; 點鐘',
  minute:
    'min; mins; minute; minutes; minuten; minuter; minutos; minuti; minutit; мин; мин.; хв; минут; минуты; 分; 분; phút; นาที; ນາທີ; នាទី; perc; perc.; dakika; dk; dk.; mn; mín; minuta; минута; րոպե; წთ; 分钟; 分鐘; минута; мүнөт',
  second:
    's; sec; secs; seconds; second; sek; sekunden; secondes; segundos; secondi; сек; сек.; с; 秒; 초; giây; วินาที; ວິນາທີ; វិនាទី; mp; mp.; sn; saniye; sekundi; секунди; վրկ; წმ; seg',
};

const ordinals =
  'р; ê; st; nd; rd; th; er; ère; ère; eme; ème; e; re; o; a; º; ª; ste; de; ter; te; ten; ého; ej; го; ое; е; й; я; ого; oji; oj; oje; ci; cı; cu; cü; nci; ncı; uncu; inci; il; aj; ja; je; ti; ta; an; án; én; i; jei; da; ra; lea; adik; etik; eko; go; ean; ko; fed; ain; il; eg; ydd; ed; af; ων; η; ου; ος; 日付; 일자; ام; م; ın; in; un; ün; ında; inde; unda; ünde; da; de; та; де; тен; дан; нда; жылы; га; s; ს; ის; ին; ին; tr; ty; të; t; adh; ú; mh; mad; vet; añ; d; nji; njy';

const ranges =
  'to; and; und; och; og; until; till; thru; through; between; bis; hasta; até; fino; tot; till; til; по; до; między; do; ig; asti; līdz; iki; kuni; saakka; đến; đến ngày; hingga; sampai; s d; sd; إلى; حتى; الى; عد; עד; تا; से; तक; থেকে; পর্যন্ত; ถึง; まで; から; 至; 到; 부터; 까지; jusqu; jusqu’au; au 1; do dnia; ως; έως; μέχρι; deri; arası; kadar; dek; ĝis; tan';

const blanks =
  'tba; tbd; tbc; n a; none; null; undefined; unknown; nan; nil; unspecified; not available; not set; no date; undated; unbekannt; inconnu; desconocido; sconosciuto; onbekend; неизвестно; invalid date; 未定; 未知; 없음; invalid';

const noise =
  'edited by; written by; posted by; published by; created by; reviewed by; filed by; added by; submitted by; uploaded by; released by; issued by; reported by; written by the; geschrieben von; escrito por; publicado por; publié par; pubblicato da; écrit par; rédigé par; updated by; min read; minute read; minutes read; mins read; min de lecture; minutes de lecture; min lesezeit; minuten lesezeit; minuten lesen; min leestijd; min lectura; min de lectura; minutos de lectura; min de leitura; minutos de leitura; min di lettura; minuti di lettura; мин чтения; минут чтения; min czytania; dk okuma; dakika okuma; comments; comment; views; view; shares; share; likes; reads; kommentare; commentaires; comentarios; comentários; commenti; комментариев; просмотров; weergaven; reacties; yorum; görüntülenme; 阅读; 閱讀; 評論; 评论; 次; 조회; 조회수; 댓글; 回; 件';

/** Times in words, which are not read; a line with one is refused rather than cut down to its day. */
const spoken =
  'bc; bce; b c; b c e; v chr; av j c; до н э; п н е; 公元前; 紀元前; 기원전; half past; quarter past; quarter to; o clock; oclock; half nine; halb; viertel vor; viertel nach; y media; y cuarto; menos cuarto; et demie; et quart; moins le quart; e meia; e mezza; e un quarto; in punto; en punto; half acht; half negen; wpół do';

/** News agencies, which stand behind a time in brackets as zones do. */
const agencies =
  'pti; ani; ians; uni; afp; ap; upi; dpa; apa; sda; efe; ansa; agi; adnkronos; lusa; anp; belga; ntb; ritzau; stt; lehtikuva; pap; ctk; čtk; tasr; mti; hina; tanjug; fena; sta; agerpres; bta; ana; amna; aa; dha; iha; tass; ria; unian; xinhua; cna; kyodo; jiji; yonhap; antara; bernama; tnn; ht; hns; app; irna; isna; wam; spa; qna; kuna; sana; mena; reuters; reuter; bloomberg; afpbb; ats; keystone; epd; kna; sid; dapd; ots';

/** Parts of the day in words, with the hours they allow. */
const dayParts: readonly (readonly [number, string])[] = [
  [
    AM,
    'ごぜん; am; a m; a. m.; AM; 午前; 上午; 오전; π.μ.; πμ; п.п.; пр.об.; ق.ظ; ق.ظ.; قبل‌ازظهر; قبل از ظهر; ص; صباحا; صباحاً; صباحًا; पूर्वाह्न; पूर्वाह्ण; म.पू.; भोर; ก่อนเที่ยง; sáng; лх; d. e.; ö.ö.; f.m.; f. m.; f.h.; fyrir hádegi; vorm.; vormittags; dopoledne; dopoludnia; aamupäivällä; przed południem; priešpiet; priekšp.; priekšpusdienā; de la mañana; da manhã; du matin; di mattina; del mattino; del matí; de mañá; da mañá; dimineața; dimineaţa; утра; утром; ранку; сутринта; ráno; ujutro; zjutraj; prijepodne; pre podne; prepodne; претпладне; пре подне; претпладне; пладне; paradite; paradites; e paradites; a.m; goizeko; y bore; munn; এএম; एएम; ఏఎం; ಎಎಂ; എഎം; ஏஎம்; ਏਐਮ; એએમ',
  ],
  [
    PM,
    'ごご; pm; p m; p. m.; PM; 午後; 下午; 오후; μ.μ.; μμ; сл.об.; ب.ظ; ب.ظ.; بعدازظهر; بعد از ظهر; م; مساء; مساءً; مساءا; अपराह्न; अपराह्ण; म.उ.; หลังเที่ยง; chiều; d. u.; ö.s.; e.m.; e. m.; e.h.; eftir hádegi; nachm.; nachmittags; odpoledne; odpoludnia; popoldan; popoldne; po podne; poslijepodne; после подне; поподне; попладне; попл.; popiet; pēcp.; pēcpusdienā; iltapäivällä; po południu; de la tarde; da tarde; de l’après-midi; de l’apres midi; del pomeriggio; de la tardor; днём; дня; după-amiaza; após o meio-dia; délután; öğleden sonra; a pasdites; pasdites; e pasdites; পিএম; पीएम; పీఎం; ಪಿಎಂ; പിഎം; பிஎம்; ਪੀਐਮ; પીએમ; arratsaldeko; prynhawn; y prynhawn; popołudniu;',
  ],
  [
    hourMask(3, 12),
    'सुबह; सकाळी; সকাল; સવારે; ਸਵੇਰੇ; காலை; ఉదయం; ಬೆಳಗ್ಗೆ; രാവിലെ; صبح; صبح کو; בבוקר; buổi sáng; เช้า; το πρωί; sabahın; délelőtt; ráno; ujutro; dimineaţa; aamulla; på morgonen; om morgenen; s ochtends; s morgens; no rīta; hommikul; 朝; өглөөний; בוקר; ព្រឹក',
  ],
  [
    hourMask(11, 16),
    'दुपारी; দুপুর; બપોરે; ਦੁਪਹਿਰ; மதியம்; మధ్యాహ్నం; ಮಧ್ಯಾಹ್ನ; ഉച്ചയ്ക്ക്; ظهر; ظهرا; ظهراً; בצהריים; trưa; buổi trưa; το μεσημέρι; tengah hari',
  ],
  [
    hourMask(12, 20),
    'বিকাল; বিকেল; சாயந்திரம்; சாயங்காலம்; عصر; عصرا; عصراً; אחר הצהריים; אחה צ; sore; buổi chiều; บ่าย; เย็น; το απόγευμα; på eftermiddagen; om eftermiddagen; s middags; pärastlõunal; ល្ងាច; រសៀល',
  ],
  [
    hourMask(15, 0),
    'शाम; संध्याकाळी; সন্ধ্যা; સાંજે; ਸ਼ਾਮ; மாலை; సాయంత్రం; ಸಂಜೆ; വൈകുന്നേരം; شام; شام کو; בערב; το βράδυ; akşamı; illalla; på kvällen; om aftenen; s avonds; vakarā; õhtul; uvečer; navečer; zvečer; оройн',
  ],
  [
    hourMask(18, 6),
    'रात; रात्री; রাত; રાત્રે; ਰਾਤ; இரவு; రాత్రి; ರಾತ್ರಿ; രാത്രി; رات; رات کو; شب; ليلا; ليلاً; בלילה; đêm; gece; éjjel; w nocy; v noci; yöllä; på natten; s nachts; nachts; öösel; naktī; noaptea; nocą; de noche; យប់',
  ],
  [hourMask(0, 7), 'بامداد; فجرا; فجراً; לפנות בוקר; dini hari; hajnali'],
  [
    hourMask(18, 0),
    'evening; in the evening; abends; du soir; de la noche; da noite; di sera; della sera; вечера; вечером; вечора; вечерта; večer; wieczorem; akşam; 晚; 晚上; 晚间; 晚間; 夜; 저녁; 밤; tối; buổi tối; ค่ำ;',
  ],
  [hourMask(0, 6), 'de la madrugada; da madrugada; 凌晨; 새벽; 深夜; ночи; ночью; ночі; 半夜'],
  [hourMask(4, 12), 'in the morning; morgens; 早上; 早晨; 清晨; 早; 朝; 아침'],
  [hourMask(12, 18), 'in the afternoon; दोपहर'],
  [1 << 12, 'noon; 12 noon; midday; midi; mittags; mezzogiorno; mediodía; meio-dia; 正午; 정오; полдень'],
  [hourMask(10, 15), '中午'],
  [hourMask(9, 18), '낮'],
  [1 << 0, 'midnight; minuit; mitternacht; medianoche; meia-noite; mezzanotte; 子夜; 자정; полночь'],
];

const spans = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;

const english: readonly (readonly [string, Sense])[] = [
  ...'january jan; february feb febr; march mar; april apr; may; june jun; july jul; august aug; september sep sept; october oct; november nov; december dec'
    .split('; ')
    .flatMap((names, at) => names.split(' ').map((name) => [name, { month: at + 1 }] as const)),
  ...'monday mon; tuesday tue tues tu; wednesday wed weds; thursday thu thur thurs; friday fri; saturday sat; sunday sun'
    .split('; ')
    .flatMap((names, at) => names.split(' ').map((name) => [name, { weekday: at + 1 }] as const)),
  ['yesterday', { shift: -1 }],
  ['today', { shift: 0 }],
  ['tomorrow', { shift: 1 }],
  ['now', { now: true }],
  ['just now', { now: true }],
  ['ago', { ago: true }],
  ...'second seconds sec secs s; minute minutes min mins m; hour hours hr hrs h; day days d; week weeks wk wks w; month months mo mos; year years yr yrs y'
    .split('; ')
    .flatMap((names, at) =>
      names
        .split(' ')
        .map((name) => [name, { span: spans[at] as Exclude<Sense['span'], undefined> }] as const),
    ),
  ['an', { count: 1 }],
  ['a', { count: 1 }],
  ['one', { count: 1 }],
];

const each = (list: string): string[] => list.split(/;\s*/).filter((word) => word !== '');

/** Adds the words that hold in every language: links, units, labels, parts of the day. */
export const addCommonWords = (lexicon: Lexicon): void => {
  for (const word of each(noise)) lexicon.add(word, {});
  for (const word of each(agencies)) lexicon.add(word, {});
  for (const word of each(spoken)) lexicon.add(word, { spoken: true });
  for (const word of each(links)) lexicon.add(word, { link: true });
  for (const word of each(clockWords)) lexicon.add(word, { link: true, clock: true });
  for (const word of each(ordinals)) lexicon.add(word, { ordinal: true });
  for (const [unit, list] of Object.entries(units)) {
    for (const word of each(list)) lexicon.add(word, { unit: unit as Exclude<Sense['unit'], undefined> });
  }
  for (const word of each(ranges)) lexicon.add(word, { range: true });
  for (const word of each(blanks)) lexicon.add(word, { blank: true });
  for (const [hours, list] of dayParts) for (const word of each(list)) lexicon.add(word, { hours });
  for (const [label, lists] of Object.entries(labels)) {
    for (const word of lists.flatMap(each)) lexicon.add(word, { label: label as Label });
  }
};

/** Adds the names and relative words of English, which are read in every language. */
export const addEnglish = (lexicon: Lexicon): void => {
  for (const [word, sense] of english) lexicon.add(word, sense);
};

import { dayOfCalendar } from './temporal.ts';

/** Japanese eras and the republican one of Taiwan: names, what to add to the year, first and last day as YYYYMMDD. */
export interface Era {
  readonly names: readonly string[];
  readonly add: number;
  readonly from: number;
  readonly to: number;
}

/** Eras by the day they began and ended; an era year outside its era is refused. */
export const eras: readonly Era[] = [
  { names: ['明治', 'meiji'], add: 1867, from: 18680125, to: 19120729 },
  { names: ['大正', 'taisho', 'taishō'], add: 1911, from: 19120730, to: 19261224 },
  { names: ['昭和', 'showa', 'shōwa'], add: 1925, from: 19261225, to: 19890107 },
  { names: ['平成', 'heisei'], add: 1988, from: 19890108, to: 20190430 },
  { names: ['令和', 'reiwa'], add: 2018, from: 20190501, to: 99991231 },
  { names: ['民國', '民国', '中華民國', '中华民国', 'minguo'], add: 1911, from: 19120101, to: 99991231 },
];

/** A day as its parts; `month` from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the Gregorian day exists. */
export const exists = ({ year, month, day }: Day): boolean => {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (lengths[month - 1] as number) + (leap ? 1 : 0);
};

/** Days since 1970-01-01 of a Gregorian day. */
export const dayNumber = ({ year, month, day }: Day): number =>
  year < 100
    ? Date.UTC(year + 400, month - 1, day) / 86_400_000 - 146_097
    : Date.UTC(year, month - 1, day) / 86_400_000;

/** The Gregorian day of a number of days since 1970-01-01. */
export const dayOfNumber = (days: number): Day => {
  const date = new Date(days * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** ISO weekday, 1 Monday to 7 Sunday. */
export const weekdayOf = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The Gregorian day of a day in another calendar, or undefined where it does not exist there. */
export const convertDay = (calendar: string, { year, month, day }: Day): Day | undefined => {
  const days = dayOfCalendar(calendar, year, month, day);
  return days === undefined ? undefined : dayOfNumber(days);
};

const hijriNames =
  'muharram moharram محرم|safar صفر|rabi al awwal;rabi i;rabi al awal;rabi ul awwal;ربيع الاول;ربيع الأول|rabi al thani;rabi ii;rabi al akhir;rabi us sani;ربيع الثاني;ربيع الآخر;ربيع الاخر|jumada al awwal;jumada i;jumada al ula;جمادى الاولى;جمادى الأولى;جمادي الاول;جمادى الأول|jumada al thani;jumada ii;jumada al akhirah;جمادى الآخرة;جمادى الثانية;جمادى الاخرة;جمادي الثاني|rajab رجب|shaban shaaban شعبان|ramadan ramadhan ramazan رمضان|shawwal shawwal شوال|dhu al qadah;dhul qadah;zulqadah;ذو القعدة;ذي القعدة|dhu al hijjah;dhul hijjah;zulhijjah;dhu al hijja;ذو الحجة;ذي الحجة';

/** Names of the Islamic months in Arabic and in Latin letters, from the first to the twelfth. */
export const hijriMonths: readonly (readonly string[])[] = hijriNames
  .split('|')
  .map((names) => (names.includes(';') ? names.split(';') : names.split(' ')));

/** Months of calendars that are not converted: Hebrew, Ethiopic, Bikram Sambat, the Indian national one. */
export const otherMonths: readonly string[] =
  'tishrei;tishri;heshvan;cheshvan;marcheshvan;kislev;tevet;shevat;shvat;nisan;iyar;iyyar;sivan;tammuz;elul;תשרי;חשוון;חשון;כסלו;טבת;שבט;ניסן;אייר;סיוון;סיון;תמוז;אלול;בתשרי;בחשוון;בכסלו;בטבת;בשבט;בניסן;באייר;בסיוון;בתמוז;באלול;meskerem;tikimt;hidar;tahsas;yekatit;megabit;miazia;genbot;sene;hamle;nehasse;pagumen;መስከረም;ጥቅምት;ኅዳር;ህዳር;ታኅሣሥ;ታህሳስ;ጥር;የካቲት;መጋቢት;ሚያዝያ;ግንቦት;ሰኔ;ሐምሌ;ነሐሴ;ጳጉሜን;baishakh;jestha;ashadh;shrawan;bhadra;ashwin;kartik;mangsir;poush;falgun;phalgun;chaitra;magh;वैशाख;बैशाख;जेठ;असार;साउन;श्रावण;भदौ;भाद्र;असोज;आश्विन;कार्तिक;कात्तिक;मंसिर;पुस;पौष;माघ;फागुन;फाल्गुण;चैत;चैत्र;বৈশাখ;জ্যৈষ্ঠ;আষাঢ়;শ্রাবণ;ভাদ্র;আশ্বিন;কার্তিক;অগ্রহায়ণ;পৌষ;মাঘ;ফাল্গুন;চৈত্র;তিশ্রেই'.split(
    ';',
  );

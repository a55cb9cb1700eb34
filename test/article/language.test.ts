import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/article/language.ts';

/** One or two sentences each, as they open a short report; written for this test. */
const samples: readonly (readonly [string, string])[] = [
  [
    'en',
    'Villagers voted on Friday to keep the church clock seven minutes slow, as it has been for a century.',
  ],
  ['de', 'Die Kosten trägt zur Hälfte das Land, wie die Verwaltung am Mittwoch mitteilte.'],
  ['fr', 'La farine sera vendue au marché du samedi, a annoncé le maire devant les habitants.'],
  ['es', 'Los vecinos habían reunido once mil firmas para que el tren volviera a parar en el pueblo.'],
  ['pt', 'O prefeito disse que a obra deve terminar antes das chuvas e que a ponte não vai fechar.'],
  ['it', 'Il ponte di legno sul torrente riaprirà lunedì dopo tre anni di lavori, ha annunciato il sindaco.'],
  ['nl', 'Volgens de schipper is het water in het kanaal nog nooit zo laag geweest als dit voorjaar.'],
  ['sv', 'Den gamla färjan ska åter gå mellan öarna från och med maj, meddelade kommunen på tisdagen.'],
  ['da', 'Den gamle færge skal igen sejle mellem øerne fra maj, oplyste kommunen tirsdag.'],
  ['no', 'Den gamle fergen skal igjen gå mellom øyene fra mai, opplyste kommunen tirsdag.'],
  ['fi', 'Vanha lautta alkaa jälleen liikennöidä saarten välillä toukokuussa, kunta kertoi tiistaina.'],
  ['pl', 'Stary prom znów będzie kursował między wyspami od maja, poinformowała we wtorek gmina.'],
  ['cs', 'Starý přívoz bude od května znovu jezdit mezi ostrovy, oznámila v úterý obec.'],
  ['sk', 'Stará kompa bude od mája opäť premávať medzi ostrovmi, oznámila v utorok obec.'],
  ['hu', 'A régi komp májustól újra közlekedik a szigetek között, közölte kedden az önkormányzat.'],
  ['ro', 'Vechiul feribot va circula din nou între insule din luna mai, a anunțat marți primăria.'],
  [
    'tr',
    'Eski feribot mayıs ayından itibaren adalar arasında yeniden sefer yapacak, belediye salı günü açıkladı.',
  ],
  ['ru', 'Старый паром снова будет ходить между островами с мая, сообщила во вторник администрация.'],
  ['uk', 'Старий пором знову ходитиме між островами з травня, повідомила у вівторок громада.'],
  ['bg', 'Старият ферибот отново ще пътува между островите от май, съобщи във вторник общината.'],
  ['sr', 'Стари трајект ће поново саобраћати између острва од маја, саопштила је у уторак општина.'],
  ['hr', 'Stari trajekt ponovno će voziti između otoka od svibnja, priopćila je općina u utorak.'],
  ['el', 'Το παλιό φέρι θα συνδέει ξανά τα νησιά από τον Μάιο, ανακοίνωσε την Τρίτη ο δήμος.'],
  ['he', 'המעבורת הישנה תחזור להפליג בין האיים החל ממאי, הודיעה העירייה ביום שלישי.'],
  ['ar', 'ستعود العبارة القديمة إلى العمل بين الجزر ابتداء من مايو، حسبما أعلنت البلدية يوم الثلاثاء.'],
  ['fa', 'کشتی قدیمی از ماه مه دوباره بین جزیره‌ها رفت و آمد می‌کند، شهرداری روز سه‌شنبه اعلام کرد.'],
  ['hi', 'पुरानी नौका मई से फिर द्वीपों के बीच चलेगी, नगरपालिका ने मंगलवार को बताया।'],
  ['hi', 'वाराणसी, चार फरवरी (भाषा) नदी किनारे मंगलवार को पुस्तक मेला फिर शुरू हुआ।'],
  ['bn', 'পুরোনো ফেরি মে মাস থেকে আবার দ্বীপগুলোর মধ্যে চলবে, মঙ্গলবার পৌরসভা জানিয়েছে।'],
  ['ta', 'பழைய படகு மே மாதம் முதல் மீண்டும் தீவுகளுக்கு இடையே இயங்கும் என்று நகராட்சி தெரிவித்தது.'],
  ['th', 'เรือข้ามฟากเก่าจะกลับมาให้บริการระหว่างเกาะตั้งแต่เดือนพฤษภาคม เทศบาลแถลงเมื่อวันอังคาร'],
  ['vi', 'Chuyến phà cũ sẽ chạy lại giữa các đảo từ tháng Năm, chính quyền xã cho biết hôm thứ Ba.'],
  [
    'id',
    'Kapal feri tua itu akan kembali beroperasi antarpulau mulai Mei karena jembatan rusak, kata pemerintah kota.',
  ],
  [
    'ms',
    'Feri lama itu akan kembali beroperasi kerana jambatan rosak, kata majlis perbandaran pada hari Khamis.',
  ],
  [
    'tl',
    'Muling bibiyahe ang lumang barko sa pagitan ng mga isla simula Mayo, ayon sa munisipyo nitong Martes.',
  ],
  ['ja', '港の入り口にある灯台が、百年ぶりに白から赤へ塗り替えられることになった。'],
  ['zh', '旧渡轮将从五月起恢复往返各岛，市政府周二宣布。'],
  ['zh', '港口最後一艘柴油渡船今天改用電力，第一天坐滿了附近學校的學生。'],
  ['ko', '옛 나룻배가 5월부터 다시 섬 사이를 오간다고 시가 화요일 밝혔다.'],
  [
    'ca',
    "El vell transbordador tornarà a navegar entre les illes a partir del maig, ha anunciat dimarts l'ajuntament.",
  ],
  ['et', 'Vana parvlaev hakkab maist taas saarte vahel sõitma, teatas vald teisipäeval.'],
  ['lv', 'Vecais prāmis no maija atkal kursēs starp salām, otrdien paziņoja pašvaldība.'],
  ['lt', 'Senasis keltas nuo gegužės vėl plauks tarp salų, antradienį pranešė savivaldybė.'],
  ['sl', 'Stari trajekt bo od maja znova vozil med otoki, je v torek sporočila občina.'],
];

describe('the language of a text', () => {
  it.each(samples)('%s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    ['nothing', ''],
    ['digits', '12 34 56 2015-09-16'],
    ['two words', 'Kochi Moscow'],
    ['no language', 'Rapenavi zutajelo spece vilnorba cemulo haxi diquero xqz brrt klm pfw zzzt grrm.'],
    [
      'a script of a language that is not known',
      'Ескі паром мамыр айынан бастап аралдар арасында қайта жүреді, деп хабарлады әкімдік.',
    ],
  ])('is not known of %s', (_, text) => {
    expect(detectLanguage(text)).toBeUndefined();
  });

  it('is that of the larger part', () => {
    expect(
      detectLanguage('港 (harbour) Villagers voted on Friday to keep the church clock seven minutes slow.'),
    ).toBe('en');
  });
});

import { isRelatedHeading, rulePhrase } from './phrases.ts';
import { wallRule } from './walls.ts';
import { countWords, endsSentence, endsStatement, foldWords } from './words.ts';

/** Why a line isn't part of the article. */
export interface Noise {
  readonly rule: string;
  /** False where the line could also be a sub-heading: then it counts as noise only outside the body. */
  readonly anywhere: boolean;
}

/** A whole line of furniture is never longer. */
const LONGEST = 320;

const noise = (rule: string, anywhere = true): Noise => ({ rule, anywhere });

/**
 * Judges one line as a whole; undefined where it may be part of the article. Lines of dates, names and agencies are
 * not judged here.
 */
export const judgeNoise = (line: string): Noise | undefined => {
  const folded = foldWords(line);
  if (folded === '') return noise('separator');
  if (line.length > LONGEST) return isDisclaimer(line) ? noise('disclaimer') : undefined;
  return (
    judgePhrase(line, folded) ??
    judgeRelated(line) ??
    judgeCaption(line) ??
    judgeMeasure(folded) ??
    judgePromotion(line, folded) ??
    judgeFurniture(line, folded) ??
    judgeWall(line, folded)
  );
};

/** Rules under which even a single word can't be a sub-heading. */
const NEVER_HEADING = new Set(['placeholder', 'advertisement', 'comments', 'subscribe']);

const NETWORK =
  /^(?:facebook|twitter|linkedin|whatsapp|telegram|pinterest|reddit|instagram|youtube|messenger|bluesky|mastodon)$/u;

const judgePhrase = (line: string, folded: string): Noise | undefined => {
  const rule =
    rulePhrase(folded) ?? (line.length < 80 ? rulePhrase(folded.replace(/[\s\d.,:()]+$/u, '')) : undefined);
  // A question or an exclamation in quotes is somebody's words, whatever they are.
  if (rule === undefined || /^["“«„]/u.test(line)) return undefined;
  return noise(
    rule,
    NEVER_HEADING.has(rule) ||
      (rule === 'share' && (countWords(folded) > 1 || folded === 'share' || NETWORK.test(folded))),
  );
};

const SEPARATED = /^(.{2,60}?)\s*(?:[:：|»›>→]|\s[-–—]\s|】|」)\s*(\S.*)$/u;

/** `Also Read: Five charts on the price of tea`: a heading of links and a title behind it. */
const judgeRelated = (line: string): Noise | undefined => {
  const match = SEPARATED.exec(line);
  if (match?.[1] === undefined || match[2] === undefined || !isRelatedHeading(foldWords(match[1])))
    return undefined;
  const prose = endsStatement(match[2]) && countWords(match[2]) >= (/^\p{Ll}/u.test(match[2]) ? 5 : 16);
  return prose ? undefined : noise('related');
};

/** A title behind no separator: `READ MORE Ten novels`, `ALSO READ | …`, `Lesen Sie auch …`; the heading is in capitals. */
export const isShoutedRelated = (line: string): boolean => {
  const match = /^([\p{Lu}' ]{8,30}?) (?=\p{Lu}?\p{Ll})/u.exec(line);
  return match?.[1] !== undefined && isRelatedHeading(foldWords(match[1])) && !endsStatement(line);
};

const CREDIT_LABEL =
  "(?:file |stock |representative |representational |main |cover |handout |top |header |lead )?(?:photos?|images?|pictures?|pics?|photographs?|photograph|video|videos|graphic|illustration|credit|credits|photo credits?|image credits?|picture credits?|image source|image caption|media caption|photo courtesy|image courtesy|courtesy|photo source|photograph by|photographer|caption|photo illustration|foto|fotos|bild|bilder|symbolbild|symbolfoto|archivbild|archivfoto|bildquelle|bildnachweis|bildunterschrift|quelle foto|fotograf|fotografin|grafik|montage|photographie|crédit photo|crédits photo|crédit|crédits|légende|image d'illustration|photo d'illustration|photo d'archives|imagen|fotografía|foto de archivo|crédito|créditos|pie de foto|imagem|fotografia|legenda|crédito da foto|reprodução|divulgação|arquivo|immagine|foto d'archivio|didascalia|crediti|credito|beeld|afbeelding|foto ter illustratie|archieffoto|bildtext|bildkälla|arkivbild|genrebild|billedtekst|arkivfoto|illustrasjonsfoto|illustration|bildetekst|kuva|kuvat|kuvateksti|arkistokuva|zdjęcie|zdjęcia|fot|fot\\.|źródło zdjęcia|ilustrační foto|snímek|ilustračné foto|zdroj foto|fotó|kép|illusztráció|képaláírás|imagine|sursa foto|foto ilustrativ|fotoğraf|görsel|foto kaynağı|фото|фотография|иллюстрация|источник фото|подпись к фото|фото автора|зображення|ілюстрація|снимка|снимки|слика|фотографија|fotografija|φωτό|φωτογραφία|εικόνα|צילום|תמונה|קרדיט|الصورة|صورة|تصوير|عکس|تصویر|फोटो|तस्वीर|ফটো|ছবি|படம்|写真|画像|撮影|写真提供|提供写真|图|图片|图片来源|摄影|摄|图为|圖|圖片|圖片來源|攝影|圖／|資料照|사진|사진제공|사진=|ภาพ|ảnh|ảnh minh họa|gambar|foto ilustrasi|sumber foto|larawan)";
const CAPTION = new RegExp(
  `^[(\\[（【]?\\s*${CREDIT_LABEL}\\s*(?:[:：=＝／/|©]|\\(c\\)|,\\s(?=\\S))\\s*\\S`,
  'iu',
);
const CAPTION_BY =
  /^[([]?(?:photos?|pictures?|images?|photographs?|photography|video|graphic|illustration|foto|fotos|bild|crédit|photo)\s(?:by|courtesy(?: of)?|from|via|von|de|par|di|door|av|af|vía)\s+\p{Lu}/iu;
const AGENCY_PHOTO =
  /^(?:©\s*)?(?:getty images?|getty|istock(?:photo)?|shutterstock|alamy(?: stock photo)?|unsplash|pixabay|pexels|wikimedia commons|afp photo|ap photo|reuters photo|pti photo|ani photo|file photo|imago(?: images)?|picture[- ]alliance|depositphotos|adobe stock)(?:\s*[/|,]\s*[\p{L} .,'-]{1,50})?$/iu;
const CREDIT_BEHIND =
  /\((?:provided|courtesy|credit|source)\s*:\s*[^().]{2,50}\)$|(?:[([|/–—-]\s*|\.\s+|\s)(?:photo(?: credits?)?|image(?: credits?)?|picture|foto|fotos|bild|crédit photo|crédit|photo|foto de archivo|fot\.|фото|写真|צילום)\s*[:：=／/]\s*[^.!?]{2,50}[)\]]?$/iu;

/** Captions and picture credits: with a label, by whom, or with the credit behind. */
const judgeCaption = (line: string): Noise | undefined => {
  if (line.length > 300) return undefined;
  const label = CAPTION.exec(line);
  if (label) {
    // `Image, she said, …` and `Photo, video and sound …` go on as sentences do.
    const comma = /,\s*\S$/u.test(label[0]);
    // `Photo: that is how …` goes on as a sentence does: no name and no capital.
    if (/\p{Ll}$/u.test(label[0]) && endsStatement(line) && countWords(line) >= 6) return undefined;
    if (!comma || /^image (?:source|caption)|^media caption/iu.test(line)) return noise('caption');
  }
  if (/^【(?:写真|画像|動画|映像|図表?|グラフ|フォト|一覧)[^】]{0,12}】/u.test(line) && !endsStatement(line))
    return noise('caption');
  if (CAPTION_BY.test(line) && !endsStatement(line) && countWords(line) <= 12) return noise('caption');
  if (AGENCY_PHOTO.test(line) || /^(?:fot|zdj)\.\s+\p{Lu}/iu.test(line)) return noise('caption');
  if (/\((?:representational|representative|file)(?: (?:image|photo|pic|picture))?\)\.?$/iu.test(line))
    return noise('caption');
  if (/\((?:supplied|handout|pic)\s*:\s*[^().]{2,50}\)$/iu.test(line.slice(-80)) && countWords(line) <= 35)
    return noise('caption');
  return CREDIT_BEHIND.test(line.slice(-80)) && countWords(line) <= 45 ? noise('caption', false) : undefined;
};

/** Walls and notes on cookies; not in quotes, for then somebody says so. */
const judgeWall = (line: string, folded: string): Noise | undefined => {
  const rule = /^["“«„'‘]/u.test(line) ? undefined : wallRule(folded, countWords(line));
  return rule === undefined ? undefined : noise(rule);
};

const READ_TIME =
  /^(?:(?:est(?:imated)?\.? )?(?:reading|read) time|time to read|lesezeit|lesedauer|temps de lecture|lecture|tiempo de lectura|tempo de leitura|leitura|tempo di lettura|lettura|leestijd|lästid|læsetid|lesetid|lukuaika|czas czytania|doba čtení|čas čítania|olvasási idő|timp de citire|okuma süresi|время чтения|час читання|време за четене|vreme čitanja|vrijeme čitanja|χρόνος ανάγνωσης|זמן קריאה|وقت القراءة|مدة القراءة|زمان مطالعه|読了時間|この記事は|阅读时间|閱讀時間|阅读时长|읽는 시간|waktu baca|thời gian đọc)\s*[:：]?\s*(?:ca\.? |about |environ |约|約)?\d{1,3}\s*(?:mins?|minut\p{L}*|dk|мин\p{L}*|хв\p{L}*|λεπτά|דקות|דק'|دقائق|دقيقة|دقیقه|分|分钟|分鐘|분|phút|menit)?\.?$|^\d{1,3}\s*[-–]?\s*(?:['′]|mins?|minutes?|minuten|minuti|minutos?|минут[аы]?|分|phút|menit|dk)\.?\s*(?:read(?:ing)?|reading time|to read|lesezeit|de lecture|de lectura|de leitura|di lettura|leestijd|lästid|læsetid|lesetid|lukuaika|czytania|čtení|okuma(?: süresi)?|чтения|на чтение|で読めます|đọc|baca|membaca)$/u;
const COUNTER =
  /^(?:\d[\d.,]*\s*[km]?\s*(?:\+ )?(?:comments?|shares?|views?|likes?|reads?|votes?|claps?|tweets?|retweets?|reactions?|replies|kommentare?|aufrufe|commentaires?|partages?|vues?|comentarios?|compartidos?|vistas?|comentários?|visualizações|commenti|condivisioni|visualizzazioni|reacties?|kommentarer?|visningar|delinger|kommenttia|komentarz[ye]?|komentarzy|odsłon|komentář[eůi]?|hozzászólás|comentarii|vizualizări|yorum|görüntülenme|okunma|комментари[йяев]{1,3}|просмотр(?:ов|а)?|коментар(?:ів|і)?|переглядів|коментара?|komentara?|pregleda|σχόλια|προβολές|תגובות|صفحه|تعليق(?:ات)?|مشاهدات?|نظر|टिप्पणियां|件のコメント|コメント|views|评论|评|条评论|次阅读|阅读|浏览|點閱|則留言|개의 댓글|회|ความคิดเห็น|bình luận|lượt xem|komentar|kali dibaca|dilihat)|(?:comments?|shares?|views?|likes?|hits|zugriffe|visite|affichages|accessi|acessos|weergaven|träffar|kommentare|aufrufe|commentaires|vues|comentarios|visitas|comentários|visualizações|commenti|letture|visualizzazioni|reacties|komentarze|odsłony|yorum|görüntülenme|okunma|просмотры|просмотров|комментарии|комментариев|коментарі|перегляди|прегледи|прочитано|σχόλια|προβολές|תגובות|تعليقات|مشاهدات|بازدید|コメント|閲覧数|评论|评论数|阅读|阅读量|浏览|浏览量|点击|點閱|瀏覽|인기|조회|조회수|추천|댓글|lượt xem|dibaca|dilihat)\s*[:：(]?\s*\d[\d.,]*\s*(?:[km件条條则則个個개]|lượt)?\)?)$/u;

/** Reading times and counters. */
const judgeMeasure = (folded: string): Noise | undefined => {
  if (folded.length > 60) return undefined;
  if (READ_TIME.test(folded)) return noise('read-time');
  if (COUNTER.test(folded)) return noise('counter');
  return /^(?:\d{1,3}|\d{1,2}:\d{2}(?:\s*\/\s*\d{1,2}:\d{2})?|\d{1,3}\s*(?:\/|of|von|de|sur)\s*\d{1,3}|[a+-]{1,4}\s?[a+-]{1,4})$/u.test(
    folded,
  )
    ? noise('counter', false)
    : undefined;
};

/** Verbs by which a page asks its reader to do something, at the beginning of the line. */
const ASKS =
  /^(?:\(?\s*)(?:sign up|subscribe|follow|join|get|download|don't miss|do not miss|never miss|stay|like|click|tap|read more|read all|read the|read our|check out|watch|listen|support|register|log in|sign in|be the first|become|enjoy|unlock|start your|try|want|for more|for all|for the latest|for breaking|catch|find|visit|add|receive|help us|help keep|donate|buy|send|have you|do you have|don't have|no time|got a|know more|if you|you can|this article|like what|love|to read|to get|keep up|discover|explore|see|share your|tell us|write to|contact|email|with agency|our|the best|more|connect|hit|turn on|enable|melden sie|abonnieren|folgen|jetzt|lesen sie|laden sie|bleiben sie|holen sie|sie wollen|sie möchten|mehr|alle|unseren|unser|hier|erhalten sie|registrieren|testen|hören sie|sehen sie|verpassen sie|unterstützen|diskutieren|soyez|suivez|abonnez|inscrivez|recevez|téléchargez|retrouvez|rejoignez|ne manquez|pour|découvrez|restez|cliquez|écoutez|soutenez|partagez|síguenos|sigue|sigan|suscríb|recibe|descarga|únete|regístrate|apúntate|no te pierdas|entérate|consulta|accede|sigue|inscríb|mantente|haz|toda|todas|quiere|quieres|siga|continue lendo|continúa leyendo|continua a leggere|assine|receba|inscreva|cadastre|baixe|participe|entre|clique|acompanhe|fique|quer|não perca|confira|ouça|apoie|subscreva|iscriviti|seguici|segui|abbonati|ricevi|scarica|resta|entra|clicca|unisciti|non perdere|sostieni|vuoi|scopri|per|meld|schrijf|volg|abonneer|download|ontvang|blijf|klik|word|mis|wil|steun|følg|tilmeld|abonn|hent|få|bliv|meld|last|klikk|klik|følg|prenumerera|följ|anmäl|ladda|gilla|missa|håll|tilaa|seuraa|lataa|liity|ilmoittaudu|obserwuj|zapisz|subskrybuj|pobierz|dołącz|śledź|bądź|polub|kliknij|chcesz|sledujte|odebírejte|přihlaste|stáhněte|přidejte|odoberajte|prihláste|stiahnite|kövess|iratkozz|iratkozzon|kövessen|töltse|csatlakozz|urmăreș|urmăriți|abon|descarcă|înscrie|takip|abone|indir|bizi|son dakika|google|haberler|подпи|следи|читайте|присоедин|вступай|скачай|хотите|будьте|оставайтесь|больше|самые|наш|все|підпи|стеж|читайте|приєдну|завантаж|абони|последва|изтегл|присъедин|prati|zaprati|pretplat|pridruž|preuzm|prijav|sledite|naroči|εγγραφ|ακολουθ|κάντε|κατεβάσ|γίνετε|διαβάστε|μάθετε|δείτε|הירשמו|הצטרפו|עקבו|הורידו|לחצו|רוצים|כל העדכונים|اشترك|تابع|تابعوا|حمل|انضم|للمزيد|لمتابعة|لا تفوت|عضو|دنبال|همراه|देश|ताज़ा|ताजा|हमें|हमारे|सब्सक्राइब|फॉलो|जुड़ें|डाउनलोड|लेटेस्ट|आমাদের|আমাদের|সর্বশেষ|সব খবর|ติดตาม|สมัคร|กด|อ่าน|theo dõi|đăng ký|tải|mời|nhận|ikuti|dapatkan|unduh|bergabung|langganan|simak|cek|baca|klik|muat turun|sertai)/u;
/** Where the page wants to take its reader. */
const CHANNEL =
  /newsletter|news letter|whats ?app|telegram|facebook|twitter|instagram|youtube|linkedin|tiktok|google news|google haberler|apple news|mastodon|bluesky|threads|\bapp\b|\bapps\b|podcast|\brss\b|e-?mail|inbox|notification|subscri|(?:per|a) (?:month|week)\b|membership|\bmembers?\b|e-?paper|breaking news|news alert|latest news|daily news|our website|our channel|daily briefing|morning briefing|push|postfach|nachrichten-app|abo\b|abonn|account|konto|probemonat|infolettre|boletín|boletim|canal\b|canale|kanal|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|prenumer|рассылк|канал|телеграм|вконтакте|фейсбук|фейсбук|вайбер|viber|соцсет|дзен|telegramu|google vesti|hírlevél|facebook-oldal|bülten|abonelik|bildirim|uygulama|ενημερωτικ|newsletter|κανάλι|ניוזלטר|טלגרם|וואטסאפ|פייסבוק|النشرة|واتساب|تليجرام|تلغرام|فيسبوك|تويتر|قناة|قناتنا|خبرنامه|کانال|व्हाट्सऐप|व्हाट्सएप|टेलीग्राम|फेसबुक|ट्विटर|यूट्यूब|चैनल|ऐप|ফেসবুক|চ্যানেল|ইউটিউব|メルマガ|公众号|公眾號|微信|微博|客户端|line@|카카오|채널|แฟนเพจ|ไลน์|zalo|fanpage|kanal telegram|saluran/u;
/** The page speaks of itself or to its reader. */
const OURS =
  /(?<!\p{L})(?:us|our|ours|your|you|yours|here|now|today|free|sie|uns|unser\p{L}*|ihr\p{L}*|hier|jetzt|nous|notre|nos|vous|votre|vos|nuestr[oa]s?|tu|tus|su|aquí|gratis|noss[oa]s?|seu|sua|você|aqui|nostr[oaie]|tuo|tua|qui|ons|onze|je|jouw|u|uw|hier|vår\p{L}*|oss|du|din|ditt|dig|vores|os|jer|her|meidän|meitä|sinun|nas|nasz\p{L}*|twoj\p{L}*|náš|nás|naš\p{L}*|nám|minket|bizi|bizim|noi|nostru|noastr\p{L}+)(?!\p{L})|нас|наш|ваш|нам|нашем|нашия|ни\b|μας|שלנו|אותנו|إلينا|علينا|لدينا|نا\b|ما\b|हमें|हमारे|आप|আমাদের|我们|我們|私たち|เรา|chúng tôi|kami|kita/u;

/** Words of an offer: when, where, for how little. */
const OFFERED =
  /(?<!\p{L})(?:now|today|free|here|our|us|jetzt|hier|kostenlos|uns|unser\p{L}*|gratuit\p{L}*|notre|nos|gratis|ahora|aquí|agora|aqui|grátis|ora|qui|subito|gratuit[oa]|nu|ons|onze|oss|idag|nas|teraz|şimdi|bizi)(?!\p{L})/u;

const LATEST_ON =
  /(?:latest|breaking|top|all the|live) (?:\p{L}+ ){0,3}(?:news|updates|headlines|stories)\b.*\b(?:app|twitter|facebook|telegram|whatsapp|channel|website|on [\p{Lu}]|(?:at|to|visit|see) (?:www\.)?[\p{L}\d-]+\.\p{L}{2,7})/iu;

/** Calls to subscribe, follow, download: a verb that asks, where to, and for the page itself. */
const judgePromotion = (line: string, folded: string): Noise | undefined => {
  if (isDisclaimer(line)) return noise('disclaimer');
  if (/^our standards:/iu.test(line)) return noise('promotion');
  if (/^["“«„'‘]/u.test(line) || countWords(line) > 45) return undefined;
  const asks = ASKS.exec(folded);
  // `Subscribe` or `Email` at the beginning is no channel by itself.
  const asked = asks ? folded.slice(asks[0].length).replace(/^\p{L}+/u, '') : folded;
  const channel =
    CHANNEL.test(asked) || (CHANNEL.test(folded) && countWords(line) <= 9 && OFFERED.test(asked));
  if (asks && channel && (OURS.test(folded) || countWords(line) <= 9)) return noise('promotion');
  if (LATEST_ON.test(line) && (asks || (channel && OURS.test(folded)))) return noise('promotion');
  if (
    /をフォロー|公式(?:アカウント|line|x)|友だち追加|扫码关注|关注我们|扫描二维码|长按|點擊訂閱|下載app|下载客户端|加入.{0,8}(?:line|telegram)|구독하세요|구독 버튼|카카오톡 채널|채널 추가|กดติดตาม/u.test(
      folded,
    ) &&
    line.length <= 120
  )
    return noise('promotion');
  return undefined;
};

/** Notes on a report's origin that pages add under an agency's text. */
const DISCLAIMER =
  /has not been edited by|auto-?generated from a syndicated feed|published from a (?:syndicated|wire agency) feed|may have been reworked by|without any modifications? to the text|a version of this article appear(?:s|ed) in print|disclaimer\s*:|views expressed (?:here |in this \p{L}+ )?are (?:those of|personal|the author)|opinions expressed .{0,40}(?:do not|don't) (?:necessarily )?(?:reflect|represent)|dieser (?:text|artikel|beitrag) wurde automatisch|wurde nicht von .{0,30}redaktion bearbeitet|direkt von der .{0,40}übernommen|esta noticia (?:ha sido|fue) (?:publicada|generada) automáticamente|with permission of|dieser artikel ist .{0,30}zuerst erschienen|esta notícia foi (?:gerada|publicada) automaticamente/iu;

const isDisclaimer = (line: string): boolean => line.length < 600 && DISCLAIMER.test(line);

const COPYRIGHT =
  /^(?:©|\(c\)\s|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|todos os direitos|tutti i diritti|riproduzione riservata|alle rechten voorbehouden|alla rättigheter|alle rettigheder|alle rettigheter|kaikki oikeudet|wszelkie prawa|wszystkie prawa|všechna práva|všetky práva|minden jog|toate drepturile|tüm hakları|her hakkı|все права|всі права|всички права|sva prava|vse pravice|με την επιφύλαξη|כל הזכויות|جميع الحقوق|کلیه حقوق|सर्वाधिकार|সর্বস্বত্ব|無断転載|版权|版權|著作権|ⓒ|저작권|무단|<저작권|สงวนลิขสิทธิ์|bản quyền|hak cipta)/iu;
const RIGHTS =
  /rechte an diesem (?:artikel|text|beitrag)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|riproduzione riservata|alle rechten voorbehouden|wszelkie prawa zastrzeżone|všechna práva vyhrazena|minden jog fenntartva|toate drepturile rezervate|tüm hakları saklıdır|все права защищены|всі права захищені|sva prava pridržana|sva prava zadržana|כל הזכויות שמורות|جميع الحقوق محفوظة|無断転載|禁無断|不得转载|未经授权|転載を禁|무단\s?전재|재배포 금지|may not be (?:published|reproduced)/iu;
const TAGS =
  /^(?:tags?|topics?|keywords?|story tags|related topics|related tags|filed under|categor(?:y|ies)|labels|posted in|section|more on|themen|schlag(?:worte|wörter)|stichworte|thema|ressort|mots[- ]clés|sujets|thèmes|rubriques?|étiquettes|temas|archivado en|etiquetas|palabras clave|categorías?|sección|assuntos|palavras-chave|tópicos|categorias?|argomenti|parole chiave|categorie|sezione|onderwerpen|trefwoorden|categorie|ämnen|emner|nøgleord|stikkord|aiheet|asiasanat|tagi|tematy|kategori[aeě]|słowa kluczowe|témata|štítky|témy|címkék|etichete|etiketler|теги|тэги|темы|рубрика|рубрики|метки|ключевые слова|категория|теми|мітки|тагове|ознаке|oznake|teme|ključne riječi|kategorija|ετικέτες|תגיות|תגים|الوسوم|كلمات مفتاحية|كلمات دلالية|برچسب‌ها|टैग|टैग्स|ট্যাগ|キーワード|タグ|カテゴリー?|标签|标签|关键词|關鍵字|标签|分类|태그|키워드|แท็ก|từ khóa|thẻ|topik|kata kunci|tanda)\s*[:：#]\s*\S/iu;
const EDITOR =
  /^[(（[【]?(?:editor|editors|edited by|editing by|editor-in-charge|copy edited by|redaktion|bearbeitet von|rédaction|édité par|édition|edición|editado por|edição|edição de|a cura della redazione|eindredactie|redaktör|redaktør|redagował|redagowała|redakcja|editace|szerkesztő|szerkesztette|editor online|editör|редактор|редактура|редакция|уредник|urednik|uređuje|urednica|επιμέλεια|עריכה|تحرير|ویرایش|সম্পাদনা|編集|担当|责任编辑|責任編輯|编辑|編輯|审核|校对|责编|責編|편집|에디터|บรรณาธิการ|biên tập|penyunting|disunting oleh|penyelia)\s*[:：=|／/]\s*\S/iu;

const SHARE_ON =
  /^(?:share|post|tweet|send|save|pin|teilen|empfehlen|partager|partagez|envoyer|compartir|comparte|compartilhar|compartilhe|partilhar|condividi|delen|deel|dela|del|jaa|udostępnij|sdílet|zdieľať|megosztás|distribuie|paylaş|поделиться|поділитися|сподели|podijeli|podeli|κοινοποίηση|bagikan|kongsi|chia sẻ)?\s*(?:this|it|article|story)?\s*(?:on|via|to|by|with|auf|per|über|sur|par|en|por|no|pelo|su|via|op|på|na|w|в|у|ke|di|lên)?\s*(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|email|e-mail|mail|bluesky|threads|mastodon|tumblr|flipboard|messenger|viber|вконтакте|одноклассники)$/u;

/** Copyright, tags, editors, addresses, breadcrumbs and menus. */
const judgeFurniture = (line: string, folded: string): Noise | undefined => {
  if ((COPYRIGHT.test(line) && !isAboutCopyright(line)) || (RIGHTS.test(line) && countWords(line) <= 60))
    return noise('copyright');
  if (TAGS.test(line) && !endsStatement(line)) return noise('tags', countWords(line) <= 20);
  if (/^@[\p{L}\p{N}_.]{2,30}$/u.test(line)) return noise('byline');
  if (/^#[\p{L}\p{N}_]+(?:[\s,]+#[\p{L}\p{N}_]+)*$/u.test(line)) return noise('tags');
  if (EDITOR.test(line) && countWords(line) <= 12 && !line.includes('|')) return noise('editor');
  if (/^(?:\p{L}{1,20}[ :]{1,3}){0,4}(?:https?:\/\/|www\.)\S+$/iu.test(line) && line.length < 300)
    return noise('address', false);
  if (SHARE_ON.test(folded) || /^share (?:this|the) \p{L}{3,10} (?:on|via|with|to)$/u.test(folded))
    return noise('share');
  if (/^[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,253}\.\p{L}{2,24}$/u.test(line)) return noise('address', false);
  if (/^(?:skip|jump|direkt) (?:to|zum|zur) [\p{L} ]{3,30}$/u.test(folded)) return noise('navigation');
  if (
    /^(?:did you find|was|how (?:useful|helpful) (?:is|was)) (?:this|the) (?:article|page|story|post|content|information)\b.{0,30}$/u.test(
      folded,
    )
  )
    return noise('promotion');
  if (/会員限定|有料会員|會員限定|구독자 전용/u.test(line) && line.length <= 40) return noise('subscribe');
  if (isBreadcrumb(line)) return noise('navigation', false);
  if (
    /^(?:read|continue reading|lesen|lire|leer|ler|leggi|читать)\b.{0,20}(?:article|story|artikel|suite|más|mais|tutto|далее)$/u.test(
      folded,
    )
  )
    return noise('navigation');
  return undefined;
};

/** A sentence that begins with the word. */
const isAboutCopyright = (line: string): boolean =>
  /^copyright\s\p{L}/iu.test(line) &&
  endsStatement(line) &&
  !/©|reserved/iu.test(line) &&
  (!/\d/u.test(line) ||
    /^\S+\s(?:in|on|of|for|law|laws|disputes?|notices?|is|was|had|has|may|can)\s/u.test(line));

/** `Home > News > City`, `News | Sport | Weather`: three short parts or more. */
const isBreadcrumb = (line: string): boolean => {
  if (line.length > 120 || endsSentence(line) || /\d{4}|\d:\d/u.test(line)) return false;
  const parts = line.split(/\s*[>›»|•·→]\s*|\s\/\s/u);
  return parts.length >= 3 && parts.every((part) => part !== '' && countWords(part) <= 4);
};

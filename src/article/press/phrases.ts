import { foldWords } from './words.ts';

/**
 * Lines that pages print around an article, whole and folded (`foldWords`), by the rule that takes them out.
 * One entry a phrase, separated by `|`. Only a line that is nothing else matches, so prose is never touched.
 */
const PHRASES: Readonly<Record<string, string>> = {
  // What stands where a page had something that text can't show.
  placeholder: `image|images|photo|photos|picture|pictures|photograph|video|videos|audio|gallery|photo gallery|slideshow|infographic
    |graphic|chart|map|embed|embedded content|loading|artikel zum hören|artikel anhören|beitrag hören|écouter l'article|escuchar noticia|escuchar el artículo|ouvir a notícia|ouvir notícia|ouça a notícia|ascolta l'articolo|luister naar dit artikel|lyssna på artikeln|listen to this article|listen to article|listen to this story|audio version|play|play video|watch|watch video|listen|tweet|instagram|view image|enlarge
    |file photo|file image|file|representative image|representational image|image: representative|stock photo|representational photo
    |toggle caption|hide caption|enlarge this image|image caption|image source|open image in gallery|view gallery|expand|zoom|0:00
    |bild|bilder|foto|fotos|bildergalerie|fotostrecke|grafik|karte|symbolbild|archivbild|bild vergrößern|video abspielen
    |photographie|vidéo|vidéos|galerie|diaporama|infographie|carte|légende|photo d'illustration|image d'illustration|agrandir l'image|écouter
    |imagen|imágenes|fotografía|vídeo|galería|fotogalería|gráfico|mapa|imagen de archivo|foto de archivo|ampliar foto|ampliar imagen
    |imagem|imagens|galeria|gráfica|foto de arquivo|ouvir|ampliar imagem|reprodução|divulgação
    |immagine|immagini|galleria|fotogallery|foto d'archivio|ascolta|guarda il video
    |afbeelding|beeld|archieffoto|fotoserie|bekijk video|luister|illustratie
    |bilde|bilder|billede|illustrationsfoto|genrebild|arkivbild|arkivfoto|bildtext|kuva|kuvat|arkistokuva|kuvitus|kuvateksti
    |zdjęcie|zdjęcia|obraz|wideo|grafika|zdjęcie ilustracyjne|ilustrační foto|ilustračné foto|fotogalerie|snímek
    |kép|képek|illusztráció|galéria|videó|imagine|imagini|fotoğraf|görsel|resim|video izle|foto galeri|haberin videosu
    |фото|фотография|изображение|видео|иллюстрация|инфографика|зображення|фотографія|відео|снимка|слика|φωτογραφία|εικόνα|βίντεο
    |תמונה|צילום|וידאו|صورة|الصورة|فيديو|صور|صورة أرشيفية|عکس|ویدیو|تصویر|तस्वीर|फोटो|चित्र|वीडियो|फाइल फोटो|ছবি|ভিডিও|படம்|வீடியோ
    |画像|写真|動画|映像|イメージ|図|写真を拡大|拡大|拡大する|資料写真|图片|图|照片|视频|圖片|影片|資料圖片|资料图|资料图片|点击查看大图|사진|이미지|동영상|영상|자료사진|ภาพ|รูปภาพ|วิดีโอ|ảnh|hình ảnh|ảnh minh họa|gambar|ilustrasi`,
  advertisement: `advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content|supported by|presented by|brought to you by|promoted|promoted content|advertorial
    |article continues below advertisement|article continues below|story continues below advertisement|story continues below|story continues after advertisement
    |continue reading below|scroll to continue|advertisement - scroll to continue|skip advertisement|skip ad|ad feedback|report this ad|paid post
    |anzeige|werbung|gesponsert|nach der anzeige weiterlesen|weiter nach der anzeige|die werbung wird geladen|publicité|annonce|la suite après cette publicité|suite de l'article après la publicité
    |publicidad|anuncio|anuncios|publicidade|anúncio|patrocinado|continua após a publicidade|continua depois da publicidade|continúa leyendo después de la publicidad
    |pubblicità|contenuto sponsorizzato|la notizia prosegue dopo la pubblicità|advertentie|reclame|gesponsord|lees verder onder de advertentie|annons|annonse|reklam|reklame|mainos|artikkeli jatkuu mainoksen jälkeen
    |reklama|materiał sponsorowany|inzerce|inzercia|hirdetés|publicitate|ilan|reklam alanı|реклама|διαφήμιση|פרסומת|מודעה|إعلان|إعلانات|تبلیغات|विज्ञापन|বিজ্ঞাপন|விளம்பரம்
    |広告|ad広告|スポンサーリンク|广告|廣告|광고|โฆษณา|quảng cáo|iklan`,
  navigation: `text size|font size|for immediate release|for release|embargoed|small|medium|large|aa|a a|a- a+|schriftgröße|taille du texte|tamaño de letra|tamanho da fonte|dimensione testo|end of article|top of page|related internet links|around the bbc|home|menu|search|back|next|previous|top|close|skip to content|skip to main content|skip to navigation|back to top|return to top|go to top|return to homepage|back to homepage|back to home
    |next article|previous article|next story|previous story|next post|previous post|explore news|explore more|view all|see all|see more|show more|load more|read full story|read full article|full story|view more|more news|more stories|more
    |latest news|top news|top stories|top story|breaking news|trending|trending now|trending news|most read|most viewed|most popular|popular now|popular stories|in the news|news|live|today's paper|e-paper|epaper|site map|sitemap|contact us|about us|privacy policy|terms of use|terms and conditions|cookie policy|cookie settings|sign in|log in|login|register|my account|advertise with us|help
    |zur startseite|startseite|zurück|zurück zur startseite|zum seitenanfang|nach oben|seitenanfang|weiter|mehr|mehr anzeigen|mehr nachrichten|impressum|datenschutz|datenschutzerklärung|kontakt|anmelden|inhalt|zurück zur übersicht|zur übersicht|meistgelesen
    |accueil|retour à l'accueil|retour en haut|retour|haut de page|suivant|précédent|article suivant|article précédent|voir plus|voir tout|en savoir plus|mentions légales|nous contacter|connexion|les plus lus
    |inicio|portada|volver|volver arriba|volver a la portada|ir al inicio|siguiente|anterior|ver más|ver todo|más noticias|lo más leído|más leídas|aviso legal|política de privacidad|contacto|iniciar sesión
    |início|voltar|voltar ao topo|voltar ao início|próximo|página inicial|ver mais|ver tudo|leia mais notícias|mais notícias|mais lidas|política de privacidade|contato|entrar|últimas notícias
    |torna alla home|torna su|torna indietro|indietro|avanti|successivo|precedente|vedi tutti|altre notizie|ultime notizie|più letti|i più letti|contatti|accedi|note legali
    |naar de homepage|terug naar home|terug|terug naar boven|naar boven|volgende|vorige|meer nieuws|meer|meest gelezen|toon meer|inloggen|laatste nieuws
    |till startsidan|tillbaka|till toppen|upp|nästa|föregående|mer|visa mer|läs fler nyheter|senaste nytt|mest lästa|logga in|til forsiden|til toppen|tilbage|tilbake|næste|neste|forrige|vis mere|vis mer|mest læst|mest lest|siste nytt|seneste nyt|log ind|logg inn|etusivulle|takaisin|ylös|seuraava|edellinen|lisää|luetuimmat|kirjaudu|uusimmat
    |strona główna|powrót|do góry|następny|poprzedni|więcej|zobacz więcej|najczęściej czytane|najnowsze|zaloguj się|domů|zpět|nahoru|další|předchozí|nejčtenější|přihlásit se|domov|späť|hore|najčítanejšie
    |főoldal|vissza|vissza a főoldalra|tovább|legolvasottabb|acasă|înapoi|sus|următorul|vezi mai mult|cele mai citite|ana sayfa|anasayfa|ana sayfaya dön|başa dön|geri|ileri|son dakika|son haberler|en çok okunanlar|yukarı
    |главная|на главную|назад|наверх|вперед|далее|ещё|еще|показать ещё|показать еще|все новости|последние новости|самое читаемое|популярное|войти|головна|на головну|нагору|всі новини|останні новини|популярне|начало|най-четени|почетна|početna|naslovnica|povratak|najčitanije|vrh stranice
    |αρχική|επιστροφή|πάνω|περισσότερα|δημοφιλή|ροή ειδήσεων|דף הבית|חזרה|למעלה|עוד חדשות|الرئيسية|الصفحة الرئيسية|العودة|العودة إلى الأعلى|المزيد|الأكثر قراءة|آخر الأخبار|صفحه اصلی|بازگشت|پربیننده‌ترین
    |होम|मुख्य पृष्ठ|और पढ़ें|और खबरें|ताज़ा खबरें|ताजा खबरें|सबसे ज्यादा पढ़ी गई|হোম|প্রথম পাতা|আরও|সর্বশেষ|முகப்பு
    |ホーム|トップ|トップへ|トップに戻る|トップページへ|ページトップへ|ページの先頭へ|ページトップへ戻る|一覧へ|一覧に戻る|記事一覧|次の記事|前の記事|次へ|前へ|もっと見る|続きを読む|続きを見る|最新ニュース|アクセスランキング|ランキング|ログイン|会員登録|お問い合わせ
    |首页|首頁|返回首页|返回首頁|返回顶部|返回頂部|回到顶部|上一篇|下一篇|更多|查看更多|更多新闻|最新新闻|热门新闻|热点|排行|登录|登入|홈|홈으로|목록|목록으로|맨위로|위로|이전기사|다음기사|이전 기사|다음 기사|더보기|많이 본 뉴스|최신뉴스|로그인
    |หน้าแรก|กลับสู่ด้านบน|ข่าวล่าสุด|อ่านเพิ่มเติม|trang chủ|về trang chủ|xem thêm|tin mới|lên đầu trang|beranda|kembali ke atas|selanjutnya|sebelumnya|selengkapnya|berita terbaru|terpopuler|halaman utama|laman utama`,
  share: `close panel|share page|about sharing|share options|follow us on social media|reuse this content|order reprints|today's paper|gift article|partager l’article|ajouter à vos sélections|offrir l'article|artikel verschenken|artikel merken|zur merkliste hinzufügen|share|share this|share this article|share this story|share this post|share this page|share article|share story|share via|share on|share with friends|share options|share full article|share on social media|share now|share the article
    |facebook|twitter|x|x (formerly twitter)|linkedin|whatsapp|telegram|email|e-mail|print|reddit|pinterest|messenger|copy link|copy url|link copied|save|save article|bookmark|save for later|read later|read it later|send by email|email this article|print this article|print article|pdf|rss|tweet this|post|pocket|line|viber|vk|gift this article|give this article|tumblr|flipboard|bluesky|threads|mastodon|instagram|youtube|tiktok
    |teilen|artikel teilen|beitrag teilen|teilen sie diesen artikel|diesen artikel teilen|auf facebook teilen|auf twitter teilen|drucken|per mail versenden|per e-mail teilen|link kopieren|merken|artikel merken|artikel drucken|seite drucken|weiterempfehlen|versenden
    |partager|partager l'article|partager cet article|partagez cet article|partagez|partager sur|partager sur facebook|partager sur twitter|imprimer|envoyer par e-mail|envoyer par mail|copier le lien|enregistrer|envoyer
    |compartir|comparte|comparte esta noticia|compartir esta noticia|compartir noticia|compartir este artículo|comparte este artículo|compartir en facebook|compartir en twitter|compartir en|imprimir|enviar por correo|copiar enlace|guardar|enviar
    |compartilhar|compartilhe|compartilhe esta notícia|compartilhar notícia|compartilhe este artigo|compartilhe essa notícia|compartilhe no facebook|compartilhe no whatsapp|partilhar|partilhe|partilhar artigo|partilhar este artigo|copiar link|salvar|enviar por e-mail
    |condividi|condividi l'articolo|condividi questo articolo|condividi su|condividi su facebook|condividi su twitter|condividi la notizia|stampa|invia|invia per email|copia link|salva
    |delen|deel|deel dit artikel|deel dit|deel dit bericht|deel artikel|deel via|delen op facebook|afdrukken|printen|kopieer link|bewaar|opslaan
    |dela|dela artikeln|dela artikel|dela denna artikel|dela på facebook|skriv ut|kopiera länk|spara|del|del artikel|del artiklen|del denne artikel|del artikkelen|del saken|del på facebook|del på twitter|kopier link|kopier lenke|gem|lagre|jaa|jaa artikkeli|jaa facebookissa|jaa juttu|tulosta|kopioi linkki|tallenna
    |udostępnij|udostępnij artykuł|podziel się|podziel się artykułem|drukuj|wyślij|kopiuj link|zapisz|sdílet|sdílet článek|sdílejte|vytisknout|uložit|kopírovat odkaz|zdieľať|zdieľať článok|zdieľajte|tlačiť
    |megosztás|megosztom|oszd meg|ossza meg|nyomtatás|küldés|distribuie|distribuie articolul|trimite|tipărește|printează|paylaş|bu haberi paylaş|haberi paylaş|yazdır|kaydet|bağlantıyı kopyala|facebook'ta paylaş|twitter'da paylaş
    |поделиться|поделиться статьей|поделиться новостью|поделитесь|поделиться в соцсетях|распечатать|печать|версия для печати|скопировать ссылку|отправить|сохранить|вконтакте|одноклассники|поділитися|поширити|поділитись|роздрукувати|сподели|споделете|отпечатай|podeli|podijeli|podijelite|podelite|podijeli članak|ispiši|štampaj|deli|подели|natisni
    |κοινοποίηση|μοιραστείτε|μοιράσου|εκτύπωση|share στο facebook|שתף|שתפו|שיתוף|שיתוף הכתבה|שתפו את הכתבה|הדפס|הדפסה|شارك|شارك المقال|شارك الخبر|مشاركة|طباعة|انسخ الرابط|حفظ|اشتراک گذاری|اشتراک‌گذاری|چاپ|شیئر کریں|शेयर करें|साझा करें|शेयर|प्रिंट|শেয়ার করুন|শেয়ার|প্রিন্ট|பகிர்|பகிரவும்
    |シェア|シェアする|この記事をシェア|この記事をシェアする|ツイート|ツイートする|ポスト|ポストする|lineで送る|印刷|印刷する|メールで送る|リンクをコピー|保存|ブックマーク|はてなブックマーク|分享|分享到|分享至|分享本文|分享这篇文章|转发|打印|列印|收藏|微信|微博|复制链接|複製連結|공유|공유하기|기사 공유|기사공유하기|기사 공유하기|페이스북|트위터|카카오톡|카카오스토리|인쇄|인쇄하기|프린트|url 복사|url복사|스크랩|글자크기|글씨크기
    |แชร์|แชร์ข่าว|แชร์ข่าวนี้|แบ่งปัน|พิมพ์|chia sẻ|chia sẻ bài viết|in bài viết|sao chép liên kết|bagikan|bagikan artikel|bagikan artikel ini|bagikan berita ini|cetak|salin tautan|simpan|kongsi|kongsi artikel ini|ibahagi`,
  comments: `comment|comments|comment now|top comment|top comments|leave a comment|leave a reply|post a comment|post comment|post your comment|add a comment|add comment|write a comment|view comments|show comments|read comments|join the conversation|join the discussion|be the first to comment|start the conversation|comments are closed|comments closed|no comments|no comments yet|have your say|0 comments|have something to say? post your comment
    |kommentar|kommentare|kommentieren|kommentar schreiben|kommentare anzeigen|zu den kommentaren|diskutieren sie mit|jetzt kommentieren|schreiben sie einen kommentar|kommentare lesen|leserkommentare
    |commentaire|commentaires|commenter|réagir|réactions|laisser un commentaire|lire les commentaires|voir les commentaires|ajouter un commentaire
    |comentario|comentarios|comentar|deja un comentario|deja tu comentario|dejar un comentario|ver comentarios|escribe un comentario|comentários|comentário|comente|deixe um comentário|deixe seu comentário|ver comentários|seja o primeiro a comentar
    |commento|commenti|commenta|lascia un commento|leggi i commenti|scrivi un commento|reactie|reacties|reageer|reageren|plaats een reactie|geef een reactie|bekijk reacties
    |kommentera|kommentarer|kommenter|skriv en kommentar|kommentteja|kommentit|kommentoi|kirjoita kommentti|komentarze|komentarz|skomentuj|dodaj komentarz|komentáře|komentář|diskuse|diskuze|vstoupit do diskuse|diskusia|komentáre|hozzászólás|hozzászólások|kommentek|comentarii|comentează|lasă un comentariu|adaugă comentariu|yorum|yorumlar|yorum yap|yorum yaz|yorum ekle
    |комментарии|комментарий|комментировать|оставить комментарий|обсудить|обсуждение|написать комментарий|добавить комментарий|коментарі|коментувати|залишити коментар|коментари|коментар|напиши коментар|komentari|komentar|komentiraj|ostavi komentar|ostavite komentar|σχόλια|σχολιάστε|αφήστε σχόλιο
    |תגובות|תגובה|הוסף תגובה|הגב|הוספת תגובה|تعليقات|التعليقات|تعليق|أضف تعليقا|أضف تعليقك|اترك تعليقا|نظرات|نظر شما|ارسال نظر|टिप्पणी|टिप्पणियां|कमेंट करें|अपनी राय दें|মন্তব্য|মন্তব্য করুন|கருத்துகள்
    |コメント|コメントする|コメントを書く|コメントを見る|コメント一覧|评论|評論|发表评论|我要评论|查看评论|网友评论|留言|發表評論|댓글|댓글쓰기|댓글 쓰기|댓글 보기|의견|แสดงความคิดเห็น|ความคิดเห็น|bình luận|ý kiến|gửi bình luận|komentar pembaca|tulis komentar|beri komentar|komen`,
  subscribe: `article réservé aux abonnés|réservé aux abonnés|réservé à nos abonnés|nur für abonnenten|exklusiv für abonnenten|solo para suscriptores|exclusivo para assinantes|exclusivo assinantes|solo per gli abbonati|alleen voor abonnees|för prenumeranter|for abonnenter|vain tilaajille|tylko dla prenumeratorów|subscriber only|subscribers only|subscriber-only|for subscribers|premium|subscribe|subscribe now|subscribe today|subscribe to our newsletter|newsletter|newsletters|sign up|sign up now|sign up for our newsletter|sign up for newsletters|become a member|donate|donate now|support us|support our journalism|follow us|follow us on|follow|get the app|download the app|download our app|join us|stay connected|stay updated|stay informed|get alerts|get notifications|enable notifications|unlock this article|already a subscriber?|already a subscriber? log in|already a subscriber? sign in
    |abonnieren|jetzt abonnieren|newsletter abonnieren|jetzt anmelden|folgen|folgen sie uns|folge uns|jetzt testen|abo|abo abschließen|jetzt registrieren|s'abonner|abonnez-vous|je m'abonne|s'inscrire|inscrivez-vous|suivez-nous|suivre|faire un don
    |suscríbete|suscribirse|suscribirme|síguenos|síguenos en|suscríbete a nuestra newsletter|hazte socio|registrarse|apúntate|boletín|boletines|assine|assine já|assine agora|siga-nos|siga|inscreva-se|cadastre-se|receba nossa newsletter|subscreva|subscrever
    |abbonati|iscriviti|seguici|seguici su|iscriviti alla newsletter|sostienici|abonneer|abonneren|abonneer nu|word abonnee|volg ons|nieuwsbrief|meld je aan|schrijf je in|prenumerera|bli prenumerant|nyhetsbrev|följ oss|abonner|bliv abonnent|bli abonnent|nyhedsbrev|følg os|følg oss|tilmeld|tilaa|tilaa uutiskirje|uutiskirje|seuraa meitä
    |subskrybuj|zapisz się|prenumerata|obserwuj nas|śledź nas|odebírat|předplatné|sledujte nás|odber|sledujte nás|predplatné|feliratkozás|iratkozzon fel|kövessen minket|hírlevél|abonează-te|abonați-vă|urmărește-ne|abone ol|bizi takip edin|takip et|takip edin
    |подписаться|подпишитесь|подписывайтесь|рассылка|подписка|подписывайтесь на нас|підписатися|підписуйтесь|підпишіться|абонирай се|последвайте ни|pretplati se|pretplatite se|pratite nas|zapratite nas|naroči se|εγγραφή|ακολουθήστε μας|newsletter εγγραφή|הרשמה|הירשמו|עקבו אחרינו|اشترك|اشترك الآن|تابعنا|تابعونا|النشرة البريدية|عضویت|ما را دنبال کنید|सब्सक्राइब करें|हमें फॉलो करें|सदस्यता लें|সাবস্ক্রাইব করুন|আমাদের অনুসরণ করুন
    |購読|購読する|会員限定|フォロー|フォローする|メルマガ登録|登録|订阅|訂閱|关注我们|關注我們|关注|扫一扫|구독|구독하기|구독신청|팔로우|뉴스레터|회원가입|ติดตาม|ติดตามเรา|สมัครสมาชิก|đăng ký|theo dõi chúng tôi|đăng ký nhận tin|berlangganan|ikuti kami|langganan|ikut kami`,
  tags: `tags|tag|topics|topic|keywords|related topics|related tags|story tags|more on|filed under|categories|category|in this article|themen|schlagworte|schlagwörter|thema|stichworte|mots-clés|sujets|thèmes|étiquettes|temas|etiquetas|tópicos|assuntos|palavras-chave|argomenti|parole chiave|onderwerpen|trefwoorden|ämnen|emner|nøgleord|stikkord|aiheet|asiasanat|tagi|tematy|słowa kluczowe|témata|štítky|témy|címkék|cuvinte cheie|etichete|etiketler|теги|темы|метки|ключевые слова|теми|мітки|тагове|ознаке|oznake|teme|ključne riječi|ετικέτες|תגיות|نشان|الوسوم|الكلمات المفتاحية|كلمات مفتاحية|وسوم|برچسب‌ها|कीवर्ड|टैग|キーワード|タグ|标签|关键词|標籤|關鍵字|태그|키워드|แท็ก|từ khóa|thẻ|topik|kata kunci`,
  'end-mark': `ends|end|-30-|30|###|#|-ends-|--ends--|(ends)|(end)|ende|-ende-|fin|-fin-|fim|fine|einde|slut|loppu|koniec|konec|konec zprávy|vége|sfârșit|son|конец|кінець|край|kraj|τέλος|סוף|انتهى|النهاية|完|（完）|(完)|终|（终）|結束|끝|（끝）|(끝)|(了)|（了）|以上|จบ|hết|selesai|tamat`,
};

/**
 * Headings of a block of links to other articles. Alone on a line they open the block;
 * before a colon or bar they are a promotion with its title on one line.
 */
const RELATED = `also read|also see|also watch|read also|read more|read next|see also|watch also|related|related article|related articles|related stories|related story|related news|related content|related links|related coverage|related topics|related reading|related posts|more on this story|more on this|more from|more like this|more from this section|more from this author|more stories|more in this section|recommended|recommended stories|recommended for you|recommended reading|you may also like|you might also like|you may like|you might like|also on|also in the news|in case you missed it|icymi|don't miss|must read|must reads|editor's picks|editors' picks|editor's pick|top picks|further reading|up next|read this next|what to read next|in other news|elsewhere on the web|around the web|from the web|related video|watch|watch now|listen|explore more|latest stories|trending stories|most read stories|suggested reading|other stories|popular stories|read|trending
  |lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie dazu|mehr lesen|mehr zum thema|mehr dazu|mehr zu diesem thema|auch interessant|das könnte sie auch interessieren|das könnte sie interessieren|verwandte artikel|ähnliche artikel|weitere artikel|weitere meldungen|weitere nachrichten|weitere themen|zum thema|siehe auch|passend zum thema|empfohlene artikel|empfehlungen|unsere empfehlungen|lesetipp|lesetipps|weiterlesen|hintergrund|auch lesen|mehr aus dem ressort|meistgelesene artikel
  |à lire aussi|lire aussi|à lire également|lire également|à voir aussi|voir aussi|à lire|sur le même sujet|sur le même thème|articles liés|articles similaires|articles connexes|à découvrir|vous aimerez aussi|nos recommandations|dans la même rubrique|pour aller plus loin|plus d'infos|a lire aussi|a lire egalement|notre dossier|lire plus|lire la suite|recommandé pour vous
  |lee también|lea también|leer también|leer más|lee más|lea más|te puede interesar|le puede interesar|también te puede interesar|te recomendamos|te podría interesar|puedes leer|mira también|ver también|vea también|noticias relacionadas|artículos relacionados|más información|más sobre este tema|relacionado|relacionados|relacionadas|no te pierdas|contenido relacionado|temas relacionados|otras noticias|más en
  |leia também|leia mais|veja também|veja mais|saiba mais|notícias relacionadas|matérias relacionadas|artigos relacionados|conteúdo relacionado|relacionadas|mais sobre|confira também|recomendadas|ler também|ler mais|ver também|leia ainda|você pode gostar|tópicos relacionados|temas relacionados
  |leggi anche|leggi di più|per approfondire|approfondisci|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|ti potrebbe interessare anche|articoli correlati|notizie correlate|vedi anche|guarda anche|correlati|altri articoli|da leggere|approfondimenti|contenuti correlati
  |lees ook|lees meer|lees verder|lees hier|lees hierover|bekijk ook|meer over dit onderwerp|meer over|gerelateerd|gerelateerde artikelen|zie ook|ook interessant|aanbevolen|aanraders|verder lezen
  |läs också|läs även|läs mer|läs vidare|se också|se även|relaterat|relaterade artiklar|mer om ämnet|mer om|rekommenderas|fler artiklar|fler nyheter|missa inte
  |læs også|læs mere|se også|relaterede artikler|relateret|mere om|mere om emnet|anbefalet|flere artikler|les også|les mer|relaterte saker|relaterte artikler|mer om saken|anbefalte saker|flere saker|flere nyheder|flere nyheter
  |lue myös|lue lisää|katso myös|aiheesta lisää|lisää aiheesta|aiheeseen liittyvää|suosittelemme|lisää uutisia
  |czytaj też|czytaj także|czytaj również|przeczytaj też|przeczytaj także|przeczytaj również|zobacz też|zobacz także|zobacz również|czytaj więcej|więcej na ten temat|powiązane artykuły|polecane|polecamy|powiązane|warto przeczytać|zobacz więcej
  |čtěte také|čtěte i|přečtěte si také|přečtěte si|související články|související|mohlo by vás zajímat|mohlo by vás také zajímat|další články|čítajte aj|prečítajte si aj|prečítajte si|súvisiace články|súvisiace|mohlo by vás zaujímať|viac k téme
  |olvassa el ezt is|ezt is olvassa el|ezt olvasta már|kapcsolódó cikkek|kapcsolódó|ez is érdekelheti|olvasta már|további cikkek|citește și|citiţi și|citește mai mult|vezi și|articole similare|știri similare|pe aceeași temă|recomandări|te-ar putea interesa|îți recomandăm
  |ilgili haberler|ilgili haber|ayrıca okuyun|bunları da okuyun|bunu da okuyun|bunlar da ilginizi çekebilir|ilginizi çekebilir|öne çıkan haberler|önerilenler|diğer haberler|okumaya devam et|devamını oku|sıradaki haber
  |читайте также|читать также|читайте далее|читать далее|читайте ещё|читайте еще|смотрите также|по теме|материалы по теме|новости по теме|ещё по теме|еще по теме|другие новости|похожие новости|похожие материалы|рекомендуем|рекомендуем прочитать|вам может быть интересно|главное за день|подробнее|читайте подробнее|см. также|читайте також|дивіться також|за темою|по темі|матеріали за темою|новини за темою|схожі новини|рекомендуємо|прочетете още|вижте още|вижте също|още по темата|свързани статии|свързани новини|pročitajte još|pročitajte i|pročitaj još|pročitajte više|vezane vijesti|povezane vesti|povezani članci|povezano|možda vas zanima|преберете и|прочитајте и|прочитајте још|preberite tudi|preberite še|povezane novice
  |διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη|διαβάστε περισσότερα|δείτε επίσης|σχετικά άρθρα|σχετικά|σχετικές ειδήσεις|μη χάσετε|קראו גם|קרא עוד|קראו עוד|עוד בנושא|כתבות נוספות|כתבות קשורות|עוד בוואלה|אולי יעניין אותך|ראו גם
  |اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|اقرأ ايضا|اقرأ المزيد|اقرأ أيضًا|شاهد أيضا|شاهد أيضاً|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|ذات صلة|موضوعات ذات صلة|موضوعات متعلقة|قد يهمك|قد يعجبك أيضا|المزيد من الأخبار|بیشتر بخوانید|بخوانید|همچنین بخوانید|اخبار مرتبط|مطالب مرتبط|یہ بھی پڑھیں|مزید پڑھیں|متعلقہ خبریں
  |यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|यह भी देखें|ये भी देखें|संबंधित खबरें|सम्बंधित खबरें|संबंधित लेख|और पढ़ें|हे पण वाचा|हेही वाचा|हे ही वाचा|आणखी वाचा|আরও পড়ুন|আরো পড়ুন|আরও খবর|সম্পর্কিত খবর|இதையும் படிக்க|இதையும் படியுங்கள்|மேலும் படிக்க|తాజా వార్తలు|ఇవి కూడా చదవండి
  |関連記事|関連ニュース|関連リンク|関連する記事|関連トピックス|関連動画|あわせて読みたい|併せて読みたい|こちらもおすすめ|おすすめ記事|おすすめ|注目記事|人気記事|この記事を読んだ人はこんな記事も読んでいます|関連|関連キーワード|特集|他の記事
  |相关新闻|相关阅读|相关报道|相关文章|相关链接|相关推荐|延伸阅读|推荐阅读|更多阅读|热门推荐|猜你喜欢|相關新聞|相關閱讀|延伸閱讀|相關報導|推薦閱讀|更多報導|你可能也喜歡|看更多|关联阅读|更多相关新闻
  |most read|most viewed|most popular|popular now|popular stories|trending|trending now|trending news|meistgelesen|les plus lus|lo más leído|más leídas|mais lidas|più letti|i più letti|meest gelezen|mest lästa|mest læst|mest lest|luetuimmat|najczęściej czytane|nejčtenější|najčítanejšie|legolvasottabb|cele mai citite|en çok okunanlar|самое читаемое|популярное|най-четени|najčitanije|δημοφιλή|الأكثر قراءة|アクセスランキング|ランキング|热门新闻|많이 본 뉴스|terpopuler
  |관련기사|관련 기사|관련뉴스|관련 뉴스|관련 글|함께 보면 좋은 기사|추천기사|추천 기사|이 기사와 함께 많이 본 뉴스|더 읽기|인기기사|연관기사
  |ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านข่าวที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|tin liên quan|bài liên quan|xem thêm|đọc thêm|có thể bạn quan tâm|tin cùng chuyên mục|tin cùng chủ đề|baca juga|baca selengkapnya|berita terkait|artikel terkait|simak juga|lihat juga|baca lagi|berita berkaitan|artikel berkaitan|pilihan editor|basahin din|kaugnay na balita`;

const split = (list: string): string[] =>
  list
    .split('|')
    .map((phrase) => foldWords(phrase))
    .filter((phrase) => phrase !== '');

const phraseRules = new Map<string, string>();
for (const [rule, list] of Object.entries(PHRASES)) {
  for (const phrase of split(list)) if (!phraseRules.has(phrase)) phraseRules.set(phrase, rule);
}

const relatedHeadings = new Set(split(RELATED));

/** The rule of a line that is, as a whole, one of the known phrases; `folded` comes from `foldWords`. */
export const rulePhrase = (folded: string): string | undefined => phraseRules.get(folded);

/** Whether the folded line is the heading of a block of links. */
export const isRelatedHeading = (folded: string): boolean => relatedHeadings.has(folded);

/** Notes on cookies: the page speaks of its own. */
const COOKIES =
  /^(?:we(?: and our (?:\d+ )?partners)?|this (?:web)?site|our (?:web)?site|by (?:continuing|using|clicking)|to (?:improve|give|provide)|wir|diese (?:web)?seite|diese website|unsere website|mit der nutzung|nous|ce site|en poursuivant|en continuant|usamos|utilizamos|esta (?:página|web)|este (?:sitio|site)|al continuar|ao continuar|questo sito|utilizziamo|wij|we gebruiken|deze (?:web)?site|vi (?:använder|bruger|bruker)|den här webbplatsen|denne (?:hjemmeside|nettsiden)|ta strona|używamy|strona używa|tento web|používáme|bu (?:web )?sitesi|мы используем|этот сайт|сайт использует|цей сайт)(?!\p{L})(?=[^\n]{0,200}(?:cookie|куки|çerez))/u;
const COOKIE_BUTTON =
  /^(?:accept|reject|allow|manage|decline|alle|tout|aceptar|aceitar|accetta|accepteer|godkänn|accepter|akceptuj|přijmout)(?: (?:all|alle|tous|todas|todos|tutti|wszystkie))?(?: (?:les|las|os|i))? ?cookies?(?: (?:akzeptieren|ablehnen|settings|preferences))?$/u;

/** Walls: what a reader is told in place of the rest of the text. */
const WALL =
  /^(?:to (?:continue|keep) reading|continue reading (?:with|for|by)|already have an account|already (?:a )?(?:subscriber|subscribed|member|registered)|don't have an account|not a (?:subscriber|member)|this (?:article|content|story|post) is (?:for|only|available|exclusive|reserved|free for)[^.]{0,40}(?:subscribers?|members?)|you(?:'ve| have) (?:reached|read|used)[^.]{0,40}(?:limit|free|articles?|stories)|you have \d+ free|read the full (?:story|article)|get unlimited access|pour (?:lire|continuer)[^.]{0,40}(?:suite|lecture)|il vous reste \d|cet article est réservé|déjà (?:abonné|inscrit)|cet article est offert|jetzt weiterlesen|weiterlesen mit|sie haben bereits ein|bereits (?:abonnent|registriert|kunde)|um (?:weiterzulesen|diesen artikel)|dieser artikel ist nur|para (?:seguir|continuar) (?:leyendo|lendo)|(?:¿)?ya (?:eres|tienes|es) (?:suscriptor|cuenta|una cuenta)|contenido exclusivo|conteúdo exclusivo|já é assinante|per continuare a leggere|(?:sei )?già abbonat|contenuto riservato|om verder te lezen|al abonnee|dit artikel is (?:alleen|exclusief)|för att läsa (?:vidare|hela)|redan prenumerant|allerede abonnent|for at læse|for å lese|aby (?:czytać|przeczytać) (?:dalej|całość)|masz już (?:konto|dostęp)|devamını okumak için|zaten (?:üye|abone)|чтобы (?:прочитать|читать) (?:полностью|дальше|далее)|уже есть аккаунт|この記事は(?:有料)?会員|残り\s?\d+\s?文字|続きは(?:会員|有料))/u;

/** Longer ones are text. */
const LONGEST_WORDS = 45;

/** What stands in front of an article to stop its reader: notes on cookies, and walls to log in or to pay at. */
export const wallRule = (folded: string, words: number): string | undefined => {
  if (words > LONGEST_WORDS) return undefined;
  if (COOKIES.test(folded) || COOKIE_BUTTON.test(folded)) return 'cookies';
  return words <= 25 && WALL.test(folded) ? 'subscribe' : undefined;
};

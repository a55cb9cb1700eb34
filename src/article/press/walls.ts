/** Notes on cookies: the page speaks of its own. */
const COOKIES =
  /^(?:we(?: and our (?:\d+ )?partners)?|this (?:web)?site|our (?:web)?site|by (?:continuing|using|clicking)|to (?:improve|give|provide)|wir|diese (?:web)?seite|diese website|unsere website|mit der nutzung|nous|ce site|en poursuivant|en continuant|usamos|utilizamos|esta (?:página|web)|este (?:sitio|site)|al continuar|ao continuar|questo sito|utilizziamo|wij|we gebruiken|deze (?:web)?site|vi (?:använder|bruger|bruker)|den här webbplatsen|denne (?:hjemmeside|nettsiden)|ta strona|używamy|strona używa|tento web|používáme|bu (?:web )?sitesi|мы используем|этот сайт|сайт использует|цей сайт)(?!\p{L})(?=[^\n]{0,200}(?:cookie|куки|çerez))/u;
const COOKIE_BUTTON =
  /^(?:accept|reject|allow|manage|decline|alle|tout|aceptar|aceitar|accetta|accepteer|godkänn|accepter|akceptuj|přijmout)(?: (?:all|alle|tous|todas|todos|tutti|wszystkie))?(?: (?:les|las|os|i))? ?cookies?(?: (?:akzeptieren|ablehnen|settings|preferences))?$/u;

/** What such notes go on to speak of; a sentence on cookies that are eaten has none of it. */
const CONSENT =
  /experience|website|\bsite\b|brows|consent|accept|agree|polic|setting|personali|traffic|partner|\bads\b|analy|erfahrung|erlebnis|zustimm|einverstanden|akzept|expérience|navigation|experiencia|experiência|navega|esperienza|acept|aceit|accett|ervaring|akkoord|upplevelse|godkänn|oplevelse|opplevelse|doświadcz|zgod|zážit|souhlas|deneyim|kabul|соглас|удобств|работ/u;

/** Walls: what a reader is told in place of the rest of the text. */
const WALL =
  /^(?:continue reading with|don't have an account|not a (?:subscriber|member)(?: yet)?\?|this (?:article|content|story|post) is (?:for|only|available|exclusive|reserved|free for)[^.]{0,40}(?:subscribers?|members?)|you(?:'ve| have) (?:reached|read|used)[^.]{0,40}(?:limit|free|articles|stories)|you have \d+ free|read the full (?:story|article)|il vous reste \d|cet article (?:est réservé|vous est offert)|jetzt weiterlesen|weiterlesen mit|dieser artikel ist nur|contenido exclusivo para|conteúdo exclusivo para|contenuto riservato|dit artikel is (?:alleen|exclusief)|この記事は(?:有料)?会員|残り\s?\d+\s?文字|続きは(?:会員|有料))/u;
/** These are walls only with an offer behind them. */
const CONDITION =
  /^(?:to (?:continue|keep) reading|continue reading (?:for|by)|pour (?:lire|continuer)|um (?:weiterzulesen|diesen artikel)|para (?:seguir|continuar) (?:leyendo|lendo)|per continuare a leggere|om verder te lezen|för att läsa|for at læse|for å lese|aby (?:czytać|przeczytać)|devamını okumak|чтобы (?:прочитать|читать)|(?:get|enjoy|start) (?:unlimited|full|digital))(?!\p{L})/u;
const OFFER =
  /subscri|sign (?:in|up)|log ?in|regist|account|trial|for free|\$|£|€|articles|our (?:site|journalism|stories|content)|abonn|connect|inscri|\babo\b|anmeld|suscri|inicia|assin|abbon|accedi|inlog|prenum|logg|kup|zaloguj|subskryb|abone|giriş|подпис|войти|войдите/u;
/** Questions to those who pay already, alone or with the way in behind them. */
const MEMBER =
  /^(?:already (?:have an account|(?:a )?(?:subscriber|subscribed|member|registered))|déjà (?:abonnée?|inscrite?)|(?:sie sind )?bereits (?:abonnent|registriert|kunde)|¿?ya (?:eres|es) suscriptora?|¿?ya tienes (?:una )?cuenta|já é assinante|(?:sei )?già abbonat[oa]|al abonnee|redan prenumerant|allerede abonnent|masz już (?:konto|dostęp)|zaten (?:üye|abone)(?:yim| mi?sin)?|уже есть аккаунт)\s?[?!]?(?:\s(?:(?:please |hier |ici |inicia|inicie|entre|faça|acced|identif|connect|log|sign|se connecter|anmeld|einlog|войти|zaloguj|giriş).{0,60})?)?$/u;

/** Longer ones are text. */
const LONGEST_WORDS = 45;

/** What stands in front of an article to stop its reader: notes on cookies, and walls to log in or to pay at. */
export const wallRule = (folded: string, words: number): string | undefined => {
  if (words > LONGEST_WORDS) return undefined;
  if ((COOKIES.test(folded) && CONSENT.test(folded)) || COOKIE_BUTTON.test(folded)) return 'cookies';
  if (words > 25) return undefined;
  const isWall = WALL.test(folded) || MEMBER.test(folded) || (CONDITION.test(folded) && OFFER.test(folded));
  return isWall ? 'subscribe' : undefined;
};

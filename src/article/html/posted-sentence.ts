/**
 * The sentence below an entry that the weblog programs of the 2000s wrote in place of a dateline, in the languages of
 * their translations; it begins the line, and the date follows.
 */
const OPENINGS =
  /^(?:this (?:entry|post|article) was (?:posted|published|written|filed)|dieser (?:eintrag|beitrag|artikel) wurde|(?:cette entrée|ce billet|cet article) a été (?:publiée?|postée?|écrite?)|esta entrada (?:fue|ha sido) (?:publicada|escrita|posteada)|(?:este artigo|esta entrada|este post) (?:foi|está) (?:publicado|publicada|postado)|(?:questo articolo|questa voce) è stat[oa] (?:pubblicat[oa]|scritt[oa]|inserit[oa])|dit bericht (?:is|werd) (?:geplaatst|gepubliceerd)|det här inlägget (?:postades|publicerades)|ten wpis (?:został opublikowany|opublikowano)|эта запись (?:была )?опубликована)\s{1,3}(?:(?:on|am|le|el|em|il|op|den|dnia)\s{1,3})?/iu;

/** Behind the date: where the entry is filed, by whom, and what the reader may do. */
const BEHIND =
  /(?:,?\s(?:and|und|et|y|e|en|och|i)\s{1,3}(?:is\s)?(?:filed|posted|wurde|unter|est classée?|está archivad[oa]|arquivad[oa]|opgeslagen)|\sand is filed|\s(?:um\s\S{4,5}\sUhr\s)?(?:veröffentlicht|geschrieben|gepostet)|\s(?:by|von|par|por|da|door|av|przez)\s\p{L}|\sin(?:\sder)?\s\p{Lu}|\.\s).*$/u;

/** The date with its time as that sentence writes it; undefined for every other line. */
export const postedSentence = (line: string): string | undefined => {
  const opening = OPENINGS.exec(line);
  if (!opening) return undefined;
  const date = line
    .slice(opening[0].length, opening[0].length + 120)
    .replace(BEHIND, '')
    .replace(/[\s,.]+$/u, '');
  return /\d/u.test(date) && date.length < 80 ? date : undefined;
};

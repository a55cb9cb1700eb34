/** One meaning of a zone abbreviation. */
export interface ZoneMeaning {
  /** UTC offset in minutes; absent where the name follows the clock of `home`. */
  readonly offset?: number;
  /** IANA zone whose seasons the name belongs to; absent where there are none. */
  readonly home?: string;
  /** Which of the two seasons the name stands for. */
  readonly season?: 'standard' | 'summer';
  /** IANA zones that use the name in this meaning. */
  readonly users: RegExp;
}

const america =
  /^(?:America|US|Canada|Mexico|Brazil|Chile)\/|^(?:EST5EDT|CST6CDT|MST7MDT|PST8PDT|EST|MST|HST|Navajo|Cuba|Jamaica)$|^Pacific\/(?:Honolulu|Johnston|Pago_Pago|Midway)$|^Atlantic\/Bermuda$/;
const europe =
  /^(?:Europe|Arctic|Africa|Atlantic)\/|^(?:CET|MET|EET|WET|Asia\/(?:Nicosia|Famagusta|Beirut|Amman|Damascus|Gaza|Hebron))$/;
const australia = /^Australia\/|^Antarctica\/(?:Macquarie|Casey|Davis)$/;
const none = /^$/;

/** Whether the site zone is one where RFC 822's American abbreviations are at home. */
export const isAmerican = (zone: string): boolean => america.test(zone);

const table = new Map<string, ZoneMeaning[]>();

const put = (name: string, meaning: ZoneMeaning): void => {
  const list = table.get(name);
  if (list === undefined) table.set(name, [meaning]);
  else list.push(meaning);
};

const parseOffset = (text: string): number => {
  const [hours = '0', minutes = '0'] = text.slice(1).split(':');
  return (text[0] === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

/** Names of zones with seasons: standard name, summer name, standard offset, home, users. */
const seasonal: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['est', 'edt', '-5', 'America/New_York', america],
  ['cst', 'cdt', '-6', 'America/Chicago', america],
  ['mst', 'mdt', '-7', 'America/Denver', america],
  ['pst', 'pdt', '-8', 'America/Los_Angeles', america],
  ['akst', 'akdt', '-9', 'America/Anchorage', america],
  ['hast', 'hadt', '-10', 'America/Adak', america],
  ['ast', 'adt', '-4', 'America/Halifax', america],
  ['nst', 'ndt', '-3:30', 'America/St_Johns', /^America\/St_Johns$|^Canada\/Newfoundland$/],
  ['cst', 'cdt', '-5', 'America/Havana', /^America\/Havana$|^Cuba$/],
  ['clt', 'clst', '-4', 'America/Santiago', /^America\/(?:Santiago|Punta_Arenas)$|^Chile\//],
  ['pyt', 'pyst', '-4', 'America/Asuncion', /^America\/Asuncion$/],
  [
    'brt',
    'brst',
    '-3',
    'America/Sao_Paulo',
    /^America\/(?:Sao_Paulo|Bahia|Fortaleza|Recife|Belem|Maceio|Araguaina|Santarem)$|^Brazil\/East$/,
  ],
  ['wet', 'west', '+0', 'Europe/Lisbon', europe],
  ['cet', 'cest', '+1', 'Europe/Paris', europe],
  ['oez', 'oesz', '+2', 'Europe/Athens', europe],
  ['wez', 'wesz', '+0', 'Europe/Lisbon', europe],
  ['hne', 'hae', '-5', 'America/New_York', america],
  ['hnc', 'hac', '-6', 'America/Chicago', america],
  ['hnr', 'har', '-7', 'America/Denver', america],
  ['hnp', 'hap', '-8', 'America/Los_Angeles', america],
  ['hna', 'haa', '-4', 'America/Halifax', america],
  ['hnt', 'hat', '-3:30', 'America/St_Johns', america],
  ['mez', 'mesz', '+1', 'Europe/Berlin', europe],
  ['eet', 'eest', '+2', 'Europe/Athens', europe],
  ['aest', 'aedt', '+10', 'Australia/Sydney', australia],
  ['acst', 'acdt', '+9:30', 'Australia/Adelaide', australia],
  ['est', 'edt', '+10', 'Australia/Sydney', australia],
  ['cst', 'cdt', '+9:30', 'Australia/Adelaide', australia],
  [
    'nzst',
    'nzdt',
    '+12',
    'Pacific/Auckland',
    /^(?:Pacific\/Auckland|NZ|Antarctica\/(?:McMurdo|South_Pole))$/,
  ],
  ['chast', 'chadt', '+12:45', 'Pacific/Chatham', /^Pacific\/Chatham$|^NZ-CHAT$/],
  ['ist', 'idt', '+2', 'Asia/Jerusalem', /^Asia\/(?:Jerusalem|Tel_Aviv)$|^Israel$/],
  ['irst', 'irdt', '+3:30', 'Asia/Tehran', /^Asia\/Tehran$|^Iran$/],
  ['azt', 'azst', '+4', 'Asia/Baku', /^Asia\/Baku$/],
];

/** Names of zones without seasons: name, offset, users. */
const steady: readonly (readonly [string, string, RegExp])[] = [
  ['ut', '+0', none], ['gmt', '+0', none], ['utc', '+0', none], ['uct', '+0', none], ['z', '+0', none],
  ['zulu', '+0', none], ['tuc', '+0', none], ['hst', '-10', /^Pacific\/(?:Honolulu|Johnston)$|^US\/Hawaii$|^HST$/],
  ['met', '+1', europe], ['mest', '+2', europe],
  ['ist', '+5:30', /^Asia\/(?:Kolkata|Calcutta|Colombo)$/],
  ['cst', '+8', /^Asia\/(?:Shanghai|Chongqing|Chungking|Harbin|Taipei|Macau|Macao)$|^PRC$|^ROC$/],
  ['amt', '-4', /^America\/(?:Manaus|Porto_Velho|Boa_Vista|Cuiaba|Campo_Grande)$|^Brazil\/West$/],
  ['amt', '+4', /^Asia\/Yerevan$/],
  ['ast', '+3', /^Asia\/(?:Riyadh|Kuwait|Baghdad|Qatar|Bahrain|Aden)$/],
  ['pst', '+8', /^Asia\/Manila$/], ['pst', '+5', /^Asia\/Karachi$/],
  ['mst', '+8', /^Asia\/(?:Kuala_Lumpur|Kuching|Singapore)$/],
  ['nst', '+5:45', /^Asia\/(?:Kathmandu|Katmandu)$/],
  ['gst', '+4', /^Asia\/(?:Dubai|Muscat)$/], ['gst', '-2', /^Atlantic\/South_Georgia$/],
  ['gst', '+10', /^Pacific\/(?:Guam|Saipan)$/],
  ['bst', '+6', /^Asia\/(?:Dhaka|Dacca)$/], ['bdt', '+6', /^Asia\/(?:Dhaka|Dacca)$/], ['bdt', '+8', /^Asia\/Brunei$/],
  ['sst', '-11', /^Pacific\/(?:Pago_Pago|Midway|Samoa)$|^US\/Samoa$/], ['sst', '+8', /^Asia\/Singapore$|^Singapore$/],
  ['wst', '+8', /^Australia\/(?:Perth|West)$/], ['wst', '+13', /^Pacific\/Apia$/],
  ['act', '-5', /^America\/(?:Rio_Branco|Porto_Acre|Eirunepe)$/], ['act', '+9:30', /^Australia\/(?:Adelaide|Darwin)$/],
  ['ect', '-5', /^America\/Guayaquil$/], ['ect', '-4', /^America\/(?:Port_of_Spain|Barbados|Dominica|Martinique)$/],
  ['awst', '+8', australia], ['art', '-3', /^America\/(?:Argentina\/.*|Buenos_Aires)$/],
  ['pet', '-5', /^America\/Lima$/], ['cot', '-5', /^America\/Bogota$/], ['uyt', '-3', /^America\/Montevideo$/],
  ['bot', '-4', /^America\/La_Paz$/], ['gyt', '-4', /^America\/Guyana$/], ['gft', '-3', /^America\/Cayenne$/],
  ['srt', '-3', /^America\/Paramaribo$/], ['fnt', '-2', /^America\/Noronha$/], ['pmst', '-3', /^America\/Miquelon$/],
  ['wat', '+1', /^Africa\//], ['cat', '+2', /^Africa\//], ['sast', '+2', /^Africa\//], ['eat', '+3', /^Africa\//],
  ['mut', '+4', /^Indian\/Mauritius$/], ['sct', '+4', /^Indian\/Mahe$/], ['ret', '+4', /^Indian\/Reunion$/],
  ['mvt', '+5', /^Indian\/Maldives$/], ['trt', '+3', /^Europe\/Istanbul$|^Turkey$/],
  ['get', '+4', /^Asia\/Tbilisi$/], ['gmt+0', '+0', none],
  ['pkt', '+5', /^Asia\/Karachi$/], ['uzt', '+5', /^Asia\/(?:Tashkent|Samarkand)$/], ['tjt', '+5', /^Asia\/Dushanbe$/],
  ['tmt', '+5', /^Asia\/Ashgabat$/], ['kgt', '+6', /^Asia\/Bishkek$/], ['aft', '+4:30', /^Asia\/Kabul$/],
  ['npt', '+5:45', /^Asia\/(?:Kathmandu|Katmandu)$/], ['slst', '+5:30', /^Asia\/Colombo$/], ['btt', '+6', /^Asia\/Thimphu$/],
  ['mmt', '+6:30', /^Asia\/(?:Yangon|Rangoon)$/], ['cct', '+6:30', /^Indian\/Cocos$/],
  ['ict', '+7', /^Asia\/(?:Bangkok|Ho_Chi_Minh|Saigon|Phnom_Penh|Vientiane)$/], ['wib', '+7', /^Asia\/(?:Jakarta|Pontianak)$/],
  ['wita', '+8', /^Asia\/(?:Makassar|Ujung_Pandang)$/], ['wit', '+9', /^Asia\/Jayapura$/],
  ['hkt', '+8', /^Asia\/Hong_Kong$|^Hongkong$/], ['sgt', '+8', /^Asia\/Singapore$|^Singapore$/],
  ['myt', '+8', /^Asia\/(?:Kuala_Lumpur|Kuching)$/], ['pht', '+8', /^Asia\/Manila$/], ['phst', '+8', /^Asia\/Manila$/],
  ['bnt', '+8', /^Asia\/Brunei$/], ['ulat', '+8', /^Asia\/Ulaanbaatar$/], ['kst', '+9', /^Asia\/(?:Seoul|Pyongyang)$|^ROK$/],
  ['jst', '+9', /^Asia\/Tokyo$|^Japan$/], ['tlt', '+9', /^Asia\/Dili$/], ['pwt', '+9', /^Pacific\/Palau$/],
  ['chst', '+10', /^Pacific\/(?:Guam|Saipan)$/], ['pgt', '+10', /^Pacific\/Port_Moresby$/],
  ['sbt', '+11', /^Pacific\/Guadalcanal$/], ['vut', '+11', /^Pacific\/Efate$/], ['nct', '+11', /^Pacific\/Noumea$/],
  ['fjt', '+12', /^Pacific\/Fiji$/], ['tvt', '+12', /^Pacific\/Funafuti$/], ['gilt', '+12', /^Pacific\/Tarawa$/],
  ['mht', '+12', /^Pacific\/Majuro$/], ['phot', '+13', /^Pacific\/Enderbury$|^Pacific\/Kanton$/],
  ['tot', '+13', /^Pacific\/Tongatapu$/], ['lint', '+14', /^Pacific\/Kiritimati$/], ['ckt', '-10', /^Pacific\/Rarotonga$/],
  ['taht', '-10', /^Pacific\/Tahiti$/], ['galt', '-6', /^Pacific\/Galapagos$/], ['gamt', '-9', /^Pacific\/Gambier$/],
  ['cvt', '-1', /^Atlantic\/Cape_Verde$/], ['ioe', '+6', none],
]; // biome-ignore format: a table reads better in rows

/** Names that follow a zone's clock, summer and winter or through changes of the law. */
const clocks: readonly (readonly [string, string])[] = [
  ['et', 'America/New_York'], ['ct', 'America/Chicago'], ['mt', 'America/Denver'], ['pt', 'America/Los_Angeles'],
  ['eastern', 'America/New_York'],
  ['central', 'America/Chicago'],
  ['mountain', 'America/Denver'],
  ['pacific', 'America/Los_Angeles'],
  ['msk', 'Europe/Moscow'], ['мск', 'Europe/Moscow'], ['samt', 'Europe/Samara'], ['yekt', 'Asia/Yekaterinburg'],
  ['omst', 'Asia/Omsk'], ['krat', 'Asia/Krasnoyarsk'], ['novt', 'Asia/Novosibirsk'], ['irkt', 'Asia/Irkutsk'],
  ['yakt', 'Asia/Yakutsk'], ['vlat', 'Asia/Vladivostok'], ['magt', 'Asia/Magadan'], ['pett', 'Asia/Kamchatka'],
  ['vet', 'America/Caracas'], ['almt', 'Asia/Almaty'], ['kzt', 'Asia/Almaty'],
]; // biome-ignore format: a table reads better in rows

const hour = 60;
for (const [standard, summer, offset, home, users] of seasonal) {
  const minutes = parseOffset(offset);
  put(standard, { offset: minutes, home, season: 'standard', users });
  put(summer, { offset: minutes + hour, home, season: 'summer', users });
}
for (const [name, offset, users] of steady) put(name, { offset: parseOffset(offset), users });
put('bst', {
  offset: 60,
  home: 'Europe/London',
  season: 'summer',
  users: /^Europe\/(?:London|Belfast|Jersey|Guernsey|Isle_of_Man)$|^GB(?:-Eire)?$/,
});
put('ist', { offset: 60, home: 'Europe/Dublin', season: 'summer', users: /^Europe\/Dublin$|^Eire$/ });
put('msd', { offset: 240, users: /^Europe\/Moscow$/ });
for (const [name, home] of clocks) put(name, { home, users: none });
put('nt', {
  home: 'America/St_Johns',
  users:
    /^America\/(?:St_Johns|Toronto|Halifax|Montreal|Vancouver|Winnipeg|Edmonton|Regina|Moncton|Goose_Bay|Glace_Bay)$|^Canada\//,
});

/** What an abbreviation (lower case) can mean; empty where it is not known. */
export const meaningsOf = (abbreviation: string): readonly ZoneMeaning[] => table.get(abbreviation) ?? [];

/** The names of RFC 822 §5.1 and 5322 §4.3 that mean the United States. */
export const isRfc822Zone = (abbreviation: string): boolean => /^[ecmp][sd]t$/.test(abbreviation);

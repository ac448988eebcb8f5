import type { BounceReason } from '../reasons';

/**
 * The same in the other languages in which servers and mailbox companies answer: Spanish, Portuguese, French, German, Italian,
 * Dutch, Polish, Russian, Czech, the Scandinavian languages, Turkish, Japanese, Chinese, Korean. A sentence is known by what it
 * speaks of and what it says of it; both within one clause, so that a bilingual reply is not read across its languages.
 */
const IN = String.raw`[^.;:/]{0,60}?`;
/** What it speaks of, as the beginning of a word, and, in the same clause, what it says of it. */
const said = (of: string, what: string) => new RegExp(`(?<!\\p{L})(?:${of})${IN}(?:${what})`, 'u');
/** The same where words are not written apart. */
const within = (of: string, what: string) => new RegExp(`(?:${of})${IN}(?:${what})`);

export const LANGUAGE_PHRASES: Partial<Record<BounceReason, readonly RegExp[]>> = {
  mailboxfull: [
    said(
      'buz[oó]n|casilla|bandeja|cuenta|almacenamiento|cuota|l[ií]mite de espacio',
      'llen[oa]|exced|superad|alcanzad|sin espacio',
    ),
    said('caixa|contas?(?!\\p{L})|cotas?(?!\\p{L})|quota|armazenamento', 'chei[ao]|excedid|lotad|esgotad|ultrapass'),
    said('bo[iî]te|quota|messagerie|compte', 'plein|satur[ée]|d[ée]pass'),
    said(
      'postfach|mailbox|speicher(?:platz)?|konto|kontingent|quota',
      'voll\\b|[uü]e?berschritten|ersch[oö]e?pft|[uü]e?berf[uü]e?llt',
    ),
    said('casella|quota|spazio|mailbox', 'pien[ao]|superat|esaurit'),
    said('mailbox|postvak|quotum|postbus', 'vol\\b|overschreden'),
    said('skrzynk|limit|pojemno', 'pe[lł]n|przekroczon|przepe[lł]nion'),
    said('ящик|квот|мест[оа]', 'переполнен|превышен|закончил|исчерпан|заполнен'),
    said('schr[aá]nk|kv[oó]t', 'pln[aá]|p[rř]ekro[cč]en'),
    said('brevl[aå]da|postkasse|kvot', 'full\\b|fuld\\b|[oö]verskrid|overskr'),
    /zu ?viele (?:mails|nachrichten)|trop de messages|demasiados mensajes en (?:el|su) buz/,
    within('メールボックス|受信箱|受信ボックス|容量|ディスク|クォータ', 'いっぱい|一杯|超え|超過|満杯|オーバー|不足'),
    within('邮箱|信箱|空间|容量|空間|郵箱|配额', '已?满|超出|超过|不足|超過|已?滿'),
    within('메일함|편지함|용량|사서함', '가득|초과|부족'),
  ],
  suspend: [
    said(
      'cuenta|buz[oó]n|usuario|casilla',
      'suspendid|deshabilitad|desactivad|inactiv|bloquead|dad[oa] de baja|cancelad|ha expirado|expirad[oa]',
    ),
    said('contas?(?!\\p{L})|usu[aá]rio|caixa', 'suspens|desativad|desabilitad|inativ|bloquead|cancelad|encerrad'),
    said('compte|bo[iî]te|utilisateur', 'suspendu|d[ée]sactiv|bloqu[ée]|ferm[ée]|cl[oô]tur|inacti'),
    said('konto|postfach|benutzer|account|nutzer', 'gesperrt|deaktiviert|stillgelegt|inaktiv|geschlossen'),
    said('account|casella|utente|indirizzo', 'sospes|disabilitat|disattivat|bloccat|inattiv'),
    said('account|mailbox|gebruiker', 'geblokkeerd|opgeschort|uitgeschakeld|gedeactiveerd'),
    said('konto|skrzynk|u[zż]ytkownik', 'zablokowan|zawieszon|nieaktywn|wy[lł][aą]czon'),
    said('ящик|аккаунт|уч[её]тн|пользовател', 'заблокирован|отключ[её]н|неактив|деактивирован|приостановлен'),
    within('アカウント|メールボックス|ユーザ', '停止|無効|凍結|休止|解約'),
    within('帐号|账号|帐户|账户|用户|邮箱|帳號', '停用|禁用|冻结|锁定|已停|过期|過期'),
    /estado: ?(?:inactiv|suspendid|bloquead)/,
    within('계정|사용자', '정지|차단|비활성|휴면'),
  ],
  hostunknown: [
    said(
      'dominio|servidor de destino',
      'no existe|no se (?:ha )?enc[uo]|desconocid|no v[aá]lid|inv[aá]lid|inexistente',
    ),
    said('dom[ií]nio', 'n[aã]o existe|n[aã]o (?:foi )?encontrad|inv[aá]lid|inexistente|desconhecid'),
    said('domaine|nom d.h[oô]te', 'n.existe pas|inconnu|introuvable|invalide'),
    said('dom[aä]e?ne?|domain|zielhost|rechner', 'existiert nicht|unbekannt|nicht gefunden|ung[uü]e?ltig'),
    said('dominio', 'non esiste|sconosciut|inesistente|non trovat'),
    said('домен', 'не существует|не найден|неизвест'),
    said('domena', 'nie istnieje|nie znaleziono'),
    within('ドメイン|ホスト', '見つかりません|存在しません|存在しない|不明'),
    within('域名|主机|網域|网域', '不存在|未找到|找不到|无法解析'),
  ],
  userunknown: [
    said(
      'usuari[oa]|cuenta|buz[oó]n|destinatari[oa]|direcci[oó]n|casilla',
      'no existe|desconocid|inexistente|no (?:fue|ha sido|se ha) encontrad|no v[aá]lid|inv[aá]lid|no encontrad|no se encuentra|no se encontr',
    ),
    said(
      'usu[aá]rio|contas?(?!\\p{L})|caixa|destinat[aá]ri[oa]|endere[cç]o',
      'n[aã]o existe|desconhecid|inexistente|n[aã]o (?:foi )?encontrad|inv[aá]lid|n[aã]o cadastrad',
    ),
    said(
      'utilisateur|destinataire|adresse|compte|bo[iî]te',
      'n.existe pas|n.existe plus|inconnu|introuvable|invalide|inexistant|n.a pas (?:[ée]t[ée]|pu [eê]tre) trouv',
    ),
    said(
      'benutzer|empf[aä]e?nger|adress(?:e|at)|postfach|konto|mailbox|nutzer|teilnehmer',
      'unbekannt|existiert (?:hier )?nicht|nicht gefunden|nicht vorhanden|ung[uü]e?ltig|gibt es nicht|nicht bekannt',
    ),
    said(
      'utente|destin(?:atario|\\.)?(?!\\p{L})|indirizzo|casella',
      'non esiste|sconosciut|inesistente|errat|non (?:[eè] stato )?trovat|non valid',
    ),
    said('gebruiker|ontvanger|adres|mailbox|postvak|geadresseerde', 'onbekend|bestaat niet|niet gevonden|ongeldig'),
    said('odbiorc|u[zż]ytkownik|adres|skrzynk|konto', 'nie istnieje|nieznan|nie znaleziono|nieprawid[lł]ow'),
    said(
      'пользовател|получател|адрес|ящик|аккаунт',
      'не существует|не найден|неизвест|недействител|не зарегистрирован',
    ),
    /nie ma takiego (?:konta|adresu|u[zż]ytkownika)|destin\. sconosciut|нет такого (?:пользовател|адрес|ящик)|такого (?:адреса|пользователя|ящика) нет/,
    said('u[zž]ivatel|p[rř][ií]jemce|adresa|schr[aá]nk', 'neexistuje|nezn[aá]m|nenalezen'),
    said(
      'anv[aä]ndar|mottagar|adress|bruger|modtager|bruker|mottaker',
      'finns inte|hittades inte|ok[aä]nd|findes ikke|ukendt|finnes ikke|ukjent',
    ),
    said('kullan[iı]c[iı]|al[iı]c[iı]|adres', 'bulunamad|bilinmiyor|ge[cç]ersiz|mevcut de[gğ]il'),
    said('k[aä]ytt[aä]j[aä]|vastaanottaja|osoite', 'ei l[oö]ydy|tuntematon|ei ole olemassa'),
    within(
      'ユーザ|宛先|受信者|アドレス|アカウント|メールボックス',
      '存在しません|存在しない|見つかりません|不明|ありません|見つかりませんでした',
    ),
    /(?:无此|無此|查无此|查無此)(?:用户|收件人|帐号|账号|人|使用者)/,
    within('用户|收件人|邮箱|地址|帐号|账号|帳號|信箱|使用者', '不存在|未找到|无效|找不到|無效|不可用'),
    within('사용자|수신자|주소|계정', '없습니다|찾을 수 없|존재하지 않'),
  ],
  mesgtoobig: [
    said(
      'mensaje|tama[nñ]o del (?:correo|mensaje|adjunto)|adjunto',
      'demasiado grande|exced|supera (?:el|la)|por encima del l[ií]mite',
    ),
    said('mensagem|tamanho d[ao] (?:e-?mail|mensagem|anexo)|anexo', 'muito grande|grande demais|exced|ultrapass'),
    said(
      '(?<!trop de )message|taille|courriel|pi[eè]ce jointe',
      'trop (?:grand|volumineu|gros|long)|d[ée]passe (?:la|le)|exc[eè]de',
    ),
    said('nachricht|e-?mail|gr[oö]e?(?:ss|ß)e|anhang', 'zu gro(?:ss|ß)|[uü]e?berschreitet'),
    said('messaggio|dimensione|allegato', 'troppo grande|super(?:a|ano) (?:il|la)'),
    said('письм|сообщени|размер', 'слишком (?:велик|больш)|превыша'),
    within('メッセージ|メール|サイズ|添付', '大きすぎ|サイズを超え|上限を超え'),
    within('邮件|郵件|附件|大小', '过大|太大|過大|超过.{0,8}限制|超出.{0,8}限制'),
  ],
  spamdetected: [
    /correo (?:no deseado|basura)|como spam|(?:lixo|mensagem) (?:eletr[oô]nico|indesejad)|courrier ind[ée]sirable|pourriel|(?:als|wegen|unter) spam|unerw[uü]e?nschte (?:werbe|e-?mail|nachricht)|posta indesiderata|antyspam|antispam-?filter|ongewenste e-?mail|spam-?verdacht/,
    /спам|нежелательн|スパム|迷惑メール|垃圾[邮郵]件|스팸/,
  ],
  virusdetected: [
    /(?:contiene|contient|cont[eé]m|enth[aä]e?lt|zawiera|содержит) .{0,20}(?:virus|v[ií]rus|viren|вирус)|ウイルス|ウィルス|病毒/,
  ],
  expired: [
    said('tiempo|plazo|tempo|prazo', 'agotad|excedid|expirad|vencid|esgotad|scadut'),
    said('d[ée]lai|temps', 'd[ée]pass|expir|[ée]coul'),
    /zeit(?:limit)? (?:[uü]e?berschritten|abgelaufen)|zeit[uü]e?berschreitung|(?:server|host) (?:ist )?nicht erreichbar|antwortet nicht|(?:servidor|servidor de destino) no (?:responde|disponible)|servidor n[aã]o (?:responde|dispon)|ne r[ée]pond pas/,
    /(?:истекло|превышено) время|время ожидания|タイムアウト|時間切れ|応答がありません|超时|逾時|시간 ?초과/,
  ],
  blocked: [
    said(
      '\\bip\\b|servidor|serveur|server',
      'lista negra|liste noire|bloquead[oa]|bloqu[ée]e?\\b|gesperrt|blockiert|blocc',
    ),
    said('ip[- ]?адрес|сервер', 'заблокирован|в ч[её]рном списке'),
    /发信ip|(?:ip|服务器).{0,12}(?:被拒绝|黑名单)/,
  ],
  norelaying: [
    said(
      '\\brelay(?:ing)?|relais|reenv[ií]o|retransmi',
      'no (?:est[aá] )?permitid|denegad|negad|refus|interdit|verweigert|nicht (?:erlaubt|gestattet)|non consentit',
    ),
  ],
};

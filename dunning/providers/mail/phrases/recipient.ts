import type { BounceReason } from '../reasons';

/**
 * How servers word what is wrong with the recipient. Patterns meet the explanation in lower case with single spaces. They are
 * written by meaning, from the texts of the servers (sendmail, Postfix, Exim, qmail, Exchange, Domino, Courier, Zimbra, MDaemon)
 * and of the large providers' error pages; several languages. Gaps are bounded, so that no text makes them slow.
 */
const MAILBOX = String.raw`(?:mail ?(?:box|folder|dir)|inbox|account|user|recipient|e-?mail|storage|disk|message store)`;
const WHO = String.raw`(?:user|usuario|recipient|(?<!\b(?:ip|sender(?:'s)?|sender e-?mail|your|source|client|from) )address|mailbox|mail ?box|account|e-?mail account|person|alias|addressee|customer|member|login|spectator)`;
/** Quotas of whoever sends are none of the mailbox. */
const QUOTA = String.raw`(?<!\b(?:relay|relaying|send|sending|daily|hourly|outbound|submission|connection) )quota`;
/** Onwards in the same sentence; a period inside a name ends none. */
const ON = String.raw`(?:[^.:;]|\.(?=\S))`;
const NO_MORE = String.raw`(?:doe?s ?n[o'’]?t|no longer|do(?:es)? not|did not|doesnt) exists?`;

export const RECIPIENT_PHRASES: Partial<Record<BounceReason, readonly RegExp[]>> = {
  mailboxfull: [
    new RegExp(
      String.raw`${MAILBOX}[^.;]{0,60}(?<!\bnot )\b(?:full|over ?filled)\b(?! (?:error|list|report|headers?|name|address|message))`,
    ),
    new RegExp(String.raw`\bfull (?:mail ?box|inbox)|(?:mail ?box|inbox|mailfolder).{0,20}\bfull\b`),
    new RegExp(
      String.raw`\b(?:over|exceed\w{0,9}|out of|above|reached|beyond)\b.{0,40}\b(?:${QUOTA}|storage|mail ?box size|space|allocation)\b`,
    ),
    new RegExp(
      String.raw`\b${QUOTA}\b.{0,60}\b(?:exceed|violat|full|reached|over)|\boverquota\b|quotaexceeded|(?:disk|mailbox|maildir|user|storage)\b.{0,60}\b${QUOTA}\b`,
    ),
    /mail ?(?:box|file).{0,60}\b(?:exceed|limit exceeded|too large|size limit)/,
    /(?:not|n't|insufficient|no)\b.{0,12}\b(?:enough|sufficient)?\b.{0,12}\b(?:disk|storage|mailbox) space\b(?!.{0,40}try again later)/,
    /\b(?:box|disk|storage|mailbox) space\b.{0,12}\bnot enough|over the maximum (?:allowed )?number of messages|larger than the space available|space has (?:been )?used up|^\d{3}[ -](?:5\.\d\.\d{1,3} )?\S{1,60} is full\b|exhaust\w{0,3} .{0,30}\b(?:storage|quota|space)\b|no space left on device|space has been used up|too many messages (?:on|in) (?:the|this|your) (?:server|mail)|too much mail data/,
    /exceed\w{0,9} (?:its |the |their )?(?:storage|receiving) (?:allocation|limit)|account storage limit|enough .{0,20}space/,
    /boite du destinataire pleine|buz[oó]n.{0,30}(?:lleno|llena)|caixa (?:postal|de correio|de entrada).{0,30}cheia|postfach.{0,20}voll|casella.{0,20}piena|cuota.{0,30}excedid|cota.{0,30}excedid/,
  ],
  suspend: [
    /(?:account|mail ?box|user|recipient|address|domain|subscriber)[^.;]{0,80}\b(?:suspended|disabled|deactivated|(?<!mail ?box is )inactive|dormant|frozen|archived|terminated|locked|blocked temporarily|expired account|discontinued)\b/,
    /\b(?:suspended|disabled|deactivated|inactive|archived|frozen|dormant)[ /-]?(?:user|account|mail ?box|recipient|address)\b|disabled recipient address|(?:is|has been|was) (?:currently |temporarily )?(?:suspended|deactivated)|administrativ\w{0,9} disabled|recipient suspend|temporar(?:y|ily) locked/,
    /(?:account|mail ?box|user)\b[^.;]{0,40}\b(?:closed|expired|not (?:yet )?activated|cancel?led)\b|> is (?:now |currently )?(?:disabled|suspended|inactive|restricted)\b|(?:account|mail ?box|user|address)\b[^.;]{0,40}\bis restricted\b/,
    /mail ?box unavailable or access denied|is no longer valid\.|(?:address|account|mail ?box|email) is no longer (?:valid|active|available|in use)|^\d{3}[ -](?:5\.\d\.\d{1,3} )?no longer in use|(?:disabled|closed|deactivated|suspended) due to|this (?:e-?mail )?address no longer accepts mail|boite du destinataire archivee|le compte du destinataire est bloque/,
    /cuenta.{0,30}(?:suspendida|deshabilitada|desactivada|inactiva)|conta.{0,30}(?:suspensa|desativada|desabilitada|inativa)/,
  ],
  hasmoved: [
    /has been replaced by|has moved to|(?:user|recipient|mail ?box|address) (?:has )?moved|no longer (?:on|at) (?:this )?server|address (?:has )?changed to/,
  ],
  userunknown: [
    new RegExp(
      String.raw`\b(?:unknown|invalid|no such|nonexist\w{0,9}|non[ -]?existent|not a (?:known|valid)|no valid(?! recipients from)|undeliverable(?! to\b)|incorrect|illegal|inexistent|bad)\b${ON}{0,20}\b${WHO}s?\b`,
    ),
    new RegExp(
      String.raw`\b${WHO}s?\b${ON}{0,60}\b(?:unknown|invalid|${NO_MORE}|not exist|not found|not known|not valid|not (?:a )?listed|was not found|were undeliverable|was undeliverable|not local|not recogni[sz]ed|not present|not active|(?:could|can) ?n[o'’]t be (?:found|verified|resolved|located)|undeliverable|is wrong|no exist|no longer exists?|not ok|not a member of (?:the |this )?domain|(?:has|have) been (?:deleted|removed)|was (?:deleted|removed))\b`,
    ),
    new RegExp(
      String.raw`\b(?:unavailable|unavaiable)\b.{0,4}mail ?box|mail ?box.{0,20}\b(?:unavailable|unavaiable)\b|mail ?box (?:is )?inactive`,
    ),
    new RegExp(String.raw`<address>:? (?:${NO_MORE}|not found|is not (?:a )?(?:known|valid))`),
    /\b(?:user|destinataire|utilisateur|usuario|usu[aá]rio|destinatari[oa]|buz[oó]n|empf[aä]nger|benutzer)\b.{0,40}\b(?:inconnu|desconocid[oa]|desconhecid[oa]|unbekannt|sconosciuto|inexistente?|no existe|n[aã]o existe|invalide)\b/,
    // Nothing but this, about nobody else.
    /^(?!.{0,400}\b(?:sender|domain|host|from|server)\b).{0,400}\bdoes(?: not|n'?t) exist\b/,
    /no existe (?:dicha|ese|esa|el|la) |adresse d.{0,6} au moins un destinataire invalide|nessun utente|weil die adresse nicht gefunden|adresse nicht gefunden/,
    /recipient address rejected(?:: (?:access denied|invalid|unknown|user)|\.? ?\(in reply to rcpt|\.?$)|(?<!sender )(?<!sender e-?mail )(?<!ip )address rejected\.?$|\baddress rejected.{0,20}(?:user|unknown)/,
    /no (?:account|mail ?box|one|user|person|recipient)\b.{0,30}\b(?:by that name|at this address|at that address|available|here|found|with that)/,
    /not (?:an? )?(?:active|valid|known) (?:address|mail ?box|user|recipient)|(?:is )?not (?:my|our) customer|no longer (?:with|works|employed|at this)|user.{0,20} missing home directory/,
    /(?:my|our) (?:bad|valid)?rcptto|badrecipientto|badrcptto|validrcptto|isn't in my list of allowed recipients|that domain or user isn't in my list|envelope recipient (?:has been denied|is in my)/,
    /can(?:no|')t accept user|not a local (?:address|user|recipient)|account unavailable|recipient (?:is )?not (?:accepted|ok)|recipient refuses|rejected recipients|destination addresses were unknown|not email addresses|name is not found|no .{1,60} in name directory|not listed in (?:the )?(?:domino|public name)|no se encuentra en el directorio|non r.{1,2}pertori.{1,2} dans l'annuaire|ディレクトリ.{0,8}(?:見つかりません|ありません)|invalid final delivery userid/,
    /(?:unable to|cannot|could not|can'?t) (?:validate|verify|find|locate) (?:the |this |that |alias )?(?:recipient|user|mailbox|address|account)\b|no users? here|(?:handle|accept|have) mail for (?:that|this) user|not an? (?:recogni[sz]ed|valid|known|registered) (?:e-?mail )?(?:account|address|user|recipient|mailbox)|(?:user|recipient|person) is no longer (?:available|here|valid|active)|\bnosuchuser\b|unresolvable address|(?<!5\.2\.1 )mail ?box (?:is )?not available|(?:does not|doesn'?t) have an (?:e-?mail )?account|this user doesn'?t have an? .{1,60} account|resolver\.adr\.(?:\w{1,12}\.?)?(?:recip|not)|recipnotfound|couldn'?t be found, or is unable to receive|because the address couldn'?t be found|unknown local[ -]?part|<address>\.{3} blocked by/,
  ],
  filtered: [
    /(?:user|recipient) (?:reject|refuse|preference|rules?)|refused due to recipient preferences|user refuses to receive|due to user rules|message filtered|refuse to receive mail/,
    /(?:user|recipient|customer|owner) (?:does not|doesn'?t|did not|didn'?t) (?:want|accept|wish)/,
    /preferences? prevents?\b|cannot route mail to user/,
    /is not accepting any mail|inactivity new mail is not|only accept\w{0,9} (?:mail|messages?) from|blocked by the recipient|is protected by|restricted sms e-?mail|bounced address|not found recipient account|user not found/,
  ],
  hostunknown: [
    /(?:host|domain)(?: or domain)?(?: name)?(?: \S{3,60})? (?:not found|unknown|unreachable|(?:does not|doesn'?t) exist|must exist|is not reachable|may not exist|couldn'?t be found)/,
    /(?:unknown|no such|unroute?able|non-?existent|couldn'?t find any) (?:host|domain)|unroute?able|name or service not known|nxdomain|(?:bad|invalid|unknown) destination (?:host|system|domain)|illegal host(?:\/domain)? name|dns error: domain name not found|all (?:host address lookups failed permanently|relevant mx records point to non-existent hosts)|dns server returned answer with no data|mail domain mentioned in email address is unknown/,
    /host not found|no (?:a|mx|dns) records? found for host|domain .{0,60} (?:lookup )?does not exist|dominio (?:no|n[aã]o) existe|could not be resolved/,
  ],
  notaccept: [
    /(?:host|domain|server|system)(?: ?\/ ?domain)?(?: \S{3,60})? does(?:n'?t| not) accept (?:any )?(?:e-?)?mail|null ?mx|no mx (?:record )?(?:was )?found|mail receiving disabled|(?:no|not have (?:any|an?)) mail exchanger|inbounds disabled/,
    /(?:mx|srv) record indicated no smtp service|couldn'?t find a mail exchanger|no host found for existing smtp connection|no route for current request|smtp protocol returned a permanent error|not accepting (?:network )?messages|name server: \.: host not found|does not receive (?:any )?(?:e-?)?mail|domain (?:is )?not used for (?:e-?)?mail/,
  ],
};

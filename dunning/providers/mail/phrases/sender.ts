import type { BounceReason } from '../reasons';

const IP = String.raw`(?:\[?(?:\d{1,3}\.){3}\d{1,3}\]?|\[?[0-9a-f:]{6,39}\]?)`;
const LIST = String.raw`(?:spamhaus|spamcop|barracuda\w{0,9}|sorbs|abuseat|uceprotect|dnsbl|rbl|\bxbl\b|\bpbl\b|\bsbl\b|\bcbl\b|invaluement|mailspike|orbs|senderscore)`;

/** How servers word what they hold against the sending address, the sending machine, or the way it speaks. */
export const SENDER_PHRASES: Partial<Record<BounceReason, readonly RegExp[]>> = {
  norelaying: [
    /relay(?:ing)?\b.{0,30}\b(?:denied|prohibited|not (?:allowed|permitted|configured)|access|disabled|rejected)|(?:no|not permit\w{0,9}|unable|not (?:allowed|configured|permitted)) (?:to )?relay|(?:denied|refused) relay|cannot relay/,
    /not an? (?:open relay|gateway)|insecure mail relay|as a relay\b|local users? only|relaying mail to|(?:do|does) not relay|relay\w{0,3} (?:is )?disallowed|not local host|we don'?t handle mail for|that domain isn'?t in my list of allowed rcpthost|specified domain is not allowed/,
    /requires authentication when attempting to send to a non-local|no relaying/,
  ],
  authfailure: [
    /\bdmarc\b.{0,60}\b(?:polic|fail|reject|verif|check|invalid)|(?:does not|doesn'?t|not|fail\w{0,9}).{0,20}\bpass\b.{0,20}\b(?:dmarc|spf|dkim|sender policy framework)\b|due to .{0,60}dmarc/,
    /\b(?:spf|sender policy framework|dkim)\b.{0,60}\b(?:fail|violation|invalid|not (?:pass|allowed|permitted|authorized)|reject|mismatch|settings|error)|\b(?:bad|invalid|fail\w{0,9}|violat\w{0,9})\b.{0,40}\b(?:spf|dkim)\b/,
    /\bsender[ -]?id\b.{0,20}\bnot permitted|\bspf (?:check )?(?:result )?(?:is )?(?:none|neutral|softfail)\b|per it'?s spf record|spf\.pobox\.com|openspf\.|must pass either spf or dkim|required authentication level|meet the authentication requirements|authenticate with (?:either )?(?:spf|dkim)|domain authentication fail|unauthenticated (?:e-?)?mail from|spf\/dns de votre/,
    /fails to pass authentication checks|message.{0,20}(?:not|un)signed|no dkim signature/,
  ],
  requireptr: [
    /\bptr\b.{0,40}(?:record|resource|setup|missing|required)|(?:missing|no|bad|invalid|valid|without) (?:an? )?(?:valid )?(?:ptr|rdns|reverse[ -]?dns)|(?:reverse|rdns).{0,10}\bdns\b.{0,60}(?:fail|require|lookup|name|entry|record|missing|reject|invalid|not)|no reverse dns|fix reverse dns|invalid rdns/,
    /(?:cannot|can't|could not|unable to) (?:find|resolve) your (?:host ?name|reverse|address)|ip name lookup failed|reverse lookup (?:rejected|failed)|unresolvable relay host|valid reverse (?:lookup|dns)|unverif[yi]\w{0,9} sending ip/,
    /generic dns ptr|does not have a ptr|forward dns entry does not|domain .{1,80} mismatches client ip|dns lookup failure: .{0,60} try again later|no reverse.{0,12}(?:record|mapping|hostname)/,
  ],
  badreputation: [
    /(?:poor|bad|low|negative|none\/bad).{0,20}reputation|due to (?:ip )?reputation|reputation (?:problem|score|is (?:low|poor|bad))|ip\/domain reputation|connection rejected by policy/,
  ],
  rejected: [
    /\bsender\b(?! ip\b).{0,60}\b(?:rejected|refused|denied|invalid|not (?:accepted|pre-?approved|allowed|verified|exist)|spammer|black ?list|verif\w{1,12} fail|unknown|blocked|mismatch\w{0,3}|(?:is )?not in my domain)|(?:invalid|bogus|unroutable|unknown|empty|null|bad|forged) (?:envelope )?(?:sender(?! ip\b)|mail from|return path)/,
    /(?<!recipient )(?<!5\.1\.0 )(?<!ip )address rejected(?!: (?:user|unknown|access))|from: domain is invalid|(?:domain of sender|sender domain(?! listed))|invalid domain, see|recipient addresses rejected ?: access denied|rule imposed mailbox access|(?:mx records for|rfc ?1035 violation)|mail from (?!\[?\d).{0,80}(?:not owned|rejected|refused)|purported responsible/,
    /access denied \((?:in reply to mail from|sender)|^(?:\d{3}[ -])?(?:5\.7\.1 )?access denied\.?$|administrative prohibition|delivery not authorized, message refused|envelope (?:blocked|rejected)/,
    /not accept\w{0,3} (?:e-?)?mail from this sender|sender (?:address )?verif\w{1,8} (?:callout|error|fail)|\bbatv\b|backscatter|empty envelope|null (?:reverse|sender)|no third-?party dsns?|returned mail not accepted|unsigned dsn|not accept mail from(?! (?:dynamic|hosts?\b|your (?:ip|network)))|bouncedeny|verify mail ?from|mail from (?:is |does )?.{0,40}mismatch(?!es client ip)|valid-?address-?filter|senderfilterconfig/,
    /(?:your|e-?mail|sender'?s?) address.{0,40}\b(?:blacklisted|blocked|not verified|not authori[sz]ed)|(?:to\/from|from) an address that has been blacklisted|badmailfrom|emetteur invalide|remitente (?:rechazado|inv[aá]lido)|remetente (?:rejeitado|inv[aá]lido)/,
    /not (?:allowed|permitted|authori[sz]ed) to (?:post|send)\b.{0,40}(?:list|group|recipient)|permission to post messages to the group|group you tried to contact|not (?:a )?(?:registered gateway|member(?! of (?:the |this )?domain))|sender isn'?t on the recipient/,
    /send(?:ing)? this from a different address|access to submit messages|fully qualified e?-?mail address required|connections not accepted from servers without a valid sender domain|spam reporting address|does not exist e2110|does not resolve.{0,20}sender|syntax error: empty email/,
    /your (?:e-?mail )?address,? .{0,80}\b(?:not|isn'?t) (?:a )?subscribe[dr]\b/,
    /groups\.google\.com\/support/,
  ],
  securityerror: [
    /authenticat\w{1,12}.{0,30}\b(?:required|failed|failure|invalid|requise|error|turned on|incorrect)|unauthenticated senders|(?:don'?t|must|not) authenticat|authentification (?:requise|invalide)|incorrect authentication|(?:receive|check|fetch) your (?:e-?)?mail before sending|pop[ -]before[ -]smtp|\bauth (?:failed|failure|required)|only allowed with authentication/,
    /not authori[sz]ed to (?:perform|send)|account not subscribed|don'?t authenticate|verification failure|executable files are not allowed|dead domain|cryptographic|smtp authentication/,
  ],
  speeding: [
    /too (?:quickly|fast|many (?:messages|emails|mails|recipients|posts)\b.{0,30}(?:hour|minute|day|ip|period|sent))|try again slower|slow(?:er| down)|(?<!connection )rate.{0,10}limit(?! exceeded for)|at a rate that prevents|throttl(?!ing failure)/,
    /(?:sent|exceed\w{0,9}).{0,40}(?:too many|max\w{0,9}).{0,40}(?:this|per|an) (?:hour|day|minute|session)|receiving (?:mail|messages) (?:at a rate|too)|hourly limit|daily (?:sending |message )?(?:limit|quota)/,
  ],
  toomanyconn: [
    /too many (?:con(?:current|nections?|s)|sessions?|simultaneous|recipients|smtp|errors)|connections?.{0,30}(?:limit|exceeded)|trop de connexions|max(?:imum)? (?:number of )?(?:message|connection)s? per/,
    /concurrent (?:connection|session)|max(?:imum)? emails per hour|throttling failure|numerous attempts to deliver|connection rate limit/,
  ],
  blocked: [
    new RegExp(
      String.raw`(?:blocked|listed|rejected|denied|refused|banned|block ?list\w{0,9}|black ?list\w{0,9})\b.{0,80}${LIST}|${LIST}.{0,80}\b(?:blocked|listed|list\b|rejected)`,
    ),
    new RegExp(
      String.raw`\b(?:ip|ips|address|host|network|server|client|netblock|machine|remotehost|mta)\b.{0,60}\b(?:is |are |was |has been |been |temporarily |currently )*(?:blocked|blacklisted|banned|block ?listed|black listed|denied access|not allowed to connect|listed as abusive|suspicious)`,
    ),
    new RegExp(
      String.raw`${IP}[^.;:]{0,30}\b(?:blocked|blacklisted|banned|black list|rejected)\b|\b(?:blocked|banned|denied)\b[^.;]{0,30}${IP}`,
    ),
    /blocked (?:using|- see|due|for (?!spam|abuse)|by (?!spam|polic|our (?:bulk|spam|junk|filter)|the recipient))|black ?listed by|is in a black ?list|was blocked by|rejecting open proxy|dynamic(?:\/|[ -])?(?:ip|zombied|hosts?)|hosts? with dynamic|(?:bad|extreme bad|invalid) (?:sender )?ip\b|banned send/,
    /connection (?:was )?(?:refused|dropped|reset|closed)(?! by (?:\[?127\.|localhost|\[?::1))|(?:connections? )?(?:not |un)accept(?:ing|ed).{0,20}(?:from|connections)|not currently accepting mail from|go away|refused to talk to me.{0,80}(?:block|refus|denied)/,
    /host network,? not allowed|(?:is )?not allowed to send mail from|no access from mail server|client host (?:rejected|bypass\w{0,5})|helo (?:command )?rejected|bad helo|service not available, closing|no matches to nameserver|domain does not exist:/,
    /(?:your|access) (?:ip|network|server|host)\b.{0,60}(?:reject|forbid|block|refus)|spam(?:s)? from your|you are sending spam|block list|unsolicited mail originating|your server requires confirmation|confirm this mail server|please use the smtp server of your isp/,
    /dnsbl:\S|\bgr[ae]y ?list|\blisted (?:at|in|on) (?:[\w-]{1,40}\.){1,5}[a-z]{2,10}\b|no valid recipients from|based on (?:an? )?(?:black|block) ?list|^\d{3}[ -](?:5\.\d\.\d{1,3} )?blocked\.?$|(?:refused|rejected|blocked) - (?:see http|multi-?blacklist)|forbidden by your ip|not allowed to connect|\brbl on\b|(?:domain|e-?mail|ip|host) \S{1,80} is (?:black ?listed|blocked)|sending spam\b|mail from \[?\d{1,3}\.\S{3,40} refused|sender ip address|invalid ip for sending|ip.{0,20}not in (?:the )?(?:white|allow) ?list|adresse ip source bloquee|service refuse|user complaints|has not passed validation|temporary blacklisted|too many unwanted messages|esmtp not accepting/,
    /(?:spamhaus\.org(?!\/help)|spamcop\.net|abuseat\.org|barracudacentral\.org|sorbs\.net)\/|smtp error from remote mail server after initial connection/,
  ],
};

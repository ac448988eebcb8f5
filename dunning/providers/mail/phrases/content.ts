import type { BounceReason } from '../reasons';

/** How servers word what they hold against the message itself: its size, its form, its words. */
export const CONTENT_PHRASES: Partial<Record<BounceReason, readonly RegExp[]>> = {
  mesgtoobig: [
    /(?:message|mail|e-?mail|attachment|file|body)s?.{0,20}\b(?:too big|(?<!message )too large|too large (?:for|by)|exceed\w{0,9}\b(?! maximum hop).{0,30}(?:size|limit|length|maximum))|(?:max\w{0,9}|exceed\w{0,9}|limit).{0,30}(?:message|mail|inbound|incoming).{0,12}size|size.{0,20}(?:limit|exceed)|line limit exceeded/,
    /message length exceeds|recipsizelimit|taille limite du message|mensaje.{0,30}(?:demasiado grande|excede)|mensagem.{0,30}(?:muito grande|excede)/,
  ],
  exceedlimit: [
    /attachment count limit|exceed\w{0,9} (?:the |google'?s )?(?:limit of \d+ attachments|header (?:size|name) limit)|bytes per individual header|recipient limit exceeded|maximum size the user accepts|message too large|message header size exceeds limit/,
  ],
  spamdetected: [
    /\b(?:is|as|was|be|been|detected|considered|classified|identified|scored|looks? like|appears?(?: to be)?|seems? to be|probabl[ey]|likely|suspected|contains?|possible|thinks?.{0,20})(?: an?| to be| the| as| with)? ?(?:spam|unsolicited|junk|bulk|ube|uce)\b/,
    /\bspam(?:my)?\b.{0,30}(?:detect|reject|refus|block|score|check|filter|classif|content|not accepted|message|mail|point|complaint|match|rule|engine|policy|exceeded|list|please)|\b(?:no|anti-?|dont accept|due to|for|of|blocked by|much|suspect\w{0,9}|- ) ?spam\b/,
    /spamassassin|unsolicited (?:bulk|commercial|e-?mail)|\bube\b|\buce\b|bulk (?:e-?)?mail|uribl|surbl|black ?listed url|rejected by dcc\b|has been quarantined|words in (?:the|your) (?:message|e-?mail)|bulkmail|junk mail|recurrent pattern|content (?:filter|denied|reject(?:ed)?\b)|\bdspam\b|unacceptable content|rejecting (?:banned|mail) content/,
    /message (?:content )?(?:rejected|refused|filtered|blocked)(?! due to (?:local|security|the attachment)).{0,40}(?:content|filter|ube|bulk|spam)|our system has detected that this message is|rejected by .{0,40}\(spam\)|message content rejected|mail appears to be|reject, id=|mail rejete/,
    /blocked by our (?:bulk|spam|junk|filter)|greylisted.{0,40}try again|rejected for policy reasons.{0,30}spam|filtered\. (?:please see|refer)|message filtered|mail score|help_spam|sender domain listed at|blocked for (?:spam|abuse)/,
    /spam-?like|(?:like|similar to|being|consider) spam\b|- spam\b|^\d{3}[ -](?:5\.\d\.\d{1,3} )?spam\b|\bspamming\b|bulk\.advertising|(?<!virus or )spam content|local policy.{0,20}spam|blocked.{0,30}spam (?:content|firewall)/,
  ],
  virusdetected: [
    /virus(?:es)?\b.{0,40}(?:detect|found|infect|reject|content|refused|alert)|infected|(?:malware|malicious|trojan|worm|phishing).{0,40}(?:detect|found|content|url|reject)|potentially executable attachment|used by recent virus|(?:contains|contained).{0,30}virus/,
  ],
  notcompliantrfc: [
    /duplicate[d]? message-id|not rfc ?\d* ?compliant|rfcmessagenoncompliant|rfc ?(?:5322|2822|822).{0,30}(?:compl|violat|conform)|(?:multiple|duplicate|duplicated) .{0,24}headers?|(?:missing|no) .{0,24}\bheader|did not comply with rfc|bare (?:line ?feeds?|lf|cr)|comply with (?:the )?(?:required )?standards|(?:messages? |mails? )?without (?:an? )?\S{1,20} (?:fields?|headers?)\b|blank from: addresses/,
  ],
  contenterror: [
    /8-?bit data in|too many "?received|header size exceed|too many received|routing loop detected -- too many received|mime (?:complexity|headers?|error|structure)|improperly.formatted|unnecessary base64|recipient list, exceeds|media (?:error|not supported|type)|mime\b.{0,20}\b(?:reject|malformed|invalid)|(?:invalid|malformed) (?:structure|mime)|invalid (?:message content|characters)|stray (?:linefeed|cr\b|lf\b)|html (?:tag|content) (?:is )?(?:unacceptable|not allowed)|conversion (?:required|fail)/,
    /smtputf8|non-?ascii address|message depth exceeded|too many related errors/,
  ],
  policyviolation: [
    /(?:polic(?:y|ies)|organi[sz]ation(?:al)?)\b.{0,40}\b(?:violat|reason|reject|setting|denied|prohibit|restrict|block)|(?:violat\w{0,9}|denied|rejected|refused|blocked|prohibited|not (?:accepted|allowed|permitted)) (?:\w{1,12} ){0,5}(?:by|due to|for|per|because of) (?:\w{1,12} ){0,4}polic/,
    /(?:illegal|restricted|unacceptable|forbidden|prohibited|banned) attachment|attachment (?:filtering )?policy|(?:attachment|image)s? (?:\w{1,12} ){0,4}(?:not (?:allowed|accepted)|are blocked|blocked|prohibited)|content presents a potential|message given low priority|messages with multiple addresses|header (?:are not accepted|error)/,
    /not subscribed to this group|non-?member|members?-only|closed mailing list|protocol violation|mass mailer|without solving a captcha|anti-?spoofing|do not accept messages containing|not accepting mail with|not subscribed to this group|policy restrictions|low priority/,
  ],
};

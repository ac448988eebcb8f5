import type { BounceReason } from '../reasons';

/** How servers word that the way to the mailbox is broken: time, network, the other system, its programs. */
export const TRANSPORT_PHRASES: Partial<Record<BounceReason, readonly RegExp[]>> = {
  syntaxerror: [
    /malformed address|incorrectly constructed|angle-brackets nested|expected word or "<"|domain missing in source-routed/,
  ],
  systemerror: [
    /loops? back to (?:myself|itself|me)|(?:local|server|system|mail system|dns|mx) (?:config\w{0,9}|configuration) error|misconfigur|forwarding loop broken|would create a mail loop|loop was found|message is looping|(?:message|mail) (?:is|seems to be) looping/,
    /(?:local|temporary|internal) (?:error in processing|local problem|server error|internal (?:software|system|mail|processing) error|error reading)|temporary lookup failure|interrupted system call|input\/output error|can'?t open mailbox|dot-?lock|error on maildir delivery|cannot store (?:document|message)|error opening \S{1,40} file|\bi\/o error|\bmta failure|queue file write error|can'?t create (?:user )?output|service (?:is )?(?:currently|temporarily) unavailable|timeout waiting for input/,
    /there is no mdb|encountered an error while (?:being )?process|could not load|unable to connect .{0,60}daemon|cname lookup failed|transaction failed\b|unable to process|server error|operation now in progress|bad interpreter|\bsystem error\b|homedir creat|ldap (?:attribute|lookup|server)|delivery to (?:file|pipe) forbidden|lmtp error|local delivery (?:failed|error)/,
  ],
  networkerror: [
    /(?:host is |network (?:is )?)unreachable|no route to host|malformed (?:or unexpected )?name server reply|host name lookup failure|host not found, try again|had no relevant answers|(?:dns|mx) (?:error(?!: (?:domain name not found|dns server returned|could not contact))|lookup fail|server fail|loop)|network (?:error|is down)/,
    /(?:mail|routing|forwarding|message)(?: is)? loop|too many hops|hop count exceeded|exceeded \d+ hops|routing loop|unable to resolve route|dns records for .{0,40}could not be found|could not connect and send|unrouteable mail domain|incorrect hostname used|wasn'?t able to establish an smtp connection|although i'?m listed as a best-preference|exceeded maximum hop/,
  ],
  systemfull: [
    /(?:mail )?system (?:is )?full|insufficient (?:system|disk) (?:storage|space)|exceeded storage allocation|insufficient resources|out of (?:disk|memory)/,
  ],
  mailererror: [
    /command (?:failed|died|output)|procmail|mail?drop|mailer error|pipe to \||x-unix;|exit(?:ed)? (?:with )?(?:status|code)|\|\| exit |local mailer|unknown mailer error|cannot (?:execute|run) |user (?:script|command)/,
  ],
  expired: [
    /(?:delivery|message|queue|retry|connection|mail|envelope)\b.{0,30}\b(?:time ?out|timed out|time expired|expired|retry timeout)|timed? ?out|(?:too long|long time|long failure)|retry time not reached|giving up(?! on \[?\d)|gave up|delivery failed (?:after )?\d{1,4} attempts|retr(?:y|ies) .{0,20}exceed/,
    /(?:could not|couldn'?t|cannot|not|unable).{0,40}(?:deliver\w{0,9}|be delivered|reach\w{0,9}|contact\w{0,9}|connect\w{0,9}).{0,40}(?:for|within|after|in the last) .{0,24}(?:\d|days?|hours?|seconds|minutes|retr|period)|(?:has|have) been (?:delayed|failing)|could not be delivered for more than|did not (?:respond|accept our requests to connect)/,
    /(?:will|delivery attempts will) continue (?:to|trying)|still (?:being )?(?:trying|retried|queued)|delivery (?:to|of) .{0,80}(?:delayed|has been delayed)|not been collected|could not find a gateway|not reachable within|delayed|failed to deliver to domain|after multiple retries|host not reachable|message frozen|(?:has been|was) frozen|could not contact dns servers|mail ?server.{0,24}not (?:respond|reach)/,
    /no answer from host|unable to (?:contact|connect|reach).{0,30}(?:server|host|mail)|retrasad[oa]|atrasad[oa]|tiempo.{0,30}(?:agotado|excedido|espera)|tempo.{0,30}(?:esgotado|excedido|limite)/,
  ],
  failedstarttls: [
    /(?:does not|doesn'?t|cannot|can'?t|not) support (?:start)?tls|(?:starttls|tls|ssl|encrypt\w{0,9})\b.{0,40}\b(?:required|not supported|not available|failed|handshake|must|unavailable|certificate)|(?:require|must)\w{0,9}.{0,40}\b(?:starttls|tls|encryption|encrypted)\b|certificate (?:verify|expired|rejected|not trusted)|mta-sts|tlsa-invalid|dane/,
  ],
  suppressed: [
    /suppression list|suppressed (?:address|recipient|due)|address (?:is )?(?:on|in) (?:the |your |our |a )?suppression|opted? ?out of receiving/,
  ],
};

import { plainWord, readRecipient } from '../../dunning/compliance/fact-words';
import { regionCode } from '../../dunning/invoice/regions';
import { nameWords } from './case-content';
import { hoursOf, noticeOf, registerOf } from './case-dates';
import type { CaseFacts, Setting } from './case-facts';
import { first, instantIn, numeric, saysMachine, text, truth, way } from './case-values';

/** Facts that need more than a look-up. @returns whether the flag was one of them */
export function special(
  compact: string,
  value: unknown,
  read: CaseFacts,
  about: Setting,
  flags: Record<string, unknown>,
): boolean {
  const { facts } = read;
  const { now, zone, channel } = about;
  const said = text(value);
  const yes = truth(value, now);
  if (
    /(?<!de)cease|stopcontact|donotcall|optedout|optout(?!notice|instruction|line|text)|refus|nottouse|unsubscribed|stoprequest|revok|withdr/.test(
      compact,
    )
  ) {
    return refusal(compact, value, read, about);
  }
  if (/^(?:do)?notcontact|^nocontact/.test(compact)) return ((read.doNotContact = yes === true), true);
  if (
    /written|letter|^(?:prior|first)?notice/.test(compact) &&
    !/optout|privacy|validation|record|posted/.test(compact)
  ) {
    const at = noticeOf(value, about);
    delete facts['writtenNoticeAt'];
    if (at !== undefined) facts['writtenNoticeAt'] = at;
    return true;
  }
  if (/zone$|zones$|timezone/.test(compact)) {
    if (/address|residen|home/.test(compact)) read.addressZone = said;
    else addZones(facts, value);
    return true;
  }
  if (/^(?:ddd|areacode)$/.test(compact)) return ((read.phone = phoneOf(String(value), about.country)), true);
  if (/^(?:phone|phonenumber|number|customerphone)$/.test(compact) && said) return ((read.phone = said), true);
  if (/^debtid$|^accountid$/.test(compact)) return ((read.debtId = said), true);
  if (/^creditorid$/.test(compact)) return ((read.creditorId = said), true);
  if (compact === 'weekmode') return ((read.weekMode = said), true);
  if (/^senderbusiness|^wabavertical|^businessvertical/.test(compact)) {
    const plain = plainWord(said ?? '');
    read.senderBusiness = /collect|cobran/.test(plain) && !/first|own/.test(plain) ? 'debt_collection_agency' : said;
    return true;
  }
  if (/businesssize|companysize|^size$/.test(compact) && said) {
    if (/micro/.test(plainWord(said))) read.size = 'micro';
    else if (/small|pequen/.test(plainWord(said))) read.size = 'small';
    return true;
  }
  if (/caller|hiddennumber|numberhidden|privatenumber/.test(compact)) {
    const hidden = /hidden|withheld|private|anonym/.test(compact);
    facts['callerId'] = yes === undefined ? callerId(said) : yes === hidden ? 'withheld' : 'shown';
    return true;
  }
  if (/^(?:message)?(?:type|format)$|^messagetype$|^(?:is)?template$|^freeform$/.test(compact)) {
    facts['messageType'] = messageType(compact, yes, said);
    return true;
  }
  if (/(?:hours|minutes)since\w*(?:inbound|message|reply|customer)/.test(compact) && numeric(value) !== undefined) {
    const unit = compact.startsWith('hours') ? 3_600_000 : 60_000;
    facts['lastInboundAt'] = new Date(Date.parse(now) - Number(value) * unit).toISOString();
    return true;
  }
  if (/^last(?:inbound|customer|user)|windowopenedat/.test(compact)) {
    if (said) facts['lastInboundAt'] = instantIn(said, zone);
    return true;
  }
  if (/replied|replyat|repliedat|respondio|consumerreply/.test(compact)) {
    if (said && said.length > 10) read.repliedAt.push(instantIn(said, zone));
    else if (yes) read.repliedAt.push(now);
    return true;
  }
  const register = registerOf(compact, value, flags, about);
  if (register) {
    if (register.entry)
      facts['registers'] = { ...(facts['registers'] as object | undefined), [register.name]: register.entry };
    return true;
  }
  if (/compan(?:y|ies)authori|authori[sz]edcompan/.test(compact)) return true;
  if (/inconvenient|workhours/.test(compact)) return false;
  const ends = said && /no(?:calls?|contact)before|notbefore/.test(compact) ? 'after' : 'before';
  if (said && /(?:no(?:calls?|contact)|not)(?:before|after)/.test(compact)) {
    return ((facts['requestedHours'] = hoursOf(`${ends} ${said}`, now)), true);
  }
  if (/hours$|window$|horario|schedule/.test(compact) && value !== null && !/service/.test(compact)) {
    facts['requestedHours'] = hoursOf(value, now);
    return true;
  }
  if (
    /^(?:requested|only|preferred)(?:channels?)(?:only|requested)?$|^channels?requested$|^onlychannels?$/.test(compact)
  ) {
    const list = (Array.isArray(value) ? value : [value]).flatMap((one) => text(one) ?? []);
    // A preference is not yet a wish to be contacted on nothing else.
    if (!/^preferredchannels?$/.test(compact)) facts['requestedChannels'] = list.map(way);
    return true;
  }
  if (/^(?:spf|dkim|dmarc)/.test(compact)) {
    if (yes === false || /fail/.test(plainWord(said ?? ''))) facts['senderAuthenticated'] = false;
    return true;
  }
  if (/volume|perday|daily/.test(compact) && numeric(value) !== undefined) {
    facts['lowVolumeSender'] = Number(value) < BULK_SENDER;
    return true;
  }
  if (
    /(?:unique)?(?:users|recipients|conversations)\w*(?:24h|24|today|window)?$|tierlimit|messaginglimit/.test(
      compact,
    ) &&
    numeric(value) !== undefined
  ) {
    limit(flags, facts);
    return true;
  }
  if (/work(?:place)?(?:email|phone|line|number|address)$/.test(compact) && yes !== undefined) {
    if (yes) facts['place'] = 'workplace';
    return true;
  }
  const asked = yes === true ? first(PURPOSE_FLAGS, compact) : undefined;
  if (asked !== undefined) return ((facts['purpose'] = asked), true);
  if (/secured(?:by|on)/.test(compact) && said) return ((facts['debtKind'] = said), true);
  if (/^(?:call|dial|dialing|dialling)(?:type|mode|method)$/.test(compact) && said) {
    return ((facts['automated'] = saysMachine(said)), true);
  }
  if (/^senderis(?:creditor|owed|theparty)/.test(compact) && yes !== undefined) return ((read.notOwed = !yes), true);
  const optIn = /opt(?:ed)?in$/.test(compact) || (channel !== 'call' && /^(?:direct|prior)consent$/.test(compact));
  if (optIn && yes !== undefined) return ((read.consented = yes), true);
  if (
    /expressconsent|electronicconsent|consenttoelectronic|channelconsent|channelauthori/.test(compact) &&
    yes !== undefined
  ) {
    return ((read.consented = yes), true);
  }
  if (/(?:agent|agency|collector|creditor)\w*(?:domicile|region|seat|province)|domicil/.test(compact) && said) {
    read.senderRegion = regionCode(said, about.country) ?? said;
    return true;
  }
  if (/^address(?:of|owner|relation|belongsto)$/.test(compact) && said) {
    facts['addressGivenByCustomer'] = readRecipient(said) === 'debtor';
    return true;
  }
  if (/leftwith|leftmessagewith|messagewith|answeredby|spokewith/.test(compact) && said) {
    facts['recipient'] = readRecipient(said);
    return true;
  }
  if (/priorconsent|consent\w*(?:call|phone)|(?:call|direct)\w*consent/.test(compact)) {
    const days = numeric(value);
    const recent = days !== undefined ? days <= 7 : said && /^\d{4}/.test(said) ? within(said, now, 7) : yes;
    if (recent !== undefined) facts['callConsented'] = recent;
    return true;
  }
  return false;
}

/** Purposes that a case states as a plain yes. */
const PURPOSE_FLAGS: ReadonlyArray<readonly [RegExp, string]> = [
  [/fraudalert/, 'fraud_alert'],
  [/operationconfirm|transactionconfirm/, 'operation_confirmation'],
  [/requested(?:the)?info|inform\w*requested|customerrequested/, 'requested_information'],
  [/^(?:is|contains|mixed)?(?:marketing|advertis)/, 'marketing'],
];

/** Gmail and Microsoft ask authentication of those who send about this many mails a day. */
const BULK_SENDER = 5000;

function within(date: string, now: string, days: number): boolean {
  const age = Date.parse(now.slice(0, 10)) - Date.parse(date.slice(0, 10));
  return age >= 0 && age <= days * 86_400_000;
}

/** “Stop” of the customer's: to every contact, or on one channel. */
function refusal(compact: string, value: unknown, read: CaseFacts, { now, channel }: Setting): boolean {
  const list = Array.isArray(value) ? value : [value];
  const channels = list.flatMap((one) => (typeof one === 'string' && truth(one, now) === undefined ? [way(one)] : []));
  if (channels.length > 0) read.refused.push(...channels);
  else if (truth(value, now) === true) {
    if (/cease|stopcontact/.test(compact)) read.facts['ceaseRequest'] = true;
    else if (/donotcall/.test(compact)) read.refused.push('call');
    else read.refused.push(channel);
  }
  return true;
}

function addZones(facts: Record<string, unknown>, value: unknown): void {
  const zones = (Array.isArray(value) ? value : [value]).flatMap((zone) => text(zone) ?? []);
  facts['otherTimeZones'] = [...((facts['otherTimeZones'] as string[] | undefined) ?? []), ...zones];
}

/** A number of that area code, where only the code is given. */
function phoneOf(areaCode: string, country: string): string {
  const code = areaCode.replace(/\D/g, '');
  return country === 'BR' ? `+55${code}961234567` : `+1${code}5550123`;
}

function callerId(said: string | undefined): string {
  return /hid|withh|priv|anonym|block|restrict|unknown|unidentif|ocult/.test(plainWord(said ?? ''))
    ? 'withheld'
    : 'shown';
}

function messageType(compact: string, yes: boolean | undefined, said: string | undefined): string {
  if (yes !== undefined) return yes === /template/.test(compact) ? 'template' : 'freeform';
  const plain = plainWord(said ?? '');
  return /template|plantilla|modelo/.test(plain) && !/non|not|no /.test(plain) ? 'template' : 'freeform';
}

/** So many people were written to in 24 hours, of so many that the level allows. */
function limit(flags: Record<string, unknown>, facts: Record<string, unknown>): void {
  let used: number | undefined;
  let most: number | undefined;
  for (const [name, value] of Object.entries(flags)) {
    const compact = nameWords(name).join('');
    if (/limit|tier/.test(compact)) most = numeric(value) ?? most;
    else if (/users|recipients|conversations/.test(compact)) used = numeric(value) ?? used;
  }
  if (used !== undefined && most !== undefined) facts['withinMessagingLimit'] = used < most;
}

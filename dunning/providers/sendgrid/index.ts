import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOfMessageId, instantOfEpoch, makeEvent } from '../shared/events';
import { get, jsonBody, list, number, text } from '../shared/json';
import { judgeClicks, reportedMachine } from '../shared/machine';
import type { Click } from '../shared/machine';
import type { WebhookProvider } from '../shared/provider';
import { SENDGRID_TOLERANCE, verifySendGrid } from './verify';

const PROVIDER = 'sendgrid';

/** Source: docs of Twilio SendGrid, “Event Webhook Reference”. */
const TYPES: Readonly<Record<string, EventType>> = {
  processed: 'queued',
  delivered: 'delivered',
  deferred: 'deferred',
  bounce: 'bounced',
  // As events were once called that now are a bounce of a type.
  blocked: 'soft_bounced',
  expired: 'soft_bounced',
  dropped: 'dropped',
  open: 'opened',
  click: 'clicked',
  spamreport: 'complained',
  unsubscribe: 'unsubscribed',
  group_unsubscribe: 'unsubscribed',
};

/** A bounce of type `blocked` or `expired` is a refusal of this message for now, not of the address. */
function typeOf(name: string, entry: unknown): EventType {
  if (name === 'bounce' && /^(blocked|expired)$/i.test(text(entry, 'type') ?? '')) return 'soft_bounced';
  return (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'unknown';
}

/** Reasons for a drop that will hold for every later mail to this address. Others are about the account or the message. */
const LASTING_DROP = /^\s*(bounced address|unsubscribed address|spam reporting address|invalid)\s*$/i;

function permanentOf(type: EventType, reason: string | undefined): boolean | undefined {
  if (type === 'bounced') return true;
  if (type === 'soft_bounced') return false;
  return type === 'dropped' ? LASTING_DROP.test(reason ?? '') : undefined;
}

/**
 * The id that the sender knows. Sent over the API: SendGrid's own, which its answer named `X-Message-Id` and events extend
 * after a dot. Sent over SMTP: the sender's own Message-ID, which `smtp-id` repeats.
 */
function messageIdOf(entry: unknown): string | undefined {
  const smtpId = text(entry, 'smtp-id');
  if (smtpId !== undefined && !/\.sendgrid\.net>?$/i.test(smtpId.trim())) return smtpId;
  return text(entry, 'sg_message_id')?.split('.', 1)[0] ?? smtpId;
}

function toEvent(entry: unknown, receivedAt: string, machine: boolean | undefined): ContactEvent {
  const name = text(entry, 'event') ?? 'unnamed';
  const type = typeOf(name, entry);
  const reason = text(entry, 'reason') ?? (type === 'deferred' ? text(entry, 'response') : undefined);
  return makeEvent({
    provider: PROVIDER,
    type,
    id: text(entry, 'sg_event_id'),
    fact: [name, messageIdOf(entry), text(entry, 'email'), text(entry, 'timestamp'), text(entry, 'url')],
    at: instantOfEpoch(number(entry, 'timestamp')),
    receivedAt,
    providerType: name,
    reason,
    code: text(entry, 'status') ?? text(entry, 'bounce_classification'),
    providerMessageId: messageIdOf(entry),
    contactKey: contactKeyIn(entry) ?? contactKeyOfMessageId(text(entry, 'smtp-id')),
    recipient: text(entry, 'email'),
    permanent: permanentOf(type, reason),
    machine,
  });
}

/** Clicks of one message in one batch, judged together: a scanner follows all links of a mail at once. */
function machineClicks(entries: readonly unknown[]): Map<number, boolean> {
  const byMessage = new Map<string, Array<Click & { entry: number }>>();
  for (const [entry, value] of entries.entries()) {
    const link = text(value, 'url');
    const at = number(value, 'timestamp');
    if (text(value, 'event') !== 'click' || link === undefined || at === undefined) continue;
    const name = JSON.stringify([messageIdOf(value) ?? null, text(value, 'email') ?? null]);
    const click = { entry, at: at * 1_000, link, userAgent: text(value, 'useragent') };
    const clicks = byMessage.get(name);
    if (clicks) clicks.push(click);
    else byMessage.set(name, [click]);
  }
  const machines = new Map<number, boolean>();
  for (const clicks of byMessage.values()) {
    for (const [index, reason] of judgeClicks(clicks).entries()) {
      const entry = clicks[index]?.entry;
      if (entry !== undefined && reason !== undefined) machines.set(entry, true);
    }
  }
  return machines;
}

function normaliseSendGrid(body: unknown, receivedAt: string): ContactEvent[] {
  const entries = Array.isArray(body) ? list(body) : [body];
  const clicks = machineClicks(entries);
  return entries.flatMap((entry, index) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const name = text(entry, 'event');
    let machine: boolean | undefined;
    if (name === 'open') {
      machine =
        get(entry, 'sg_machine_open') === true ? true : reportedMachine(text(entry, 'useragent'), text(entry, 'ip'));
    } else if (name === 'click') {
      machine = clicks.get(index) ?? reportedMachine(text(entry, 'useragent'));
    }
    return [toEvent(entry, receivedAt, machine)];
  });
}

/** Twilio SendGrid: batches of events, signed with a key pair. */
export const sendGrid: WebhookProvider = {
  id: PROVIDER,
  name: 'SendGrid',
  keys: {
    en: 'The verification key of the signed event webhook',
    es: 'La clave de verificación del webhook de eventos firmado',
    pt: 'A chave de verificação do webhook de eventos assinado',
  },
  covers: 'body',
  toleranceSeconds: SENDGRID_TOLERANCE,
  verify: verifySendGrid,
  normalise: (request) => normaliseSendGrid(jsonBody(request), request.receivedAt),
};

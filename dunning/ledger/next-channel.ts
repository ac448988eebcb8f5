import type { Channel, Instant, Words } from '../common';
import type { ContactStatus, PastContact } from './contact';
import { toInstant, toMillis } from './instant';

/** When a contact counts as having failed to reach the customer, so that the next channel is tried. */
export interface FallbackRule {
  /** What must have happened: it arrived, or a person read it. */
  need: 'delivered' | 'read';
  /** Within how many milliseconds of the contact. */
  withinMs: number;
}

/** What to do about a stage that went out already. */
export type NextChannel =
  /** The customer was reached, or a message is with a person to settle: no other channel. */
  | { decision: 'none'; reasonCode: 'reached' | 'uncertain' }
  /** Too early to tell; look again then. */
  | { decision: 'wait'; reasonCode: 'waiting' | 'in_progress'; until: Instant | null }
  | { decision: 'next'; reasonCode: 'first' | 'not_reached'; channel: Channel }
  | { decision: 'exhausted'; reasonCode: 'no_channel_left' };

const REACHED: Record<FallbackRule['need'], readonly ContactStatus[]> = {
  delivered: ['delivered', 'read', 'replied'],
  read: ['read', 'replied'],
};

/**
 * The next channel of a stage. Failed and bounced contacts call for the next channel at once, others when the time is up.
 * The answer names a channel only; whether the customer may be contacted on it now is for the gate and the ledger's
 * caps, in which the earlier contact counts.
 * @param channels the stage's channels in order of preference
 * @param contacts the contacts already made about this debt in this cycle, stage and attempt
 */
export function nextChannel(
  channels: readonly Channel[],
  contacts: readonly PastContact[],
  rule: FallbackRule,
  now: Instant,
): NextChannel {
  const tried = contacts.filter((contact) => contact.status !== 'released');
  if (tried.some((contact) => REACHED[rule.need].includes(contact.status))) {
    return { decision: 'none', reasonCode: 'reached' };
  }
  if (tried.some((contact) => contact.status === 'uncertain')) return { decision: 'none', reasonCode: 'uncertain' };
  if (tried.some(({ status }) => status === 'claimed' || status === 'queued' || status === 'sending')) {
    return { decision: 'wait', reasonCode: 'in_progress', until: null };
  }
  const pending = tried
    .filter((contact) => contact.status !== 'failed' && contact.status !== 'bounced')
    .map((contact) => toMillis(contact.at, 'at') + rule.withinMs);
  const until = Math.max(...pending);
  if (until > toMillis(now, 'now')) return { decision: 'wait', reasonCode: 'waiting', until: toInstant(until) };

  const used = new Set(tried.map((contact) => contact.channel));
  const channel = channels.find((candidate) => !used.has(candidate));
  if (channel === undefined) return { decision: 'exhausted', reasonCode: 'no_channel_left' };
  return { decision: 'next', reasonCode: tried.length === 0 ? 'first' : 'not_reached', channel };
}

/** The answer with its reason in one sentence. */
export type ExplainedNextChannel = NextChannel & { reason: Words };

const REASONS: Record<NextChannel['reasonCode'], Words> = {
  reached: {
    en: 'The customer was reached at this stage; no other channel is needed.',
    es: 'Al cliente ya se le contactó en esta etapa; no hace falta otro canal.',
    pt: 'O cliente já foi alcançado nesta etapa; não é preciso outro canal.',
  },
  uncertain: {
    en: 'Nobody knows whether the earlier message went out. A person should settle it before another channel is tried.',
    es: 'No se sabe si el mensaje anterior salió. Una persona debe resolverlo antes de probar otro canal.',
    pt: 'Não se sabe se a mensagem anterior saiu. Uma pessoa deve resolver isso antes de tentar outro canal.',
  },
  waiting: {
    en: 'It is too early to tell whether the earlier message reached the customer.',
    es: 'Aún es pronto para saber si el mensaje anterior llegó al cliente.',
    pt: 'Ainda é cedo para saber se a mensagem anterior chegou ao cliente.',
  },
  in_progress: {
    en: 'The earlier message is being sent right now.',
    es: 'El mensaje anterior se está enviando en este momento.',
    pt: 'A mensagem anterior está sendo enviada neste momento.',
  },
  first: {
    en: 'Nothing has been sent at this stage yet; this is its first channel.',
    es: 'En esta etapa aún no se ha enviado nada; este es su primer canal.',
    pt: 'Nada foi enviado nesta etapa ainda; este é o primeiro canal.',
  },
  not_reached: {
    en: 'The earlier message did not reach the customer in time; this is the next channel of the stage.',
    es: 'El mensaje anterior no llegó al cliente a tiempo; este es el siguiente canal de la etapa.',
    pt: 'A mensagem anterior não chegou ao cliente a tempo; este é o próximo canal da etapa.',
  },
  no_channel_left: {
    en: 'Every channel of this stage has been tried without reaching the customer.',
    es: 'Se probaron todos los canales de esta etapa sin lograr contactar al cliente.',
    pt: 'Todos os canais desta etapa foram tentados sem alcançar o cliente.',
  },
};

/** Adds the reason in words. */
export function explainNext(next: NextChannel): ExplainedNextChannel {
  return { ...next, reason: REASONS[next.reasonCode] };
}

import { createGate, gate } from '../../../dunning/compliance/gate';
import type { ContactFacts, EarlierContact, GateInput, GateSettings } from '../../../dunning/compliance/input';
import type { Way } from '../../../dunning/compliance/pack';
import type { Verdict } from '../../../dunning/compliance/verdict';
import type { Customer } from '../../../dunning/invoice/invoice';
import type { EmailMessage, SmsMessage } from '../../../dunning/message/message';

/** Consent to everything, for tests that are about something else. */
export const AGREED = Object.fromEntries(
  ['email', 'whatsapp', 'sms', 'call', 'letter'].map((channel) => [channel, { granted: true }]),
);

/** One situation, in the few words that matter to it. */
export interface Situation {
  country: string;
  region?: string;
  at: string;
  channel?: Way;
  party?: GateSettings['creditor']['kind'];
  profile?: 'statute' | 'conservative';
  kind?: 'consumer' | 'business';
  zone?: string;
  customer?: Partial<Customer>;
  facts?: ContactFacts;
  history?: EarlierContact[];
  message?: GateInput['message'];
  settings?: Partial<GateSettings>;
  debt?: Partial<GateInput['debt']>;
  alternatives?: GateInput['alternatives'];
}

export function settingsOf({ at, party = 'agency', profile = 'statute', settings }: Situation): GateSettings {
  return {
    asOf: at,
    profile,
    creditor: { kind: party, ...settings?.creditor },
    platforms: [],
    ...settings,
    ...(settings?.creditor ? { creditor: settings.creditor } : {}),
  };
}

export function inputOf(situation: Situation): GateInput {
  const { country, region, at, channel, kind = 'consumer', zone, customer, facts, history, message, debt } = situation;
  return {
    at,
    ...(channel ? { channel } : message ? {} : { channel: 'call' }),
    ...(message ? { message } : {}),
    history: history ?? [],
    facts: { writtenNoticeAt: '2020-01-01T00:00:00Z', ...facts },
    ...(situation.alternatives ? { alternatives: situation.alternatives } : {}),
    debt: {
      id: 'debt',
      ...debt,
      customer: {
        id: 'customer',
        name: 'Ana Torres',
        country,
        kind,
        consent: AGREED,
        ...(region ? { region } : {}),
        ...(zone ? { timeZone: zone } : {}),
        ...customer,
      },
    },
  };
}

export function judge(situation: Situation): Verdict {
  return gate(inputOf(situation), settingsOf(situation));
}

/** Decision, and the instant it waits for, as a person would write it down: `defer 2026-11-24T07:00:00-05:00`. */
export function outcome(verdict: Verdict): string {
  return verdict.nextAllowedAt === null ? verdict.decision : `${verdict.decision} ${verdict.nextAllowedAt}`;
}

export function made(
  at: string,
  channel: Way = 'call',
  status: EarlierContact['status'] = 'sent',
  more: Partial<EarlierContact> = {},
): EarlierContact {
  return { at, channel, status, debtId: 'debt', ...more };
}

export function email(text: string, more: Partial<EmailMessage> = {}): EmailMessage {
  return {
    channel: 'email',
    template: 't',
    locale: 'es-MX',
    to: 'ana@cliente.example',
    warnings: [],
    subject: '',
    preheader: '',
    html: '',
    text,
    headers: {},
    ...more,
  };
}

export function sms(text: string, to = '+525587654321'): SmsMessage {
  return { channel: 'sms', template: 't', locale: 'es-MX', to, warnings: [], text, encoding: 'GSM-7', segments: 1 };
}

export { createGate };

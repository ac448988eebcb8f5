import type { ProviderId } from './shared/provider';
import type { Refusal } from './shared/verification';

/** What became of a call, as far as the provider needs to know. */
export type CallOutcome = 'stored' | 'not_stored' | 'refused' | 'unreadable';

/** The answer to a call. */
export interface WebhookAnswer {
  status: number;
  contentType?: string;
  body: string;
}

/** The answers to one provider, and why. */
export interface WebhookAnswers {
  /** The events are stored: it must not come again. */
  stored: number;
  /** The ledger could not store them: it must come again. */
  notStored: number;
  /** It is not the provider's, or our secret is wrong: where possible it comes again, as the secret may be set meanwhile. */
  refused: number;
  /** It is the provider's, but not in a form that can be read; coming again would not help. */
  unreadable: number;
  /** What the provider does with which status. */
  retries: string;
  source: string;
}

const USUAL = { stored: 200, notStored: 503, refused: 401, unreadable: 400 } as const;

/** Which status each provider is answered with, by its own rules of repetition. */
export const ANSWERS: Readonly<Record<ProviderId, WebhookAnswers>> = {
  amazon_ses: {
    ...USUAL,
    refused: 403,
    retries:
      'Repeats on 5xx and 429 for up to an hour; takes other 4xx as final and moves the message to the dead-letter queue, if there is one.',
    source: 'docs.aws.amazon.com/sns, “Message delivery retries”',
  },
  sendgrid: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx for 24 hours.',
    source: 'Twilio SendGrid, “Event Webhook: getting started”',
  },
  mailgun: {
    ...USUAL,
    unreadable: 406,
    retries: 'Repeats on anything but 200 and 406 for 8 hours; 406 ends it at once.',
    source: 'documentation.mailgun.com, “Webhooks”',
  },
  postmark: {
    ...USUAL,
    unreadable: 403,
    retries: 'Repeats on anything but 200 for up to 10.5 hours; 403 ends it at once.',
    source: 'postmarkapp.com/developer, “Webhooks overview”',
  },
  resend: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx at growing intervals for about a day.',
    source: 'resend.com/docs, “Webhooks: retries”',
  },
  brevo: {
    ...USUAL,
    // The only status after which Brevo comes again; a 503 would lose the event for good.
    notStored: 429,
    refused: 429,
    retries:
      'Repeats after a time-out or 429: 10 minutes, 1 hour, 2 hours, 8 hours. Any other 4xx and every 5xx discards the event.',
    source: 'developers.brevo.com/docs/retry-mechanism',
  },
  whatsapp: {
    ...USUAL,
    retries: 'Repeats on anything but 200, less and less often, for up to 7 days.',
    source: 'developers.facebook.com, “Webhooks: getting started”',
  },
  twilio: {
    ...USUAL,
    retries: 'By default does not repeat status callbacks; with #rp=5xx in the address also after a 5xx.',
    source: 'twilio.com/docs/usage/webhooks/webhooks-connection-overrides',
  },
  stripe: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx for 3 days.',
    source: 'docs.stripe.com/webhooks, “Retries”',
  },
  mercadopago: {
    ...USUAL,
    retries: 'Repeats on anything but 200 and 201, after 15 minutes and then less and less often.',
    source: 'mercadopago.com developers, “Webhooks”',
  },
  paypal: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx, up to 25 times within 3 days.',
    source: 'developer.paypal.com, “Webhooks”',
  },
  conekta: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx.',
    source: 'developers.conekta.com, “Webhooks”',
  },
  wompi: {
    ...USUAL,
    retries: 'Repeats on anything but 200 after 30 minutes, 3 hours and 24 hours.',
    source: 'docs.wompi.co/docs/colombia/eventos',
  },
  fintoc: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx.',
    source: 'docs.fintoc.com, “Webhooks”',
  },
  khipu: {
    ...USUAL,
    retries: 'Repeats on anything but 200; for how long is not said.',
    source: 'docs.khipu.com, “Webhook para notificaciones”',
  },
  flow: {
    ...USUAL,
    retries: 'Waits 15 seconds for 200 and repeats otherwise; for how long is not said.',
    source: 'developers.flow.cl, “Confirmación de pago”',
  },
  pix: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx, as the PSP sees fit.',
    source: 'bacen/pix-api, “Webhooks”',
  },
  standard_webhooks: {
    ...USUAL,
    retries: 'Repeats on anything but 2xx; 410 would end the subscription, so it is never answered.',
    source: 'standardwebhooks.com, “Deliverability and reliability”',
  },
};

/** Refusals that will be the same however often the call comes. */
const FINAL: ReadonlySet<Refusal> = new Set(['too_large', 'body_malformed']);

/** The answer for an outcome. A refusal says nothing about why: who forges a call learns nothing from it. */
export function answerTo(provider: ProviderId, outcome: CallOutcome, refusal?: Refusal): WebhookAnswer {
  const answers = ANSWERS[provider];
  if (outcome === 'refused' && refusal === 'too_large') return { status: 413, body: '' };
  if (outcome === 'unreadable' || (outcome === 'refused' && refusal !== undefined && FINAL.has(refusal))) {
    return { status: answers.unreadable, body: '' };
  }
  if (outcome === 'refused') return { status: answers.refused, body: '' };
  if (outcome === 'not_stored') return { status: answers.notStored, body: '' };
  // Twilio sends any text in the answer to the customer as a reply, so it gets an empty set of instructions.
  if (provider === 'twilio') return { status: 200, contentType: 'text/xml', body: '<Response/>' };
  return { status: answers.stored, body: '' };
}

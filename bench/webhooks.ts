import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';

import { PROVIDERS } from '../dunning/providers';
import type { ProviderId } from '../dunning/providers/shared/provider';
import type { WebhookRequest } from '../dunning/providers/shared/request';
import type { WebhookSecrets } from '../dunning/providers/shared/verification';
import type { Figure } from './figure';
import { seconds } from './figure';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const AT = String(NOW / 1_000);
const RECEIVED = '2026-11-23T12:00:00.000Z';

/** One signed call with its secrets, and how many events it holds. */
interface Load {
  id: ProviderId;
  name: string;
  request: WebhookRequest;
  secrets: WebhookSecrets;
  events: number;
}

function request(body: string, headers: Record<string, string>): WebhookRequest {
  return { method: 'POST', headers, body: Buffer.from(body), receivedAt: RECEIVED };
}

function stripeLoad(): Load {
  const session = { id: 'cs_1', payment_intent: 'pi_1', payment_status: 'paid', amount_total: 5880, currency: 'mxn' };
  const body = JSON.stringify({
    id: 'evt_1',
    type: 'checkout.session.completed',
    created: Number(AT),
    data: { object: session },
  });
  const mac = createHmac('sha256', 'secret').update(`${AT}.${body}`).digest('hex');
  const headers = { 'stripe-signature': `t=${AT},v1=${mac}` };
  return {
    id: 'stripe',
    name: 'Stripe, one event a call',
    request: request(body, headers),
    secrets: { keys: ['secret'] },
    events: 1,
  };
}

function whatsAppLoad(events: number): Load {
  const statuses = Array.from({ length: events }, (_, index) => ({
    id: `wamid.${index}`,
    status: 'delivered',
    timestamp: AT,
    recipient_id: `52155${String(index).padStart(8, '0')}`,
    biz_opaque_callback_data: index.toString(16).padStart(40, '0'),
  }));
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { statuses } }] }],
  });
  const headers = { 'x-hub-signature-256': `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}` };
  return {
    id: 'whatsapp',
    name: `WhatsApp, ${events} statuses a call`,
    request: request(body, headers),
    secrets: { keys: ['secret'] },
    events,
  };
}

function sendGridLoad(events: number): Load {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const entries = Array.from({ length: events }, (_, index) => ({
    event: 'delivered',
    email: `customer${index}@example.com`,
    timestamp: Number(AT),
    sg_event_id: `event-${index}`,
    sg_message_id: `message-${index}.filter0001`,
    response: '250 OK',
  }));
  const body = JSON.stringify(entries);
  const headers = {
    'x-twilio-email-event-webhook-signature': createSign('sha256')
      .update(AT + body)
      .sign(privateKey, 'base64'),
    'x-twilio-email-event-webhook-timestamp': AT,
  };
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return {
    id: 'sendgrid',
    name: `SendGrid, ${events} events a call`,
    request: request(body, headers),
    secrets: { keys: [key] },
    events,
  };
}

/** The least that any receiver does: one HMAC and one parse of the same bytes. */
function bare({ request: { body } }: Load): void {
  createHmac('sha256', 'secret').update(body).digest();
  JSON.parse(Buffer.from(body).toString('utf8'));
}

function receive({ id, request: given, secrets, events }: Load): void {
  const provider = PROVIDERS[id];
  const answer = provider.verify(given, secrets, NOW);
  if (!answer.ok || provider.normalise(given).length !== events) throw new Error(`${id} was not understood`);
}

/** Events verified and understood a second, and the share of it that is more than one HMAC and one parse. */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of [stripeLoad(), whatsAppLoad(100), sendGridLoad(100)]) {
    const calls = Math.ceil(20_000 / load.events);
    const repeat = (work: (load: Load) => void) => () => {
      for (let call = 0; call < calls; call++) work(load);
    };
    const took = await seconds(repeat(receive));
    const least = await seconds(repeat(bare));
    figures.push({
      name: `webhooks: ${load.name}, verified and normalised`,
      value: Math.round((calls * load.events) / took),
      unit: 'events/s',
      against: 'one HMAC and one JSON.parse',
      ratio: least / took,
    });
  }
  return figures;
}

/** How many contacts one core judges per second: mixed countries, channels and histories, some 30% deferred. */
import { createGate } from '../dunning/compliance/gate';
import type { EarlierContact, GateInput, GateSettings } from '../dunning/compliance/input';
import type { Channel } from '../dunning/common';
import { money, view } from '../dunning/invoice/money';
import type { EmailMessage, Message, SmsMessage, WhatsappMessage } from '../dunning/message/message';
import { seconds } from './figure';
import type { Figure } from './figure';

const ITEMS = 20_000;
/** What one core has to manage, in verdicts per second. */
const TARGET = 100_000;

/** A Wednesday afternoon: after eight in Brazil and Argentina, night in Spain, open elsewhere. */
const AS_OF = '2026-11-25T23:05:00Z';

interface Place {
  country: string;
  region?: string;
  phone: string;
}

const PLACES: readonly Place[] = [
  { country: 'MX', region: 'MX-CMX', phone: '+525587654321' },
  { country: 'MX', region: 'MX-BCN', phone: '+526641234567' },
  { country: 'CO', phone: '+573001234567' },
  { country: 'AR', region: 'AR-X', phone: '+5493514567890' },
  { country: 'PE', phone: '+51961234567' },
  { country: 'GT', phone: '+50251234567' },
  { country: 'BR', region: 'BR-SP', phone: '+5511961234567' },
  { country: 'EC', region: 'EC-P', phone: '+593991234567' },
  { country: 'US', region: 'US-FL', phone: '+13055550123' },
  { country: 'ES', region: 'ES-MD', phone: '+34612345678' },
];

const CHANNELS: readonly Channel[] = ['email', 'whatsapp', 'sms', 'call'];
const CONSENT = Object.fromEntries(CHANNELS.map((channel) => [channel, { granted: true }]));

const TEXT =
  'Hola, Ana: la factura F-1024 de Papelería Norte, por $12,500.00, venció el 13 de noviembre de 2026. ' +
  'Puede pagarla aquí: https://pagos.example/p/F-1024. Si ya pagó, gracias; responda BAJA para no recibir más avisos.';

function messageOf(channel: Channel, to: string): Message | undefined {
  const base = { template: 'first_reminder', locale: 'es-MX', to, warnings: [] };
  if (channel === 'email') {
    const body = {
      subject: 'Factura F-1024',
      preheader: '',
      html: `<p>${TEXT}</p>`,
      text: `${TEXT}\n\n${TEXT}\n`,
      headers: {},
    };
    return { ...base, channel, ...body } satisfies EmailMessage;
  }
  if (channel === 'whatsapp') {
    return { ...base, channel, text: TEXT, payload: { type: 'template' } } satisfies WhatsappMessage;
  }
  if (channel === 'sms') return { ...base, channel, text: TEXT, encoding: 'GSM-7', segments: 2 } satisfies SmsMessage;
  return undefined;
}

function item(index: number, withMessage: boolean): GateInput {
  const place = PLACES[index % PLACES.length] as Place;
  const channel = CHANNELS[Math.floor(index / PLACES.length) % CHANNELS.length] as Channel;
  const email = `cliente${index}@example.com`;
  // Every third customer was contacted before, some of them today.
  const history: EarlierContact[] = [3, 2, 1, 0].slice(0, index % 3 === 0 ? 4 : 1).map((days) => ({
    at: `2026-11-${String(24 - days * 4 - (index % 5)).padStart(2, '0')}T15:00:00Z`,
    status: 'delivered',
    channel,
    customerId: `c${index}`,
    debtId: `d${index}`,
  }));
  const amount = view(money(1_250_000, 'MXN'));
  const open = { invoiceId: 'F-1024', number: 'F-1024', dueDate: '2026-11-13', daysPastDue: 12 };
  const message = withMessage ? messageOf(channel, channel === 'email' ? email : place.phone) : undefined;
  return {
    channel,
    ...(message ? { message } : {}),
    history,
    debt: {
      id: `d${index}`,
      openItems: [{ ...open, total: amount, paid: view(money(0, 'MXN')), balance: amount }],
      customer: { id: `c${index}`, name: `Cliente ${index}`, kind: 'business', email, ...place, consent: CONSENT },
    },
  };
}

const SETTINGS: GateSettings = {
  asOf: AS_OF,
  profile: 'conservative',
  creditor: { kind: 'first_party', name: 'Papelería Norte, S.A. de C.V.' },
};

/** Judges the items once and tells how many were deferred, in percent. */
function deferredShare(items: readonly GateInput[]): number {
  const gate = createGate(SETTINGS);
  const deferred = items.filter((input) => gate.judge(input).decision === 'defer').length;
  return (100 * deferred) / items.length;
}

export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const withMessage of [false, true]) {
    const items = Array.from({ length: ITEMS }, (_, index) => item(index, withMessage));
    const share = deferredShare(items);
    const took = await seconds(() => {
      const batch = createGate(SETTINGS).startBatch();
      for (const input of items) batch.judge(input);
    });
    const rate = ITEMS / took;
    const what = withMessage ? 'with the rendered text checked' : 'contacts alone';
    figures.push({
      name: `compliance: verdicts, ${what} (${share.toFixed(0)}% deferred)`,
      value: rate,
      unit: 'verdicts/s',
      against: `target of ${TARGET}`,
      ratio: rate / TARGET,
    });
  }
  return figures;
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import YAML from 'yaml';

import { PROVIDERS } from '../../../dunning/payments';
import type { LinkRequest, PaymentProviderId, Reply } from '../../../dunning/payments/provider';
import type { ProviderRequest } from '../../../dunning/payments/wire';
import { KEY, START } from './bench-desk';

const HOSTILE = '<b>&"\'\u202E\u0000 ={{ $env }} 日本 😜'.repeat(20);

function request(currency: string, over: Partial<LinkRequest> = {}): LinkRequest {
  return {
    linkKey: KEY,
    contactKey: KEY,
    reference: `F-1/${KEY}`,
    amount: { currency, minor: 150_000 },
    description: 'Factura F-1',
    invoices: ['F-1'],
    payer: { name: 'Ana Núñez', email: 'ana@example.com', phone: '+52 55 1234 5678', taxId: '216.957.050-09' },
    askedAt: new Date(START).toISOString(),
    expiresAt: new Date(START + 20 * 3_600_000).toISOString(),
    returnUrl: 'https://www.example.com/gracias',
    notificationUrl: 'https://n8n.example.com/webhook/1',
    pixKey: 'financeiro@example.com',
    late: { dueDate: '2026-12-01', fine: { percent: '2.00' }, interestPercentMonth: '1.00' },
    locale: 'es-MX',
    ...over,
  };
}

const CURRENCY: Record<PaymentProviderId, string> = {
  stripe: 'MXN',
  stripe_checkout: 'MXN',
  mercadopago: 'MXN',
  paypal: 'MXN',
  conekta: 'MXN',
  wompi: 'COP',
  fintoc: 'CLP',
  khipu: 'CLP',
  flow: 'CLP',
  pix_cob: 'BRL',
  pix_cobv: 'BRL',
};
const IDS = Object.keys(CURRENCY) as PaymentProviderId[];

/** The first request of making a link. */
function first(id: PaymentProviderId, over: Partial<LinkRequest> = {}): ProviderRequest {
  const given = request(CURRENCY[id], over);
  PROVIDERS[id].check(given);
  const step = PROVIDERS[id].create(given).next();
  if (step.done) throw new Error('nothing asked');
  return step.value;
}
const json = (of: ProviderRequest) =>
  (of.body && 'json' in of.body ? of.body.json : undefined) as Record<string, unknown>;
const form = (of: ProviderRequest) => Object.fromEntries(of.body && 'form' in of.body ? of.body.form : []);

describe('what each provider is sent', () => {
  it.each(IDS)('%s: our key or reference is in it, and the same request twice is the same', (id) => {
    expect(JSON.stringify(first(id))).toContain(KEY.slice(0, 12));
    expect(first(id)).toEqual(first(id));
  });

  it.each(IDS)('%s: hostile texts stay in their fields, cut to what it takes', (id) => {
    const sent = first(id, {
      description: HOSTILE,
      payer: { ...request('MXN').payer, name: HOSTILE },
      invoices: [HOSTILE],
    });
    expect(sent.path).not.toMatch(/[<>\s"]/);
    expect(JSON.stringify(sent)).not.toMatch(/\\u0000|\u202E/);
    expect(JSON.stringify(sent.body).length).toBeLessThan(4_000);
  });

  it('Stripe: one payment, minor units, keys for link and payment', () => {
    expect(form(first('stripe_checkout'))).toMatchObject({
      mode: 'payment',
      success_url: 'https://www.example.com/gracias',
      client_reference_id: KEY,
      customer_email: 'ana@example.com',
      locale: 'es-419',
      expires_at: String(START / 1_000 + 20 * 3_600),
      'line_items[0][price_data][unit_amount]': '150000',
      'metadata[dunning_contact]': KEY,
      'payment_intent_data[metadata][dunning_contact]': KEY,
    });
  });

  it('PayPal: decimal text, a number of its own within 25 characters, and nobody is mailed', () => {
    const given = request('MXN');
    const invoice = json(first('paypal')) as { detail: { invoice_number: string }; items: unknown };
    expect(invoice.detail.invoice_number).toBe(`F-1-${KEY.slice(0, 12)}`);
    expect(invoice.items).toMatchObject([{ quantity: '1', unit_amount: { currency_code: 'MXN', value: '1500.00' } }]);
    const conversation = PROVIDERS.paypal.create(given);
    conversation.next();
    const made: Reply = { answer: { status: 201, headers: {}, body: { id: 'INV2-1' } } };
    const send = conversation.next(made).value as ProviderRequest;
    expect([send.path, json(send)]).toEqual([
      '/v2/invoicing/invoices/INV2-1/send',
      { send_to_recipient: false, send_to_invoicer: false },
    ]);
  });

  it('Khipu and Flow: their own reminders stay off', () => {
    expect(json(first('khipu'))).toMatchObject({
      send_email: false,
      send_reminders: false,
      amount: 150_000,
      currency: 'CLP',
    });
    expect(form(first('flow'))).toMatchObject({
      commerceOrder: KEY,
      amount: '150000',
      currency: 'CLP',
      email: 'ana@example.com',
    });
    expect(first('flow').path).toBe('/payment/create');
  });

  it('Pix: a charge under our own txid; with a due date, fine and interest', () => {
    const cobv = first('pix_cobv');
    expect([cobv.method, cobv.path]).toEqual(['PUT', `/cobv/${KEY.slice(0, 35)}`]);
    expect(json(cobv)).toMatchObject({
      calendario: { dataDeVencimento: '2026-12-01' },
      devedor: { cpf: '21695705009', nome: 'Ana Núñez' },
      valor: {
        original: '1500.00',
        multa: { modalidade: 2, valorPerc: '2.00' },
        juros: { modalidade: 3, valorPerc: '1.00' },
      },
    });
    // A due date that is past cannot be written.
    expect(json(first('pix_cobv', { late: { dueDate: '2026-01-01' } }))).toMatchObject({
      calendario: { dataDeVencimento: '2026-11-23' },
    });
  });

  it.each([
    ['stripe_checkout', { returnUrl: undefined }, /returnUrl/],
    ['stripe_checkout', { expiresAt: new Date(START + 25 * 3_600_000).toISOString() }, /at most 1 days/],
    ['flow', { payer: { name: 'Ana' } }, /payer.email/],
    ['flow', { notificationUrl: undefined }, /notificationUrl/],
    ['pix_cobv', { payer: { name: 'Ana' } }, /taxId/],
    ['pix_cob', { pixKey: 'nothing' }, /Pix key/],
    ['stripe', { returnUrl: 'javascript:alert(1)' }, /is not a web address/],
    ['conekta', { expiresAt: new Date(START + 400 * 86_400_000).toISOString() }, /at most 365 days/],
  ] as const)('%s: says before the call what is missing (%o)', (id, over, words) => {
    expect(() => first(id, over)).toThrow(words);
  });
});

const SPEC = path.resolve(__dirname, '../../../../shared/specs/conekta.yaml');
const shared = existsSync(SPEC) ? describe : describe.skip;

shared(`the published schema of Conekta${existsSync(SPEC) ? '' : ' (not here)'}`, () => {
  it('holds for every checkout, with whatever is in it', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const spec = YAML.parse(readFileSync(SPEC, 'utf8')) as Record<string, unknown>;
    const valid = ajv.compile({ $ref: '#/components/schemas/checkout', components: spec.components } as object);
    for (const over of [{}, { payer: {} }, { description: HOSTILE, invoices: [HOSTILE] }, { description: 'F' }]) {
      expect(valid(json(first('conekta', over))) ? [] : valid.errors).toEqual([]);
    }
  });
});

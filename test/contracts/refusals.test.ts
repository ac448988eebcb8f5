import type { ProviderServer } from './base/provider';
import type { ContractName } from './index';
import { ready, signFlow, txidOf } from './support';
import type { Wish } from './support';

const open: ProviderServer[] = [];

async function start<Name extends ContractName>(name: Name, options: Parameters<typeof ready>[1] = {}) {
  const started = await ready(name, options);
  open.push(started.server);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

/** What a provider refuses, and with which words; each row is one thing changed in a request that it takes. */
type Row = [what: string, wish: Wish, status: number, body: object];

const stripeError = (error: object): object => ({ error: { type: 'invalid_request_error', ...error } });

const STRIPE: Row[] = [
  [
    'no line items',
    {
      with: Object.fromEntries(
        ['[quantity]', '[price_data][currency]', '[price_data][unit_amount]', '[price_data][product_data][name]'].map(
          (part) => [`line_items[0]${part}`, undefined],
        ),
      ),
    },
    400,
    stripeError({ code: 'parameter_missing', param: 'line_items', message: 'Missing required param: line_items.' }),
  ],
  [
    'an unknown parameter',
    { with: { expires_at: 1_800_000_000 } },
    400,
    stripeError({ code: 'parameter_unknown', param: 'expires_at' }),
  ],
  [
    'a client reference, which links do not take',
    { with: { client_reference_id: 'F-1' } },
    400,
    stripeError({ code: 'parameter_unknown' }),
  ],
  ['a currency in capitals', { currency: 'MXN' }, 400, stripeError({ param: 'line_items[0][price_data][currency]' })],
  [
    'a currency that Stripe does not have',
    { currency: 'ves' },
    400,
    stripeError({ param: 'line_items[0][price_data][currency]' }),
  ],
  ['decimals in the smallest unit', { amount: 10.5 }, 400, stripeError({ code: 'parameter_invalid_integer' })],
  ['49 cents of a dollar', { amount: 49, currency: 'usd' }, 400, stripeError({ code: 'amount_too_small' })],
  [
    'three decimals that do not end in 0',
    { amount: 12_345, currency: 'kwd' },
    400,
    stripeError({ param: 'line_items[0][price_data][unit_amount]' }),
  ],
  [
    'a shilling that is not whole',
    { amount: 12_350, currency: 'ugx' },
    400,
    stripeError({ param: 'line_items[0][price_data][unit_amount]' }),
  ],
  [
    'a product without a name',
    { with: { 'line_items[0][price_data][product_data][name]': undefined } },
    400,
    stripeError({ code: 'parameter_missing', param: 'line_items[0][price_data][product_data][name]' }),
  ],
  ['an idempotency key of 256 characters', { key: 'k'.repeat(256) }, 400, stripeError({})],
];

const mp = (error: string, message: string): object => ({ message, error, status: 400, cause: [] });

const MERCADO_PAGO: Row[] = [
  ['no items', { with: { items: [] } }, 400, { error: 'invalid_items' }],
  [
    'decimals in Colombian pesos',
    { amount: 1_500.5, currency: 'COP' },
    400,
    mp('invalid_items', 'unit_price invalid.'),
  ],
  ['decimals in Chilean pesos', { amount: 0.5, currency: 'CLP' }, 400, mp('invalid_items', 'unit_price invalid.')],
  ['three decimals', { amount: 10.005 }, 400, mp('invalid_items', 'unit_price invalid.')],
  ['an amount as text', { amount: '1500.00' }, 400, mp('invalid_items', 'unit_price invalid.')],
  ['nothing', { amount: 0 }, 400, mp('invalid_items', 'unit_price invalid.')],
  [
    'a date without milliseconds',
    { with: { expires: true, expiration_date_to: '2026-12-01T23:59:59-06:00' } },
    400,
    mp('invalid_expiration_date_to', 'expiration_date_to invalid.'),
  ],
  [
    'a link that is over already',
    { with: { expires: true, expiration_date_to: '2026-11-23T11:59:59.999Z' } },
    400,
    mp('invalid_expiration_date_to', 'expiration_date_to invalid.'),
  ],
  [
    'a voucher date in words',
    { with: { date_of_expiration: 'tomorrow' } },
    400,
    mp('invalid_date', 'invalid date of expiration.'),
  ],
  [
    'a page to go back to that is none',
    { with: { back_urls: { success: 'gracias' } } },
    400,
    mp('invalid_back_urls', 'back_urls invalid. Wrong format'),
  ],
  ['a return to nowhere', { with: { auto_return: 'approved' } }, 400, { error: 'invalid_auto_return' }],
  [
    '37 instalments',
    { with: { payment_methods: { installments: 37 } } },
    400,
    mp('invalid_payment_methods', 'installments invalid. Should be a number between 1 and 36.'),
  ],
  [
    'binary mode as text',
    { with: { binary_mode: 'true' } },
    400,
    mp('invalid_binary_mode', 'binary_mode must be boolean.'),
  ],
];

const issue = (name: string, issue: string, field: string): object => ({ name, details: [{ issue, field }] });
const detail = { currency_code: 'MXN', invoice_number: 'F-1001' };

const PAYPAL: Row[] = [
  [
    'no currency',
    { with: { detail: {} } },
    400,
    issue('INVALID_REQUEST', 'MISSING_REQUIRED_PARAMETER', '/detail/currency_code'),
  ],
  [
    'a name of 201 characters',
    {
      with: { items: [{ name: 'x'.repeat(201), quantity: '1', unit_amount: { currency_code: 'MXN', value: '1.00' } }] },
    },
    400,
    issue('INVALID_REQUEST', 'INVALID_STRING_MAX_LENGTH', '/items/0/name'),
  ],
  [
    'an amount as a number',
    { with: { items: [{ name: 'x', quantity: '1', unit_amount: { currency_code: 'MXN', value: 1 } }] } },
    400,
    issue('INVALID_REQUEST', 'INVALID_PARAMETER_SYNTAX', '/items/0/unit_amount/value'),
  ],
  [
    'a quantity as a number',
    { with: { items: [{ name: 'x', quantity: 1, unit_amount: { currency_code: 'MXN', value: '1' } }] } },
    400,
    issue('INVALID_REQUEST', 'INVALID_PARAMETER_SYNTAX', '/items/0/quantity'),
  ],
  [
    'Colombian pesos',
    { currency: 'COP' },
    422,
    issue('UNPROCESSABLE_ENTITY', 'INVALID_CURRENCY_CODE', '/detail/currency_code'),
  ],
  [
    'decimals in yen',
    { currency: 'JPY', amount: '100.50' },
    422,
    issue('UNPROCESSABLE_ENTITY', 'DECIMALS_NOT_SUPPORTED', '/items/0/unit_amount/value'),
  ],
  [
    'a due date that is none',
    { with: { detail: { ...detail, payment_term: { due_date: '30/11/2026' } } } },
    400,
    issue('INVALID_REQUEST', 'INVALID_PARAMETER_SYNTAX', '/detail/payment_term/due_date'),
  ],
];

const conekta = (param: string): object => ({
  object: 'error',
  type: 'parameter_validation_error',
  details: [{ param }],
});
const NOW = Date.parse('2026-11-23T12:00:00.000Z') / 1_000;
const template = (more: object, item: object = {}): Record<string, unknown> => ({
  order_template: {
    currency: 'MXN',
    line_items: [{ name: 'Factura', quantity: 1, unit_price: 100, ...item }],
    ...more,
  },
});

const CONEKTA: Row[] = [
  ['no time to expire', { with: { expires_at: undefined } }, 422, conekta('expires_at')],
  ['four minutes of life', { with: { expires_at: NOW + 299 } }, 422, conekta('expires_at')],
  ['a year and a second of life', { with: { expires_at: NOW + 365 * 86_400 + 1 } }, 422, conekta('expires_at')],
  ['cents with decimals', { amount: 100.5 }, 422, conekta('order_template.line_items.0.unit_price')],
  ['dollars', { currency: 'USD' }, 422, conekta('order_template.currency')],
  ['a name of two letters', { with: template({}, { name: 'Fa' }) }, 422, conekta('order_template.line_items.0.name')],
  [
    'a customer without a telephone',
    { with: template({ customer_info: { name: 'Ana', email: 'ana@cliente.example' } }) },
    422,
    conekta('order_template.customer_info.phone'),
  ],
  [
    'metadata of 250 characters',
    { with: template({ metadata: { reference: 'x'.repeat(250) } }) },
    422,
    conekta('order_template.metadata.reference'),
  ],
  [
    'methods both allowed and excluded',
    { with: { allowed_payment_methods: ['card'], excluded_payment_methods: ['cash'] } },
    422,
    conekta('excluded_payment_methods'),
  ],
];

const wompi = (field: string): object => ({
  error: { type: 'INPUT_VALIDATION_ERROR', messages: { [field]: expect.anything() as unknown } },
});

const WOMPI: Row[] = [
  ['pesos of Mexico', { currency: 'MXN' }, 422, wompi('currency')],
  ['cents with decimals', { amount: 100.5 }, 422, wompi('amount_in_cents')],
  ['no description', { with: { description: undefined } }, 422, wompi('description')],
  ['single use as text', { with: { single_use: 'true' } }, 422, wompi('single_use')],
  ['a local time', { with: { expires_at: '2026-12-01T10:00:00-05:00' } }, 422, wompi('expires_at')],
  ['a time that is over', { with: { expires_at: '2026-11-23T11:59:59.000Z' } }, 422, wompi('expires_at')],
];

const fintoc = (param: string): object => ({ error: { type: 'invalid_request_error', param } });

const FINTOC: Row[] = [
  ['dollars', { currency: 'USD' }, 400, fintoc('currency')],
  ['nothing', { amount: 0 }, 400, fintoc('amount')],
  ['decimals', { amount: 10.5 }, 400, fintoc('amount')],
  ['a life of nothing', { with: { expires_after_seconds: 0 } }, 400, fintoc('expires_after_seconds')],
];

const khipu = (field: string): object => ({ errors: [{ field }] });

const KHIPU: Row[] = [
  ['decimals in Chilean pesos', { amount: 10.5 }, 400, khipu('amount')],
  ['five decimals in UF', { amount: 1.00001, currency: 'CLF' }, 400, khipu('amount')],
  ['an amount as text', { amount: '10' }, 400, khipu('amount')],
  ['reais', { currency: 'BRL' }, 400, khipu('currency')],
  ['no subject', { with: { subject: undefined } }, 400, khipu('subject')],
  ['a date that is over', { with: { expires_date: '2026-11-23T11:00:00Z' } }, 400, khipu('expires_date')],
  [
    'a RUT without dots',
    { with: { fixed_payer_personal_identifier: '11000111-9' } },
    400,
    khipu('fixed_payer_personal_identifier'),
  ],
  ['mail without a payer', { with: { send_email: true } }, 400, khipu('send_email')],
];

const FLOW: Row[] = [
  ['an address without a domain', { with: { email: 'pagador' } }, 400, { code: 1_620 }],
  ['decimals in Chilean pesos', { amount: 10.5 }, 400, { code: 1_601 }],
  ['pesos of Mexico', { currency: 'MXN' }, 400, { code: 108 }],
  ['no address to confirm at', { with: { urlConfirmation: '' } }, 400, { code: 102 }],
  ['words that are not JSON', { with: { optional: 'factura' } }, 400, { code: 104 }],
];

const pix = (propriedade: string): object => ({
  type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida',
  violacoes: [{ propriedade }],
});

const PIX: Row[] = [
  ['an amount of nothing', { amount: '0.00' }, 400, pix('cob.valor.original')],
  ['an amount without cents', { amount: '1500' }, 400, pix('cob.valor.original')],
  ['a life of nothing', { with: { calendario: { expiracao: 0 } } }, 400, pix('cob.calendario.expiracao')],
  ['no key', { with: { chave: undefined } }, 400, pix('cob.chave')],
  ['a CPF with dots', { with: { devedor: { cpf: '123.456.789-09', nome: 'Ana' } } }, 400, pix('cob.devedor.cpf')],
  [
    'a question of 141 characters',
    { with: { solicitacaoPagador: 'x'.repeat(141) } },
    400,
    pix('cob.solicitacaoPagador'),
  ],
];

describe.each([
  ['stripe', STRIPE],
  ['mercadopago', MERCADO_PAGO],
  ['paypal', PAYPAL],
  ['conekta', CONEKTA],
  ['wompi', WOMPI],
  ['fintoc', FINTOC],
  ['khipu', KHIPU],
  ['flow', FLOW],
  ['pix', PIX],
] as const)('%s refuses', (name, rows) => {
  it.each(rows)('%s', async (_what, wish, status, body) => {
    const { server, client } = await start(name);
    const answer = await client.create('F-1001', wish);
    expect(answer).toMatchObject({ status, body });
    expect(server.links).toEqual([]);
  });
});

describe('idempotency keys', () => {
  it.each(['stripe', 'fintoc'] as const)('%s gives the first answer again, and refuses another body', async (name) => {
    const { server, client } = await start(name);
    const first = await client.create('F-1001', { key: 'k1' });
    const again = await client.create('F-1001', { key: 'k1' });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await client.create('F-1001', { key: 'k1', amount: 160_000 });
    expect(other).toMatchObject({
      status: name === 'stripe' ? 400 : 409,
      body: { error: { type: 'idempotency_error' } },
    });
    expect(server.links).toHaveLength(1);
  });

  it.each(['stripe', 'fintoc'] as const)(
    '%s makes one link of an answer that was lost and the call again',
    async (name) => {
      const { server, client } = await start(name);
      server.fail({ kind: 'cut', when: 'after' });
      await expect(client.create('F-1001', { key: 'k1' })).rejects.toThrow();
      expect((await client.create('F-1001', { key: 'k1' })).status).toBeLessThan(300);
      expect(server.links).toHaveLength(1);
    },
  );

  it.each(['stripe', 'fintoc'] as const)('%s answers 409 while the first call is still running', async (name) => {
    const { server, client } = await start(name);
    const held = server.hold();
    const first = client.create('F-1001', { key: 'k1' });
    await held.arrived;
    expect((await client.create('F-1001', { key: 'k1' })).status).toBe(409);
    held.release();
    expect((await first).status).toBeLessThan(300);
    expect((await client.create('F-1001', { key: 'k1' })).headers.get('idempotent-replayed')).toBe('true');
    expect(server.links).toHaveLength(1);
  });

  it.each(['stripe', 'fintoc'] as const)(
    '%s keeps a 500 that came while it worked, and gives it again',
    async (name) => {
      const { server, client } = await start(name);
      server.fail({ kind: 'status', status: 500, when: 'during' });
      expect((await client.create('F-1001', { key: 'k1' })).status).toBe(500);
      expect((await client.create('F-1001', { key: 'k1' })).status).toBe(500);
      expect((await client.create('F-1001', { key: 'k2' })).status).toBeLessThan(300);
      expect(server.links).toHaveLength(1);
    },
  );

  it('Stripe forgets a refused body, and Fintoc keeps it', async () => {
    const stripe = await start('stripe');
    expect((await stripe.client.create('F-1', { key: 'k1', amount: 1.5 })).status).toBe(400);
    expect((await stripe.client.create('F-1', { key: 'k1' })).status).toBe(200);
    const fintoc = await start('fintoc');
    expect((await fintoc.client.create('F-1', { key: 'k1', amount: 1.5 })).status).toBe(400);
    expect((await fintoc.client.create('F-1', { key: 'k1', amount: 1.5 })).headers.get('idempotent-replayed')).toBe(
      'true',
    );
  });

  it('are forgotten after a day: the same call then makes a second link', async () => {
    const { server, client, clock } = await start('stripe');
    await client.create('F-1001', { key: 'k1' });
    clock.pass(86_399);
    await client.create('F-1001', { key: 'k1' });
    expect(server.links).toHaveLength(1);
    clock.pass(1);
    await client.create('F-1001', { key: 'k1' });
    expect(server.links).toHaveLength(2);
  });

  it.each(['mercadopago', 'conekta', 'wompi', 'khipu', 'flow'] as const)(
    '%s has none: the same call makes a second link',
    async (name) => {
      const { server, client } = await start(name);
      await client.create('F-1001', { key: 'k1' });
      await client.create('F-1001', { key: 'k1' });
      expect(server.live('F-1001')).toHaveLength(2);
    },
  );
});

describe('what is one link by its name', () => {
  it('PayPal refuses a number that is taken', async () => {
    const { server, client } = await start('paypal');
    await client.create('F-1001');
    expect(await client.create('F-1001')).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'DUPLICATE_INVOICE_NUMBER' }] },
    });
    expect(server.links).toHaveLength(1);
    server.refusesDuplicates = false;
    await client.create('F-1001');
    expect(server.links).toHaveLength(2);
  });

  it('Pix revises an open charge under the same txid, and refuses one that is paid', async () => {
    const { server, client } = await start('pix');
    await client.create('F-1001');
    expect((await client.create('F-1001')).body).toMatchObject({ revisao: 0, status: 'ATIVA' });
    expect((await client.create('F-1001', { amount: '1600.00' })).body).toMatchObject({
      revisao: 1,
      valor: { original: '1600.00' },
    });
    expect(server.links).toHaveLength(1);
    server.pay(txidOf('F-1001'));
    expect(await client.create('F-1001')).toMatchObject({
      status: 400,
      body: { violacoes: [{ propriedade: 'cob.status' }] },
    });
  });

  it('Pix refuses a txid of 25 characters', async () => {
    const { client, api } = await start('pix');
    const body = { calendario: {}, valor: { original: '1.00' }, chave: 'k' };
    const answer = await api(`/cob/${'a'.repeat(25)}`, { method: 'PUT', headers: client.authorised, body });
    expect(answer).toMatchObject({ status: 400, body: { violacoes: [{ propriedade: 'cob.txid' }] } });
  });
});

describe('tokens', () => {
  it.each(['paypal', 'pix'] as const)('%s no longer takes one that ran out', async (name) => {
    const { server, client } = await start(name);
    expect((await client.create('F-1')).status).toBe(201);
    server.expireTokens();
    expect((await client.create('F-2')).status).toBe(401);
  });

  it('Flow refuses a call whose fields were changed after it was signed', async () => {
    const { server } = await start('flow');
    const form = signFlow(server, { commerceOrder: 'F-1', amount: '100' });
    form.set('amount', '1');
    const answer = await fetch(`${server.url}/api/payment/create`, { method: 'POST', body: form });
    expect(answer.status).toBe(401);
  });
});

import { PROVIDERS } from '../../dunning/providers';
import type { ProviderServer } from './base/provider';
import { NotPayable } from './base/provider';
import type { ContractName } from './index';
import { call, CLIENTS, ready, signFlow, txidOf } from './support';

const open: ProviderServer[] = [];

async function start<Name extends ContractName>(name: Name, options: Parameters<typeof ready>[1] = {}) {
  const started = await ready(name, options);
  open.push(started.server);
  return started;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.stop()));
});

const types = (server: ProviderServer): string[] => server.deliveries.map(({ event }) => event.type);

/** The events as our package reads them, where it knows the provider and the body says it all. */
function read(server: ProviderServer, received: number): string[] {
  const known = Object.values(PROVIDERS).find(({ id }) => id === server.provider);
  return server.deliveries.flatMap(({ event }) => {
    const { headers, body, query } = server.signed(event);
    const request = {
      method: 'POST',
      headers,
      query,
      body: Buffer.from(body),
      receivedAt: new Date(received).toISOString(),
    };
    return (known?.normalise(request) ?? []).map(({ type }) => type);
  });
}

describe('Stripe', () => {
  it('tells a payment in three events, with the metadata of the link on each', async () => {
    const { server, client } = await start('stripe');
    await client.create('F-1001');
    server.pay(server.live()[0]?.url ?? '');
    expect(types(server)).toEqual(['charge.succeeded', 'payment_intent.succeeded', 'checkout.session.completed']);
    for (const { event } of server.deliveries) {
      expect(event.body).toMatchObject({ data: { object: { metadata: { reference: 'F-1001' } } } });
    }
    expect(server.live()).toEqual([]);
    expect(() => server.pay(server.links[0]?.url ?? '')).toThrow(NotPayable);
  });

  it('lets a voucher be taken, paid later, given back, disputed', async () => {
    const { server, client, clock } = await start('stripe');
    await client.create('F-1001');
    const payment = server.payLater(server.live()[0]?.url ?? '');
    server.settle(payment);
    server.refund(payment, '500');
    server.refund(payment);
    server.dispute(payment);
    const read_ = read(server, clock.now);
    expect(read_).toEqual([
      'payment_pending',
      'payment_pending',
      'paid',
      'paid',
      'paid',
      'refunded',
      'refunded',
      'disputed',
    ]);
    const [part, all] = server.deliveries
      .filter(({ event }) => event.type === 'charge.refunded')
      .map(({ event }) => event.body);
    expect(part).toMatchObject({ data: { object: { amount_refunded: 50_000, refunded: false } } });
    expect(all).toMatchObject({ data: { object: { amount_refunded: 150_000, refunded: true } } });
  });

  it('finds a payment by search only after a minute', async () => {
    const { server, client, clock, api } = await start('stripe');
    await client.create('F-1001');
    server.pay(server.live()[0]?.url ?? '');
    const query = `/v1/payment_intents/search?${new URLSearchParams({ query: "metadata['reference']:'F-1001'" })}`;
    expect((await api(query)).body).toMatchObject({ data: [] });
    clock.pass(60);
    expect((await api(query)).body).toMatchObject({ data: [{ status: 'succeeded', amount_received: 150_000 }] });
  });

  it('ends a session by itself, by call and by payment', async () => {
    const { server, clock, api } = await start('stripe');
    const create = (expires: number) => {
      const body = new URLSearchParams({
        mode: 'payment',
        success_url: 'https://cobranza.example',
        client_reference_id: 'F-1001',
        expires_at: String(expires),
        'line_items[0][quantity]': '2',
        'line_items[0][price_data][currency]': 'clp',
        'line_items[0][price_data][unit_amount]': '5000',
        'line_items[0][price_data][product_data][name]': 'Factura',
      });
      return api('/v1/checkout/sessions', { method: 'POST', body });
    };
    const now = clock.now / 1_000;
    expect((await create(now + 1_799)).status).toBe(400);
    expect((await create(now + 86_401)).status).toBe(400);
    const first = (await create(now + 1_800)).body as { id: string; amount_total: number };
    expect(first).toMatchObject({ status: 'open', amount_total: 10_000 });
    expect(server.live('F-1001')).toMatchObject([{ amount: '10000', currency: 'CLP' }]);
    clock.pass(1_800);
    expect((await api(`/v1/checkout/sessions/${first.id}`)).body).toMatchObject({ status: 'expired', url: null });
    expect(types(server)).toEqual(['checkout.session.expired']);
    const second = (await create(clock.now / 1_000 + 3_600)).body as { id: string };
    expect((await api(`/v1/checkout/sessions/${second.id}/expire`, { method: 'POST' })).body).toMatchObject({
      status: 'expired',
    });
    expect((await api(`/v1/checkout/sessions/${second.id}/expire`, { method: 'POST' })).status).toBe(400);
  });

  it('leaves a page that somebody has open payable when the link is switched off, until the session is expired', async () => {
    const { server, client, api } = await start('stripe');
    await client.create('F-1001');
    const [link] = server.live();
    const [first, second] = [server.openPage(link?.url ?? ''), server.openPage(link?.url ?? '')];
    await client.cancel(link?.id ?? '');
    expect(() => server.pay(link?.url ?? '')).toThrow(NotPayable);
    const list = `/v1/checkout/sessions?payment_link=${link?.id}&status=open`;
    expect((await api(list)).body).toMatchObject({ data: [{ id: second }, { id: first }] });
    expect((await api(`/v1/checkout/sessions/${second}/expire`, { method: 'POST' })).status).toBe(200);
    expect((await api(`/v1/checkout/sessions/${second}/expire`, { method: 'POST' })).status).toBe(400);
    expect(server.payOpenPage(first)).toMatchObject({ status: 'approved' });
    expect(() => server.payOpenPage(second)).toThrow(NotPayable);
    const complete = await api(`/v1/checkout/sessions?payment_link=${link?.id}&status=complete`);
    expect(complete.body).toMatchObject({ data: [{ payment_status: 'paid', amount_total: 150_000 }] });
  });

  it('pages through links, newest first', async () => {
    const { client, api } = await start('stripe');
    for (const reference of ['F-1', 'F-2', 'F-3']) await client.create(reference);
    const page = (await api('/v1/payment_links?limit=2')).body as { data: Array<{ id: string }>; has_more: boolean };
    expect(page).toMatchObject({ has_more: true, data: [{ metadata: { reference: 'F-3' } }, {}] });
    const rest = await api(`/v1/payment_links?limit=2&starting_after=${page.data[1]?.id}`);
    expect(rest.body).toMatchObject({ has_more: false, data: [{ metadata: { reference: 'F-1' } }] });
  });
});

describe('Mercado Pago', () => {
  it('tells only that something happened; the payment says what', async () => {
    const { server, client, clock, api } = await start('mercadopago');
    await client.create('F-1001');
    const payment = server.payLater(server.live()[0]?.url ?? '');
    server.settle(payment);
    server.refund(payment, '100.5');
    expect(read(server, clock.now)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(server.deliveries[0]?.event.body).not.toHaveProperty('status');
    expect((await api(`/v1/payments/${payment.id}`)).body).toMatchObject({
      status: 'approved',
      status_detail: 'partially_refunded',
      external_reference: 'F-1001',
      transaction_amount: 1_500,
      transaction_amount_refunded: 100.5,
    });
    expect((await api('/v1/payments/search?external_reference=F-1001')).body).toMatchObject({ paging: { total: 1 } });
    expect((await api('/v1/payments/search?external_reference=F-100')).body).toMatchObject({ paging: { total: 0 } });
  });

  it('takes a second payment of the same preference until it is expired', async () => {
    const { server, client } = await start('mercadopago');
    await client.create('F-1001');
    const [link] = server.live();
    server.pay(link?.url ?? '');
    server.pay(link?.url ?? '');
    expect(link?.payments).toHaveLength(2);
    await client.cancel(link?.id ?? '');
    expect(() => server.pay(link?.url ?? '')).toThrow(NotPayable);
  });

  it('leaves a voucher open when the preference is expired; it is cancelled by itself', async () => {
    const { server, client, api } = await start('mercadopago');
    await client.create('F-1001');
    const payment = server.payLater(server.live()[0]?.url ?? '');
    await client.cancel(payment.link.id);
    expect(payment.status).toBe('pending');
    const cancel = { method: 'PUT', body: { status: 'cancelled' } };
    expect((await api(`/v1/payments/${payment.id}`, cancel)).body).toMatchObject({ status: 'cancelled' });
    expect((await api(`/v1/payments/${payment.id}`, cancel)).status).toBe(400);
  });
});

describe('PayPal', () => {
  it('lets nobody pay a draft, and cancels only what was sent and is not paid', async () => {
    const { server, client, api } = await start('paypal');
    const body = { detail: { currency_code: 'MXN', invoice_number: 'F-1001' }, items: [] };
    const answer = await api('/v2/invoicing/invoices', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 201, body: { rel: 'self', method: 'GET' } });
    const [draft] = server.links;
    expect(() => server.pay(draft?.url ?? '')).toThrow(NotPayable);
    expect(await client.cancel(draft?.id ?? '')).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'CANNOT_CANCEL_DRAFT_INVOICE' }] },
    });
    expect((await api(`/v2/invoicing/invoices/${draft?.id}`, { method: 'DELETE' })).status).toBe(204);
    await client.create('F-1002');
    const [sent] = server.live('F-1002');
    server.pay(sent?.url ?? '');
    expect(await client.cancel(sent?.id ?? '')).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'CANNOT_CANCEL_PAID_INVOICE' }] },
    });
  });

  it('adds up parts until it is paid', async () => {
    const { server, client, clock, api } = await start('paypal');
    await client.create('F-1001');
    const [link] = server.live();
    server.payPartially(link?.url ?? '', '1000');
    expect((await api(`/v2/invoicing/invoices/${link?.id}`)).body).toMatchObject({
      status: 'PARTIALLY_PAID',
      due_amount: { value: '500.00' },
    });
    server.payPartially(link?.url ?? '', '500');
    expect((await api(`/v2/invoicing/invoices/${link?.id}`)).body).toMatchObject({
      status: 'PAID',
      due_amount: { value: '0.00' },
    });
    expect(read(server, clock.now)).toEqual(['paid', 'paid', 'paid']);
    expect(types(server)).toEqual(['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.COMPLETED', 'INVOICING.INVOICE.PAID']);
  });

  it('finds an invoice by its number, a page at a time', async () => {
    const { client, api } = await start('paypal');
    for (const number of ['F-1', 'F-2', 'G-1']) await client.create(number);
    const search = (body: object, query = '') =>
      api(`/v2/invoicing/search-invoices?total_required=true${query}`, { method: 'POST', body });
    expect((await search({ invoice_number: 'G-1' })).body).toMatchObject({
      total_items: 1,
      items: [{ status: 'UNPAID' }],
    });
    expect((await search({ invoice_number: 'F-' }, '&page_size=1')).body).toMatchObject({
      total_items: 2,
      total_pages: 2,
    });
    expect((await search({ invoice_number: 'x'.repeat(26) })).status).toBe(400);
  });
});

describe('Conekta', () => {
  it('finds a link by what is in its metadata, once it is there for a while', async () => {
    const { server, client, clock, api } = await start('conekta');
    server.searchLag = 5;
    await client.create('F-1001');
    expect((await api('/checkouts?search=F-1001')).body).toMatchObject({ data: [] });
    clock.pass(5);
    expect((await api('/checkouts?search=F-1001')).body).toMatchObject({
      data: [{ status: 'Issued', metadata: { reference: 'F-1001' } }],
    });
  });

  it('tells of a voucher that is taken and runs out', async () => {
    const { server, client, clock } = await start('conekta');
    await client.create('F-1001');
    const payment = server.payLater(server.live()[0]?.url ?? '');
    server.fails(payment);
    expect(read(server, clock.now)).toEqual(['payment_pending', 'payment_pending', 'payment_pending', 'link_expired']);
  });

  it('asks for the version of its API', async () => {
    const { api } = await start('conekta');
    expect(
      (await api('/checkouts', { method: 'POST', headers: { accept: 'application/json' }, body: {} })).status,
    ).toBe(406);
  });
});

describe('Wompi', () => {
  it('tells of the link and not of our reference, which the link has', async () => {
    const { server, client, api } = await start('wompi');
    await client.create('F-1001');
    server.pay(server.live()[0]?.url ?? '');
    const { body } = server.deliveries[0]?.event ?? {};
    expect(JSON.stringify(body)).not.toContain('F-1001');
    const { payment_link_id: id } = (body as { data: { transaction: { payment_link_id: string } } }).data.transaction;
    expect((await api(`/v1/payment_links/${id}`)).body).toMatchObject({ data: { sku: 'F-1001', active: false } });
  });

  it('lets the payer choose where the link has no amount', async () => {
    const { server, client } = await start('wompi');
    await client.create('F-1001', { with: { amount_in_cents: null, single_use: false } });
    expect(server.payPartially(server.live()[0]?.url ?? '', '70000')).toMatchObject({
      amount: '70000',
      status: 'approved',
    });
    expect(server.live('F-1001')).toHaveLength(1);
  });
});

describe('Fintoc', () => {
  it('keeps a link payable after it was paid, until it is cancelled or its time is over', async () => {
    const { server, client, clock } = await start('fintoc');
    await client.create('F-1001', { with: { expires_after_seconds: 60 } });
    const [link] = server.live();
    server.pay(link?.url ?? '');
    server.pay(link?.url ?? '');
    expect(types(server)).toEqual(['payment_intent.succeeded', 'payment_intent.succeeded']);
    clock.pass(60);
    expect(() => server.pay(link?.url ?? '')).toThrow(NotPayable);
    expect(await client.cancel(link?.id ?? '')).toMatchObject({
      status: 400,
      body: { error: { code: 'payment_link_not_active' } },
    });
  });
});

describe('Khipu', () => {
  it('has one payment for one link, read by its id', async () => {
    const { server, client, api } = await start('khipu');
    const made = (await client.create('F-1001')).body as { payment_id: string; payment_url: string };
    server.pay(made.payment_url);
    expect((await api(`/v3/payments/${made.payment_id}`)).body).toMatchObject({
      status: 'done',
      status_detail: 'normal',
      transaction_id: 'F-1001',
      amount: '150000.0000',
    });
    expect(server.deliveries[0]?.event.body).toMatchObject({ payment_id: made.payment_id, transaction_id: 'F-1001' });
    expect((await client.cancel(made.payment_id)).status).toBe(400);
  });
});

describe('Flow', () => {
  it('names a token; what it means is asked for', async () => {
    const { server, client } = await start('flow');
    const made = (await client.create('F-1001')).body as { url: string; token: string };
    server.pay(`${made.url}?token=${made.token}`);
    const [delivery] = server.deliveries;
    expect(delivery && server.signed(delivery.event).body).toBe(`token=${made.token}`);
    const ask = async (name: string, parameters: Record<string, string>) => {
      const answer = await fetch(`${server.url}/api/payment/${name}?${signFlow(server, parameters)}`);
      return (await answer.json()) as unknown;
    };
    expect(await ask('getStatus', { token: made.token })).toMatchObject({
      status: 2,
      commerceOrder: 'F-1001',
      amount: 150_000,
    });
    expect(await ask('getStatusByCommerceId', { commerceId: 'F-1001' })).toMatchObject({ status: 2 });
    expect(await ask('getStatusByCommerceId', { commerceId: 'F-2' })).toMatchObject({
      message: 'Transaction not found',
    });
  });
});

describe('Pix', () => {
  const cobv = (valor: object, days = 10) => ({
    calendario: {
      dataDeVencimento: new Date(Date.parse('2026-11-23') + days * 86_400_000).toISOString().slice(0, 10),
      validadeAposVencimento: 20,
    },
    devedor: { cnpj: '12345678000195', nome: 'Empresa SA' },
    valor: { original: '1000.00', ...valor },
    chave: 'k',
  });

  it.each([
    ['the amount until the due day', {}, 10, '1000'],
    [
      'the fine and a month of interest, for one day',
      { multa: { modalidade: 2, valorPerc: '2.00' }, juros: { modalidade: 3, valorPerc: '1.00' } },
      11,
      '1020.33',
    ],
    ['a fixed fine', { multa: { modalidade: 1, valorPerc: '15.00' } }, 12, '1015'],
    ['interest by the day', { juros: { modalidade: 1, valorPerc: '0.50' } }, 14, '1002'],
    ['interest on business days only', { juros: { modalidade: 5, valorPerc: '0.50' } }, 14, '1001'],
    ['less a rebate', { abatimento: { modalidade: 1, valorPerc: '100.00' } }, 1, '900'],
  ])('asks for %s', async (_what, valor, days, amount) => {
    const { server, clock, api } = await start('pix');
    const txid = txidOf('F-1001');
    expect((await api(`/cobv/${txid}`, { method: 'PUT', body: cobv(valor) })).status).toBe(201);
    clock.pass(days * 86_400);
    expect(server.pay(txid).amount).toBe(amount);
    // The token of days ago has run out.
    const { authorised: headers } = await CLIENTS.pix(server);
    const { body } = await call(server.url, `/cobv/${txid}`, { headers });
    expect(body).toMatchObject({ status: 'CONCLUIDA', pix: [{ txid }] });
  });

  it('can be paid until the last day after the due day, and not on the next', async () => {
    const { server, clock, api } = await start('pix');
    const txid = txidOf('F-1001');
    await api(`/cobv/${txid}`, { method: 'PUT', body: cobv({}) });
    // Noon in Greenwich is nine in Brasília: fifteen hours are left of the day.
    clock.pass(30 * 86_400 + 15 * 3_600 - 1);
    expect(server.live()).toHaveLength(1);
    clock.pass(1);
    expect(server.live()).toEqual([]);
  });

  it('takes no due day that is over', async () => {
    const { api } = await start('pix');
    const put = (days: number) => api(`/cobv/${txidOf('F-1')}`, { method: 'PUT', body: cobv({}, days) });
    expect((await put(-1)).status).toBe(400);
    expect((await put(0)).status).toBe(201);
  });

  it('does not remove and change a charge in one call', async () => {
    const { server, client, api } = await start('pix');
    await client.create('F-1001');
    const body = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR', valor: { original: '1.00' } };
    expect((await api(`/cob/${txidOf('F-1001')}`, { method: 'PATCH', body })).status).toBe(400);
    expect(server.live()).toHaveLength(1);
  });

  it('calls the address of the webhook with /pix behind it', async () => {
    const { server, client } = await start('pix');
    await client.create('F-1001');
    server.refund(server.pay(txidOf('F-1001')), '10');
    const [paid, back] = server.deliveries.map(({ event }) => event);
    expect(paid && server.signed(paid).path).toBe('/pix');
    expect(paid?.body).toMatchObject({ pix: [{ txid: txidOf('F-1001'), valor: '1500.00' }] });
    expect(back?.body).toMatchObject({ pix: [{ devolucoes: [{ valor: '10.00', status: 'DEVOLVIDO' }] }] });
  });
});

import { createHmac } from 'node:crypto';

import { startContract, TestClock } from './index';
import type { ContractName } from './index';
import type { ProviderServer } from './base/provider';
import type { ServerOptions } from './base/server';

/** What came back from a call; `body` is undefined where it is no JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, or as a form where it is `URLSearchParams`. */
  body?: unknown;
}

/** Calls a server as any program would; throws what `fetch` throws when no answer comes. */
export async function call(
  base: string,
  path: string,
  { method = 'GET', headers = {}, body }: Call = {},
): Promise<Answer> {
  const form = body instanceof URLSearchParams;
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const answer = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    ...(body === undefined ? {} : { body: form ? body.toString() : JSON.stringify(body) }),
  });
  const text = await answer.text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  return { status: answer.status, headers: answer.headers, body: parsed };
}

export interface Wish {
  /** In the unit that the provider counts in; a plain one of about 1,500 pesos unless said otherwise. */
  amount?: number | string;
  currency?: string;
  key?: string;
  /** Fields that take the place of what would be sent. */
  with?: Record<string, unknown>;
}

/** The plainest client of a provider: enough to make a link, read it and take it back. */
export interface Client {
  authorised: Record<string, string>;
  create(reference: string, wish?: Wish): Promise<Answer>;
  cancel(id: string): Promise<Answer>;
}

type MakeClient = (server: ProviderServer) => Promise<Client>;

async function token(server: ProviderServer, path: string): Promise<Record<string, string>> {
  const { clientId, clientSecret } = server.credential;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const answer = await call(server.url, path, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body });
  return { authorization: `Bearer ${(answer.body as { access_token: string }).access_token}` };
}

const inDays = (server: ProviderServer, days: number): Date => new Date(server.now + days * 86_400_000);

/** The parameters of a Flow call with its signature, written from the contract. */
export function signFlow(server: ProviderServer, parameters: Record<string, string>): URLSearchParams {
  const { apiKey = '', secretKey = '' } = server.credential;
  const all: Record<string, string> = { ...parameters, apiKey };
  const text = Object.keys(all)
    .sort()
    .map((name) => `${name}${all[name]}`)
    .join('');
  return new URLSearchParams({ ...all, s: createHmac('sha256', secretKey).update(text).digest('hex') });
}

/** A number of 26 to 35 letters and digits for a reference. */
export const txidOf = (reference: string): string =>
  Buffer.from(reference).toString('hex').padEnd(32, '0').slice(0, 32);

export const CLIENTS: Readonly<Record<ContractName, MakeClient>> = {
  stripe: async (server) => {
    const authorised = { authorization: `Bearer ${server.credential['secretKey']}` };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const form = new URLSearchParams({
          'line_items[0][quantity]': '1',
          'line_items[0][price_data][currency]': wish.currency ?? 'mxn',
          'line_items[0][price_data][unit_amount]': String(wish.amount ?? 150_000),
          'line_items[0][price_data][product_data][name]': 'Factura',
          'metadata[reference]': reference,
          'payment_intent_data[metadata][reference]': reference,
          'restrictions[completed_sessions][limit]': '1',
        });
        for (const [name, value] of Object.entries(wish.with ?? {})) {
          if (value === undefined) form.delete(name);
          else form.set(name, String(value));
        }
        const headers = wish.key === undefined ? authorised : { ...authorised, 'idempotency-key': wish.key };
        return call(server.url, '/v1/payment_links', { method: 'POST', headers, body: form });
      },
      cancel: (id) =>
        call(server.url, `/v1/payment_links/${id}`, {
          method: 'POST',
          headers: authorised,
          body: new URLSearchParams({ active: 'false' }),
        }),
    };
  },
  mercadopago: async (server) => {
    const authorised = { authorization: `Bearer ${server.credential['accessToken']}` };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const item = {
          id: reference,
          title: 'Factura',
          quantity: 1,
          unit_price: wish.amount ?? 1_500,
          currency_id: wish.currency ?? 'MXN',
        };
        return call(server.url, '/checkout/preferences', {
          method: 'POST',
          headers: authorised,
          body: { items: [item], external_reference: reference, ...wish.with },
        });
      },
      cancel: (id) => {
        const body = {
          expires: true,
          expiration_date_from: inDays(server, -2).toISOString(),
          expiration_date_to: inDays(server, 0).toISOString(),
        };
        return call(server.url, `/checkout/preferences/${id}`, { method: 'PUT', headers: authorised, body });
      },
    };
  },
  paypal: async (server) => {
    const authorised = await token(server, '/v1/oauth2/token');
    const send = (id: string): Promise<Answer> =>
      call(server.url, `/v2/invoicing/invoices/${id}/send`, {
        method: 'POST',
        headers: authorised,
        body: { send_to_recipient: false },
      });
    return {
      authorised,
      create: async (reference, wish = {}) => {
        const currency = wish.currency ?? 'MXN';
        const item = {
          name: 'Factura',
          quantity: '1',
          unit_amount: { currency_code: currency, value: String(wish.amount ?? '1500.00') },
        };
        const body = {
          detail: { currency_code: currency, invoice_number: reference, reference },
          items: [item],
          ...wish.with,
        };
        const draft = await call(server.url, '/v2/invoicing/invoices', {
          method: 'POST',
          headers: { ...authorised, prefer: 'return=representation' },
          body,
        });
        if (draft.status !== 201) return draft;
        await send((draft.body as { id: string }).id);
        return draft;
      },
      cancel: (id) =>
        call(server.url, `/v2/invoicing/invoices/${id}/cancel`, {
          method: 'POST',
          headers: authorised,
          body: { send_to_recipient: false },
        }),
    };
  },
  conekta: async (server) => {
    const authorised = {
      authorization: `Bearer ${server.credential['privateKey']}`,
      accept: 'application/vnd.conekta-v2.3.0+json',
    };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const body = {
          name: 'Factura',
          type: 'PaymentLink',
          recurrent: false,
          expires_at: Math.floor(inDays(server, 30).getTime() / 1_000),
          order_template: {
            currency: wish.currency ?? 'MXN',
            line_items: [{ name: 'Factura', quantity: 1, unit_price: wish.amount ?? 150_000 }],
            metadata: { reference },
          },
          ...wish.with,
        };
        return call(server.url, '/checkouts', { method: 'POST', headers: authorised, body });
      },
      cancel: (id) => call(server.url, `/checkouts/${id}/cancel`, { method: 'PUT', headers: authorised }),
    };
  },
  wompi: async (server) => {
    const authorised = { authorization: `Bearer ${server.credential['privateKey']}` };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const body = {
          name: 'Factura',
          description: 'Factura',
          single_use: true,
          collect_shipping: false,
          currency: wish.currency ?? 'COP',
          amount_in_cents: wish.amount ?? 150_000_00,
          sku: reference,
          ...wish.with,
        };
        return call(server.url, '/v1/payment_links', { method: 'POST', headers: authorised, body });
      },
      cancel: (id) =>
        call(server.url, `/v1/payment_links/${id}`, { method: 'PATCH', headers: authorised, body: { active: false } }),
    };
  },
  fintoc: async (server) => {
    const authorised = { authorization: server.credential['secretKey'] ?? '' };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const headers = wish.key === undefined ? authorised : { ...authorised, 'idempotency-key': wish.key };
        const body = {
          amount: wish.amount ?? 150_000,
          currency: wish.currency ?? 'CLP',
          metadata: { reference },
          ...wish.with,
        };
        return call(server.url, '/v1/payment_links', { method: 'POST', headers, body });
      },
      cancel: (id) => call(server.url, `/v1/payment_links/${id}/cancel`, { method: 'PATCH', headers: authorised }),
    };
  },
  khipu: async (server) => {
    const authorised = { 'x-api-key': server.credential['apiKey'] ?? '' };
    return {
      authorised,
      create: (reference, wish = {}) => {
        const body = {
          amount: wish.amount ?? 150_000,
          currency: wish.currency ?? 'CLP',
          subject: 'Factura',
          transaction_id: reference,
          ...wish.with,
        };
        return call(server.url, '/v3/payments', { method: 'POST', headers: authorised, body });
      },
      cancel: (id) => call(server.url, `/v3/payments/${id}`, { method: 'DELETE', headers: authorised }),
    };
  },
  flow: async (server) => ({
    authorised: {},
    create: (reference, wish = {}) => {
      const fields: Record<string, string> = {
        commerceOrder: reference,
        subject: 'Factura',
        amount: String(wish.amount ?? 150_000),
        currency: wish.currency ?? 'CLP',
        email: 'pagador@cliente.example',
        urlConfirmation: 'https://cobranza.example/flow',
        urlReturn: 'https://cobranza.example/gracias',
        ...(wish.with as Record<string, string> | undefined),
      };
      return call(server.url, '/api/payment/create', { method: 'POST', body: signFlow(server, fields) });
    },
    // Flow has no call that takes an order back; it runs out.
    cancel: async (id) => {
      server.expire(id);
      return { status: 200, headers: new Headers(), body: {} };
    },
  }),
  pix: async (server) => {
    const authorised = await token(server, '/oauth/token');
    return {
      authorised,
      create: (reference, wish = {}) => {
        const body = {
          calendario: { expiracao: 30 * 86_400 },
          valor: { original: String(wish.amount ?? '1500.00') },
          chave: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
          infoAdicionais: [{ nome: 'Fatura', valor: reference }],
          ...wish.with,
        };
        return call(server.url, `/cob/${txidOf(reference)}`, { method: 'PUT', headers: authorised, body });
      },
      cancel: (id) =>
        call(server.url, `/cob/${id}`, {
          method: 'PATCH',
          headers: authorised,
          body: { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' },
        }),
    };
  },
};

/** A started server, its plain client and the clock both go by. */
export async function ready<Name extends ContractName>(name: Name, options: Partial<ServerOptions> = {}) {
  const clock = new TestClock();
  const server = await startContract(name, { clock: clock.read, ...options });
  const client = await CLIENTS[name](server);
  return {
    server,
    client,
    clock,
    api: (path: string, more: Call = {}) =>
      call(server.url, path, { ...more, headers: { ...client.authorised, ...more.headers } }),
  };
}

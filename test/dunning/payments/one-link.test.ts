import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';

import type { FullLedger } from '../../../dunning/ledger/records';
import { ensureLink } from '../../../dunning/payments/ensure-link';
import { PaymentError } from '../../../dunning/payments/failure';
import { fintoc } from '../../../dunning/payments/fintoc';
import { khipu } from '../../../dunning/payments/khipu';
import { mercadoPago } from '../../../dunning/payments/mercado-pago';
import type { PaymentProvider } from '../../../dunning/payments/provider';
import type { ProviderAnswer, ProviderRequest } from '../../../dunning/payments/wire';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { Clock, Crash, deskOf, FATES, fated, orderOf } from './bench-desk';

let folder: string;
let ledger: FullLedger;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'one-link-'));
  ledger = await openSqliteLedger(join(folder, 'ledger.db'));
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

const answer = (status: number, body: unknown): ProviderAnswer => ({ status, headers: {}, body });

interface Made {
  id: string;
  key: string;
  amount: number;
  live: boolean;
}

/** Just enough of a provider to count links by: three of them, one of each kind. */
class Counter {
  readonly links: Made[] = [];
  readonly byKey = new Map<string, ProviderAnswer>();

  private make(key: string, amount: number): Made {
    const made = { id: `id${this.links.length + 1}`, key, amount, live: true };
    this.links.push(made);
    return made;
  }
  private at(request: ProviderRequest): Made | undefined {
    return this.links.find(({ id }) => request.path.split('/').includes(id));
  }
  get live(): Made[] {
    return this.links.filter(({ live }) => live);
  }

  /** Idempotent by a header, found in a list. */
  fintoc = (request: ProviderRequest): ProviderAnswer => {
    const shown = (one: Made) => ({
      id: one.id,
      url: `https://pay.example/${one.id}`,
      status: one.live ? 'active' : 'canceled',
      amount: one.amount,
      currency: 'CLP',
      metadata: { dunning_link: one.key },
    });
    if (request.path === '/v1/payment_intents') return answer(200, []);
    if (request.method === 'POST') {
      const key = String(request.headers?.['Idempotency-Key']);
      const known = this.byKey.get(key);
      if (known) return known;
      const made = answer(201, shown(this.make(key, jsonOf(request).amount as number)));
      this.byKey.set(key, made);
      return made;
    }
    if (request.path === '/v1/payment_links') return answer(200, this.links.map(shown));
    const one = this.at(request);
    if (!one) return answer(404, {});
    if (request.method === 'PATCH') one.live = false;
    return answer(200, shown(one));
  };

  /** Makes another one at every call; found by reference. */
  mercadopago = (request: ProviderRequest): ProviderAnswer => {
    const shown = (one: Made) => ({
      id: one.id,
      init_point: `https://pay.example/${one.id}`,
      external_reference: one.key,
      expires: !one.live,
      expiration_date_to: one.live ? undefined : '2026-11-01T00:00:00.000+00:00',
      items: [{ unit_price: one.amount, currency_id: 'CLP' }],
    });
    if (request.path === '/v1/payments/search') return answer(200, { results: [] });
    if (request.method === 'POST') {
      const { external_reference: key, items } = jsonOf(request) as {
        external_reference: string;
        items: Array<{ unit_price: number }>;
      };
      return answer(201, shown(this.make(key, items[0]?.unit_price ?? 0)));
    }
    if (request.path.endsWith('/search')) {
      const found = this.links.filter(({ key }) => key === request.query?.external_reference);
      return answer(200, { elements: found.map(({ id, key }) => ({ id, external_reference: key })) });
    }
    const one = this.at(request);
    if (!one) return answer(404, {});
    if (request.method === 'PUT') one.live = false;
    return answer(200, shown(one));
  };

  /** Makes another one at every call; found by nothing. */
  khipu = (request: ProviderRequest): ProviderAnswer => {
    const shown = (one: Made) => ({
      payment_id: one.id,
      payment_url: `https://pay.example/${one.id}`,
      status: 'pending',
    });
    if (request.method === 'POST') {
      const { transaction_id: key, amount } = jsonOf(request) as { transaction_id: string; amount: number };
      return answer(200, shown(this.make(key, amount)));
    }
    const one = this.at(request);
    if (!one?.live) return answer(404, {});
    if (request.method === 'DELETE') one.live = false;
    return answer(200, shown(one));
  };
}

function jsonOf({ body }: ProviderRequest): Record<string, unknown> {
  return (body && 'json' in body ? body.json : {}) as Record<string, unknown>;
}

let runs = 0;

/** Runs come one after the other, each with its own bad luck, until one has none. */
async function live(
  provider: PaymentProvider,
  serve: (request: ProviderRequest) => ProviderAnswer,
  luck: Array<{ fates: never[]; minor: number; minutes: number }>,
) {
  const clock = new Clock();
  const account = `run-${(runs += 1)}`;
  const results: string[] = [];
  for (const { fates, minor, minutes } of [...luck, { fates: [] as never[], minor: 5_000, minutes: 30 }]) {
    clock.millis += minutes * 60_000;
    const order = orderOf(provider, 'CLP', minor);
    order.claim.account = account;
    try {
      const { state } = await ensureLink(deskOf(provider, ledger.links, clock, fated(serve, fates)), order);
      results.push(state.url ?? '');
    } catch (error) {
      if (!(error instanceof PaymentError) && !(error instanceof Crash)) throw error;
      results.push(`failed: ${error instanceof PaymentError ? error.failure.kind : 'crash'}`);
    }
  }
  return results;
}

const luck = fc.array(
  fc.record({
    fates: fc.array(fc.constantFrom(...FATES), { maxLength: 8 }) as fc.Arbitrary<never[]>,
    minor: fc.constantFrom(5_000, 5_000, 4_000),
    minutes: fc.constantFrom(0, 1, 6, 60),
  }),
  { maxLength: 4 },
);

describe('whatever fails, in whatever order', () => {
  it.each([
    ['fintoc', fintoc],
    ['mercadopago', mercadoPago],
  ] as const)('%s has exactly one live link in the end, and it is the one in the message', async (name, provider) => {
    await fc.assert(
      fc.asyncProperty(luck, async (bad) => {
        const counter = new Counter();
        const results = await live(provider, counter[name], bad);
        expect(results.at(-1)).toMatch(/^https:/);
        expect(counter.live).toHaveLength(1);
        expect(results.at(-1)).toBe(`https://pay.example/${counter.live[0]?.id}`);
        expect(counter.live[0]?.amount).toBe(5_000);
      }),
      { numRuns: 100 },
    );
  });

  it('khipu, which can be asked nothing, never has a second one: the item fails instead, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(luck, async (bad) => {
        const counter = new Counter();
        const results = await live(khipu, counter.khipu, bad);
        expect(counter.live.length).toBeLessThanOrEqual(1);
        const last = results.at(-1) ?? '';
        if (last.startsWith('https:')) expect(last).toBe(`https://pay.example/${counter.live[0]?.id}`);
        else expect(last).toBe('failed: unknown');
      }),
      { numRuns: 100 },
    );
  });

  it('a link that nobody can speak for is given up when it must have expired', async () => {
    const counter = new Counter();
    const results = await live(khipu, counter.khipu, [
      { fates: ['lost on the way back'] as never[], minor: 5_000, minutes: 0 },
    ]);
    expect(results).toEqual(['failed: unknown', 'failed: unknown']);
    const clock = new Clock();
    clock.millis += 21 * 86_400_000;
    const order = orderOf(khipu, 'CLP', 5_000);
    order.claim.account = `run-${runs}`;
    order.claim.expiresAt = new Date(clock.millis + 86_400_000).toISOString();
    const { state } = await ensureLink(deskOf(khipu, ledger.links, clock, fated(counter.khipu, [])), order);
    expect(state.url).toBe('https://pay.example/id2');
  });
});

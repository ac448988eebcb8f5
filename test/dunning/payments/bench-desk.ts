import type { Instant } from '../../../dunning/common';
import type { LinkDesk, LinkOrder } from '../../../dunning/payments/link-desk';
import type { LinkLedger } from '../../../dunning/payments/link-ledger';
import type { PaymentProvider } from '../../../dunning/payments/provider';
import { NoAnswer } from '../../../dunning/payments/wire';
import type { ProviderAnswer, ProviderRequest } from '../../../dunning/payments/wire';

export const START = Date.parse('2026-11-23T15:00:00.000Z');
export const KEY = 'a'.repeat(40);

/** A clock that only a test and the waits of the code move. */
export class Clock {
  millis = START;
  readonly now = (): Instant => new Date(this.millis).toISOString();
  readonly wait = async (ms: number): Promise<void> => {
    this.millis += ms;
  };
}

export function deskOf(provider: PaymentProvider, ledger: LinkLedger, clock: Clock, send: LinkDesk['send']): LinkDesk {
  return {
    provider,
    ledger,
    send,
    wait: clock.wait,
    chance: () => 0.5,
    now: clock.now,
    leaseMs: 300_000,
    patienceMs: 2_000,
  };
}

/** An order over the amount, for one debt. */
export function orderOf(
  provider: PaymentProvider,
  currency: string,
  minor: number,
  over: Partial<LinkOrder> = {},
): LinkOrder {
  return {
    claim: {
      account: 'acme',
      customerId: 'c-1',
      debtId: 'F-1',
      scope: ['F-1'],
      cycle: '1',
      provider: provider.id,
      merchant: '1',
      contactKey: KEY,
      invoices: ['F-1'],
      amount: { currency, minor },
      expiresAt: new Date(START + 20 * 86_400_000).toISOString(),
    },
    details: { description: 'Factura F-1', payer: { name: 'Ana Núñez', email: 'ana@example.com' } },
    checkAgain: true,
    ...over,
  };
}

/** What happens to one request on its way. */
export type Fate =
  'fine' | 'lost on the way' | 'lost on the way back' | 'fault before' | 'fault after' | 'too many' | 'crash';
export const FATES: Fate[] = [
  'fine',
  'lost on the way',
  'lost on the way back',
  'fault before',
  'fault after',
  'too many',
  'crash',
];

/** The machine goes down in the middle. */
export class Crash extends Error {}

/** Sends requests to `serve`, each with a fate of its own; after the last one all goes well. */
export function fated(serve: (request: ProviderRequest) => ProviderAnswer, fates: Fate[]): LinkDesk['send'] {
  const left = [...fates];
  const fault: ProviderAnswer = { status: 503, headers: {}, body: {} };
  return async (request) => {
    switch (left.shift() ?? 'fine') {
      case 'lost on the way':
        throw new NoAnswer(true, 'ETIMEDOUT');
      case 'lost on the way back':
        serve(request);
        throw new NoAnswer(true, 'ECONNRESET');
      case 'fault before':
        return fault;
      case 'fault after':
        serve(request);
        return fault;
      case 'too many':
        return { status: 429, headers: { 'retry-after': '2' }, body: {} };
      case 'crash':
        if (left.length % 2 === 0) serve(request);
        throw new Crash('power cut');
      default:
        return serve(request);
    }
  };
}

/**
 * A process of its own for tests: makes links for debts at a test server, one after the other, and prints each address. Arguments:
 * store address, address of the server, number of debts.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { ensureLink } from '../../../dunning/payments/ensure-link';
import { mercadoPago } from '../../../dunning/payments/mercado-pago';
import type { ProviderAnswer, ProviderRequest } from '../../../dunning/payments/wire';
import { openTestLedger } from '../../stores/open-ledger';

async function main(): Promise<void> {
  const [address = '', url = '', debts = '0'] = process.argv.slice(2);
  const ledger = await openTestLedger(address);
  const send = async ({ method, path, query, body }: ProviderRequest): Promise<ProviderAnswer> => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query)}`, {
      method,
      ...(body && 'json' in body ? { body: JSON.stringify(body.json) } : {}),
    });
    return { status: answer.status, headers: {}, body: await answer.json() };
  };
  const desk = {
    provider: mercadoPago,
    ledger: ledger.links,
    send,
    wait: async (ms: number) => {
      await pause(Math.min(ms, 20));
    },
    chance: Math.random,
    now: () => new Date().toISOString(),
    leaseMs: 600_000,
    patienceMs: 60_000,
  };
  for (let n = 0; n < Number(debts); n += 1) {
    const number = `F-${n}`;
    const claim = {
      account: 'acme',
      customerId: `c-${n}`,
      debtId: number,
      scope: [number],
      cycle: '1',
      provider: mercadoPago.id,
      merchant: '1',
      contactKey: String(n).padStart(40, '0'),
      invoices: [number],
      amount: { currency: 'MXN', minor: 150_000 },
    };
    const { state } = await ensureLink(desk, { claim, details: { description: number, payer: {} }, checkAgain: false });
    process.stdout.write(`${number} ${state.url}\n`);
  }
  await ledger.close();
}

void main();

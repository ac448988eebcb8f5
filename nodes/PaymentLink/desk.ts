import { setTimeout as pause } from 'node:timers/promises';

import type { IExecuteFunctions } from 'n8n-workflow';

import { paymentProvider } from '../../dunning/payments';
import type { LinkDesk } from '../../dunning/payments/link-desk';
import type { LinkLedger } from '../../dunning/payments/link-ledger';
import type { PaymentProvider, PaymentProviderId } from '../../dunning/payments/provider';
import { wallClock } from '../shared/ledger';
import { perRun } from '../shared/parameters';
import { ACCOUNTS, baseUrlOf } from './accounts';
import { sender } from './transport';

/** Longer than all tries of one request with their waits. */
const LEASE_MS = 5 * 60_000;
const PATIENCE_MS = 30_000;

/** The chosen provider with its account, ready to be asked. */
export interface OpenDesk extends LinkDesk {
  /** The id of the credential: links of two accounts at one provider are not each other's. */
  merchant: string;
}

/** @throws Error when the provider is not one of this version */
export async function openDesk(context: IExecuteFunctions, links: LinkLedger): Promise<OpenDesk> {
  const id = perRun<PaymentProviderId>(context, 'provider');
  const provider: PaymentProvider | undefined = paymentProvider(id);
  if (!provider) throw new Error('This provider does not exist in this version of the node.');
  const account = ACCOUNTS[id];
  const data = await context.getCredentials(account.credential);
  const base = baseUrlOf(account, data);
  return {
    provider,
    ledger: links,
    merchant: context.getNode().credentials?.[account.credential]?.id ?? '',
    send: sender(context, account, base),
    wait: async (ms) => {
      await pause(ms);
    },
    chance: Math.random,
    now: wallClock,
    leaseMs: LEASE_MS,
    patienceMs: PATIENCE_MS,
  };
}

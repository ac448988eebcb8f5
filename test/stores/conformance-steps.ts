import type { FullLedger } from '../../dunning/ledger/records';
import type { ClaimRef, ClaimResult } from '../../dunning/ledger/ledger';
import { request } from './requests';

export const T0 = '2026-11-23T15:00:00.000Z';
export const T1 = '2026-11-23T15:01:00.000Z';
export const PAST_LEASE = '2026-11-23T15:11:00.000Z';
export const LEASE = 600_000;

type Over = Parameters<typeof request>[0];

/** The token of a claim that must have been won. */
export function won(result: ClaimResult | undefined): ClaimRef {
  if (result?.decision !== 'send') throw new Error(`not won: ${JSON.stringify(result)}`);
  return { key: result.key, token: result.token };
}

/** What the suites do again and again, on the ledger that `current` gives. */
export function steps(current: () => FullLedger) {
  async function claimOne(now = T0, over: Over = {}): Promise<ClaimRef> {
    return won((await current().claim([request(over)], now, LEASE))[0]);
  }
  /** Claims, and says of each whether to send or why not. */
  async function codes(requests: Over[], now = T0): Promise<string[]> {
    const answers = await current().claim(requests.map(request), now, LEASE);
    return answers.map((answer) => (answer.decision === 'skip' ? answer.reasonCode : 'send'));
  }
  async function statusNow(now = T1): Promise<string | undefined> {
    return (await current().history('acme', ['c-1'], now)).get('c-1')?.[0]?.status;
  }
  async function sent(over: Over = {}, providerMessageId = 'm-1@x'): Promise<ClaimRef> {
    const claim = await claimOne(T0, over);
    await current().recordResults([{ ...claim, outcome: 'sent', at: T0, provider: 'smtp', providerMessageId }], T0);
    return claim;
  }
  return { claimOne, codes, statusNow, sent };
}

/** A group of tests that each store has to pass; `current` gives the ledger of the running test. */
export type Suite = (current: () => FullLedger) => void;

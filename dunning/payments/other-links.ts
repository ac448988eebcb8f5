import { converse } from './conversation';
import { overAt } from './lateness';
import { placeOf } from './link-decision';
import { refOf } from './link-desk';
import type { LinkDesk } from './link-desk';
import type { LinkRecord } from './link-ledger';
import type { LinkState } from './provider';

const TOOK_MONEY: ReadonlySet<LinkState['status']> = new Set(['paid', 'pending', 'partly_paid']);

/**
 * Closes every link of a debt but this one, where a call that nobody heard back from may have made another: one that arrived when
 * nobody waited for it any more. Asks the provider only about links with such a call.
 * @returns how one of them stands that took money which the ledger does not know of yet; undefined otherwise
 * @throws PaymentError when the provider cannot be asked
 */
export async function closeOthers(desk: LinkDesk, link: LinkRecord): Promise<LinkState | undefined> {
  const { provider, ledger } = desk;
  const { linksOf } = provider;
  if (!linksOf) return undefined;
  const all = await ledger.find({ provider: link.provider, place: placeOf(link) });
  const known = new Set([link.linkId, ...all.map(({ linkId }) => linkId)]);
  let paid: LinkState | undefined;
  for (const one of all.filter(({ doubtful }) => doubtful)) {
    const over = overAt(provider, one);
    if (over !== undefined && Date.parse(over) <= Date.parse(desk.now())) continue;
    for (const id of await converse(provider, linksOf(one, desk.now()), desk)) {
      // What the ledger has is closed by whoever replaces it, and what came in by it is accounted for.
      if (known.has(id)) continue;
      const state = await converse(provider, provider.cancel({ ...refOf(one), id }, desk.now()), desk);
      if (TOOK_MONEY.has(state.status) && ((await desk.moneyOf?.(one)) ?? 'unknown') === 'unknown') paid ??= state;
    }
  }
  return paid;
}

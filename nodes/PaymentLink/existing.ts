import type { INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { money } from '../../dunning/invoice/money';
import type { LinkRecord } from '../../dunning/payments/link-ledger';
import { dunningOf } from '../shared/items';
import type { OpenDesk } from './desk';
import { fieldOf } from './subject';

/**
 * The link that an item means, by the provider's id: as the ledger has it, else as “Create” wrote it on the item, else as much as
 * an id alone says.
 * @throws InputError when the item names none
 */
export async function linkById(desk: OpenDesk, item: INodeExecutionData, field: string): Promise<LinkRecord> {
  const value = fieldOf(item, field);
  const linkId = typeof value === 'number' ? String(value) : value;
  if (typeof linkId !== 'string' || linkId.trim() === '') {
    throw new InputError({
      field,
      found: value,
      problem: 'is no ID of a link',
      advice: 'Put “Create” before this node, or name the field with the ID under “Link ID Field”.',
    });
  }
  const [known] = await desk.ledger.find({ provider: desk.provider.id, linkId });
  return known ?? strangeLink(desk, item, { linkId });
}

/** A link that the ledger has never seen: made elsewhere, or with another ledger. */
export function strangeLink(
  desk: OpenDesk,
  item: INodeExecutionData,
  known: { linkId?: string; reference?: string; linkKey?: string },
): LinkRecord {
  const { payment, debt } = dunningOf(item);
  const amount = payment?.amount ?? debt?.balance ?? { minor: 0, currency: 'USD' };
  return {
    account: debt?.account ?? '',
    customerId: debt?.customer.id ?? '',
    debtId: debt?.id ?? '',
    scope: debt?.scope ?? [],
    cycle: debt?.cycle ?? '',
    provider: desk.provider.id,
    merchant: desk.merchant,
    linkKey: known.linkKey ?? payment?.key ?? '',
    contactKey: '',
    generation: 1,
    reference: known.reference ?? payment?.reference ?? '',
    amount: money(amount.minor, amount.currency),
    state: 'open',
    askedAt: desk.now(),
    calledUntil: desk.now(),
    doubtful: false,
    ...(known.linkId === undefined ? {} : { linkId: known.linkId }),
  };
}

import type { INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import { converse } from '../../../dunning/payments/conversation';
import { refOf } from '../../../dunning/payments/link-desk';
import type { LinkRecord } from '../../../dunning/payments/link-ledger';
import type { DebtPayment } from '../../../dunning/payments/provider';
import { linkKeyIn } from '../../../dunning/payments/reference';
import { withDunning } from '../../shared/items';
import { filled, perItem } from '../../shared/parameters';
import type { OpenDesk } from '../desk';
import { openDesk } from '../desk';
import { strangeLink } from '../existing';
import { paymentOf } from '../output';
import { fieldOf } from '../subject';
import type { Prepare } from './types';

export const option: INodePropertyOptions = {
  name: 'Find by Reference',
  value: 'findByReference',
  action: 'Find a payment link by its reference',
  description: 'In the record of links, and at the provider where it can be searched',
};

/** Looks for each item's link. Not finding one is no error: the status says so. */
export const prepare: Prepare = async (context, ledger) => {
  const desk = await openDesk(context, ledger.links);
  const field = perItem<string>(context, 'referenceField', 'dunning.payment.reference');
  return async (item, index) => {
    const reference = filled(fieldOf(item, field(index)));
    if (reference === undefined) {
      throw new InputError({
        field: field(index),
        found: fieldOf(item, field(index)),
        problem: 'is no reference',
        advice: 'Name the field with the reference under “Reference Field”.',
      });
    }
    return withDunning(item, index, { payment: await find(desk, item, reference) });
  };
};

async function find(desk: OpenDesk, item: INodeExecutionData, reference: string): Promise<DebtPayment> {
  const { provider } = desk;
  const [known] = await desk.ledger.find({ provider: provider.id, reference });
  if (known?.linkId !== undefined) {
    return paymentOf(known, await converse(provider, provider.getStatus(refOf(known), desk.now()), desk), 'found');
  }
  const linkKey = known?.linkKey ?? linkKeyIn(reference);
  const link: LinkRecord = known ?? strangeLink(desk, item, { reference, linkKey });
  const lookup = await converse(
    provider,
    provider.findByReference({ linkKey: link.linkKey, reference, askedAt: link.askedAt }, desk.now()),
    desk,
  );
  if ('unsure' in lookup) {
    const warning = `${provider.name} cannot be searched by reference; the record of links does not have it.`;
    return paymentOf(link, { status: 'not_found' }, 'found', [warning]);
  }
  if ('lost' in lookup) return paymentOf({ ...link, linkId: lookup.lost.id }, { status: lookup.lost.status }, 'found');
  if (lookup.found === null) return paymentOf(link, { status: 'not_found' }, 'found');
  const { id, url, pixCode, expiresAt } = lookup.found;
  const amount = lookup.amount ?? link.amount;
  return paymentOf({ ...link, linkId: id, amount }, { status: lookup.status, url, pixCode, expiresAt }, 'found');
}

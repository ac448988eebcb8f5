import type { INodePropertyOptions } from 'n8n-workflow';

import { converse } from '../../../dunning/payments/conversation';
import { refOf } from '../../../dunning/payments/link-desk';
import { withDunning } from '../../shared/items';
import { perItem } from '../../shared/parameters';
import { openDesk } from '../desk';
import { linkById } from '../existing';
import { paymentOf } from '../output';
import type { Prepare } from './types';

export const option: INodePropertyOptions = {
  name: 'Get Status',
  value: 'getStatus',
  action: 'Get the status of a payment link',
  description:
    'Whether it was paid, is open, or is over, as the provider says now. Put right before Claim, it stops reminders of what was just paid.',
};

/** Asks the provider how each item's link stands. */
export const prepare: Prepare = async (context, ledger) => {
  const desk = await openDesk(context, ledger.links);
  const field = perItem<string>(context, 'linkIdField', 'dunning.payment.id');
  return async (item, index) => {
    const link = await linkById(desk, item, field(index));
    const state = await converse(desk.provider, desk.provider.getStatus(refOf(link), desk.now()), desk);
    return withDunning(item, index, { payment: paymentOf(link, state, 'found') });
  };
};

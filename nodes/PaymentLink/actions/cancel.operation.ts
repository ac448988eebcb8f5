import type { INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import { converse } from '../../../dunning/payments/conversation';
import { endingOf, refOf } from '../../../dunning/payments/link-desk';
import { withDunning } from '../../shared/items';
import { perItem } from '../../shared/parameters';
import { openDesk } from '../desk';
import { linkById } from '../existing';
import { paymentOf } from '../output';
import type { Prepare } from './types';

export const option: INodePropertyOptions = {
  name: 'Cancel',
  value: 'cancel',
  action: 'Cancel a payment link',
  description: 'Close it, so that nobody can pay by it any more. One that was paid stays paid, and the item says so.',
};

/** Closes each item's link. */
export const prepare: Prepare = async (context, ledger) => {
  const desk = await openDesk(context, ledger.links);
  const field = perItem<string>(context, 'linkIdField', 'dunning.payment.id');
  return async (item, index) => {
    const { provider } = desk;
    if (!provider.can.cancel) {
      throw new InputError({
        field: 'Provider',
        found: provider.name,
        problem: 'has no way to close a link',
        advice: 'Let the link expire, or close it in the panel of the provider.',
      });
    }
    const link = await linkById(desk, item, field(index));
    const state = await converse(provider, provider.cancel(refOf(link), desk.now()), desk);
    const ending = endingOf(state.status);
    if (ending && link.linkKey !== '') {
      await desk.ledger.ended({ provider: link.provider, linkKey: link.linkKey }, ending, desk.now());
    }
    return withDunning(item, index, { payment: paymentOf(link, state, 'cancelled') });
  };
};
